"""Saving every municipality's figures of a year, so that a document's blocks can compute the equalisation."""

from collections.abc import Sequence
from pathlib import Path

from rodtrad.features.forecasts.income_data import IncomeData, IncomeDataWrong, income_content
from rodtrad.features.forecasts.models import IncomeSystemSet
from rodtrad.features.forecasts.selectors.premises import checksum
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import StaleVersion, command
from rodtrad.foundation.batches.services.raw_files import keep_raw_file
from rodtrad.intake.fetch import Fetched


@command("forecasts.income_system.save")
def save_income_system(
    document: str, figures: IncomeData, files: Sequence[Fetched], data: Path, *, version: int, by: Actor
) -> IncomeSystemSet:
    """Store the figures with the files that they were read from; `version` is 0 for the first.

    Raises IncomeDataWrong when the municipality is not among them, StaleVersion when somebody else has saved since.
    """
    given = {"--criteria": figures.criteria, "--tax": figures.tax}
    if not any(given.values()):
        raise IncomeDataWrong("Oppgi minst én av --criteria og --tax.")
    for name, part in given.items():
        if part is not None and figures.municipality not in part.municipalities:
            raise IncomeDataWrong(f"Kommune {figures.municipality} står ikke i filen {name}. Legg til raden for den.")
    found = IncomeSystemSet.objects.select_for_update().filter(document=document).first()
    if (found.version if found else 0) != version:
        raise StaleVersion(found.version if found else 0)
    kept = found or IncomeSystemSet(document=document)
    raw = [keep_raw_file(file, data) for file in files]
    kept.content = income_content(figures, [(file.origin, file.sha256) for file in files])
    kept.sha256, kept.source, kept.version = checksum(kept.content), figures.source, version + 1
    kept.save()
    kept.files.set(raw)
    return kept
