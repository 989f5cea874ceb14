"""Budget deviation and year-end dispositions: from the net result, through the budget's dispositions, to the remainder.

Provision: FOR-2019-06-07-714 § 5-9. The accounts already hold what was reduced or decided at the year's end, so the
lines about it are the differences between accounts and budget; a caller who knows the decisions gives them instead.
"""

from collections.abc import Mapping, Sequence

from rodtrad.calculations.formulas import formula
from rodtrad.calculations.statements.evaluation import certainty_of, compute, select, sum_of_terms
from rodtrad.calculations.statements.statement import (
    Amounts,
    Columns,
    Statement,
    StatementLine,
    add_columns,
    as_columns,
    scale,
)
from rodtrad.facts.budget_regulation.statements import LineFact, statement_fact
from rodtrad.facts.reader import Certainty
from rodtrad.values.units import Unit

_FACTS = tuple(f"budget_regulation/statement_{part}.yaml" for part in ("5_4_1", "5_5_1", "5_9_1", "5_9_2"))
_RESULT_LINE = "25"


@formula("statements.budget_deviation", "samlet budsjettavvik", Unit.NOK, _FACTS)
def compute_budget_deviation(
    statement_id: str,
    accounts: Amounts,
    budget: Amounts,
    decided: Mapping[str, int | Sequence[int]] | None = None,
) -> Statement:
    """The statement 5-9-1 (operating) or 5-9-2 (investment) of closed accounts and the adjusted budget.

    `decided` gives the amounts of lines about reductions and year-end decisions where they are known, with the sign of
    the form; the others are differences between accounts and budget. The last line's `closing` is what the
    appropriation statement carries forward. Raises as `compute`.
    """
    fact = statement_fact(statement_id)
    result = compute(fact.result_statement, accounts)
    columns = result.columns
    account_rows, _ = as_columns(accounts, columns if accounts else None)
    budget_rows, _ = as_columns(budget, columns if budget else None)
    given = {line: _columns(amount, columns) for line, amount in (decided or {}).items()}
    facts = {line.line: line for line in fact.lines}
    known: dict[str, Columns] = {}

    def counted(line: LineFact, column: str) -> Columns:
        rows = account_rows if column == "accounts" else budget_rows
        return select(rows, fact.account_class, line, columns)

    def value(number: str) -> Columns:
        if number not in known:
            known[number] = evaluate(facts[number])
        return known[number]

    def evaluate(line: LineFact) -> Columns:
        if line.terms:
            return sum_of_terms(line.terms, value, columns)
        if line.line in given:
            return given[line.line]
        if line.statement_terms:
            return sum_of_terms(line.statement_terms, lambda other: result.line(other).amounts, columns)
        if line.difference_of:
            other = facts[line.difference_of]
            difference = add_columns((counted(other, "accounts"), scale(counted(other, "budget"), -1)), columns)
            separate = [given[one.line] for one in fact.lines if one.taken_from == line.line and one.line in given]
            return add_columns((_part(difference, line.part), *(scale(row, -1) for row in separate)), columns)
        if line.taken_from:
            return (0,) * columns
        return counted(line, line.column)

    def certainty(number: str) -> Certainty:
        line = facts[number]
        return Certainty.DATA if number in given else certainty_of(line, certainty)

    last = fact.lines[-1].line
    lines = tuple(
        StatementLine(
            line=line.line,
            label=line.label,
            total=line.total,
            amounts=value(line.line),
            certainty=certainty(line.line),
            posted=line.total or any(value(line.line)),
            note=line.note,
            closing=result.line(_RESULT_LINE).amounts if line.line == last else None,
        )
        for line in fact.lines
    )
    return Statement(fact.id, fact.title, fact.reference, columns, lines, result.unmapped)


def _columns(amount: int | Sequence[int], columns: int) -> Columns:
    row = (amount,) if isinstance(amount, int) else tuple(amount)
    if len(row) != columns:
        raise ValueError(f"{len(row)} amounts were given for {columns} columns")
    return row


def _part(difference: Columns, part: str) -> Columns:
    if part == "above_zero":
        return tuple(max(0, amount) for amount in difference)
    if part == "below_zero":
        return tuple(min(0, amount) for amount in difference)
    return difference
