"""Reading the premises of a document's forecast."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rodtrad.features.forecasts.models import ForecastPremiseSet


@dataclass(frozen=True)
class StoredPremises:
    """What is stored for a document, with its checksum and version."""

    content: Mapping[str, Any]
    source: str
    sha256: str
    version: int


def premises(document: str) -> StoredPremises | None:
    """The premises of a document's forecast, None when nobody has stated any."""
    found = ForecastPremiseSet.objects.filter(document=document).first()
    return None if found is None else StoredPremises(found.content, found.source, found.sha256, found.version)


def plain(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as the database gives it back: years that were whole numbers become text."""
    read: dict[str, Any] = json.loads(json.dumps(content))
    return read


def checksum(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of plain content."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
