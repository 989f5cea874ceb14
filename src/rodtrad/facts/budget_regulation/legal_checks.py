"""The register of checks of the law: what must hold, where it stands, and how sure we are of the wording."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from rodtrad.facts.reader import Certainty, read_origin, read_yaml

_PATH = "budget_regulation/legal_checks.yaml"


@dataclass(frozen=True)
class LegalCheck:
    """One check. `threshold_percent_of_operating_income` is set where the law names a share of operating income."""

    id: str
    text: str
    reference: str
    certainty: Certainty
    note: str = ""
    threshold_percent_of_operating_income: Decimal | None = None

    @property
    def verified(self) -> bool:
        """Whether the wording and the provision are confirmed by a source."""
        return self.certainty is not Certainty.UNVERIFIED


@cache
def legal_checks() -> MappingProxyType[str, LegalCheck]:
    """All checks by id, in the order of the register."""
    content = read_yaml(_PATH)
    read_origin(_PATH, content)
    found = {}
    for entry in content["checks"]:
        threshold = entry.get("threshold_percent_of_operating_income")
        found[entry["id"]] = LegalCheck(
            id=entry["id"],
            text=" ".join(entry["text"].split()),
            reference=entry["reference"],
            certainty=Certainty(entry["certainty"]),
            note=entry.get("note", ""),
            threshold_percent_of_operating_income=Decimal(threshold) if threshold is not None else None,
        )
    return MappingProxyType(found)
