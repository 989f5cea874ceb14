"""The page that shows only what differs between two editions: measures, areas, key figures, tables and words."""

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from rodtrad.documents import labels, shown
from rodtrad.documents.comparison import (
    AreaChange,
    AreaChanges,
    Comparison,
    Done,
    KeyFigureChange,
    Post,
    TableChange,
    compare,
    sums,
    value_of,
)
from rodtrad.documents.editions import Edition, EditionKind
from rodtrad.documents.renderers.html.addresses import AddressBook, Page
from rodtrad.documents.renderers.html.comparison_areas import AreaPart, area_parts
from rodtrad.documents.renderers.html.comparison_files import PACKAGE, WORKBOOK, comparison_files
from rodtrad.documents.renderers.html.comparison_rows import (
    NOTHING,
    AreaRow,
    CellRow,
    Chip,
    Fact,
    PostGroup,
    PostRow,
    bar,
    largest,
)
from rodtrad.documents.renderers.html.comparison_sheets import project_post, sheets, table_names
from rodtrad.documents.renderers.html.environment import render
from rodtrad.documents.renderers.html.pages import EditionPages
from rodtrad.documents.renderers.html.running_text import Scope, inline_html
from rodtrad.documents.renderers.html.site import SiteContext
from rodtrad.documents.renderers.html.table_views import value_html
from rodtrad.documents.renderers.html.tokens import place
from rodtrad.documents.tables import Cell, Column, RowRole
from rodtrad.values.units import Unit

DONE_ICON = {
    Done.NEW: "full",
    Done.REMOVED: "square",
    Done.CUT_REMOVED: "square",
    Done.CHANGED: "dot",
    Done.COMPUTED: "dot",
    Done.OTHER: "dot",
}


def render_comparison(before: Edition, after: Edition, site: SiteContext) -> Iterator[tuple[str, bytes]]:
    """The comparison at `<document>/sammenlign/<before>/<after>/`, a page for each area that differs below it, its
    tables as files, and the assets it needs.

    Raises KeyError when the site does not list the later edition.
    """
    comparison = compare(before, after)
    pages = EditionPages(after, site)
    books = (AddressBook(before), pages.book)
    home = f"sammenlign/{before.id}/{after.id}/"
    areas = area_parts(comparison, books)
    files = dict(comparison_files(comparison))
    yield from pages.assets.contents.items()
    for name, data in files.items():
        yield f"{after.document}/{home}{name}", data
    for area in (None, *(each for each in areas if each.is_changed)):
        page = _ComparisonPage(comparison, pages, books, areas, area)
        yield f"{after.document}/{page.path}index.html", page.html(files)


class _ComparisonPage:
    """The page of the whole comparison or, with `area`, of one area's part of it."""

    def __init__(
        self,
        whole: Comparison,
        pages: EditionPages,
        books: tuple[AddressBook, AddressBook],
        areas: tuple[AreaPart, ...],
        area: AreaPart | None,
    ) -> None:
        self.comparison = area.comparison if area else whole
        self.before, self.after = whole.before, whole.after
        self.language = self.after.language
        self.pages, self.books, self.areas, self.area = pages, books, areas, area
        self.names = table_names(whole)
        self.home = f"sammenlign/{self.before.id}/{self.after.id}/"
        self.path = self.home + (area.path if area else "")

    def html(self, files: dict[str, bytes]) -> bytes:
        """The finished page; `files` are the comparison's tables as files, by name."""
        heading = self.heading()
        stages = [self.label(f"stage_{each.kind}") for each in (self.before, self.after)]
        projects = self.comparison.projects
        frame = self.pages.frame(self.path, heading) | {
            "comparison": None,
            "comparison_data": self.comparison,
            "before": self.before,
            "after": self.after,
            "lead": self.lead(),
            "area": self.area,
            "chips": self.chips(),
            "unchanged": [each.name for each in self.areas if not each.is_changed],
            "files": [] if self.area else self.files(files),
            "tables_of_page": set() if self.area else {sheet.name for sheet in sheets(self.comparison)},
            "workbook": WORKBOOK,
            "stages": stages if stages[0] != stages[1] else [self.label("before"), self.label("after")],
            "facts": self.facts(),
            "columns": self.comparison.balance.columns,
            "unit": self.amounts_in(self.comparison.measures.unit),
            "groups": self.groups(),
            "total": [self.number(cell, self.comparison.measures.unit) for cell in self.comparison.balance.total],
            "project_columns": projects.columns,
            "project_unit": self.amounts_in(projects.unit),
            "projects": [self.post(project_post(change), projects.unit) for change in projects.changes],
            "area_tables": [(change, self.area_rows(change)) for change in self.comparison.areas],
            "key_figures": [self.key_figure(change) for change in self.comparison.key_figures],
            "rounding": self.label("differences_rounded") if self.is_rounded() else "",
            "tables": [self.table(change) for change in self.comparison.tables],
            "texts": [(change, self.link(change.target)) for change in self.comparison.texts],
            "done_icon": DONE_ICON,
        }
        root = "../" * (self.path.count("/") + 1)
        resolvers = self.pages.placing.resolvers(self.path, plain=True, offset=0)
        pinned = f"{root}{self.after.document}/{self.after.id}/"
        resolvers["page"] = lambda name: pinned + (f"{name}/" if name else "")
        return place(render("comparison.html", **frame), resolvers).encode()

    def heading(self) -> str:
        """What happened between the two editions, and to whom."""
        key = "comparison_area_title" if self.area else "comparison_title"
        if self.after.kind is EditionKind.ADOPTED and self.before.kind is not EditionKind.ADOPTED:
            key += "_adopted"
        return self.label(key, area=self.area.name if self.area else "")

    def lead(self) -> str:
        if self.area:
            page = next(page for page in self.books[1].pages if page.path == self.area.path)
            return self.label("comparison_area_lead", chapter=f"{page.section.number} {page.title}".strip())
        return self.label("comparison_none" if self.comparison.is_empty else "comparison_lead")

    def chips(self) -> list[Chip]:
        """Links to the whole comparison and to each area that differs; none when only the whole is there."""
        home = f"{self.after.document}/{self.home}"
        found = [Chip(each.name, home + each.path, each is self.area) for each in self.areas if each.is_changed]
        return [Chip(self.label("all_areas"), home, self.area is None), *found] if found else []

    def files(self, files: dict[str, bytes]) -> list[tuple[str, str, int]]:
        """The files of the whole comparison: word, name, and size in bytes."""
        return [
            (self.label(f"format_{key}"), name, len(files[name]))
            for key, name in (("xlsx", WORKBOOK), ("csv", PACKAGE))
        ]

    def is_rounded(self) -> bool:
        """Whether a key figure's shown difference is not that of its shown values."""
        for change in self.comparison.key_figures:
            cells = (change.before.cell, change.after.cell, change.difference)
            was, now, more = (shown.show_in_unit(cell, change.after.unit).machine for cell in cells)
            if was and now and more and Decimal(now) - Decimal(was) != Decimal(more):
                return True
        return False

    def label(self, key: str, **values: object) -> str:
        return labels.text(key, self.language, **values)

    def amounts_in(self, unit: Unit) -> str:
        return self.label("amounts_in", unit=shown.unit_words(unit, self.language))

    def page_of(self, target: str) -> tuple[AddressBook, Page, str] | None:
        """Where something stands, in the later edition, else in the earlier one: its page and its anchor there."""
        for book in reversed(self.books):
            try:
                path, anchor = book.locate(target)
            except LookupError:
                continue
            return book, next(page for page in book.pages if page.path == path), anchor
        return None

    def link(self, target: str) -> str | None:
        """The pinned address of something, from the site's root."""
        found = self.page_of(target)
        if found is None:
            return None
        book, page, anchor = found
        return f"{book.edition.document}/{book.edition.id}/{page.path}" + (f"#{anchor}" if anchor else "")

    def number(self, cell: Cell, unit: Unit) -> Markup:
        return value_html(cell, shown.show_in_unit(cell, unit, self.language))

    def in_words(self, value: Decimal, *, signed: bool = False) -> str:
        """Whole kroner as "1,3 mill. kr"; exact kroner below a tenth of a million."""
        unit = Unit.MILLION_NOK if abs(value) >= 100_000 else Unit.NOK
        amount = shown.show_value(value, unit, self.language, signed=signed).text
        return f"{amount} {shown.unit_words(unit, self.language)}"

    def facts(self) -> list[Fact]:
        """The summary above everything: posts, new expenditure, balance, words."""
        balance, texts = self.comparison.balance, len(self.comparison.texts)
        places = Fact(
            self.label("changed_texts"),
            self.label("changed_texts_count", count=texts),
            self.label("changed_texts_where") if texts else "",
            "_tekst",
        )
        if not balance.posts:
            cells, tables = self.comparison.changed_cells, len(self.comparison.tables)
            text = self.label("changed_numbers_text", count=tables)
            return [Fact(self.label("changed_numbers"), str(cells), text, "_tabeller" if cells else ""), places]
        posts = str(len(balance.posts))
        found = [Fact(self.label("changed_posts"), posts, self.label("changed_posts_text"), "_tiltak")]
        found += self.frame_facts() if self.area else []
        more = [] if self.area else [value_of(cell) for cell in sums(balance.costs, balance.columns)]
        if more and more[0] is not None and more[-1] is not None:
            last = self.label("amount_in_year", amount=self.in_words(more[-1]), year=balance.columns[-1].label)
            heading = self.label("new_expenditure", year=balance.columns[0].label)
            found.append(Fact(heading, self.in_words(more[0]), last if len(more) > 1 else ""))
        if balance.shortfalls is not None:
            lacks = [self.label("year_lacks", year=c.label, amount=self.in_words(v)) for c, v in balance.shortfalls]
            worst = max((value for _, value in balance.shortfalls), default=Decimal(0), key=abs)
            text = "; ".join(lacks) if lacks else self.label("all_years_balance")
            found.append(Fact(self.label("balance"), self.in_words(worst), text))
        return [*found, places]

    def frame_facts(self) -> list[Fact]:
        """How much the area's frame grew, in the first year and in the last."""
        found = []
        for change in self.comparison.areas:
            amounts = [(column, value_of(cell)) for row in change.rows for column, cell in self.ends(change, row)]
            known = [
                (column.label, self.in_words(value, signed=True)) for column, value in amounts if value is not None
            ]
            if known:
                year, amount = known[-1]
                last = self.label("amount_in_year", amount=amount, year=year) if len(known) > 1 else ""
                found.append(Fact(self.label("frame_change", year=known[0][0]), known[0][1], last))
        return found

    @staticmethod
    def ends(change: AreaChanges, row: AreaChange) -> list[tuple[Column, Cell]]:
        """The first and the last year with how much the row differs in them."""
        return [(change.first, row.first)] + ([(change.last, row.last)] if change.last else [])

    def groups(self) -> list[PostGroup]:
        """What costs more, then how it is paid, each with its rows and, for the whole, its sum."""
        balance, unit = self.comparison.balance, self.comparison.measures.unit
        return [
            PostGroup(
                name,
                [self.post(post, unit) for post in posts],
                [] if self.area else [self.number(cell, unit) for cell in sums(posts, balance.columns)],
            )
            for name, posts in (("more", balance.costs), ("less", balance.pays))
            if posts
        ]

    def post(self, post: Post, unit: Unit) -> PostRow:
        cells = [self.number(cell, unit) for cell in post.differences]
        if post.measure is None:
            title = post.title or self.label("other_changes")
            return PostRow(title, "", post.done, cells, self.link(post.target))
        measure = post.measure.measure
        where = self.page_of(measure.id)
        language = where[1].language if where else self.language
        book = self.books[0] if post.measure.earlier else self.books[1]
        told = post.done is not Done.CHANGED or post.measure.alters
        text = inline_html(measure.explanation, Scope(book, language)) if told else NOTHING
        other = language if language != self.language else ""
        return PostRow(measure.title, measure.area, post.done, cells, self.link(measure.id), text, other)

    def area_rows(self, change: AreaChanges) -> list[AreaRow]:
        unit = change.table.unit_of(change.first)
        own = [row for row in change.rows if row.row.role is RowRole.ITEM]
        ends = {row.row.id: row.last if change.last else row.first for row in own}
        most = largest(ends.values())
        rows = []
        for row in change.rows:
            cells = [row.before, row.after, row.first] + ([row.last] if change.last else [])
            drawn = bar(ends[row.row.id], most) if row.row.id in ends else None
            link = self.link(row.row.link.removeprefix("#")) if row.row.link else None
            link = link or self.link(f"{change.table.id}:{row.row.id}:{change.first.id}")
            rows.append(AreaRow(row.row, [self.number(cell, unit) for cell in cells], drawn, link))
        return rows

    def key_figure(self, change: KeyFigureChange) -> tuple[KeyFigureChange, str, Markup, Markup, str]:
        unit = change.after.unit
        value = value_of(change.difference)
        words = self.label("cannot_compare")
        if value is not None:
            difference_unit = Unit.PERCENTAGE_POINTS if unit is Unit.PERCENT else unit
            amount = shown.show_value(abs(value), difference_unit, self.language).text
            amount = f"{amount} {shown.unit_words(difference_unit, self.language)}"
            words = self.label("no_change")
            if value:
                words = self.label("higher_by" if value > 0 else "lower_by", amount=amount)
        cells = (self.number(change.before.cell, unit), self.number(change.after.cell, unit))
        return change, shown.unit_words(unit, self.language), *cells, words

    def table(self, change: TableChange) -> tuple[TableChange, str, list[CellRow], str | None, str]:
        rows = [
            CellRow(
                cell.row,
                _head(cell.column),
                self.link(cell.address),
                [self.number(each, cell.unit) for each in (cell.before, cell.after, cell.difference)],
            )
            for cell in change.cells
        ]
        where = self.page_of(change.table.id)
        language = where[1].language if where else self.language
        other = language if language != self.language else ""
        return change, self.names.get(change.table.id, ""), rows, self.link(change.table.id), other


def _head(column: Column) -> str:
    return " ".join(filter(None, (column.phase, column.label)))
