"""The front page's key figures and the draft resolution."""

from decimal import Decimal

from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.indicators import indicator_percent
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import FigureReference, Inline, Text
from rodtrad.documents.nodes import KeyFigure, KeyFigures, Resolution, ResolutionPoint
from rodtrad.documents.tables import Missing, missing, number
from rodtrad.features.budget.blocks.areas import appropriated
from rodtrad.features.budget.blocks.columns import PLAN, change_in_words, million
from rodtrad.features.budget.blocks.sustainability import TREASURY, limit_of, meets
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_number
from rodtrad.values.units import Unit

INDICATOR_LINKS = {
    "net_operating_result": "#tab-maltall:net-operating-result:",
    "debt": "#tab-maltall:debt:",
    "general_fund": "#tab-maltall:general-fund:",
}


@block("budget.key_figures", "Nøkkeltall", requires=[PLAN])
def key_figures(request: Request, view: PlanView) -> Output:
    """Five key figures of the budget year: expenditure, net result, investments, debt, fund; change and target."""
    language, before = request.language, len(view.history)
    overview, invested = view.statement("5-6"), view.statement("5-5-1")
    plan = EntityPlan(view.proposal, TREASURY)
    figures = [
        _amount("driftsutgifter", overview.line("15").amounts, before, "#tab-5-6:linje-15:", view, language),
        _share("net_operating_result", plan, view, language),
        _amount("investeringer", invested.line("6").amounts, before, "#tab-5-5-1:linje-6:", view, language),
        _share("debt", plan, view, language),
        _share("general_fund", plan, view, language),
    ]
    income = overview.line("9").amounts[before]
    note = text("key_figures_note", language, year=view.first, income=million(income))
    return Output((KeyFigures("nokkeltall", tuple(figures), note),))


def _amount(id: str, amounts: tuple[int, ...], before: int, link: str, view: PlanView, language: str) -> KeyFigure:
    change = ""
    if before and view.history[-1].year == view.first - 1:
        words = change_in_words(amounts[before - 1], amounts[before], language)
        change = text("change_from", language, change=words, year=view.first - 1)
    return KeyFigure(
        id,
        text(f"key_{id}", language),
        number(amounts[before]),
        Unit.MILLION_NOK,
        change,
        link=f"{link}{view.first}",
    )


def _share(indicator: str, plan: EntityPlan, view: PlanView, language: str) -> KeyFigure:
    values = indicator_percent(plan, indicator)
    value, last = values[0], values[-1]
    limit = limit_of(view, indicator)
    cell = missing(Missing.NOT_POSSIBLE, value.reason) if isinstance(value, NotComputable) else number(value)
    target, state = "", None
    if limit is not None:
        state = meets(value, limit)
        bound = text("at_least" if limit[1] else "at_most", language)
        verdict = text(f"verdict_{state.value}", language)
        target = text("target_sentence", language, bound=bound, limit=_plain(limit[0]), verdict=verdict)
    trend = ""
    if isinstance(last, Decimal) and isinstance(value, Decimal):
        trend = text("towards", language, value=format_number(last, 1), year=view.years[-1])
    return KeyFigure(
        indicator.replace("_", "-"),
        text(f"indicator_{indicator}", language),
        cell,
        Unit.PERCENT,
        trend,
        target,
        state,
        f"{INDICATOR_LINKS[indicator]}{view.first}",
    )


def _plain(value: Decimal) -> str:
    return format_number(value, max(0, -int(value.normalize().as_tuple().exponent)))


@block("budget.resolution", "Forslag til vedtak", requires=[PLAN])
def resolution(request: Request, view: PlanView) -> Output:
    """The draft resolution as numbered points filled from the figures: plan, budget, tax, loans, fees, targets."""
    language, year = request.language, str(view.first)

    def figure(cell: str) -> FigureReference:
        return FigureReference("", cell)

    def words(key: str, *figures: Inline) -> tuple[Inline, ...]:
        parts = text(key, language, year=year, years=f"{view.years[0]}\u2013{view.years[-1]}").split("@")
        mixed: list[Inline] = []
        for place, part in enumerate(parts):
            if part:
                mixed.append(Text(part))
            if place < len(parts) - 1:
                mixed.append(figures[place])
        return tuple(mixed)

    areas = tuple(
        ResolutionPoint(
            f"vedtak-ramme-{code}",
            (Text(f"{view.area_names.get(code, code)}: "), figure(f"tab-5-4-2:omrade-{code}:{year}")),
        )
        for code in appropriated(view)
    )
    taxes = [
        ResolutionPoint("vedtak-skatt", words("resolution_tax", figure(f"tab-5-4-1:linje-2:{year}"))),
        ResolutionPoint("vedtak-eiendomsskatt", words("resolution_property_tax", figure(f"tab-5-4-1:linje-3:{year}"))),
    ]
    rates = view.texts.get("property_tax", "")
    if rates:
        taxes[1] = ResolutionPoint(taxes[1].id, (*taxes[1].text, Text(f" {rates}")))
    points = (
        ResolutionPoint("vedtak-plan", words("resolution_plan")),
        ResolutionPoint("vedtak-drift", words("resolution_operating", figure(f"tab-5-4-2:sum:{year}")), areas),
        ResolutionPoint("vedtak-investering", words("resolution_investment", figure(f"tab-5-5-1:linje-6:{year}"))),
        ResolutionPoint("vedtak-skatter", words("resolution_taxes"), tuple(taxes)),
        ResolutionPoint(
            "vedtak-lan",
            words("resolution_loans"),
            (
                ResolutionPoint(
                    "vedtak-lan-investering", words("resolution_loan", figure(f"tab-5-5-1:linje-13:{year}"))
                ),
                ResolutionPoint(
                    "vedtak-lan-videre", words("resolution_on_lending", figure(f"tab-5-5-1:linje-16:{year}"))
                ),
                ResolutionPoint("vedtak-avdrag", words("resolution_instalments", figure(f"tab-5-4-1:linje-14:{year}"))),
            ),
        ),
        ResolutionPoint("vedtak-gebyrer", words("resolution_fees")),
        ResolutionPoint("vedtak-maltall", words("resolution_targets")),
    )
    return Output((Resolution("vedtak", points),))
