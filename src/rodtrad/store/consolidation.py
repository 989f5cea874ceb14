"""A municipality's entities as one unit: amounts between them are netted, and what was netted is shown.

Provision: Municipal Act § 14-6 first paragraph d. The church council is an entity of its own and never consolidated.
Which items are internal is a dated fact; where the two sides of an item differ, the difference is shown, not hidden.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rodtrad.facts.kostra.internal_items import InternalPair, internal_pairs
from rodtrad.store.roll_up import PostingStore, Value

CONSOLIDATED_KINDS = ("treasury", "kf", "loan_fund")


@dataclass(frozen=True)
class Elimination:
    """What was netted of one pair in one year, account class and kind: øre, expense positive, income negative.

    `difference_ore` is what the two sides do not have in common; it has left the consolidated sums all the same.
    """

    pair: InternalPair
    year: int
    account_class: str
    kind: str
    expense_ore: int
    income_ore: int

    @property
    def difference_ore(self) -> int:
        """Zero when both sides posted the same."""
        return self.expense_ore + self.income_ore


@dataclass(frozen=True)
class Consolidated:
    """Sums by `by` without internal items, and the eliminations. Keys are tuples in the order of `by`; øre."""

    by: tuple[str, ...]
    amounts: Mapping[tuple[Value | object, ...], int]
    eliminations: tuple[Elimination, ...]


def consolidated_entity(entity: str) -> bool:
    """Whether an entity is part of the municipality as one unit."""
    return entity.partition(":")[0] in CONSOLIDATED_KINDS


def consolidate(
    store: PostingStore, by: Sequence[str], where: Mapping[str, Value | Collection[Value]] | None = None
) -> Consolidated:
    """The roll-up of the municipality as one unit. Raises ValueError for an unknown column."""
    needed = ("entity", "counterparty", "year", "account_class", "kind", "function", "art")
    columns = (*by, *(name for name in needed if name not in by))
    place = {name: columns.index(name) for name in columns}
    amounts: dict[tuple[Value | object, ...], int] = defaultdict(int)
    netted: dict[tuple[str, int, str, str], list[int]] = defaultdict(lambda: [0, 0])
    pairs = {pair.id: pair for pair in internal_pairs()}
    for group in store.roll_up(columns, where, ordered=True):
        values = {name: group[place[name]] for name in needed}
        if not consolidated_entity(str(values["entity"])):
            continue
        ore = int(str(group[-1]))
        side = _internal(values)
        if side is None:
            amounts[tuple(group[: len(by)])] += ore
        else:
            key = (side[0], int(str(values["year"])), str(values["account_class"]), str(values["kind"]))
            netted[key][side[1]] += ore
    eliminations = tuple(
        Elimination(pairs[pair], year, account_class, kind, *sides)
        for (pair, year, account_class, kind), sides in sorted(netted.items())
    )
    return Consolidated(tuple(by), dict(amounts), eliminations)


def _internal(values: Mapping[str, Value | object]) -> tuple[str, int] | None:
    """The pair that a group belongs to and its side (0 expense, 1 income), or None when it stays."""
    balance = values["account_class"] == "2"
    item = values["function"] if balance else values["art"]
    counterparty = values["counterparty"]
    among_own = counterparty is not None and consolidated_entity(str(counterparty))
    for pair in internal_pairs():
        applies = values["account_class"] in pair.account_classes and int(str(values["year"])) in pair.years
        if applies and item in (pair.expense, pair.income) and (pair.always or among_own):
            return pair.id, int(item == pair.income)
    return None
