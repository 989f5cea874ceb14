"""The arts and chapters that are netted when a municipality's entities are consolidated.

Provision: Municipal Act § 14-6 first paragraph d (the accounts as one unit); the facts are in `internal_items.yaml`.
"""

from dataclasses import dataclass
from functools import cache

from rodtrad.facts.reader import Certainty, FactFileError, Years, read_origin, read_yaml

PATH = "kostra/internal_items.yaml"


@dataclass(frozen=True, slots=True)
class InternalPair:
    """Two items that are each other's counterpart: arts in the classes 0 and 1, chapters in class 2.

    `always` says that every amount on them is internal; otherwise only amounts with a consolidated counterparty.
    """

    id: str
    label: str
    account_classes: tuple[str, ...]
    expense: str
    income: str
    always: bool
    years: Years
    certainty: Certainty


@cache
def internal_pairs() -> tuple[InternalPair, ...]:
    """Every pair, in the order shown. Raises FactFileError when a way of netting is unknown."""
    content = read_yaml(PATH)
    origin = read_origin(PATH, content)
    found = []
    for entry in content["pairs"]:
        if entry["netted"] not in ("always", "with_counterparty"):
            raise FactFileError(PATH, f"{entry['id']}: netted must be always or with_counterparty")
        found.append(
            InternalPair(
                entry["id"],
                entry["label"],
                tuple(entry["classes"]),
                entry["expense"],
                entry["income"],
                entry["netted"] == "always",
                Years(entry["from"], entry.get("to")),
                Certainty(entry.get("certainty", origin.certainty)),
            )
        )
    return tuple(found)
