"""The municipality's own financial targets through the plan (kommuneloven § 14-2): values, limits and judgement."""

from decimal import Decimal

from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.indicators import INDICATORS, indicator_amounts, indicator_percent
from rodtrad.calculations.ledger import FinancialTarget, NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.documents.nodes import Chart, ChartKind, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Row, Status, Table, missing, number, status
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.columns import PLAN, budget_source, percent_in_words, plan_columns
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_in_unit
from rodtrad.values.units import Unit
from rodtrad.values.wording import worded

TREASURY = "treasury"
Percent = Decimal | NotComputable


def limits_of(view: PlanView, indicator: str) -> tuple[FinancialTarget | None, ...]:
    """The municipality's own limit for an indicator in each plan year; None where none is set."""
    stated = [one for one in view.proposal.targets if one.indicator == indicator and one.entity == TREASURY]

    def of(year: int) -> FinancialTarget | None:
        valid = [one for one in stated if one.first_year is None or one.first_year <= year]
        return max(valid, key=lambda one: one.first_year or 0, default=None)

    return tuple(of(year) for year in view.years)


def meets(value: Percent, limit: FinancialTarget) -> Status:
    """Whether a value keeps a limit."""
    if isinstance(value, NotComputable):
        return Status.NOT_COMPUTABLE
    return Status.HOLDS if (value >= limit.limit if limit.lowest else value <= limit.limit) else Status.BROKEN


def bound_in_words(limit: FinancialTarget, language: str) -> str:
    """ "minst 1,75 prosent"."""
    return text("at_least" if limit.lowest else "at_most", language, limit=percent_in_words(limit.limit, language))


@block("budget.targets", "Finansielle måltall", requires=[PLAN])
def targets(request: Request, view: PlanView) -> Output:
    """Each indicator per plan year in percent of operating income, the limit, and the years in which it is broken."""
    language = request.language
    plan = EntityPlan(view.proposal, TREASURY)
    rows: list[Row] = []
    explanations: list[Explanation] = []
    charts: list[Chart] = []
    states: list[Status] = []
    for indicator in INDICATORS:
        values, limits = indicator_percent(plan, indicator), limits_of(view, indicator)
        explanation = _explain(plan, indicator, view, language)
        if explanation:
            explanations.append(explanation)
        cells = [
            missing(Missing.NOT_POSSIBLE, worded(value.reason, language))
            if isinstance(value, NotComputable)
            else number(value, explanation=explanation.id if explanation and place == 0 else None)
            for place, value in enumerate(values)
        ]
        limit = next((one for one in limits if one is not None), None)
        if limit is None:
            none = missing(Missing.NOT_AVAILABLE, text("no_target", language))
            cells += [none, status(text("state_no_target", language), Status.NEUTRAL)]
        else:
            judged = _judgement(view, values, limits, language)
            states.append(judged.status or Status.NEUTRAL)
            cells += [number(limit.limit), judged]
            if not any(isinstance(value, NotComputable) for value in values):
                charts.append(_chart(view, indicator, values, limits, language))
        rows.append(Row(address(indicator), text(f"indicator_{indicator}", language), tuple(cells)))
    table = Table(
        "tab-maltall",
        _title(states, language),
        text("targets_subtitle", language),
        Unit.PERCENT_TWO_DECIMALS,
        (
            *plan_columns(view, language),
            Column("mal", text("target_limit", language), text("phase_target", language)),
            Column("status", text("status", language), unit=Unit.TEXT),
        ),
        tuple(rows),
        budget_source(view, language),
    )
    return Output((TableNode(table), *charts), tuple(explanations))


def _title(states: list[Status], language: str) -> str:
    broken, unknown = states.count(Status.BROKEN), states.count(Status.NOT_COMPUTABLE)
    if not states:
        return text("targets_title_none", language)
    if broken:
        return text("targets_title_broken", language, count=broken, total=len(states))
    if unknown:
        return text("targets_title_unknown", language, count=unknown, total=len(states))
    return text("targets_title_held", language)


def _judgement(
    view: PlanView, values: tuple[Percent, ...], limits: tuple[FinancialTarget | None, ...], language: str
) -> Cell:
    states = [meets(value, limit) for value, limit in zip(values, limits, strict=True) if limit is not None]
    broken = [
        str(year)
        for year, value, limit in zip(view.years, values, limits, strict=True)
        if limit is not None and meets(value, limit) is Status.BROKEN
    ]
    if broken:
        return status(text("target_broken", language, years=", ".join(broken)), Status.BROKEN)
    if Status.NOT_COMPUTABLE in states:
        reason = next(worded(value.reason, language) for value in values if isinstance(value, NotComputable))
        return status(text("state_not_computable", language), Status.NOT_COMPUTABLE, reason)
    return status(text("target_held", language), Status.HOLDS)


def _explain(plan: EntityPlan, indicator: str, view: PlanView, language: str) -> Explanation | None:
    amounts, income = indicator_amounts(plan, indicator), plan.figure("operating_income")
    value = indicator_percent(plan, indicator)[0]
    if isinstance(amounts, NotComputable) or isinstance(income, NotComputable) or isinstance(value, NotComputable):
        return None
    limit = limits_of(view, indicator)[0]
    facts: tuple[FactUsed, ...] = ()
    if limit is not None:
        facts = (FactUsed(text("own_target", language), bound_in_words(limit, language), limit.source),)
    return Explanation(
        id=f"b-{address(indicator)}",
        title=f"{text(f'indicator_{indicator}', language)} {view.first}",
        formula=text(f"formula_{indicator}", language),
        steps=(
            ExplanationStep(text(f"indicator_{indicator}", language), format_in_unit(amounts[0], Unit.NOK)),
            ExplanationStep(text("operating_income", language), format_in_unit(income[0], Unit.NOK)),
            ExplanationStep(text("share", language), percent_in_words(value, language, 2)),
        ),
        unit=text("kroner_and_percent", language),
        facts=facts,
        data=text("data_budget", language),
        formula_id=f"finance.{indicator}",
    )


def _chart(
    view: PlanView,
    indicator: str,
    values: tuple[Percent, ...],
    limits: tuple[FinancialTarget | None, ...],
    language: str,
) -> Chart:
    name = text(f"indicator_{indicator}", language)
    known = [value for value in values if isinstance(value, Decimal)]
    ends = {
        "name": name, "first": percent_in_words(known[0], language, 2), "year": view.first,
        "last": percent_in_words(known[-1], language, 2), "end": view.years[-1],
    }  # fmt: skip
    suffix = "" if len(view.years) > 1 else "_one_year"
    limit = next(one for one in limits if one is not None)
    bound = bound_in_words(limit, language)
    own = text("own_target", language)
    without = missing(Missing.NOT_AVAILABLE, text("no_target", language))
    rows = (
        Row("verdi", name, tuple(number(value) for value in known)),
        Row("mal", own, tuple(without if one is None else number(one.limit) for one in limits)),
    )
    title, subtitle = text(f"indicator_title{suffix}", language, **ends), text("targets_subtitle", language)
    identity = f"fig-{address(indicator)}"
    table = Table(
        f"{identity}-tabell", title, subtitle, Unit.PERCENT_TWO_DECIMALS, plan_columns(view, language), rows,
        budget_source(view, language),
    )  # fmt: skip
    sentence = text(f"indicator_sentence{suffix}", language, **(ends | {"name": name.lower(), "bound": bound}))
    series = (Series("verdi", name, SeriesRole.OWN), Series("mal", own, SeriesRole.TARGET))
    return Chart(
        identity, title, subtitle, sentence, ChartKind.LINE, table, series, tuple(str(year) for year in view.years)
    )
