"""Goals are saved whole, never overwritten by an older version, and shown with what is missing as missing."""

from dataclasses import replace

import pytest

from rodtrad.documents.blocks import BLOCKS, PROVIDERS, Request, Scope
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import CellKind, Status
from rodtrad.features.goals.models import Indicator
from rodtrad.features.goals.services.goals import IndicatorInput, save_goal
from rodtrad.foundation.access.actors import operator
from rodtrad.foundation.access.commands import StaleVersion

pytestmark = pytest.mark.django_db
ME = operator("test")
READING = IndicatorInput(
    "lesing", "Lavt nivå i lesing", "percent", "lower", "Nasjonale prøver", {2024: "27.4", 2025: None}, {2027: "22"},
    "deviation",
)  # fmt: skip


def save(*indicators: IndicatorInput, version: int = 0) -> None:
    save_goal("hop", "lese", "Flere leser godt", "oppvekst", 1, indicators, version=version, by=ME)


def test_the_table_shows_measurements_targets_and_state() -> None:
    save(READING)
    provided = PROVIDERS["goals.goals"].read(Scope(ME, {"document": "hop"}), {})
    (node,) = BLOCKS["goals.table"].make(Request("nb", {"area": "oppvekst"}), provided.value).nodes
    assert isinstance(node, TableNode)
    row = node.table.rows[-1]
    assert [cell.kind for cell in row.cells] == [
        CellKind.NUMBER, CellKind.MISSING, CellKind.NUMBER, CellKind.STATUS,
    ]  # fmt: skip
    assert row.cells[-1].status is Status.BROKEN
    assert node.table.title == "0 av 1 indikatorer er i rute"


@pytest.mark.parametrize("values", [{}, {2024: None, 2025: None}])
def test_an_indicator_without_a_measurement_says_so_whatever_its_state(values: dict[int, str | None]) -> None:
    save(replace(READING, values=values, state="on_track"))
    provided = PROVIDERS["goals.goals"].read(Scope(ME, {"document": "hop"}), {})
    (node,) = BLOCKS["goals.table"].make(Request("nb", {}), provided.value).nodes
    assert isinstance(node, TableNode)
    cell = node.table.rows[-1].cells[-1]
    assert (cell.value, cell.status) == ("Ikke målt", Status.NOT_COMPUTABLE)
    assert node.table.title == "0 av 1 indikatorer er i rute"


def test_an_area_without_goals_has_no_table() -> None:
    save(READING)
    provided = PROVIDERS["goals.goals"].read(Scope(ME, {"document": "hop"}), {})
    assert BLOCKS["goals.table"].make(Request("nb", {"area": "helse"}), provided.value).nodes == ()


def test_an_indicator_that_is_left_out_is_removed_and_an_old_version_refused() -> None:
    save(READING, replace(READING, key="regning"))
    save(READING, version=1)
    assert list(Indicator.objects.values_list("key", flat=True)) == ["lesing"]
    with pytest.raises(StaleVersion):
        save(READING, version=1)


@pytest.mark.parametrize(("field", "value"), [("direction", "up"), ("state", "green"), ("targets", {2027: "mye"})])
def test_what_is_not_an_indicator_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValueError, match="Lavt nivå i lesing"):
        replace(READING, **{field: value})  # type: ignore[arg-type]
