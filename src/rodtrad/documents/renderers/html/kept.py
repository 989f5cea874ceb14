"""Pages kept from one publication to the next: rendered only when they changed, and joined with what holds today."""

import json
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass

from markupsafe import Markup

from rodtrad.documents.renderers.html.around import AROUND
from rodtrad.documents.renderers.html.fragment_keys import link_key
from rodtrad.documents.renderers.html.joined import Joined, Parts, Values, cut, dumps, filled, join, loads, piece
from rodtrad.documents.renderers.html.placing import Placing, Resolvers
from rodtrad.documents.renderers.html.tokens import MARK, place

FragmentCache = MutableMapping[str, bytes]
_VARYING = AROUND | {"file", "size", "body"}
_LEADING_ELSEWHERE = frozenset(("link", "why", "pinned"))
_SEPARATOR = "\n"


@dataclass(frozen=True)
class Home:
    """A folder that the edition's pages stand in: its own (pinned), or the document's (plain)."""

    folder: str
    plain: bool

    @property
    def varying(self) -> frozenset[str]:
        """The marks that are left for the moment a page is joined; seen from its own folder, an edition has no name."""
        return _VARYING | {"edition"} if self.plain else _VARYING


class KeptPages:
    """The pages of one edition, in each of its homes.

    A page is kept under a key for what it shows. It may also link to what stands elsewhere, so where its links led is
    kept with it: it is rendered again when one of them leads somewhere else now.
    """

    def __init__(self, placing: Placing, homes: tuple[Home, ...], cache: FragmentCache) -> None:
        self.placing, self.homes, self.cache = placing, homes, cache
        self._around: dict[tuple[object, ...], Parts] = {}

    def page(self, path: str, key: str, make: Callable[[], str]) -> Iterator[tuple[str, bytes | Joined]]:
        """A page in each home, from what is kept under the key or else from the HTML with marks that `make` gives."""
        for home, parts in self.parts(path, key, make):
            yield self.file(path, home, parts)

    def fresh(self, path: str, html: str) -> Iterator[tuple[str, bytes | Joined]]:
        """A page in each home that is about this very edition, and therefore not kept."""
        for home in self.homes:
            yield self.file(path, home, self._cut(html, path, home))

    def parts(self, path: str | None, key: str, make: Callable[[], str]) -> Iterator[tuple[Home, Parts]]:
        """Each home, and the parts of a page or, with the path None, of a chapter in the one-page view."""
        kept = self._kept(path, key)
        if kept is None:
            html = make()
            kept = {home.plain: dumps(self._cut(html, path, home)) for home in self.homes}
            self._keep(path, key, html, kept)
        for home in self.homes:
            yield home, loads(kept[home.plain])

    def file(self, path: str, home: Home, parts: Parts, own: Values | None = None) -> tuple[str, bytes | Joined]:
        """A finished page and its address; `own` has what only this page shows.

        A pinned page has its gzip copy, joined as the page is. The plain pages are the ones that most people read:
        they are left to be compressed as wholes, which makes them smaller.
        """
        pieces = filled(parts, {**self._values(path, home), **(own or {})})
        file = b"".join([each.data for each in pieces]) if home.plain else join(pieces)
        return f"{home.folder}{path}index.html", file

    def _cut(self, html: str, path: str | None, home: Home) -> Parts:
        resolvers = self.placing.resolvers(path, plain=home.plain, offset=0)
        return cut(place(html, resolvers, home.varying), deflate=not home.plain)

    def _kept(self, path: str | None, key: str) -> dict[bool, bytes] | None:
        found = self.cache.get(key)
        if found is None:
            return None
        line, _, rest = found.partition(_SEPARATOR.encode())
        told = json.loads(line)
        if told["links"] != self._links(told["targets"], path):
            return None
        kept: dict[bool, bytes] = {}
        for plain, size in told["homes"]:
            kept[plain], rest = rest[:size], rest[size:]
        return kept if all(home.plain in kept for home in self.homes) else None

    def _keep(self, path: str | None, key: str, html: str, kept: dict[bool, bytes]) -> None:
        found = {(kind, str(Markup(to).unescape())) for kind, to in MARK.findall(html) if kind in _LEADING_ELSEWHERE}
        targets = sorted(found)
        homes = [(plain, len(data)) for plain, data in kept.items()]
        told = {"links": self._links(targets, path), "targets": targets, "homes": homes}
        self.cache[key] = json.dumps(told).encode() + _SEPARATOR.encode() + b"".join(kept.values())

    def _links(self, targets: Iterable[tuple[str, str]], path: str | None) -> str:
        return link_key(targets, self.placing.book, path)

    def _values(self, path: str, home: Home) -> Values:
        resolvers = self.placing.resolvers(path, plain=home.plain, offset=0)
        also_in = self.placing.around.also_in(path)

        def around(kind: str) -> Callable[[str], Parts]:
            return lambda _: self._around_parts(kind, also_in, resolvers, path.count("/"), home)

        def alone(kind: str) -> Callable[[str], Parts]:
            return lambda value: (piece(resolvers[kind](value).encode()),)

        return {kind: around(kind) for kind in AROUND} | {kind: alone(kind) for kind in ("here", "edition", "file")}

    def _around_parts(
        self, kind: str, also_in: tuple[bool, ...], resolvers: Resolvers, depth: int, home: Home
    ) -> Parts:
        key = (kind, also_in, depth, home)
        if key not in self._around:
            text = self.placing.around.text(kind, also_in)
            self._around[key] = cut(place(text, resolvers, frozenset(("here",))))
        return self._around[key]
