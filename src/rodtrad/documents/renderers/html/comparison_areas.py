"""The comparison of one area's chapter: what a reader of that area alone wants to see, at an address of its own.

The chapter of the earlier edition is compared with the same chapter of the later one, so the amounts are the area's own
share also of a measure that several areas have part in. They need not add up to the change of the area's frame, because
some of what a chapter tells about, such as interest on a loan, is paid by the whole municipality.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rodtrad.documents.comparison import AreaChange, AreaChanges, Balance, Comparison, Done, Post, compare
from rodtrad.documents.editions import Edition
from rodtrad.documents.nodes import Section
from rodtrad.documents.renderers.html.addresses import AddressBook, Page
from rodtrad.documents.tables import RowRole


@dataclass(frozen=True)
class AreaPart:
    """One area: its name, the path of its page ("oppvekst/"), its own differences, and whether there are any."""

    name: str
    path: str
    comparison: Comparison

    @property
    def is_changed(self) -> bool:
        """Whether the area's chapter or its frame differs."""
        return not self.comparison.is_empty


def area_parts(comparison: Comparison, books: tuple[AddressBook, AddressBook]) -> tuple[AreaPart, ...]:
    """The areas of the comparison's table of areas that have a chapter in the later edition, in the table's order."""
    before, after = books
    parts = []
    done = {post.measure.measure.id: post.done for post in comparison.balance.posts if post.measure}
    for changes in comparison.areas:
        for row in changes.rows:
            page = _page(after, row.row.link or "")
            if row.row.role is not RowRole.ITEM or page is None or page.parent is None:
                continue
            earlier = next((each.section for each in before.pages if each.section.id == page.section.id), None)
            own = compare(_alone(comparison.before, earlier, page.section), _alone(comparison.after, page.section))
            own = replace(own, areas=tuple(_frame(changes, row)), balance=_as_in_whole(own.balance, done))
            parts.append(AreaPart(row.row.label, page.path, own))
    return tuple({part.path: part for part in reversed(parts)}.values())[::-1]


def _page(book: AddressBook, link: str) -> Page | None:
    return next((page for page in book.pages if link == f"#{page.section.id}"), None)


def _alone(edition: Edition, section: Section | None, like: Section | None = None) -> Edition:
    """The edition with one chapter; with an empty one where it does not have it."""
    if section is None and like is not None:
        section = replace(like, children=(), notes=())
    return edition if section is None else replace(edition, front=section, chapters=())


def _as_in_whole(balance: Balance, done: Mapping[str, Done]) -> Balance:
    """The area's posts, each with what was done to it in the municipality as a whole."""

    def named(posts: tuple[Post, ...]) -> tuple[Post, ...]:
        return tuple(
            replace(post, done=done.get(post.measure.measure.id, post.done)) if post.measure else post for post in posts
        )

    return replace(balance, costs=named(balance.costs), pays=named(balance.pays))


def _frame(changes: AreaChanges, row: AreaChange) -> Iterable[AreaChanges]:
    """The table of areas with this area's row alone, when the row differs."""
    if any(cell.value or cell.missing for cell in (row.first, row.last)):
        yield replace(changes, rows=(row,))
