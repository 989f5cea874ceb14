"""Control 001: every line is exactly 48 characters long and holds no tab.

It is run on the lines before they are cut into fields; when it finds anything, no other control is run.
"""

from collections.abc import Iterator, Sequence

from rodtrad.calculations.kostra.controls.findings import Finding, Severity
from rodtrad.facts.kostra.control_register import control_register
from rodtrad.facts.kostra.record_format import record_format

NUMBER = "001"


def find(lines: Sequence[str], length: int | None = None) -> Iterator[Finding]:
    """One finding with every line that is not a record of `length` characters (those of the format when None)."""
    length = record_format().length if length is None else length
    wrong = [number for number, text in enumerate(lines, start=1) if len(text) != length or "\t" in text]
    if wrong:
        yield Finding(
            NUMBER,
            Severity[control_register()[NUMBER].severity],
            tuple(wrong),
            f"{_described([lines[number - 1] for number in wrong], length)} Hver linje skal ha nøyaktig {length} tegn, "
            "med mellomrom i tomme posisjoner. Rett filen og kontroller på nytt; ingen andre kontroller er kjørt.",
        )


def _described(texts: Sequence[str], length: int) -> str:
    """What is wrong with the lines, told together."""
    widths = sorted({len(text) for text in texts} - {length})
    if len(texts) == 1:
        return f"Linjen er {widths[0]} tegn lang." if widths else "Linjen inneholder tabulator."
    told = []
    if len(widths) == 1:
        told.append(f"Linjer er {widths[0]} tegn lange.")
    elif widths:
        told.append(f"Linjer er fra {widths[0]} til {widths[-1]} tegn lange.")
    if any(len(text) == length for text in texts):
        told.append("Linjer inneholder tabulator.")
    return " ".join(told)
