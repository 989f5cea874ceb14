"""The draft resolution: numbered points for the council to vote over, filled from the plan's own figures."""

from rodtrad.calculations.ledger.proposals import ProposalKind
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import FigureReference, Inline, Text
from rodtrad.documents.nodes import Resolution, ResolutionPoint
from rodtrad.features.budget.blocks.columns import PLAN, years_in_words
from rodtrad.features.budget.blocks.not_computable import notice, obstacle
from rodtrad.features.budget.blocks.second_parts import appropriations, owner_name
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text

HIGHEST_RATE = "highest"


@block("budget.resolution", "Forslag til vedtak", requires=[PLAN])
def resolution(request: Request, view: PlanView) -> Output:
    """The draft resolution: plan, operating and investment budget, taxes, loans, fees and targets.

    `income_tax: highest` says that the council asks for the highest lawful rate; without it no rate is named. A plan
    that was imported, or whose overviews cannot be computed, has no resolution to put to the vote.
    """
    language, year = request.language, str(view.first)
    reason = obstacle(view, "5-4-1") or obstacle(view, "5-5-1")
    if view.proposal.kind is ProposalKind.IMPORTED or reason:
        why = reason or text("no_resolution_imported", language)
        return Output((notice("vedtak", text("no_resolution", language), why, language),))
    place = len(view.history)
    first, second = view.statement("5-4-1"), view.statement("5-5-1")

    def words(key: str, cell: str = "") -> tuple[Inline, ...]:
        head, mark, tail = text(key, language, year=year, years=years_in_words(view)).partition("@")
        figure: tuple[Inline, ...] = (FigureReference("", f"{cell}:{year}"),) if mark else ()
        return tuple(part for part in (Text(head), *figure, Text(tail)) if not isinstance(part, Text) or part.text)

    def point(id: str, key: str, cell: str = "", points: tuple[ResolutionPoint, ...] = ()) -> ResolutionPoint:
        return ResolutionPoint(id, words(key, cell), points)

    areas = tuple(
        ResolutionPoint(
            f"vedtak-ramme-{owner or 'uten'}",
            (
                Text(f"{owner_name(view, owner, language)}: "),
                FigureReference("", f"tab-5-4-2:omrade-{owner or 'uten'}:{year}"),
            ),
        )
        for owner in appropriations(view)
    )
    tax = "resolution_tax_highest" if request.options.get("income_tax") == HIGHEST_RATE else "resolution_tax"
    property_tax = point("vedtak-eiendomsskatt", "resolution_property_tax_none")
    if first.line("3").amounts[place]:
        property_tax = point("vedtak-eiendomsskatt", "resolution_property_tax", "tab-5-4-1:linje-3")
        rates = view.texts.get("property_tax", "")
        if rates:
            property_tax = ResolutionPoint(property_tax.id, (*property_tax.text, Text(f" {rates}")))
    loans = [point("vedtak-lan-investering", "resolution_loan_none")]
    if second.line("13").amounts[place]:
        loans = [point("vedtak-lan-investering", "resolution_loan", "tab-5-5-1:linje-13")]
    if second.line("16").amounts[place]:
        loans.append(point("vedtak-lan-videre", "resolution_on_lending", "tab-5-5-1:linje-16"))
    loans.append(point("vedtak-avdrag", "resolution_instalments", "tab-5-4-1:linje-14"))
    level = "resolution_operating_units" if view.proposal.appropriation_level == "unit" else "resolution_operating"
    points = [
        point("vedtak-plan", "resolution_plan"),
        point("vedtak-drift", level, "tab-5-4-2:sum", areas),
        point("vedtak-investering", "resolution_investment", "tab-5-5-1:linje-6"),
        point(
            "vedtak-skatter", "resolution_taxes", points=(point("vedtak-skatt", tax, "tab-5-4-1:linje-2"), property_tax)
        ),
        point("vedtak-lan", "resolution_loans", points=tuple(loans)),
        point("vedtak-gebyrer", "resolution_fees"),
    ]
    if view.proposal.targets:
        points.append(point("vedtak-maltall", "resolution_targets"))
    return Output((Resolution("vedtak", tuple(points)),))
