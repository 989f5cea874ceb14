"""Figures that the demo's chapters show beside the plan: per inhabitant, population, goals and financial indicators."""

from decimal import Decimal
from typing import Any, NamedTuple

from rodtrad.demo import operating
from rodtrad.demo.balance_sheet import chapter_sum, closing, fund_balances
from rodtrad.demo.reading import document, population, table
from rodtrad.values.rounding import round_half_away

ORE_PER_KRONE = 100


class PerInhabitant(NamedTuple):
    """Net operating expenditure of a service in whole kroner per inhabitant, with the span of real municipalities."""

    service: str
    title: str
    year: int
    kroner: int
    low: int
    high: int


class YearIndicators(NamedTuple):
    """Financial indicators of a closed year in percent of operating income."""

    year: int
    operating_income_in_ore: int
    net_operating_result: Decimal
    general_fund: Decimal
    net_debt: Decimal


class PopulationYear(NamedTuple):
    """Inhabitants on 1 January; `forecast` is True for years not counted yet."""

    year: int
    forecast: bool
    groups: dict[str, int]


def net_expenditure_per_inhabitant(year: int) -> list[PerInhabitant]:
    """Per service in comparison.yaml: depreciation included, divided by the inhabitants at the end of the year."""
    accounts = operating.accounts(year)
    inhabitants = population(year + 1)["total"]
    rows = []
    for service in document("comparison.yaml")["services"]:
        net = sum(
            amount
            for key, amount in accounts.items()
            if key.function in service["functions"]
            and (key.art < "500" or key.art == "590" or "600" <= key.art < "900")
        )
        kroner = int(round_half_away(Decimal(net) / ORE_PER_KRONE / inhabitants))
        rows.append(PerInhabitant(service["id"], service["title"], year, kroner, service["low"], service["high"]))
    return rows


def indicators(year: int) -> YearIndicators:
    """Net operating result, general fund and net debt of 2024 or 2025.

    Net debt is long-term debt without pension, less loans given and unused loans.
    """
    accounts, balance = operating.accounts(year), closing(year)
    income = -sum(amount for key, amount in accounts.items() if "600" <= key.art < "900")
    dispositions = ("530", "540", "550", "570", "940", "950")
    result = sum(amount for key, amount in accounts.items() if key.art in dispositions)
    debt = -chapter_sum(balance, {"451"}) - chapter_sum(balance, {"22"}) - balance["9100", "000"]
    general = fund_balances(year)["disposisjonsfond"]
    return YearIndicators(year, income, *(Decimal(100 * part) / income for part in (result, general, debt)))


def population_years() -> list[PopulationYear]:
    """History and forecast in the order of population.csv."""
    return [
        PopulationYear(int(row["year"]), row["kind"] == "forecast", population(int(row["year"])))
        for row in table("population.csv")
    ]


def goals() -> list[dict[str, Any]]:
    """The goals with their indicators; the general fund's history is filled in from the accounts, percent."""
    filled = []
    for goal in document("goals.yaml")["goals"]:
        entries = []
        for entry in goal["indicators"]:
            history = dict(entry["history"])
            if entry.get("computed_from") == "accounts":
                history = {year: round_half_away(indicators(year).general_fund, 1) for year in (2024, 2025)}
            entries.append({**entry, "history": history})
        filled.append({**goal, "indicators": entries})
    return filled
