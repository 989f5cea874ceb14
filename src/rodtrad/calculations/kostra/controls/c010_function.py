"""Control 010: the function is valid for the form, the year and the region; operating and investment records only."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import code_history, shown
from rodtrad.facts.kostra.codes import CodeKind

NUMBER = "010"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with a function that the report may not use."""
    report, valid = accounts.rules.report, set(accounts.rules.lists.functions)
    if not valid:
        return
    for code, records in accounts.appropriation.by_function.items():
        if code not in valid:
            history = code_history(CodeKind.FUNCTION, code, report)
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Funksjon {shown(code)} er ikke gyldig for skjema {report.form_id} i {report.year}.{history} "
                    "Før beløpet på en gyldig funksjon.",
                )
