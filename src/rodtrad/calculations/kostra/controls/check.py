"""Runs the controls of a report's form over the lines of its extract."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from rodtrad.calculations.kostra import controls
from rodtrad.calculations.kostra.controls import c001_record_length
from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding, Severity
from rodtrad.calculations.kostra.controls.rules import Report, rules_for
from rodtrad.calculations.kostra.extract_record import read_records

Control = Callable[[Accounts], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the controls found, by control and line. `controls_run` counts as the official program counts.

    That is one per line for control 001 and one per record that is not zero for each of the others. The lists of
    valid codes are provisional when the year is past the last verified one.
    """

    findings: tuple[Finding, ...]
    controls_run: int
    lists_provisional: bool

    @property
    def severity(self) -> Severity:
        """The gravest finding; ERROR for a file without a line, OK when nothing was found."""
        if self.controls_run == 0:
            return Severity.ERROR
        return max((finding.severity for finding in self.findings), default=Severity.OK)


@cache
def controls_by_number() -> MappingProxyType[str, Control]:
    """Every control that works on records, by number; control 001 works on lines and is not among them."""
    names = sorted(module.name for module in iter_modules(controls.__path__) if module.name[:4].strip("c").isdigit())
    modules = [import_module(f"{controls.__name__}.{name}") for name in names]
    return MappingProxyType({m.NUMBER: m.find for m in modules if m is not c001_record_length})


def check_lines(report: Report, lines: Sequence[str], *, strict: bool = False, codes_of_year: bool = False) -> Outcome:
    """The findings on an extract's lines (without line ends, empty lines left out), as the official program has them.

    `strict` also finds what it lets pass; `codes_of_year` takes the code lists of the reported year instead of
    its newest ones. Raises UnknownForm, ValueError for a year that is no number and, with `codes_of_year`, FactMissing
    for a year before the first observed one.
    """
    rules = rules_for(report, strict=strict, codes_of_year=codes_of_year)
    broken = tuple(c001_record_length.find(lines))
    if broken:
        return Outcome(broken, 1, rules.lists.provisional)
    accounts = Accounts(rules, (record for record in read_records(lines) if not record.is_dropped))
    findings = tuple(run_controls(accounts, rules.numbers))
    controls_run = len(lines) + len(accounts.records) * len(rules.numbers)
    return Outcome(findings, controls_run, rules.lists.provisional)


def run_controls(accounts: Accounts, numbers: Iterable[str]) -> Iterator[Finding]:
    """The findings of the numbered controls, in their order, each control's by line."""
    known = controls_by_number()
    for number in numbers:
        yield from sorted(known[number](accounts), key=lambda finding: finding.lines)
