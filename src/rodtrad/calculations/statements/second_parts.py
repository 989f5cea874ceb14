"""Second parts of the appropriation statements: the same money by the council's own areas, or by project.

Provisions: FOR-2019-06-07-714 § 5-4 second paragraph and § 5-5 second paragraph. What belongs in a second part is what
falls in the lines of the first part that it breaks down, so that the two must agree.
"""

from collections.abc import Mapping

from rodtrad.calculations.formulas import formula
from rodtrad.calculations.statements.evaluation import line_of_account
from rodtrad.calculations.statements.statement import (
    Amounts,
    Columns,
    Statement,
    StatementLine,
    add_columns,
    as_columns,
    scale,
)
from rodtrad.facts.budget_regulation.statements import SecondPartFact, second_part_fact, statement_fact
from rodtrad.values.units import Unit

UNASSIGNED = "Ikke fordelt"
_FACTS = tuple(f"budget_regulation/statement_{part}.yaml" for part in ("5_4_1", "5_4_2", "5_5_1", "5_5_2"))


@formula("statements.second_part", "bevilgningsoversikt, andre del", Unit.NOK, _FACTS)
def compute_second_part(
    statement_id: str, amounts_by_item: Mapping[str, Amounts], columns: int | None = None
) -> Statement:
    """The statement 5-4-2 by area or 5-5-2 by project or area, in the order of `amounts_by_item`.

    The key "" holds what no area or project owns; it is shown as a line of its own. Item lines are numbered
    `part.item`, the sum of a part has the part's number, the sum of all is `sum`. Raises as `compute`.
    """
    fact = second_part_fact(statement_id)
    first = statement_fact(fact.first_part)
    width = columns
    rows: dict[str, dict[str, list[Columns]]] = {part: {} for part in fact.parts}
    for item, amounts in amounts_by_item.items():
        item_rows, item_width = as_columns(amounts, width)
        if item_rows:
            width = item_width
        for key, row in item_rows.items():
            if key.account_class != first.account_class:
                continue
            part = line_of_account(first.id, key.function, key.art)
            if part in rows:
                rows[part].setdefault(item, []).append(row)
    return _statement(fact, rows, width or 1)


def second_part_differences(second: Statement, first: Statement) -> dict[str, Columns]:
    """Per line of the first part: the second part's sum less the first part's line; all zero when they agree."""
    fact = second_part_fact(second.id)
    return {
        part: add_columns((second.line(part).amounts, scale(first.line(part).amounts, -1)), first.columns)
        for part in fact.parts
    }


def _statement(fact: SecondPartFact, rows: Mapping[str, dict[str, list[Columns]]], columns: int) -> Statement:
    first = statement_fact(fact.first_part)
    lines = []
    for part in fact.parts:
        line = first.line(part)
        assert line.certainty is not None
        for number, (item, item_rows) in enumerate(rows[part].items(), start=1):
            lines.append(
                StatementLine(
                    line=f"{part}.{number}",
                    label=item or UNASSIGNED,
                    total=False,
                    amounts=scale(add_columns(item_rows, columns), line.shown_as.sign),
                    certainty=line.certainty,
                    posted=True,
                )
            )
        own = [row for item_rows in rows[part].values() for row in item_rows]
        lines.append(
            StatementLine(
                line=part,
                label=line.label,
                total=True,
                amounts=scale(add_columns(own, columns), line.shown_as.sign),
                certainty=line.certainty,
                posted=bool(own),
            )
        )
    subtotals = [line for line in lines if line.total]
    if len(subtotals) > 1:
        lines.append(
            StatementLine(
                line="sum",
                label=fact.total_label,
                total=True,
                amounts=add_columns((line.amounts for line in subtotals), columns),
                certainty=next((line.certainty for line in subtotals if not line.verified), subtotals[0].certainty),
                posted=any(line.posted for line in subtotals),
            )
        )
    return Statement(fact.id, fact.title, fact.reference, columns, tuple(lines), ())
