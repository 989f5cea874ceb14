"""What each service area costs per inhabitant in the accounts: KOSTRA's net operating expenditure, by year."""

from decimal import Decimal

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.key_figures.evaluation import compute_key_figures
from rodtrad.calculations.kostra.net_operating_expenditure import net_operating_expenditure_per_inhabitant
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Chart, ChartKind, Node, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Note, Row, Source, Table, missing, number
from rodtrad.facts.kostra.key_figures.groups import group_label
from rodtrad.facts.kostra.key_figures.inhabitants import population_year
from rodtrad.features.budget.blocks.columns import PLAN, listed
from rodtrad.features.budget.plan_view import STATEMENT_CLASS, HistoricYear, PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_number
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit

_UNVERIFIED = "ubekreftede-navn"


def _costs(year: HistoricYear, inhabitants: int | None, groups: list[str]) -> dict[str, Decimal | None]:
    amounts: dict[AccountKey, int] = {}
    for key, amount in year.amounts.items():
        account = AccountKey(STATEMENT_CLASS[key.account_class], key.function, key.art)
        amounts[account] = amounts.get(account, 0) + amount
    figures = compute_key_figures(amounts, unit=Unit.NOK)
    return {group: net_operating_expenditure_per_inhabitant(figures, inhabitants, group) for group in groups}


@block("budget.service_costs", "Netto driftsutgifter per innbygger", requires=[PLAN])
def service_costs(request: Request, view: PlanView) -> Output:
    """Net operating expenditure per inhabitant for the service areas `groups`, in each year with accounts.

    The inhabitants are those at the end of the accounting year, as in KOSTRA; how many they were is said.
    """
    language = request.language
    groups = [str(group) for group in request.options["groups"]]
    years = [year for year in view.history if year.phase == "accounts"]
    if not years:
        return Output()
    counted = {year.year: view.inhabitants.get(population_year(year.year)) for year in years}
    costs = [_costs(year, counted[year.year], groups) for year in years]
    last = costs[-1]
    shown = sorted((g for g in groups if last[g] is not None), key=lambda g: -(last[g] or 0))

    def cell(value: Decimal | None) -> Cell:
        if value is None:
            return missing(Missing.NOT_AVAILABLE, text("no_inhabitants", language))
        return number(round_half_away(value))

    if not shown:
        return Output()
    unverified = [group for group in shown if not group_label(group)[1]]
    notes: tuple[Note, ...] = ()
    if unverified:
        words = text("group_unverified", language, count=len(unverified), groups=listed(unverified, language))
        notes = (Note(_UNVERIFIED, (Text(words),)),)
    rows = [
        Row(
            group.lower(),
            group_label(group)[0],
            tuple(cell(one[group]) for one in costs),
            notes=(_UNVERIFIED,) if group in unverified else (),
        )
        for group in shown
    ]
    columns = tuple(Column(str(year.year), str(year.year), text("phase_accounts", language)) for year in years)
    identity = "tab-per-innbygger"
    title = text(
        "service_costs_title", language, name=rows[0].label, amount=format_number(last[shown[0]] or 0),
    )  # fmt: skip
    each = [f"{year}: {format_number(count)}" for year, count in counted.items() if count]
    subtitle = text("service_costs_subtitle", language, counts=listed(each, language))
    table = Table(
        identity, title, subtitle, Unit.NOK_PER_CAPITA, columns, tuple(rows),
        Source(text("source_accounts", language), view.source_date), notes=notes,
    )  # fmt: skip
    nodes: list[Node] = [TableNode(table)]
    if len(rows) > 1 and all(isinstance(one, Decimal) for one in (last[group] for group in shown)):
        nodes = [_chart(table, view, years, language)]
    return Output(tuple(nodes))


def _chart(table: Table, view: PlanView, years: list[HistoricYear], language: str) -> Chart:
    first, last = table.rows[0], table.rows[-1]
    sentence = text(
        "service_costs_sentence", language, year=years[-1].year,
        most=first.label.lower(), least=last.label.lower(),
    )  # fmt: skip
    roles = (SeriesRole.OTHER, SeriesRole.OWN) if len(years) > 1 else (SeriesRole.OWN,)
    series = tuple(
        Series(column.id, column.label, role) for column, role in zip(table.columns[-2:], roles, strict=False)
    )
    return Chart(
        "fig-per-innbygger", table.title, table.subtitle, sentence, ChartKind.BARS, table, series,
        tuple(row.id for row in table.rows), series_in_columns=True,
    )  # fmt: skip
