"""How a statement is written on the command line, whether it was computed from an extract or from imported data.

What could not be placed in any line and what is not verified is part of the answer in every format.
"""

from collections.abc import Callable, Sequence
from typing import Any

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.statements.statement import Statement, StatementLine
from rodtrad.facts.budget_regulation.statements import SECOND_PARTS, second_part_fact, statement_fact

_UNVERIFIED = "ikke bekreftet"
_DOUBTFUL_SUM = "summen bygger på linjer som ikke er bekreftet"
_DOUBTFUL_LINE = "hvilke kontoer linjen omfatter, er ikke bekreftet"
_NARROWEST = 14


def print_first_year(statement_id: str, year: int) -> None:
    """Say it when the statement's form is younger than the year that is shown in it."""
    fact = second_part_fact(statement_id) if statement_id in SECOND_PARTS else statement_fact(statement_id)
    first_year = fact.valid_from
    if year < first_year:
        print(
            f"Merk: oppstillingen gjelder fra {first_year}. Arter og kapitler som gikk ut før det, står som uplassert."
        )


def print_lines(statement: Statement, show: Callable[[int], str], headings: Sequence[str] = ()) -> None:
    """The lines, a column of amounts for each heading (one without a heading), and the doubt about their accounts."""
    labels = max(len(line.label) for line in statement.lines) + 1
    widths = [max(_NARROWEST, len(heading) + 2) for heading in headings] or [_NARROWEST] * statement.columns

    def cells(amounts: Sequence[int]) -> str:
        return "".join(f"{show(amount):>{width}}" for amount, width in zip(amounts, widths, strict=True))

    if headings:
        print(" " * (10 + labels) + "".join(f"{word:>{width}}" for word, width in zip(headings, widths, strict=True)))
    for line in statement.lines:
        mark = "  *" if not line.verified else ""
        print(f"{line.line:>8}  {line.label:<{labels}}{cells(line.amounts)}{mark}")
        if line.closing and line.closing_difference and any(line.closing_difference):
            print(f"{'':>8}  ført på årets avslutningskonti: {'  '.join(map(show, line.closing))}")
    if statement.unmapped:
        print("\nUplasserte beløp (hører ikke til noen linje, med regnskapets fortegn):")
        for unmapped in statement.unmapped:
            print(f"{'':>8}  {account_words(unmapped.key):<{labels}}{cells(unmapped.amounts)}")
        print(f"{'':>8}  {'Sum uplassert':<{labels}}{cells(statement.unmapped_total)}")
    else:
        print("\nIngen uplasserte beløp.")
    doubtful = [line for line in statement.lines if not line.verified]
    if doubtful:
        print(f"\n* Kontoplasseringen er {_UNVERIFIED} mot forskrift og veileder:")
        for line in doubtful:
            print(f"  {line.line}: {line.note or (_DOUBTFUL_SUM if line.total else _DOUBTFUL_LINE)}")


def account_words(key: AccountKey) -> str:
    """An account in words, with its function and art, or its chapter and sector."""
    first, second = ("kapittel", "sektor") if key.account_class == "B" else ("funksjon", "art")
    return f"{first} {key.function or 'mangler'} {second} {key.art or 'mangler'}"


def verified_word(line: StatementLine) -> str:
    """What CSV says in the column `verified`."""
    return "yes" if line.verified else "no"


def statement_as_json(statement: Statement, amount: str, value: Callable[[Sequence[int]], Any]) -> dict[str, Any]:
    """The lines and what has no line; `amount` is the key that holds `value` of a row of amounts."""
    return {
        "lines": [
            {
                "line": line.line,
                "label": line.label,
                "total": line.total,
                amount: value(line.amounts),
                "mapping": line.certainty.value,
                "verified": line.verified,
                "note": line.note,
                "closing_accounts": value(line.closing) if line.closing else None,
            }
            for line in statement.lines
        ],
        "unmapped": [
            {
                "account_class": unmapped.key.account_class,
                "function_or_chapter": unmapped.key.function,
                "art_or_sector": unmapped.key.art,
                amount: value(unmapped.amounts),
            }
            for unmapped in statement.unmapped
        ],
        "unmapped_total": value(statement.unmapped_total),
    }
