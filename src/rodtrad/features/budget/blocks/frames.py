"""The frame table of an area: from last year's adopted budget to the new frame, change by change.

The consequence-adjusted frame (konsekvensjustert ramme) stands as a subtotal after earlier decisions, compensation,
technical changes and demography; then come what is new, what is cut, and what the council changed.
"""

from rodtrad.calculations.ledger.changes import CONSEQUENCE_ADJUSTED, Category, Change
from rodtrad.calculations.ledger.index import Amounts
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import Row, RowRole, Table
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.areas import frame_amounts, lines_in_frame
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    budget_source,
    in_words,
    money,
    plan_columns,
    section_row,
    sum_columns,
    with_prices,
)
from rodtrad.features.budget.blocks.explanations import change_explanation, sum_explanation
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit

CONSEQUENCES = tuple(category for category in CONSEQUENCE_ADJUSTED if category is not Category.OPENING)
GROUPS = (
    (CONSEQUENCES, "consequences"),
    ((Category.NEW_MEASURE,), "new_measures"),
    ((Category.SAVING,), "savings"),
    ((Category.POLITICAL,), "political"),
    ((Category.PREMISE,), "premises"),
)


@block("budget.frame_table", "Rammetabell med endringer", requires=[PLAN])
def frame_table(request: Request, view: PlanView) -> Output:
    """The frame of one area (`area`), with one row for each change; nothing for an area without operating lines."""
    area, language = str(request.options["area"]), request.language
    by_change = frame_amounts(view, ("change",), area=area)
    if not any(any(amounts) for amounts in by_change.values()):
        return Output()
    maker = _FrameTable(area, view, language, {key[0]: amounts for key, amounts in by_change.items()})
    maker.opening()
    for categories, key in GROUPS:
        maker.group(categories, key)
        if categories is CONSEQUENCES:
            maker.level("konsekvensjustert", "adjusted_frame", RowRole.SUBTOTAL)
    maker.changes()
    maker.level("ramme", "net_frame", RowRole.TOTAL)
    table = Table(
        maker.id,
        _title(maker.frame, maker.start, view, language),
        with_prices(
            text("frame_subtitle", language, area=view.area_names.get(area, area), year=view.first - 1), view, language
        ),
        Unit.THOUSAND_NOK,
        plan_columns(view, language),
        tuple(maker.rows),
        budget_source(view, language),
        text("signs", language),
    )
    return Output((TableNode(table),), tuple(maker.explanations))


class _FrameTable:
    """Builds the rows from the top down, with the frame so far and what it was made of."""

    def __init__(self, area: str, view: PlanView, language: str, by_change: dict[str, Amounts]) -> None:
        self.area, self.view, self.language, self.by_change = area, view, language, by_change
        self.id = f"tab-ramme-{area}"
        self.width = len(view.years)
        self.rows: list[Row] = []
        self.explanations: list[Explanation] = []
        self.start = self.frame = (0,) * self.width
        self.parts: list[tuple[str, int]] = []

    def opening(self) -> None:
        """Last year's adopted budget, carried forward."""
        found = self._found((Category.OPENING,))
        self.start = self.frame = sum_columns([amounts for _, amounts in found], self.width)
        label = text("opening", self.language, year=self.view.first - 1)
        self.parts = [(label, self.frame[0])]
        by_unit: dict[str, int] = {}
        for change, _ in found:
            for line in lines_in_frame(self.view, change, self.area):
                name = self.view.unit_names.get(line.account.unit, line.account.unit) or text("no_unit", self.language)
                by_unit[name] = by_unit.get(name, 0) + line.amounts[0]
        explanation = self._explain("start", label, "formula_opening", list(by_unit.items()))
        self.rows.append(Row("start", label, money(self.frame, explanation=explanation), RowRole.START))

    def group(self, categories: tuple[Category, ...], key: str) -> None:
        """A group of changes with its heading and its sum; nothing without changes."""
        found = self._found(categories)
        if not found:
            return
        self.rows.append(section_row(address(key), text(key, self.language), self.width))
        for change, amounts in found:
            first = next(place for place, amount in enumerate(amounts) if amount)
            explanation = change_explanation(
                f"b-ramme-{self.area}-{change.id}", change, self.area, first, self.view, self.language
            )
            self.explanations.append(explanation)
            cells = money(amounts, explanation=explanation.id, at=first)
            self.rows.append(Row(change.id, change.title, cells, level=1))
        total = sum_columns([amounts for _, amounts in found], self.width)
        label = text(f"sum_{key}", self.language)
        self.rows.append(Row(f"sum-{address(key)}", label, money(total), RowRole.SUBTOTAL))
        self.frame = sum_columns([self.frame, total], self.width)
        self.parts.append((label, total[0]))

    def level(self, id: str, key: str, role: RowRole) -> None:
        """The frame so far, explained by what it is made of."""
        label = text(key, self.language)
        explanation = self._explain(id, label, "formula_frame", self.parts)
        self.rows.append(Row(id, label, money(self.frame, explanation=explanation), role))

    def changes(self) -> None:
        """The sum of every change since last year's budget."""
        changed = tuple(map(int.__sub__, self.frame, self.start))
        label = text("sum_changes", self.language)
        explanation = self._explain("sum-endringer", label, "formula_changes", self.parts[1:])
        self.rows.append(Row("sum-endringer", label, money(changed, explanation=explanation), RowRole.SUBTOTAL))

    def _found(self, categories: tuple[Category, ...]) -> list[tuple[Change, Amounts]]:
        found = [
            (change, self.by_change[change.id])
            for change in self.view.proposal.all_changes
            if change.category in categories and any(self.by_change.get(change.id, ()))
        ]
        return sorted(found, key=lambda pair: categories.index(pair[0].category))

    def _explain(self, row: str, label: str, formula: str, parts: list[tuple[str, int]]) -> str:
        id = f"b-ramme-{self.area}-{row}"
        title = f"{label}, {self.view.area_names.get(self.area, self.area)}"
        self.explanations.append(
            sum_explanation(id, title, text(formula, self.language), parts, self.view, self.language)
        )
        return id


def _title(frame: Amounts, opening: Amounts, view: PlanView, language: str) -> str:
    first, after = frame[0] - opening[0], frame[-1] - frame[0]
    key = f"frame_{_direction(first)}"
    if len(view.years) > 1:
        key += f"_then_{_direction(after)}"
    return text(key, language, first=in_words(abs(first), language), year=view.first, end=view.years[-1])


def _direction(amount: int) -> str:
    return "up" if amount > 0 else "down" if amount < 0 else "same"
