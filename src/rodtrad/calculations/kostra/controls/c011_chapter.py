"""Control 011: the balance chapter is valid for the form and the year.

Chapters are compared as written, padded with blanks to the right.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import code_history, shown
from rodtrad.facts.kostra.codes import CodeKind

NUMBER = "011"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with a chapter that the report may not use."""
    report, valid = accounts.rules.report, {code.ljust(4) for code in accounts.rules.lists.chapters}
    if not valid:
        return
    for code, records in accounts.balance.by_code.items():
        if code not in valid:
            history = code_history(CodeKind.CHAPTER, code, report)
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Kapittel {shown(code)} er ikke gyldig for skjema {report.form_id} i {report.year}.{history} "
                    "Før beløpet på et gyldig kapittel.",
                )
