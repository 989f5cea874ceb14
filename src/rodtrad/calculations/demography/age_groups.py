"""Age groups such as "6-15", "67+" and "0": how they are read, written, and put together of finer ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FORM = re.compile(
    r"^0*(\d{1,3})(?:\s*[-\u2013]\s*0*(\d{1,3})|\s*(\+|(?:år )?og over|(?:år )?eller eldre|or older))?\s*(?:år)?$"
)


@dataclass(frozen=True, slots=True, order=True)
class AgeGroup:
    """Whole years of age from `first` to `last`, both included; `last` None has no upper end.

    Raises ValueError when the group ends before it begins.
    """

    first: int
    last: int | None

    def __post_init__(self) -> None:
        if self.first < 0 or (self.last is not None and self.last < self.first):
            raise ValueError(f"not an age group: {self.first} to {self.last}")

    def __str__(self) -> str:
        if self.last is None:
            return f"{self.first}+"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def label(self) -> str:
        """The group in Norwegian, such as "67 år og over"."""
        if self.last is None:
            return f"{self.first} år og over" if self.first else "alle aldre"
        return f"{self.first} år" if self.first == self.last else f"{self.first}\u2013{self.last} år"

    def holds(self, other: "AgeGroup") -> bool:
        """Whether every age of the other group is in this one."""
        below = self.last is None or (other.last is not None and other.last <= self.last)
        return self.first <= other.first and below

    def meets(self, other: "AgeGroup") -> bool:
        """Whether the two groups have an age in common."""
        return (self.last is None or other.first <= self.last) and (other.last is None or self.first <= other.last)


def parse_age_group(text: str) -> AgeGroup:
    """The group that a text means: "6-15", "6\u201315 år", "67+", "105 år eller eldre", "000". Raises ValueError."""
    match = _FORM.match(text.strip().lower())
    if match is None:
        raise ValueError(f"not an age group: {text!r}")
    first, last, open_ended = match.groups()
    if open_ended:
        return AgeGroup(int(first), None)
    return AgeGroup(int(first), int(last) if last is not None else int(first))


def parts_of(group: AgeGroup, known: Sequence[AgeGroup]) -> tuple[int, ...] | None:
    """The places of the known groups that together are exactly `group`; None when they cannot be put together to it."""
    meeting = [place for place, part in enumerate(known) if group.meets(part)]
    if not meeting or not all(group.holds(known[place]) for place in meeting):
        return None
    ordered = sorted(meeting, key=lambda place: known[place].first)
    expected = group.first
    for place in ordered:
        part = known[place]
        if part.first != expected:
            return None
        expected = -1 if part.last is None else part.last + 1
    ends = known[ordered[-1]].last
    return tuple(ordered) if ends == group.last else None
