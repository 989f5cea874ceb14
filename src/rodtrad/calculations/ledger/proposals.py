"""The proposal: an opening change and an ordered set of changes, with projects, funds and stated parameters.

The administration's proposal, a party's alternative, the recommendation and the adopted budget are all proposals and
are totalled, balanced, compared and published by the same functions (kommuneloven §§ 14-3, 14-4).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from rodtrad.calculations.ledger.accounts import Line
from rodtrad.calculations.ledger.changes import Category, Change
from rodtrad.calculations.ledger.funds import Fund
from rodtrad.calculations.ledger.index import LineIndex
from rodtrad.calculations.ledger.parameters import FinancialTarget, Parameter
from rodtrad.calculations.ledger.projects import InvestmentProject


class ProposalKind(StrEnum):
    """Whose proposal it is."""

    CHIEF_EXECUTIVE = "chief_executive"
    ALTERNATIVE = "alternative"
    RECOMMENDATION = "recommendation"
    ADOPTED = "adopted"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class BudgetUnit:
    """A unit (ansvar) with its code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Area:
    """An area that the council appropriates to, with the units that belong to it."""

    code: str
    name: str
    units: tuple[BudgetUnit, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A whole budget and plan as a plain value.

    `base` is the id of the edition that the opening change restates. `price_basis` is, per plan year, the year whose
    prices the amounts are stated in. `appropriation_level` is the dimension that the council appropriates by ("area"
    or "unit"). A line belongs to the area of its unit, else to the area of its change. `finance_unit` is the unit that
    loans, interest, instalments and counter entries are booked on; empty means the unit of each project.
    Raises ValueError when a change, project or fund does not have one amount per plan year, or ids are not unique.
    """

    id: str
    title: str
    opening: Change
    changes: tuple[Change, ...]
    years: tuple[int, ...]
    projects: tuple[InvestmentProject, ...] = ()
    funds: tuple[Fund, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    targets: tuple[FinancialTarget, ...] = ()
    areas: tuple[Area, ...] = ()
    price_basis: tuple[int, ...] = ()
    appropriation_level: str = "area"
    kind: ProposalKind = ProposalKind.CHIEF_EXECUTIVE
    base: str = ""
    finance_unit: str = ""
    adopted_on: date | None = None
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if list(self.years) != list(range(self.years[0], self.years[0] + len(self.years))):
            raise ValueError("the years of a plan follow each other")
        if self.opening.category is not Category.OPENING:
            raise ValueError("the opening change must be of the category opening")
        width = len(self.years)
        for change in self.all_changes:
            if any(len(line.amounts) != width for line in change.lines) or len(change.fte) not in (0, width):
                raise ValueError(f"change {change.id} must have one amount per plan year")
        for project in self.projects:
            if len(project.yearly_cost) != width:
                raise ValueError(f"project {project.number} must have one amount per plan year")
        for fund in self.funds:
            if len(fund.deposits) != width:
                raise ValueError(f"fund {fund.id} must have one amount per plan year")
        if len(self.price_basis) not in (0, width):
            raise ValueError("the price basis must be stated for each plan year")
        for what, ids in (
            ("change", [change.id for change in self.all_changes]),
            ("project", [project.number for project in self.projects]),
            ("fund", [fund.id for fund in self.funds]),
            ("area", [area.code for area in self.areas]),
        ):
            if len(ids) != len(set(ids)):
                raise ValueError(f"two {what}s have the same id: {next(i for i in ids if ids.count(i) > 1)}")

    @property
    def all_changes(self) -> tuple[Change, ...]:
        """The opening change and every other change, in order."""
        return (self.opening, *self.changes)

    @property
    def lines(self) -> Iterator[tuple[Change, Line]]:
        """Every line with the change it belongs to, in order."""
        return ((change, line) for change in self.all_changes for line in change.lines)

    @cached_property
    def area_of_unit(self) -> dict[str, str]:
        """The area code of each unit code."""
        return {unit.code: area.code for area in self.areas for unit in area.units}

    @cached_property
    def index(self) -> LineIndex:
        """The index that totals are read from; built once."""
        return LineIndex(self.lines, self.area_of_unit, len(self.years))

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """The legal entities that have lines, the municipality's own treasury first."""
        found = {key[0] for key in self.index.grouped(("entity",))}
        return tuple(sorted(found, key=lambda entity: (entity != "treasury", entity)))

    @cached_property
    def hash(self) -> str:
        """SHA-256 (hexadecimal) of everything but internal texts: the same content always gives the same hash.

        The order of the changes counts; that of projects, funds, parameters and targets does not.
        """
        content = {item.name: _plain(getattr(self, item.name)) for item in fields(self)}
        for name in ("projects", "funds", "parameters", "targets"):
            content[name].sort(key=lambda part: json.dumps(part, sort_keys=True))
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def change(self, id: str) -> Change:
        """The change with this id. Raises KeyError when there is none."""
        for change in self.all_changes:
            if change.id == id:
                return change
        raise KeyError(id)

    def project(self, number: str) -> InvestmentProject:
        """The project with this number. Raises KeyError when there is none."""
        for project in self.projects:
            if project.number == number:
                return project
        raise KeyError(number)

    def parameter(self, key: str, year: int, entity: str = "treasury") -> Parameter | None:
        """The newest parameter stated for `year` or earlier, one of the entity's own before a common one.

        None when nobody has entered it: the caller then says "not computable", never zero.
        """
        stated = [
            parameter
            for parameter in self.parameters
            if parameter.key == key
            and parameter.year <= year
            and parameter.entity in ("", entity)
            and parameter.value is not None
        ]
        return max(stated, key=lambda parameter: (parameter.entity == entity, parameter.year), default=None)

    def edited(self, change_id: str, position: int, line: Line) -> "Proposal":
        """This proposal with line number `position` (from 0) of a change replaced; totals are updated, not rebuilt."""
        changes, before, row = list(self.all_changes), 0, None
        for number, change in enumerate(changes):
            if change.id == change_id:
                lines = list(change.lines)
                lines[position] = line
                changes[number] = replace(change, lines=tuple(lines))
                row = before + position
                break
            before += len(change.lines)
        if row is None:
            raise KeyError(change_id)
        if len(line.amounts) != len(self.years):
            raise ValueError(f"change {change_id} must have one amount per plan year")
        copy = object.__new__(Proposal)
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        values |= {"opening": changes[0], "changes": tuple(changes[1:])}
        values |= {"index": self.index.edited(row, changes[number], line), "area_of_unit": self.area_of_unit}
        copy.__dict__.update(values)
        return copy


def _plain(value: object) -> Any:
    if isinstance(value, Line):
        account = value.account
        codes = (account.entity, account.account_class, account.unit, account.function, account.art)
        return [*codes, account.project, account.free, value.computation, *value.amounts]
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value) if item.name != "internal_text"}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value
