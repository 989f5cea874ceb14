"""Runs the main job on Fjellvik: its files are imported, its plan is loaded, and both editions are published.

Every step is the same command that a municipality's own people use. Doing it again over the same data changes nothing.
"""

import getpass
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from rodtrad.calculations.ledger import Proposal
from rodtrad.demo import country, economy, texts
from rodtrad.demo.figures import goals as stated_goals
from rodtrad.demo.figures import population_years
from rodtrad.demo.forecast import premises_content, source
from rodtrad.demo.reading import document, population
from rodtrad.demo.source_files import COLUMN_MAP, write_source_files
from rodtrad.documents.editions import EditionKind, Publisher
from rodtrad.features.accounts.services.imports import Outcome, apply_import
from rodtrad.features.authoring.models import Section, Word
from rodtrad.features.authoring.services.texts import save_section, save_word
from rodtrad.features.budget.documents import Publication
from rodtrad.features.budget.services.loading import load_proposal
from rodtrad.features.budget.services.publication import publish_plan
from rodtrad.features.budget.services.rounds import create_round
from rodtrad.features.forecasts.income_data import income_content
from rodtrad.features.forecasts.selectors.income_system import income_system
from rodtrad.features.forecasts.selectors.premises import checksum, plain, premises
from rodtrad.features.forecasts.services.income_system import save_income_system
from rodtrad.features.forecasts.services.premises import save_premises
from rodtrad.features.goals.selectors.goals import goals
from rodtrad.features.goals.services.goals import IndicatorInput, save_goal
from rodtrad.features.publishing.selectors.editions import PublishedFiles, published_files
from rodtrad.foundation.access.actors import Actor, operator
from rodtrad.foundation.organisation.services.structure import UnitRow, load_population, load_structure
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse
from rodtrad.intake.row_staging import Decisions

DOCUMENT = "hop-2027-2030"
ROUND = "2027-2030"
PROPOSAL_EDITION = f"{DOCUMENT}-forslag"
ADOPTED_EDITION = f"{DOCUMENT}-vedtatt"
DATA_SETS = {"regnskap": "regnskap", "budsjett": "budsjett"}

LANGUAGES = ("nb", "nn")

Say = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What the demo published, in order."""

    editions: tuple[PublishedFiles, ...]


def run(data: Path, say: Say) -> Result:
    """Import, plan and publish Fjellvik under `data`; `say` is told what is done."""
    by = operator(getpass.getuser())
    decision = document("decision.yaml")
    _load_municipality(by, say)
    _import_files(data, by, say)
    _load_goals(by)
    _load_forecast(by)
    _load_income_system(data, by, say)
    proposal = _with_words(economy.chief_executive_proposal())
    create_round(
        ROUND, f"Budsjettrunde {ROUND}", proposal.years[0] - 1, year_count=len(proposal.years),
        finance_unit=proposal.finance_unit, price_basis=proposal.price_basis, by=by,
    )  # fmt: skip
    say(f"Tekster: {_load_texts(by, 'forslag')} tekster er lagt inn")
    _publish(proposal, decision["proposal"], PROPOSAL_EDITION, data, by)
    say(f"Publisert: {decision['proposal']['title']}, kommunedirektørens forslag")
    _load_texts(by, "vedtatt")
    _publish(_with_words(economy.adopted_proposal()), decision["adopted"], ADOPTED_EDITION, data, by)
    say(f"Publisert: {decision['adopted']['title']}, kommunestyrets vedtak")
    return Result(published_files(data, DOCUMENT))


def _load_municipality(by: Actor, say: Say) -> None:
    about, organisation = document("municipality.yaml"), document("organisation.yaml")
    rows = []
    for area in organisation["areas"]:
        rows.append(UnitRow(area["id"], area["title"], "", area["about"]))
        rows += [UnitRow(unit["code"], unit["title"], area["id"], unit["about"]) for unit in area["units"]]
    municipality = {
        "number": about["number"],
        "name": about["full_name"],
        "address": about["contact"]["address"],
        "email": about["contact"]["email"],
        "language": about["language"],
    }
    load_structure(municipality, economy.YEARS[0], rows, by=by)
    counted = {year.year: population(year.year)["total"] for year in population_years()}
    load_population(counted, about["source"], by=by)
    areas = len(organisation["areas"])
    say(f"Kommune: {about['full_name']} med {areas} områder og {len(rows) - areas} enheter")


def _import_files(data: Path, by: Actor, say: Say) -> None:
    column_map = load_map(COLUMN_MAP)
    for file in write_source_files(data / "kilder"):
        data_set = DATA_SETS[file.stem.partition("-")[0]]
        with parse(fetch_file(file), column_map, Decisions()) as staged:
            applied = apply_import(staged, data, data_set=data_set, decisions=Decisions(), by=by)
            done = "lest inn" if applied.outcome is Outcome.IMPORTED else "uendret fra før"
            say(f"Import: {file.name}, {staged.rows_accepted} rader {done}")


def _load_goals(by: Actor) -> None:
    stored = {goal.key: goal for goal in goals(DOCUMENT)}
    for position, entry in enumerate(stated_goals()):
        indicators = [
            IndicatorInput(
                one["id"], one["title"], one["unit"], one["direction"], one["source"],
                _decimals(one["history"]), _decimals(one["targets"]), one["status"],
            )
            for one in entry["indicators"]
        ]  # fmt: skip
        if entry["id"] not in stored:
            save_goal(DOCUMENT, entry["id"], entry["title"], entry["area"], position, indicators, version=0, by=by)


def _load_forecast(by: Actor) -> None:
    content, stored = premises_content(), premises(DOCUMENT)
    if stored is None or stored.sha256 != checksum(plain(content)):
        save_premises(DOCUMENT, content, source(), version=stored.version if stored else 0, by=by)


def _load_income_system(data: Path, by: Actor, say: Say) -> None:
    files = [fetch_file(path) for path in country.write_country_files(data / "kilder")]
    figures = country.figures()
    content = income_content(figures, [(file.origin, file.sha256) for file in files])
    stored = income_system(DOCUMENT)
    if stored is None or stored.sha256 != checksum(content):
        save_income_system(DOCUMENT, figures, files, data, version=stored.version if stored else 0, by=by)
    say(f"Inntektssystemet: {len(country.tax().municipalities)} kommuner i {figures.year}, {figures.source}")


def _decimals(values: Mapping[int, Any]) -> dict[int, str | None]:
    return {year: None if value is None else str(value) for year, value in values.items()}


def _load_texts(by: Actor, edition: str) -> int:
    """Save the texts of an edition that differ from what is stored; returns how many texts the edition has."""
    count = 0
    for language in LANGUAGES:
        for key, written in texts.sections(language, edition).items():
            found = Section.objects.filter(document=DOCUMENT, key=key, language=language).first()
            count += 1
            if found is None or found.written != written:
                version = found.version if found else 0
                save_section(DOCUMENT, key, language, written, texts.pictures(), version=version, by=by)
        for word in texts.glossary(language):
            stored = Word.objects.filter(document=DOCUMENT, key=word.key, language=language).first()
            if stored is None:
                save_word(DOCUMENT, word.key, language, word.term, word.definition, word.formula, version=0, by=by)
    return count


def _publish(proposal: Proposal, about: Mapping[str, Any], edition: str, data: Path, by: Actor) -> None:
    municipality = document("municipality.yaml")
    published_at = _time(about["published_at"])
    adopted = about["kind"] == "adopted"
    day = f"{published_at.day}.{published_at.month}.{published_at.year}"
    status = f"Vedtatt {day}, sak {about['case']}" if adopted else f"Kommunedirektørens forslag {day}"
    load_proposal(ROUND, proposal, by=by)
    publication = Publication(
        document=DOCUMENT,
        edition=edition,
        title=f"Handlings- og økonomiplan {proposal.years[0]}–{proposal.years[-1]}",
        kind=EditionKind.ADOPTED if adopted else EditionKind.PROPOSAL,
        status=status,
        language=municipality["language"],
        published_at=published_at.isoformat(),
        date=day,
        publisher=Publisher(
            municipality["full_name"],
            municipality["number"],
            about["publisher"],
            municipality["contact"]["address"],
            municipality["contact"]["email"],
        ),
        decision=f"Kommunestyret, sak {about['case']}" if adopted else "",
        supersedes=PROPOSAL_EDITION if adopted else None,
    )
    publish_plan(proposal.id, publication, data, by=by)


def _time(stated: datetime | str) -> datetime:
    return stated if isinstance(stated, datetime) else datetime.fromisoformat(stated)


def _with_words(proposal: Proposal) -> Proposal:
    """The proposal with the written explanations of its changes and descriptions of its projects."""
    measures, projects = texts.measure_texts(), texts.project_texts()
    own = {change.id: measures[change.id] for change in proposal.changes if change.id in measures}
    explained = economy.with_texts(proposal, own)
    described = tuple(replace(p, description=projects.get(p.number, p.description)) for p in explained.projects)
    return replace(explained, projects=described)
