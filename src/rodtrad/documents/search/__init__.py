"""Search in a published edition: the index that is built with it, and the answers from it without a database."""

from rodtrad.documents.renderers.html.site_pages import Hit
from rodtrad.documents.search.finding import find
from rodtrad.documents.search.index import SearchIndex, build, loads

__all__ = ["Hit", "SearchIndex", "build", "find", "loads"]
