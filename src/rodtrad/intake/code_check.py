"""Which codes of a staged file stand outside the code list of their year (KOSTRA regulation: valid per year).

A year before the first observed code list cannot be checked, and is said to be so; it is never passed as in order.
"""

from dataclasses import dataclass

from rodtrad.facts.kostra.codes import CodeKind, valid_codes
from rodtrad.facts.reader import FactMissing
from rodtrad.intake.staged import Staged

_ORGANISATIONS = {
    "treasury": "municipality",
    "kf": "municipal_unit",
    "loan_fund": "municipal_unit",
    "church": "church_council",
}
_NAMES = {
    CodeKind.FUNCTION: "funksjon",
    CodeKind.ART: "art",
    CodeKind.CHAPTER: "kapittel",
    CodeKind.SECTOR: "sektor",
}


@dataclass(frozen=True)
class UnknownCode:
    """A code outside the list of its year; `code` None means that no list of that year is known."""

    kind: str
    year: int
    entity: str
    code: str | None
    rows: int
    amount_ore: int


def unknown_codes(staged: Staged) -> tuple[UnknownCode, ...]:
    """The codes of functions, arts, chapters and sectors that their year's list does not have, in order."""
    found = []
    for column, kind, balance_kind in (
        ("function", CodeKind.FUNCTION, CodeKind.CHAPTER),
        ("art", CodeKind.ART, CodeKind.SECTOR),
    ):
        rows = staged.connection.execute(
            f"SELECT account_class = '2', year, split_part(entity, ':', 1), {column}, "
            f"CAST(sum(rows) AS BIGINT), CAST(sum(amount_ore) AS BIGINT) FROM summary "
            f"WHERE {column} IS NOT NULL GROUP BY 1, 2, 3, 4"
        ).fetchall()
        for balance, year, entity, code, count, ore in rows:
            code_kind = balance_kind if balance else kind
            try:
                known = code in valid_codes(code_kind, year, _ORGANISATIONS[entity])
            except FactMissing:
                code, known = None, False
            if not known:
                found.append(UnknownCode(_NAMES[code_kind], year, entity, code, count, ore))
    return _merged(found)


def _merged(found: list[UnknownCode]) -> tuple[UnknownCode, ...]:
    sums: dict[tuple[str, int, str, str | None], tuple[int, int]] = {}
    for item in found:
        key = (item.kind, item.year, item.entity, item.code)
        rows, ore = sums.get(key, (0, 0))
        sums[key] = (rows + item.rows, ore + item.amount_ore)
    ordered = sorted(sums.items(), key=lambda entry: (entry[0][1], entry[0][0], entry[0][2], entry[0][3] or ""))
    return tuple(UnknownCode(*key, *values) for key, values in ordered)
