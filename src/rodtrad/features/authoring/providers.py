"""What authoring hands to blocks: the text of a place."""

import hashlib
from collections.abc import Mapping
from typing import Any

from rodtrad.documents.blocks import Provided, Scope, provider
from rodtrad.documents.editions import DataVersion
from rodtrad.features.authoring.selectors import texts


@provider("authoring.section", options=["key", "language"], nb="Tekst", nn="Tekst", en="Text")
def section(scope: Scope, options: Mapping[str, Any]) -> Provided:
    """The nodes of the text `key` in the asked language; an empty tuple where nothing is written.

    The version is a checksum over the text as written.
    """
    name = f"authoring.section:{options['key']}:{options['language']}"
    found = texts.section(scope.names["document"], options["key"], options["language"])
    if found is None:
        return Provided((), DataVersion(name, ""))
    version = hashlib.sha256(found.written.encode()).hexdigest()[:16]
    return Provided(texts.nodes_of(found), DataVersion(name, version))
