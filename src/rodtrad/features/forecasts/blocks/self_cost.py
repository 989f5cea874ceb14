"""The self-cost areas as ledgers of their own: what the service costs, what the fees bring in, and what the fund holds.

Those who pay a fee pay what the service costs and no more (the regulation on self-cost). The areas are stated apart
from the budget, with the interest rate and the time limit that they are computed by.
"""

from collections.abc import Iterator

from rodtrad.calculations.forecast.self_cost import SelfCostYear, self_cost_ledger
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Callout, CalloutKind, Paragraph, TableNode
from rodtrad.documents.tables import EMPTY, Column, Row, RowRole, Source, Table, number
from rodtrad.features.budget.blocks.columns import listed, percent_in_words
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView
from rodtrad.features.forecasts.stated_parts import StatedSelfCost
from rodtrad.features.forecasts.words import text
from rodtrad.values.numbers import format_number
from rodtrad.values.units import Unit

_ROWS = {
    "kalkylegrunnlag": "calculation_base",
    "gebyrer": "fee_income",
    "resultat": "result",
    "renter": "fund_interest",
    "fond": "fund_closing",
    "tilbake": "overdue",
}
_SIGNED = ("result", "fund_interest")
_STEPS = ("fund_opening", "fee_income", "calculation_base", "result", "fund_interest", "fund_closing")


@block("forecasts.self_cost", "Selvkostområdene", requires=[FORECAST])
def self_cost(request: Request, view: ForecastView | None) -> Output:
    """Each area's calculation base, fees, result and fund by year; nothing where no areas are stated."""
    if view is None or view.stated.self_cost is None or not view.stated.self_cost.areas:
        return Output()
    language, stated = request.language, view.stated.self_cost
    ledgers = {area.id: self_cost_ledger(area, stated.parameters) for area in stated.areas}
    reason = next((one for one in ledgers.values() if isinstance(one, NotComputable)), None)
    if reason is not None:
        note = Paragraph((Text(reason.reason),))
        return Output((Callout("selvkost-mangler", CalloutKind.NOTE, text("self_cost_missing", language), (note,)),))
    found = {id: one for id, one in ledgers.items() if not isinstance(one, NotComputable)}
    years = tuple(str(year) for year in stated.areas[0].years)
    table = Table(
        "tab-selvkost",
        _title(stated, found, language),
        text("self_cost_subtitle", language),
        Unit.THOUSAND_NOK,
        tuple(Column(year, year) for year in years),
        tuple(_rows(stated, found, len(years), language)),
        Source(text("source_premises", language, source=stated.source), view.date),
    )
    explanations = tuple(_explain(stated, area.id, area.title, found[area.id][-1], language) for area in stated.areas)
    return Output((TableNode(table),), explanations)


def _rows(
    stated: StatedSelfCost, found: dict[str, tuple[SelfCostYear, ...]], width: int, language: str
) -> Iterator[Row]:
    for area in stated.areas:
        ledger = found[area.id]
        yield Row(area.id, area.title, (EMPTY,) * width, RowRole.SECTION)
        for id, name in _ROWS.items():
            if name == "overdue" and not any(year.overdue for year in ledger):
                continue
            role = RowRole.SUBTOTAL if name == "fund_closing" else RowRole.ITEM
            told = f"b-{area.id}" if name == "fund_closing" else None
            cells = tuple(
                number(
                    int(getattr(year, name)),
                    signed=name in _SIGNED,
                    explanation=told if year is ledger[-1] else None,
                )
                for year in ledger
            )
            yield Row(f"{area.id}-{id}", text(f"self_cost_{name}", language), cells, role, level=1)


def _title(stated: StatedSelfCost, found: dict[str, tuple[SelfCostYear, ...]], language: str) -> str:
    """The areas whose fund is in deficit at the end, or that none is."""
    short = [area.title for area in stated.areas if found[area.id][-1].fund_closing < 0]
    end = stated.areas[0].years[-1]
    if not short:
        return text("self_cost_title_covered", language, end=end)
    return text("self_cost_title_short", language, areas=listed(short, language), end=end)


def _explain(stated: StatedSelfCost, id: str, title: str, year: SelfCostYear, language: str) -> Explanation:
    facts = tuple(
        FactUsed(
            text(f"parameter_{one.key}", language),
            percent_in_words(one.value, language)
            if one.unit == "percent"
            else text("amount_years", language, number=format_number(one.value)),
            one.source,
        )
        for one in stated.parameters
        if one.value is not None
    )
    return Explanation(
        id=f"b-{id}",
        title=text("self_cost_explained", language, area=title, year=year.year),
        formula=text("self_cost_formula", language),
        steps=tuple(
            ExplanationStep(text(f"self_cost_{name}", language), format_number(int(getattr(year, name))))
            for name in _STEPS
        ),
        unit=text("kroner", language),
        facts=facts,
        data=text("source_premises", language, source=stated.source),
        formula_id="forecast.self_cost",
    )
