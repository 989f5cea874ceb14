"""What paper shows of a table: all that a reader of the web page opens with a click is printed as numbered notes.

PDF and Word print the same head, rows, notes and remarks because both ask here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from rodtrad.documents import labels
from rodtrad.documents.editions import Edition, EditionKind, Explanation
from rodtrad.documents.inlines import Inline, Text
from rodtrad.documents.nodes import Glossary, Measure, RankedBars, Section
from rodtrad.documents.serialisation import checksum
from rodtrad.documents.shown import Shown, cells, column_unit, legend, rounding_note, show, show_in_unit, unit_words
from rodtrad.documents.tables import Column, Note, Row, RowRole, Table
from rodtrad.documents.walk import nodes_in
from rodtrad.values.units import Unit

NOTES_FOR_EVERY_ROW = 4
WORDS_OF_A_NOTE = 420
_Made = TypeVar("_Made")
_Renderer = TypeVar("_Renderer", bound=Callable[..., Any])
_Width = TypeVar("_Width", int, float)
_KEY_ROWS = (RowRole.START, RowRole.SUBTOTAL, RowRole.TOTAL)
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class RendererOfNodes(dict[type, Callable[..., _Made]]):
    """The function that prints each type of node: a printed format decorates its functions with `of`."""

    def of(self, node: type) -> Callable[[_Renderer], _Renderer]:
        """Make the decorated function the one that prints nodes of this type."""

        def register(function: _Renderer) -> _Renderer:
            self[node] = function
            return function

        return register


@dataclass(frozen=True)
class PrintedNote:
    """A note under a table or a section, with the number that marks it."""

    number: int
    text: tuple[Inline, ...]


@dataclass(frozen=True)
class PrintedColumn:
    """A column's head: the small upper line, the lower line, and the unit where it differs from the table's."""

    phase: str
    label: str
    unit: str
    numeric: bool
    budget_year: bool

    @property
    def words(self) -> str:
        """The head in one line."""
        return " ".join(part for part in (self.phase, self.label, f"({self.unit})" if self.unit else "") if part)


@dataclass(frozen=True)
class PrintedRow:
    """A row: header text, the numbers of its notes, and its cells as shown."""

    id: str
    label: str
    role: RowRole
    level: int
    notes: tuple[int, ...]
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class PrintedTable:
    """A table as printed. `name` is "Tabell 5.4", or "" for the table of a chart, which its chart numbers.

    `remarks` are whole sentences below the notes: reasons, signs, rounding.
    """

    id: str
    name: str
    title: str
    subtitle: str
    stub: str
    columns: tuple[PrintedColumn, ...]
    rows: tuple[PrintedRow, ...]
    notes: tuple[PrintedNote, ...]
    remarks: tuple[str, ...]
    source: str


def number_notes(notes: tuple[Note, ...]) -> dict[str, int]:
    """The number that marks each note, from 1."""
    return {note.id: index for index, note in enumerate(notes, start=1)}


def print_notes(notes: tuple[Note, ...]) -> tuple[PrintedNote, ...]:
    """The notes of a section with their numbers."""
    return tuple(PrintedNote(index, note.text) for index, note in enumerate(notes, start=1))


def explanations_of(edition: Edition) -> dict[str, Explanation]:
    """The edition's explanations by id."""
    return {explanation.id: explanation for explanation in edition.explanations}


def print_table(table: Table, explanations: Mapping[str, Explanation], language: str) -> PrintedTable:
    """The table as PDF and Word print it in `language`, with its notes numbered from 1.

    "How is this calculated?" becomes a note. Where more than NOTES_FOR_EVERY_ROW rows have an answer, only those of the
    starting point, subtotals and totals are printed, and where even they are more, the totals'; a remark says that the
    others are on the web.
    """
    numbers = number_notes(table.notes)
    notes = list(print_notes(table.notes))
    explained = {row.id: found for row in table.rows if (found := _first_explained(row, explanations)) is not None}
    to_print = _rows_to_explain(table, explained)
    marks: dict[str, int] = {}
    rows = []
    for row in table.rows:
        row_marks = [numbers[note] for note in row.notes]
        shown = tuple(show(c, column, table, language) for column, c in zip(table.columns, row.cells, strict=True))
        if row.id in to_print:
            index, explanation = explained[row.id]
            if explanation.id not in marks:
                marks[explanation.id] = len(notes) + 1
                words = explanation_words(explanation, shown[index].text, language)
                notes.append(PrintedNote(marks[explanation.id], words))
            row_marks.append(marks[explanation.id])
        rows.append(PrintedRow(row.id, row.label, row.role, row.level, tuple(row_marks), shown))
    columns = tuple(_print_column(table, i, column, language) for i, column in enumerate(table.columns))
    more = any(explanation.id not in marks for _, explanation in explained.values())
    return PrintedTable(
        table.id,
        labels.text("table_number", language, number=table.number) if table.number else "",
        table.title,
        table.subtitle or unit_words(table.unit, language),
        table.stub,
        columns,
        tuple(rows),
        tuple(notes),
        (*_remarks(table, columns, language), *([labels.text("calculated_online", language)] if more else ())),
        source_line(table, language),
    )


def source_line(table: Table, language: str) -> str:
    """ "Kilde: ..." with the date where the source's name does not say it."""
    source = table.source
    if not source.text:
        return ""
    if source.date and source.date not in source.text:
        return labels.text("source_line_dated", language, source=source.text, date=source.date)
    return labels.text("source_line", language, source=source.text)


def explanation_words(explanation: Explanation, amount: str, language: str) -> tuple[Inline, ...]:
    """ "How is this calculated?" in one running note: formula, lines and facts; lines that would fill more than
    WORDS_OF_A_NOTE characters are counted, and stand on the web."""
    steps = "; ".join(f"{step.label}: {step.amount}" for step in explanation.steps)
    if len(steps) > WORDS_OF_A_NOTE:
        steps = labels.text("steps_online", language, count=len(explanation.steps))
    facts = "; ".join(f"{fact.name} {fact.value} ({fact.source})" for fact in explanation.facts)
    lead = labels.text("calculated_so", language, amount=amount)
    return Text(f"{lead}: ", strong=True), Text(sentences(explanation.formula, steps, facts, explanation.data))


def even_widths(table: PrintedTable, widths: list[_Width], room: _Width) -> list[_Width]:
    """The columns' widths with all columns of numbers equally wide, where that fits in `room`."""
    widest = max((w for w, column in zip(widths, table.columns, strict=True) if column.numeric), default=None)
    if widest is None:
        return widths
    even = [widest if column.numeric else w for w, column in zip(widths, table.columns, strict=True)]
    return even if sum(even) <= room else widths


def front_of(edition: Edition) -> Section:
    """The first pages; they are headed "Main points" when their own title repeats the document's or begins it."""
    if not edition.title.startswith(edition.front.title):
        return edition.front
    return replace(edition.front, title=labels.text("main_points", edition.language))


def chapters_of(edition: Edition) -> tuple[Section, ...]:
    """The chapters, with the glossary as the last one where no chapter holds it."""
    if not edition.glossary or any(isinstance(node, Glossary) for node in nodes_in(edition.chapters)):
        return edition.chapters
    title = labels.text("glossary", edition.language)
    children = (Glossary("ordliste", edition.glossary),)
    return (*edition.chapters, Section("ordliste-kapittel", title, children, page=True))


def reservation(edition: Edition) -> str:
    """What a reader must know beside the status: not adopted, or imported without being controlled; "" if adopted."""
    if edition.kind is EditionKind.IMPORTED:
        return labels.text("kind_imported", edition.language)
    return "" if edition.kind is EditionKind.ADOPTED else labels.text("not_adopted", edition.language)


def imprint(edition: Edition) -> list[str]:
    """The lines at the foot of the cover: decision, who published, when, how to reach them, and the checksum."""
    language, publisher = edition.language, edition.publisher
    when = datetime.fromisoformat(edition.published_at)
    lines = (
        labels.text("decision", language, decision=edition.decision) if edition.decision else "",
        labels.text("published", language, time=f"{when:%d.%m.%Y %H.%M}"),
        labels.text("published_by", language, name=publisher.published_by),
        ", ".join(part for part in (publisher.address, publisher.email) if part),
        f"{labels.text('checksum', language)}: {checksum(edition)}",
    )
    return [line for line in lines if line]


def measure_facts(measure: Measure, language: str) -> str:
    """What a measure is, in one line: area, permanent or one-off, goal, full-time equivalents."""
    staff = measure.full_time_equivalents
    goal = f"{labels.text('goal', language)}: {measure.goal}" if measure.goal else ""
    shown = show_in_unit(staff, Unit.FULL_TIME_EQUIVALENTS, language).text if staff else ""
    years = f"{shown} {unit_words(Unit.FULL_TIME_EQUIVALENTS, language)}" if shown else ""
    return " \u00b7 ".join(part for part in (measure.area, measure.kind, years, goal) if part)


def ranked_words(node: RankedBars) -> tuple[tuple[str, str], ...]:
    """The words that stand beside the bars of a ranked list: (row's label, description and change)."""
    names = {row.id: row.label for row in node.table.rows}
    pairs = ((names[item.id], (item.description, item.change)) for item in node.items)
    return tuple((name, sentences(*parts)) for name, parts in pairs if any(parts))


def printable(value: Any) -> Any:
    """The value with control characters taken out of every text in it; neither XML nor a font can hold them."""
    if isinstance(value, str):
        return _CONTROL_CHARACTERS.sub("", value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [printable(item) for item in value]
    return value


def sentences(*parts: str) -> str:
    """The parts as sentences after one another; empty parts fall out."""
    return " ".join(part if part.endswith((".", "!", "?", ":")) else f"{part}." for part in parts if part)


def _first_explained(row: Row, explanations: Mapping[str, Explanation]) -> tuple[int, Explanation] | None:
    for index, cell in enumerate(row.cells):
        if cell.explanation is not None and cell.explanation in explanations:
            return index, explanations[cell.explanation]
    return None


def _rows_to_explain(table: Table, explained: Mapping[str, tuple[int, Explanation]]) -> set[str]:
    """The rows whose answers are printed: all when they are few, else the key rows, else the totals."""
    for roles in (tuple(RowRole), _KEY_ROWS, (RowRole.TOTAL,)):
        rows = {row.id for row in table.rows if row.id in explained and row.role in roles}
        if len({explained[id_][1].id for id_ in rows}) <= NOTES_FOR_EVERY_ROW:
            return rows
    return set()


def _print_column(table: Table, index: int, column: Column, language: str) -> PrintedColumn:
    shown = [show(row.cells[index], column, table, language) for row in table.rows]
    numeric = all(s.machine or len(s.text) <= 2 for s in shown) or any(s.machine for s in shown)
    return PrintedColumn(column.phase, column.label, column_unit(column, table, language), numeric, column.budget_year)


def _remarks(table: Table, columns: tuple[PrintedColumn, ...], language: str) -> tuple[str, ...]:
    heads = {column.id: printed.words for column, printed in zip(table.columns, columns, strict=True)}
    reasons = [
        f"{row.label}, {heads[column.id]}: {show(cell, column, table, language).text} {cell.reason}."
        for row, column, cell in cells(table)
        if cell.reason
    ]
    signs = ", ".join(f"{sign} {meaning}" for sign, meaning in legend(table, language))
    legend_line = f"{labels.text('legend', language)}: {signs}." if signs else ""
    return tuple(line for line in (*reasons, legend_line, rounding_note(table, language)) if line)
