"""The split by groups of arts: what the money is spent on, for the whole operating budget and for one area."""

from decimal import Decimal

from rodtrad.calculations.ledger.accounts import OPERATING
from rodtrad.calculations.ledger.totals import totals
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import Row, RowRole, Table
from rodtrad.facts.kostra.art_groups import art_groups
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.areas import in_frame
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    accounts_and_budget_source,
    all_columns,
    money,
    section_row,
    sum_columns,
    with_history,
)
from rodtrad.features.budget.plan_view import HistoricKey, PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit

_SEPARATOR = ":"
_WITHOUT_ART = "uten-art"
Rows = dict[str, tuple[int, ...]]


@block("budget.art_groups", "Fordeling på arter", requires=[PLAN])
def split_by_art_group(request: Request, view: PlanView) -> Output:
    """One area's (`area`) or the whole budget's operating lines by group of arts, over history and plan.

    An area's table ends in its net operating frame; depreciation and finance, which no frame holds, follow below it.
    Nothing is made for an area without operating lines.
    """
    language, area = request.language, str(request.options.get("area", ""))
    inside, outside = _amounts(view, area)
    if not any(any(row) for row in (*inside.values(), *outside.values())):
        return Output()
    width = len(view.history) + len(view.years)
    rows: list[Row] = []
    sums = []
    placed: set[str] = set()
    for side in ("expenditure", "income"):
        rows.append(section_row(address(side), text(side, language), width))
        found = []
        for group in art_groups(side):
            placed.add(group.id)
            if group.id in inside or not area:
                found.append(inside.get(group.id, (0,) * width))
                rows.append(Row(group.id, text(f"arts_{group.id}", language), money(found[-1]), level=1))
        sums.append(sum_columns(found, width))
        rows.append(Row(f"sum-{address(side)}", text(f"sum_{side}", language), money(sums[-1]), RowRole.SUBTOTAL))
    rows += [
        Row(key, text(f"arts_{_word(key)}", language), money(inside[key]))
        for key in (_WITHOUT_ART, "finans")
        if any(inside.get(key, ()))
    ]
    net = sum_columns([*sums, *(amounts for key, amounts in inside.items() if key not in placed)], width)
    if any(any(amounts) for amounts in outside.values()):
        rows.append(Row("ramme", text("net_frame", language), money(net), RowRole.SUBTOTAL))
        rows += [
            Row(key, text(f"arts_{_word(key)}", language), money(amounts))
            for key, amounts in outside.items()
            if any(amounts)
        ]
        net = sum_columns([net, *outside.values()], width)
        rows.append(Row("netto", text("net_all", language), money(net), RowRole.TOTAL))
    else:
        rows.append(Row("netto", text("net_frame" if area else "net_balance", language), money(net), RowRole.TOTAL))
    table = Table(
        f"tab-arter-{area}" if area else "tab-arter",
        _title(inside, len(view.history), language),
        text("arts_subtitle_area" if area else "arts_subtitle", language, area=view.area_names.get(area, area)),
        Unit.THOUSAND_NOK,
        all_columns(view, language),
        tuple(rows),
        accounts_and_budget_source(view, language),
        text("signs", language),
    )
    return Output((TableNode(table),))


def _amounts(view: PlanView, area: str) -> tuple[Rows, Rows]:
    """The amounts by group of arts, history first: of an area those inside its frame, and those outside it."""
    where = {"account_class": OPERATING} | ({"area": area} if area else {})
    width = len(view.years)
    plan: Rows = {}
    for (function, art), amounts in totals(view.proposal, ("function", "art"), where).items():
        key = _group(function, art, area)
        plan[key] = sum_columns([plan.get(key, (0,) * width), amounts], width)

    def group(key: HistoricKey) -> str | None:
        if key.account_class != OPERATING or (area and view.proposal.area_of_unit.get(key.unit) != area):
            return None
        return _group(key.function, key.art, area)

    inside: Rows = {}
    outside: Rows = {}
    for key, amounts in with_history(view, plan, group).items():
        place, _, name = key.partition(_SEPARATOR)
        (inside if place == "in" else outside)[name] = amounts
    return inside, outside


def _group(function: str, art: str, area: str) -> str:
    kept = "in" if not area or in_frame(function, art) else "out"
    found = next(
        (group.id for side in ("expenditure", "income") for group in art_groups(side) if art in group.arts), ""
    )
    return f"{kept}{_SEPARATOR}{found or ('finans' if art else _WITHOUT_ART)}"


def _word(key: str) -> str:
    return {"finans": "finance", _WITHOUT_ART: "unknown"}.get(key, key)


def _title(inside: Rows, first: int, language: str) -> str:
    """The largest group of expenditure in the budget year and its share; without expenditure just what it is."""
    spent = {group.id: inside[group.id][first] for group in art_groups("expenditure") if group.id in inside}
    total = sum(spent.values())
    if total <= 0 or min(spent.values()) < 0:
        return text("arts_title_plain", language)
    largest = max(spent, key=lambda key: spent[key])
    share = round_half_away(Decimal(spent[largest]) * 100 / total)
    return text("arts_title", language, name=text(f"arts_{largest}", language), share=share)
