"""Marks in rendered fragments for what depends on the page around them: heading levels, links, and the site's root.

A section is rendered once and stands on several pages (its own, the plain address, the one-page view), at different
heading levels and with different relative links. The fragment therefore holds marks, and one pass puts the page's own
values in their place. The marks are two control characters that no text of a document may contain.
"""

import re
from collections.abc import Callable

from markupsafe import Markup

_START, _END = "\x02", "\x03"
MARK = re.compile("\x02([a-z]+):([^\x02\x03]*)\x03")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def mark(kind: str, value: str = "") -> Markup:
    """A mark, to be resolved when the fragment is placed on a page. `value` must already be free of markup."""
    return Markup(f"{_START}{kind}:{value}{_END}")


def place(fragment: str, resolvers: dict[str, Callable[[str], str]], keep: frozenset[str] = frozenset()) -> str:
    """The fragment with every mark replaced by what the resolver of its kind answers.

    Marks inside an answer are resolved too; marks of the kinds in `keep` stay for a later pass. Raises KeyError for a
    kind without a resolver.
    """
    if _START not in fragment:
        return fragment

    def resolve(found: re.Match[str]) -> str:
        return found[0] if found[1] in keep else place(resolvers[found[1]](found[2]), resolvers, keep)

    return MARK.sub(resolve, fragment)


def without_control_characters(text: str) -> str:
    """Text that is safe in a page: control characters, which HTML forbids and marks use, are taken out."""
    return _FORBIDDEN.sub("", text)
