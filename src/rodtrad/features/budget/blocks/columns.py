"""The columns, rows and sources that the budget's tables share."""

from collections.abc import Sequence
from decimal import Decimal

from rodtrad.documents.tables import EMPTY, Cell, Column, Row, RowRole, Source, missing, number
from rodtrad.documents.tables import Missing as Reason
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import NBSP, format_in_unit, format_number
from rodtrad.values.units import Unit

PLAN = "budget.plan"


def plan_columns(view: PlanView, language: str) -> tuple[Column, ...]:
    """One column for each plan year, the budget year first and marked."""
    return tuple(
        Column(
            str(year),
            str(year),
            text("phase_budget" if year == view.first else "phase_plan", language),
            budget_year=year == view.first,
        )
        for year in view.years
    )


def historic_columns(view: PlanView, language: str) -> tuple[Column, ...]:
    """One column for each year before the plan, with its phase."""
    return tuple(
        Column(f"{year.phase}-{year.year}", str(year.year), text(f"phase_{year.phase}", language))
        for year in view.history
    )


def all_columns(view: PlanView, language: str) -> tuple[Column, ...]:
    """The years before the plan and the plan's years."""
    return historic_columns(view, language) + plan_columns(view, language)


def money(amounts: Sequence[int | None], *, signed: bool = False, explanation: str | None = None) -> tuple[Cell, ...]:
    """Cells of whole kroner; None is "nothing budgeted"."""
    return tuple(
        missing(Reason.NOT_BUDGETED) if amount is None else number(amount, signed=signed, explanation=explanation)
        for amount in amounts
    )


def percentages(values: Sequence[Decimal | None], reason: str) -> tuple[Cell, ...]:
    """Cells of percent; None is "not possible", with the reason."""
    return tuple(missing(Reason.NOT_POSSIBLE, reason) if value is None else number(value) for value in values)


def section_row(id: str, label: str, width: int) -> Row:
    """A row that heads a group of rows."""
    return Row(id, label, (EMPTY,) * width, RowRole.SECTION)


def sum_columns(rows: Sequence[Sequence[int]], width: int) -> tuple[int, ...]:
    """The sums of the columns; zeros without rows."""
    return tuple(sum(row[place] for row in rows) for place in range(width))


def budget_source(view: PlanView, language: str) -> Source:
    """The municipality's own budget, with the date of the version."""
    return Source(text("source_budget", language), view.source_date)


def accounts_and_budget_source(view: PlanView, language: str) -> Source:
    """The municipality's own accounts and budget, with the date of the version."""
    return Source(text("source_accounts_and_budget", language), view.source_date)


def million(amount: int) -> str:
    """An amount in million kroner with one decimal, for titles and sentences."""
    return f"{format_in_unit(amount, Unit.MILLION_NOK)}{NBSP}mill.{NBSP}kr"


def change_in_words(before: int, now: int, language: str) -> str:
    """ "Opp 10,8 mill. kr (5,5 prosent)"; without a percentage when the base is small or the sign changes."""
    difference = now - before
    if difference == 0:
        return text("unchanged", language)
    direction = text("up" if difference > 0 else "down", language)
    if abs(before) < 1_000_000 or (before < 0) != (now < 0):
        return f"{direction} {million(abs(difference))}"
    share = Decimal(abs(difference)) * 100 / abs(before)
    return text(
        "change_words",
        language,
        direction=direction,
        amount=million(abs(difference)),
        percent=format_number(share, 1),
    )
