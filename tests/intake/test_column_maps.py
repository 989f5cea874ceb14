"""A column map that is wrong is refused with the key and what to write instead."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rodtrad.calculations.ledger import Category
from rodtrad.intake.map_reading import MapError, load_map, read_map, shipped_maps

GOOD: dict[str, Any] = {
    "name": "a",
    "title": "A",
    "account": {
        "entity": {"constant": "treasury"},
        "account_class": {"constant": "1"},
        "art": {"column": "konto", "digits": "2-4"},
    },
    "amounts": [{"column": "sum", "year": 2025, "kind": "accounts"}],
}  # fmt: skip


GROUPED = {**GOOD["account"], "change_group": {"column": "gruppe"}}


def changed(**changes: object) -> str:
    return yaml.safe_dump({**GOOD, **changes})


def test_every_shipped_map_can_be_read() -> None:
    assert {"rodtrad-standard", "kostra", "bergen-2013-drift", "sogndal-2013-investering"} <= set(shipped_maps())
    for name in shipped_maps():
        assert load_map(name).name == name


def test_change_groups_have_the_categories_that_the_map_gives_them() -> None:
    found = read_map(changed(account=GROUPED, categories={"01": "saving", "N2": "opening"}), "kart.yaml")
    assert dict(found.categories) == {"01": Category.SAVING, "N2": Category.OPENING}
    assert found.categories_confirmed
    assert not load_map("bergen-2013-drift").categories_confirmed


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"acount": {}}, "acount"),
        ({"account": {"entity": {"constant": "treasury"}}}, "account.account_class"),
        ({"account": {**GOOD["account"], "art": {"column": "k", "digits": "4-2"}}}, "account.art.digits"),
        ({"account": {**GOOD["account"], "art": {"column": "k", "constant": "1"}}}, "account.art"),
        ({"account": {**GOOD["account"], "entity": {"constant": "staten"}}}, "account.entity"),
        ({"account": {**GOOD["account"], "entity": {"column": "e", "values": {"1": "x"}}}}, "account.entity"),
        ({"amounts": []}, "amounts"),
        ({"amounts": [{"column": "sum", "kind": "accounts"}]}, "amounts[0].year"),
        ({"amounts": [{"column": "sum", "year": 2025}]}, "amounts[0].kind"),
        ({"amounts": [{"column": "sum", "year": 2025, "kind": "regnskap"}]}, "amounts[0].kind"),
        ({"amounts": [{"debit": "d", "year": 2025, "kind": "accounts"}]}, "amounts[0]"),
        ({"numbers": {"decimal": ",", "grouping": ["comma"]}}, "numbers.grouping"),
        ({"numbers": {"desimal": ","}}, "numbers.desimal"),
        ({"file": {"encoding": "latin1"}}, "file.encoding"),
        ({"file": {"delimiter": ";;"}}, "file.delimiter"),
        ({"file": {"sheet": 0}}, "file.sheet"),
        ({"dates": "d.m.y"}, "dates"),
        ({"names": {"unit": "ansvar"}}, "names.unit"),
        ({"sign": {"column": "a"}}, "sign.expense"),
        ({"categories": {"N1": "saving"}}, "categories"),
        ({"account": GROUPED, "categories": {}}, "categories"),
        ({"account": GROUPED, "categories": {"N1": "innsparing"}}, "categories.N1"),
        ({"account": GROUPED, "categories": {1: "saving"}}, "categories.1"),
        ({"account": GROUPED, "categories": {"N1": "saving"}, "categories_confirmed": "ja"}, "categories_confirmed"),
    ],
)
def test_what_is_wrong_is_named_by_its_key(changes: dict, key: str) -> None:
    with pytest.raises(MapError) as refusal:
        read_map(changed(**changes), "kart.yaml")
    assert refusal.value.key == key
    assert "kart.yaml" in str(refusal.value)
    assert key in str(refusal.value)


def test_a_map_that_is_no_yaml_is_refused_with_its_place() -> None:
    with pytest.raises(MapError, match=r"Kolonnekartet kart.yaml: er ikke gyldig YAML ved linje 3, tegn 1\."):
        read_map("name: a\ntitle: [1\n", "kart.yaml")


def test_a_map_that_does_not_exist_lists_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(MapError, match="rodtrad-standard"):
        load_map(str(tmp_path / "nei.yaml"))


def test_the_fingerprint_follows_the_text() -> None:
    assert read_map(changed(), "a").sha256 != read_map(changed(title="B"), "a").sha256
