"""The front page of an imported document: its reservations first, then the sums that the files themselves have."""

from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import publication_obstacles
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Inline, Link, Text
from rodtrad.documents.nodes import (
    Callout,
    CalloutKind,
    KeyFigure,
    KeyFigures,
    ListNode,
    Node,
    Paragraph,
    RankedBars,
    RankedItem,
    TableNode,
)
from rodtrad.documents.slugs import slug
from rodtrad.documents.tables import Row, RowRole, Table, number
from rodtrad.facts.kostra.record_format import interval
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.columns import PLAN, section_row
from rodtrad.features.budget.blocks.imported_tables import (
    IMPORT,
    INVESTMENT,
    OPERATING,
    Ore,
    cells,
    columns_of,
    files_source,
    kroner,
    only_budget,
    sum_ore,
)
from rodtrad.features.budget.import_view import ImportView, area_page, in_plan
from rodtrad.features.budget.imported_words import said
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.values.numbers import format_number
from rodtrad.values.units import Unit
from rodtrad.values.wording import joined, worded

OVERVIEWS = ("5-4-1", "5-5-1", "5-6")
LARGEST = 10
CLASSES = {OPERATING: "operating", INVESTMENT: "investment"}
_TWO_SIDES = 2


@block("budget.imported_warnings", "Forbehold", requires=[PLAN, IMPORT])
def warnings(request: Request, view: PlanView, read: ImportView) -> Output:
    """What does not balance by year and amount, what was rounded, and which overviews cannot be computed and why."""
    language = request.language
    children: list[Node] = [Paragraph((Text(said("warning_intro", language)),))]
    obstacles = publication_obstacles(view.proposal)
    if obstacles:
        items = [
            said(
                "warning_obstacle", language, year=one.year, side=said(f"side_title_{one.side}", language),
                amount=format_number(abs(one.amount)),
                direction=said("lacks_cover" if one.amount > 0 else "not_disposed", language),
            )
            for one in sorted(obstacles, key=lambda one: (one.side == "investment", one.year))
        ]  # fmt: skip
        children += [Paragraph((Text(said("warning_unbalanced", language)),)), _list(items)]
    else:
        children.append(Paragraph((Text(said("warning_balanced", language)),)))
    earlier = [
        said(
            "warning_earlier", language, year=column.year, side=said(f"side_title_{CLASSES[account_class]}", language),
            kind=said(f"kind_{column.kind}", language).lower(), amount=format_number(kroner(ore)),
        )
        for account_class in CLASSES
        for column, ore in sorted(read.total(account_class).items())
        if ore and not in_plan(column, view.years)
    ]  # fmt: skip
    if earlier:
        children += [Paragraph((Text(said("warning_earlier_intro", language)),)), _list(earlier)]
    rounded = [
        said(
            "warning_rounding", language, year=column.year, side=said(f"side_title_{CLASSES[account_class]}", language),
            amount=format_number(kroner(ore), signed=True),
        )
        for account_class, row in sorted(read.rounding.items())
        for column, ore in sorted(row.items())
        if ore
    ]  # fmt: skip
    if rounded:
        children += [Paragraph((Text(said("warning_rounded", language)),)), _list(rounded)]
    lacking = not_computable(view, read, language)
    if lacking:
        children += [Paragraph((Text(said("warning_lacking", language)),)), _list(lacking)]
    about: tuple[Inline, ...] = (
        Text(said("warning_about", language)),
        Link(said("warning_link", language), "#om-tallene"),
        Text("."),
    )
    children.append(Paragraph(about))
    return Output((Callout("forbehold", CalloutKind.WARNING, said("warning_title", language), tuple(children)),))


def not_computable(view: PlanView, read: ImportView, language: str) -> list[str]:
    """Each overview that the files do not tell, with every reason."""
    found = []
    for overview in OVERVIEWS:
        reasons = statement_obstacles(view, overview)
        if reasons:
            name = said(f"overview_{overview}", language)
            found.append(said("warning_reason", language, name=name, reason=worded(joined(reasons), language)))
    for source in read.sources:
        for account_class in source.account_classes:
            side = said(f"side_{CLASSES[account_class]}", language)
            if "art" in source.empty_dimensions:
                found.append(said("warning_no_art", language, side=side))
            if "unit" in source.empty_dimensions:
                found.append(said("warning_no_unit", language, side=side))
    if not view.proposal.funds:
        found.append(said("warning_no_balance_sheet", language))
    return found


def statement_obstacles(view: PlanView, overview: str) -> list[str]:
    """Every reason why a statutory overview cannot be computed, each once."""
    reasons = [
        obstacle.reason
        for entity in view.proposal.entities
        for obstacle in EntityPlan(view.proposal, entity).obstacles(overview)
    ]
    return list(dict.fromkeys(reasons))


def _list(items: list[str]) -> ListNode:
    return ListNode(tuple((Text(item),) for item in items))


def sides(read: ImportView, account_class: str, language: str) -> list[tuple[str, str, Ore]]:
    """Expenditure and income of a class: by art where every amount has one, else as the file itself divides it in two.

    Id, label and øre per column; empty when the files do not tell.
    """
    by_art = read.grouped(account_class, "art")
    if by_art and all(art for (art,) in by_art):
        found: list[tuple[str, str, Ore]] = []
        for name in ("expenditure", "income"):
            arts = interval(f"{name}_arts")
            label = said(f"{name}_{CLASSES[account_class]}", language)
            found.append((address(name), label, sum_ore(row for (art,), row in by_art.items() if int(art) in arts)))
        return found
    for split in read.splits:
        if split.account_class == account_class and len(split.sums) == _TWO_SIDES and all(k for (k,) in split.sums):
            ordered = sorted(split.sums.items(), key=lambda pair: -sum(pair[1].values()))
            return [(key, split.names.get(key, key), row) for (key,), row in ordered]
    return []


@block("budget.imported_key_figures", "Hovedtall", requires=[PLAN, IMPORT])
def key_figures(request: Request, view: PlanView, read: ImportView) -> Output:
    """The budget year's expenditure, and how far each side is from balance."""
    language = request.language
    figures = []
    for account_class, side in CLASSES.items():
        column = next((one for one in read.columns(account_class) if only_budget(one, read)), None)
        if column is None:
            continue
        for key, label, row in sides(read, account_class, language)[:1]:
            link = f"#tab-balanse:{address(side)}-{slug(key)}:{view.first}"
            amount = number(kroner(row.get(column, 0)))
            name = said("side_label", language, name=label, side=said(f"side_{side}", language))
            figures.append(KeyFigure(f"{address(side)}-{slug(key)}", name, amount, Unit.MILLION_NOK, link=link))
        net = kroner(read.total(account_class).get(column, 0))
        words = said("in_balance" if net == 0 else "out_of_balance", language)
        link = f"#tab-balanse:{address(side)}-sum:{view.first}"
        figures.append(
            KeyFigure(f"{address(side)}-sum", said(f"net_{side}", language), number(net), Unit.NOK, words, link=link)
        )
    note = said("key_figures_note", language, year=view.first)
    return Output((KeyFigures("hovedtall", tuple(figures), note),) if figures else ())


@block("budget.imported_balance", "Summer og balanse", requires=[PLAN, IMPORT])
def balance(request: Request, view: PlanView, read: ImportView) -> Output:
    """Both sides in every column of the files: expenditure and income where they tell, and the sum, zero in balance.

    What the shown amounts differ from the sum by, since the files hold øre, is a row of its own.
    """
    language = request.language
    columns = sorted({column for side in CLASSES for column in read.columns(side)}, key=lambda c: (c.year, c.kind))
    rows: list[Row] = []
    for account_class, side in CLASSES.items():
        if not read.columns(account_class):
            continue
        rows.append(section_row(address(side), said(f"side_title_{side}", language), len(columns)))
        parts, total = sides(read, account_class, language), read.total(account_class)
        for key, label, row in parts:
            rows.append(Row(f"{address(side)}-{slug(key)}", label, cells(row, columns), level=1))
        shown = sum_ore({column: kroner(ore) for column, ore in row.items()} for _, _, row in parts)
        moved = {column: kroner(ore) - shown.get(column, 0) for column, ore in total.items()}
        if parts and any(moved.values()):
            rounding = tuple(number(moved.get(column, 0)) for column in columns)
            rows.append(Row(f"{address(side)}-avrunding", said("rounding", language), rounding, level=1))
        rows.append(Row(f"{address(side)}-sum", said("sum", language), cells(total, columns), RowRole.TOTAL))
    years = {one.year for one in publication_obstacles(view.proposal)}
    title = said("balance_title_broken" if years else "balance_title", language, count=len(years))
    table = Table(
        "tab-balanse", title, said("balance_subtitle", language), Unit.NOK, columns_of(view, columns, language),
        tuple(rows), files_source(view, language), said("signs", language),
    )  # fmt: skip
    return Output((TableNode(table),))


@block("budget.imported_ranking", "De største områdene", requires=[PLAN, IMPORT])
def ranking(request: Request, view: PlanView, read: ImportView) -> Output:
    """The areas (or units) with the largest net operating budget, all the others as one row, and the sum."""
    language = request.language
    dimension = "area" if read.has_areas else "unit"
    column = next((one for one in read.columns(OPERATING) if only_budget(one, read)), None)
    grouped = {code: row for (code,), row in read.grouped(OPERATING, dimension).items() if code}
    if column is None or len(grouped) <= 1:
        return Output()
    names = view.area_names if dimension == "area" else read.names.get("unit", {})
    amounts = {code: kroner(row.get(column, 0)) for code, row in grouped.items()}
    largest = [code for code in sorted(amounts, key=lambda code: -amounts[code]) if amounts[code] > 0][:LARGEST]
    total = kroner(read.total(OPERATING)[column])
    rest = total - sum(amounts[code] for code in largest)
    target = {code: f"#{area_page(code, names.get(code, code))}" if dimension == "area" else None for code in largest}
    rows = [
        Row(f"omrade-{slug(code)}", names.get(code, code), (number(amounts[code]),), link=target[code])
        for code in largest
    ]
    rows += [
        Row("andre", said("others", language, count=len(grouped) - len(largest)), (number(rest),)),
        Row("sum", said("sum_operating", language), (number(total),), RowRole.TOTAL),
    ]
    table = Table(
        "tab-storst",
        said("ranking_title", language, name=names.get(largest[0], largest[0])),
        said(f"ranking_subtitle_{dimension}", language, year=view.first, count=len(largest)),
        Unit.MILLION_NOK,
        columns_of(view, [column], language),
        tuple(rows),
        files_source(view, language),
    )
    items = tuple(RankedItem(f"omrade-{slug(code)}", link=target[code]) for code in largest)
    return Output((RankedBars(table, str(view.first), items),))
