"""What authoring hands to blocks: the text of a place."""

from collections.abc import Mapping
from typing import Any

from rodtrad.documents.blocks import Provided, Scope, provider
from rodtrad.documents.editions import DataVersion
from rodtrad.features.authoring.selectors import texts


@provider("authoring.section", options=["key", "language"])
def section(scope: Scope, options: Mapping[str, Any]) -> Provided:
    """The nodes of the text `key` in the asked language; an empty tuple where nothing is written."""
    found = texts.section(scope.names["document"], options["key"], options["language"])
    if found is None:
        return Provided((), DataVersion(f"authoring.section:{options['key']}:{options['language']}", "0"))
    version = DataVersion(f"authoring.section:{options['key']}:{options['language']}", str(found.version))
    return Provided(texts.nodes_of(found), version)
