"""Running text: words with emphasis, links, glossary terms, live figures (frozen at publication) and notes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Plain words. `language` (nb, nn, se, en) is set only where it differs from the section around it."""

    text: str
    strong: bool = False
    emphasis: bool = False
    language: str | None = None


@dataclass(frozen=True)
class Link:
    """A link to an id in the same edition (`#tab-driftsrammer`) or to a full address."""

    text: str
    target: str


@dataclass(frozen=True)
class Term:
    """A word that the edition's glossary explains; `term` is the glossary entry's id."""

    text: str
    term: str


@dataclass(frozen=True)
class FigureReference:
    """A number in running text that was read from a cell when the edition was frozen.

    `text` is the number as shown with its unit; `cell` is the cell's address (`tab-driftsrammer:oppvekst:2027`).
    `absolute` writes it without its sign, for a sentence whose words already say that money is saved or received.
    """

    text: str
    cell: str
    absolute: bool = False


@dataclass(frozen=True)
class NoteReference:
    """A mark that points to the note with this id in the same table or section."""

    note: str


Inline = Text | Link | Term | FigureReference | NoteReference


def plain_text(inlines: tuple[Inline, ...]) -> str:
    """The words alone, as a search index or a screen reader's summary needs them."""
    return "".join("" if isinstance(part, NoteReference) else part.text for part in inlines)
