"""The groups of arts that a frame is split by in a budget document."""

from dataclasses import dataclass
from functools import cache

from rodtrad.facts.code_intervals import CodeIntervals
from rodtrad.facts.reader import read_yaml


@dataclass(frozen=True)
class ArtGroup:
    """A group of arts on the expenditure or the income side."""

    id: str
    arts: CodeIntervals


@cache
def art_groups(side: str) -> tuple[ArtGroup, ...]:
    """The groups of one side ("expenditure" or "income"), in the order that a table shows them."""
    entries = read_yaml("kostra/art_groups.yaml")[side]
    return tuple(ArtGroup(entry["id"], CodeIntervals.parse(entry["arts"])) for entry in entries)
