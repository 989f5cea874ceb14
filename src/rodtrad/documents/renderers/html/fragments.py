"""Nodes as HTML fragments. Every node type has one function here, and a test compares the two lists.

Fragments hold marks for what depends on the page (see `tokens`), so each is made once for all pages that show it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from markupsafe import Markup

from rodtrad.documents import shown
from rodtrad.documents.charts import draw
from rodtrad.documents.nodes import (
    Callout,
    CalloutKind,
    Chart,
    Facts,
    Glossary,
    Image,
    KeyFigures,
    ListNode,
    Measures,
    Node,
    Paragraph,
    RankedBars,
    Resolution,
    Section,
    TableNode,
    Timeline,
)
from rodtrad.documents.renderers.html import table_views
from rodtrad.documents.renderers.html.addresses import AddressBook
from rodtrad.documents.renderers.html.environment import icon, macros
from rodtrad.documents.renderers.html.running_text import Scope, inline_html, link_mark, notes_html
from rodtrad.documents.renderers.html.tokens import mark
from rodtrad.documents.tables import Table

CALLOUT_LOOK = {
    CalloutKind.NOTE: ("info", "info", "remark"),
    CalloutKind.WARNING: ("warning", "alert", "warning"),
    CalloutKind.CONTROL: ("success", "check", "control"),
}


Notes = list[tuple[str, str, Markup]]
Renderer = Callable[[Any, Scope], Markup]
RENDERERS: dict[type, Renderer] = {}
_F = TypeVar("_F", bound=Renderer)


def _renders(kind: type) -> Callable[[_F], _F]:
    def register(function: _F) -> _F:
        RENDERERS[kind] = function
        return function

    return register


def image_extension(media_type: str) -> str:
    """The ending of an image's file name."""
    return {"image/jpeg": "jpg", "image/svg+xml": "svg"}.get(media_type, media_type.removeprefix("image/"))


def render_node(node: Node, scope: Scope) -> Markup:
    """One node as HTML. Raises KeyError for a node type without a renderer."""
    return RENDERERS[type(node)](node, scope)


def render_nodes(nodes: Iterable[Node], scope: Scope) -> Markup:
    """Nodes one after the other; neighbouring page sections become one mark, since a page links to them and the
    one-page view holds them. Neighbouring short lists stand side by side where there is room."""
    parts = []
    for kind, group in groupby(nodes, _neighbours):
        if kind == "pages":
            parts.append(mark("children", " ".join(node.id for node in group if isinstance(node, Section))))
            continue
        rendered = [render_node(node, scope) for node in group]
        if kind == "lists" and len(rendered) > 1:
            parts.append(Markup('<div class="beside">\n{}\n</div>').format(Markup("\n").join(rendered)))
        else:
            parts.extend(rendered)
    return Markup("\n").join(parts)


def _neighbours(node: Node) -> str:
    if isinstance(node, Section) and node.page:
        return "pages"
    return "lists" if isinstance(node, TableNode) and table_views.is_list(node.table) else ""


def _macros() -> Any:
    return macros("nodes.html")


@_renders(Paragraph)
def _paragraph(node: Paragraph, scope: Scope) -> Markup:
    return Markup('<p class="lead">{}</p>' if node.lead else "<p>{}</p>").format(inline_html(node.text, scope))


@_renders(ListNode)
def _list(node: ListNode, scope: Scope) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(inline_html(item, scope)) for item in node.items)
    return Markup("<ol>{}</ol>" if node.ordered else "<ul>{}</ul>").format(items)


@_renders(Resolution)
def _resolution(node: Resolution, scope: Scope) -> Markup:
    return _macros().resolution(node, lambda text: inline_html(text, scope), scope)


@_renders(TableNode)
def _table(node: TableNode, scope: Scope) -> Markup:
    view, inner, notes = _view(node, node.table, scope)
    return _macros().table_figure(view, notes, inner)


def _view(node: Node, table: Table, scope: Scope) -> tuple[table_views.TableView, Scope, Notes]:
    id_ = scope.book.element_id(table, node)
    inner = scope.with_notes(id_, table.notes)
    view = table_views.view(table, inner, id_, laid_out=isinstance(node, Measures))
    return view, inner, notes_html(table.notes, inner)


@_renders(Chart)
def _chart(node: Chart, scope: Scope) -> Markup:
    view, inner, notes = _view(node, node.table, scope)
    drawings = [(width, Markup(draw(node, scope.language, width=width))) for width in ("wide", "narrow")]
    return _macros().chart(node, drawings, view, notes, inner)


@_renders(KeyFigures)
def _key_figures(node: KeyFigures, scope: Scope) -> Markup:
    figures = []
    for figure in node.figures:
        value = shown.show_in_unit(figure.cell, figure.unit, scope.language)
        html = table_views.value_html(figure.cell, value)
        link = link_mark(figure.link, scope) if figure.link else None
        unit = shown.unit_words(figure.unit, scope.language) if value.machine else ""
        figures.append((figure, html, "%" if unit in ("prosent", "per cent") else unit, link))
    return _macros().key_figures(node, figures, table_views.STATUS_LOOK, scope)


@_renders(Measures)
def _measures(node: Measures, scope: Scope) -> Markup:
    view, inner, notes = _view(node, node.table, scope)
    texts = {
        measure.id: (
            measure,
            inline_html(measure.explanation, inner),
            inline_html(measure.consequence, inner) if measure.consequence else None,
            shown.show_in_unit(measure.full_time_equivalents, shown.Unit.FULL_TIME_EQUIVALENTS, scope.language).text
            if measure.full_time_equivalents
            else "",
        )
        for measure in node.measures
    }
    return _macros().measures(view, texts, notes, inner)


@_renders(RankedBars)
def _ranked_bars(node: RankedBars, scope: Scope) -> Markup:
    view, inner, notes = _view(node, node.table, scope)
    bars = table_views.ranked(node, scope.language)
    links = [link_mark(bar.item.link, scope) if bar.item.link else None for bar in bars]
    where = None if view.home else link_mark(f"#{node.table.id}", scope)
    return _macros().ranked_bars(view, list(zip(bars, links, strict=True)), where, notes, inner)


@_renders(Image)
def _image(node: Image, scope: Scope) -> Markup:
    caption = inline_html(node.caption, scope) if node.caption else None
    return _macros().image(node, mark("image", f"{node.sha256}.{image_extension(node.media_type)}"), caption)


@_renders(Callout)
def _callout(node: Callout, scope: Scope) -> Markup:
    color, drawing, word = CALLOUT_LOOK[node.kind]
    children = render_nodes(node.children, replace(scope, level=scope.level + 1))
    return _macros().callout(node, color, icon(drawing), scope.label(word), children, scope.level + 1)


@_renders(Timeline)
def _timeline(node: Timeline, scope: Scope) -> Markup:
    return _macros().timeline(node, scope)


@_renders(Glossary)
def _glossary(node: Glossary, scope: Scope) -> Markup:
    entries = [(entry, inline_html(entry.definition, scope)) for entry in node.entries]
    return _macros().glossary(node.id, entries, scope)


@_renders(Facts)
def _facts(node: Facts, scope: Scope) -> Markup:
    return _macros().facts(node)


@_renders(Section)
def _section(node: Section, scope: Scope) -> Markup:
    language = node.language or scope.language
    inner = replace(scope, level=scope.level + 1, language=language, heading=node.title)
    inner = inner.with_notes(node.id, node.notes)
    return _macros().section(
        node,
        render_nodes(node.children, inner),
        notes_html(node.notes, inner),
        language if language != scope.language else None,
        inner,
        _section_class(node),
    )


def _section_class(node: Section) -> str:
    """ "prose" for text alone, "parts" for three or more short titled texts, as in how to read the document."""
    if all(isinstance(child, Paragraph | ListNode) for child in node.children):
        return "prose"
    texts = [child for child in node.children if isinstance(child, Section) and len(child.children) == 1]
    short = all(isinstance(child.children[0], Paragraph) for child in texts)
    return "parts" if short and 3 <= len(texts) == len(node.children) else ""


def page_fragment(section: Section, book: AddressBook, language: str) -> Markup:
    """The inside of a page section without its heading: its children, and its notes below."""
    scope = Scope(book, language).with_notes(section.id, section.notes)
    return _macros().page_body(render_nodes(section.children, scope), notes_html(section.notes, scope), scope)
