"""Everything a forecast is computed from, put together once: the plan's years, and premises for the years after it.

The forecast is in the fixed prices of the plan. After the plan each line grows by its own nominal growth less the
deflator, and debt and funds are worn down by the deflator, since they are owed in kroner. In the plan's years nothing
is worn down, because the plan itself does not do so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rodtrad.calculations.demography.need import NeedChange
from rodtrad.calculations.forecast.deflators import deflator, price_index, real_growth
from rodtrad.calculations.forecast.loans import Loan, LoanKind
from rodtrad.calculations.forecast.pension import PensionPath
from rodtrad.calculations.forecast.plan_base import PlanBase
from rodtrad.calculations.forecast.premises import Floats, stated_path, stated_value
from rodtrad.calculations.ledger import NotComputable, Parameter
from rodtrad.values.numbers import format_number

INVESTMENT_STREAM = "investment"
POPULATION = "population"
NOTES = (
    "Planens egne år er som i planen.",
    "Alle beløp er i planens faste priser. Etter planperioden tærer prisveksten på gjeld og fond.",
    "Etter planperioden er minimumsavdraget samme andel av gjelden som i planens siste år.",
    "Etter planperioden settes ingenting av til bundne fond, og ingenting brukes av dem.",
)
"""What is taken for given, as Norwegian sentences to stand beside every forecast."""


@dataclass(frozen=True, eq=False)
class ForecastPremises:
    """What the municipality states for the years after the plan, to `last_year`.

    `loans` are those that exist on 1 January of the plan's first year. `need` is the change in spending need; its years
    in the plan are in the plan already, unless `plan_need` says that the plan counted on another. `inhabitants` is how
    many more there are than the plan counts on, as a share by year, where an alternative is computed: income answers to
    it by its responses to "population", expenditure through the need. `responses` say how much a stream changes, as a
    share, for each share that an uncertain factor deviates: (stream, factor) -> share per share.
    """

    parameters: tuple[Parameter, ...]
    last_year: int
    loans: tuple[Loan, ...]
    need: NeedChange | None = None
    plan_need: NeedChange | None = None
    inhabitants: Mapping[int, float] = field(default_factory=dict)
    pension: PensionPath | None = None
    responses: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class ForecastInputs:
    """Arrays of shape (years,), kroner in the prices of `prices_of`; `streams` has the shape (streams, years).

    The first `known` years are the plan's. `wear` is the share that balances are worn down by from the year before.
    """

    years: tuple[int, ...]
    known: int
    prices_of: int
    stream_ids: tuple[str, ...]
    stream_labels: tuple[str, ...]
    sides: tuple[str, ...]
    streams: Floats = field(repr=False)
    need: Floats = field(repr=False)
    pension: Floats = field(repr=False)
    rates: Floats = field(repr=False)
    wear: Floats = field(repr=False)
    gross: Floats = field(repr=False)
    vat_share: Floats = field(repr=False)
    draws: Floats = field(repr=False)
    transfer: Floats = field(repr=False)
    bound_net: Floats = field(repr=False)
    loans: tuple[Loan, ...]
    new_loan_years: int
    deposits: float
    debt_opening: float
    fund_opening: float
    plan: PlanBase = field(repr=False)
    responses: Mapping[tuple[str, str], float] = field(repr=False)

    @property
    def price_index(self) -> Floats:
        """Each year's prices against the plan's fixed prices, by the wear of balances; 1 through the plan."""
        return price_index(self.wear)


def forecast_inputs(base: PlanBase, premises: ForecastPremises) -> ForecastInputs | NotComputable:
    """The plan and the premises as one set of arrays, or the first thing that is missing, in Norwegian."""
    known = len(base.years)
    years = tuple(range(base.years[0], premises.last_year + 1))
    after = years[known:]
    if not after:
        return NotComputable("Framskrivingen må gå lenger enn planen.")
    owed = sum(loan.balance for loan in premises.loans)
    if owed != base.debt_opening:
        return NotComputable(
            f"Lånelisten summerer seg til {format_number(owed)} kroner, men lånegjelden 1. januar {years[0]} er "
            f"{format_number(base.debt_opening)} kroner. Rett lånelisten."
        )
    stated = _after_plan(premises.parameters, after)
    if isinstance(stated, NotComputable):
        return stated
    rates = stated_path(premises.parameters, "interest_rate", years)
    vat_share = stated_path(premises.parameters, "vat_compensation_share", years)
    repaid_over = stated_value(premises.parameters, "new_loan_years", after[0])
    deposits = stated_value(premises.parameters, "floating_deposits", years[0])
    need = _need(premises.need, premises.plan_need, years, known)
    for part in (rates, vat_share, repaid_over, deposits, need):
        if isinstance(part, NotComputable):
            return part
    assert not isinstance(rates, NotComputable) and not isinstance(vat_share, NotComputable)
    assert not isinstance(repaid_over, NotComputable) and not isinstance(deposits, NotComputable)
    assert not isinstance(need, NotComputable)
    growth = deflator(stated["pay_growth"], stated["price_growth"], stated["pay_share"])
    index = {key: price_index(real_growth(stated[key], growth)) for key in stated if key.endswith("_growth")} | {
        "": np.ones(len(after))
    }
    streams = np.array(
        [np.concatenate((stream.amounts, stream.amounts[-1] * index[stream.fact.grows_by])) for stream in base.streams]
    )
    streams *= _answers_to_inhabitants(base, premises, years)
    gross = stated["gross_investment"]
    borrowed = gross * (1 - vat_share[known:]) - stated["other_investment_financing"] - stated["transfer_to_investment"]
    return ForecastInputs(
        years=years,
        known=known,
        prices_of=base.prices_of,
        stream_ids=tuple(stream.fact.id for stream in base.streams),
        stream_labels=tuple(stream.label for stream in base.streams),
        sides=tuple(stream.fact.side for stream in base.streams),
        streams=streams,
        need=need,
        pension=_pension(premises.pension, years, known),
        rates=rates,
        wear=np.concatenate((np.zeros(known), growth)),
        gross=np.concatenate((base.gross, gross)),
        vat_share=vat_share,
        draws=np.concatenate((_draws_without_project(base), np.maximum(borrowed, 0))),
        transfer=np.concatenate((base.transfer, stated["transfer_to_investment"])),
        bound_net=np.concatenate((base.bound_net, np.zeros(len(after)))),
        loans=(*premises.loans, *base.project_loans),
        new_loan_years=int(repaid_over),
        deposits=deposits,
        debt_opening=float(base.debt_opening),
        fund_opening=float(base.fund_opening),
        plan=base,
        responses=premises.responses,
    )


def pooled_loan(balance: int, first_year: int, years_left: int) -> Loan:
    """All existing debt as one serial loan with interest on the mean balance, where no list of loans is at hand."""
    return Loan("alle", "Alle lån", balance, first_year, LoanKind.SERIAL, years_left, 1, mean_balance=True)


AFTER_PLAN = (
    "pay_growth",
    "price_growth",
    "fee_growth",
    "tax_growth",
    "grant_growth",
    "pay_share",
    "gross_investment",
    "other_investment_financing",
    "transfer_to_investment",
)


def _after_plan(parameters: Sequence[Parameter], years: Sequence[int]) -> dict[str, Floats] | NotComputable:
    found = {}
    for key in AFTER_PLAN:
        path = stated_path(parameters, key, years)
        if isinstance(path, NotComputable):
            return path
        found[key] = path
    return found


def _need(
    need: NeedChange | None, plan_need: NeedChange | None, years: Sequence[int], known: int
) -> Floats | NotComputable:
    """What each year costs beyond the plan because of the inhabitants' ages; nothing where no need is given.

    In the plan's years it is what the need has changed beyond the plan's own; after them all change counts.
    """
    yearly = np.zeros(len(years))
    counted: list[tuple[NeedChange | None, Sequence[int], int]] = [(need, years if plan_need else years[known:], 1)]
    counted.append((plan_need, years[:known], -1))
    for change, wanted, sign in counted:
        if change is None:
            continue
        total = dict(zip(change.years, change.total.tolist(), strict=True))
        for year in wanted:
            if year not in total or np.isnan(total[year]):
                return NotComputable(f"Endringen i utgiftsbehov er ikke kjent for {year}.")
            yearly[year - years[0]] += sign * total[year]
    return np.asarray(np.cumsum(yearly), dtype=np.float64)


def _answers_to_inhabitants(base: PlanBase, premises: ForecastPremises, years: Sequence[int]) -> Floats:
    """What each stream is multiplied by, shape (streams, years): only income answers directly."""
    deviation = np.array([premises.inhabitants.get(year, 0.0) for year in years])
    answers = [
        premises.responses.get((stream.fact.id, POPULATION), 0.0) if stream.fact.side == "income" else 0.0
        for stream in base.streams
    ]
    return np.asarray(1 + np.outer(answers, deviation))


def _pension(pension: PensionPath | None, years: Sequence[int], known: int) -> Floats:
    """How the pension's effect on the accounts changes from the plan's last year."""
    effect = np.zeros(len(years))
    if pension is not None:
        stated = dict(zip(pension.years, pension.effect.tolist(), strict=True))
        effect[known:] = [stated[year] - stated[years[known - 1]] for year in years[known:]]
    return effect


def _draws_without_project(base: PlanBase) -> Floats:
    drawn = np.array(base.draws, dtype=np.float64)
    for loan in base.project_loans:
        drawn[base.years.index(loan.first_year)] -= loan.balance
    return drawn
