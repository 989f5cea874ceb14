"""What a page shows of its own edition and of the others: status, versions, banner, dates, downloads, its one address.

All of it changes with every publication while the rest of most pages does not. Pages are therefore made with marks in
its place, kept, and joined with what holds today.
"""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from rodtrad.documents.editions import Publisher
from rodtrad.documents.renderers.html.environment import macros
from rodtrad.documents.renderers.html.site import EditionSummary, SiteContext
from rodtrad.documents.renderers.html.status import status_tag
from rodtrad.documents.renderers.html.tokens import mark

AROUND = frozenset(("canonical", "status", "version", "stages", "footer"))
_IN_EVERY_EDITION = frozenset(("", "hele", "ordliste", "metode", "versjoner", "sok"))


class Around:
    """The varying part of one edition's pages, as texts that hold marks: `here` is the page's path in the edition."""

    def __init__(self, site: SiteContext, summary: EditionSummary, publisher: Publisher | None = None) -> None:
        self.site, self.summary, self.publisher = site, summary, publisher
        self.current = site.edition(site.current)
        self._made: dict[tuple[str, tuple[bool, ...], bool], str] = {}

    def also_in(self, path: str) -> tuple[bool, ...]:
        """For each edition of the site: whether it has the page too."""
        name = path.rstrip("/")
        return tuple(name in _IN_EVERY_EDITION or name in each.pages for each in self.site.editions)

    def resolvers(self, path: str, *, beside_editions: bool = False) -> Mapping[str, Callable[[str], str]]:
        """What the marks of the kinds AROUND become on a page; further marks stand in it.

        A page that stands `beside_editions` (a comparison) has no other versions to be compared with.
        """

        def text(kind: str) -> Callable[[str], str]:
            return lambda _: self.text(kind, self.also_in(path), beside_editions)

        return {kind: text(kind) for kind in AROUND}

    def text(self, kind: str, also_in: tuple[bool, ...], beside_editions: bool = False) -> str:
        """One of the texts; the same for all pages that the same editions have."""
        key = (kind, also_in, beside_editions)
        if key not in self._made:
            self._made[key] = str(self._make(kind, also_in, beside_editions)).strip()
        return self._made[key]

    def _make(self, kind: str, also_in: tuple[bool, ...], beside_editions: bool) -> Markup:
        made, own, lang = macros("around.html"), self.summary, self.summary.language
        others = [
            (each, mark("root", f"{each.document}/{each.id}/") + (mark("here") if same else ""))
            for each, same in zip(self.site.editions, also_in, strict=True)
        ][::-1]
        base = self.site.base_url
        match kind:
            case "canonical":
                is_current = self.current.id == own.id
                home = f"{own.document}/" if is_current else f"{own.document}/{own.id}/"
                address = (Markup("{}/{}").format(base, home) if base else mark("root", home)) + mark("here")
                return made.canonical(address, is_current)
            case "status":
                return macros("frame.html").tag(status_tag(own, lang))
            case "version":
                pdf = next((each.path for each in own.downloads if each.format == "pdf"), "")
                comparison = None if beside_editions else self.comparison()
                return made.version(own, others, status_tag(own, lang), self.current, comparison, pdf, lang)
            case "stages":
                return made.stages(own, others, self.current, lang)
            case _:
                home = f"{own.document}/" if beside_editions else f"{own.document}/{own.id}/"
                permanent = f"{base}/{home}" if base else own.id
                return made.footer(own, self.publisher, self.site.municipality, permanent, lang)

    def comparison(self) -> str | None:
        """The comparison that ends in this version, else one that begins in it, from the site's root."""
        pairs = [pair for pair in self.site.comparisons if pair[1] == self.summary.id]
        pairs += [pair for pair in self.site.comparisons if pair[0] == self.summary.id]
        return f"{self.summary.document}/sammenlign/{pairs[0][0]}/{pairs[0][1]}/" if pairs else None
