"""Pages at their addresses: what the marks in a rendered page become at its pinned address and at its plain one."""

from collections.abc import Callable
from urllib.parse import quote

from markupsafe import Markup, escape

from rodtrad.documents import labels
from rodtrad.documents.editions import Edition
from rodtrad.documents.renderers.html.addresses import AddressBook, up
from rodtrad.documents.renderers.html.assets import Assets
from rodtrad.documents.renderers.html.environment import macros
from rodtrad.documents.renderers.html.site import SiteContext
from rodtrad.documents.renderers.html.tokens import mark, place


class Placing:
    """The addresses of one edition's pages on the site."""

    def __init__(self, edition: Edition, site: SiteContext, book: AddressBook, assets: Assets) -> None:
        self.edition, self.site, self.book, self.assets = edition, site, book, assets
        self.summary = site.edition(edition.id)
        self.is_current = site.current == edition.id
        self.by_id = {page.section.id: page for page in book.pages}

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
        language = self.edition.language
        return "".join(
            Markup(' <a href="{}{}" aria-label="{}">{}</a>').format(
                pinned, quote(path), Markup(labels.text(f"{key}_of", language, what=title)), labels.text(key, language)
            )
            for path, key in links
            if path
        )

    def canonical(self, path: str, root: str) -> str:
        """The address that search engines should keep: the plain one of the current edition, else the pinned one."""
        edition = self.edition
        home = f"{edition.document}/" if self.is_current else f"{edition.document}/{edition.id}/"
        return f"{self.site.base_url}/{home}{path}" if self.site.base_url else f"{root}{home}{path}"
