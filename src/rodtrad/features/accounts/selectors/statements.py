"""The statutory statements of what was imported for a year: per entity, or of the municipality as one unit.

Provisions: FOR-2019-06-07-714 §§ 5-4, 5-5, 5-6, 5-8 and 5-9; as one unit: Municipal Act § 14-6 first paragraph d.
What the imported amounts do not hold is a reason why something cannot be computed, never a zero.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.statements.budget_deviation import compute_budget_deviation
from rodtrad.calculations.statements.evaluation import compute
from rodtrad.calculations.statements.second_parts import compute_second_part
from rodtrad.calculations.statements.statement import Amounts, Columns, Statement
from rodtrad.facts.budget_regulation.statements import (
    DEVIATIONS,
    SECOND_PARTS,
    StatementFact,
    second_part_fact,
    statement_fact,
)
from rodtrad.facts.kostra.internal_items import internal_pairs
from rodtrad.features.accounts.selectors.amounts import Filter, amounts, code_names, consolidated_amounts
from rodtrad.features.accounts.selectors.holdings import Holding, holdings
from rodtrad.intake.postings import ACCOUNT_CLASS_NAMES, KIND_NAMES, Kind
from rodtrad.store.consolidation import Elimination

CLASS_OF_LETTER = {"D": "1", "I": "0", "B": "2"}
AMOUNT = "amount"
DEVIATION = "deviation"
_KINDS = (Kind.ACCOUNTS, Kind.ADJUSTED_BUDGET, Kind.ORIGINAL_BUDGET, Kind.PLAN)
_OWNERS = {"5-4-2": ("area", "unit"), "5-5-2": ("project", "area", "unit")}
_OWNER_NAMES = {"area": "område", "unit": "ansvar", "project": "prosjekt"}
_BY = ("entity", "account_class", "kind", "function", "art", "service_area", "department", "unit", "project")
_Row = Mapping[str, str]
_Rows = list[tuple[_Row, int]]


@dataclass(frozen=True)
class ShownStatement:
    """A statement in øre; `columns` are kinds of figures, `deviation` (accounts less adjusted budget) or `amount`.

    `owner` says what a second part is divided by: area, unit or project.
    """

    statement: Statement
    columns: tuple[str, ...]
    owner: str = ""


@dataclass(frozen=True)
class Lacking:
    """A statement, or only the `column` of it, that cannot be computed, and why: Norwegian words to follow «fordi»."""

    statement_id: str
    reason: str
    column: str = ""


@dataclass(frozen=True)
class ScopeStatements:
    """What was asked for, of one entity or of several as one unit."""

    entities: tuple[str, ...]
    consolidated: bool
    shown: tuple[ShownStatement, ...]
    lacking: tuple[Lacking, ...]
    eliminations: tuple[Elimination, ...]


def imported_statements(
    data: Path,
    data_sets: Collection[str],
    statement_ids: Sequence[str],
    year: int,
    entities: Sequence[str],
    *,
    consolidated: bool,
) -> ScopeStatements:
    """The statements of a year; `entities` is one entity, or all that are consolidated. Raises FactMissing."""
    held = [one for one in holdings(data_sets) if one.year == year and one.entity in entities]
    shown: list[ShownStatement] = []
    lacking: list[Lacking] = []
    eliminations: list[Elimination] = []
    for statement_id in statement_ids:
        account_class = CLASS_OF_LETTER[_first_part(statement_id).account_class]
        where: Filter = {"year": year, "entity": list(entities), "account_class": account_class}
        read = consolidated_amounts if consolidated else amounts
        found = read(data, data_sets, _BY, where)
        rows = [(_named(group), ore) for group, ore in found.ore.items()]
        scope = _Scope(statement_id, year, account_class, tuple(entities), held, rows, consolidated)
        own, reasons = scope.compute(data_sets)
        shown += own
        lacking += reasons
        columns = {column for one in own for column in one.columns}
        eliminations += [one for one in found.eliminations if own and one.kind in columns and one not in eliminations]
    if consolidated and not any(year in pair.years for pair in internal_pairs()):
        reason = f"det ikke er kjent hvilke arter som var interne i {year}; interne beløp er ikke nettet"
        lacking.append(Lacking("konsolidering", reason))
    return ScopeStatements(tuple(entities), consolidated, tuple(shown), tuple(lacking), tuple(eliminations))


@dataclass(frozen=True)
class _Scope:
    statement_id: str
    year: int
    account_class: str
    entities: tuple[str, ...]
    holdings: Sequence[Holding]
    rows: _Rows
    consolidated: bool

    def compute(self, data_sets: Collection[str]) -> tuple[list[ShownStatement], list[Lacking]]:
        if self.statement_id in DEVIATIONS:
            return self._deviation()
        reasons = {kind: self._reason(kind) for kind in self._kinds_held()}
        lacking = [Lacking(self.statement_id, reason, kind) for kind, reason in reasons.items() if reason]
        kinds = [kind for kind, reason in reasons.items() if not reason]
        if not self._held():
            lacking.append(Lacking(self.statement_id, self._nothing()))
        if not kinds:
            return [], lacking
        if self.statement_id not in SECOND_PARTS:
            statement = compute(self.statement_id, _columns(self.rows, kinds), len(kinds))
            return [ShownStatement(statement, tuple(kinds))], lacking
        owner = self._owner()
        if not owner:
            names = [_OWNER_NAMES[each] for each in _OWNERS[self.statement_id]]
            reason = f"beløpene har verken {' eller '.join(names)}; ta med kolonnen i kolonnekartet"
            return [], [*lacking, Lacking(self.statement_id, reason)]
        statement = compute_second_part(self.statement_id, self._by_owner(owner, kinds, data_sets), len(kinds))
        unplaced = compute(_first_part(self.statement_id).id, _columns(self.rows, kinds), len(kinds)).unmapped
        return [ShownStatement(replace(statement, unmapped=unplaced), tuple(kinds), owner)], lacking

    def _deviation(self) -> tuple[list[ShownStatement], list[Lacking]]:
        wanted = (Kind.ACCOUNTS, Kind.ADJUSTED_BUDGET, Kind.ORIGINAL_BUDGET)
        reasons = {kind: self._reason(kind) for kind in wanted}
        if not self._held():
            return [], [Lacking(self.statement_id, self._nothing())]
        needed = [reasons[kind] for kind in (Kind.ACCOUNTS, Kind.ADJUSTED_BUDGET) if reasons[kind]]
        if needed:
            return [], [Lacking(self.statement_id, reason) for reason in needed]
        lacking = [Lacking(self.statement_id, reason, kind) for kind, reason in reasons.items() if reason]
        kinds = [kind for kind in wanted if not reasons[kind]]
        by_account = _columns(self.rows, kinds)
        accounts = {key: row[0] for key, row in by_account.items()}
        budget = {key: row[1] for key, row in by_account.items()}
        compared = {key: (*row, row[0] - row[1]) for key, row in by_account.items()}
        statement = compute_budget_deviation(self.statement_id, accounts, budget)
        basis = compute(_first_part(self.statement_id).id, compared, len(kinds) + 1)
        return [
            ShownStatement(statement, (AMOUNT,)),
            ShownStatement(basis, (*kinds, DEVIATION)),
        ], lacking

    def _kinds_held(self) -> list[Kind]:
        held = {one.kind for one in self._held()}
        return [kind for kind in _KINDS if kind in held]

    def _reason(self, kind: Kind) -> str:
        """Why amounts of a kind cannot stand in a column; "" when they can."""
        own = {one.entity for one in self._held() if one.kind == kind}
        name = f"{KIND_NAMES[kind]} for {ACCOUNT_CLASS_NAMES[self.account_class]} i {self.year}"
        if not own:
            return f"{name} ikke er importert for {', '.join(self.entities)}"
        without = sorted({one.entity for one in self._held()} - own)
        if without:
            return f"{name} ikke er importert for {', '.join(without)}"
        rows = [row for row, _ in self.rows if row["kind"] == kind]
        code = "kapittel" if self.account_class == "2" else "funksjon"
        needed = {"function": code} | ({} if self.account_class == "2" else {"art": "art"})
        missing = [word for column, word in needed.items() if rows and not any(row[column] for row in rows)]
        return f"{name} er importert uten {' og '.join(missing)}" if missing else ""

    def _held(self) -> list[Holding]:
        return [one for one in self.holdings if one.account_class == self.account_class]

    def _nothing(self) -> str:
        name = ACCOUNT_CLASS_NAMES[self.account_class]
        return f"det ikke er importert beløp for {name} i {self.year} for {', '.join(self.entities)}"

    def _owner(self) -> str:
        found = (each for each in _OWNERS[self.statement_id] if any(_code(row, each) for row, _ in self.rows))
        return next(found, "")

    def _by_owner(self, owner: str, kinds: Sequence[Kind], data_sets: Collection[str]) -> dict[str, Amounts]:
        dimensions = ("service_area", "department") if owner == "area" else (owner,)
        names = {code: name for each in reversed(dimensions) for code, name in code_names(data_sets, each).items()}
        groups: dict[tuple[str, str], _Rows] = {}
        for row, ore in self.rows:
            code = _code(row, owner)
            groups.setdefault((code, row["entity"] if self.consolidated and code else ""), []).append((row, ore))
        several = len({entity for _, entity in groups if entity}) > 1
        items: dict[str, Amounts] = {}
        for (code, entity), rows in sorted(groups.items(), key=lambda item: (not item[0][0], item[0])):
            label = " ".join(filter(None, (code, names.get(code, ""), f"({entity})" if entity and several else "")))
            items[label] = _columns(rows, kinds)
        return items


def _first_part(statement_id: str) -> StatementFact:
    if statement_id in SECOND_PARTS:
        return statement_fact(second_part_fact(statement_id).first_part)
    fact = statement_fact(statement_id)
    return statement_fact(fact.result_statement) if fact.result_statement else fact


def _named(group: tuple[object, ...]) -> _Row:
    return {name: "" if value is None else str(value) for name, value in zip(_BY, group, strict=True)}


def _code(row: _Row, owner: str) -> str:
    return (row["service_area"] or row["department"]) if owner == "area" else row[owner]


def _columns(rows: _Rows, kinds: Sequence[Kind]) -> dict[AccountKey, Columns]:
    """Øre per account, one column a kind; amounts of other kinds are left out."""
    letters = {number: letter for letter, number in CLASS_OF_LETTER.items()}
    place = {str(kind): index for index, kind in enumerate(kinds)}
    found: dict[AccountKey, list[int]] = {}
    for row, ore in rows:
        if row["kind"] in place:
            key = AccountKey(letters[row["account_class"]], row["function"], row["art"])
            found.setdefault(key, [0] * len(kinds))[place[row["kind"]]] += ore
    return {key: tuple(row) for key, row in found.items()}
