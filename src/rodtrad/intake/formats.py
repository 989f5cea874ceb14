"""Which format a file has, from its first bytes and never from its name."""

import re
import zipfile
from pathlib import Path

from rodtrad.intake.issues import FileProblem

_KOSTRA_RECORD = re.compile(rb"0[A-Z][12][0-9]{3}[ 1-4][0-9]{6}[^\r\n]{35}\r?\n?")
_OLD_WORKBOOK = bytes.fromhex("d0cf11e0")


def detect_format(path: Path) -> str:
    """`csv`, `xlsx`, `ods` or `kostra`. Raises FileProblem for other kinds of files."""
    with path.open("rb") as source:
        head = source.read(60)
    if head.startswith(b"PK"):
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
        except zipfile.BadZipFile as error:
            raise FileProblem("Regnearket er skadet og kan ikke åpnes. Hent filen på nytt.") from error
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "content.xml" in names:
            return "ods"
        raise FileProblem("Filen er et zip-arkiv, ikke et regneark. Pakk det ut, og importer filen som ligger i det.")
    if head.startswith(_OLD_WORKBOOK):
        raise FileProblem("Filen er et gammelt Excel-format (XLS). Lagre den på nytt som XLSX.")
    if head.startswith(b"%PDF"):
        raise FileProblem("Filen er en PDF. Eksporter tallene som regneark eller CSV fra systemet de kommer fra.")
    return "kostra" if _KOSTRA_RECORD.match(head) else "csv"
