"""Written texts become structure, and what cannot be published is refused with its line."""

import pytest

from rodtrad.documents.inlines import FigureReference, Link, Term, Text
from rodtrad.documents.nodes import Image, ListNode, Paragraph, Section, TableNode
from rodtrad.documents.rich_text import TextError, parse, picture_from
from rodtrad.documents.slugs import slug


def test_headings_nest_by_their_level() -> None:
    nodes = parse("Innledning.\n\n## Skole\n\nTekst.\n\n### Lesing\n\nMer.\n\n## Barnehage\n\nSlutt.", "oppvekst")
    assert [type(n) for n in nodes] == [Paragraph, Section, Section]
    skole, barnehage = nodes[1], nodes[2]
    assert isinstance(skole, Section)
    assert isinstance(barnehage, Section)
    assert skole.id == "oppvekst-skole"
    assert isinstance(skole.children[1], Section)
    assert skole.children[1].title == "Lesing"
    assert len(barnehage.children) == 1


def test_live_figures_terms_links_and_emphasis_are_kept_apart() -> None:
    (node,) = parse(
        "Rammen er [](tall:tab-x:r:2027), se [tabellen](#tab-x) om [drift](ord:drift), og **viktig** *nok*.", "p"
    )
    assert isinstance(node, Paragraph)
    assert FigureReference("", "tab-x:r:2027") in node.text
    assert Link("tabellen", "#tab-x") in node.text
    assert Term("drift", "drift") in node.text
    assert Text("viktig", strong=True) in node.text
    assert Text("nok", emphasis=True) in node.text


def test_lists_and_tables_keep_their_parts() -> None:
    bullets, table = parse("- en\n- to\n\n| Gebyr | 2026 | 2027 |\n|---|---|---|\n| Vann | 10 | 11 |\n", "gebyr")
    assert isinstance(bullets, ListNode)
    assert len(bullets.items) == 2
    assert isinstance(table, TableNode)
    assert table.table.id == "tab-gebyr-1"
    assert [c.value for c in table.table.rows[0].cells] == ["10", "11"]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("Fint.\n\n![](bro.png)", 3, "alternativ tekst"),
        ("[her](javascript:alert)", 1, "lenken"),
        ("Ok\n\n> sitat", 3, "avsnitt"),
        ("Ok\n\n```\nkode\n```", 3, "avsnitt"),
        ("Tekst ![bro](bro.png) midt i", 1, "alene"),
    ],
)
def test_what_cannot_be_published_is_refused_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(TextError, match=word) as caught:
        parse(text, "p", lambda name: picture_from(b"x", name))
    assert caught.value.line == line


def test_raw_html_is_text_and_never_markup() -> None:
    (node,) = parse("<script>alert(1)</script>", "p")
    assert isinstance(node, Paragraph)
    assert node.text == (Text("<script>alert(1)</script>"),)


def test_an_image_carries_its_alternative_and_caption() -> None:
    (node,) = parse('![Bru over elva](bru.png "Brua på Nes")', "p", lambda name: picture_from(b"x", name))
    assert isinstance(node, Image)
    assert node.alt == "Bru over elva"
    assert node.caption == (Text("Brua på Nes"),)


def test_ids_spell_out_norwegian_letters() -> None:
    assert slug("Barn og unge på Nes – læring & mestring") == "barn-og-unge-pa-nes-laering-mestring"
