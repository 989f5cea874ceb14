"""What goals hand to blocks."""

import hashlib
from collections.abc import Mapping
from typing import Any

from rodtrad.documents.blocks import Provided, Scope, provider
from rodtrad.documents.editions import DataVersion
from rodtrad.features.goals.selectors.goals import goals


@provider("goals.goals", nb="Mål og indikatorer", nn="Mål og indikatorar", en="Goals and indicators")
def document_goals(scope: Scope, options: Mapping[str, Any]) -> Provided:
    """The document's goals; the version is a checksum over them."""
    found = goals(scope.names["document"])
    return Provided(found, DataVersion("goals.goals", hashlib.sha256(repr(found).encode()).hexdigest()[:16]))
