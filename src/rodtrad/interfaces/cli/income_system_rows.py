"""Reading the income system's CSV files: header, cells and numbers, each problem with file, line and column."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rodtrad.interfaces.cli.system_errors import reason

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_MUNICIPALITY = re.compile(r"\d{4}")
COUNTRY = "0000"
MOST_PROBLEMS = 20


class Refused(Exception):
    """The files or the premises do not allow an answer; `lines` say why, in Norwegian."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class WrongUse(Exception):
    """The command was used wrongly; the text says how, in Norwegian."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: its number and its cells by column."""

    line: int
    cells: Mapping[str, str]


class CsvFile:
    """A CSV file of one header line, UTF-8, comma and decimal point. Problems are collected and raised together."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[str] = []
        self.columns: tuple[str, ...] = ()

    def rows(self, required: Collection[str]) -> list[Row]:
        """Every row with a cell in it. Raises Refused at once when the file or its header cannot be used."""
        lines = csv.reader(io.StringIO(self._text(), newline=""))
        header = [name.strip() for name in next(lines, [])]
        self._check_header(header, required)
        self.columns = tuple(header)
        found = list(self._read(lines, header))
        if not found and not self.problems:
            self.refuse(f"{self.path}: filen har ingen rader under overskriften.")
        return found

    def _read(self, lines: "Iterator[list[str]]", header: list[str]) -> Iterator[Row]:
        try:
            for cells in lines:
                if not any(cell.strip() for cell in cells):
                    continue
                line = lines.line_num  # type: ignore[attr-defined]
                if len(cells) != len(header):
                    self.problem(line, None, f"raden har {len(cells)} felt, men overskriften har {len(header)}.")
                    continue
                yield Row(line, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        except csv.Error as error:
            self.refuse(f"{self.path}: kan ikke leses som CSV ({error}).")

    def _text(self) -> str:
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise WrongUse(f"Kan ikke lese {self.path}: {reason(error)}.") from error
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise Refused(
                [f"{self.path}, linje {line}: filen er ikke UTF-8. Lagre den som «CSV UTF-8 (kommadelt)»."]
            ) from error
        if not text.strip():
            self.refuse(f"{self.path}: filen er tom.")
        return text

    def _check_header(self, header: list[str], required: Collection[str]) -> None:
        missing = [name for name in required if name not in header]
        if missing and len(header) == 1 and ";" in header[0]:
            self.refuse(f"{self.path}, linje 1: feltene er skilt med semikolon. Bruk komma, og punktum i desimaltall.")
        if missing:
            self.refuse(
                f"{self.path}, linje 1: mangler {', '.join(missing)} i overskriften. "
                f"Filen har {', '.join(filter(None, header)) or 'ingen'}."
            )
        twice = sorted({name for name in header if name and header.count(name) > 1})
        if twice:
            self.refuse(f"{self.path}, linje 1: kolonnen {twice[0]} står flere ganger.")

    def refuse(self, line: str) -> None:
        """Stop here: raises Refused."""
        raise Refused([line])

    def problem(self, line: int, column: str | None, text: str) -> None:
        """Note a problem, to be raised with the others by `finish`."""
        where = f"{self.path}, linje {line}" + (f", kolonne {column}" if column else "")
        self.problems.append(f"{where}: {text}")

    def finish(self) -> None:
        """Raise Refused when there were problems."""
        if self.problems:
            more = len(self.problems) - MOST_PROBLEMS
            shown = self.problems[:MOST_PROBLEMS]
            raise Refused([*shown, f"… og {more} feil til."] if more > 0 else shown)

    def number(self, row: Row, column: str) -> Decimal | None:
        """The number in a cell; None, and a problem, when it is not one."""
        text = row.cells[column]
        if _NUMBER.fullmatch(text):
            return Decimal(text)
        if not text:
            self.problem(row.line, column, "tallet mangler. Skriv 0 bare når det er null.")
        elif re.fullmatch(r"-?[\d\s]*,\d+", text):
            self.problem(row.line, column, f"«{text}» har komma. Bruk punktum i desimaltall.")
        else:
            self.problem(row.line, column, f"«{text}» er ikke et tall. Skriv bare sifre, og punktum i desimaltall.")
        return None

    def amount(self, row: Row, column: str) -> Decimal | None:
        """The number in a cell that may not be negative; None, and a problem, when it is not one."""
        value = self.number(row, column)
        if value is not None and value < 0:
            self.problem(row.line, column, f"«{row.cells[column]}» er negativt.")
            return None
        return value

    def inhabitants(self, row: Row, column: str) -> int | None:
        """A whole number above zero; None, and a problem, when the cell does not hold one."""
        value = self.number(row, column)
        if value is None:
            return None
        if value <= 0 or value != int(value):
            self.problem(row.line, column, f"«{row.cells[column]}» er ikke et folketall. Skriv et helt tall over null.")
            return None
        return int(value)

    def municipality(self, row: Row, *, country: bool = False) -> str | None:
        """A municipality number, or 0000 where a row may be the country; None, and a problem, when it is not one."""
        column = "municipality"
        text = row.cells[column]
        if text == COUNTRY and not country:
            self.problem(row.line, column, "0000 er landet. Her skal det bare stå kommuner.")
            return None
        if _MUNICIPALITY.fullmatch(text) and text.isascii():
            return text
        hint = " Sett null foran." if re.fullmatch(r"[1-9]\d\d", text) else ""
        self.problem(row.line, column, f"«{text}» er ikke et kommunenummer med fire sifre.{hint}")
        return None
