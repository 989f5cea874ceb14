"""The parts of what a municipality states, each read into the values that the calculations take."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.calculations.demography.age_groups import AgeGroup, parse_age_group
from rodtrad.calculations.demography.need import UnitCost
from rodtrad.calculations.demography.own_unit_costs import entered_unit_cost
from rodtrad.calculations.demography.places import Coverage
from rodtrad.calculations.demography.projection import Projection
from rodtrad.calculations.demography.projection_rows import projections_from_rows
from rodtrad.calculations.forecast.inputs import INVESTMENT_STREAM
from rodtrad.calculations.forecast.loans import FixedRate, Loan, LoanKind
from rodtrad.calculations.forecast.self_cost import SelfCostArea
from rodtrad.calculations.forecast.uncertainty import BIT_GENERATORS, Distribution, Factor, Process, Uncertainty
from rodtrad.calculations.ledger import Parameter
from rodtrad.facts.demography.unit_costs import services
from rodtrad.facts.forecast_parameters.definitions import forecast_parameter_definitions, stream_facts
from rodtrad.features.forecasts.stated_fields import Field

MAIN = "main"
_PER_CENT = 100
_LEAST_DEGREES = 3
_BELL = (Distribution.NORMAL, Distribution.STUDENT_T)
_SELF_COST_ROWS = ("direct_costs", "indirect_costs", "depreciation", "book_value", "other_income", "fee_income")


@dataclass(frozen=True)
class StatedSelfCost:
    """The self-cost areas of the plan, and the rate and time limit that their ledgers are computed by."""

    areas: tuple[SelfCostArea, ...]
    parameters: tuple[Parameter, ...]
    source: str


def parameters(field: Field, source: str) -> tuple[Parameter, ...]:
    """Parameters of {key: {first year: value}}."""
    definitions = forecast_parameter_definitions()
    found = []
    for key, by_year in field.pairs():
        if key not in definitions:
            raise by_year.wrong(f"forutsetningen «{key}» finnes ikke. Bruk en av {', '.join(sorted(definitions))}.")
        for year, value in by_year.years():
            amount = value.decimal()
            if problem := definitions[key].problem_with(amount):
                raise value.wrong(problem)
            found.append(Parameter(key, amount, definitions[key].unit, year, source))
    return tuple(found)


def unit_costs(field: Field, source: str) -> tuple[UnitCost, ...]:
    """Kroner per inhabitant of an age group by service, as entered."""
    year = field.at("price_year").year()
    return tuple(
        entered_unit_cost(
            entry.at("service").one_of(list(services())),
            ages(entry.at("ages")),
            entry.at("nok").decimal(least=Decimal(0)),
            price_year=year,
            source=source,
        )
        for entry in field.at("costs").entries()
    )


def coverage(field: Field | None, source: str) -> tuple[Coverage, ...]:
    """Places that the services have today; none where they are not stated."""
    if field is None:
        return ()
    return tuple(
        Coverage(
            entry.at("service").one_of(list(services())),
            ages(entry.at("ages")),
            entry.at("places").whole(least=0),
            entry.at("year").year(),
            source,
        )
        for entry in field.entries()
    )


def ages(field: Field) -> AgeGroup:
    """An age group as it is written."""
    try:
        return parse_age_group(str(field.value))
    except ValueError:
        raise field.wrong(f"«{field.value}» er ikke en aldersgruppe. Skriv for eksempel 6-15 eller 90+.") from None


def loans(field: Field) -> tuple[Loan, ...]:
    """The loans as they stand on 1 January of the first year."""
    first_year, terms = field.at("first_year").year(), field.at("terms_per_year").whole(least=1)
    return tuple(_loan(entry, first_year, terms) for entry in field.at("loans").entries())


def _loan(entry: Field, first_year: int, terms_per_year: int) -> Loan:
    entry.only(("id", "name", "kind", "balance", "terms_left", "fixed", "margin", "instalments_from"))
    fixed, margin, later = entry.optional("fixed"), entry.optional("margin"), entry.optional("instalments_from")
    return Loan(
        id=entry.at("id").text(),
        name=entry.at("name").text(),
        balance=entry.at("balance").whole(least=0),
        first_year=first_year,
        kind=LoanKind(entry.at("kind").one_of([kind.value for kind in LoanKind])),
        terms_left=entry.at("terms_left").whole(least=1),
        terms_per_year=terms_per_year,
        margin=margin.decimal() / _PER_CENT if margin is not None else Decimal(0),
        fixed=() if fixed is None else tuple(_fixed(period) for period in fixed.entries()),
        instalments_from=later.year() if later is not None else None,
    )


def _fixed(period: Field) -> FixedRate:
    first, last = period.at("first").year(), period.at("last").year()
    if last < first:
        raise period.wrong(f"bindingen slutter i {last}, før den begynner i {first}.")
    return FixedRate(first, last, period.at("percent").decimal() / _PER_CENT)


def uncertainty(field: Field) -> Uncertainty:
    """How the paths are drawn: factors, correlations, seed and number of paths."""
    source = field.at("source").text()
    factors = tuple(_factor(entry, source) for entry in field.at("factors").entries())
    bell = [factor.id for factor in factors if factor.correlates]
    pairs = []
    for entry in field.at("correlations").entries():
        named = [one.one_of(bell) for one in entry.at("factors").entries()]
        size = entry.at("size").real()
        if len(set(named)) != 2 or not -1 <= size <= 1:
            raise entry.wrong("oppgi to ulike faktorer i factors, og size fra -1 til 1.")
        pairs.append((named[0], named[1], size))
    drawn = (
        field.at("seed").whole(least=0),
        field.at("paths").whole(least=1),
        field.at("bit_generator").one_of(list(BIT_GENERATORS)),
    )
    try:
        return Uncertainty(factors, drawn[0], drawn[1], tuple(pairs), drawn[2])
    except ValueError:
        raise field.at("correlations").wrong(
            "samvariasjonene kan ikke gjelde samtidig. Gjør noen av dem mindre."
        ) from None


def _factor(entry: Field, source: str) -> Factor:
    entry.only(
        ("id", "title", "process", "distribution", "spread", "degrees", "low", "peak", "high", "persistence",
         "at_least", "at_most")
    )  # fmt: skip
    distribution = Distribution(entry.at("distribution").one_of([one.value for one in Distribution]))
    bell = distribution in _BELL
    sizes = {name: entry.at(name).real() for name in (("spread",) if bell else ("low", "high"))}
    if distribution is Distribution.TRIANGULAR:
        sizes["peak"] = entry.at("peak").real()
    elif not bell:
        sizes["peak"] = (sizes["low"] + sizes["high"]) / 2
    if bell and sizes["spread"] < 0:
        raise entry.at("spread").wrong("spredningen kan ikke være negativ.")
    if not bell and not sizes["low"] <= sizes["peak"] <= sizes["high"]:
        raise entry.wrong("low, peak og high må stige.")
    persistence, limits = entry.optional("persistence"), {}
    for name in ("at_least", "at_most"):
        if (limit := entry.optional(name)) is not None:
            limits[name] = limit.real()
    left = persistence.real() if persistence is not None else 1.0
    if persistence is not None and not 0 <= left <= 1:
        raise persistence.wrong("skal være fra 0 til 1.")
    student = distribution is Distribution.STUDENT_T
    return Factor(
        id=entry.at("id").text(),
        title=entry.at("title").text(),
        process=Process(entry.at("process").one_of([one.value for one in Process])),
        distribution=distribution,
        source=source,
        degrees=entry.at("degrees").whole(least=_LEAST_DEGREES) if student else 0,
        persistence=left,
        **sizes,
        **limits,
    )


def levels(field: Field) -> tuple[int, ...]:
    """The percentiles of the fans, rising."""
    found = tuple(level.whole(least=0) for level in field.entries())
    if len(found) < 2 or list(found) != sorted(set(found)) or found[-1] > _PER_CENT:
        raise field.wrong("skal være minst to tall fra 0 til 100 som stiger, for eksempel [10, 50, 90].")
    return found


def responses(field: Field, factors: Uncertainty) -> dict[tuple[str, str], float]:
    """How much a line of the plan changes, percent for each percent that a factor deviates."""
    lines = [*(stream.id for stream in stream_facts()), INVESTMENT_STREAM]
    known = [factor.id for factor in factors.factors]
    found = {}
    for line, by_factor in field.pairs():
        if line not in lines:
            raise by_factor.wrong(f"linjen «{line}» finnes ikke. Bruk en av {', '.join(lines)}.")
        for factor, size in by_factor.pairs():
            if factor not in known:
                raise size.wrong(f"faktoren «{factor}» finnes ikke. Bruk en av {', '.join(known)}.")
            found[line, factor] = size.real()
    return found


def projections(field: Field) -> Mapping[str, Projection]:
    """The alternatives by id, the main one among them."""
    first = field.at("first_projected").year()
    source, municipality = field.at("source").text(), field.at("municipality").text()
    found: dict[str, Projection] = {}
    for rows in field.at("files").entries():
        lines = [_row(row) for row in rows.entries()]
        read, problems = projections_from_rows(lines, source=source, municipality=municipality, first_projected=first)
        if problems:
            raise rows.wrong(problems[0].text, problems[0].line or None)
        found |= {projection.alternative: projection for projection in read if projection.municipality == municipality}
    if MAIN not in found:
        raise field.wrong(
            f"hovedalternativet («main») for kommune {municipality} mangler. Last det inn, eller rett municipality."
        )
    return found


def _row(row: Field) -> dict[str, str]:
    return {key: "" if cell.value is None else str(cell.value) for key, cell in row.pairs()}


def self_cost(field: Field | None) -> StatedSelfCost | None:
    """The self-cost areas, None where they are not stated."""
    if field is None:
        return None
    source = field.at("source").text()
    years = tuple(range(field.at("first_year").year(), field.at("last_year").year() + 1))
    areas = tuple(_self_cost_area(entry, years) for entry in field.at("areas").entries())
    return StatedSelfCost(areas, parameters(field.at("parameters"), source), source)


def _self_cost_area(entry: Field, years: tuple[int, ...]) -> SelfCostArea:
    rows = {}
    for name in _SELF_COST_ROWS:
        wanted = len(years) + (name == "book_value")
        rows[name] = tuple(amount.whole() for amount in entry.at(name).entries())
        if len(rows[name]) != wanted:
            raise entry.at(name).wrong(f"har {len(rows[name])} beløp, men skal ha {wanted}.")
    held = tuple((year, amount.whole()) for year, amount in entry.at("surplus_held").years())
    return SelfCostArea(entry.at("id").text(), entry.at("title").text(), years, **rows, surplus_held=held)
