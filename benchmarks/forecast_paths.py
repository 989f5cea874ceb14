"""Sampled ten-year paths of one municipality's finances: income, need, loans, instalments, result, fund and debt.

The peer is a plain Python loop over the same rules, path by path, in the same run. Both answers are compared before a
time counts; the loop runs on fewer paths and its time is given per 10,000.
"""

import resource
import statistics
import sys
import time

import numpy as np

from rodtrad.calculations.forecast.fan import fan
from rodtrad.calculations.forecast.finances import Forecast, finance_forecast
from rodtrad.calculations.forecast.inputs import ForecastInputs
from rodtrad.calculations.forecast.loans import Loan
from rodtrad.calculations.forecast.targets import target_risk
from rodtrad.calculations.forecast.uncertainty import Uncertainty, sampled_deviations
from rodtrad.calculations.ledger import NotComputable
from rodtrad.demo.economy import chief_executive_proposal
from rodtrad.demo.forecast import fjellvik_forecast
from rodtrad.features.forecasts.plan_forecast import INDICATORS

PATHS = 10_000
PATHS_QUICK = 500
LOOP_PATHS = 200
AIM_SECONDS = 2.0
ROUNDS = 7
MIB = 1024
AGREEMENT = 0.01

Rows = list[tuple[float, float, float]]


def run(full: bool) -> list[str]:
    """Markdown rows: what, paths, seconds, ratio to the peer, peak memory of the process."""
    paths = PATHS if full else PATHS_QUICK
    demo = fjellvik_forecast()
    inputs, stated = demo.inputs, demo.uncertainty
    unsure = Uncertainty(stated.factors, stated.seed, paths, stated.correlations, stated.bit_generator)
    targets = chief_executive_proposal().targets
    sampling, computing, summing = [], [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        deviations = sampled_deviations(unsure, len(inputs.years))
        drawn = time.perf_counter()
        sampled = finance_forecast(inputs, deviations)
        computed = time.perf_counter()
        for name in INDICATORS:
            fan(sampled.percent(name), demo.expected.percent(name), inputs.years)
            target_risk(sampled, targets, name)
        sampling.append(drawn - started)
        computing.append(computed - drawn)
        summing.append(time.perf_counter() - computed)
    chosen = min(LOOP_PATHS, paths)
    started = time.perf_counter()
    rows = [
        one_path(inputs, {name: path[place].tolist() for name, path in deviations.items()}) for place in range(chosen)
    ]
    loop = time.perf_counter() - started
    _compare(sampled, rows)
    own, peer = statistics.median(computing), loop / chosen * paths
    whole = statistics.median(map(sum, zip(sampling, computing, summing, strict=True)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    print(f"forecast: {whole:.3f} s for {paths} paths", file=sys.stderr)
    return [
        "| What | Paths | Seconds | Against the loop |",
        "| --- | ---: | ---: | ---: |",
        f"| Draw the paths ({unsure.bit_generator}) | {paths} | {statistics.median(sampling):.3f} | |",
        f"| Compute, {len(inputs.loans)} loans, {len(inputs.years)} years | {paths} | {own:.3f} | {peer / own:.0f}x |",
        f"| Percentiles and risk of three targets | {paths} | {statistics.median(summing):.3f} | |",
        f"| All of it (aim: under {AIM_SECONDS:.0f} s at 10,000) | {paths} | {whole:.3f} | |",
        f"| Plain Python loop, computing only, from {chosen} paths | {paths} | {peer:.2f} | 1x |",
        "",
        f"Both agree within {AGREEMENT} kr. Peak memory {memory:.0f} MiB.",
    ]


def one_path(inputs: ForecastInputs, deviations: dict[str, list[float]]) -> Rows:
    """Net operating result, general fund and debt by year of one path, by plain Python over the same rules."""
    expected = _scheduled(inputs, inputs.rates.tolist(), [0.0] * len(inputs.years))
    rates = [rate + surprise for rate, surprise in zip(inputs.rates.tolist(), deviations["interest"], strict=True)]
    dearer = [
        float(inputs.gross[place])
        * (_level(inputs, "investment", deviations, place) - 1)
        * (1 - inputs.vat_share[place])
        for place in range(len(inputs.years))
    ]
    schedule = _scheduled(inputs, rates, dearer)
    opening_debt = [inputs.plan.debt_opening, *inputs.plan.debt[:-1]]
    debt, fund, rows = inputs.debt_opening, inputs.fund_opening, []
    beside = 0.0
    for place in range(len(inputs.years)):
        in_plan = place < inputs.known
        wear = 1 + float(inputs.wear[place])
        opening, (there, cost, due) = debt / wear, schedule[place]
        instalment = due / there * opening if there > 0 else 0.0
        if in_plan:
            was, was_cost, was_due = expected[place]
            beside = inputs.plan.interest[place] - was_cost - float(inputs.rates[place]) * (opening_debt[place] - was)
            instalment += inputs.plan.instalments[place] - (was_due / was * opening_debt[place] if was > 0 else 0.0)
        least = inputs.plan.least[min(place, inputs.known - 1)]
        if not in_plan and not isinstance(least, NotComputable):
            instalment = max(instalment, least / opening_debt[-1] * opening)
        instalment = min(instalment, opening)
        interest = cost + rates[place] * (opening - there) + beside
        result = inputs.deposits * deviations["interest"][place] - float(inputs.need[place] + inputs.pension[place])
        for row, stream in enumerate(inputs.stream_ids):
            amount = float(inputs.streams[row][place]) * _level(inputs, stream, deviations, place)
            result += -amount if inputs.sides[row] == "expenditure" else amount
        result -= interest + instalment
        drawn = inputs.plan.draws[place] if in_plan else float(inputs.draws[place])
        debt = opening + drawn + dearer[place] - instalment
        fund = fund / wear + result - float(inputs.transfer[place] + inputs.bound_net[place])
        rows.append((result, fund, debt))
    return rows


def _level(inputs: ForecastInputs, stream: str, deviations: dict[str, list[float]], place: int) -> float:
    level = 1.0
    for factor, path in deviations.items():
        level *= 1 + inputs.responses.get((stream, factor), 0.0) * path[place]
    return level


def _scheduled(inputs: ForecastInputs, rates: list[float], dearer: list[float]) -> Rows:
    """Opening debt, interest and instalments of all loans by year, on their own terms."""
    count = len(inputs.years)
    index = inputs.price_index.tolist()
    sums = [[0.0, 0.0, 0.0] for _ in range(count)]
    for loan in inputs.loans:
        _add_loan(loan, inputs.years, rates, sums)
    for drawn_in in range(count):
        loan = (float(inputs.draws[drawn_in]) + dearer[drawn_in]) * index[drawn_in]
        balance = 0.0
        for place in range(drawn_in, count):
            paid = loan / inputs.new_loan_years if 1 <= place - drawn_in <= inputs.new_loan_years else 0.0
            closing = balance - paid if place > drawn_in else loan
            row = sums[place]
            row[0], row[1], row[2] = row[0] + balance, row[1] + (balance + closing) / 2 * rates[place], row[2] + paid
            balance = closing
    return [(row[0] / index[place], row[1] / index[place], row[2] / index[place]) for place, row in enumerate(sums)]


def _add_loan(loan: Loan, years: tuple[int, ...], rates: list[float], sums: list[list[float]]) -> None:
    balance, left = float(loan.balance), loan.terms_left
    for place, year in enumerate(years):
        if year < loan.first_year or not left:
            continue
        fixed = loan.fixed_rate(year)
        rate = rates[place] + float(loan.margin) if fixed is None else fixed
        row = sums[place]
        if loan.drawn_in_first_year and year == loan.first_year:
            row[1] += balance / 2 * rate
            continue
        row[0] += balance
        start, terms, pays = balance, left, loan.instalments_from is None or year >= loan.instalments_from
        for _ in range(loan.terms_per_year):
            if not loan.mean_balance:
                row[1] += balance * rate / loan.terms_per_year
            if pays and left:
                balance -= start / terms
                left -= 1
        if loan.mean_balance:
            row[1] += (start + balance) / 2 * rate
        row[2] += start - balance


def _compare(sampled: Forecast, rows: list[Rows]) -> None:
    found = np.array(rows)
    for place, amounts in enumerate((sampled.net_operating_result, sampled.general_fund, sampled.debt)):
        off = float(np.abs(amounts[: len(rows)] - found[:, :, place]).max())
        if off > AGREEMENT:
            raise AssertionError(f"the loop and the arrays differ by {off} kr")
