"""The sample edition as a published site: a superseded proposal and the adopted plan, with their comparison."""

import pytest
from tests.documents.sample_edition import amended_edition, sample_edition

from rodtrad.documents.renderers.html import (
    Download,
    SiteContext,
    render_comparison,
    render_html,
    render_index,
    summarise,
)

DOWNLOADS = (
    Download("pdf", "plan.pdf", 1_234_567),
    Download("docx", "plan.docx", 234_567),
    Download("xlsx", "plan.xlsx", 99_000),
    Download("csv", "plan-csv.zip", 45_000),
    Download("json", "plan.json", 345_678),
)


@pytest.fixture(scope="session")
def site() -> SiteContext:
    proposal, adopted = sample_edition(), amended_edition()
    return SiteContext(
        municipality="Fjellvik kommune",
        editions=(summarise(proposal, downloads=DOWNLOADS), summarise(adopted, downloads=DOWNLOADS, sha256="ab" * 32)),
        current=adopted.id,
        comparisons=((proposal.id, adopted.id),),
    )


@pytest.fixture(scope="session")
def files(site: SiteContext) -> dict[str, bytes]:
    proposal, adopted = sample_edition(), amended_edition()
    made = dict(render_html(proposal, site))
    made |= dict(render_html(adopted, site))
    made |= dict(render_comparison(proposal, adopted, site))
    made |= dict(render_index([site]))
    return made


@pytest.fixture(scope="session")
def pages(files: dict[str, bytes]) -> dict[str, str]:
    return {path: data.decode() for path, data in files.items() if path.endswith(".html")}
