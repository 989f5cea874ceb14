"""An edition's nodes as WordprocessingML, one function for each node type."""

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from rodtrad.documents import labels, nodes
from rodtrad.documents.charts import picture
from rodtrad.documents.editions import Edition
from rodtrad.documents.inlines import FigureReference, Inline, Link, NoteReference, Term, Text
from rodtrad.documents.renderers import printed
from rodtrad.documents.renderers.columns import fit_columns
from rodtrad.documents.renderers.docx import wordml
from rodtrad.documents.renderers.docx.styling import TABLE_SIZES
from rodtrad.documents.renderers.docx.wordml import WordCell, bookmarked, paragraph, run
from rodtrad.documents.shown import show_in_unit, unit_words
from rodtrad.documents.tables import RowRole, Table
from rodtrad.documents.walk import nodes_in, table_of

TEXT_WIDTH = 9866
_SIZES = ((9.0, 4.5, 200.0), (8.0, 4.5, 130.0), (7.5, 2.5, 100.0), (7.0, 2.0, 0.0))
_ROWS_KEPT_TOGETHER = 34
_NOTES_KEPT_TOGETHER = 4
_ROOM_BELOW = '<w:spacing w:after="260"/>'
_TINT = "E3EDF7"
_SECTION_GROUND = "F3F3F4"
RENDERERS: printed.RendererOfNodes[None] = printed.RendererOfNodes()


@dataclass(frozen=True)
class Picture:
    """A picture to be placed where its mark stands in the body: bytes, alternative text, width in EMU."""

    data: bytes
    alt: str
    width: int


@dataclass(frozen=True)
class Place:
    """Where a node stands: heading depth, language, the notes that its text can refer to, and the heading above it."""

    depth: int
    language: str
    notes: Mapping[str, int]
    heading: str = ""


@dataclass
class Body:
    """The blocks of the document in order; `relate` turns an outside address into a relation's id."""

    edition: Edition
    relate: Callable[[str], str]
    blocks: list[str | Picture] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _anchored: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.explanations = printed.explanations_of(self.edition)
        self.images = dict(self.edition.images)
        self.targets = _targets((self.edition.front, *self.edition.chapters))
        self.targets |= {_entry(entry.id) for entry in self.edition.glossary}

    def add(self, style: str, runs: str, *, properties: str = "") -> None:
        """A paragraph at the end of the document."""
        self.blocks.append(paragraph(style, runs, properties=properties))

    def anchor(self, id_: str, inner: str) -> str:
        """`inner` as the place of an id, where the id stands first."""
        if not id_ or id_ in self._anchored:
            return inner
        self._anchored.add(id_)
        return bookmarked(id_, next(self._numbers), inner)

    def link(self, address: str, runs: str) -> str:
        """`runs` linked to a place in the document or an outside address; unlinked when there is no such place."""
        if address.startswith("#"):
            place = address[1:].partition(":")[0]
            return wordml.internal_link(place, runs) if place in self.targets else runs
        outside = address.startswith(("https://", "http://", "mailto:"))
        return wordml.external_link(self.relate(address), runs) if outside else runs


def _targets(sections: tuple[nodes.Node, ...]) -> set[str]:
    found: set[str] = set()
    for node in nodes_in(sections):
        table = table_of(node)
        if table is not None:
            found.add(table.id)
        id_ = getattr(node, "id", "")
        if id_:
            found.add(id_)
    return found


def _entry(id_: str) -> str:
    return f"ord-{id_}"


def inlines(body: Body, place: Place, parts: tuple[Inline, ...]) -> str:
    """Running text as runs."""
    return "".join(_inline(body, place, part) for part in parts)


def _inline(body: Body, place: Place, part: Inline) -> str:
    language = place.language
    match part:
        case Text():
            return run(part.text, part.language or language, bold=part.strong, italic=part.emphasis)
        case Link():
            return body.link(part.target, run(part.text, language, style="Hyperlink"))
        case Term():
            return body.link(f"#{_entry(part.term)}", run(part.text, language))
        case FigureReference():
            return body.link(f"#{part.cell}", run(part.text, language))
        case NoteReference():
            return run(str(place.notes[part.note]), language, mark=True)


def write(body: Body, node: nodes.Node, place: Place) -> None:
    """The node at the end of the document."""
    RENDERERS[type(node)](body, node, place)


@RENDERERS.of(nodes.Section)
def _section(body: Body, node: nodes.Section, place: Place) -> None:
    language = node.language or place.language
    inside = Place(place.depth + 1, language, {**place.notes, **printed.number_notes(node.notes)}, node.title)
    title = f"{node.number} {node.title}".strip()
    heading(body, node.id, title, place.depth, language, new_page=node.page and place.depth == 2)
    for child in node.children:
        write(body, child, inside)
    if node.notes:
        _notes(body, inside, printed.print_notes(node.notes))


def heading(body: Body, id_: str, title: str, depth: int, language: str, *, new_page: bool = False) -> None:
    """A heading of the given depth."""
    level = min(depth, 6)
    body.headings.append((level, id_, title))
    properties = "<w:pageBreakBefore/>" if new_page else ""
    body.add(f"Heading{level}", body.anchor(id_, run(title, language)), properties=properties)


def _notes(body: Body, place: Place, notes: tuple[printed.PrintedNote, ...]) -> None:
    for note in notes:
        mark = run(str(note.number), place.language, mark=True)
        body.add("Note", mark + run(" ", place.language) + inlines(body, place, note.text))


@RENDERERS.of(nodes.Paragraph)
def _paragraph(body: Body, node: nodes.Paragraph, place: Place) -> None:
    body.add("Ingress" if node.lead else "BodyText", inlines(body, place, node.text))


@RENDERERS.of(nodes.ListNode)
def _list(body: Body, node: nodes.ListNode, place: Place) -> None:
    for index, item in enumerate(node.items, start=1):
        text = inlines(body, place, item)
        if node.ordered:
            body.add("Nummerert", run(f"{index}.\t", place.language) + text)
        else:
            body.add("ListBullet", text)


@RENDERERS.of(nodes.Resolution)
def _resolution(body: Body, node: nodes.Resolution, place: Place) -> None:
    def points(items: tuple[nodes.ResolutionPoint, ...], level: int) -> None:
        for index, item in enumerate(items, start=1):
            mark = f"{index}." if level == 0 else f"{chr(ord('a') + index - 1)})"
            runs = run(f"{mark}\t", place.language) + inlines(body, place, item.text)
            indent = 425 * (level + 1)
            body.add(
                "Nummerert",
                body.anchor(item.id, runs),
                properties=f'<w:ind w:left="{indent}" w:hanging="425"/>' if level else "",
            )
            points(item.points, level + 1)

    points(node.points, 0)


@dataclass(frozen=True)
class _Look:
    """How one table is set: the ending of its styles' names, and whether its last row stays with what follows."""

    language: str
    ending: str
    last_with_next: bool

    def style(self, *, number: bool) -> str:
        """The name of the style for a cell."""
        return f"{'Tabelltall' if number else 'Tabelltekst'}{self.ending}".replace(" ", "")


def _table(body: Body, table: Table, place: Place, *, quiet: bool = False) -> None:
    """`quiet` is for a table that something above it has given its title already, such as a chart."""
    shown = printed.print_table(table, body.explanations, place.language)
    language = place.language
    name = f"{shown.name}. " if shown.name else ""
    style = "Stilletittel" if quiet or shown.title == place.heading else "Caption"
    body.add(style, body.anchor(table.id, run(name, language) + run(shown.title, language, bold=True)))
    if shown.subtitle:
        body.add("Tabellunderskrift", run(shown.subtitle, language))
    columns = fit_columns(shown, _SIZES)
    below = len(shown.notes) + len(shown.remarks) + bool(shown.source)
    ending = next(ending for ending, size in TABLE_SIZES if size == columns.size)
    look = _Look(language, ending, 0 < below <= _NOTES_KEPT_TOGETHER)
    rows = [_head(shown, look), *(_row(shown, index, look) for index in range(len(shown.rows)))]
    widths = [int(width * 20) for width in columns.widths]
    body.blocks.append(
        wordml.table(
            rows,
            [TEXT_WIDTH - sum(widths), *widths],
            title=shown.title,
            description=f"{shown.subtitle} [{table.id}]",
            padding=int(columns.padding * 20),
        )
    )
    _below(body, place, shown, together=look.last_with_next)


def _below(body: Body, place: Place, shown: printed.PrintedTable, *, together: bool) -> None:
    """The notes, remarks and source of a table; `together` keeps them on one page.

    The last one carries the room below the table; only a table with nothing under it ends in an empty line, which would
    otherwise make a page of its own before a chapter.
    """
    lines = [
        run(str(note.number), place.language, mark=True) + run(" ", place.language) + inlines(body, place, note.text)
        for note in shown.notes
    ]
    lines += [run(line, place.language) for line in (*shown.remarks, shown.source) if line]
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        kept = "<w:keepNext/>" if together and not last else ""
        body.add("Tabellnote", line, properties=_ROOM_BELOW if last else kept)
    if not lines:
        body.add("Luft", "")


def _head(table: printed.PrintedTable, look: _Look) -> list[WordCell]:
    language = look.language
    cells = [WordCell(look.style(number=False), run(table.stub, language), below=12, with_next=True, on_top=False)]
    for column in table.columns:
        lines = "\n".join(part for part in (column.phase, column.label, column.unit) if part)
        ground = _TINT if column.budget_year else ""
        style = look.style(number=column.numeric)
        cells.append(WordCell(style, run(lines, language, bold=True), ground, below=12, with_next=True, on_top=False))
    return cells


def _row(table: printed.PrintedTable, index: int, look: _Look) -> list[WordCell]:
    row, language = table.rows[index], look.language
    bold = row.role is not RowRole.ITEM
    above = {RowRole.SUBTOTAL: 8, RowRole.TOTAL: 16}.get(row.role, 0)
    below = 16 if row.role is RowRole.TOTAL else 4
    label = run(row.label, language, bold=bold)
    label += "".join(run(f" {number}", language, mark=True) for number in row.notes)
    ground = _SECTION_GROUND if row.role is RowRole.SECTION else ""
    if index == len(table.rows) - 1:
        together = look.last_with_next
    else:
        together = len(table.rows) <= _ROWS_KEPT_TOGETHER or row.role is RowRole.SECTION
    cells = [WordCell(look.style(number=False), label, ground, above, below, row.level * 200, together)]
    for column, shown in zip(table.columns, row.cells, strict=True):
        tint = ground or (_TINT if column.budget_year else "")
        runs = run(shown.text, language, bold=bold)
        style = look.style(number=column.numeric)
        cells.append(WordCell(style, runs, tint, above, below, 0, together, wraps=not column.numeric))
    return cells


@RENDERERS.of(nodes.TableNode)
def _table_node(body: Body, node: nodes.TableNode, place: Place) -> None:
    _table(body, node.table, place)


@RENDERERS.of(nodes.Chart)
def _chart(body: Body, node: nodes.Chart, place: Place) -> None:
    language = place.language
    name = f"{labels.text('figure_number', language, number=node.number)}. " if node.number else ""
    body.add("Caption", body.anchor(node.id, run(name, language) + run(node.title, language, bold=True)))
    body.add("Tabellunderskrift", run(node.subtitle, language))
    body.blocks.append(Picture(picture(node, language), node.sentence, TEXT_WIDTH * 635))
    body.add("BodyText", run(node.sentence, language))
    _table(body, node.table, place, quiet=True)


@RENDERERS.of(nodes.Image)
def _image(body: Body, node: nodes.Image, place: Place) -> None:
    body.blocks.append(Picture(base64.b64decode(body.images[node.sha256]), node.alt, TEXT_WIDTH * 400))
    if node.caption:
        body.add("Bildetekst", body.anchor(node.id, inlines(body, place, node.caption)))


@RENDERERS.of(nodes.KeyFigures)
def _key_figures(body: Body, node: nodes.KeyFigures, place: Place) -> None:
    language = place.language
    for figure in node.figures:
        shown = show_in_unit(figure.cell, figure.unit, language)
        unit = unit_words(figure.unit, language) if shown.machine else shown.words
        body.add("Nokkeltallsnavn", run(figure.label, language))
        body.add("Nokkeltall", run(shown.text, language, bold=True) + run(f" {unit}", language))
        words = printed.sentences(figure.change, figure.target)
        if words:
            body.add("Nokkeltallsord", run(words, language))
    if node.note:
        body.add("Note", run(node.note, language))


@RENDERERS.of(nodes.Measures)
def _measures(body: Body, node: nodes.Measures, place: Place) -> None:
    language = place.language
    _table(body, node.table, place)
    for measure in node.measures:
        body.add("Tiltak", run(measure.title, language))
        body.add("BodyText", inlines(body, place, measure.explanation))
        if measure.consequence:
            lead = run(f"{labels.text('consequence', language)}: ", language, bold=True)
            body.add("BodyText", lead + inlines(body, place, measure.consequence))
        facts = printed.measure_facts(measure, language)
        if facts:
            body.add("Note", run(facts, language))


@RENDERERS.of(nodes.RankedBars)
def _ranked_bars(body: Body, node: nodes.RankedBars, place: Place) -> None:
    _table(body, node.table, place)
    for title, text in printed.ranked_words(node):
        body.add("BodyText", run(f"{title}: ", place.language, bold=True) + run(text, place.language))


@RENDERERS.of(nodes.Callout)
def _callout(body: Body, node: nodes.Callout, place: Place) -> None:
    body.add("Merknad", body.anchor(node.id, run(node.title, place.language)))
    for child in node.children:
        write(body, child, place)


@RENDERERS.of(nodes.Timeline)
def _timeline(body: Body, node: nodes.Timeline, place: Place) -> None:
    for event in node.events:
        state = f" ({event.state})" if event.state else ""
        runs = run(f"{event.date} ", place.language, bold=True) + run(f"{event.title}{state}", place.language)
        if event.text:
            runs += run(f"\n{event.text}", place.language)
        body.add("ListBullet", runs)


@RENDERERS.of(nodes.Glossary)
def _glossary(body: Body, node: nodes.Glossary, place: Place) -> None:
    for entry in node.entries:
        runs = run(f"{entry.term}: ", place.language, bold=True) + inlines(body, place, entry.definition)
        body.add("BodyText", body.anchor(_entry(entry.id), runs))
        if entry.formula:
            body.add("Note", run(f"{labels.text('formula', place.language)}: {entry.formula}", place.language))


@RENDERERS.of(nodes.Facts)
def _facts(body: Body, node: nodes.Facts, place: Place) -> None:
    for label, text, more in node.items:
        body.add("Nokkeltallsnavn", run(label, place.language))
        body.add("Nokkeltall", run(text, place.language, bold=True))
        if more:
            body.add("Nokkeltallsord", run(more, place.language))
