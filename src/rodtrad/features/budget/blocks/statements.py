"""The statutory overviews §§ 5-4, 5-5 and 5-6 over accounts, budget and plan, and the split by group of arts."""

from collections.abc import Callable
from decimal import Decimal

from rodtrad.calculations.ledger.totals import totals
from rodtrad.calculations.statements.evaluation import line_of_account
from rodtrad.calculations.statements.statement import Statement
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import Note, Row, RowRole, Table
from rodtrad.facts.kostra.art_groups import art_groups
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    accounts_and_budget_source,
    all_columns,
    money,
    plan_columns,
    section_row,
    sum_columns,
)
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_in_unit
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit

_GRAND_TOTALS = {"5-4-1": ("9", "17", "25"), "5-5-1": ("6", "14", "25"), "5-6": ("9", "15", "24", "32")}
_EXPLAINED = {"5-4-1": ("17",), "5-6": ("24",)}


@block("budget.statement", "Obligatorisk oversikt", requires=[PLAN])
def statement(request: Request, view: PlanView) -> Output:
    """One statutory statement (`statement`: 5-4-1, 5-5-1 or 5-6) over the years before the plan and the plan."""
    language, statement_id = request.language, str(request.options["statement"])
    computed = view.statement(statement_id)
    table_id = f"tab-{statement_id}"
    explanations = tuple(
        _explanation(table_id, computed, line, view, language) for line in _EXPLAINED.get(statement_id, ())
    )
    explained = {e.id.rpartition("-linje-")[2]: e.id for e in explanations}
    before = len(view.history)
    notes: list[Note] = []
    rows: list[Row] = []
    for line in computed.lines:
        role = RowRole.ITEM
        if line.total:
            role = RowRole.TOTAL if line.line in _GRAND_TOTALS.get(statement_id, ()) else RowRole.SUBTOTAL
        marks: tuple[str, ...] = ()
        if not line.verified and not line.total:
            note_id = f"{statement_id}-{line.line}"
            marks = (note_id,)
            reason = line.note or text("mapping_unverified_short", language)
            notes.append(Note(note_id, (Text(text("mapping_unverified", language, line=line.line, note=reason)),)))
        cells = list(money(line.amounts))
        if line.line in explained:
            cells[before] = money(line.amounts[before : before + 1], explanation=explained[line.line])[0]
        rows.append(
            Row(
                f"linje-{line.line}",
                f"{line.line}. {line.label}",
                tuple(cells),
                role,
                0 if line.total else 1,
                notes=marks,
            )
        )
    if any(computed.unmapped_total):
        rows.append(Row("ikke-plassert", text("unmapped", language), money(computed.unmapped_total), RowRole.SUBTOTAL))
    table = Table(
        table_id,
        text(f"statement_title_{statement_id}", language),
        text("statement_subtitle", language, reference=computed.reference),
        Unit.THOUSAND_NOK,
        all_columns(view, language),
        tuple(rows),
        accounts_and_budget_source(view, language),
        notes=tuple(notes),
    )
    return Output((TableNode(table),), explanations)


def _explanation(table_id: str, computed: Statement, number: str, view: PlanView, language: str) -> Explanation:
    line = computed.line(number)
    column = len(view.history)
    upto = computed.lines[: computed.lines.index(line)]
    steps = tuple(
        ExplanationStep(f"{part.line}. {part.label}", format_in_unit(part.amounts[column], Unit.NOK))
        for part in upto
        if part.amounts[column]
    )
    steps += (ExplanationStep(f"{line.line}. {line.label}", format_in_unit(line.amounts[column], Unit.NOK)),)
    return Explanation(
        id=f"b-{table_id.removeprefix('tab-')}-linje-{number}",
        title=f"{line.label} {view.first}",
        formula=text("formula_statement", language, reference=computed.reference),
        steps=steps,
        unit=text("unit_nok_first_year", language, year=view.first),
        facts=(FactUsed(text("fact_lines", language), computed.title, computed.reference),),
        data=text("data_budget", language),
        formula_id=f"statements.{computed.id}",
    )


@block("budget.appropriations_by_area", "Bevilgningsoversikt drift, andre del", requires=[PLAN])
def appropriations_by_area(request: Request, view: PlanView) -> Output:
    """§ 5-4 second part: the net appropriation of each area, whose sum is line 6 of the first part."""
    language = request.language

    def in_line_six(function: str, art: str) -> bool:
        return line_of_account("5-4-1", function, art) == "6"

    rows, sums = _second_part(view, "operating", in_line_six)
    rows.append(Row("sum", text("sum_appropriations", language), money(sums), RowRole.TOTAL))
    table = Table(
        "tab-5-4-2",
        text("statement_title_5-4-2", language),
        text("statement_subtitle", language, reference=text("reference_5-4-2", language)),
        Unit.THOUSAND_NOK,
        all_columns(view, language),
        tuple(rows),
        accounts_and_budget_source(view, language),
        text("signs", language),
    )
    return Output((TableNode(table),))


def _second_part(
    view: PlanView, account_class: str, belongs: Callable[[str, str], bool]
) -> tuple[list[Row], tuple[int, ...]]:
    before, width = len(view.history), len(view.history) + len(view.years)
    sums: dict[str, list[int]] = {}
    grouped = totals(view.proposal, ("area", "function", "art"), {"account_class": account_class})
    for (area, function, art), amounts in grouped.items():
        if belongs(function, art):
            row = sums.setdefault(area, [0] * width)
            for place, amount in enumerate(amounts):
                row[before + place] += amount
    for place, year in enumerate(view.history):
        for key, amount in year.amounts.items():
            if key.account_class == account_class and belongs(key.function, key.art):
                area = view.proposal.area_of_unit.get(key.unit, "")
                sums.setdefault(area, [0] * width)[place] += amount
    order = [area.code for area in view.proposal.areas] + sorted(set(sums) - {a.code for a in view.proposal.areas})
    rows = [
        Row(f"omrade-{code or 'uten'}", view.area_names.get(code, code) or "–", money(sums[code]), level=1)
        for code in order
        if any(sums.get(code, ()))
    ]
    return rows, sum_columns([tuple(row) for row in sums.values()], width)


@block("budget.art_groups", "Fordeling på arter", requires=[PLAN])
def split_by_art_group(request: Request, view: PlanView) -> Output:
    """One area's (`area`) or the whole budget's operating lines by group of arts, and the net."""
    language, area = request.language, str(request.options.get("area", ""))
    where: dict[str, str] = {"account_class": "operating"}
    if area:
        where["area"] = area
    by_art = totals(view.proposal, ("art",), where)
    width = len(view.years)
    rows: list[Row] = []
    placed: set[str] = set()

    def side(name: str) -> tuple[int, ...]:
        rows.append(section_row(name, text(name, language), width))
        sums = []
        for group in art_groups(name):
            arts = {art for (art,) in by_art if art and art in group.arts}
            placed.update(arts)
            sums.append(sum_columns([by_art[art,] for art in arts], width))
            rows.append(Row(group.id, text(f"arts_{group.id}", language), money(sums[-1]), level=1))
        total = sum_columns(sums, width)
        rows.append(Row(f"sum-{name}", text(f"sum_{name}", language), money(total), RowRole.SUBTOTAL))
        return total

    spent, received = side("expenditure"), side("income")
    rest = sum_columns([amounts for (art,), amounts in by_art.items() if art not in placed], width)
    if any(rest):
        rows.append(Row("finans", text("arts_finance", language), money(rest)))
    rows.append(Row("netto", text("net", language), money(sum_columns([spent, received, rest], width)), RowRole.TOTAL))
    pay = next(row.cells[0].value for row in rows if row.id == art_groups("expenditure")[0].id)
    share = round_half_away(Decimal(str(pay)) * 100 / spent[0]) if spent[0] else 0
    name = view.area_names.get(area, "")
    table = Table(
        f"tab-arter-{area}" if area else "tab-arter",
        text("arts_title", language, share=share),
        text("arts_subtitle_area" if area else "arts_subtitle", language, area=name),
        Unit.THOUSAND_NOK,
        plan_columns(view, language),
        tuple(rows),
        accounts_and_budget_source(view, language),
        text("signs", language),
    )
    return Output((TableNode(table),))
