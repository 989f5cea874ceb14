"""The part of `rodtrad publish` that stores and publishes, by the same commands as everything else in the product."""

import getpass
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rodtrad.calculations.ledger import publication_obstacles
from rodtrad.documents.editions import EditionKind, Publisher
from rodtrad.features.budget.documents import Publication
from rodtrad.features.budget.selectors.proposals import proposal
from rodtrad.features.budget.services.imported_documents import ReadFile, data_sets_of, edition_id, import_document
from rodtrad.features.budget.services.publication import publish_plan
from rodtrad.features.forecasts.selectors.income_system import income_system
from rodtrad.features.forecasts.selectors.premises import premises
from rodtrad.features.publishing.models import PublishedEdition
from rodtrad.features.publishing.selectors.editions import PublishedFiles, editions, published_files
from rodtrad.foundation.access.actors import operator
from rodtrad.interfaces.cli.publish_sources import ReadSource, Statement

STATUS = {"nb": "Importert dokument", "nn": "Importert dokument", "en": "Imported document"}


class NotTheSame(ValueError):
    """The document is published at another time, or the site is another municipality's."""


@dataclass(frozen=True)
class Published:
    """What came of it: `published` or `unchanged`, the edition's files, and (year, side, kroner) out of balance."""

    outcome: str
    edition: PublishedFiles
    obstacles: tuple[tuple[int, str, int], ...]


def publish(read: Sequence[ReadSource], statement: Statement, folder: Path) -> Published:
    """Store the files and the plan they make, and publish it; what is published already is left as it is.

    Raises BudgetRefusal, ImportStopped, CompositionError, AlreadyPublished, Busy and NotTheSame.
    """
    by = operator(getpass.getuser())
    files = [ReadFile(one.staged, one.decisions, one.map_text) for one in read]
    said = [
        *map(str, statement.years), statement.title, statement.municipality, statement.number, statement.language,
        statement.publisher,
    ]  # fmt: skip
    said += _stored_beside(statement.document)
    edition = edition_id(statement.document, files, said)
    _refuse_other_municipality(statement)
    former = PublishedEdition.objects.filter(pk=edition).first()
    stated = statement.published_at
    if former and stated and datetime.fromisoformat(stated) != former.published_at:
        raise NotTheSame(
            f"Utgaven «{edition}» av nøyaktig disse filene ble publisert {former.published_at.isoformat()}. "
            "En publisert utgave endres ikke. Utelat --published-at, eller oppgi en annen --document."
        )
    import_document(files, statement.years, edition=edition, title=statement.title, data=folder, by=by)
    published_at = datetime.fromisoformat(stated) if stated else datetime.now().astimezone().replace(microsecond=0)
    earlier = editions(statement.document).exclude(pk=edition).order_by("published_at").last()
    publish_plan(
        edition,
        Publication(
            document=statement.document,
            edition=edition,
            title=statement.title,
            kind=EditionKind.IMPORTED,
            status=STATUS[statement.language],
            language=statement.language,
            published_at=published_at.isoformat(),
            date=f"{published_at.day}.{published_at.month}.{published_at.year}",
            publisher=Publisher(statement.municipality, statement.number, statement.publisher),
            supersedes=earlier.pk if earlier else None,
            data_sets=data_sets_of(edition, len(files)),
        ),
        folder,
        by=by,
    )
    found = next(one for one in published_files(folder, statement.document) if one.id == edition)
    obstacles = tuple((one.year, str(one.side), one.amount) for one in publication_obstacles(proposal(edition)))
    return Published("unchanged" if former else "published", found, obstacles)


def _stored_beside(document: str) -> list[str]:
    """The checksums of what is stored for the document and shown in it, so that new figures make a new edition."""
    stored = {"income-system": income_system(document), "forecast": premises(document)}
    return [f"{name} {found.sha256}" for name, found in stored.items() if found is not None]


def _refuse_other_municipality(statement: Statement) -> None:
    """A data folder is one municipality's, since its site bears that municipality's name."""
    owners = {
        (row.publisher["municipality_number"], row.publisher["municipality"]) for row in PublishedEdition.objects.all()
    }
    other = next((name for number, name in sorted(owners) if number != statement.number), None)
    if other is not None:
        raise NotTheSame(
            f"Datamappen viser dokumenter fra {other}. Nettstedet er én kommunes: "
            f"oppgi en annen mappe med --data for {statement.municipality}."
        )
