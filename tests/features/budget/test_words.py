"""The words of the budget's blocks: the same keys and the same values to fill in, in bokmål and nynorsk."""

import re

from rodtrad.documents.labels import catalogue

PACKAGE = "rodtrad.features.budget.words"
PLACE = re.compile(r"\{\w+\}|@")


def test_nynorsk_has_every_word_of_bokmal_with_the_same_places() -> None:
    bokmal, nynorsk = catalogue("nb", PACKAGE), catalogue("nn", PACKAGE)
    assert set(bokmal) == set(nynorsk)
    assert [key for key in bokmal if sorted(PLACE.findall(bokmal[key])) != sorted(PLACE.findall(nynorsk[key]))] == []
