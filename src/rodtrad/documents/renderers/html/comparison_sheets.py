"""The tables of a comparison page as plain rows, for the files that readers download."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rodtrad.documents import labels, shown
from rodtrad.documents.comparison import (
    AreaChanges,
    Comparison,
    MeasureChange,
    Post,
    RunKind,
    TextChange,
    sums,
    value_of,
)
from rodtrad.documents.nodes import Chart
from rodtrad.documents.tables import Cell, Column, RowRole
from rodtrad.documents.walk import nodes_in, table_of
from rodtrad.values.units import Unit


@dataclass(frozen=True)
class Figure:
    """A cell with the unit that it is shown in."""

    cell: Cell
    unit: Unit


@dataclass(frozen=True)
class SheetRow:
    """One row: texts and figures, and its place in the hierarchy."""

    cells: tuple[str | Figure, ...]
    role: RowRole = RowRole.ITEM


@dataclass(frozen=True)
class Sheet:
    """One table: `name` is its file's, `tab` its sheet's."""

    name: str
    tab: str
    title: str
    subtitle: str
    heads: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def sheets(comparison: Comparison) -> tuple[Sheet, ...]:
    """Every table of the page that has rows, in the page's order: measures, areas, key figures, projects, words, and
    last every figure that differs."""
    words = _Words(comparison)
    found = (
        words.measures(),
        *(words.areas(change, i) for i, change in enumerate(comparison.areas, start=1)),
        words.key_figures(),
        words.projects(),
        words.texts(),
        words.figures(),
    )
    return tuple(sheet for sheet in found if sheet.rows)


def table_names(comparison: Comparison) -> dict[str, str]:
    """What a reader calls each table, by its id: "Tabell 4.1", or "Figur 4.1" for one that stands under a chart."""
    names: dict[str, str] = {}
    language = comparison.after.language
    for edition in (comparison.before, comparison.after):
        for node in nodes_in((edition.front, *edition.chapters)):
            table = table_of(node)
            if table is not None and table.number:
                names[table.id] = labels.text("table_number", language, number=table.number)
            elif isinstance(node, Chart) and node.number:
                names.setdefault(node.table.id, labels.text("figure_number", language, number=node.number))
    return names


def project_post(change: MeasureChange) -> Post:
    """A project as a post; what is not a number in one edition keeps its sign."""
    cells = tuple(replace(cell, signed=True) if value_of(cell) is not None else cell for cell in change.differences)
    return Post(change.measure.title, change.done, cells, change.measure.id, change)


class _Words:
    """The sheets of one comparison in the later edition's language."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.language = comparison.after.language

    def label(self, key: str, **values: object) -> str:
        return labels.text(key, self.language, **values)

    def unit(self, unit: Unit) -> str:
        return shown.unit_words(unit, self.language)

    def difference(self, unit: Unit) -> str:
        amounts = self.label("amounts_in", unit=self.unit(unit))
        return self.label("difference_from", status=self.comparison.before.status, unit=amounts)

    def post(self, post: Post, unit: Unit) -> SheetRow:
        area = post.measure.measure.area if post.measure else ""
        title = post.title or self.label("other_changes")
        figures = (Figure(cell, unit) for cell in post.differences)
        return SheetRow((title, area, self.label(f"done_{post.done}"), *figures))

    def measures(self) -> Sheet:
        balance, unit = self.comparison.balance, self.comparison.measures.unit
        heads = (self.label("measure"), self.label("area"), self.label("what_is_done"), *map(_head, balance.columns))
        title, subtitle = self.label("changes_posts_title"), f"{self.difference(unit)} {self.label('signs')}."
        rows = list(self._groups(unit))
        if rows:
            key = "balance_difference" if balance.stated else "net_change"
            total = (Figure(cell, unit) for cell in balance.total)
            rows.append(SheetRow((self.label(key), "", "", *total), RowRole.TOTAL))
        return Sheet("tiltak", self.label("changes_measures_heading"), title, subtitle, heads, tuple(rows))

    def _groups(self, unit: Unit) -> Iterator[SheetRow]:
        balance = self.comparison.balance
        for name, posts in (("more", balance.costs), ("less", balance.pays)):
            if posts:
                yield from (self.post(post, unit) for post in posts)
                figures = (Figure(cell, unit) for cell in sums(posts, balance.columns))
                yield SheetRow((self.label(f"group_{name}_sum"), "", "", *figures), RowRole.SUBTOTAL)

    def areas(self, change: AreaChanges, number: int) -> Sheet:
        unit = change.table.unit_of(change.first)
        stages = [self.label("before"), self.label("after"), self.label("change")]
        heads = [self.label("area"), *(f"{stage} {change.first.label}" for stage in stages)]
        if change.last:
            heads.append(f"{stages[2]} {change.last.label}")
        rows = []
        for row in change.rows:
            cells = (row.before, row.after, row.first, row.last)[: len(heads) - 1]
            rows.append(SheetRow((row.row.label, *(Figure(cell, unit) for cell in cells)), row.row.role))
        ending = f"-{number}" if number > 1 else ""
        tab = self.label("changes_areas_heading") + (f" {number}" if number > 1 else "")
        title = self.label("changes_areas_title")
        return Sheet(f"omrader{ending}", tab, title, change.table.subtitle, tuple(heads), tuple(rows))

    def key_figures(self) -> Sheet:
        heads = tuple(self.label(key) for key in ("key_figure", "unit_head", "before", "after", "change", "target"))
        rows = []
        for change in self.comparison.key_figures:
            unit = change.after.unit
            differs = Unit.PERCENTAGE_POINTS if unit is Unit.PERCENT else unit
            figures = (
                Figure(change.before.cell, unit),
                Figure(change.after.cell, unit),
                Figure(change.difference, differs),
            )
            rows.append(SheetRow((change.after.label, self.unit(unit), *figures, change.after.target or "")))
        title = self.label("changes_key_figures_heading")
        return Sheet("nokkeltall", title, title, "", heads, tuple(rows))

    def projects(self) -> Sheet:
        projects = self.comparison.projects
        heads = (self.label("project"), self.label("area"), self.label("what_is_done"), *map(_head, projects.columns))
        rows = tuple(self.post(project_post(each), projects.unit) for each in projects.changes)
        title, tab = self.label("changes_projects_title"), self.label("changes_projects_heading")
        return Sheet("investeringer", tab, title, self.difference(projects.unit), heads, rows)

    def texts(self) -> Sheet:
        heads = tuple(self.label(key) for key in ("chapter_head", "heading_head", "before", "after"))
        title = self.label("changes_text_heading")
        return Sheet("tekst", title, title, "", heads, tuple(_paragraphs(self.comparison.texts)))

    def figures(self) -> Sheet:
        keys = ("table", "title_head", "row", "column", "unit_head", "before", "after", "change")
        rows = []
        numbers = table_names(self.comparison)
        for change in self.comparison.tables:
            for cell in change.cells:
                figures = (Figure(each, cell.unit) for each in (cell.before, cell.after, cell.difference))
                names = (
                    numbers.get(change.table.id, ""),
                    change.table.title,
                    cell.row,
                    _head(cell.column),
                    self.unit(cell.unit),
                )
                rows.append(SheetRow((*names, *figures)))
        title = self.label("changes_tables_heading")
        return Sheet("tall", title, title, "", tuple(self.label(key) for key in keys), tuple(rows))


def _paragraphs(texts: tuple[TextChange, ...]) -> Iterator[SheetRow]:
    """A row for each paragraph that differs: what it was and what it is."""
    for change in texts:
        for runs in change.paragraphs:
            was = "".join(run.text for run in runs if run.kind is not RunKind.ADDED)
            now = "".join(run.text for run in runs if run.kind is not RunKind.REMOVED)
            yield SheetRow((change.page, change.title, was, now))


def _head(column: Column) -> str:
    return " ".join(filter(None, (column.phase, column.label)))
