"""The statutory overviews §§ 5-4, 5-5 and 5-6 over accounts, budget and plan."""

from rodtrad.calculations.ledger.accounts import INVESTMENT, OPERATING
from rodtrad.calculations.statements.statement import Statement, UnmappedAmount
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, FactUsed
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import Note, Row, RowRole, Table
from rodtrad.facts.budget_regulation.statements import statement_fact
from rodtrad.features.budget.blocks.columns import PLAN, accounts_and_budget_source, all_columns, money, with_prices
from rodtrad.features.budget.blocks.explanations import sum_explanation
from rodtrad.features.budget.blocks.not_computable import line_cells, notice, obstacle
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit
from rodtrad.values.wording import worded

_GRAND_TOTALS = {"5-4-1": ("9", "17", "25"), "5-5-1": ("6", "14", "25"), "5-6": ("9", "15", "24", "32")}
UNMAPPED = "ikke-plassert"


@block("budget.statement", "Obligatorisk oversikt", requires=[PLAN])
def statement(request: Request, view: PlanView) -> Output:
    """One statutory statement (`statement`: 5-4-1, 5-5-1 or 5-6) over the years before the plan and the plan.

    Every line of the statement's form stands there, also those without amounts. What the plan's accounts do not tell is
    said instead of shown as zero.
    """
    language, statement_id = request.language, str(request.options["statement"])
    table_id, name = f"tab-{statement_id}", text(f"statement_title_{statement_id}", language)
    reason = obstacle(view, statement_id)
    if reason and not view.history:
        return Output((notice(table_id, name, reason, language),))
    computed = view.statement(statement_id)
    account_class = INVESTMENT if statement_id == "5-5-1" else OPERATING
    explanations: list[Explanation] = []
    notes: list[Note] = []
    rows: list[Row] = []
    for line in computed.lines:
        role, explanation = RowRole.ITEM, None
        marks: tuple[str, ...] = ()
        if line.total:
            role = RowRole.TOTAL if line.line in _GRAND_TOTALS[statement_id] else RowRole.SUBTOTAL
            if not reason:
                explanations.append(_explanation(table_id, computed, line.line, view, language))
                explanation = explanations[-1].id
        elif not line.verified:
            marks = (f"{statement_id}-{line.line}",)
            why = worded(line.note, language) or text("mapping_unverified_short", language)
            notes.append(Note(marks[0], (Text(text("mapping_unverified", language, line=line.line, note=why)),)))
        label = f"{line.line}. {worded(line.label, language)}"
        level = 0 if line.total else 1
        cells = line_cells(line.amounts, account_class, reason, view, language, explanation)
        rows.append(Row(f"linje-{line.line}", label, cells, role, level, notes=marks))
    if computed.unmapped:
        notes.append(Note(UNMAPPED, (Text(_accounts(computed.unmapped, language)),)))
        label = text("unmapped", language)
        rows.append(Row(UNMAPPED, label, money(computed.unmapped_total), RowRole.SUBTOTAL, notes=(UNMAPPED,)))
    subtitle = text("statement_subtitle", language, reference=worded(computed.reference, language))
    table = Table(
        table_id,
        name,
        with_prices(subtitle, view, language),
        Unit.THOUSAND_NOK,
        all_columns(view, language),
        tuple(rows),
        accounts_and_budget_source(view, language),
        notes=tuple(notes),
    )
    return Output((TableNode(table),), tuple(explanations))


def _accounts(unmapped: tuple[UnmappedAmount, ...], language: str) -> str:
    """The accounts that no line takes, so that the one who knows them can say where they belong."""
    named = dict.fromkeys(
        text("account_without_line", language, function=one.key.function, art=one.key.art or "–") for one in unmapped
    )
    return text("accounts_without_line", language, accounts="; ".join(named))


def _explanation(table_id: str, computed: Statement, number: str, view: PlanView, language: str) -> Explanation:
    """A sum line by the lines that the regulation's form makes it of, each with the sign it counts with."""
    line, column = computed.line(number), len(view.history)
    terms = statement_fact(computed.id).line(number).terms
    parts = []
    for term in terms:
        part = computed.line(term.reference)
        parts.append((f"{part.line}. {worded(part.label, language)}", term.sign * part.amounts[column]))
    formula = " ".join(
        f"{'' if place == 0 and term.sign > 0 else '+ ' if term.sign > 0 else '− '}{term.reference}"
        for place, term in enumerate(terms)
    )
    return sum_explanation(
        f"b-{table_id.removeprefix('tab-')}-linje-{number}",
        f"{worded(line.label, language)} {view.first}",
        text("formula_statement", language, reference=worded(computed.reference, language), formula=formula),
        parts,
        view,
        language,
        facts=(
            FactUsed(
                text("fact_lines", language),
                text(f"statement_title_{computed.id}", language),
                worded(computed.reference, language),
            ),
        ),
        formula_id="statements.statutory_statement",
    )
