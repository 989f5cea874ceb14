"""The one function that totals a plan, whoever asks: tables, checks, statements, comparison and grids."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal

from rodtrad.calculations.ledger.index import Amounts, Key
from rodtrad.calculations.ledger.proposals import Proposal

Condition = str | Collection[str] | Callable[[str], bool]


def totals(proposal: Proposal, by: Sequence[str], where: Mapping[str, Condition] | None = None) -> dict[Key, Amounts]:
    """Sums in whole kroner per plan year for each combination of the dimensions `by`, sorted by key.

    Dimensions: area, entity, account_class, unit, function, art, art_group, project, free, category, change,
    computation. `where` keeps lines whose dimension equals a text, is in a collection, or satisfies a function. Use
    `by=()` for one sum under the key `()`, all zero when no line is kept. Raises UnknownDimension.
    """
    conditions = dict(where or {})
    dimensions = (*by, *(name for name in conditions if name not in by))
    groups = proposal.index.grouped(dimensions)
    tests = [(dimensions.index(name), _as_test(condition)) for name, condition in conditions.items()]
    width = len(by)
    sums: dict[Key, Amounts] = {} if by else {(): (0,) * len(proposal.years)}
    for key, (_, amounts) in groups.items():
        if all(test(key[place]) for place, test in tests):
            kept = key[:width]
            held = sums.get(kept)
            sums[kept] = amounts if held is None else tuple(map(int.__add__, held, amounts))
    return dict(sorted(sums.items()))


def total(proposal: Proposal, where: Mapping[str, Condition] | None = None) -> Amounts:
    """The sum of all lines that `where` keeps, whole kroner per plan year."""
    return totals(proposal, (), where)[()]


def full_time_equivalents(proposal: Proposal, by: str = "area") -> dict[str, tuple[Decimal, ...]]:
    """Full-time equivalents per plan year by the changes' area, category or id ("change"); unstated is left out."""
    sums: dict[str, tuple[Decimal, ...]] = {}
    for change in proposal.all_changes:
        if change.fte:
            key = {"area": change.area, "category": change.category.value, "change": change.id}[by]
            held = sums.get(key, (Decimal(0),) * len(proposal.years))
            sums[key] = tuple(a + b for a, b in zip(held, change.fte, strict=True))
    return dict(sorted(sums.items()))


def _as_test(condition: Condition) -> Callable[[str], bool]:
    if isinstance(condition, str):
        return condition.__eq__
    if callable(condition):
        return condition
    return frozenset(condition).__contains__
