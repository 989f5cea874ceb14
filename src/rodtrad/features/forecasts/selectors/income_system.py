"""Reading the stored figures of the income system."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rodtrad.features.forecasts.models import IncomeSystemSet


@dataclass(frozen=True)
class StoredIncomeSystem:
    """What is stored for a document, with its checksum and version."""

    content: Mapping[str, Any]
    sha256: str
    version: int


def income_system(document: str) -> StoredIncomeSystem | None:
    """The figures of a document's income system, None when nobody has stored any."""
    found = IncomeSystemSet.objects.filter(document=document).first()
    return None if found is None else StoredIncomeSystem(found.content, found.sha256, found.version)
