"""Control 003: the form code of each record is that of the form being reported."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown

NUMBER = "003"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record of another form."""
    for header, records in accounts.by_header.items():
        if header.form != accounts.rules.form_code:
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Skjema {shown(header.form)} stemmer ikke med skjemaet som rapporteres. Rett til "
                    f"«{accounts.rules.form_code}».",
                )
