"""The plan as a document: the template, its repeated pages, and the edition that a proposal is frozen into."""

import base64
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from rodtrad import __version__
from rodtrad.calculations.ledger import ProposalKind
from rodtrad.documents.blocks import Scope
from rodtrad.documents.composer import Member, compose
from rodtrad.documents.editions import Edition, EditionKind, Publisher
from rodtrad.documents.nodes import Image, Section
from rodtrad.documents.templates import Template, read_template
from rodtrad.documents.walk import nodes_in
from rodtrad.facts.version import facts_version
from rodtrad.features.authoring.selectors import texts
from rodtrad.features.budget.import_view import area_page
from rodtrad.features.budget.selectors.proposals import proposal
from rodtrad.foundation.access.actors import Actor


@dataclass(frozen=True)
class Publication:
    """What is said about an edition when it is published; all of it is part of what is frozen.

    `document` groups the editions; `title` and `status` stand above every page; `published_at` is ISO 8601 with offset;
    `date` is how the numbers' source is dated ("28.10.2026"); `supersedes` is the id of the edition before;
    `data_sets` are those that an imported document's own files are stored in.
    """

    document: str
    edition: str
    title: str
    kind: EditionKind
    status: str
    language: str
    published_at: str
    date: str
    publisher: Publisher
    decision: str = ""
    supersedes: str | None = None
    data_sets: tuple[str, ...] = ()


@cache
def template(name: str = "economic_plan") -> Template:
    """The template of the action and economic plan, or of an imported document ("imported_plan")."""
    text = files("rodtrad.features.budget").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return read_template(yaml.safe_load(text))


def _area_pages(document: str, proposal_key: str, language: str) -> tuple[Member, ...]:
    """A page for each area, in the language that its text is written in when it is not the document's own.

    The areas of an imported plan have the codes of a file, which are made into addresses.
    """
    members = []
    value = proposal(proposal_key)
    if value.kind is ProposalKind.IMPORTED:
        return tuple(Member(area_page(area.code, area.name), area.name) for area in value.areas)
    for area in value.areas:
        own = language
        if texts.section(document, f"omrade-{area.code}", language) is None:
            other = "nn" if language == "nb" else "nb"
            own = other if texts.section(document, f"omrade-{area.code}", other) else language
        members.append(Member(area.code, area.name, own if own != language else None))
    return tuple(members)


def _images(sections: tuple[Section, ...]) -> tuple[tuple[str, str], ...]:
    names = {node.sha256 for node in nodes_in(sections) if isinstance(node, Image)}
    stored = texts.pictures(names)
    return tuple((name, base64.b64encode(stored[name]).decode()) for name in sorted(names))


def plan_edition(proposal_key: str, publication: Publication, *, by: Actor) -> Edition:
    """The edition that the proposal would be published as now, composed as the actor may see it.

    Raises CompositionError naming every live figure, word or link that points nowhere.
    """
    language = publication.language
    names = {
        "document": publication.document,
        "proposal": proposal_key,
        "language": language,
        "date": publication.date,
        "data_sets": " ".join(publication.data_sets),
    }
    lists = {"areas": _area_pages(publication.document, proposal_key, language)}
    glossary = texts.glossary(publication.document, language)
    chosen = template("imported_plan" if publication.kind is EditionKind.IMPORTED else "economic_plan")
    composed = compose(chosen, Scope(by, names), language, lists, glossary)
    return Edition(
        id=publication.edition,
        document=publication.document,
        title=publication.title,
        kind=publication.kind,
        status=publication.status,
        language=language,
        years=proposal(proposal_key).years,
        published_at=publication.published_at,
        publisher=publication.publisher,
        front=composed.front,
        chapters=composed.chapters,
        glossary=glossary,
        explanations=composed.explanations,
        data_versions=composed.data_versions,
        facts_version=f"rodtrad {__version__}, {facts_version()}",
        decision=publication.decision,
        supersedes=publication.supersedes,
        images=_images((composed.front, *composed.chapters)),
    )
