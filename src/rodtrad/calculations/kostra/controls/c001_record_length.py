"""Control 001: every line is exactly 48 characters long and holds no tab.

It is run on the lines before they are cut into fields; when it finds anything, no other control is run.
"""

from collections.abc import Iterator, Sequence

from rodtrad.calculations.kostra.controls.findings import Finding, Severity
from rodtrad.facts.kostra.control_register import control_register
from rodtrad.facts.kostra.record_format import record_format

NUMBER = "001"


def find(lines: Sequence[str], length: int | None = None) -> Iterator[Finding]:
    """One finding per line that is not a record of `length` characters (those of the format when None)."""
    length = record_format().length if length is None else length
    for number, text in enumerate(lines, start=1):
        if len(text) != length or "\t" in text:
            wrong = f"Linjen er {len(text)} tegn lang." if len(text) != length else "Linjen inneholder tabulator."
            yield Finding(
                NUMBER,
                Severity[control_register()[NUMBER].severity],
                (number,),
                f"{wrong} Hver linje skal ha nøyaktig {length} tegn, med mellomrom i tomme posisjoner. Rett filen "
                "og kontroller på nytt; ingen andre kontroller er kjørt.",
            )
