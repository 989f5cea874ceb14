"""Control 014: the amount is a whole number, justified to the right, with any minus directly in front."""

import re
from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown

NUMBER = "014"


_AMOUNT = re.compile(r"[ \n\v\f\r]*-?[0-9]+")


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record whose amount is written in another way."""
    accepts = _AMOUNT.fullmatch
    for record in accounts.records:
        if not accepts(record.amount_text):
            yield accounts.on_record(
                NUMBER,
                record,
                f"Beløp {shown(record.amount_text)} er ikke skrevet riktig. Skriv et helt tall i tusen kroner, "
                "høyrestilt i posisjon 40-48 og med eventuelt minus rett foran første siffer.",
            )
