"""What checks say is known in every language, with the same places to fill in."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.calculations.ledger.plans import line, school_project, small_plan

import rodtrad.calculations
from rodtrad.calculations.checks import run_checks
from rodtrad.calculations.ledger import Category, Change, FinancialTarget
from rodtrad.calculations.sentences import LANGUAGES, sentence, sentences
from rodtrad.calculations.sentences.phrases import kroner, listed
from rodtrad.values.wording import Wording, worded

PLACE = re.compile(r"\{\w+\}")
NBSP = "\u00a0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_places(language: str) -> None:
    bokmal, other = sentences("nb"), sentences(language)
    assert set(other) == set(bokmal)
    assert {key: set(PLACE.findall(other[key])) for key in other} == {
        key: set(PLACE.findall(bokmal[key])) for key in bokmal
    }


def test_no_sentence_is_idle() -> None:
    folder = Path(rodtrad.calculations.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    ends = ("_balanced", "_unbalanced", "_parts_agree", "_parts_unowned", "_lacks_art", "_lacks_function", "_one")
    begins = ("target_met_", "target_missed_", "target_not_set_")
    composed = {key for key in sentences("nb") if key.endswith((*ends, "_not_stated")) or key.startswith(begins)}
    assert [key for key in sentences("nb") if f'"{key}"' not in code and key not in composed] == []


def test_amounts_and_lists_follow_the_language() -> None:
    amounts = [kroner(1), kroner(-1_234), kroner(5)]
    found = listed(amounts)
    assert found.replace(NBSP, " ") == "1 krone, 1 234 kroner og 5 kroner"
    assert worded(found, "en").replace(NBSP, " ") == "NOK 1, NOK 1 234 and NOK 5"
    assert worded(sentence("fund_lacks", fund="Fondet", amount=kroner(2), year=2027), "nn") == (
        "Fondet manglar 2 kroner i 2027"
    )
    assert listed([]) == ""


def test_an_unknown_sentence_or_place_is_an_error() -> None:
    with pytest.raises(KeyError):
        sentence("ukjent")
    with pytest.raises(KeyError):
        sentence("rate_not_stated")


def test_every_answer_of_every_check_is_known_in_every_language() -> None:
    """The plans break, hold and cannot compute, so that every kind of answer is given."""
    broken = small_plan(
        Change("c", "Tiltak", Category.NEW_MEASURE, (line("2000", "202", "010", 5_000_000, -1, 2, 3),)),
        targets=(FinancialTarget("net_operating_result", Decimal(50), True, "Vedtak"),),
    )
    lacking = small_plan(funds=(), parameters=(), targets=(), projects=(school_project(),))
    without_art = small_plan(Change("c", "Tiltak", Category.NEW_MEASURE, (line("2000", "202", "", 7, 7, 7, 7),)))
    early = replace(small_plan(), years=(2019, 2020, 2021, 2022))
    for plan in (small_plan(), broken, lacking, without_art, early):
        for result in run_checks(plan):
            for said in filter(None, (result.title, result.law_reference, result.message, result.note)):
                assert isinstance(said, Wording), (result.id, said)
                assert set(said.others) == {"nn", "en"}, (result.id, said)
                assert not PLACE.search("".join(said.others.values())), (result.id, said)


def test_a_broken_balance_is_said_in_english() -> None:
    plan = small_plan(Change("c", "Tiltak", Category.NEW_MEASURE, (line("2000", "202", "010", 0, 1_234_000, 0, 0),)))
    found = next(result for result in run_checks(plan) if result.id == "BALANCE_PLAN" and result.side == "operating")
    assert worded(found.message, "en").replace(NBSP, " ") == (
        "The operating budget does not balance: NOK 1 234 000 is not covered in 2028. "
        "Change income, expenditure or funds by the amount."
    )
