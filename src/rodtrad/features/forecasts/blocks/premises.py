"""What the forecast is computed by: every stated premise with year, value and source, and what is taken for given."""

from collections.abc import Iterator
from decimal import Decimal

from rodtrad.calculations.forecast.uncertainty import Distribution, Factor
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import ListNode, TableNode
from rodtrad.documents.tables import EMPTY, Column, Row, RowRole, Table, number, words
from rodtrad.facts.demography.unit_costs import services
from rodtrad.features.budget.blocks.columns import percent_in_words
from rodtrad.features.forecasts.blocks.address_words import address
from rodtrad.features.forecasts.blocks.cells import premises_source
from rodtrad.features.forecasts.blocks.need import ages_in_words
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView
from rodtrad.features.forecasts.words import text
from rodtrad.values.numbers import format_number
from rodtrad.values.units import Unit

_NOTES = ("note_plan", "note_prices", "note_instalments", "note_bound", "note_need")
_COLUMNS = 3


@block("forecasts.premises", "Forutsetninger for framskrivingen", requires=[FORECAST])
def premises(request: Request, view: ForecastView | None) -> Output:
    """Every premise with the year it holds from, its value and source; then the simplifications as a list."""
    if view is None:
        return Output()
    language = request.language
    columns = (
        Column("fra", text("from_year", language), unit=Unit.YEAR),
        Column("verdi", text("value", language), unit=Unit.TEXT),
        Column("kilde", text("source", language), unit=Unit.TEXT),
    )
    rows = tuple(_rows(view, language))
    table = Table(
        "tab-framskriving-forutsetninger",
        text("premises_title", language, count=sum(row.role is RowRole.ITEM for row in rows)),
        text("premises_subtitle", language),
        Unit.TEXT,
        columns,
        rows,
        premises_source(view, language),
    )
    unsure = view.stated.uncertainty
    said = [text(key, language) for key in _NOTES]
    drawn = {"paths": format_number(unsure.paths), "seed": unsure.seed, "generator": unsure.bit_generator}
    said.append(text("note_paths", language, **drawn))
    return Output((TableNode(table), ListNode(tuple((Text(note),) for note in said))))


def _rows(view: ForecastView, language: str) -> Iterator[Row]:
    stated = view.stated
    empty = (EMPTY,) * _COLUMNS
    for heading, parameters in (
        ("parameters", stated.parameters),
        ("pension", stated.pension_parameters),
    ):
        yield Row(address(heading), text(f"heading_{heading}", language), empty, RowRole.SECTION)
        for one in parameters:
            if one.value is not None:
                value = _amount(one.value, one.unit, language)
                cells = (number(one.year), words(value), words(one.source))
                yield Row(f"{address(one.key)}-{one.year}", text(f"parameter_{one.key}", language), cells, level=1)
    yield Row(address("unit_costs"), text("heading_unit_costs", language), empty, RowRole.SECTION)
    order = list(services())
    for cost in sorted(stated.unit_costs, key=lambda cost: (order.index(cost.service), cost.group)):
        label = f"{text(f'service_{cost.service}', language)}, {ages_in_words(cost.group, language)}"
        cells = (number(cost.price_year), words(_amount(cost.nok, "nok", language)), words(cost.source))
        yield Row(f"{address(cost.service)}-{cost.group}".replace("+", "-pluss"), label, cells, level=1)
    yield Row(address("uncertainty"), text("heading_uncertainty", language), empty, RowRole.SECTION)
    for factor in stated.uncertainty.factors:
        cells = (number(view.proposal.years[0]), words(_spread(factor, language)), words(factor.source))
        label = text(f"factor_{factor.id}", language) if factor.id in _KNOWN_FACTORS else factor.title
        yield Row(f"usikkerhet-{address(factor.id)}", label, cells, level=1)


_KNOWN_FACTORS = ("population", "tax", "interest", "prices")


def _amount(value: Decimal, unit: str, language: str) -> str:
    if unit == "percent":
        return percent_in_words(value, language)
    return text(f"amount_{unit}", language, number=format_number(value))


def _decimal(value: float) -> str:
    exact = Decimal(str(value))
    return format_number(exact, max(0, -int(exact.normalize().as_tuple().exponent)))


def _spread(factor: Factor, language: str) -> str:
    process = text(f"process_{factor.process.value}", language, persistence=_decimal(factor.persistence))
    if factor.distribution in (Distribution.NORMAL, Distribution.STUDENT_T):
        return text(
            f"distribution_{factor.distribution.value}",
            language,
            spread=_decimal(factor.spread),
            degrees=factor.degrees,
            process=process,
        )
    return text(
        f"distribution_{factor.distribution.value}",
        language,
        low=_decimal(factor.low),
        high=_decimal(factor.high),
        peak=_decimal(factor.peak),
        process=process,
    )
