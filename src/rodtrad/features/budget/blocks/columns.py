"""The columns, rows and sources that the budget's tables share."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from rodtrad.documents.tables import EMPTY, Cell, Column, Missing, Row, RowRole, Source, missing, number
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.plan_view import HistoricKey, PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_in_unit, format_number
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit

PLAN = "budget.plan"
_THOUSAND, _MILLION = 1_000, 1_000_000


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
        Column(f"{address(year.phase)}-{year.year}", str(year.year), text(f"phase_{year.phase}", language))
        for year in view.history
    )


def all_columns(view: PlanView, language: str) -> tuple[Column, ...]:
    """The years before the plan and the plan's years."""
    return historic_columns(view, language) + plan_columns(view, language)


def money(
    amounts: Sequence[int], *, signed: bool = False, explanation: str | None = None, at: int = 0
) -> tuple[Cell, ...]:
    """Cells of whole kroner. `explanation` belongs to the cell in place `at`, which is the budget year's."""
    return tuple(
        number(amount, signed=signed, explanation=explanation if place == at else None)
        for place, amount in enumerate(amounts)
    )


def budgeted(amount: int) -> Cell:
    """An amount that somebody decided, where nothing decided is "nothing budgeted" and not zero kroner."""
    return number(amount) if amount else missing(Missing.NOT_BUDGETED)


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


def years_in_words(view: PlanView) -> str:
    """The plan's years as "2027–2030", or the one year."""
    return str(view.first) if len(view.years) == 1 else f"{view.first}\u2013{view.years[-1]}"


def with_prices(subtitle: str, view: PlanView, language: str) -> str:
    """A subtitle that ends by saying which year's prices the plan is stated in, when the plan says so."""
    basis = view.proposal.price_basis
    if not basis:
        return subtitle
    if basis == view.years:
        words = text("prices_current", language)
    elif len(set(basis)) == 1:
        words = text("prices_fixed", language, year=basis[0])
    else:
        pairs = zip(view.years, basis, strict=True)
        each = [text("prices_of_year", language, year=year, basis=of) for year, of in pairs]
        words = text("prices_mixed", language, years=listed(each, language))
    return f"{subtitle} {words}"


def in_words(amount: int, language: str, *, signed: bool = False) -> str:
    """An amount for sentences: "10,8 mill. kr", "650 000 kr" under a million, "420 kr" under a thousand.

    `signed` puts a plus before an increase.
    """
    if abs(amount) >= _MILLION:
        return text("amount_million", language, number=format_in_unit(amount, Unit.MILLION_NOK, signed=signed))
    shown = round_half_away(amount, -3) if abs(amount) >= _THOUSAND else Decimal(amount)
    return text("amount_kroner", language, number=format_number(shown, signed=signed))


def percent_in_words(value: Decimal, language: str, places: int | None = None) -> str:
    """ "1,75 prosent": with `places` decimals, or as many as the value has."""
    shown = places if places is not None else max(0, -int(value.normalize().as_tuple().exponent))
    return text("amount_percent", language, number=format_number(value, shown))


def listed(parts: Sequence[str], language: str) -> str:
    """ "a, b og c" in the language."""
    if len(parts) < 2:
        return "".join(parts)
    return text("list_and", language, first=", ".join(parts[:-1]), last=parts[-1])


def change_in_words(before: int, now: int, language: str) -> str:
    """ "Opp 10,8 mill. kr (5,5 prosent)"; without a percentage when the base is small or the sign changes."""
    difference = now - before
    if difference == 0:
        return text("unchanged", language)
    direction = text("up" if difference > 0 else "down", language)
    amount = in_words(abs(difference), language)
    if abs(before) < _MILLION or (before < 0) != (now < 0):
        return text("change_words_plain", language, direction=direction, amount=amount)
    share = Decimal(abs(difference)) * 100 / abs(before)
    return text("change_words", language, direction=direction, amount=amount, percent=format_number(share, 1))


def with_history(
    view: PlanView, plan: Mapping[str, Sequence[int]], group: Callable[[HistoricKey], str | None]
) -> dict[str, tuple[int, ...]]:
    """The plan's rows with the same groups of the years before in front; `group` gives None for what is left out."""
    before = len(view.history)
    rows = {key: [0] * before + list(amounts) for key, amounts in plan.items()}
    for place, year in enumerate(view.history):
        for key, amount in year.amounts.items():
            found = group(key)
            if found is not None:
                rows.setdefault(found, [0] * (before + len(view.years)))[place] += amount
    return {key: tuple(row) for key, row in rows.items()}
