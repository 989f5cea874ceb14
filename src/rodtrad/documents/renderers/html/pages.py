"""An edition as the pages of a site: the pinned address of the edition and, for the current one, the plain address.

Every page is rendered once with marks (see `tokens`), and placed once or twice. Sections can be kept between
publications in a cache, so that only what changed is rendered again; the frame around a section is always new.
"""

import base64
from collections.abc import Iterator, MutableMapping
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
from rodtrad.documents.renderers.html.environment import macros, render
from rodtrad.documents.renderers.html.fragment_keys import frame_key, section_key
from rodtrad.documents.renderers.html.fragments import image_extension, page_fragment
from rodtrad.documents.renderers.html.placing import Placing
from rodtrad.documents.renderers.html.running_text import Scope, inline_html
from rodtrad.documents.renderers.html.site import EditionSummary, SiteContext
from rodtrad.documents.renderers.html.status import status_tag
from rodtrad.documents.renderers.html.tokens import place
from rodtrad.documents.walk import tables_in

FragmentCache = MutableMapping[str, bytes]
_OF_THE_ROOT = frozenset(("root", "download", "image", "asset", "files"))


def render_html(edition: Edition, site: SiteContext, cache: FragmentCache | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file of the edition's part of the site, as relative paths and bytes.

    The pinned pages are under `<document>/<edition>/`; the current edition's pages also stand under `<document>/`.
    `cache` keeps sections and pages between calls, in memory or on disk: its keys are checksums of all that they depend
    on. Raises ValueError and LookupError for ids that stand twice and links that lead nowhere, and KeyError when the
    site does not list the edition.
    """
    yield from EditionPages(edition, site, cache).files()


class EditionPages:
    """One edition's pages while they are being rendered."""

    def __init__(self, edition: Edition, site: SiteContext, cache: FragmentCache | None = None) -> None:
        self.edition, self.site = edition, site
        self.cache: FragmentCache = {} if cache is None else cache
        self.book = AddressBook(edition)
        self.summary = site.edition(edition.id)
        self.assets: Assets = assets(site.theme, site.shield)
        self.is_current = site.current == edition.id
        self.fragments: dict[str, str] = {}
        self.placing = Placing(edition, site, self.book, self.assets)
        self.keys = {page.section.id: section_key(page, self.book) for page in self.book.pages}
        self.around = frame_key(edition, site, self.book)
        self.contents = Contents(self.book, edition.language)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """All files: shared assets, images, pages."""
        yield from self.assets.contents.items()
        pinned = f"{self.edition.document}/{self.edition.id}/"
        kinds = {image.sha256: image.media_type for page in self.book.pages for image in _images(page.section)}
        for sha256, data in self.edition.images:
            if sha256 in kinds:
                yield f"{pinned}bilder/{sha256}.{image_extension(kinds[sha256])}", base64.b64decode(data)
        homes = [(pinned, False), (f"{self.edition.document}/", True)] if self.is_current else [(pinned, False)]
        for path, html in self.other_pages():
            for home, plain in homes:
                yield f"{home}{path}index.html", self.placing.placed(html, path, plain=plain)
        for i, page in enumerate(self.book.pages):
            before = self.book.pages[i - 1] if i else None
            after = self.book.pages[i + 1] if i + 1 < len(self.book.pages) else None
            keys = [f"{self.keys[page.section.id]}:{self.around}:{page.path}:{plain}" for _, plain in homes]
            if not all(key in self.cache for key in keys):
                html = self.section_page(page, before, after)
                for key, (_, plain) in zip(keys, homes, strict=True):
                    self.cache[key] = self.placing.placed(html, page.path, plain=plain)
            for key, (home, _) in zip(keys, homes, strict=True):
                yield f"{home}{page.path}index.html", self.cache[key]

    def other_pages(self) -> Iterator[tuple[str, str]]:
        """The path and HTML with marks of the pages that are not sections; they depend on the whole edition."""
        yield "hele/", self.whole_page()
        yield "ordliste/", self.glossary_page()
        yield from self.explanation_pages()
        for name in ("metode", "tilgjengelighet", "versjoner"):
            yield f"{name}/", self.plain_page(name)
        yield "sok/", render("search.html", **self.frame("sok/", self.words("search")), query="", groups=(), count=None)

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
        return render(
            "front.html" if is_front else "page.html",
            **self.frame(page.path, page.title, title=title, description=_lead(page.section)),
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
            "tag": status_tag(self.summary, edition.language),
            "versions": [(each, self.version_path(each, path)) for each in reversed(site.editions)],
            "is_current": self.is_current,
            "current": site.edition(site.current),
            "comparison": self.comparison(),
            "downloads": {each.format: each for each in self.summary.downloads},
            "absolute": f"{site.base_url}/{edition.document}/{edition.id}/{path}" if site.base_url else "",
            "in_document": True,
        }

    def version_path(self, other: EditionSummary, path: str) -> str:
        """Where the same page stands in another version, from the site's root; its front page when it has none."""
        same = path.rstrip("/") in other.pages or path.rstrip("/") in ("hele", "ordliste", "metode", "versjoner", "sok")
        return f"{other.document}/{other.id}/{path if same else ''}"

    def comparison(self) -> str | None:
        """The comparison that ends in this version, else one that begins in it, from the site's root."""
        pairs = [p for p in self.site.comparisons if p[1] == self.edition.id]
        pairs += [p for p in self.site.comparisons if p[0] == self.edition.id]
        return f"{self.edition.document}/sammenlign/{pairs[0][0]}/{pairs[0][1]}/" if pairs else None

    def whole_page(self) -> str:
        """The one-page view, which states its own size: it is rendered once to be measured."""
        front = place(self.fragment(self.book.front), self.placing.resolvers(None, plain=False, offset=0), _OF_THE_ROOT)
        chapters = [self.nested(page, 1) for page in self.book.children.get(self.edition.front.id, [])]
        body = Markup("\n").join([Markup(front), *chapters])
        frame = self.frame("hele/", self.edition.title, title=self._whole_title())
        size = len(self.placing.placed(render("whole.html", **frame, body=body, size=0), "hele/", plain=False))
        return render("whole.html", **frame, body=body, size=size)

    def _whole_title(self) -> str:
        return f"{self.edition.title} – {self.words('whole_document')}"

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
            Markup(place(self.fragment(page), resolvers, _OF_THE_ROOT)),
        )

    def glossary_page(self) -> str:
        """The edition's explained words."""
        scope = Scope(self.book, self.edition.language)
        entries = [(entry, inline_html(entry.definition, scope)) for entry in self.edition.glossary]
        body = macros("nodes.html").glossary("ord", entries, scope) if entries else None
        return render(
            "glossary.html",
            **self.frame("ordliste/", self.words("glossary")),
            body=body,
            tree=self.contents.tree(None, "ordliste/"),
        )

    def explanation_pages(self) -> Iterator[tuple[str, str]]:
        """How the numbers are calculated, a page for every so many explanations."""
        names = {
            table.id: self.words("table_number", number=table.number) if table.number else table.title
            for table in tables_in((self.edition.front, *self.edition.chapters))
        }
        shown_at = {id_: (cell, names[cell.split(":")[0]]) for id_, cell in self.book.shown_at().items()}
        explanations = self.edition.explanations
        for start in range(0, max(1, len(explanations)), EXPLANATIONS_PER_PAGE):
            path = "beregninger/" + (f"{start // EXPLANATIONS_PER_PAGE + 1}/" if start else "")
            yield (
                path,
                render(
                    "calculations.html",
                    **self.frame(path, self.words("calculations")),
                    explanations=explanations[start : start + EXPLANATIONS_PER_PAGE],
                    shown_at=shown_at,
                    tree=self.contents.tree(None, path),
                    pages=-(-len(explanations) // EXPLANATIONS_PER_PAGE),
                    number=start // EXPLANATIONS_PER_PAGE + 1,
                ),
            )

    def plain_page(self, name: str) -> str:
        """A page about the document: method and data, accessibility, or the log of versions."""
        heading = {"metode": "method", "tilgjengelighet": "accessibility", "versjoner": "history"}[name]
        frame = self.frame(f"{name}/", self.words(heading))
        return render(f"{heading}.html", **frame, tree=self.contents.tree(None, f"{name}/"))


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
