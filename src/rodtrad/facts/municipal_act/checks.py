"""The checks that a budget and a plan are held to: what must hold, where it stands, and how sure we are of it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from rodtrad.facts.reader import Certainty, read_origin, read_yaml
from rodtrad.values.wording import Wording, wording_of

_PATH = "municipal_act/checks.yaml"


@dataclass(frozen=True, slots=True)
class CheckDefinition:
    """One check. `rule` is the provision in our words, empty for a check of the plan itself.

    `threshold_percent_of_operating_income` is set where the law names a share of operating income.
    """

    id: str
    title: Wording
    law_reference: Wording
    certainty: Certainty
    rule: str = ""
    note: str = ""
    threshold_percent_of_operating_income: Decimal | None = None

    @property
    def verified(self) -> bool:
        """Whether the wording and the provision are confirmed by a source."""
        return self.certainty is not Certainty.UNVERIFIED


@cache
def check_definitions() -> MappingProxyType[str, CheckDefinition]:
    """Every check by id, in the order they are shown."""
    content = read_yaml(_PATH)
    read_origin(_PATH, content)
    found = {}
    for entry in content["checks"]:
        threshold = entry.get("threshold_percent_of_operating_income")
        found[entry["id"]] = CheckDefinition(
            id=entry["id"],
            title=wording_of(entry["title"]),
            law_reference=wording_of(entry["reference"]),
            certainty=Certainty(entry["certainty"]),
            rule=entry.get("rule", "").strip(),
            note=wording_of(entry.get("note", "")),
            threshold_percent_of_operating_income=Decimal(threshold) if threshold is not None else None,
        )
    return MappingProxyType(found)
