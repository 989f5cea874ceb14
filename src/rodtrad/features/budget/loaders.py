"""From files that were read by a column map to a stored, imported plan: operating and investment in one proposal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rodtrad.calculations.ledger import (
    INVESTMENT,
    OPERATING,
    AccountClass,
    Category,
    ChangeGroup,
    ImportedRow,
    Proposal,
    imported_proposal,
)
from rodtrad.features.budget import models
from rodtrad.features.budget.services.loading import load_proposal
from rodtrad.features.budget.services.refusals import BudgetRefusal
from rodtrad.features.budget.services.rounds import create_round
from rodtrad.foundation.access.actors import Actor
from rodtrad.intake.column_map import ColumnMap
from rodtrad.intake.postings import COLUMNS, KIND_NAMES, Kind
from rodtrad.intake.staged import Staged

_CLASSES: dict[str, AccountClass] = {"1": OPERATING, "0": INVESTMENT}
_BUDGET_KINDS = frozenset({Kind.ORIGINAL_BUDGET.value, Kind.ADJUSTED_BUDGET.value, Kind.PLAN.value})
_CODES = (
    "entity", "account_class", "unit", "function", "art", "project", "service_area", "department", "change_group",
    "text", "line",
)  # fmt: skip
_FUNCTION_DIGITS = 3


def imported_rows(postings: Iterable[Mapping[str, Any]], years: Sequence[int]) -> list[ImportedRow]:
    """Budget postings of the intake, one row per source line with an amount per plan year; other years are left out.

    A source line that is zero in every plan year is left out. A negative `line` is the intake's own rounding line.
    Raises BudgetRefusal for a posting outside the operating and the investment budget.
    """
    rows: dict[tuple[Any, ...], list[int]] = {}
    for posting in postings:
        if posting["year"] not in years or posting["kind"] not in _BUDGET_KINDS:
            continue
        if posting["account_class"] not in _CLASSES:
            raise BudgetRefusal(
                f"Linje {posting['line']} er ført i kontoklasse {posting['account_class']}. "
                "En plan kan bare ha drift (1) og investering (0). Rett kolonnekartet."
            )
        key = tuple(posting[name] or "" for name in _CODES)
        amounts = rows.setdefault(key, [0] * len(years))
        amounts[years.index(posting["year"])] += posting["amount_ore"]
    return [_row(dict(zip(_CODES, key, strict=True)), tuple(row)) for key, row in rows.items() if any(row)]


def _row(codes: Mapping[str, Any], amounts: tuple[int, ...]) -> ImportedRow:
    function = codes["function"]
    return ImportedRow(
        entity=codes["entity"],
        account_class=_CLASSES[codes["account_class"]],
        unit=codes["unit"],
        function=function if len(function) == _FUNCTION_DIGITS else "",
        art=codes["art"],
        amounts=amounts,
        area=codes["service_area"] or codes["department"],
        group=codes["change_group"],
        text=codes["text"],
        project=codes["project"],
        rounding=bool(codes["line"]) and codes["line"] < 0,
    )


def change_groups(column_map: ColumnMap, names: Mapping[str, str]) -> dict[str, ChangeGroup]:
    """The change groups that a map or its file names, with the category that the map gives each.

    A group that the map gives none is a technical adjustment, and the document says so.
    """
    categories = dict(column_map.categories)
    return {
        code: ChangeGroup(names.get(code, code), categories.get(code, Category.TECHNICAL))
        for code in {**categories, **names}
    }


def imported_plan(sources: Sequence[Staged], years: tuple[int, ...], *, key: str, title: str) -> Proposal:
    """The plan that one or more read files make together, as a value. Raises BudgetRefusal when it has no amounts."""
    rows: list[ImportedRow] = []
    groups: dict[str, ChangeGroup] = {}
    areas: dict[str, str] = {}
    units: dict[str, str] = {}
    for source in sources:
        columns = ", ".join(COLUMNS)
        _refuse_two_budgets(source, years)
        found = source.connection.execute(f"SELECT {columns} FROM posting ORDER BY line, year").fetchall()
        rows += imported_rows((dict(zip(COLUMNS, posting, strict=True)) for posting in found), years)
        groups |= change_groups(source.column_map, source.labels.get("change_group", {}))
        areas |= source.labels.get("department", {}) | source.labels.get("service_area", {})
        units |= source.labels.get("unit", {})
    if not rows:
        raise BudgetRefusal(f"Filene har ingen budsjettbeløp for {years[0]}–{years[-1]}. Kontroller år og kolonnekart.")
    return imported_proposal(rows, id=key, title=title, years=years, groups=groups, area_names=areas, unit_names=units)


def _refuse_two_budgets(source: Staged, years: Sequence[int]) -> None:
    """A plan has one budget per year: original and adjusted budget of a year must not be added together."""
    rows = source.connection.execute(
        "SELECT year, list(DISTINCT kind ORDER BY kind) FROM summary WHERE kind <> 'accounts' "
        "GROUP BY year ORDER BY year"
    ).fetchall()
    for year, kinds in rows:
        if year in years and len(kinds) > 1:
            named = " og ".join(KIND_NAMES[Kind(kind)] for kind in kinds)
            raise BudgetRefusal(
                f"Filen {source.fetched.origin} har både {named} for {year}. "
                "En plan kan bare ha ett budsjett per år. Velg ett av dem i kolonnekartet."
            )


def load_imported_plan(
    sources: Sequence[Staged], years: tuple[int, ...], *, key: str, title: str, by: Actor
) -> models.Proposal:
    """Store the plan that the read files make, in a round of its own; doing it twice changes nothing."""
    value = imported_plan(sources, years, key=key, title=title)
    create_round(key, title, years[0] - 1, year_count=len(years), imported=True, by=by)
    stored: models.Proposal = load_proposal(key, value, by=by)
    return stored
