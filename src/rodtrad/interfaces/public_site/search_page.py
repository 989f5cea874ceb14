"""The results of a search as a page, from the index that was published with the edition."""

from urllib.parse import parse_qs

from rodtrad.documents.renderers.html import EditionSummary, render_search
from rodtrad.documents.renderers.html.tokens import without_control_characters
from rodtrad.documents.search.finding import LONGEST_QUERY
from rodtrad.interfaces.public_site.served_release import ServedRelease

FOLDER = "sok"


def asked(query_string: str) -> str:
    """What the reader searches for: the parameter `q`, without control characters and no longer than is searched."""
    try:
        values = parse_qs(query_string, max_num_fields=20).get("q", [""])
    except ValueError:
        return ""
    return without_control_characters(values[0]).strip()[:LONGEST_QUERY]


def results_page(release: ServedRelease, path: str, query: str) -> bytes | None:
    """The results page at `<document>/sok/` or `<document>/<edition>/sok/`; None for any other address."""
    found = _edition(release, path)
    if found is None or release.catalogue is None:
        return None
    summary, plain = found
    hits = release.searched(summary.document, summary.id, query)
    return render_search(summary, query, hits, release.catalogue.context(summary.document), plain=plain)


def _edition(release: ServedRelease, path: str) -> tuple[EditionSummary, bool] | None:
    parts = path.strip("/").split("/")
    if release.catalogue is None or not 2 <= len(parts) <= 3 or parts[-1] != FOLDER:
        return None
    editions = release.catalogue.documents.get(parts[0], ())
    if len(parts) == 2:
        return (editions[-1], True) if editions else None
    return next(((each, False) for each in editions if each.id == parts[1]), None)
