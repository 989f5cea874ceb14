"""From the adopted budget to the new frames of an imported plan, by the change groups that the file itself has.

The groups stand under the category that we read them as, with the consequence-adjusted frame as a subtotal; an area's
own page shows every change by the text that explains it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from rodtrad.calculations.ledger.changes import CONSEQUENCE_ADJUSTED, Category, Change
from rodtrad.calculations.ledger.totals import totals
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Paragraph, TableNode
from rodtrad.documents.slugs import slug
from rodtrad.documents.tables import Column, Note, Row, RowRole, Table
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.columns import PLAN, money, plan_columns, section_row, sum_columns
from rodtrad.features.budget.blocks.imported_tables import IMPORT, files_source
from rodtrad.features.budget.import_view import ImportView, area_page
from rodtrad.features.budget.imported_words import said
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.values.units import Unit

Amounts = tuple[int, ...]
_OPERATING = {"account_class": "operating"}


def has_changes(view: PlanView) -> bool:
    """Whether the file tells the adopted budget from what is changed."""
    return any(change.source_group for change in view.proposal.changes)


@block("budget.imported_frames", "Driftsrammer", requires=[PLAN, IMPORT])
def frames(request: Request, view: PlanView, read: ImportView) -> Output:
    """The net operating frame of every area: the adopted budget, each plan year, and the change to the budget year."""
    language, width = request.language, len(view.years)
    if not read.has_areas:
        return Output()
    by_area = totals(view.proposal, ("area",), _OPERATING)
    opening = totals(view.proposal, ("area",), {**_OPERATING, "category": Category.OPENING.value})
    changed = has_changes(view)
    order = [area.code for area in view.proposal.areas if (area.code,) in by_area]
    order += [code for (code,) in by_area if code not in order]

    def row_cells(amounts: Amounts, before: Amounts) -> tuple:
        if not changed:
            return money(amounts)
        difference = money([amounts[0] - before[0]], signed=True)
        return (*money([before[0]]), *money(amounts), *difference)

    rows = []
    for code in order:
        name = view.area_names.get(code, code) or said("without_area", language)
        link = f"#{area_page(code, name)}" if code in view.area_names else None
        amounts, before = by_area[code,], opening.get((code,), (0,) * width)
        rows.append(Row(slug(f"omrade {code or 'uten'}"), name, row_cells(amounts, before), link=link))
    total = sum_columns(list(by_area.values()), width)
    sums = row_cells(total, sum_columns(list(opening.values()), width))
    rows.append(Row("sum", said("sum_operating", language), sums, RowRole.TOTAL))
    columns = plan_columns(view, language)
    if changed:
        columns = (
            Column("vedtatt", str(view.first - 1), said("adopted", language)),
            *columns,
            Column("endring", f"{view.first - 1}\u2013{view.first}", said("change", language)),
        )
    table = Table(
        "tab-driftsrammer", said("frames_title", language, count=len(order)), said("frames_subtitle", language),
        Unit.THOUSAND_NOK, columns, tuple(rows), files_source(view, language), said("signs", language),
    )  # fmt: skip
    return Output((TableNode(table),))


@block("budget.imported_change_groups", "Endringer etter filens grupper", requires=[PLAN, IMPORT])
def change_groups(request: Request, view: PlanView, read: ImportView) -> Output:
    """All areas together: the adopted budget, one row for each change group of the file, and the new frame."""
    language = request.language
    if not has_changes(view):
        return Output((Paragraph((Text(said("no_changes", language)),), lead=True),))
    by_change = totals(view.proposal, ("change",), _OPERATING)
    grouped: dict[tuple[Category, str], list[Amounts]] = {}
    labels: dict[str, str] = {}
    for change in view.proposal.all_changes:
        if (change.id,) in by_change:
            grouped.setdefault((change.category, change.source_group), []).append(by_change[change.id,])
            labels[change.source_group] = group_label(change, language)
    width = len(view.years)
    sums = {key: sum_columns(rows, width) for key, rows in grouped.items()}

    def rows_of(category: Category) -> Iterable[Row]:
        for (held, group), amounts in sums.items():
            if held is category:
                yield Row(slug(f"gruppe {group or 'uten'}"), labels[group], money(amounts), level=1)

    table = _ladder(
        "tab-endringsgrupper", said("groups_title", language), said("groups_subtitle", language), view, language,
        {category: sum_columns([row for (held, _), row in sums.items() if held is category], width)
         for category in Category},
        rows_of,
    )  # fmt: skip
    note = Note("grupper", (Text(_about_categories(labels, read, language)),))
    return Output((TableNode(replace(table, notes=(note,))),))


def _about_categories(labels: Mapping[str, str], read: ImportView, language: str) -> str:
    """Where the categories of the groups come from, and which groups have none."""
    given = [source for source in read.sources if source.categorised]
    without = [
        label for group, label in labels.items() if group and not any(group in source.categorised for source in given)
    ]
    parts = [said("groups_names", language)]
    if given:
        confirmed = all(source.categories_confirmed for source in given)
        parts.append(said("groups_from_map" if confirmed else "groups_our_reading", language))
    if without:
        parts.append(said("groups_without_category", language, groups="; ".join(without)))
    return " ".join(parts)


@block("budget.imported_frame", "Ramme med endringer", requires=[PLAN])
def frame(request: Request, view: PlanView) -> Output:
    """One area's (`area`, its page) frame with one row for each change, by the text that the file explains it with."""
    language, code = request.language, area_code(view, str(request.options["area"]))
    width = len(view.years)
    by_change = totals(view.proposal, ("change",), {**_OPERATING, "area": code})
    if not by_change:
        return Output((Paragraph((Text(said("no_operations", language)),)),))
    held = [change for change in view.proposal.all_changes if any(by_change.get((change.id,), ()))]
    sums = {
        category: sum_columns([by_change[c.id,] for c in held if c.category is category], width)
        for category in Category
    }
    keys = row_keys(held)

    def rows_of(category: Category) -> Iterable[Row]:
        groups: dict[str, list[Change]] = {}
        for change in held:
            if change.category is category:
                groups.setdefault(change.source_group, []).append(change)
        for group, members in groups.items():
            if group:
                yield section_row(slug(f"gruppe {group}"), group_label(members[0], language), width)
            for change in members:
                yield Row(keys[change.id], change.title, money(by_change[change.id,]), level=1)

    name = view.area_names.get(code, code)
    table = _ladder(
        f"tab-ramme-{request.options['area']}", said("frame_title", language, name=name),
        said("frame_subtitle", language, count=len(held)), view, language, sums, rows_of,
    )  # fmt: skip
    return Output((TableNode(table),))


def area_code(view: PlanView, page: str) -> str:
    """The file's code of the area that a page is about."""
    return next(code for code, name in view.area_names.items() if area_page(code, name) == page)


def group_label(change: Change, language: str) -> str:
    """The change group as the file names it, with its code."""
    if not change.source_group:
        return change.title if change.id == "rounding" else said("without_group", language)
    name = change.explanation
    return f"{name} ({change.source_group})" if name != change.source_group else name


def row_keys(changes: Iterable[Change]) -> dict[str, str]:
    """A row id for each change from its group and text, the same whatever else the file holds."""
    taken: dict[str, int] = {}
    keys = {}
    for change in changes:
        key = slug(f"{change.source_group} {change.title}")[:80] or "endring"
        taken[key] = taken.get(key, 0) + 1
        keys[change.id] = key if taken[key] == 1 else f"{key}-{taken[key]}"
    return keys


def _ladder(
    id: str,
    title: str,
    subtitle: str,
    view: PlanView,
    language: str,
    sums: Mapping[Category, Amounts],
    rows_of: Callable[[Category], Iterable[Row]],
) -> Table:
    """From the adopted budget through every category to the frame; the sums are those of the rows."""
    width = len(view.years)
    changed = any(any(row) for category, row in sums.items() if category is not Category.OPENING)
    rows: list[Row] = []
    if changed or any(sums[Category.OPENING]):
        opening = said("opening", language, year=view.first - 1) if has_changes(view) else said("budget", language)
        rows.append(Row("start", opening, money(sums[Category.OPENING]), RowRole.START))

    def add(category: Category) -> None:
        found = list(rows_of(category))
        rows.extend(found)
        if len(found) > 1:
            label = said(f"sum_{category.value}", language)
            rows.append(Row(f"sum-{address(category.value)}", label, money(sums[category]), RowRole.SUBTOTAL))

    for category in CONSEQUENCE_ADJUSTED:
        if category is not Category.OPENING:
            add(category)
    adjusted = sum_columns([sums[category] for category in CONSEQUENCE_ADJUSTED], width)
    if changed:
        label = said("adjusted_frame", language)
        rows.append(Row("konsekvensjustert", label, money(adjusted), RowRole.SUBTOTAL))
    for category in Category:
        if category not in CONSEQUENCE_ADJUSTED:
            add(category)
    frame = sum_columns(list(sums.values()), width)
    rows.append(Row("ramme", said("net_frame", language), money(frame), RowRole.TOTAL))
    return Table(
        id, title, subtitle, Unit.NOK, plan_columns(view, language), tuple(rows), files_source(view, language),
        said("signs", language),
    )  # fmt: skip
