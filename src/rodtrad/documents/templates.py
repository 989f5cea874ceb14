"""Document templates: which chapters a document has, and which blocks stand in each, as data.

A template is YAML: `front` (one page) and `chapters`. A page has an `id`, a `title` per language, and `content`: a list
of `{block: ID, options...}`, `{section: {id, title, content}}`, or `{pages: AREA_LIST...}` for a page per area.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


class TemplateError(ValueError):
    """The template is not one; the message names the place."""


@dataclass(frozen=True)
class BlockUse:
    """A block with its options."""

    block: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A titled part: a page or a section inside one."""

    id: str
    title: Mapping[str, str]
    content: tuple["BlockUse | Part | Repeated", ...]
    page: bool = False
    language: str | None = None


@dataclass(frozen=True)
class Repeated:
    """One page for each member of a named list (such as the areas); `{id}` and `{title}` are filled in."""

    each: str
    part: Part


@dataclass(frozen=True)
class Template:
    """A whole document's plan."""

    id: str
    title: Mapping[str, str]
    front: Part
    chapters: tuple[Part, ...]


def _content(items: Sequence[Mapping[str, Any]], place: str) -> tuple[BlockUse | Part | Repeated, ...]:
    found: list[BlockUse | Part | Repeated] = []
    for item in items:
        if "block" in item:
            found.append(BlockUse(item["block"], {k: v for k, v in item.items() if k != "block"}))
        elif "section" in item:
            found.append(_part(item["section"], place))
        elif "page" in item:
            found.append(_part(item["page"], place, page=True))
        elif "each" in item:
            found.append(Repeated(item["each"], _part(item["page_for"], place, page=True)))
        else:
            raise TemplateError(f"{place}: forventet block, section, page eller each, ikke {sorted(item)}")
    return tuple(found)


def _part(data: Mapping[str, Any], place: str, *, page: bool = False) -> Part:
    missing = {"id", "title"} - set(data)
    if missing:
        raise TemplateError(f"{place}: mangler {', '.join(sorted(missing))}")
    here = f"{place}/{data['id']}"
    return Part(data["id"], data["title"], _content(data.get("content", ()), here), page, data.get("language"))


def read_template(data: Mapping[str, Any]) -> Template:
    """A template from its YAML. Raises TemplateError naming the place of a fault."""
    chapters = tuple(_part(chapter, data["id"], page=True) for chapter in data["chapters"])
    return Template(data["id"], data["title"], _part(data["front"], data["id"], page=True), chapters)
