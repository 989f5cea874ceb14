"""An edition: a document frozen at publication, with everything its renderings need, checksummed.

All formats are rendered from this one value, so they cannot disagree. Its JSON is canonical (sorted keys, no spaces)
and its checksum is the SHA-256 of that JSON without the checksum itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from rodtrad.documents.nodes import GlossaryEntry, Section


class EditionKind(StrEnum):
    """The phase that the document was published in; an imported document may be out of balance and says so."""

    PROPOSAL = "proposal"
    RECOMMENDATION = "recommendation"
    ADOPTED = "adopted"
    IMPORTED = "imported"


@dataclass(frozen=True)
class ExplanationStep:
    """One line of a calculation: what, and the number as shown."""

    label: str
    amount: str


@dataclass(frozen=True)
class FactUsed:
    """A fact that a number rests on: its name, value, year, and source."""

    name: str
    value: str
    source: str


@dataclass(frozen=True)
class Explanation:
    """The answer to "how is this calculated?": formula, lines, facts, and the data set with its date."""

    id: str
    title: str
    formula: str
    steps: tuple[ExplanationStep, ...]
    unit: str
    facts: tuple[FactUsed, ...] = ()
    data: str = ""
    changed: str = ""
    formula_id: str = ""


@dataclass(frozen=True)
class DataVersion:
    """A version of the data that the edition was made of: provider, version (checksum or number), and date.

    `provider` is the technical name; `title` says in the edition's language what the data is. A version is empty where
    nothing was found.
    """

    provider: str
    version: str
    date: str = ""
    title: str = ""


@dataclass(frozen=True)
class Publisher:
    """The municipality and the person or role that published, and how to reach them."""

    municipality: str
    municipality_number: str
    published_by: str
    address: str = ""
    email: str = ""


@dataclass(frozen=True)
class Edition:
    """A frozen document.

    `id` is stable and readable (`hop-2027-2030-forslag`), `document` groups the editions of one document
    (`hop-2027-2030`), `status` is the tag shown above everything ("Kommunedirektørens forslag 28.10.2026"), `decision`
    the council's case when adopted. `front` is the front page, `chapters` the rest. `images` are (sha256, base64).
    `supersedes` is the id of the edition before it. `published_at` is an ISO 8601 time with offset.
    """

    id: str
    document: str
    title: str
    kind: EditionKind
    status: str
    language: str
    years: tuple[int, ...]
    published_at: str
    publisher: Publisher
    front: Section
    chapters: tuple[Section, ...]
    glossary: tuple[GlossaryEntry, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    data_versions: tuple[DataVersion, ...] = ()
    facts_version: str = ""
    decision: str = ""
    supersedes: str | None = None
    images: tuple[tuple[str, str], ...] = ()
