"""First parts, the overview by art and the balance sheet: every account in exactly one line, or shown as unmapped.

Provisions: FOR-2019-06-07-714 § 5-4 first paragraph, § 5-5 first paragraph, § 5-6 and § 5-8.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.statements.statement import (
    Amounts,
    Columns,
    Statement,
    StatementLine,
    UnmappedAmount,
    add_columns,
    as_columns,
    scale,
)
from rodtrad.facts.budget_regulation.statements import LineFact, Selector, StatementFact, statement_fact
from rodtrad.facts.reader import Certainty
from rodtrad.facts.signed_sums import Term
from rodtrad.values.units import Unit

_FACTS = tuple(f"budget_regulation/statement_{part}.yaml" for part in ("5_4_1", "5_5_1", "5_6", "5_8"))


@formula("statements.statutory_statement", "lovpålagt oversikt", Unit.NOK, _FACTS)
def compute(statement_id: str, amounts: Amounts, columns: int | None = None) -> Statement:
    """The statement 5-4-1, 5-5-1, 5-6 or 5-8 of accounts, a budget or a plan.

    `amounts` hold per account one whole number or one per column (years, or accounts and budget), in any unit, with the
    signs of the extract. Only the accounts of the statement's own class are used. Raises FactMissing on an unknown
    statement and ValueError when the accounts differ in their number of columns.
    """
    fact = statement_fact(statement_id)
    rows, width = as_columns(amounts, columns)
    sums: dict[str, list[Columns]] = defaultdict(list)
    unmapped = []
    for key, row in rows.items():
        if key.account_class != fact.account_class:
            continue
        line = line_of_account(statement_id, key.function, key.art)
        if line is not None:
            sums[line].append(row)
        elif any(row):
            unmapped.append(UnmappedAmount(key, row))
    lines = _lines(fact, sums, width)
    return Statement(
        fact.id, fact.title, fact.reference, width, lines, tuple(sorted(unmapped, key=lambda item: item.key))
    )


@cache
def line_of_account(statement_id: str, function: str, art: str) -> str | None:
    """The line that an account of the statement's class falls in, None when it has none.

    `function` is the chapter and `art` the sector for the balance sheet.
    """
    fact = statement_fact(statement_id)
    taken: dict[str, bool] = {}
    for line in fact.lines:
        taken[line.line] = takes(line.selectors, function, art)
        if taken[line.line] and not any(taken[other] for other in line.except_lines):
            return line.line
        if line.closing is not None and takes(line.closing.selectors, function, art):
            return line.line
    return None


def takes(selectors: tuple[Selector, ...], function: str, art: str) -> bool:
    """Whether any of the selectors means the account."""
    return any(selector.takes(function, art) for selector in selectors)


def _lines(fact: StatementFact, sums: Mapping[str, list[Columns]], columns: int) -> tuple[StatementLine, ...]:
    known = {
        line.line: scale(add_columns(sums.get(line.line, ()), columns), line.shown_as.sign)
        for line in fact.lines
        if not line.terms
    }
    certainties: dict[str, Certainty] = {}
    facts = {line.line: line for line in fact.lines}

    def value(line: str) -> Columns:
        if line not in known:
            known[line] = sum_of_terms(facts[line].terms, value, columns)
        return known[line]

    def certainty(line: str) -> Certainty:
        if line not in certainties:
            certainties[line] = certainty_of(facts[line], certainty)
        return certainties[line]

    return tuple(
        StatementLine(
            line=line.line,
            label=line.label,
            total=line.total,
            amounts=value(line.line),
            certainty=certainty(line.line),
            posted=bool(sums.get(line.line)) or bool(line.terms),
            note=line.note,
            closing=scale(add_columns(sums.get(line.line, ()), columns), line.closing.shown_as.sign)
            if line.closing is not None and sums.get(line.line)
            else None,
        )
        for line in fact.lines
    )


def sum_of_terms(terms: tuple[Term, ...], value: Callable[[str], Columns], columns: int) -> Columns:
    """The signed sum of other lines."""
    return add_columns((scale(value(term.reference), term.sign) for term in terms), columns)


def certainty_of(line: LineFact, other: Callable[[str], Certainty]) -> Certainty:
    """How sure the line is: as the facts say, or unverified when a line it is made of is unverified."""
    if line.certainty is not None:
        return line.certainty
    if any(other(term.reference) is Certainty.UNVERIFIED for term in line.terms):
        return Certainty.UNVERIFIED
    return Certainty.IMPLIED


def select(amounts: Mapping[AccountKey, Columns], account_class: str, line: LineFact, columns: int) -> Columns:
    """The sum of the accounts that a line means, with the sign that it is shown with."""
    rows = (
        row
        for key, row in amounts.items()
        if key.account_class == account_class and takes(line.selectors, key.function, key.art)
    )
    return scale(add_columns(rows, columns), line.shown_as.sign)
