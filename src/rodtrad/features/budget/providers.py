"""What the budget hands to blocks: a proposal as a plan view, with accounts, checks, goals and names around it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from rodtrad.calculations.checks.registry import run_checks
from rodtrad.documents.blocks import Provided, Scope, provider
from rodtrad.documents.editions import DataVersion
from rodtrad.documents.inlines import plain_text
from rodtrad.documents.nodes import Paragraph
from rodtrad.features.authoring.selectors import texts
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.selectors import history, proposals
from rodtrad.features.budget.selectors.imports import import_view
from rodtrad.features.goals.selectors.goals import goals
from rodtrad.foundation.organisation.selectors.units import areas, inhabitants

PROPERTY_TAX_TEXT = "vedtak-eiendomsskatt"


@provider(
    "budget.plan",
    nb="Budsjettet og planen, med regnskap og budsjett fra før",
    nn="Budsjettet og planen, med rekneskap og budsjett frå før",
    en="The budget and the plan, with earlier accounts and budget",
)
def plan(scope: Scope, options: Mapping[str, Any]) -> Provided:
    """The plan view of the proposal that the scope names; its version covers the proposal and all that is beside it."""
    document = scope.names["document"]
    proposal = proposals.proposal(scope.names["proposal"])
    data_sets = scope.names.get("data_sets", "").split()
    first = proposal.years[0]
    years = history.of_data_sets(data_sets, first) if data_sets else history.before(first)
    found = texts.section(document, PROPERTY_TAX_TEXT, scope.names["language"])
    spoken = texts.nodes_of(found) if found else ()
    view = PlanView(
        proposal=proposal,
        history=tuple(year for year, _ in years),
        checks=run_checks(proposal),
        goal_titles={goal.key: goal.title for goal in goals(document)},
        inhabitants=inhabitants(),
        source_date=scope.names.get("date", ""),
        area_descriptions={area.code: area.description for area in areas(proposal.years[0])},
        general_areas=frozenset(a.code for a in proposal.areas if proposal.finance_unit in {u.code for u in a.units}),
        texts={
            "property_tax": " ".join(plain_text(node.text) for node in spoken if isinstance(node, Paragraph)),
        },
    )
    beside: list[Mapping[Any, str | int]] = [view.goal_titles, view.inhabitants, view.area_descriptions, view.texts]
    read = [proposal.hash, *(version for _, version in years), *(repr(sorted(named.items())) for named in beside)]
    digest = hashlib.sha256("\n".join(read).encode()).hexdigest()
    return Provided(view, DataVersion("budget.plan", digest))


@provider("budget.import", nb="Filene som er lest inn", nn="Filene som er lesne inn", en="The imported files")
def imported_files(scope: Scope, options: Mapping[str, Any]) -> Provided:
    """The files that an imported document is made of; the version covers files, maps and decided lines."""
    data_sets = scope.names.get("data_sets", "").split()
    view = import_view(data_sets, proposals.proposal(scope.names["proposal"]).years)
    read = "\n".join(
        f"{one.sha256} {one.map_sha256} {sorted(one.accepted_lines)} {sorted(one.left_out_lines)}"
        for one in view.sources
    )
    return Provided(view, DataVersion("budget.import", hashlib.sha256(read.encode()).hexdigest()))
