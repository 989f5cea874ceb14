"""The sample that the renderers' tests use holds every node type and survives its own JSON."""

from collections.abc import Iterator

import pytest
from tests.documents.sample_edition import sample_edition

from rodtrad.documents import nodes, serialisation
from rodtrad.documents.nodes import Callout, ChartKind, Section


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    if isinstance(node, Section | Callout):
        for child in node.children:
            yield from walk(child)


def all_nodes() -> list[nodes.Node]:
    edition = sample_edition()
    return [n for top in (edition.front, *edition.chapters) for n in walk(top)]


@pytest.mark.parametrize("kind", nodes.NODE_TYPES, ids=lambda k: k.__name__)
def test_sample_holds_every_node_type(kind: type) -> None:
    assert any(isinstance(n, kind) for n in all_nodes())


def test_sample_holds_every_chart_form() -> None:
    assert {n.kind for n in all_nodes() if isinstance(n, nodes.Chart)} == set(ChartKind)


def test_sample_survives_its_json() -> None:
    edition = sample_edition("nn")
    assert serialisation.loads(serialisation.dumps(edition)) == edition


def test_sum_of_the_frame_table_is_right() -> None:
    from tests.documents.sample_edition import frame_table

    rows = {r.id: [c.value for c in r.cells] for r in frame_table().rows}
    for year in range(4):
        parts = [rows[k][year] for k in ("start", "helaar", "deflator", "demografi")]
        assert sum(parts) == rows["konsekvensjustert"][year]  # type: ignore[arg-type]
        total = [rows[k][year] for k in ("konsekvensjustert", "sum-nye", "sum-innsparinger")]
        assert sum(total) == rows["ramme"][year]  # type: ignore[arg-type]
