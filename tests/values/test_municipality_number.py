"""Municipality numbers are text with leading zeros."""

import pytest

from rodtrad.values.municipality_number import MunicipalityNumber


def test_the_leading_zero_is_kept() -> None:
    oslo = MunicipalityNumber("0301")
    assert str(oslo) == "0301"
    assert oslo.county == "03"
    assert oslo.kostra_region == "030100"


@pytest.mark.parametrize("text", ["", "301", "03010", "030A", " 301", "\u0660\u0663\u0660\u0661", "-301"])
def test_anything_but_four_digits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="four digits"):
        MunicipalityNumber(text)


def test_numbers_sort_as_text() -> None:
    assert sorted([MunicipalityNumber("1103"), MunicipalityNumber("0301")])[0].text == "0301"
