"""The measures of an area: what is done, why, and what follows, with their four years beside the text."""

from rodtrad.calculations.ledger.accounts import OPERATING
from rodtrad.calculations.ledger.changes import Category, Change
from rodtrad.calculations.ledger.index import Amounts
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Inline
from rodtrad.documents.nodes import Measure, Measures, Paragraph, Section
from rodtrad.documents.rich_text import parse
from rodtrad.documents.tables import Row, Table, number
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.areas import frame_amounts
from rodtrad.features.budget.blocks.columns import PLAN, budget_source, in_words, money, plan_columns, sum_columns
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit

GROUPS = (
    ("earlier", (Category.EARLIER_DECISIONS, Category.COMPENSATION, Category.TECHNICAL, Category.DEMOGRAPHY)),
    ("new", (Category.NEW_MEASURE,)),
    ("savings", (Category.SAVING,)),
    ("political", (Category.POLITICAL,)),
    ("premises", (Category.PREMISE,)),
)


def table_of_measure(change: Change, area: str) -> str:
    """The id of the table that a change stands in on an area's page."""
    key = next(key for key, categories in GROUPS if change.category in categories)
    return f"tab-tiltak-{area}" if key == "new" else f"tab-tiltak-{address(key)}-{area}"


def written(words: str, key: str) -> tuple[Inline, ...]:
    """A short explanation as running text; paragraphs are joined."""
    paragraphs = [node for node in parse(words, key) if isinstance(node, Paragraph)]
    return tuple(part for paragraph in paragraphs for part in paragraph.text)


@block("budget.measures", "Tiltak", requires=[PLAN])
def measures(request: Request, view: PlanView) -> Output:
    """The measures of one area (`area`) in groups: decided earlier, new, savings, the council's; 1 000 kr a year.

    An investment stands among the projects; it is a measure here when it changes the area's frame or is the council's.
    """
    language, area = request.language, str(request.options["area"])
    by_area = {key: row for key, row in frame_amounts(view, ("change", "area")).items() if any(row)}
    in_frame = {change: row for (change, owner), row in by_area.items() if owner == area}
    in_any_frame = {change for change, _ in by_area}
    nodes = []
    for key, categories in GROUPS:
        found = [
            change
            for change in view.proposal.changes
            if change.category in categories
            and (
                change.id in in_frame
                or (
                    change.area == area
                    and change.id not in in_any_frame
                    and (not change.project or change.category is Category.POLITICAL)
                )
            )
        ]
        if not found:
            continue
        found.sort(key=lambda change: categories.index(change.category))
        amounts = [in_frame.get(change.id) or _operating(change, view) for change in found]
        rows = tuple(
            Row(change.id, change.title, money(row, signed=True)) for change, row in zip(found, amounts, strict=True)
        )
        total = in_words(sum(row[0] for row in amounts), language, signed=True)
        table = Table(
            table_of_measure(found[0], area),
            text(f"measures_title_{key}", language, count=len(found), total=total, year=view.first),
            text("measures_subtitle", language, year=view.first - 1),
            Unit.THOUSAND_NOK,
            plan_columns(view, language),
            rows,
            budget_source(view, language),
        )
        node = Measures(table, tuple(_measure(change, view, language) for change in found))
        nodes.append(Section(f"tiltak-{address(key)}-{area}", text(f"measures_{key}", language), (node,)))
    return Output(tuple(nodes))


def _operating(change: Change, view: PlanView) -> Amounts:
    """A change's operating lines, for one that is in no area's frame: income, finance, or what an investment costs."""
    lines = [line.amounts for line in change.lines if line.account.account_class == OPERATING]
    return sum_columns(lines, len(view.years))


def _measure(change: Change, view: PlanView, language: str) -> Measure:
    positions, kind = None, text("permanent" if change.permanent else "one_off", language)
    if any(change.fte):
        place = len(change.fte) - 1
        if not change.permanent:
            place = max(range(len(change.fte)), key=lambda year: abs(change.fte[year]))
        positions = number(change.fte[place], signed=True)
        if len(set(change.fte)) > 1:
            kind = text("kind_positions", language, kind=kind, year=view.years[place])
    if change.permanent and change.full_year_effect is not None and change.full_year_effect != _last(change):
        effect = in_words(change.full_year_effect, language)
        kind = text("kind_full_year", language, kind=kind, amount=effect)
    if change.priority is not None:
        kind = text("kind_priority", language, kind=kind, priority=change.priority)
    return Measure(
        change.id,
        change.title,
        written(change.explanation, change.id),
        written(change.consequence, change.id),
        view.area_names.get(change.area, ""),
        kind,
        view.goal_titles.get(change.goal, ""),
        positions,
    )


def _last(change: Change) -> int:
    return sum(line.amounts[-1] for line in change.lines if line.account.account_class == OPERATING)
