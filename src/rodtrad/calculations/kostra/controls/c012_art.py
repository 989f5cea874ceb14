"""Control 012: the art is valid for the form, the year and the region; operating and investment records only.

The official program checks no art in quarterly reports; the strict check uses the annual list there too.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import code_history, shown
from rodtrad.facts.kostra.codes import CodeKind

NUMBER = "012"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with an art that the report may not use."""
    report, valid = accounts.rules.report, set(accounts.rules.lists.arts)
    if not valid:
        return
    for code, records in accounts.appropriation.by_item.items():
        if code not in valid:
            history = code_history(CodeKind.ART, code, report)
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Art {shown(code)} er ikke gyldig for skjema {report.form_id} i {report.year}.{history} "
                    "Før beløpet på en gyldig art.",
                )
