"""What the blocks of an imported document read beside the plan: the files as they were read, and their own columns.

A plain value without the database. Amounts are whole øre as the files have them, so that what whole kroner change can
be shown as a line of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from rodtrad.documents.slugs import slug
from rodtrad.intake.postings import Kind

PLAN_KINDS = frozenset({Kind.ORIGINAL_BUDGET.value, Kind.ADJUSTED_BUDGET.value, Kind.PLAN.value})
_KIND_ORDER = tuple(kind.value for kind in Kind)


class YearColumn(NamedTuple):
    """One column of amounts in the files: a year and what kind of figure it is."""

    year: int
    kind: str


Codes = tuple[str, ...]
"""Codes of a group of postings; an empty text where the file has none."""
Sums = Mapping[Codes, Mapping[YearColumn, int]]
"""Øre per group and column; a column without postings is not there."""


class ColumnRead(NamedTuple):
    """A part of the account string and where the map takes it from."""

    target: str
    column: str
    digits: tuple[int, int] | None
    constant: str


@dataclass(frozen=True)
class Split:
    """A free dimension of one file: how the file itself divides its amounts. `column` is what the file calls it."""

    source: int
    dimension: str
    account_class: str
    column: str
    names: Mapping[str, str]
    sums: Sums


@dataclass(frozen=True)
class SourceFile:
    """A file that the document is made of: name and checksum, how it was read, what was decided on its lines.

    `categorised` are the change groups that its map gives a category; unconfirmed ones are a reading of their names.
    """

    data_set: str
    origin: str
    sha256: str
    size: int
    map_name: str
    map_title: str
    map_sha256: str
    columns: tuple[ColumnRead, ...]
    rows_read: int
    rows_accepted: int
    rows_malformed: int
    accepted_lines: tuple[int, ...]
    left_out_lines: tuple[int, ...]
    account_classes: tuple[str, ...]
    empty_dimensions: tuple[str, ...] = ()
    categorised: frozenset[str] = frozenset()
    categories_confirmed: bool = True


@dataclass(frozen=True)
class ImportView:
    """The files behind an imported document. Every `sums` is keyed by account class ("1", "0") and then its codes.

    `rounding` and `signs` are by account class: the lines that whole kroner needed, and the sums above and below zero.
    """

    sources: tuple[SourceFile, ...] = ()
    plan_years: tuple[int, ...] = ()
    sums: Mapping[Codes, Sums] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()
    signs: Mapping[str, Mapping[YearColumn, tuple[int, int]]] = field(default_factory=dict)
    rounding: Mapping[str, Mapping[YearColumn, int]] = field(default_factory=dict)

    def columns(self, account_class: str) -> tuple[YearColumn, ...]:
        """The columns that a class has amounts in, by year and kind."""
        return tuple(sorted(self.signs.get(account_class, {}), key=lambda c: (c.year, _KIND_ORDER.index(c.kind))))

    def total(self, account_class: str) -> dict[YearColumn, int]:
        """The exact sum of every column of a class, øre."""
        return {column: sum(pair) for column, pair in self.signs.get(account_class, {}).items()}

    def grouped(self, account_class: str, *dimensions: str) -> dict[Codes, Mapping[YearColumn, int]]:
        """The sums of one class by dimensions that were read for it, without the rounding lines."""
        found = self.sums.get(dimensions, {})
        return {codes[1:]: row for codes, row in found.items() if codes[0] == account_class}

    @cached_property
    def has_areas(self) -> bool:
        """Whether the files divide operations into areas."""
        return any(codes[0] for codes in self.grouped("1", "area"))


def in_plan(column: YearColumn, years: tuple[int, ...]) -> bool:
    """Whether the column is one of the plan's years."""
    return column.year in years and column.kind in PLAN_KINDS


def area_page(code: str, name: str) -> str:
    """The stable address of an area's page, from the code and name that the file gives it."""
    return slug(f"omrade {code} {name}" if name != code else f"omrade {code}")
