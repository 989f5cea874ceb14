"""Running text as HTML, and the scope that text stands in: addresses, language, depth, notes."""

from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from rodtrad.documents import labels
from rodtrad.documents.inlines import FigureReference, Inline, Link, NoteReference, Term, Text
from rodtrad.documents.renderers.html.addresses import AddressBook
from rodtrad.documents.renderers.html.tokens import mark, without_control_characters
from rodtrad.documents.tables import Note


@dataclass(frozen=True)
class Scope:
    """What surrounds a node: the edition's addresses, the language, how deep it is, and the notes it may refer to.

    `notes` maps a note's id to the id of its element and its number. `heading` is the title of the section around: a
    table of the same title does not show it again.
    """

    book: AddressBook
    language: str
    level: int = 1
    notes: tuple[tuple[str, str, str], ...] = ()
    heading: str = ""

    def label(self, key: str, **values: object) -> str:
        """A fixed word in this scope's language."""
        return labels.text(key, self.language, **values)

    def with_notes(self, owner: str, notes: tuple[Note, ...]) -> "Scope":
        """The scope inside a table or section that has notes of its own."""
        own = tuple((note.id, f"{owner}:note:{note.id}", str(i)) for i, note in enumerate(notes, start=1))
        return replace(self, notes=own + self.notes)


def text_html(text: str) -> Markup:
    """Plain words as HTML."""
    return escape(without_control_characters(text))


def inline_html(parts: tuple[Inline, ...], scope: Scope) -> Markup:
    """Running text as HTML."""
    return Markup("").join(_inline(part, scope) for part in parts)


def _inline(part: Inline, scope: Scope) -> Markup:
    match part:
        case Text():
            html = text_html(part.text)
            if part.emphasis:
                html = Markup("<em>{}</em>").format(html)
            if part.strong:
                html = Markup("<strong>{}</strong>").format(html)
            if part.language and part.language != scope.language:
                html = Markup('<span lang="{}">{}</span>').format(part.language, html)
            return html
        case Link():
            outside = Markup(' rel="external"') if not part.target.startswith("#") else ""
            return Markup('<a href="{}"{}>{}</a>').format(link_mark(part.target, scope), outside, text_html(part.text))
        case Term():
            if part.term not in scope.book.terms:
                return text_html(part.text)
            return Markup('<a class="term" data-explain href="{}">{}</a>').format(
                mark("term", part.term), text_html(part.text)
            )
        case FigureReference():
            return Markup('<a class="live" href="{}">{}</a>').format(
                link_mark(f"#{part.cell}", scope), text_html(part.text)
            )
        case NoteReference():
            return note_reference(part.note, scope)


def link_mark(target: str, scope: Scope) -> Markup:
    """A mark for a link's address, checked now so that a broken link stops publication."""
    scope.book.link(target, "")
    return mark("link", str(escape(target)))


def note_reference(note: str, scope: Scope) -> Markup:
    """The raised number that leads to a note. Raises LookupError when no table or section around has the note."""
    for id_, element, number in scope.notes:
        if id_ == note:
            return Markup('<sup><a class="note-ref" href="#{}"><span class="ds-sr-only">{} </span>{}</a></sup>').format(
                element, scope.label("note"), number
            )
    raise LookupError(f"{scope.book.edition.id}: no note {note!r} around the text that refers to it")


def notes_html(notes: tuple[Note, ...], scope: Scope) -> list[tuple[str, str, Markup]]:
    """Each note's element id, number and text. `scope` must already be inside the notes' owner."""
    return [(scope.notes[i][1], scope.notes[i][2], inline_html(note.text, scope)) for i, note in enumerate(notes)]
