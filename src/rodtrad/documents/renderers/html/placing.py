"""Pages at their addresses: what the marks in a rendered page become at its pinned address and at its plain one."""

from collections.abc import Callable
from urllib.parse import quote

from markupsafe import Markup, escape

from rodtrad.documents import labels
from rodtrad.documents.editions import Edition
from rodtrad.documents.renderers.html.addresses import AddressBook, up
from rodtrad.documents.renderers.html.around import Around
from rodtrad.documents.renderers.html.assets import Assets
from rodtrad.documents.renderers.html.environment import macros
from rodtrad.documents.renderers.html.site import SiteContext
from rodtrad.documents.renderers.html.tokens import mark

Resolvers = dict[str, Callable[[str], str]]


class Placing:
    """The addresses of one edition's pages on the site."""

    def __init__(self, edition: Edition, site: SiteContext, book: AddressBook, assets: Assets) -> None:
        self.edition, self.site, self.book, self.assets = edition, site, book, assets
        self.summary = site.edition(edition.id)
        self.around = Around(site, self.summary, edition.publisher)
        self.downloads = {each.format: each.path for each in self.summary.downloads}
        self.by_id = {page.section.id: page for page in book.pages}

    def resolvers(self, here: str | None, *, plain: bool, offset: int) -> Resolvers:
        """What the marks become on the page `here`; None means inside the one-page view."""
        at = "hele/" if here is None else here
        home = f"{self.edition.document}/" if plain else f"{self.edition.document}/{self.edition.id}/"
        root = up(home + at) or "./"

        def pinned(id_: str) -> str:
            path = self.book.path_of(id_) if here is None else at
            anchor = f"#{quote(id_, safe=':-._~')}"
            if plain:
                return mark("edition") + path + anchor
            return up(at) + path + anchor if here is None else anchor

        resolvers: Resolvers = {
            "h": lambda level: f"h{min(6, int(level) + offset)}",
            "link": lambda target: str(escape(self.book.link(str(Markup(target).unescape()), here))),
            "why": lambda id_: f"{up(at)}{self.book.explanation_page[id_]}#{quote(id_, safe=':-._~')}",
            "term": lambda id_: f"{up(at)}ordliste/#ord:{quote(id_, safe=':-._~')}",
            "page": lambda name: f"{up(at)}{name}/" if name else up(at) or "./",
            "root": lambda path: root + path,
            "pinned": pinned,
            "edition": lambda _: f"{up(at)}{self.edition.id}/" if plain else up(at),
            "download": lambda path: mark("edition") + quote(path),
            "file": lambda name: quote(self.downloads[name]),
            "image": lambda name: mark("edition") + f"bilder/{name}",
            "asset": lambda name: root + self.assets.names[name],
            "files": self.table_files,
            "here": lambda _: at,
            **self.around.resolvers(at, beside_editions=at.startswith("sammenlign/")),
        }
        resolvers["children"] = lambda ids: macros("frame.html").children([self.by_id[i] for i in ids.split()], up(at))
        return resolvers

    def table_files(self, what: str) -> str:
        """The links to a table's data in other formats; `what` is the table's id and the title that names it."""
        table, _, title = what.partition("|")
        links = []
        if self.site.table_csv:
            links.append((escape(quote(self.site.table_csv.format(table=table))), "download_csv"))
        elif "csv" in self.downloads:
            links.append((mark("file", "csv"), "download_csv"))
        if "xlsx" in self.downloads:
            links.append((mark("file", "xlsx"), "download_xlsx"))
        language = self.edition.language
        return "".join(
            Markup(' <a href="{}{}" aria-label="{}">{}</a>').format(
                mark("edition"),
                path,
                Markup(labels.text(f"{key}_of", language, what=title)),
                labels.text(key, language),
            )
            for path, key in links
        )
