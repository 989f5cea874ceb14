"""Control 013: the sector is valid for the form; the church's balance must leave the sector blank."""

from collections.abc import Iterator
from dataclasses import replace

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown

NUMBER = "013"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per balance record with a sector that the report may not use."""
    report, valid = accounts.rules.report, {code.ljust(3) for code in accounts.rules.lists.sectors}
    if not valid:
        return
    must_be_blank = valid == {" " * 3}
    for sector, records in accounts.balance.by_item.items():
        if sector not in valid:
            for record in records:
                found = accounts.on_record(
                    NUMBER,
                    record,
                    f"Sektor {shown(sector)} skal ikke oppgis. La de tre posisjonene stå blanke."
                    if must_be_blank
                    else f"Sektor {shown(sector)} er ikke gyldig for skjema {report.form_id} i {report.year}. "
                    "Før beløpet på en gyldig sektor.",
                )
                yield replace(found, severity=accounts.rules.severity(NUMBER)) if must_be_blank else found
