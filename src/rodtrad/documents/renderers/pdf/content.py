"""An edition's nodes as plain data for the typst template.

The template gets texts as data and never as markup, so no character in a text can be read as a command.
"""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from rodtrad.documents import labels, nodes
from rodtrad.documents.charts import draw
from rodtrad.documents.editions import Edition
from rodtrad.documents.inlines import FigureReference, Inline, Link, NoteReference, Term, Text, plain_text
from rodtrad.documents.renderers import printed
from rodtrad.documents.renderers.columns import fit_columns
from rodtrad.documents.shown import show_in_unit, unit_words
from rodtrad.documents.tables import Status, Table
from rodtrad.documents.walk import nodes_in, table_of

Plain = dict[str, Any]
SHORT_SECTION = 900
RENDERERS: printed.RendererOfNodes[list[Plain]] = printed.RendererOfNodes()
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass
class Content:
    """The data for the template, the files it reads, and the ids of the tables in the order of the page."""

    document: Plain
    files: dict[str, bytes]
    tables: list[str]


@dataclass
class _Writer:
    edition: Edition
    targets: frozenset[str]
    files: dict[str, bytes] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)
    anchored: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.explanations = printed.explanations_of(self.edition)
        self.images = dict(self.edition.images)

    def anchor(self, id_: str) -> str:
        """The id where it stands first in the document, since an address can lead to one place only."""
        if id_ in self.anchored:
            return ""
        self.anchored.add(id_)
        return id_

    def target(self, address: str) -> str:
        """The printed place that an address (`#tab-x`, `#tab-x:row:2027`, `https://...`) leads to; "" for none."""
        if not address.startswith("#"):
            return address if address.startswith(("https://", "http://", "mailto:")) else ""
        place = address[1:].partition(":")[0]
        return f"#{place}" if place in self.targets else ""


@dataclass(frozen=True)
class _Place:
    """Where in the document a node stands: heading depth, language, the notes that its text can refer to, and the
    heading above it."""

    depth: int
    language: str
    notes: Mapping[str, int]
    heading: str = ""


def content_of(edition: Edition, address: str) -> Content:
    """The whole edition as data; `address` is the permanent web address of this version."""
    front, chapters = printed.front_of(edition), printed.chapters_of(edition)
    writer = _Writer(edition, frozenset(_ids((front, *chapters))))
    place = _Place(1, edition.language, {})
    texts = ("contents", "read_online", "this_version", "notes")
    pages = labels.text("page_of", edition.language, page="\0", pages="\0").split("\0")
    document = {
        "title": edition.title,
        "municipality": edition.publisher.municipality,
        "author": edition.publisher.municipality,
        "status": edition.status,
        "reservation": printed.reservation(edition),
        "imprint": printed.imprint(edition),
        "language": edition.language,
        "address": address,
        "edition": edition.id,
        "page_of": pages,
        "labels": {key: labels.text(key, edition.language) for key in texts},
        "front": _section(writer, front, place) | {"slug": ""},
        "chapters": [_section(writer, chapter, place) for chapter in chapters],
    }
    return Content(document, writer.files, writer.tables)


def _ids(sections: tuple[nodes.Node, ...]) -> Iterator[str]:
    """Every place that a link can lead to."""
    for node in nodes_in(sections):
        table = table_of(node)
        if table is not None:
            yield table.id
        if isinstance(node, nodes.Glossary):
            yield from (_entry(entry.id) for entry in node.entries)
        if hasattr(node, "id"):
            yield node.id


def _entry(id_: str) -> str:
    return f"ord-{id_}"


def _inlines(writer: _Writer, place: _Place, parts: tuple[Inline, ...]) -> list[Plain]:
    return [_inline(writer, place, part) for part in parts]


def _inline(writer: _Writer, place: _Place, part: Inline) -> Plain:
    match part:
        case Text():
            return {"s": part.text, "strong": part.strong, "em": part.emphasis, "lang": part.language or ""}
        case Link():
            return {"s": part.text, "to": writer.target(part.target)}
        case Term():
            return {"s": part.text, "to": writer.target(f"#{_entry(part.term)}"), "term": True}
        case FigureReference():
            return {"s": part.text, "to": writer.target(f"#{part.cell}"), "figure": True}
        case NoteReference():
            return {"s": "", "note": place.notes[part.note]}


def _node(writer: _Writer, place: _Place, node: nodes.Node) -> list[Plain]:
    return RENDERERS[type(node)](writer, node, place)


def _children(writer: _Writer, place: _Place, children: tuple[nodes.Node, ...]) -> list[Plain]:
    return [plain for child in children for plain in _node(writer, place, child)]


def _section(writer: _Writer, node: nodes.Section, place: _Place) -> Plain:
    language = node.language or place.language
    inside = _Place(place.depth + 1, language, {**place.notes, **printed.number_notes(node.notes)}, node.title)
    children = _children(writer, inside, node.children)
    return {
        "kind": "section",
        "id": writer.anchor(node.id),
        "slug": node.id if node.page else None,
        "title": node.title,
        "number": node.number,
        "depth": min(place.depth, 6),
        "lang": language,
        "short": place.depth > 1 and not node.page and not node.notes and _is_short_text(children),
        "length": sum(child.get("length", 0) for child in children),
        "children": children,
        "notes": _notes(writer, inside, printed.print_notes(node.notes)),
    }


def _is_short_text(children: list[Plain]) -> bool:
    """Whether this is little text and nothing else, so that two of them can stand side by side."""
    words = all(child["kind"] in ("paragraph", "list") for child in children)
    return words and 0 < sum(child["length"] for child in children) <= SHORT_SECTION


@RENDERERS.of(nodes.Section)
def _sections(writer: _Writer, node: nodes.Section, place: _Place) -> list[Plain]:
    return [_section(writer, node, place)]


def _notes(writer: _Writer, place: _Place, notes: tuple[printed.PrintedNote, ...]) -> list[Plain]:
    return [{"number": note.number, "text": _inlines(writer, place, note.text)} for note in notes]


@RENDERERS.of(nodes.Paragraph)
def _paragraph(writer: _Writer, node: nodes.Paragraph, place: _Place) -> list[Plain]:
    kind = "lead" if node.lead else "paragraph"
    return [{"kind": kind, "text": _inlines(writer, place, node.text), "length": len(plain_text(node.text))}]


@RENDERERS.of(nodes.ListNode)
def _list(writer: _Writer, node: nodes.ListNode, place: _Place) -> list[Plain]:
    items = [_inlines(writer, place, item) for item in node.items]
    length = sum(len(plain_text(item)) for item in node.items)
    return [{"kind": "list", "ordered": node.ordered, "items": items, "length": length}]


@RENDERERS.of(nodes.Resolution)
def _resolution(writer: _Writer, node: nodes.Resolution, place: _Place) -> list[Plain]:
    def point(item: nodes.ResolutionPoint) -> Plain:
        return {"text": _inlines(writer, place, item.text), "points": [point(p) for p in item.points]}

    return [{"kind": "resolution", "id": writer.anchor(node.id), "points": [point(p) for p in node.points]}]


def _table(writer: _Writer, table: Table, place: _Place, *, quiet: bool = False) -> Plain:
    """`quiet` is for a table that something above it has given its title already, such as a chart."""
    shown = printed.print_table(table, writer.explanations, place.language)
    writer.tables.append(table.id)
    rows = [
        {
            "label": row.label,
            "role": row.role.value,
            "level": row.level,
            "notes": list(row.notes),
            "cells": [cell.text for cell in row.cells],
        }
        for row in shown.rows
    ]
    return {
        "kind": "table",
        "id": writer.anchor(table.id),
        "name": shown.name,
        "title": shown.title,
        "subtitle": shown.subtitle,
        "stub": shown.stub,
        "columns": [asdict(column) for column in shown.columns],
        **asdict(fit_columns(shown)),
        "quiet": quiet or shown.title == place.heading,
        "rows": rows,
        "notes": _notes(writer, place, shown.notes),
        "remarks": list(shown.remarks),
        "source": shown.source,
        "lang": place.language,
    }


@RENDERERS.of(nodes.TableNode)
def _table_node(writer: _Writer, node: nodes.TableNode, place: _Place) -> list[Plain]:
    return [_table(writer, node.table, place)]


@RENDERERS.of(nodes.Chart)
def _chart(writer: _Writer, node: nodes.Chart, place: _Place) -> list[Plain]:
    name = f"chart-{len(writer.files)}.svg"
    writer.files[name] = draw(node, place.language).encode()
    number = labels.text("figure_number", place.language, number=node.number) if node.number else ""
    figure = {
        "kind": "figure",
        "id": writer.anchor(node.id),
        "file": name,
        "alt": node.sentence,
        "name": number,
        "title": node.title,
        "subtitle": node.subtitle,
        "sentence": node.sentence,
    }
    return [figure, _table(writer, node.table, place, quiet=True)]


@RENDERERS.of(nodes.Image)
def _image(writer: _Writer, node: nodes.Image, place: _Place) -> list[Plain]:
    name = f"image-{node.sha256}.{_SUFFIXES[node.media_type]}"
    writer.files[name] = base64.b64decode(writer.images[node.sha256])
    caption = _inlines(writer, place, node.caption)
    return [{"kind": "image", "id": writer.anchor(node.id), "file": name, "alt": node.alt, "caption": caption}]


def _status(status: Status | None) -> str:
    return status.value if status else ""


@RENDERERS.of(nodes.KeyFigures)
def _key_figures(writer: _Writer, node: nodes.KeyFigures, place: _Place) -> list[Plain]:
    figures = []
    for figure in node.figures:
        shown = show_in_unit(figure.cell, figure.unit, place.language)
        figures.append(
            {
                "label": figure.label,
                "amount": shown.text,
                "unit": unit_words(figure.unit, place.language) if shown.machine else shown.words,
                "change": figure.change,
                "target": figure.target,
                "status": _status(figure.status),
                "to": writer.target(figure.link) if figure.link else "",
            }
        )
    return [{"kind": "key-figures", "id": writer.anchor(node.id), "figures": figures, "note": node.note}]


@RENDERERS.of(nodes.Measures)
def _measures(writer: _Writer, node: nodes.Measures, place: _Place) -> list[Plain]:
    items = [
        {
            "title": measure.title,
            "explanation": _inlines(writer, place, measure.explanation),
            "consequence": _inlines(writer, place, measure.consequence),
            "facts": printed.measure_facts(measure, place.language),
            "length": len(plain_text(measure.explanation)) + len(plain_text(measure.consequence)),
        }
        for measure in node.measures
    ]
    words = labels.text("consequence", place.language)
    return [_table(writer, node.table, place), {"kind": "measures", "items": items, "consequence": words}]


@RENDERERS.of(nodes.RankedBars)
def _ranked_bars(writer: _Writer, node: nodes.RankedBars, place: _Place) -> list[Plain]:
    items = [{"title": title, "text": text} for title, text in printed.ranked_words(node)]
    return [_table(writer, node.table, place), {"kind": "definitions", "items": items}]


@RENDERERS.of(nodes.Callout)
def _callout(writer: _Writer, node: nodes.Callout, place: _Place) -> list[Plain]:
    children = _children(writer, place, node.children)
    shape = {"kind": "callout", "id": writer.anchor(node.id), "sort": node.kind.value}
    return [shape | {"title": node.title, "children": children}]


@RENDERERS.of(nodes.Timeline)
def _timeline(writer: _Writer, node: nodes.Timeline, place: _Place) -> list[Plain]:
    return [{"kind": "timeline", "id": writer.anchor(node.id), "events": [asdict(event) for event in node.events]}]


@RENDERERS.of(nodes.Glossary)
def _glossary(writer: _Writer, node: nodes.Glossary, place: _Place) -> list[Plain]:
    formula = labels.text("formula", place.language)
    entries = [
        {
            "id": writer.anchor(_entry(entry.id)),
            "term": entry.term,
            "text": _inlines(writer, place, entry.definition),
            "formula": f"{formula}: {entry.formula}" if entry.formula else "",
        }
        for entry in node.entries
    ]
    return [{"kind": "glossary", "id": writer.anchor(node.id), "entries": entries}]


@RENDERERS.of(nodes.Facts)
def _facts(writer: _Writer, node: nodes.Facts, place: _Place) -> list[Plain]:
    items = [{"label": label, "text": text, "more": more} for label, text, more in node.items]
    return [{"kind": "facts", "id": writer.anchor(node.id), "items": items}]
