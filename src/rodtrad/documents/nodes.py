"""The nodes that documents are made of. Every renderer must know every one; a test compares the two lists."""

from dataclasses import dataclass
from enum import StrEnum

from rodtrad.documents.inlines import Inline
from rodtrad.documents.tables import Cell, Note, Source, Status, Table
from rodtrad.values.units import Unit


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a lead is the larger one that opens a chapter."""

    text: tuple[Inline, ...]
    lead: bool = False


@dataclass(frozen=True)
class ListNode:
    """A bulleted or numbered list. `items` hold running text."""

    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Resolution:
    """The draft resolution: numbered points for the council to vote over, each with sub-points."""

    id: str
    points: tuple["ResolutionPoint", ...]


@dataclass(frozen=True)
class ResolutionPoint:
    """One numbered point; `id` makes it addressable."""

    id: str
    text: tuple[Inline, ...]
    points: tuple["ResolutionPoint", ...] = ()


@dataclass(frozen=True)
class TableNode:
    """A table in the flow of the document."""

    table: Table


class ChartKind(StrEnum):
    """The chart forms that the product draws."""

    LINE = "line"
    BARS = "bars"
    STACKED_BARS = "stacked_bars"
    DIVERGING_BARS = "diverging_bars"
    WATERFALL = "waterfall"


class SeriesRole(StrEnum):
    """What a series is, which decides its colour, dash and marker.

    Two series that are `OUTER`, or two that are `INNER`, are the edges of a band of a fan: the room between is filled.
    """

    OWN = "own"
    FIRST = "first"
    SECOND = "second"
    OTHER = "other"
    TARGET = "target"
    OUTER = "outer"
    INNER = "inner"


@dataclass(frozen=True)
class Series:
    """One series of a chart: a row id (or column id, see Chart.series_in_columns) of the chart's table."""

    id: str
    label: str
    role: SeriesRole = SeriesRole.OWN


@dataclass(frozen=True)
class Chart:
    """A chart and the table that it draws; its numbers are the table's cells, so the two cannot disagree.

    `title` says the finding, `subtitle` measure, unit and period, `sentence` in one sentence what the chart shows.
    Series are rows (categories: the columns named in `categories`), or columns when `series_in_columns` (categories:
    rows). A waterfall has one series; its categories are steps, those in `totals` stand on the axis. `plan_from` is the
    first category that is plan and not accounts. Raises ValueError without a sentence or for an id that is not in the
    table.
    """

    id: str
    title: str
    subtitle: str
    sentence: str
    kind: ChartKind
    table: Table
    series: tuple[Series, ...]
    categories: tuple[str, ...]
    series_in_columns: bool = False
    totals: tuple[str, ...] = ()
    plan_from: str | None = None
    number: str = ""

    def __post_init__(self) -> None:
        if not self.sentence.strip():
            raise ValueError(f"{self.id}: a chart needs one sentence that says what it shows")
        rows, columns = {r.id for r in self.table.rows}, {c.id for c in self.table.columns}
        series_ids, category_ids = (columns, rows) if self.series_in_columns else (rows, columns)
        unknown = [s.id for s in self.series if s.id not in series_ids]
        unknown += [c for c in (*self.categories, *self.totals) if c not in category_ids]
        if unknown:
            raise ValueError(f"{self.id}: not in the chart's table: {unknown}")

    @property
    def source(self) -> Source:
        """The chart's source is its table's."""
        return self.table.source


@dataclass(frozen=True)
class KeyFigure:
    """One key figure: the number, its change in words, and its target with whether it is met."""

    id: str
    label: str
    cell: Cell
    unit: Unit
    change: str = ""
    target: str = ""
    status: Status | None = None
    link: str | None = None


@dataclass(frozen=True)
class KeyFigures:
    """A row of key figures with one note below it."""

    id: str
    figures: tuple[KeyFigure, ...]
    note: str = ""


@dataclass(frozen=True)
class Measure:
    """One measure (tiltak): what is done, why, and what follows; its amounts are the row with the same id."""

    id: str
    title: str
    explanation: tuple[Inline, ...]
    consequence: tuple[Inline, ...] = ()
    area: str = ""
    kind: str = ""
    goal: str = ""
    full_time_equivalents: Cell | None = None


@dataclass(frozen=True)
class Measures:
    """Measures as text first with their amounts beside: `table` has one row for each measure, with the same id."""

    table: Table
    measures: tuple[Measure, ...]

    def __post_init__(self) -> None:
        rows = {row.id for row in self.table.rows}
        lost = [m.id for m in self.measures if m.id not in rows]
        if lost:
            raise ValueError(f"{self.table.id}: measures without a row: {lost}")


@dataclass(frozen=True)
class RankedItem:
    """One line of a ranked list: the row with the same id holds the number."""

    id: str
    description: str = ""
    change: str = ""
    link: str | None = None


@dataclass(frozen=True)
class RankedBars:
    """Areas (or the like) sorted by size, each a whole-row link with a bar from zero; the numbers are the table's."""

    table: Table
    column: str
    items: tuple[RankedItem, ...]


@dataclass(frozen=True)
class Image:
    """An image with the alternative text that it cannot be made without. `sha256` names its bytes in the edition."""

    id: str
    sha256: str
    media_type: str
    alt: str
    caption: tuple[Inline, ...] = ()

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError(f"{self.id}: an image needs an alternative text")


class CalloutKind(StrEnum):
    """What a callout is for."""

    NOTE = "note"
    WARNING = "warning"
    CONTROL = "control"


@dataclass(frozen=True)
class Callout:
    """A short boxed message, such as what does not balance in an imported document."""

    id: str
    kind: CalloutKind
    title: str
    children: tuple["Node", ...]


@dataclass(frozen=True)
class TimelineEvent:
    """One step of the treatment: when, what, and how far it has come."""

    date: str
    title: str
    text: str = ""
    state: str = ""


@dataclass(frozen=True)
class Timeline:
    """The steps of the treatment in order."""

    id: str
    events: tuple[TimelineEvent, ...]


@dataclass(frozen=True)
class GlossaryEntry:
    """One explained word: two or three sentences, and a formula where it has one."""

    id: str
    term: str
    definition: tuple[Inline, ...]
    formula: str = ""


@dataclass(frozen=True)
class Glossary:
    """The explained words of the document, in the alphabet's order."""

    id: str
    entries: tuple[GlossaryEntry, ...]


@dataclass(frozen=True)
class Facts:
    """Three to five short facts in a row, as below an area's lead: label, text, and more words."""

    id: str
    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Section:
    """A titled part. Headings come from the nesting; `page` sections are pages of their own on the web.

    `id` is the stable address (slug) of the page or the anchor. `number` ("5.2") is computed by the composer.
    `language` is set where it differs from the edition's.
    """

    id: str
    title: str
    children: tuple["Node", ...]
    page: bool = False
    language: str | None = None
    notes: tuple[Note, ...] = ()
    number: str = ""


Node = (
    Paragraph
    | ListNode
    | Resolution
    | TableNode
    | Chart
    | KeyFigures
    | Measures
    | RankedBars
    | Image
    | Callout
    | Timeline
    | Glossary
    | Facts
    | Section
)

NODE_TYPES: tuple[type, ...] = (
    Paragraph,
    ListNode,
    Resolution,
    TableNode,
    Chart,
    KeyFigures,
    Measures,
    RankedBars,
    Image,
    Callout,
    Timeline,
    Glossary,
    Facts,
    Section,
)
