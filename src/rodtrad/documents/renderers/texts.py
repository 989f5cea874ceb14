"""Every piece of running text of an edition in reading order, for the data files and the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass

from rodtrad.documents import nodes
from rodtrad.documents.editions import Edition
from rodtrad.documents.inlines import plain_text
from rodtrad.documents.tables import Note
from rodtrad.documents.walk import table_of


@dataclass(frozen=True)
class TextItem:
    """One text: the section it stands in, what it is, its language, and its words."""

    section: str
    kind: str
    language: str
    text: str


def texts_of(edition: Edition) -> Iterator[TextItem]:
    """Headings, paragraphs, list items, points, explanations of measures, sentences of charts, words, and notes."""
    for section in (edition.front, *edition.chapters):
        yield from _node(section, section.id, section.language or edition.language)


def _notes(notes: tuple[Note, ...], section: str, language: str) -> Iterator[TextItem]:
    for note in notes:
        yield TextItem(section, "note", language, plain_text(note.text))


def _points(points: tuple[nodes.ResolutionPoint, ...], section: str, language: str) -> Iterator[TextItem]:
    for point in points:
        yield TextItem(section, "point", language, plain_text(point.text))
        yield from _points(point.points, section, language)


def _node(node: nodes.Node, section: str, language: str) -> Iterator[TextItem]:
    def item(kind: str, text: str) -> Iterator[TextItem]:
        if text:
            yield TextItem(section, kind, language, text)

    match node:
        case nodes.Section():
            inside = node.language or language
            yield TextItem(node.id, "heading", inside, f"{node.number} {node.title}".strip())
            for child in node.children:
                yield from _node(child, node.id, inside)
            yield from _notes(node.notes, node.id, inside)
        case nodes.Paragraph():
            yield from item("lead" if node.lead else "paragraph", plain_text(node.text))
        case nodes.ListNode():
            for entry in node.items:
                yield from item("item", plain_text(entry))
        case nodes.Resolution():
            yield from _points(node.points, section, language)
        case nodes.Callout():
            yield from item("callout", node.title)
            for child in node.children:
                yield from _node(child, section, language)
        case nodes.Chart():
            for text in (node.title, node.subtitle, node.sentence):
                yield from item("chart", text)
        case nodes.KeyFigures():
            for figure in node.figures:
                for text in (figure.label, figure.change, figure.target):
                    yield from item("key_figure", text)
            yield from item("note", node.note)
        case nodes.Measures():
            for measure in node.measures:
                yield from item("measure", measure.title)
                yield from item("explanation", plain_text(measure.explanation))
                yield from item("consequence", plain_text(measure.consequence))
        case nodes.RankedBars():
            for ranked in node.items:
                yield from item("ranked", ranked.description)
                yield from item("ranked", ranked.change)
        case nodes.Image():
            yield from item("image", node.alt)
            yield from item("caption", plain_text(node.caption))
        case nodes.Timeline():
            for event in node.events:
                for text in (event.date, event.title, event.text, event.state):
                    yield from item("event", text)
        case nodes.Glossary():
            for word in node.entries:
                yield from item("term", word.term)
                yield from item("definition", plain_text(word.definition))
                yield from item("formula", word.formula)
        case nodes.Facts():
            for text in (text for fact in node.items for text in fact):
                yield from item("fact", text)
    table = table_of(node)
    if table is not None:
        yield from _notes(table.notes, section, language)
        yield from item("source", table.source.text)
