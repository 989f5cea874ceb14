"""Rows one by one into the staged table, with an issue for every malformed one and what accepting it would mean."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rodtrad.intake.amounts import TRIMMED
from rodtrad.intake.conversion import Converted, RowConverter
from rodtrad.intake.issues import Fault, issue_of
from rodtrad.intake.postings import COLUMNS, Row
from rodtrad.intake.rows import SourceRow
from rodtrad.intake.staged import MOST_ISSUES, Staged

_BATCH = 20_000
_YEAR, _ORE = (list(COLUMNS).index(name) for name in ("year", "amount_ore"))


@dataclass(frozen=True)
class Decisions:
    """What a person has decided on malformed rows: lines to take in as they can be read, lines to leave out."""

    accepted: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()

    @property
    def lines(self) -> frozenset[int]:
        """Every line that has been decided on."""
        return self.accepted | self.left_out


class RowStaging:
    """Converts rows and adds what they became to a staged file."""

    def __init__(self, staged: Staged, header: tuple[str, ...], decisions: Decisions) -> None:
        self._staged = staged
        self._decisions = decisions
        numbers = staged.column_map.numbers
        self._converter = RowConverter(staged.column_map, header, numbers, staged.delimiter or "\t")
        place = {name: index for index, name in enumerate(header)}
        self._named = [(name, place[column]) for name, column in staged.column_map.names.items()]
        self._held: list[Row] = []
        self._not_met = set(decisions.lines)

    def stage(self, rows: Iterable[SourceRow]) -> None:
        """Add every row: clean ones and those accepted by line to the table, malformed ones to the issues."""
        staged = self._staged
        for row in rows:
            converted = self._converter.convert(row.cells, row.line, row.fault)
            if converted.blank:
                staged.rows_blank += 1
                continue
            staged.rows_read += 1
            if converted.faults:
                self._note(row, converted)
            else:
                self._hold(converted)
                self._label(row.cells)
            if len(self._held) >= _BATCH:
                self._flush()
        self._flush()

    def finish(self) -> None:
        """Order the issues by line, and note the decisions on lines that are not malformed."""
        staged = self._staged
        staged.issues.sort(key=lambda issue: issue.line)
        staged.unknown_lines = tuple(sorted(self._not_met))

    def _note(self, row: SourceRow, converted: Converted) -> None:
        staged = self._staged
        staged.rows_malformed += 1
        per_year: dict[int, int] = defaultdict(int)
        for posting in converted.postings:
            per_year[int(str(posting[_YEAR]))] += int(str(posting[_ORE]))
        kept = tuple(sorted(per_year.items()))
        decided = row.line in self._decisions.lines
        self._not_met.discard(row.line)
        staged.rows_undecided += not decided
        for fault in converted.faults[: max(0, MOST_ISSUES - len(staged.issues))]:
            known = (("encoding", staged.encoding or ""), ("length", str(len(row.raw))))
            fault = Fault(fault.code, fault.column, fault.raw, (*known, *fault.details))
            staged.issues.append(issue_of(fault, row.line, row.raw, kept, decided))
        if row.line in self._decisions.accepted and row.line not in self._decisions.left_out:
            staged.rows_malformed_accepted += 1 if converted.postings else 0
            self._hold(converted)

    def _hold(self, converted: Converted) -> None:
        self._held += converted.postings
        for posting, remainder in converted.remainders:
            self._staged.note_remainder(posting, remainder)

    def _label(self, cells: tuple[str, ...]) -> None:
        for name, place in self._named:
            text = cells[place].strip(TRIMMED)
            if text:
                code, _ = self._converter.value(self._staged.column_map.codes[name], cells)
                if code is not None:
                    held = self._staged.labels.setdefault(name, {})
                    held[code] = min(held.get(code, text), text)

    def _flush(self) -> None:
        self._staged.add(self._held)
        self._held = []
