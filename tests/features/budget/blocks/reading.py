"""Makes blocks from plans, reads the tables they give, and draws random plans to try them on."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from tests.calculations.ledger.plans import YEARS, line, school_project, small_plan

import rodtrad.features.budget.blocks  # noqa: F401
from rodtrad.calculations.checks.registry import run_checks
from rodtrad.calculations.finance.capital_cost_lines import with_capital_cost
from rodtrad.calculations.ledger import Category, Change, Proposal
from rodtrad.demo import economy, operating
from rodtrad.documents.blocks import BLOCKS, Output, Request
from rodtrad.documents.tables import CellKind, Table
from rodtrad.documents.walk import tables_in
from rodtrad.features.budget.plan_view import HistoricKey, HistoricYear, PlanView

AREA_BLOCKS = ("budget.area_facts", "budget.frame_table", "budget.measures")
OPTIONAL_AREA_BLOCKS = ("budget.art_groups", "budget.projects", "budget.project_texts")
STATEMENTS = ("5-4-1", "5-5-1", "5-6")
GROUPS = ["FGK1b", "FGK7", "FGK8"]
OPERATING_ACCOUNTS = (
    ("2000", "202", "010"),
    ("2000", "202", "600"),
    ("2000", "222", "590"),
    ("2000", "202", "545"),
    ("3000", "254", "050"),
    ("3000", "254", "810"),
    ("9000", "800", "870"),
    ("9000", "870", "500"),
    ("9000", "880", "540"),
    ("", "100", "110"),
)
INVESTMENT_ACCOUNTS = (("2000", "222", "230"), ("9000", "870", "910"), ("2000", "222", "729"))


def view_of(proposal: Proposal, **values: Any) -> PlanView:
    """A plan view with its checks; the finance area is the general one."""
    given = {"checks": run_checks(proposal), "general_areas": frozenset({"9"}), "source_date": "28.10.2026"}
    return PlanView(proposal, **(given | values))


def demo_view(proposal: Proposal) -> PlanView:
    """Fjellvik's plan beside its accounts 2025 and budget 2026."""
    history = tuple(
        HistoricYear(
            year, phase, {HistoricKey(k.unit, "operating", k.function, k.art): v // scale for k, v in amounts.items()}
        )
        for year, phase, amounts, scale in (
            (2025, "accounts", operating.accounts(2025), 100),
            (2026, "budget", operating.budget(), 1),
        )
    )
    return view_of(
        proposal, history=history, general_areas=frozenset({"felles"}), inhabitants={2025: 6_300, 2026: 6_200}
    )


def plans() -> dict[str, PlanView]:
    """The plans that every block is tried on: small, with a project, of one year, empty, and Fjellvik's two."""
    measure = Change("laerere", "Flere lærere", Category.NEW_MEASURE, (line("2000", "202", "010", 600_000),), area="1")
    school = Change("skole", "Ny skole", Category.NEW_MEASURE, (), project="100", area="1")
    built = with_capital_cost(
        small_plan(measure, school, projects=(school_project(area="1", description="En ny skole.", is_new=True),))
    )
    one_year = small_plan()
    short = replace(
        one_year,
        years=(2027,),
        opening=replace(
            one_year.opening,
            lines=tuple(replace(part, amounts=part.amounts[:1]) for part in one_year.opening.lines),
        ),
        funds=tuple(replace(f, deposits=f.deposits[:1], uses=f.uses[:1]) for f in one_year.funds),
    )
    empty = small_plan(opening=Change("opening", "Tomt", Category.OPENING, ()), funds=(), parameters=(), targets=())
    return {
        "small": view_of(small_plan()),
        "built": view_of(built, goal_titles={"": ""}),
        "one year": view_of(short),
        "empty": view_of(empty),
        "by unit": view_of(small_plan(appropriation_level="unit")),
        "proposal": demo_view(economy.chief_executive_proposal()),
        "adopted": demo_view(economy.adopted_proposal()),
    }


def own_blocks() -> list[str]:
    """The blocks of a municipality's own plan; those of an imported document are tried on imported files."""
    return sorted(id for id in BLOCKS if id.startswith("budget.") and not id.startswith("budget.imported_"))


def make(block: str, view: PlanView, language: str = "nb", **options: Any) -> Output:
    """What a block gives for a plan."""
    return BLOCKS[block].make(Request(language, options), view)


def make_all(view: PlanView, language: str = "nb") -> dict[str, Output]:
    """What every block gives for a plan, with every option that it takes."""
    made = {}
    for block in own_blocks():
        choices: list[dict[str, Any]] = [{}]
        areas = [{"area": area.code} for area in view.proposal.areas]
        if block in AREA_BLOCKS:
            choices = list(areas)
        elif block in OPTIONAL_AREA_BLOCKS:
            choices += areas
        elif block == "budget.statement":
            choices = [{"statement": statement} for statement in STATEMENTS]
        elif block == "budget.service_costs":
            choices = [{"groups": GROUPS}]
        for options in choices:
            made[f"{block} {options}"] = make(block, view, language, **options)
    return made


def table(output: Output, id: str) -> Table:
    """The table with this id. Raises StopIteration when the output has none."""
    return next(one for one in tables_in(output.nodes) if one.id == id)


def amounts(found: Table, row: str) -> tuple[int, ...]:
    """A row's amounts in whole kroner; cells without a number are left out."""
    cells = next(one for one in found.rows if one.id == row).cells
    return tuple(int(cell.value) for cell in cells if cell.kind is CellKind.NUMBER and isinstance(cell.value, int))


def added(rows: list[tuple[int, ...]], width: int = len(YEARS)) -> tuple[int, ...]:
    """The sums of the columns."""
    return tuple(sum(row[place] for row in rows) for place in range(width))


@st.composite
def random_plans(draw: st.DrawFn) -> PlanView:
    """The small plan with up to six changes of any category, sign and account, balanced or not."""
    money = st.integers(-40_000_000, 40_000_000)
    changes = []
    for number in range(draw(st.integers(0, 6))):
        lines = [
            line(*draw(st.sampled_from(OPERATING_ACCOUNTS)), *draw(st.tuples(money, money, money, money)))
            for _ in range(draw(st.integers(0, 3)))
        ]
        lines += [
            line(*draw(st.sampled_from(INVESTMENT_ACCOUNTS)), draw(money), side="investment")
            for _ in range(draw(st.integers(0, 1)))
        ]
        category = draw(st.sampled_from([one for one in Category if one is not Category.OPENING]))
        area = draw(st.sampled_from(["1", "2", "9", ""]))
        changes.append(Change(f"endring-{number}", f"Endring {number}", category, tuple(lines), area=area))
    return view_of(small_plan(*changes))
