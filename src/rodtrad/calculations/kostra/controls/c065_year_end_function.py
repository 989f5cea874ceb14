"""Control 065: the year-end arts stand on function 899 only, and function 899 takes no other art."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed, shown

NUMBER = "065"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with an amount and only one of the two."""
    codes = accounts.rules.codes[NUMBER]
    section = accounts.appropriation
    elsewhere = (r for r in section.with_items(codes.arts) if r.function not in codes.functions)
    others = (r for r in section.with_functions(codes.functions) if r.item not in codes.arts)
    for record in (*elsewhere, *others):
        if record.amount:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Artene {listed(codes.arts)} skal bare føres på funksjon {listed(codes.functions)}, og funksjonen "
                f"tar ingen andre arter. Rett funksjon {shown(record.code)} eller art {shown(record.item)}.",
            )
