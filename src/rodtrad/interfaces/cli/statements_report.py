"""The answer of `rodtrad statements`: text in whole kroner for people, øre in JSON and CSV for machines."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from rodtrad.features.accounts.selectors.statements import (
    AMOUNT,
    DEVIATION,
    ScopeStatements,
    ShownStatement,
)
from rodtrad.intake.postings import ACCOUNT_CLASS_NAMES, KIND_NAMES, ORE_PER_KRONE, Kind
from rodtrad.interfaces.cli.statement_printing import (
    print_first_year,
    print_lines,
    statement_as_json,
    verified_word,
)
from rodtrad.store.consolidation import Elimination
from rodtrad.values.numbers import format_number

_OTHER_COLUMNS = {AMOUNT: "beløp", DEVIATION: "avvik"}
_OWNERS = {"area": "område", "unit": "ansvar", "project": "prosjekt"}
_COLUMNS = ("entity", "statement", "line", "label", "column", "amount_ore", "mapping", "verified", "note")


def write(scopes: Sequence[ScopeStatements], year: int, form: str) -> None:
    """Write the statements to stdout as text, json or csv."""
    {"text": _write_text, "json": _write_json, "csv": _write_csv}[form](scopes, year)


def _whose(scope: ScopeStatements) -> str:
    return "consolidated" if scope.consolidated else scope.entities[0]


def _kroner(ore: int) -> str:
    return format_number(Decimal(ore) / ORE_PER_KRONE)


def _heading(column: str) -> str:
    return _OTHER_COLUMNS[column] if column in _OTHER_COLUMNS else KIND_NAMES[Kind(column)]


def _write_text(scopes: Sequence[ScopeStatements], year: int) -> None:
    for scope in scopes:
        for one in scope.shown:
            owner = f", etter {_OWNERS[one.owner]}" if one.owner else ""
            print(f"{one.statement.title} ({one.statement.reference}){owner}")
            whose = f"Konsolidert: {', '.join(scope.entities)}" if scope.consolidated else f"Enhet {scope.entities[0]}"
            print(f"{whose}, {year}. Beløp i hele kroner, avrundet hver for seg.")
            if DEVIATION in one.columns:
                print("Grunnlaget for avviket: regnskap minus justert budsjett, linje for linje.")
            print_first_year(one.statement.id, year)
            print()
            print_lines(one.statement, _kroner, [_heading(column) for column in one.columns])
            print()
        if scope.consolidated and scope.shown:
            _write_eliminations(scope.eliminations)


def _write_eliminations(eliminations: Sequence[Elimination]) -> None:
    print("Nettet mellom enhetene (kommuneloven § 14-6 første ledd d):")
    for one in eliminations:
        pair, mark = one.pair, "" if _verified(one) else "  *"
        kind = f"{KIND_NAMES[Kind(one.kind)]}, {ACCOUNT_CLASS_NAMES[one.account_class]}"
        print(f"  {pair.label}, {pair.expense} mot {pair.income} ({kind}){mark}")
        print(
            f"    {pair.expense}: {_kroner(one.expense_ore)}  {pair.income}: {_kroner(one.income_ore)}  "
            f"differanse: {_kroner(one.difference_ore)}"
        )
    if not eliminations:
        print("  Ingen interne beløp.")
    if not all(map(_verified, eliminations)):
        print("  * At disse postene nettes slik, er ikke bekreftet.")
    print("  Renter, avdrag og lån nettes bare der posteringen har en motpart som konsolideres.\n")


def _verified(elimination: Elimination) -> bool:
    return elimination.pair.certainty.value != "unverified"


def _write_json(scopes: Sequence[ScopeStatements], year: int) -> None:
    content = {
        "year": year,
        "unit": "øre",
        "scopes": [
            {
                "entity": _whose(scope),
                "entities": list(scope.entities),
                "statements": [_as_json(one) for one in scope.shown],
                "netted": [
                    {
                        "pair": one.pair.id,
                        "label": one.pair.label,
                        "account_class": one.account_class,
                        "kind": one.kind,
                        "expense_item": one.pair.expense,
                        "income_item": one.pair.income,
                        "expense_ore": one.expense_ore,
                        "income_ore": one.income_ore,
                        "difference_ore": one.difference_ore,
                        "verified": _verified(one),
                    }
                    for one in scope.eliminations
                ],
                "not_computable": [
                    {"statement": one.statement_id, "column": one.column or None, "reason": one.reason}
                    for one in scope.lacking
                ],
            }
            for scope in scopes
        ],
    }
    print(json.dumps(content, ensure_ascii=False, indent=2))


def _as_json(one: ShownStatement) -> dict[str, Any]:
    return {
        "statement": one.statement.id,
        "title": one.statement.title,
        "reference": one.statement.reference,
        "by": one.owner or None,
        "columns": list(one.columns),
        **statement_as_json(one.statement, "amounts_ore", lambda row: dict(zip(one.columns, row, strict=True))),
    }


def _write_csv(scopes: Sequence[ScopeStatements], year: int) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("year", *_COLUMNS))
    for scope in scopes:
        for one in scope.shown:
            writer.writerows((year, _whose(scope), one.statement.id, *row) for row in _rows(one))
        for netted in scope.eliminations:
            pair = netted.pair
            sides = (
                (pair.expense, netted.expense_ore),
                (pair.income, netted.income_ore),
                ("difference", netted.difference_ore),
            )
            for side, ore in sides:
                label = f"{netted.account_class}:{pair.id}:{side}"
                verified = "yes" if _verified(netted) else "no"
                certainty = pair.certainty.value
                writer.writerow(
                    (year, _whose(scope), "", "netted", label, netted.kind, ore, certainty, verified, pair.label)
                )


def _rows(one: ShownStatement) -> Iterator[tuple[object, ...]]:
    for line in one.statement.lines:
        for column, ore in zip(one.columns, line.amounts, strict=True):
            yield line.line, line.label, column, ore, line.certainty.value, verified_word(line), line.note
    for unmapped in one.statement.unmapped:
        for column, ore in zip(one.columns, unmapped.amounts, strict=True):
            yield "unmapped", ":".join(unmapped.key), column, ore, "unmapped", "", ""
