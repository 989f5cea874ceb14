"""Totals, balance and targets of a plan of 100,000 lines x 4 years after one edited line.

The peer is pandas: the same edit in a data frame and the same sums by groupby, in the same run. Both answers are
compared before a time counts. The set is made by rule, the same each time.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from rodtrad.calculations.checks.registry import run_checks
from rodtrad.calculations.ledger import (
    AccountString,
    Area,
    BudgetUnit,
    Category,
    Change,
    FinancialTarget,
    Fund,
    FundKind,
    Line,
    Parameter,
    Proposal,
    balance,
    totals,
)

LINES = 100_000
LINES_QUICK = 5_000
LINES_IN_A_CHANGE = 50
YEARS = (2027, 2028, 2029, 2030)
AIM_MILLISECONDS = 50
ROUNDS = 15
MIB = 1024
UNITS = [f"{number:04d}" for number in range(1000, 1400)]
FUNCTIONS = [f"{number}" for number in range(100, 390, 3)]
ARTS = [f"{number:03d}" for number in (*range(10, 100, 10), *range(100, 290, 5), *range(300, 400, 20), 600, 700, 770)]
GROUPINGS = (("area", "category"), ("unit",), ("function", "art"))


def plan_of(count: int) -> Proposal:
    """A plan with this many lines in changes of fifty, six areas, 400 units, two sides."""
    lines = []
    for number in range(count):
        side = "investment" if number % 10 == 0 else "operating"
        unit, function = UNITS[number % len(UNITS)], FUNCTIONS[number * 7 % len(FUNCTIONS)]
        account = AccountString("treasury", side, unit, function, ARTS[number * 13 % len(ARTS)])  # type: ignore[arg-type]
        amount = number * 7919 % 900_000 - 300_000
        lines.append(Line(account, (amount, amount + 1, amount + 2, amount + 3)))
    categories = [category for category in Category if category is not Category.OPENING]
    changes = tuple(
        Change(f"c{start}", "Endring", categories[start % len(categories)], tuple(lines[start : start + 50]))
        for start in range(0, count, LINES_IN_A_CHANGE)
    )
    areas = tuple(
        Area(str(place), f"Område {place}", tuple(BudgetUnit(unit, unit) for unit in UNITS[place::6]))
        for place in range(6)
    )
    income = Line(AccountString("treasury", "operating", UNITS[0], "800", "870"), (-(10**10),) * len(YEARS))
    fund = Fund("d", "Disposisjonsfond", FundKind.GENERAL, "Reserve", 10**9, (0,) * 4, (0,) * 4)
    return Proposal(
        id="p",
        title="Plan",
        opening=Change("opening", "Vedtatt", Category.OPENING, (income,)),
        changes=changes,
        years=YEARS,
        areas=areas,
        funds=(fund,),
        parameters=(Parameter("debt", Decimal(10**9), "nok", 2027, "benchmark"),),
        targets=tuple(
            FinancialTarget(name, Decimal(2), name != "debt", "benchmark")
            for name in ("net_operating_result", "general_fund", "debt")
        ),
    )


def read(plan: Proposal) -> list[Any]:
    """What the screen shows after an edit: totals by three groupings, the balance, and every check with targets."""
    return [*(totals(plan, by) for by in GROUPINGS), balance(plan), run_checks(plan)]


def edits(plan: Proposal) -> list[tuple[str, int, Line]]:
    """A line in each of some changes, moved to another unit and given other amounts."""
    chosen = plan.changes[:: max(1, len(plan.changes) // ROUNDS)][:ROUNDS]
    made = []
    for number, change in enumerate(chosen):
        old = change.lines[3].account
        account = AccountString("treasury", old.account_class, UNITS[number * 31 % len(UNITS)], old.function, old.art)
        made.append((change.id, 3, Line(account, (number, number * 2, number * 3, number * 4))))
    return made


def run(full: bool) -> list[str]:
    """Markdown rows: what, lines, milliseconds after an edit, ratio to the peer, peak memory of the process."""
    plan = plan_of(LINES if full else LINES_QUICK)
    started = time.perf_counter()
    read(plan)
    first = time.perf_counter() - started
    planned = edits(plan)
    own, edited = _timed(lambda held, edit: held.edited(*edit), read, plan, planned)
    if read(Proposal(**{name: getattr(edited, name) for name in plan.__dataclass_fields__})) != read(edited):
        raise AssertionError("the edited plan's totals are not those of a plan built anew")
    peer = _pandas_seconds(plan, planned, edited)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MIB
    count = f"{len(plan.index):,} lines x {len(YEARS)} years"
    rows = [
        ("pandas groupby of the same sums, without checks (peer)", peer),
        (f"totals, balance and all checks after one edited line (aim under {AIM_MILLISECONDS} ms)", own),
        ("the same the first time, index built", first),
    ]
    return [
        f"| Plan totals: {what} | {count} | {taken * 1000:.1f} ms | {taken / peer:.2f}x | {peak} MiB |"
        for what, taken in rows
    ]


def _timed(
    edit: Callable[[Proposal, tuple[str, int, Line]], Proposal],
    show: Callable[[Proposal], Any],
    plan: Proposal,
    planned: list[tuple[str, int, Line]],
) -> tuple[float, Proposal]:
    """The median seconds of an edit with everything shown anew, and the plan after the last edit."""
    taken = []
    for one in planned:
        started = time.perf_counter()
        plan = edit(plan, one)
        show(plan)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken), plan


def _pandas_seconds(plan: Proposal, planned: list[tuple[str, int, Line]], edited: Proposal) -> float:
    import pandas as pd  # type: ignore[import-untyped, import-not-found, unused-ignore]

    area_of = plan.area_of_unit
    frame = pd.DataFrame(
        [
            (
                area_of[line.account.unit], change.category.value, line.account.unit, line.account.function,
                line.account.art, line.account.entity, line.account.account_class, *line.amounts,
            )
            for change, line in plan.lines
        ],
        columns=["area", "category", "unit", "function", "art", "entity", "account_class", *map(str, YEARS)],
    )  # fmt: skip
    for name in frame.columns[:7]:
        frame[name] = frame[name].astype("category")
    starts = {change.id: place * LINES_IN_A_CHANGE + 1 for place, change in enumerate(plan.changes)}
    groupings = [*map(list, GROUPINGS), ["entity", "account_class"]]
    taken = []
    for change_id, position, line in planned:
        row = starts[change_id] + position
        started = time.perf_counter()
        frame.loc[row, ["area", "unit"]] = [area_of[line.account.unit], line.account.unit]
        frame.loc[row, [str(year) for year in YEARS]] = list(line.amounts)
        sums = [frame.groupby(by, observed=True)[[str(year) for year in YEARS]].sum() for by in groupings]
        taken.append(time.perf_counter() - started)
    for by, found in zip(groupings, sums, strict=True):
        own = totals(edited, by)
        if {
            key if isinstance(key, tuple) else (key,): tuple(row)
            for key, row in zip(found.index, found.values.tolist(), strict=True)
        } != own:
            raise AssertionError(f"pandas sums otherwise by {by}")
    return statistics.median(taken)


def main() -> None:
    """Print the rows; `--quick` takes a small set."""
    print("\n".join(run(full="--quick" not in sys.argv[1:])))


if __name__ == "__main__":
    main()
