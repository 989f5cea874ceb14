"""Texts as people write them, as structure: headings by nesting, lists, tables, images, and references to figures.

The written form is CommonMark with tables. Three kinds of link carry meaning instead of an address:
`[](tall:tab-hovedtall:ramme:2027)` is a live reference to a cell, frozen at publication (`tallverdi:` writes it without
its sign); `[ordet](ord:netto-drift)` is a glossary term; `[ordet](#id)` points inside the document. HTML is only text.
An image must have an alternative text.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rodtrad.documents.inlines import FigureReference, Inline, Link, Term, Text
from rodtrad.documents.nodes import Image, ListNode, Node, Paragraph, Section, TableNode
from rodtrad.documents.slugs import slug
from rodtrad.documents.tables import Column, Row, Source, Table, words
from rodtrad.values.units import Unit

CELL_SCHEME = "tall:"
ABSOLUTE_SCHEME = "tallverdi:"
TERM_SCHEME = "ord:"
_SAFE_SCHEMES = ("https:", "http:", "mailto:", "#")


class TextError(ValueError):
    """The text cannot become a document; the message says what is wrong, `line` (from 1) where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(f"linje {line}: {message}")
        self.line = line


@dataclass(frozen=True)
class Picture:
    """An image file that a text shows: its bytes and media type."""

    sha256: str
    media_type: str
    data: bytes


class _Pending(Exception):
    """Raised inside the parser with a message; the caller knows the line."""


class _Parser:
    def __init__(self, prefix: str, picture: Callable[[str], Picture] | None) -> None:
        self.prefix = prefix
        self.picture = picture
        self.tables = 0

    def inlines(self, tokens: list[Token]) -> tuple[Inline, ...]:
        """Running text from the children of an inline token."""
        parts: list[Inline] = []
        strong = emphasis = 0
        target: str | None = None
        label: list[str] = []
        for token in tokens:
            match token.type:
                case "strong_open":
                    strong += 1
                case "strong_close":
                    strong -= 1
                case "em_open":
                    emphasis += 1
                case "em_close":
                    emphasis -= 1
                case "link_open":
                    target, label = str(token.attrs["href"]), []
                case "link_close":
                    parts.append(_link("".join(label), target or ""))
                    target = None
                case "softbreak" | "hardbreak" | "text" | "code_inline" | "text_special":
                    content = token.content if token.content else (" " if "break" in token.type else "")
                    if target is not None:
                        label.append(content)
                    elif content:
                        parts.append(Text(content, strong=strong > 0, emphasis=emphasis > 0))
                case "image":
                    raise _Pending("et bilde må stå alene i sitt eget avsnitt")
                case _:
                    raise _Pending("teksten inneholder noe som ikke kan publiseres (HTML eller ukjent form)")
        return _joined(parts)

    def image(self, token: Token) -> Image:
        """An image that stands alone. The text in brackets is its alternative, the title its caption."""
        alt, name = token.content.strip(), str(token.attrs["src"])
        if not alt:
            raise _Pending(f"bildet {name} mangler alternativ tekst: skriv hva bildet viser mellom hakeparentesene")
        if self.picture is None:
            raise _Pending(f"bildet {name} kan ikke brukes her")
        found = self.picture(name)
        caption = str(token.attrs.get("title") or "")
        return Image(
            f"bilde-{found.sha256[:12]}", found.sha256, found.media_type, alt, (Text(caption),) if caption else ()
        )

    def table(self, tokens: list[Token]) -> TableNode:
        """A table with a head row; every cell is text."""
        self.tables += 1
        grid: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                grid.append([])
            elif token.type == "inline":
                grid[-1].append(token.content)
        head, *body = grid
        if not body or not all(head[1:]):
            raise _Pending("en tabell trenger overskrift over hver kolonne og minst én rad")
        return TableNode(
            Table(
                id=f"tab-{self.prefix}-{self.tables}",
                title=head[0] or "Oversikt",
                subtitle="",
                unit=Unit.TEXT,
                columns=tuple(Column(f"k{n}", title) for n, title in enumerate(head[1:], 1)),
                rows=tuple(
                    Row(f"r{n}", row[0], tuple(words(cell) for cell in row[1:])) for n, row in enumerate(body, 1)
                ),
                source=Source(""),
            )
        )

    def block(self, tokens: list[Token], start: int) -> tuple[Node | tuple[int, str], int]:
        """One block that begins at `start`, or a heading as (level, title); and where the next one begins."""
        token = tokens[start]
        end = start
        while end < len(tokens) and not (tokens[end].level == token.level and tokens[end].nesting <= 0):
            end += 1
        inner = tokens[start + 1 : end]
        match token.type:
            case "heading_open":
                return (int(token.tag[1]), inner[0].content), end + 1
            case "paragraph_open":
                children = inner[0].children or []
                if len(children) == 1 and children[0].type == "image":
                    return self.image(children[0]), end + 1
                return Paragraph(self.inlines(children)), end + 1
            case "bullet_list_open" | "ordered_list_open":
                items = tuple(self.inlines(t.children or []) for t in inner if t.type == "inline")
                return ListNode(items, ordered=token.type == "ordered_list_open"), end + 1
            case "table_open":
                return self.table(inner), end + 1
        raise _Pending("bare overskrifter, avsnitt, lister, tabeller og bilder kan brukes")


def _link(label: str, target: str) -> Inline:
    if target.startswith(CELL_SCHEME):
        return FigureReference(label, target.removeprefix(CELL_SCHEME))
    if target.startswith(ABSOLUTE_SCHEME):
        return FigureReference(label, target.removeprefix(ABSOLUTE_SCHEME), absolute=True)
    if target.startswith(TERM_SCHEME):
        return Term(label, target.removeprefix(TERM_SCHEME))
    if not target.startswith(_SAFE_SCHEMES):
        raise _Pending(f"lenken «{target}» kan ikke brukes: bruk https://, mailto:, #id, tall:, tallverdi: eller ord:")
    return Link(label, target)


def _joined(parts: list[Inline]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Text) and isinstance(last, Text) and replace(last, text="") == replace(part, text=""):
            joined[-1] = replace(last, text=last.text + part.text)
        else:
            joined.append(part)
    return tuple(joined)


def _nested(items: list[Node | tuple[int, str]], level: int, prefix: str) -> tuple[Node, ...]:
    """Fold headings into sections: everything below a heading, until the next of its level, is inside it."""
    nodes: list[Node] = []
    index = 0
    while index < len(items):
        item = items[index]
        if not isinstance(item, tuple):
            nodes.append(item)
            index += 1
            continue
        end = index + 1
        while end < len(items):
            later = items[end]
            if isinstance(later, tuple) and later[0] <= item[0]:
                break
            end += 1
        inside = _nested(items[index + 1 : end], item[0], prefix)
        nodes.append(Section(f"{prefix}-{slug(item[1])}", item[1], inside))
        index = end
    return tuple(nodes)


class _Reader(MarkdownIt):
    """CommonMark with tables, which hands every link over as written: this module decides which are allowed."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table")

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


def parse(text: str, prefix: str, picture: Callable[[str], Picture] | None = None) -> tuple[Node, ...]:
    """The nodes of a written text. `prefix` makes the ids of its headings and tables unique in the document.

    `picture(name)` fetches an image file. Raises TextError with the line for what a document cannot hold.
    """
    tokens = _Reader().parse(text)
    parser = _Parser(prefix, picture)
    items: list[Node | tuple[int, str]] = []
    index = 0
    while index < len(tokens):
        line = (tokens[index].map or [0])[0] + 1
        try:
            item, index = parser.block(tokens, index)
        except _Pending as problem:
            raise TextError(str(problem), line) from problem
        items.append(item)
    return _nested(items, 0, prefix)


def picture_from(data: bytes, name: str) -> Picture:
    """An image file's bytes as a Picture. Raises ValueError for a type that browsers and printers do not share."""
    types = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
    ending = name[name.rfind(".") :].lower()
    if ending not in types:
        raise ValueError(f"bildet {name} må være PNG eller JPEG")
    return Picture(hashlib.sha256(data).hexdigest(), types[ending], data)
