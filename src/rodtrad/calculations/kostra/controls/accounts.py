"""The records of one file, grouped once so that each control looks only at the codes it concerns."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.rules import Rules
from rodtrad.calculations.kostra.extract_record import BLANKS, Header, Record, whole_number
from rodtrad.facts.kostra.forms import FormKind, forms, is_oslo_district
from rodtrad.facts.kostra.record_format import interval

Key = TypeVar("Key")


class Section:
    """Some of a file's records, such as the operating account."""

    def __init__(self, records: list[Record]) -> None:
        self.records = records
        self._restricted: dict[Callable[[Header], bool], Section] = {}

    def __bool__(self) -> bool:
        return bool(self.records)

    @cached_property
    def by_code(self) -> dict[str, list[Record]]:
        """The records by function or chapter as written."""
        return _group(self.records, lambda record: record.code)

    @cached_property
    def by_function(self) -> dict[str, list[Record]]:
        """The records by function without padding."""
        groups: dict[str, list[Record]] = {}
        for code, records in self.by_code.items():
            groups.setdefault(code.strip(BLANKS), []).extend(records)
        return groups

    @cached_property
    def by_item(self) -> dict[str, list[Record]]:
        """The records by art or sector as written."""
        return _group(self.records, lambda record: record.item)

    @cached_property
    def _item_totals(self) -> dict[str, int]:
        return {item: total(records) for item, records in self.by_item.items()}

    def with_items(self, items: Iterable[str]) -> Iterator[Record]:
        """The records with any of these arts or sectors."""
        for item in items:
            yield from self.by_item.get(item, ())

    def with_functions(self, functions: Iterable[str]) -> Iterator[Record]:
        """The records on any of these functions."""
        for function in functions:
            yield from self.by_function.get(function, ())

    def total_of_arts(self, name: str) -> int:
        """The sum over the arts in a named interval of the record format."""
        arts = interval(name)
        return sum(amount for item, amount in self._item_totals.items() if whole_number(item) in arts)

    def total_outside_arts(self, name: str) -> int:
        """The sum over every other art, fields that hold no art included."""
        arts = interval(name)
        return sum(amount for item, amount in self._item_totals.items() if whole_number(item) not in arts)

    def in_chapters(self, name: str) -> list[Record]:
        """The records in the chapters of a named interval of the record format."""
        chapters = interval(name)
        return [r for code, records in self.by_code.items() if whole_number(code) in chapters for r in records]

    def where(self, accepts: Callable[[Header], bool]) -> "Section":
        """The records whose header is accepted; the section itself when all are."""
        found = self._restricted.get(accepts)
        if found is None:
            verdicts = {header: accepts(header) for header in {record.header for record in self.records}}
            if all(verdicts.values()):
                found = self
            else:
                found = Section([record for record in self.records if verdicts[record.header]])
            self._restricted[accepts] = found
        return found


class Accounts:
    """A file under control: its records in sections, and the rules that concern it.

    A record belongs to the sections of its own form, whatever form is reported. In an appropriation form every
    account class but the operating one counts as investment, as in the official program.
    """

    def __init__(self, rules: Rules, records: Iterable[Record]) -> None:
        self.rules = rules
        self.records = list(records)

    @cached_property
    def by_header(self) -> dict[Header, list[Record]]:
        """The records by header, in the order of their first line."""
        return _group(self.records, lambda record: record.header)

    @cached_property
    def by_class(self) -> dict[str, list[Record]]:
        """The records by account class."""
        return _group(self.records, lambda record: record.account_class)

    @cached_property
    def _sections(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {"operating": [], "investment": [], "balance": []}
        for header, records in self.by_header.items():
            form = forms().get(header.form)
            if form is None:
                continue
            if form.kind is FormKind.BALANCE:
                found["balance"] += records
            elif form.kind is FormKind.APPROPRIATION:
                operating = form.operating
                found["operating"] += [r for r in records if r.account_class == operating]
                found["investment"] += [r for r in records if r.account_class != operating]
        return found

    @cached_property
    def operating(self) -> Section:
        """The operating account."""
        return Section(self._sections["operating"])

    @cached_property
    def investment(self) -> Section:
        """The investment account."""
        return Section(self._sections["investment"])

    @cached_property
    def appropriation(self) -> Section:
        """The operating and the investment account together."""
        return Section(self._sections["operating"] + self._sections["investment"])

    @cached_property
    def balance(self) -> Section:
        """The balance."""
        return Section(self._sections["balance"])

    def on_record(self, number: str, record: Record, message: str) -> Finding:
        """A finding on one record."""
        return Finding(number, self.rules.severity(number, record.header), (record.line,), message)

    def on_sum(self, number: str, message: str, header: Header | None = None) -> Finding:
        """A finding on a sum over the file; `header` is that of the summed records where it decides the severity."""
        return Finding(number, self.rules.severity(number, header), (), message)


def total(records: Iterable[Record]) -> int:
    """The sum of the records' amounts in thousand kroner."""
    return sum(record.amount for record in records)


def outside_oslo_districts(header: Header) -> bool:
    """Whether the record is not of one of Oslo's districts."""
    return not is_oslo_district(header.region)


def in_oslo_districts(header: Header) -> bool:
    """Whether the record is of one of Oslo's districts."""
    return is_oslo_district(header.region)


def of_regional_form(header: Header) -> bool:
    """Whether the record's form covers a whole municipality or county."""
    form = forms().get(header.form)
    return form is not None and form.regional


def of_municipality(header: Header) -> bool:
    """Whether the record is of the municipality's own or consolidated accounts."""
    form = forms().get(header.form)
    return form is not None and form.owner == "municipality"


def of_county(header: Header) -> bool:
    """Whether the record is of the county's own or consolidated accounts."""
    form = forms().get(header.form)
    return form is not None and form.owner == "county"


def not_of_county(header: Header) -> bool:
    """Whether the record is of anything but the county's own or consolidated accounts."""
    return not of_county(header)


def _group(records: Iterable[Record], key: Callable[[Record], Key]) -> dict[Key, list[Record]]:
    groups: dict[Key, list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups
