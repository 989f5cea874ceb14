"""Saving the premises of a document's forecast."""

from collections.abc import Mapping
from typing import Any

from rodtrad.features.forecasts.models import ForecastPremiseSet
from rodtrad.features.forecasts.selectors.premises import checksum, plain
from rodtrad.features.forecasts.stated import read_stated
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import StaleVersion, command


@command("forecasts.premises.save")
def save_premises(
    document: str, content: Mapping[str, Any], source: str, *, version: int, by: Actor
) -> ForecastPremiseSet:
    """Store what a document's forecast is computed by; `version` is 0 for the first.

    Raises StatedWrongly for what cannot be read, StaleVersion when somebody else has saved since.
    """
    stored = plain(content)
    read_stated(stored)
    found = ForecastPremiseSet.objects.select_for_update().filter(document=document).first()
    if (found.version if found else 0) != version:
        raise StaleVersion(found.version if found else 0)
    kept = found or ForecastPremiseSet(document=document)
    kept.content, kept.source, kept.sha256, kept.version = stored, source, checksum(stored), version + 1
    kept.save()
    return kept
