"""Texts are stored as structure, refused with their line when they cannot be published, and never overwritten."""

import pytest

from rodtrad.documents.blocks import BLOCKS, PROVIDERS, Request, Scope
from rodtrad.documents.nodes import Paragraph, Section, Timeline, TimelineEvent
from rodtrad.documents.rich_text import TextError
from rodtrad.features.authoring import models
from rodtrad.features.authoring.selectors.texts import glossary
from rodtrad.features.authoring.services.texts import save_section, save_word
from rodtrad.foundation.access.actors import operator
from rodtrad.foundation.access.commands import StaleVersion

pytestmark = pytest.mark.django_db
ME = operator("test")


def save(written: str, version: int = 0, **pictures: bytes) -> models.Section:
    found: models.Section = save_section("hop", "oppvekst", "nb", written, pictures, version=version, by=ME)
    return found


def test_a_saved_text_reaches_the_block_as_nodes() -> None:
    save("Innledning.\n\n## Skole\n\nTekst.")
    options = {"key": "oppvekst", "language": "nb", "lead": True}
    provided = PROVIDERS["authoring.section"].read(Scope(ME, {"document": "hop"}), options)
    nodes = BLOCKS["authoring.text"].make(Request("nb", options), provided.value).nodes
    assert isinstance(nodes[0], Paragraph)
    assert nodes[0].lead
    assert isinstance(nodes[1], Section)
    assert len(provided.version.version) == 16


def test_two_people_cannot_overwrite_each_other() -> None:
    save("Første.")
    save("Andre.", version=1)
    with pytest.raises(StaleVersion) as caught:
        save("Tredje, skrevet på den første.", version=1)
    assert caught.value.current == 2
    assert models.Section.objects.get().written == "Andre."


def test_a_text_that_cannot_be_published_is_not_stored() -> None:
    with pytest.raises(TextError, match="linje 3"):
        save("Fint.\n\n![](bru.png)")
    assert not models.Section.objects.exists()


def test_the_glossary_is_in_the_norwegian_alphabets_order() -> None:
    for key, term in [("aa", "Årsbudsjett"), ("avdrag", "Avdrag"), ("oe", "Økonomiplan")]:
        save_word("hop", key, "nb", term, "Forklaring.", "", version=0, by=ME)
    assert [entry.term for entry in glossary("hop", "nb")] == ["Avdrag", "Økonomiplan", "Årsbudsjett"]


def test_a_written_table_becomes_the_timeline() -> None:
    save("| Dato | Hva | Merknad | Status |\n|---|---|---|---|\n| 28. oktober | Forslaget legges fram | | Ferdig |\n")
    options = {"key": "oppvekst", "language": "nb"}
    provided = PROVIDERS["authoring.section"].read(Scope(ME, {"document": "hop"}), options)
    (node,) = BLOCKS["authoring.timeline"].make(Request("nb", options), provided.value).nodes
    assert node == Timeline("oppvekst", (TimelineEvent("28. oktober", "Forslaget legges fram", "", "Ferdig"),))
