"""Control 010U: superseded functions in quarterly reports."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_superseded_function_gives_a_warning(found: Found) -> None:
    assert found("010U", "0AK2", ["1 190 010 5", "1 254 010 5"]) == [("WARNING", (1,)), ("WARNING", (2,))]


def test_annual_accounts_have_no_such_list(found: Found) -> None:
    assert found("010U", "0A", ["1 190 010 5"]) == []


def test_county_form_is_warned_too(found: Found) -> None:
    assert found("010U", "0CK1", ["1 190 010 5"]) == [("WARNING", (1,))]
