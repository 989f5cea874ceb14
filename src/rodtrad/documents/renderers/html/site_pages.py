"""The pages around the documents: the list of documents, the page for wrong addresses, and the search results."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from rodtrad.documents import labels
from rodtrad.documents.renderers.html.around import Around
from rodtrad.documents.renderers.html.assets import assets
from rodtrad.documents.renderers.html.environment import render
from rodtrad.documents.renderers.html.pages import site_root
from rodtrad.documents.renderers.html.site import EditionSummary, SiteContext
from rodtrad.documents.renderers.html.status import StatusTag, status_tag
from rodtrad.documents.renderers.html.tokens import place

HIT_GROUPS = ("numbers", "text", "measures")


@dataclass(frozen=True)
class Hit:
    """One search result. `group` is one of HIT_GROUPS, `url` is relative to the edition's folder
    ("oppvekst/#tab-ramme-oppvekst"), `where` names the chapter."""

    group: str
    title: str
    url: str
    snippet: str = ""
    where: str = ""


@dataclass(frozen=True)
class _Document:
    current: EditionSummary
    others: tuple[EditionSummary, ...]
    tag: StatusTag


def _resolvers(site: SiteContext, root: str, home: str) -> dict[str, Callable[[str], str]]:
    names = assets(site.theme, site.shield).names
    return {
        "root": lambda path: (root + path) or "./",
        "page": lambda name: (home + (f"{name}/" if name else "")) or "./",
        "asset": lambda name: root + names[name],
    }


def _frame(site: SiteContext, language: str, heading: str, **values: object) -> dict[str, object]:
    return {
        "site": site,
        "lang": language,
        "heading": heading,
        "title": heading,
        "description": "",
        "in_document": False,
    } | values


def render_index(sites: Iterable[SiteContext], language: str = "nb") -> Iterator[tuple[str, bytes]]:
    """The list of documents (`index.html`) and the page for wrong addresses (`404.html`).

    There is one context for each document, in the order to be listed; the first one's municipality is shown.
    """
    contexts = tuple(sites)
    site = contexts[0]
    documents = [
        _Document(
            each.edition(each.current),
            tuple(other for other in reversed(each.editions) if other.id != each.current),
            status_tag(each.edition(each.current), language),
        )
        for each in contexts
    ]
    frame = _frame(site, language, labels.text("index_title", language), documents=documents)
    yield "index.html", place(render("index.html", **frame), _resolvers(site, "", "")).encode()
    lost = _frame(site, language, labels.text("not_found", language))
    root = site_root(site)
    yield "404.html", place(render("not_found.html", **lost), _resolvers(site, root, root)).encode()
    yield from assets(site.theme, site.shield).contents.items()


def render_search(
    edition: EditionSummary, query: str, hits: Iterable[Hit], site: SiteContext, *, plain: bool = False
) -> bytes:
    """The results page that the public server answers a search with, at `<document>/<edition>/sok/` or, when `plain`,
    at `<document>/sok/`. Raises ValueError for a hit of an unknown group."""
    found = tuple(hits)
    unknown = {hit.group for hit in found} - set(HIT_GROUPS)
    if unknown:
        raise ValueError(f"groups of hits are {HIT_GROUPS}, not {sorted(unknown)}")
    language = edition.language
    key = "search_results" if found else "search_none"
    heading = labels.text(key, language, count=len(found), query=query) if query else labels.text("search", language)
    groups = [(name, [hit for hit in found if hit.group == name]) for name in HIT_GROUPS]
    frame = _frame(
        site,
        language,
        heading,
        title=f"{heading} – {edition.title}",
        edition=edition,
        query=query,
        count=len(found) if query else None,
        groups=[(name, group) for name, group in groups if group],
        in_document=True,
    )
    root = "../../" if plain else "../../../"
    resolvers = _resolvers(site, root, "../")
    resolvers["download"] = lambda path: f"{root}{edition.document}/{edition.id}/{quote(path)}"
    resolvers["here"] = lambda _: "sok/"
    resolvers |= Around(site, edition).resolvers("sok/")
    return place(render("search.html", **frame), resolvers).encode()
