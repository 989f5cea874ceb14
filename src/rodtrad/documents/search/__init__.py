"""Search in a published edition: the index that is built with it, and the answers from it without a database."""

from rodtrad.documents.search.finding import find
from rodtrad.documents.search.index import SearchIndex, build, loads

__all__ = ["SearchIndex", "build", "find", "loads"]
