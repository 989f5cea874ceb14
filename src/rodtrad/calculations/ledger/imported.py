"""A plan that another system made, as a proposal: rows grouped into changes by the source's own change groups.

Such a plan may lack unit or art and may be out of balance. It is imported whole; checks say what is broken and what is
not computable, and it is published as an imported document only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.calculations.ledger.accounts import AccountClass, AccountString, Line
from rodtrad.calculations.ledger.changes import Category, Change
from rodtrad.calculations.ledger.proposals import Area, BudgetUnit, Proposal, ProposalKind
from rodtrad.values.rounding import round_half_away

ROUNDING = "import.rounding"
ROUNDING_TITLE = "Avrunding fra øre til hele kroner"
_ORE_PER_KRONE = 100
_Key = tuple[Category, str, str, str]
_Side = tuple[str, str]
_Sums = dict[AccountString, list[int]]


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row of an imported plan. `amounts` are whole øre per plan year, expenditure + and income -.

    Codes that the source does not have are empty. `group` is the source's change group, `text` its explaining text.
    `rounding` marks a line that the reading of the source made of its øre; it is kept as such.
    """

    entity: str
    account_class: AccountClass
    unit: str
    function: str
    art: str
    amounts: tuple[int, ...]
    area: str = ""
    group: str = ""
    text: str = ""
    project: str = ""
    rounding: bool = False


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """A change group of the source: its name and the category that the column map gives it."""

    name: str
    category: Category


def imported_proposal(
    rows: Iterable[ImportedRow],
    *,
    id: str,
    title: str,
    years: tuple[int, ...],
    groups: Mapping[str, ChangeGroup],
    area_names: Mapping[str, str] | None = None,
    unit_names: Mapping[str, str] | None = None,
    opening_title: str = "Vedtatt budsjett",
) -> Proposal:
    """The proposal of an imported plan: one change per change group, area and text of the source.

    Rows of a group that maps to the opening category make the opening change, and one more opening change per area
    where the source names areas. A group without a mapping becomes `technical`. Each account string's øre are summed
    and rounded half away from zero to whole kroner; what rounding moves becomes a visible line per entity and account
    class in a change of its own, so that the plan's sums are the source's sums rounded once.
    Raises ValueError when a row does not have one amount per year.
    """
    exact: dict[_Key, _Sums] = {}
    rounded_before: dict[_Side, tuple[int, ...]] = {}
    areas: dict[str, set[str]] = {}
    for row in rows:
        if len(row.amounts) != len(years):
            raise ValueError(f"a row has {len(row.amounts)} amounts for {len(years)} years")
        if row.rounding:
            side = (row.entity, row.account_class)
            held = rounded_before.get(side, (0,) * len(years))
            rounded_before[side] = tuple(map(int.__add__, held, row.amounts))
            continue
        category = groups[row.group].category if row.group in groups else Category.TECHNICAL
        opening = category is Category.OPENING or not row.group
        key = (Category.OPENING, "", row.area, "") if opening else (category, row.group, row.area, row.text)
        account = AccountString(row.entity, row.account_class, row.unit, row.function, row.art, row.project)
        sums = exact.setdefault(key, {}).setdefault(account, [0] * len(years))
        for place, amount in enumerate(row.amounts):
            sums[place] += amount
        areas.setdefault(row.area, set())
        if row.unit:
            areas[row.area].add(row.unit)
    opening_key = (Category.OPENING, "", "", "")
    opening_change = Change("opening", opening_title, Category.OPENING, _lines(exact.get(opening_key, {})))
    changes = []
    for number, key in enumerate(sorted(key for key in exact if key != opening_key), start=1):
        category, group, area, text = key
        name = groups[group].name if group in groups else group
        shown = opening_title if category is Category.OPENING else text or name
        id_of = f"{group or 'opening'}-{number}"
        changes.append(Change(id_of, shown, category, _lines(exact[key]), name, area=area, source_group=group))
    rounding = _rounding(list(exact.values()), rounded_before, len(years))
    if rounding:
        changes.append(Change("rounding", ROUNDING_TITLE, Category.TECHNICAL, rounding))
    return Proposal(
        id=id,
        title=title,
        opening=opening_change,
        changes=tuple(changes),
        years=years,
        areas=_areas(areas, area_names or {}, unit_names or {}),
        kind=ProposalKind.IMPORTED,
    )


def _lines(sums: _Sums) -> tuple[Line, ...]:
    return tuple(Line(account, tuple(map(_in_kroner, amounts))) for account, amounts in sorted(sums.items()))


def _in_kroner(ore: int) -> int:
    return int(round_half_away(Decimal(ore) / _ORE_PER_KRONE))


def _rounding(parts: Iterable[_Sums], before: Mapping[_Side, tuple[int, ...]], width: int) -> tuple[Line, ...]:
    """One line per entity and account class that holds øre, on its largest account string."""
    exact: dict[_Side, list[int]] = {side: list(amounts) for side, amounts in before.items()}
    kroner: dict[_Side, list[int]] = {}
    largest: dict[_Side, tuple[int, AccountString]] = {}
    for sums in parts:
        for account, amounts in sums.items():
            side = (account.entity, account.account_class)
            total, rounded = exact.setdefault(side, [0] * width), kroner.setdefault(side, [0] * width)
            for place, amount in enumerate(amounts):
                total[place] += amount
                rounded[place] += _in_kroner(amount)
            largest[side] = max(largest.get(side, (-1, account)), (sum(map(abs, amounts)), account))
    lines = []
    for key, (_, account) in sorted(largest.items()):
        moved = tuple(_in_kroner(ore) - held for ore, held in zip(exact[key], kroner[key], strict=True))
        if any(moved):
            lines.append(Line(account, moved, ROUNDING))
    return tuple(lines)


def _areas(
    found: Mapping[str, set[str]], area_names: Mapping[str, str], unit_names: Mapping[str, str]
) -> tuple[Area, ...]:
    """The source's areas; a unit is listed under its area when the source has it under that area only."""
    owners: dict[str, int] = {}
    for units in found.values():
        for unit in units:
            owners[unit] = owners.get(unit, 0) + 1
    return tuple(
        Area(
            code,
            area_names.get(code, code),
            tuple(BudgetUnit(unit, unit_names.get(unit, unit)) for unit in sorted(units) if owners[unit] == 1),
        )
        for code, units in sorted(found.items())
        if code
    )
