"""Every key figure of one set of accounts, computed as Statistics Norway's published hierarchies and formulas say.

A figure exists when at least one account belongs to it, also when the accounts sum to zero; a figure without any
account is missing, never zero.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rodtrad.calculations.accounts import AccountKey
from rodtrad.facts.kostra.key_figures.definitions import Cell, Definitions, Edition, load_definitions
from rodtrad.values.units import Unit


@dataclass(frozen=True)
class KeyFigures:
    """The figures of one set of accounts, income and liabilities counted positive, in `unit`."""

    edition: Edition
    unit: Unit
    cells: Mapping[Cell, int]

    def amount(self, account_class: str, unit: str, concept: str) -> int | None:
        """One figure; None when no account belongs to it."""
        return self.cells.get(Cell(account_class, unit, concept))

    def total(self, account_class: str, units: tuple[str, ...], concept: str) -> int | None:
        """The sum of one concept over several functions or groups; None when no account belongs to any of them."""
        known = [self.cells[cell] for unit in units if (cell := Cell(account_class, unit, concept)) in self.cells]
        return sum(known) if known else None

    def __iter__(self) -> Iterator[tuple[Cell, int]]:
        """All figures by concept, function or group, and account class."""
        return iter(sorted(self.cells.items(), key=lambda item: (item[0][2], item[0][1], item[0][0])))


def compute_key_figures(
    amounts: Mapping[AccountKey, int],
    edition: Edition = Edition.CURRENT,
    unit: Unit = Unit.THOUSAND_NOK,
) -> KeyFigures:
    """All figures of the accounts `amounts` (signs as in the extract), in the unit that the amounts have."""
    definitions = load_definitions(edition)
    by_art = _sum_by_unit_and_art(amounts, definitions)
    cells: dict[Cell, int] = defaultdict(int)
    for (account_class, function_or_group, code), amount in by_art.items():
        for concept, weight in _concepts(account_class, code, definitions):
            cells[Cell(account_class, function_or_group, concept)] += weight * amount
    cells.update(_corrected(cells, by_art, definitions))
    return KeyFigures(edition, unit, dict(cells))


def _sum_by_unit_and_art(amounts: Mapping[AccountKey, int], definitions: Definitions) -> dict[Cell, int]:
    sums: dict[Cell, int] = defaultdict(int)
    for key, amount in amounts.items():
        if key.account_class == "B":
            turned = key.function in definitions.chapters_turned
            sums[Cell("B", "", key.function)] += -amount if turned else amount
            continue
        signed = -amount if key.art in definitions.arts_turned else amount
        sums[Cell(key.account_class, key.function, key.art)] += signed
        for group in definitions.groups_by_function.get(key.function, ()):
            sums[Cell(key.account_class, group, key.art)] += signed
    return sums


def _concepts(account_class: str, code: str, definitions: Definitions) -> Iterator[tuple[str, int]]:
    if account_class == "B":
        yield code, 1
        yield from definitions.concepts_of_chapter(code)
        return
    for prefix in definitions.art_spellings[account_class]:
        yield prefix + code, 1
    yield from definitions.concepts_of_art(code)


def _corrected(cells: Mapping[Cell, int], by_art: Mapping[Cell, int], definitions: Definitions) -> dict[Cell, int]:
    """The cells that a formula replaces. A formula without any known term gives no cell."""
    formulas = {correction.cell: correction.terms for correction in definitions.corrections}
    done: dict[Cell, int | None] = {}

    def value(cell: Cell) -> int | None:
        selection = definitions.selections.get(cell.concept)
        if selection is not None:
            arts = (Cell(cell.account_class, cell.unit, art) for art in selection)
            known = [by_art[art] for art in arts if art in by_art]
            return sum(known) if known else None
        if cell not in formulas:
            return cells.get(cell)
        if cell not in done:
            terms = [(sign, cells.get(term) if term == cell else value(term)) for sign, term in formulas[cell]]
            present = [sign * amount for sign, amount in terms if amount is not None]
            done[cell] = sum(present) if present else None
        return done[cell]

    computed = {cell: value(cell) for cell in formulas}
    return {cell: amount for cell, amount in computed.items() if amount is not None}
