"""The words of imported documents: the same keys and the same values to fill in, in bokmål and nynorsk."""

import re

from rodtrad.documents.labels import catalogue
from rodtrad.intake.postings import COLUMNS, Kind

PACKAGE = "rodtrad.features.budget.imported_words"
PLACE = re.compile(r"\{\w+\}")


def test_nynorsk_has_every_word_of_bokmal_with_the_same_places() -> None:
    bokmal, nynorsk = catalogue("nb", PACKAGE), catalogue("nn", PACKAGE)
    assert set(bokmal) == set(nynorsk)
    assert [key for key in bokmal if sorted(PLACE.findall(bokmal[key])) != sorted(PLACE.findall(nynorsk[key]))] == []


def test_every_kind_and_every_part_of_a_map_has_a_name() -> None:
    words = catalogue("nb", PACKAGE)
    assert {f"kind_{kind}" for kind in Kind} <= set(words)
    read_by_the_map = set(COLUMNS) - {"year", "kind", "amount_ore", "line"}
    assert {f"target_{name}" for name in read_by_the_map} <= set(words)
