"""What is read back from a finished file, the same for every format, and the comparison of two of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

MISSING_SIGNS = ("\u2013", ".", "..", ":")


@dataclass(frozen=True)
class ReadTable:
    """A table as found in a file.

    A cell is the text shown, or a Decimal where the format holds the number itself. None for `unit`, `subtitle` or a
    row's label means that the format states it elsewhere or in other words.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, tuple[str | Decimal, ...]], ...]
    subtitle: str | None = None
    unit: str | None = None
    row_ids: tuple[str, ...] = ()
    column_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadDocument:
    """A file read back: its tables in order, and its running text as blocks. `exact` is False where the format's
    text has lost the difference between kinds of space."""

    tables: tuple[ReadTable, ...]
    texts: tuple[str, ...]
    exact: bool = True


@dataclass(frozen=True)
class Difference:
    """One thing that two files say differently: the place (`table:row:column`, `table`, or `text`) and both texts."""

    place: str
    expected: str
    found: str


@dataclass
class _Comparison:
    exact: bool
    found: list[Difference] = field(default_factory=list)

    def same(self, expected: str, actual: str) -> bool:
        if self.exact:
            return _held(_spaces(expected), _spaces(actual))
        return squeeze(expected) == squeeze(actual)

    def check(self, place: str, expected: str, actual: str | None) -> None:
        if actual is not None and not self.same(expected, actual):
            self.found.append(Difference(place, expected, actual))


def squeeze(text: str) -> str:
    """The text without any space, for formats that break lines."""
    return re.sub(r"[\s\u00a0\u202f]+", "", text)


def _spaces(text: str) -> str:
    """Ordinary spaces and line ends run together; a non-breaking space stays what it is."""
    return re.sub(r"[ \n\t\r]+", " ", text).strip(" \n\t\r")


def _held(expected: str, actual: str) -> bool:
    """Whether the texts are the same; a space may have become one that a line does not end at, but not the reverse."""
    return len(expected) == len(actual) and all(
        one == other or (one, other) == (" ", "\u00a0") for one, other in zip(expected, actual, strict=True)
    )


def _shown_number(text: str) -> Decimal | None:
    plain = text.replace("\u00a0", "").replace("\u2212", "-").replace(",", ".").removeprefix("+")
    return Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def differences(expected: ReadDocument, actual: ReadDocument) -> list[Difference]:
    """Every table, cell, unit, missing-sign and text that `actual` says otherwise than `expected`, or lacks."""
    comparison = _Comparison(actual.exact)
    known = {table.id: table for table in expected.tables}
    seen = set()
    for table in actual.tables:
        if table.id not in known:
            comparison.found.append(Difference(table.id, "no such table", table.title))
            continue
        seen.add(table.id)
        _compare(known[table.id], table, comparison)
    comparison.found += [Difference(id_, "a table", "nothing") for id_ in known if id_ not in seen]
    join = (lambda text: squeeze(text)) if not actual.exact else _spaces
    whole = "\n".join(join(text) for text in actual.texts)
    comparison.found += [Difference("text", text, "nothing") for text in expected.texts if join(text) not in whole]
    return comparison.found


def _compare(expected: ReadTable, actual: ReadTable, comparison: _Comparison) -> None:
    comparison.check(f"{expected.id} title", expected.title, actual.title)
    comparison.check(f"{expected.id} subtitle", expected.subtitle or expected.unit or "", actual.subtitle or None)
    comparison.check(f"{expected.id} unit", expected.unit or "", actual.unit)
    if (len(expected.rows), len(expected.columns)) != (len(actual.rows), len(actual.columns)):
        shapes = [f"{len(t.rows)} rows, {len(t.columns)} columns" for t in (expected, actual)]
        comparison.found.append(Difference(expected.id, *shapes))
        return
    for id_, head, found in zip(expected.column_ids, expected.columns, actual.columns, strict=True):
        comparison.check(f"{expected.id}::{id_}", head, found)
    for row_id, (label, cells), (found_label, found_cells) in zip(
        expected.row_ids, expected.rows, actual.rows, strict=True
    ):
        comparison.check(f"{expected.id}:{row_id}", label or "", found_label)
        for column_id, cell, found_cell in zip(expected.column_ids, cells, found_cells, strict=True):
            place = f"{expected.id}:{row_id}:{column_id}"
            if isinstance(found_cell, Decimal):
                if _shown_number(str(cell)) != found_cell:
                    comparison.found.append(Difference(place, str(cell), str(found_cell)))
            else:
                comparison.check(place, str(cell), found_cell)


def head(parts: Sequence[str]) -> str:
    """A column's head in one line."""
    return " ".join(part for part in parts if part)


def merge(documents: Iterable[ReadDocument]) -> ReadDocument:
    """Several files that are one rendering together, such as the pages of a site."""
    parts = list(documents)
    tables = tuple(table for part in parts for table in part.tables)
    return ReadDocument(tables, tuple(text for part in parts for text in part.texts), all(p.exact for p in parts))
