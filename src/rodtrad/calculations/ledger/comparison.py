"""What differs between two proposals: changes, their lines, the amounts by area, and the balance in each year."""

from dataclasses import dataclass
from enum import StrEnum

from rodtrad.calculations.ledger.accounts import AccountString, Line
from rodtrad.calculations.ledger.balance import balance
from rodtrad.calculations.ledger.changes import Category, Change
from rodtrad.calculations.ledger.index import Amounts
from rodtrad.calculations.ledger.proposals import Proposal
from rodtrad.calculations.ledger.totals import totals


class Difference(StrEnum):
    """What was done; computed consequences (interest, instalments) are rows of their own."""

    NEW = "new"
    REMOVED = "removed"
    CHANGED = "changed"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class LineDifference:
    """The sum on one account string of a change in both proposals, whole kroner per compared year."""

    account: AccountString
    computation: str
    difference: Difference
    first: Amounts
    second: Amounts

    @property
    def change(self) -> Amounts:
        """Second less first per year."""
        return tuple(b - a for a, b in zip(self.first, self.second, strict=True))


@dataclass(frozen=True, slots=True)
class ChangeDifference:
    """A change that differs, on one side of the budget: `first` and `second` are its sums there per compared year.

    `difference` is COMPUTED for the lines that a calculation made; `texts_changed` when title, explanation or
    consequence differ.
    """

    id: str
    title: str
    category: Category
    area: str
    account_class: str
    difference: Difference
    first: Amounts
    second: Amounts
    lines: tuple[LineDifference, ...]
    texts_changed: bool = False

    @property
    def change(self) -> Amounts:
        """Second less first per year."""
        return tuple(b - a for a, b in zip(self.first, self.second, strict=True))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences from the first proposal to the second.

    `by_area` holds (area, account class) -> second less first; `balance` holds (entity, account class) -> the change
    of expenditure less income per year, all zero when both balance.
    """

    years: tuple[int, ...]
    changes: tuple[ChangeDifference, ...]
    by_area: dict[tuple[str, str], Amounts]
    balance: dict[tuple[str, str], Amounts]

    @property
    def same(self) -> bool:
        """True when no change, text or amount differs."""
        return not self.changes


def compare(first: Proposal, second: Proposal) -> Comparison:
    """Everything that differs in the years that both proposals cover, in the second's order, removed changes last.

    Raises ValueError when no year is common, since nothing can then be compared.
    """
    years = tuple(year for year in first.years if year in second.years)
    if not years:
        raise ValueError("the proposals have no year in common")
    before = {change.id: change for change in first.all_changes}
    after = {change.id: change for change in second.all_changes}
    pick_first = [first.years.index(year) for year in years]
    pick_second = [second.years.index(year) for year in years]
    differences: list[ChangeDifference] = []
    for id in [*after, *(id for id in before if id not in after)]:
        differences += _differences(before.get(id), after.get(id), pick_first, pick_second)
    return Comparison(
        years,
        tuple(differences),
        _subtract(_sums(first, pick_first), _sums(second, pick_second), len(years)),
        _subtract(_picked(balance(first), pick_first), _picked(balance(second), pick_second), len(years)),
    )


Group = dict[tuple[AccountString, str], Amounts]


def _differences(
    before: Change | None, after: Change | None, pick_first: list[int], pick_second: list[int]
) -> list[ChangeDifference]:
    shown = after or before
    assert shown is not None
    rows = []
    texts = before is not None and after is not None and _texts(before) != _texts(after)
    first = _grouped(before.lines if before else (), pick_first)
    second = _grouped(after.lines if after else (), pick_second)
    for account_class in ("operating", "investment"):
        for computed in (False, True):
            lines = _line_differences(first, second, account_class, computed, len(pick_first))
            if lines or (texts and not computed and _is_main_side(shown, account_class)):
                rows.append(
                    ChangeDifference(
                        shown.id, shown.title, shown.category, shown.area, account_class,
                        _kind(before, after, computed),
                        _total(first, account_class, computed, len(pick_first)),
                        _total(second, account_class, computed, len(pick_first)),
                        lines, texts,
                    )
                )  # fmt: skip
    if not rows and (before is None or after is None):
        zero = (0,) * len(pick_first)
        kind = _kind(before, after, False)
        rows.append(
            ChangeDifference(shown.id, shown.title, shown.category, shown.area, "operating", kind, zero, zero, ())
        )
    return rows


def _kind(before: Change | None, after: Change | None, computed: bool) -> Difference:
    if computed:
        return Difference.COMPUTED
    if before is None:
        return Difference.NEW
    return Difference.REMOVED if after is None else Difference.CHANGED


def _texts(change: Change) -> tuple[str, ...]:
    return (change.title, change.explanation, change.consequence)


def _is_main_side(change: Change, account_class: str) -> bool:
    sides = {line.account.account_class for line in change.lines} or {"operating"}
    return account_class == ("operating" if "operating" in sides else "investment")


def _grouped(lines: tuple[Line, ...], picked: list[int]) -> Group:
    sums: Group = {}
    for line in lines:
        amounts = tuple(line.amounts[place] for place in picked)
        key = (line.account, line.computation)
        sums[key] = tuple(map(int.__add__, sums[key], amounts)) if key in sums else amounts
    return sums


def _line_differences(
    first: Group, second: Group, account_class: str, computed: bool, width: int
) -> tuple[LineDifference, ...]:
    zero = (0,) * width
    found = []
    for key in dict.fromkeys([*second, *first]):
        account, computation = key
        a, b = first.get(key, zero), second.get(key, zero)
        if account.account_class != account_class or bool(computation) != computed or a == b:
            continue
        kind = Difference.COMPUTED if computed else Difference.CHANGED
        if not computed and (key not in first or key not in second):
            kind = Difference.NEW if key in second else Difference.REMOVED
        found.append(LineDifference(account, computation, kind, a, b))
    return tuple(found)


def _total(group: Group, account_class: str, computed: bool, width: int) -> Amounts:
    rows = [
        amounts
        for (account, computation), amounts in group.items()
        if account.account_class == account_class and bool(computation) == computed
    ]
    return tuple(sum(row[place] for row in rows) for place in range(width))


def _sums(proposal: Proposal, picked: list[int]) -> dict[tuple[str, str], Amounts]:
    by_area = totals(proposal, ("area", "account_class"))
    return _picked({(key[0], key[1]): amounts for key, amounts in by_area.items()}, picked)


def _picked(sums: dict[tuple[str, str], Amounts], picked: list[int]) -> dict[tuple[str, str], Amounts]:
    return {key: tuple(amounts[place] for place in picked) for key, amounts in sums.items()}


def _subtract(
    first: dict[tuple[str, str], Amounts], second: dict[tuple[str, str], Amounts], width: int
) -> dict[tuple[str, str], Amounts]:
    zero = (0,) * width
    keys = sorted(set(first) | set(second))
    return {key: tuple(b - a for a, b in zip(first.get(key, zero), second.get(key, zero), strict=True)) for key in keys}
