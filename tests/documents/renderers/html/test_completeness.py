"""HTML knows every node type, and every kind of inline and cell."""

from typing import get_args

from tests.documents.sample_edition import frame_table, sample_edition

from rodtrad.documents.inlines import Inline
from rodtrad.documents.nodes import NODE_TYPES
from rodtrad.documents.renderers.html.addresses import AddressBook
from rodtrad.documents.renderers.html.fragments import RENDERERS
from rodtrad.documents.renderers.html.running_text import Scope, inline_html
from rodtrad.documents.renderers.html.table_views import STATUS_LOOK
from rodtrad.documents.tables import Status


def test_every_node_type_has_a_renderer() -> None:
    assert set(RENDERERS) == set(NODE_TYPES)


def test_every_inline_is_rendered() -> None:
    scope = Scope(AddressBook(sample_edition()), "nb").with_notes("x", frame_table().notes)
    examples = {
        "Text": {"text": "ord"},
        "Link": {"text": "ord", "target": "#oppvekst"},
        "Term": {"text": "ord", "term": "disposisjonsfond"},
        "FigureReference": {"text": "ord", "cell": "tab-driftsrammer:sum:2027"},
        "NoteReference": {"note": "n-deflator"},
    }
    for kind in get_args(Inline):
        assert inline_html((kind(**examples[kind.__name__]),), scope)


def test_every_status_has_icon_and_colour() -> None:
    assert set(STATUS_LOOK) == set(Status)
