"""The contents of a document as nested lists, open where the reader is."""

from markupsafe import Markup

from rodtrad.documents.renderers.html.addresses import AddressBook, Page, up
from rodtrad.documents.renderers.html.environment import macros


class Contents:
    """One edition's contents."""

    def __init__(self, book: AddressBook, language: str) -> None:
        self.book, self.language = book, language
        self._closed: dict[str, dict[str, Markup]] = {}

    def tree(self, page: Page | None, path: str = "") -> Markup:
        """The contents as nested lists, open where the page is."""
        base = up(page.path if page else path)
        top = page
        while top is not None and top.parent is not None:
            top = top.parent
        parts = [
            self.branch(each, page, base) if each is top else self.closed(base)[each.section.id]
            for each in self.book.children.get(self.book.front.section.id, ())
        ]
        return macros("frame.html").tree(Markup("").join(parts), page is self.book.front, base, self.language)

    def branch(self, top: Page, page: Page | None, base: str) -> Markup:
        """One chapter of the contents, open as far as the page."""
        open_: set[str] = set()
        above = page
        while above is not None:
            open_.add(above.section.id)
            above = above.parent
        return macros("frame.html").branch(self.book, top, page, open_, base, self.language)

    def closed(self, base: str) -> dict[str, Markup]:
        """Every chapter of the contents without what is below it; the same for all pages of one depth."""
        if base not in self._closed:
            chapters = self.book.children.get(self.book.front.section.id, ())
            self._closed[base] = {each.section.id: self.branch(each, None, base) for each in chapters}
        return self._closed[base]
