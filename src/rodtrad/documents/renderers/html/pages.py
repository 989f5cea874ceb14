"""An edition as the pages of a site: the pinned address of the edition and, for the current one, the plain address.

Every page is rendered once with marks (see `tokens`), and placed once or twice. Sections can be kept between
publications in a cache, so that only what changed is rendered again; the frame around a section is always new.
"""

import base64
import functools
import hashlib
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from rodtrad import documents
from rodtrad.documents import labels
from rodtrad.documents.editions import Edition, EditionKind
from rodtrad.documents.inlines import plain_text
from rodtrad.documents.nodes import Image, Node, Paragraph, Section
from rodtrad.documents.renderers.html.addresses import EXPLANATIONS_PER_PAGE, AddressBook, Page, up
from rodtrad.documents.renderers.html.assets import Assets, assets
from rodtrad.documents.renderers.html.environment import macros, render
from rodtrad.documents.renderers.html.fragments import image_extension, page_fragment
from rodtrad.documents.renderers.html.running_text import Scope, inline_html
from rodtrad.documents.renderers.html.site import EditionSummary, SiteContext
from rodtrad.documents.renderers.html.tokens import mark, place
from rodtrad.documents.walk import tables_in

FragmentCache = MutableMapping[str, bytes]
TAG_LOOK = {
    EditionKind.PROPOSAL: ("warning", "alert"),
    EditionKind.RECOMMENDATION: ("warning", "alert"),
    EditionKind.ADOPTED: ("success", "check"),
    EditionKind.IMPORTED: ("neutral", "info"),
}
_OF_THE_ROOT = frozenset(("root", "download", "image", "asset", "files"))


@dataclass(frozen=True)
class StatusTag:
    """The tag above everything: colour, icon and word."""

    color: str
    icon: str
    words: str


@functools.cache
def renderer_version() -> str:
    """A checksum of the code, templates and words that pages are made by, so that kept pages do not outlive them."""
    digest = hashlib.sha256()
    root = Path(documents.__file__).parent
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".html", ".yaml", ".css", ".js", ".svg")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def status_tag(summary: EditionSummary, language: str) -> StatusTag:
    """An edition's status as icon and word."""
    color, drawing = TAG_LOOK[summary.kind]
    words = summary.status if summary.kind is EditionKind.ADOPTED else labels.text(f"kind_{summary.kind}", language)
    return StatusTag(color, drawing, words)


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
        self.by_id = {page.section.id: page for page in self.book.pages}
        self.keys = {page.section.id: self._key(page) for page in self.book.pages}
        self.around = self._key_of_frame()
        self._closed: dict[str, dict[str, Markup]] = {}

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
                yield f"{home}{path}index.html", self.placed(html, path, plain=plain)
        for i, page in enumerate(self.book.pages):
            before = self.book.pages[i - 1] if i else None
            after = self.book.pages[i + 1] if i + 1 < len(self.book.pages) else None
            keys = [f"{self.keys[page.section.id]}:{self.around}:{page.path}:{plain}" for _, plain in homes]
            if not all(key in self.cache for key in keys):
                html = self.section_page(page, before, after)
                for key, (_, plain) in zip(keys, homes, strict=True):
                    self.cache[key] = self.placed(html, page.path, plain=plain)
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

    def _key(self, page: Page) -> str:
        around = (
            renderer_version(),
            page.language,
            self.book.dependencies(page.section),
            repr(_own_part(page.section)),
        )
        return hashlib.sha256("\n".join(around).encode()).hexdigest()

    def _key_of_frame(self) -> str:
        """What every page shows of the site and of the other pages: versions, contents, and where links lead."""
        empty = replace(self.edition.front, children=())
        edition = replace(self.edition, front=empty, chapters=(), glossary=(), explanations=(), images=())
        around = (renderer_version(), repr(self.site), repr(edition), self.book.outline())
        return hashlib.sha256("\n".join(around).encode()).hexdigest()

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
            tree=self.tree(page),
            before=before,
            after=after,
            relative=lambda other: (up(page.path) + other.path) or "./",
            has_how_to_read=any(isinstance(n, Section) and n.id == "slik-leser-du" for n in page.section.children),
        )

    def tree(self, page: Page | None, path: str = "") -> Markup:
        """The contents as nested lists, open where the page is."""
        base = up(page.path if page else path)
        top = page
        while top is not None and top.parent is not None:
            top = top.parent
        parts = [
            self.branch(each, page, base) if each is top else self.closed(base)[each.section.id]
            for each in self.book.children.get(self.edition.front.id, ())
        ]
        return macros("frame.html").tree(Markup("").join(parts), page is self.book.front, base, self.edition.language)

    def branch(self, top: Page, page: Page | None, base: str) -> Markup:
        """One chapter of the contents, open as far as the page."""
        open_: set[str] = set()
        above = page
        while above is not None:
            open_.add(above.section.id)
            above = above.parent
        return macros("frame.html").branch(self.book, top, page, open_, base, self.edition.language)

    def closed(self, base: str) -> dict[str, Markup]:
        """Every chapter of the contents without what is below it; the same for all pages of one depth."""
        if base not in self._closed:
            chapters = self.book.children.get(self.edition.front.id, ())
            self._closed[base] = {each.section.id: self.branch(each, None, base) for each in chapters}
        return self._closed[base]

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
        front = place(self.fragment(self.book.front), self.resolvers(None, plain=False, offset=0), _OF_THE_ROOT)
        chapters = [self.nested(page, 1) for page in self.book.children.get(self.edition.front.id, [])]
        body = Markup("\n").join([Markup(front), *chapters])
        frame = self.frame("hele/", self.edition.title, title=self._whole_title())
        size = len(self.placed(render("whole.html", **frame, body=body, size=0), "hele/", plain=False))
        return render("whole.html", **frame, body=body, size=size)

    def _whole_title(self) -> str:
        return f"{self.edition.title} – {self.words('whole_document')}"

    def nested(self, page: Page, depth: int) -> Markup:
        """A page section inside the one-page view, `depth` levels below the document's title."""
        resolvers = self.resolvers(None, plain=False, offset=depth)
        resolvers["children"] = lambda ids: "\n".join(self.nested(self.by_id[i], depth + 1) for i in ids.split())
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
            tree=self.tree(None, "ordliste/"),
        )

    def explanation_pages(self) -> Iterator[tuple[str, str]]:
        """How the numbers are calculated, a page for every so many explanations."""
        shown_at = {id_: (cell, self.caption(cell.split(":")[0])) for id_, cell in self.book.shown_at().items()}
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
                    tree=self.tree(None, path),
                    pages=-(-len(explanations) // EXPLANATIONS_PER_PAGE),
                    number=start // EXPLANATIONS_PER_PAGE + 1,
                ),
            )

    def caption(self, table_id: str) -> str:
        """What a table is called in a link: its number, or its title where it has none."""
        tables = {table.id: table for table in tables_in((self.edition.front, *self.edition.chapters))}
        table = tables[table_id]
        return self.words("table_number", number=table.number) if table.number else table.title

    def plain_page(self, name: str) -> str:
        """A page about the document: method and data, accessibility, or the log of versions."""
        heading = {"metode": "method", "tilgjengelighet": "accessibility", "versjoner": "history"}[name]
        template = {"metode": "method.html", "tilgjengelighet": "accessibility.html", "versjoner": "history.html"}[name]
        return render(template, **self.frame(f"{name}/", self.words(heading)), tree=self.tree(None, f"{name}/"))

    def placed(self, html: str, path: str, *, plain: bool) -> bytes:
        """A page's bytes at its pinned or its plain address."""
        return place(html, self.resolvers(path, plain=plain, offset=0)).encode()

    def resolvers(self, here: str | None, *, plain: bool, offset: int) -> dict[str, Callable[[str], str]]:
        """What the marks become on the page `here`; None means inside the one-page view."""
        at = "hele/" if here is None else here
        home = f"{self.edition.document}/" if plain else f"{self.edition.document}/{self.edition.id}/"
        root = up(home + at) or "./"
        pinned = f"{root}{self.edition.document}/{self.edition.id}/"

        def pinned_link(id_: str) -> str:
            path = self.book.path_of(id_) if here is None else at
            anchor = f"{self.edition.document}/{self.edition.id}/{path}#{quote(id_, safe=':-._~')}"
            return mark("root", anchor)

        resolvers: dict[str, Callable[[str], str]] = {
            "h": lambda level: f"h{min(6, int(level) + offset)}",
            "link": lambda target: str(escape(self.book.link(str(Markup(target).unescape()), here))),
            "why": lambda id_: f"{up(at)}{self.book.explanation_page[id_]}#{quote(id_, safe=':-._~')}",
            "term": lambda id_: f"{up(at)}ordliste/#ord:{quote(id_, safe=':-._~')}",
            "page": lambda name: f"{up(at)}{name}/" if name else up(at) or "./",
            "root": lambda path: root + path,
            "pinned": pinned_link,
            "download": lambda path: pinned + quote(path),
            "image": lambda name: f"{pinned}bilder/{name}",
            "asset": lambda name: root + self.assets.names[name],
            "files": lambda table: self.table_files(table, pinned),
            "canonical": lambda path: self.canonical(path, root),
        }
        resolvers["children"] = lambda ids: macros("frame.html").children([self.by_id[i] for i in ids.split()], up(at))
        return resolvers

    def table_files(self, what: str, pinned: str) -> str:
        """The links to a table's data in other formats; `what` is the table's id and the title that names it."""
        table, _, title = what.partition("|")
        downloads = {each.format: each.path for each in self.summary.downloads}
        csv = self.site.table_csv.format(table=table) if self.site.table_csv else downloads.get("csv", "")
        links = [(csv, "download_csv"), (downloads.get("xlsx", ""), "download_xlsx")]
        return "".join(
            Markup(' <a href="{}{}" aria-label="{}">{}</a>').format(
                pinned, quote(path), Markup(self.words(f"{key}_of", what=title)), self.words(key)
            )
            for path, key in links
            if path
        )

    def canonical(self, path: str, root: str) -> str:
        """The address that search engines should keep: the plain one of the current edition, else the pinned one."""
        edition = self.edition
        home = f"{edition.document}/" if self.is_current else f"{edition.document}/{edition.id}/"
        return f"{self.site.base_url}/{home}{path}" if self.site.base_url else f"{root}{home}{path}"


def _images(node: Node) -> Iterator[Image]:
    if isinstance(node, Image):
        yield node
    for child in getattr(node, "children", ()):
        if not (isinstance(child, Section) and child.page):
            yield from _images(child)


def _own_part(section: Section) -> Section:
    """The section without what stands on pages of its own, since those are rendered for themselves."""
    children = tuple(_own_or_name(child) if isinstance(child, Section) else child for child in section.children)
    return replace(section, children=children)


def _own_or_name(section: Section) -> Section:
    return Section(section.id, "", (), page=True) if section.page else _own_part(section)


def _lead(section: Section) -> str:
    for child in section.children:
        if isinstance(child, Paragraph):
            words = plain_text(child.text)
            return words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …"
    return ""


def site_root(site: SiteContext) -> str:
    """The absolute path of the site's root, for pages that may be shown at any address."""
    return urlsplit(site.base_url).path.rstrip("/") + "/"
