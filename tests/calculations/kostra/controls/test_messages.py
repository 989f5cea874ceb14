"""Messages say when a code was valid, and for whom."""

import pytest

from rodtrad.calculations.kostra.controls.messages import code_history, listed, shown
from rodtrad.calculations.kostra.controls.rules import Report
from rodtrad.facts.kostra.codes import CodeKind


@pytest.mark.parametrize(
    ("kind", "code", "form", "year", "said"),
    [
        (CodeKind.FUNCTION, "190 ", "0A", "2026", " Koden gjaldt til og med 2019."),
        (CodeKind.ART, "270", "0A", "2026", " Koden gjaldt til og med 2025."),
        (CodeKind.FUNCTION, "257", "0A", "2023", " Koden gjelder fra 2024."),
        (CodeKind.FUNCTION, "400", "0A", "2026", " Koden gjelder for andre rapporteringsenheter enn denne."),
        (CodeKind.FUNCTION, "999", "0A", "2026", ""),
    ],
)
def test_history_of_a_code_is_that_of_the_reporting_unit(
    kind: CodeKind, code: str, form: str, year: str, said: str
) -> None:
    assert code_history(kind, code, Report(form, year, " ", "183700")) == said


def test_fields_and_lists_are_written_as_in_a_sentence() -> None:
    assert (shown("10  "), shown("   ")) == ("«10»", "(blank)")
    assert (listed(["1"]), listed(["1", "2", "3"])) == ("1", "1, 2 og 3")
    assert listed(["1", "0"], "eller") == "1 eller 0"
