"""Writes Fjellvik's ledger and budgets as the files that a municipality hands over, for the import to read.

Column map `rodtrad-standard`: one row per amount, semicolon, decimal comma, UTF-8, dates dd.mm.yyyy.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from rodtrad.demo import investment, operating
from rodtrad.demo.adjusted_budget import adjusted_budget
from rodtrad.demo.postings import ENTITY, postings
from rodtrad.demo.reading import unit_titles

COLUMN_MAP = "rodtrad-standard"
ACCOUNT_YEARS = (2024, 2025)
BUDGET_YEAR = 2026
HEADING = (
    "entity", "account_class", "ansvar", "ansvar_name", "function", "art", "project", "project_name",
    "year", "period", "voucher", "date", "text", "kind", "amount",
)  # fmt: skip
Row = tuple[str, ...]


def write_source_files(folder: Path) -> list[Path]:
    """Writes the accounts of 2024 and 2025 and the budget of 2026 into `folder`; returns the files in that order.

    The same files, byte for byte, on every run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [_write(folder / f"regnskap-{year}.csv", posting_rows(year)) for year in ACCOUNT_YEARS]
    return [*files, _write(folder / f"budsjett-{BUDGET_YEAR}.csv", budget_rows())]


def posting_rows(year: int) -> Iterator[Row]:
    """The postings of a year as rows of text in the order of HEADING."""
    projects = investment.project_names()
    for row in postings(year):
        account = _account(row.account_class, row.unit, row.function, row.art, row.project, projects)
        when = (str(row.year), str(row.period), row.voucher, row.day.strftime("%d.%m.%Y"), row.text)
        yield *account, *when, "accounts", decimal_comma(row.amount)


def budget_rows() -> Iterator[Row]:
    """The original and the adjusted budget 2026 as rows of text in the order of HEADING."""
    for kind, amounts in (("original_budget", operating.budget()), ("adjusted_budget", adjusted_budget())):
        projects = investment.project_names()
        for key, amount in amounts.items():
            yield *_account("1", *key, "", projects), str(BUDGET_YEAR), "", "", "", "", kind, str(amount)
        for project_key, amount in investment.budget().items():
            yield *_account("0", *project_key, projects), str(BUDGET_YEAR), "", "", "", "", kind, str(amount)


def decimal_comma(amount_in_ore: int) -> str:
    """Øre as kroner with two decimals and a comma: -123456 is "-1234,56"."""
    kroner, ore = divmod(abs(amount_in_ore), 100)
    return f"{'-' if amount_in_ore < 0 else ''}{kroner},{ore:02d}"


def _account(
    account_class: str, unit: str, function: str, art: str, project: str, projects: dict[str, str]
) -> tuple[str, ...]:
    return ENTITY, account_class, unit, unit_titles().get(unit, ""), function, art, project, projects.get(project, "")


def _write(path: Path, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(HEADING)
        writer.writerows(rows)
    return path
