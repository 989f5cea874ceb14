"""A wording is its bokmål text, and says the same in other languages when it is asked."""

import copy
import pickle

from rodtrad.values.wording import Wording, composed, joined, worded, wording_of

LOANS = Wording("Nye lån", {"nn": "Nye lån", "en": "New loans"})


def test_a_wording_is_its_bokmal_text() -> None:
    assert LOANS == "Nye lån"
    assert hash(LOANS) == hash("Nye lån")
    assert f"{LOANS}." == "Nye lån."
    known: dict[str, int] = {LOANS: 1}
    assert known["Nye lån"] == 1


def test_it_is_said_in_other_languages_and_in_bokmal_where_it_is_not_known() -> None:
    assert worded(LOANS, "en") == "New loans"
    assert worded(LOANS, "nb") == worded(LOANS, "se") == "Nye lån"
    assert worded("Skole", "en") == "Skole"


def test_data_files_state_a_text_or_one_for_each_language() -> None:
    assert wording_of("Skole").others == {}
    assert worded(wording_of({"nb": "Skole", "en": "School"}), "en") == "School"


def test_texts_are_joined_in_every_language_that_is_known() -> None:
    found = joined(["Feil:", "", Wording("lån", {"en": "loans"})])
    assert (found, worded(found, "en"), worded(found, "nn")) == ("Feil: lån", "Feil: loans", "Feil: lån")


def test_a_wording_is_composed_language_by_language() -> None:
    assert composed(["nn"], lambda language: f"på {language}").others == {"nn": "på nn"}


def test_copies_keep_the_languages() -> None:
    for again in (copy.deepcopy(LOANS), pickle.loads(pickle.dumps(LOANS))):
        assert (again, worded(again, "en")) == ("Nye lån", "New loans")
