"""Which tables of a budget document a comparison reads beside the measures, by the ids that the budget writes."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class BudgetTables:
    """Ids of tables and rows: the statement § 5-4 with its shortfall and its computed lines (row id and sign that
    makes it "expenditure +, income -"), the prefix of tables about projects, and the table of the areas' frames."""

    statement: str
    shortfall: str
    computed: tuple[tuple[str, int], ...]
    projects: str
    areas: str


@cache
def budget_tables() -> BudgetTables:
    """The ids in `budget_tables.yaml`."""
    text = (files("rodtrad.documents.comparison") / "budget_tables.yaml").read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    statement = read["statement"]
    computed = tuple((line["row"], line["sign"]) for line in statement["computed"])
    return BudgetTables(statement["table"], statement["shortfall"], computed, read["projects"], read["areas"])
