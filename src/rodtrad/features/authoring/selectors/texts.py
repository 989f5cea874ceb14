"""Reading texts, the glossary and pictures."""

from rodtrad.documents.inlines import plain_text
from rodtrad.documents.nodes import GlossaryEntry, Node, Paragraph
from rodtrad.documents.rich_text import parse
from rodtrad.documents.serialisation import from_plain
from rodtrad.features.authoring.models import Picture, Section, Word


def section(document: str, key: str, language: str) -> Section | None:
    """The stored text of one place in one language."""
    return Section.objects.filter(document=document, key=key, language=language).first()


def nodes_of(found: Section) -> tuple[Node, ...]:
    """A stored text as nodes."""
    return tuple(from_plain(found.nodes))


def glossary(document: str, language: str) -> tuple[GlossaryEntry, ...]:
    """The document's words in the alphabet's order."""
    entries = []
    for word in Word.objects.filter(document=document, language=language):
        paragraphs = [node for node in parse(word.definition, word.key) if isinstance(node, Paragraph)]
        definition = tuple(part for paragraph in paragraphs for part in paragraph.text)
        entries.append(GlossaryEntry(word.key, word.term, definition, word.formula))
    return tuple(sorted(entries, key=lambda entry: (_alphabet(entry.term), plain_text(entry.definition))))


def _alphabet(term: str) -> list[int]:
    order = {"æ": 1_000, "ä": 1_000, "ø": 1_001, "ö": 1_001, "å": 1_002}
    return [order.get(letter, ord(letter)) for letter in term.lower()]


def pictures(names: set[str]) -> dict[str, bytes]:
    """The bytes of the pictures with these checksums."""
    return {p.sha256: bytes(p.data) for p in Picture.objects.filter(sha256__in=names)}
