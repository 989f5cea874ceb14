"""Control 015: the same account class, function or chapter, and art or sector occurs in several records.

That is allowed: Statistics Norway adds the amounts up.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown
from rodtrad.calculations.kostra.extract_record import BLANKS, Record
from rodtrad.facts.kostra.forms import FormKind

NUMBER = "015"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per combination that occurs more than once, with all its lines."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for record in accounts.records:
        key = (record.account_class.strip(BLANKS), record.code.strip(BLANKS), record.item.strip(BLANKS))
        groups.setdefault(key, []).append(record)
    names = ("kapittel", "sektor") if accounts.rules.kind is FormKind.BALANCE else ("funksjon", "art")
    severity = accounts.rules.severity(NUMBER)
    for (account_class, code, item), records in groups.items():
        if len(records) > 1:
            yield Finding(
                NUMBER,
                severity,
                tuple(record.line for record in records),
                f"Det er flere beløp på kontoklasse {shown(account_class)}, {names[0]} {shown(code)} og {names[1]} "
                f"{shown(item)}, til sammen {thousand(total(records))}. Er det riktig, kan filen sendes; SSB "
                "summerer. Ellers må linjene rettes.",
            )
