"""Numbers of chapters, tables and figures: computed when the document is composed, independent of the stable ids."""

from collections import Counter
from dataclasses import replace

from rodtrad.documents.nodes import Callout, Chart, Measures, Node, RankedBars, Section, TableNode
from rodtrad.documents.tables import Table


class _Counters:
    """Counts tables and figures within one chapter."""

    def __init__(self, chapter: str) -> None:
        self.chapter = chapter
        self.count: Counter[str] = Counter()

    def next(self, kind: str) -> str:
        self.count[kind] += 1
        return f"{self.chapter}.{self.count[kind]}" if self.chapter else str(self.count[kind])

    def table(self, table: Table) -> Table:
        return replace(table, number=self.next("table"))


def _numbered(node: Node, counters: _Counters, own: str) -> Node:
    match node:
        case TableNode():
            return replace(node, table=counters.table(node.table))
        case Measures() | RankedBars():
            return replace(node, table=counters.table(node.table))
        case Chart():
            return replace(node, number=counters.next("figure"))
        case Callout():
            return replace(node, children=tuple(_numbered(child, counters, own) for child in node.children))
        case Section():
            return _section(node, counters, own)
    return node


def _section(section: Section, counters: _Counters, own: str) -> Section:
    children: list[Node] = []
    pages = 0
    for child in section.children:
        if isinstance(child, Section) and child.page:
            pages += 1
            child = replace(child, number=f"{own}.{pages}")
            children.append(_section(child, counters, child.number))
        else:
            children.append(_numbered(child, counters, own))
    return replace(section, children=tuple(children))


def number_chapters(chapters: tuple[Section, ...]) -> tuple[Section, ...]:
    """Chapters 1, 2, ..., their pages 5.1, 5.2, ..., their tables and figures each counted within the chapter."""
    return tuple(
        _section(replace(chapter, number=str(place)), _Counters(str(place)), str(place))
        for place, chapter in enumerate(chapters, 1)
    )


def number_front(front: Section) -> Section:
    """The front page's tables and figures, counted without a chapter's number."""
    return _section(front, _Counters(""), "")
