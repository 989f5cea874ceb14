"""Turning the cells of one row into postings by a column map, or into the faults that stop it.

This is the reference of what a map means. Small files are converted here row by row; of large files only the rows
that the SQL of `bulk` refuses come here, to be explained and, where it can be done, read.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rodtrad.intake.amounts import TRIMMED, NumberFormat
from rodtrad.intake.column_map import AmountSource, ColumnMap, Source
from rodtrad.intake.dates import parse_date
from rodtrad.intake.issues import Fault, FileProblem
from rodtrad.intake.postings import ACCOUNT_CLASSES, CODE_PATTERNS, COLUMNS, ENTITY, Kind, Row
from rodtrad.values.rounding import round_half_away

_EXPECTED = {
    "function": "to til fire siffer",
    "art": "tre siffer",
    "account_class": "0-5",
    "entity": "treasury, kf:ID, loan_fund, church",
    "kind": ", ".join(Kind),
}
_FATAL = frozenset({"entity", "account_class"})
_INDEX = {name: place for place, name in enumerate(COLUMNS)}
_LARGEST_SHIFT = 20


@dataclass(frozen=True, slots=True)
class Converted:
    """What one row became: its postings (as far as it can be read) and its faults; none means a clean row.

    `remainders` are the parts of an øre, from minus a half to a half, that rounding took from postings of the row.
    """

    postings: tuple[Row, ...]
    faults: tuple[Fault, ...]
    blank: bool = False
    remainders: tuple[tuple[Row, Decimal], ...] = ()


def check_header(column_map: ColumnMap, header: Sequence[str]) -> None:
    """Refuse a header that lacks a column of the map, or holds one twice. Raises FileProblem."""
    missing = [name for name in column_map.needed_columns if name not in header]
    if missing:
        raise FileProblem(
            f"Filen mangler kolonnen{'e' if len(missing) > 1 else ''} {_listed(missing)} som kolonnekartet "
            f"{column_map.name} bruker. Filen har {_listed(header)}. Velg et annet kart, eller rett overskriften."
        )
    used = set(column_map.present(tuple(header)).needed_columns) | set(column_map.names.values())
    twice = sorted(name for name in used if list(header).count(name) > 1)
    if twice:
        raise FileProblem(f"Overskriften har kolonnen {_listed(twice)} mer enn én gang. Gi kolonnene ulike navn.")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)


class RowConverter:
    """Converts the rows of one file. `column_map` must already be fitted to the header by `present`."""

    def __init__(
        self, column_map: ColumnMap, header: tuple[str, ...], numbers: NumberFormat, delimiter: str = "\t"
    ) -> None:
        self.map = column_map
        self.delimiter = delimiter
        self.header = header
        self.numbers = numbers
        self._place = {name: index for index, name in enumerate(header)}
        self._sources = [(name, source, self._checker(name)) for name, source in column_map.sources.items()]

    def convert(self, cells: tuple[str, ...], line: int, reader_fault: str | None = None) -> Converted:
        """The postings and faults of a row; a row of another width is read in the one way that makes sense."""
        if not any(cell.strip(TRIMMED) for cell in cells):
            return Converted((), (), blank=True)
        width = len(self.header)
        found = (("found", str(len(cells))), ("expected", str(width)))
        if len(cells) > width:
            fault = Fault(reader_fault or "too_many_fields", details=found)
            return replace(self._realigned(cells, line), faults=(fault,))
        faults = [Fault(reader_fault)] if reader_fault else []
        if len(cells) < width:
            faults = faults or [Fault("too_few_fields", details=found)]
            cells += ("",) * (width - len(cells))
        if any("\ufffd" in cell for cell in cells):
            faults.append(Fault("invalid_characters"))
        read = self._read(cells, line)
        return replace(read, faults=tuple(faults) or read.faults)

    def _realigned(self, cells: tuple[str, ...], line: int) -> Converted:
        """What a row with fields too many becomes, if all ways of joining them that read cleanly agree."""
        extra = len(cells) - len(self.header)
        if not any(cells[len(self.header) :]):
            return self._read(cells[: len(self.header)], line)
        if extra > _LARGEST_SHIFT:
            return Converted((), ())
        readings: dict[tuple, Converted] = {}
        for at in range(len(self.header)):
            joined = self.delimiter.join(cells[at : at + extra + 1])
            read = self._read((*cells[:at], joined, *cells[at + extra + 1 :]), line)
            if not read.faults:
                figures = tuple(
                    (row[_INDEX["year"]], row[_INDEX["kind"]], row[_INDEX["amount_ore"]]) for row in read.postings
                )
                readings.setdefault(figures, read)
        return next(iter(readings.values())) if len(readings) == 1 else Converted((), ())

    def _read(self, cells: tuple[str, ...], line: int) -> Converted:
        faults: list[Fault] = []
        unreadable = False
        base: list[object] = [None] * len(COLUMNS)
        base[_INDEX["line"]] = line
        for name, source, check in self._sources:
            text, fault = self.value(source, cells)
            value: object = text
            if fault is None and text is not None:
                value, fault = check(text, source)
            if fault is None and value is None and source.required:
                fault = Fault("required_missing", source.column)
            if fault is not None:
                faults.append(fault)
                unreadable |= name in _FATAL
            base[_INDEX[name]] = value
        sign, fault = self._sign(cells)
        if fault:
            faults.append(fault)
            unreadable = True
        postings, remainders = [], []
        for amount in self.map.amounts:
            row, remainder, amount_faults = self._amount(amount, cells, base, sign)
            faults += amount_faults
            unreadable |= bool(amount_faults)
            if row is not None:
                postings.append(row)
                if remainder:
                    remainders.append((row, remainder))
        every = tuple(dict.fromkeys(faults))
        return Converted((), every) if unreadable else Converted(tuple(postings), every, remainders=tuple(remainders))

    def value(self, source: Source, cells: tuple[str, ...]) -> tuple[str | None, Fault | None]:
        """The text that a source gives for a row, null when empty, or the fault that stops it."""
        if source.column is None:
            return source.constant, None
        text = cells[self._place[source.column]].strip(TRIMMED)
        if not text:
            return source.default, None
        raw = text
        if len(text) < source.pad:
            text = "0" * (source.pad - len(text)) + text
        if source.digits:
            first, last = source.digits
            if len(text) < last:
                digits = str(first) if first == last else f"{first}-{last}"
                return text, Fault("code_too_short", source.column, raw, (("digits", digits),))
            text = text[first - 1 : last]
        if source.values:
            if text in source.translation:
                return source.translation[text], None
            if not source.keep_others:
                return text, Fault("value_not_mapped", source.column, raw)
        return text, None

    def _checker(self, name: str) -> Callable[[str, Source], tuple[object, Fault | None]]:
        expected = (("expected", _EXPECTED.get(name, "")),)
        pattern = re.compile(CODE_PATTERNS.get(name, ""))

        def any_text(value: str, source: Source) -> tuple[object, Fault | None]:
            return value, None

        def code(value: str, source: Source) -> tuple[object, Fault | None]:
            fault = None if pattern.fullmatch(value) else Fault("not_a_code", source.column, value, expected)
            return value, fault

        def account_class(value: str, source: Source) -> tuple[object, Fault | None]:
            found = ACCOUNT_CLASSES.get(value)
            return found, None if found else Fault("not_a_code", source.column, value, expected)

        def entity(value: str, source: Source) -> tuple[object, Fault | None]:
            return value, None if ENTITY.fullmatch(value) else Fault("not_a_code", source.column, value, expected)

        def period(value: str, source: Source) -> tuple[object, Fault | None]:
            if re.fullmatch("0?[1-9]|1[0-3]", value):
                return int(value), None
            return None, Fault("not_a_period", source.column, value)

        def day(value: str, source: Source) -> tuple[object, Fault | None]:
            found = parse_date(value, self.map.dates)
            details = (("expected", self.map.dates),)
            return found, None if found else Fault("not_a_date", source.column, value, details)

        special = {"account_class": account_class, "entity": entity, "period": period, "date": day}
        return special.get(name, code if name in CODE_PATTERNS else any_text)

    def _sign(self, cells: tuple[str, ...]) -> tuple[int, Fault | None]:
        sign = self.map.sign
        if sign.column is None:
            return (1 if sign.expense_positive else -1), None
        text = cells[self._place[sign.column]].strip(TRIMMED)
        if text in sign.expense:
            return 1, None
        return -1, None if text in sign.income else Fault("sign_unknown", sign.column, text)

    def _amount(
        self, amount: AmountSource, cells: tuple[str, ...], base: list[object], sign: int
    ) -> tuple[Row | None, Decimal, list[Fault]]:
        faults = []
        year, fault = self.value(amount.year, cells)
        if fault is None and (year is None or not re.fullmatch("[12][0-9]{3}", year)):
            fault = Fault("not_a_year", amount.year.column, year or "")
        if fault:
            faults.append(fault)
        kind, fault = self.value(amount.kind, cells)
        if fault is None and kind not in set(Kind):
            fault = Fault("not_a_code", amount.kind.column, kind or "", (("expected", _EXPECTED["kind"]),))
        if fault:
            faults.append(fault)
        ore, amount_fault = self._ore(amount, cells)
        if amount_fault:
            faults.append(amount_fault)
        if faults or ore is None:
            return None, Decimal(0), faults
        rounded = int(round_half_away(ore)) if isinstance(ore, Decimal) else ore
        row = list(base)
        row[_INDEX["year"]] = int(str(year))
        row[_INDEX["kind"]] = kind
        row[_INDEX["amount_ore"]] = sign * rounded
        return tuple(row), Decimal(sign * (ore - rounded)), []

    def _ore(self, amount: AmountSource, cells: tuple[str, ...]) -> tuple[int | Decimal | None, Fault | None]:
        """The exact øre of an amount before its sign, null for no figure; a fraction only where such are rounded."""
        texts = [(name, cells[self._place[name]].strip(TRIMMED)) for name in amount.columns]
        values = []
        for name, text in texts:
            value: int | Decimal | None = self.numbers.parse(text) if text else None
            if text and value is None:
                value = self.numbers.parse_finer(text)
            if text and value is None:
                return None, Fault("not_an_amount", name, text)
            values.append(value)
        if all(value is None for value in values):
            if self.numbers.empty == "refuse":
                return None, Fault("amount_missing", texts[0][0])
            return (0 if self.numbers.empty == "zero" else None), None
        if len(values) == 1:
            return values[0], None
        debit, credit = values[0] or 0, values[1] or 0
        if debit and credit:
            return None, Fault("both_debit_and_credit", texts[0][0], texts[0][1])
        return debit - credit, None
