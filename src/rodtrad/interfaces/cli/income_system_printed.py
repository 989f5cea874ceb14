"""Reading a printed table of spending need, and telling where it disagrees with itself or with the key of the year.

The columns are those that such tables have: criterion, weight, national_count, municipal_count, and, where they were
worked out, index, pct_contribution (or pct), kr_per_capita (or nok_per_capita) and nok_1000.
"""

import csv
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from rodtrad.calculations.income_system.premises import Premises
from rodtrad.calculations.income_system.printed_need import PrintedRow, Reading
from rodtrad.facts.income_system.keys import criteria
from rodtrad.facts.reader import FactMissing
from rodtrad.interfaces.cli.income_system_files import LONG_COLUMNS
from rodtrad.interfaces.cli.income_system_rows import CsvFile, Refused, Row, WrongUse
from rodtrad.interfaces.cli.system_errors import reason

PRINTED_COLUMNS = ("criterion", "weight", "national_count", "municipal_count")
WORKED_OUT = {
    "index": "index",
    "pct_contribution": "pct",
    "pct": "pct",
    "kr_per_capita": "nok_per_capita",
    "nok_per_capita": "nok_per_capita",
    "nok_1000": "nok_1000",
}


def is_printed(path: Path) -> bool:
    """Whether the file's header is that of a printed table. Raises WrongUse when the file cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            header = [name.strip() for name in next(csv.reader(file), [])]
    except OSError as error:
        raise WrongUse(f"Kan ikke lese {path}: {reason(error)}.") from error
    return not set(LONG_COLUMNS) <= set(header) and bool(set(header) & set(PRINTED_COLUMNS[1:]))


def read_printed_table(path: Path) -> tuple[list[PrintedRow], Mapping[str, Decimal]]:
    """The rows of the criteria, and the cells of the total: the one row that has neither count. Raises Refused."""
    file = CsvFile(path)
    found: list[PrintedRow] = []
    total: Mapping[str, Decimal] = {}
    names: set[str] = set()
    for row in file.rows(PRINTED_COLUMNS):
        name = row.cells["criterion"]
        cells = _worked_out(file, row)
        if not row.cells["national_count"] and not row.cells["municipal_count"]:
            total = cells
            continue
        weight, country, own = (file.amount(row, column) for column in PRINTED_COLUMNS[1:])
        if not name or name in names:
            file.problem(row.line, "criterion", f"«{name}» mangler eller står flere ganger.")
        names.add(name)
        if country is not None and country == 0:
            file.problem(row.line, "national_count", "landets antall kan ikke være 0.")
        elif weight is not None and country is not None and own is not None:
            found.append(PrintedRow(name, weight, country, own, cells))
    file.finish()
    if not found:
        raise Refused([f"{path}: filen har ingen kriterier."])
    return found, total


def _worked_out(file: CsvFile, row: Row) -> dict[str, Decimal]:
    cells: dict[str, Decimal] = {}
    for column, name in WORKED_OUT.items():
        if row.cells.get(column):
            value = file.number(row, column)
            if value is not None:
                cells[name] = value
    return cells


def say_deviations(reading: Reading, rows: Sequence[PrintedRow], premises: Premises) -> None:
    """Tell on stderr where counts were too rounded, where cells deviate, and where a weight is not that of the year."""
    if reading.refined:
        print(
            f"Antallene for {', '.join(reading.refined)} er trykt avrundet. "
            "Indeksen er regnet ut med den nøyaktigheten tabellen ellers gir.",
            file=sys.stderr,
        )
    for name, column, printed, computed in reading.deviating:
        print(f"{name}, {column}: tabellen har {printed}, men tallene gir {computed}.", file=sys.stderr)
    for column in ("nok_per_capita", "nok_1000"):
        parts = [row.cells[column] for row in rows if column in row.cells]
        shown = reading.total.shown(column)
        if len(parts) == len(rows) and shown is not None and sum(parts) != shown:
            print(
                f"De trykte radene i {column} summerer seg til {sum(parts)}, summen av uavrundede tall er {shown}.",
                file=sys.stderr,
            )
    try:
        key = premises.key()
    except FactMissing:
        return
    ids = {criterion.printed_name: name for name, criterion in criteria().items() if criterion.printed_name}
    for row in rows:
        known = key.get(ids.get(row.criterion, row.criterion))
        if known is not None and known != row.weight:
            print(
                f"{row.criterion}: filen har vekten {row.weight}, nøkkelen for {premises.year} har {known}. "
                "Filens brukes.",
                file=sys.stderr,
            )
