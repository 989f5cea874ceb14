"""Saving texts, words and pictures. A text that cannot be published is refused before anything is stored."""

from django.db import models

from rodtrad.documents.rich_text import Picture as ReadPicture
from rodtrad.documents.rich_text import parse, picture_from
from rodtrad.documents.serialisation import to_plain
from rodtrad.features.authoring.models import Picture, Section, Word
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import StaleVersion, command


def _check_version(found: models.Model | None, version: int) -> None:
    current = getattr(found, "version", 0)
    if current != version:
        raise StaleVersion(current)


@command("authoring.section.save")
def save_section(
    document: str, key: str, language: str, written: str, pictures: dict[str, bytes], *, version: int, by: Actor
) -> Section:
    """Store the text of one place. `version` is the one that was read, 0 for a new text.

    `pictures` are the image files that the text names. Raises TextError (with the line) for a text that cannot be
    published, StaleVersion when somebody else has saved since.
    """
    used: list[ReadPicture] = []

    def picture(name: str) -> ReadPicture:
        if name not in pictures:
            raise ValueError(f"bildet {name} ble ikke funnet ved siden av teksten")
        used.append(picture_from(pictures[name], name))
        return used[-1]

    nodes = parse(written, key, picture)
    found = Section.objects.select_for_update().filter(document=document, key=key, language=language).first()
    _check_version(found, version)
    for one in used:
        Picture.objects.get_or_create(sha256=one.sha256, defaults={"media_type": one.media_type, "data": one.data})
    section = found or Section(document=document, key=key, language=language)
    section.written, section.nodes, section.version = written, to_plain(nodes), version + 1
    section.save()
    return section


@command("authoring.word.save")
def save_word(
    document: str, key: str, language: str, term: str, definition: str, formula: str, *, version: int, by: Actor
) -> Word:
    """Store a word of the glossary. Raises TextError or StaleVersion as `save_section` does."""
    parse(definition, key)
    found = Word.objects.select_for_update().filter(document=document, key=key, language=language).first()
    _check_version(found, version)
    word = found or Word(document=document, key=key, language=language)
    word.term, word.definition, word.formula, word.version = term, definition, formula, version + 1
    word.save()
    return word
