"""An edition as the pages of a site: the pinned address of the edition and, for the current one, the plain address.

A page is rendered with marks (see `tokens`) for what changes with every publication, kept in a cache as parts that are
compressed already (see `joined`), and joined with what holds today. So a page whose content did not change is not
rendered again when a new edition is published, although it says which version it is.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from rodtrad.documents import labels
from rodtrad.documents.editions import Edition
from rodtrad.documents.inlines import plain_text
from rodtrad.documents.nodes import Image, Node, Paragraph, Section
from rodtrad.documents.renderers.html.addresses import EXPLANATIONS_PER_PAGE, AddressBook, Page, up
from rodtrad.documents.renderers.html.assets import Assets, assets
from rodtrad.documents.renderers.html.contents import Contents
from rodtrad.documents.renderers.html.environment import macros, render, show_size
from rodtrad.documents.renderers.html.fragment_keys import frame_key, key_of, section_key
from rodtrad.documents.renderers.html.fragments import image_extension, page_fragment
from rodtrad.documents.renderers.html.joined import Joined, Part, constant, piece
from rodtrad.documents.renderers.html.kept import FragmentCache, Home, KeptPages
from rodtrad.documents.renderers.html.placing import Placing
from rodtrad.documents.renderers.html.running_text import Scope, inline_html
from rodtrad.documents.renderers.html.site import SiteContext
from rodtrad.documents.renderers.html.tokens import place
from rodtrad.documents.walk import tables_in

_OF_THE_HOME = frozenset(
    ("root", "pinned", "edition", "download", "file", "image", "asset", "files", "link", "why", "term", "page")
)
_NEW_LINE = piece(b"\n")


def render_html(edition: Edition, site: SiteContext, cache: FragmentCache | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file of the edition's part of the site, as relative paths and bytes.

    The pinned pages are under `<document>/<edition>/`; the current edition's pages also stand under `<document>/`.
    `cache` keeps sections and pages between calls, in memory or on disk: its keys are checksums of all that they depend
    on. Raises ValueError and LookupError for ids that stand twice and links that lead nowhere, and KeyError when the
    site does not list the edition.
    """
    for path, file in render_files(edition, site, cache):
        yield path, file.data if isinstance(file, Joined) else file


def render_files(
    edition: Edition, site: SiteContext, cache: FragmentCache | None = None
) -> Iterator[tuple[str, bytes | Joined]]:
    """As `render_html`, but pinned pages have their gzip copies, which are made with them."""
    yield from EditionPages(edition, site, cache).files()


class EditionPages:
    """One edition's pages while they are being rendered."""

    def __init__(self, edition: Edition, site: SiteContext, cache: FragmentCache | None = None) -> None:
        self.edition, self.site = edition, site
        self.cache: FragmentCache = {} if cache is None else cache
        self.book = AddressBook(edition)
        self.summary = site.edition(edition.id)
        self.assets: Assets = assets(site.theme, site.shield)
        self.fragments: dict[str, str] = {}
        self.placing = Placing(edition, site, self.book, self.assets)
        self.keys = {page.section.id: section_key(page, self.book) for page in self.book.pages}
        self.lasting = frame_key(edition, site, self.summary, self.book, self.assets)
        self.contents = Contents(self.book, edition.language)
        pinned = Home(f"{edition.document}/{edition.id}/", plain=False)
        homes = (pinned, Home(f"{edition.document}/", plain=True)) if site.current == edition.id else (pinned,)
        self.kept = KeptPages(self.placing, homes, self.cache)

    def files(self) -> Iterator[tuple[str, bytes | Joined]]:
        """All files: shared assets, images, pages."""
        yield from self.assets.contents.items()
        pinned = self.kept.homes[0].folder
        kinds = {image.sha256: image.media_type for page in self.book.pages for image in _images(page.section)}
        for sha256, data in self.edition.images:
            if sha256 in kinds:
                yield f"{pinned}bilder/{sha256}.{image_extension(kinds[sha256])}", base64.b64decode(data)
        yield from self.other_pages()
        for i, page in enumerate(self.book.pages):
            before = self.book.pages[i - 1] if i else None
            after = self.book.pages[i + 1] if i + 1 < len(self.book.pages) else None
            key = key_of("page", self.lasting, self.keys[page.section.id], page.path)
            yield from self.kept.page(page.path, key, partial(self.section_page, page, before, after))

    def other_pages(self) -> Iterator[tuple[str, bytes | Joined]]:
        """The pages that are not sections. What they show of the edition is in their keys."""
        yield from self.whole_page()
        glossary = key_of("glossary", self.lasting, self.edition.glossary)
        yield from self.kept.page("ordliste/", glossary, self.glossary_page)
        yield from self.explanation_pages()
        for name in ("metode", "tilgjengelighet", "versjoner"):
            yield from self.kept.fresh(f"{name}/", self.plain_page(name))
        search = partial(self.rendered, "search.html", "sok/", self.words("search"), query="", groups=(), count=None)
        yield from self.kept.page("sok/", key_of("search", self.lasting), search)

    def words(self, key: str, **values: object) -> str:
        """A fixed word in the edition's language."""
        return labels.text(key, self.edition.language, **values)

    def fragment(self, page: Page) -> str:
        """The inside of a page section with marks, from the cache when the same section was rendered before."""
        if page.section.id not in self.fragments:
            key = self.keys[page.section.id]
            kept = self.cache.get(key)
            if kept is None:
                kept = str(page_fragment(page.section, self.book, page.language)).encode()
                self.cache[key] = kept
            self.fragments[page.section.id] = kept.decode()
        return self.fragments[page.section.id]

    def rendered(self, template: str, path: str, heading: str, **values: Any) -> str:
        """A page of what lasts from edition to edition; a template that asks for more of either fails."""
        lasting = {
            "site": replace(self.site, editions=(), current="", comparisons=(), base_url=""),
            "edition": _Lasting(self.edition.title, self.edition.years),
            "lang": self.edition.language,
            "path": path,
            "heading": heading,
            "title": f"{heading} – {self.edition.title}",
            "description": "",
            "in_document": True,
        }
        return render(template, **lasting | values)

    def section_page(self, page: Page, before: Page | None, after: Page | None) -> str:
        """The page of one section; the front page has a template of its own."""
        is_front = page is self.book.front
        title = page.title if is_front else f"{page.title} – {self.edition.title}"
        fragment = self.fragment(page)
        lead = fragment.index("</p>") + len("</p>") if fragment.lstrip().startswith('<p class="lead">') else 0
        parents: list[Page] = []
        above = page.parent
        while above is not None:
            parents.insert(0, above)
            above = above.parent
        return self.rendered(
            "front.html" if is_front else "page.html",
            page.path,
            page.title,
            title=title,
            description=_lead(page.section),
            page=page,
            language=page.language,
            fragment=Markup(fragment),
            opening=Markup(fragment[:lead]),
            rest=Markup(fragment[lead:]),
            parents=parents,
            tree=self.contents.tree(page),
            before=before,
            after=after,
            relative=lambda other: (up(page.path) + other.path) or "./",
            has_how_to_read=any(isinstance(n, Section) and n.id == "slik-leser-du" for n in page.section.children),
        )

    def frame(self, path: str, heading: str, *, title: str = "", description: str = "") -> dict[str, Any]:
        """What every page of the edition shares."""
        site, edition = self.site, self.edition
        return {
            "site": site,
            "edition": edition,
            "summary": self.summary,
            "lang": edition.language,
            "path": path,
            "heading": heading,
            "title": title or f"{heading} – {edition.title}",
            "description": description,
            "versions": self.site.editions[::-1],
            "downloads": {each.format: each for each in self.summary.downloads},
            "in_document": True,
        }

    def whole_page(self) -> Iterator[tuple[str, bytes | Joined]]:
        """The one-page view, which states its own size; each chapter is kept for itself."""
        title = f"{self.edition.title} – {self.words('whole_document')}"
        page = partial(self.rendered, "whole.html", "hele/", self.edition.title, title=title)
        inside: dict[Home, list[Part]] = {home: [] for home in self.kept.homes}
        for chapter in (self.book.front, *self.book.children.get(self.edition.front.id, [])):
            for home, parts in self.kept.parts(None, self.nested_key(chapter), partial(self.chapter, chapter)):
                inside[home] += (*parts, _NEW_LINE)
        for home, parts in self.kept.parts("hele/", key_of("whole", self.lasting), page):
            body = constant(*inside[home])
            _, file = self.kept.file("hele/", home, parts, {"body": body, "size": constant()})
            size = constant(piece(show_size(len(file.data if isinstance(file, Joined) else file)).encode()))
            yield self.kept.file("hele/", home, parts, {"body": body, "size": size})

    def nested_key(self, top: Page) -> str:
        """The key of a chapter with everything below it, as it stands in the one-page view."""
        below = [page for page in self.book.pages if page is top or (top.path and _is_below(page, top))]
        told = [(self.keys[page.section.id], page.section.number, page.title, page.language) for page in below]
        return key_of("chapter", self.lasting, told)

    def chapter(self, top: Page) -> str:
        """The front page's text, or a chapter with everything below it, for the one-page view."""
        if top is self.book.front:
            resolvers = self.placing.resolvers(None, plain=False, offset=0)
            return place(self.fragment(top), resolvers, _OF_THE_HOME)
        return str(self.nested(top, 1))

    def nested(self, page: Page, depth: int) -> Markup:
        """A page section inside the one-page view, `depth` levels below the document's title."""
        resolvers = self.placing.resolvers(None, plain=False, offset=depth)
        resolvers["children"] = lambda ids: "\n".join(
            self.nested(self.placing.by_id[i], depth + 1) for i in ids.split()
        )
        level = min(6, depth + 1)
        return Markup('<section class="chapter" id="{}"{}><h{}>{}{}</h{}>\n{}</section>').format(
            page.section.id,
            Markup(' lang="{}"').format(page.language) if page.language != self.edition.language else "",
            level,
            Markup('<span class="nr">{}</span> ').format(page.section.number) if page.section.number else "",
            page.title,
            level,
            Markup(place(self.fragment(page), resolvers, _OF_THE_HOME)),
        )

    def glossary_page(self) -> str:
        """The edition's explained words."""
        scope = Scope(self.book, self.edition.language)
        entries = [(entry, inline_html(entry.definition, scope)) for entry in self.edition.glossary]
        body = macros("nodes.html").glossary("ord", entries, scope) if entries else None
        return self.rendered(
            "glossary.html",
            "ordliste/",
            self.words("glossary"),
            body=body,
            tree=self.contents.tree(None, "ordliste/"),
        )

    def explanation_pages(self) -> Iterator[tuple[str, bytes | Joined]]:
        """How the numbers are calculated, a page for every so many explanations."""
        names = {
            table.id: self.words("table_number", number=table.number) if table.number else table.title
            for table in tables_in((self.edition.front, *self.edition.chapters))
        }
        shown_at = {id_: (cell, names[cell.split(":")[0]]) for id_, cell in self.book.shown_at().items()}
        explanations = self.edition.explanations
        pages = max(1, -(-len(explanations) // EXPLANATIONS_PER_PAGE))
        for number in range(1, pages + 1):
            path = "beregninger/" + (f"{number}/" if number > 1 else "")
            shown_here = explanations[(number - 1) * EXPLANATIONS_PER_PAGE : number * EXPLANATIONS_PER_PAGE]
            cells = {each.id: shown_at[each.id] for each in shown_here if each.id in shown_at}
            key = key_of("explanations", self.lasting, number, pages, shown_here, cells)
            make = partial(
                self.rendered,
                "calculations.html",
                path,
                self.words("calculations"),
                explanations=shown_here,
                shown_at=cells,
                tree=self.contents.tree(None, path),
                pages=pages,
                number=number,
            )
            yield from self.kept.page(path, key, make)

    def plain_page(self, name: str) -> str:
        """A page about the document: method and data, accessibility, or the log of versions."""
        heading = {"metode": "method", "tilgjengelighet": "accessibility", "versjoner": "history"}[name]
        frame = self.frame(f"{name}/", self.words(heading))
        return render(f"{heading}.html", **frame, tree=self.contents.tree(None, f"{name}/"))


@dataclass(frozen=True)
class _Lasting:
    """What a page that is kept may show of its edition."""

    title: str
    years: tuple[int, ...]


def _is_below(page: Page, top: Page) -> bool:
    while page.parent is not None:
        page = page.parent
    return page is top


def _images(node: Node) -> Iterator[Image]:
    if isinstance(node, Image):
        yield node
    for child in getattr(node, "children", ()):
        if not (isinstance(child, Section) and child.page):
            yield from _images(child)


def _lead(section: Section) -> str:
    for child in section.children:
        if isinstance(child, Paragraph):
            words = plain_text(child.text)
            return words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …"
    return ""


def site_root(site: SiteContext) -> str:
    """The absolute path of the site's root, for pages that may be shown at any address."""
    return urlsplit(site.base_url).path.rstrip("/") + "/"
