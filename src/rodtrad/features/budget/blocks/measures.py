"""The measures of an area: what is done, why, and what follows, with their four years beside the text."""

from rodtrad.calculations.ledger.changes import Category, Change
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Inline
from rodtrad.documents.nodes import Measure, Measures, Paragraph, Section
from rodtrad.documents.rich_text import parse
from rodtrad.documents.tables import Row, Table, number
from rodtrad.features.budget.blocks.areas import frame_amounts
from rodtrad.features.budget.blocks.columns import PLAN, budget_source, money, plan_columns
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit

GROUPS = (
    ("earlier", (Category.EARLIER_DECISIONS, Category.TECHNICAL, Category.DEMOGRAPHY, Category.COMPENSATION)),
    ("new", (Category.NEW_MEASURE,)),
    ("savings", (Category.SAVING,)),
    ("political", (Category.POLITICAL,)),
    ("premises", (Category.PREMISE,)),
)


def written(words: str, key: str) -> tuple[Inline, ...]:
    """A short explanation as running text; paragraphs are joined."""
    paragraphs = [node for node in parse(words, key) if isinstance(node, Paragraph)]
    return tuple(part for paragraph in paragraphs for part in paragraph.text)


def as_measure(change: Change, view: PlanView, language: str) -> Measure:
    """A change as a measure with its text, kind, goal and full-time equivalents."""
    return Measure(
        change.id,
        change.title,
        written(change.explanation, change.id),
        written(change.consequence, change.id),
        view.area_names.get(change.area, ""),
        text("permanent" if change.permanent else "one_off", language),
        view.goal_titles.get(change.goal, ""),
        number(change.fte[0], signed=True) if any(change.fte) else None,
    )


@block("budget.measures", "Tiltak", requires=[PLAN])
def measures(request: Request, view: PlanView) -> Output:
    """The measures of one area (`area`) in groups: decided earlier, new, savings, the council's; 1 000 kr a year."""
    language, area = request.language, str(request.options["area"])
    by_change = frame_amounts(view, ("change",), area=area)
    nodes = []
    for key, categories in GROUPS:
        found = [
            change
            for change in view.proposal.changes
            if change.category in categories
            and not change.project
            and (change.area == area or any(by_change.get((change.id,), ())))
            and (change.explanation or change.area == area)
        ]
        if not found:
            continue
        width = len(view.years)
        rows = tuple(
            Row(
                change.id,
                change.title,
                money(_amounts(change, by_change.get((change.id,), (0,) * width)), signed=True),
            )
            for change in found
        )
        table = Table(
            f"tab-tiltak-{area}" if key == "new" else f"tab-tiltak-{key}-{area}",
            text(f"measures_{key}", language),
            text("measures_subtitle", language, year=view.first - 1),
            Unit.THOUSAND_NOK,
            plan_columns(view, language),
            rows,
            budget_source(view, language),
        )
        node = Measures(table, tuple(as_measure(change, view, language) for change in found))
        nodes.append(Section(f"tiltak-{key}-{area}", text(f"measures_{key}", language), (node,)))
    return Output(tuple(nodes))


def _amounts(change: Change, in_frame: tuple[int, ...]) -> tuple[int, ...]:
    """A change's amounts in the area's frame, or its operating lines when none of them is in a frame."""
    if any(in_frame):
        return in_frame
    width = len(in_frame)
    lines = [line.amounts for line in change.lines if line.account.account_class == "operating"]
    return tuple(sum(row[place] for row in lines) for place in range(width))
