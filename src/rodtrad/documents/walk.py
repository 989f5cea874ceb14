"""Going through a document: every node, every table, and rebuilding a document with changed running text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rodtrad.documents.inlines import Inline
from rodtrad.documents.nodes import (
    Callout,
    Chart,
    Glossary,
    Image,
    ListNode,
    Measures,
    Node,
    Paragraph,
    RankedBars,
    Resolution,
    ResolutionPoint,
    Section,
    TableNode,
)
from rodtrad.documents.tables import Note, Table

Inlines = tuple[Inline, ...]


def nodes_in(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node, parents before children."""
    for node in nodes:
        yield node
        if isinstance(node, Section | Callout):
            yield from nodes_in(node.children)


def table_of(node: Node) -> Table | None:
    """The table that a node holds, if it holds one."""
    match node:
        case TableNode() | Chart() | Measures() | RankedBars():
            return node.table
    return None


def tables_in(nodes: Iterable[Node]) -> Iterator[Table]:
    """Every table, also those behind charts, measures and ranked bars."""
    for node in nodes_in(nodes):
        table = table_of(node)
        if table is not None:
            yield table


def _point(point: ResolutionPoint, change: Callable[[Inlines], Inlines]) -> ResolutionPoint:
    return replace(point, text=change(point.text), points=tuple(_point(p, change) for p in point.points))


def _notes(notes: tuple[Note, ...], change: Callable[[Inlines], Inlines]) -> tuple[Note, ...]:
    return tuple(replace(note, text=change(note.text)) for note in notes)


def with_text(node: Node, change: Callable[[Inlines], Inlines]) -> Node:
    """The node with every piece of running text, at any depth, replaced by `change` of it."""
    match node:
        case Paragraph():
            return replace(node, text=change(node.text))
        case ListNode():
            return replace(node, items=tuple(change(item) for item in node.items))
        case Resolution():
            return replace(node, points=tuple(_point(point, change) for point in node.points))
        case TableNode() | Chart() | RankedBars():
            return replace(node, table=replace(node.table, notes=_notes(node.table.notes, change)))
        case Measures():
            measures = tuple(
                replace(m, explanation=change(m.explanation), consequence=change(m.consequence)) for m in node.measures
            )
            table = replace(node.table, notes=_notes(node.table.notes, change))
            return replace(node, table=table, measures=measures)
        case Image():
            return replace(node, caption=change(node.caption))
        case Glossary():
            return replace(node, entries=tuple(replace(e, definition=change(e.definition)) for e in node.entries))
        case Callout():
            return replace(node, children=tuple(with_text(child, change) for child in node.children))
        case Section():
            children = tuple(with_text(child, change) for child in node.children)
            return replace(node, children=children, notes=_notes(node.notes, change))
    return node
