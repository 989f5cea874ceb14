"""Differences of running text: which words of a part were taken out and which were put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rodtrad.documents.editions import Edition
from rodtrad.documents.inlines import Inline, plain_text
from rodtrad.documents.nodes import (
    Callout,
    Facts,
    Glossary,
    Image,
    ListNode,
    Measures,
    Node,
    Paragraph,
    Resolution,
    ResolutionPoint,
    Section,
    Timeline,
)

_WORDS = re.compile(r"\s+|\w+(?:[.,:\-–\u00a0]\w+)*|[^\w\s]")


class RunKind(StrEnum):
    """What happened to some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Some words next to each other that share a fate."""

    kind: RunKind
    text: str


@dataclass(frozen=True)
class TextChange:
    """A part of the text that differs.

    `target` is the id of the section or measure, `page` its chapter ("5.2 Oppvekst"), `title` its own heading,
    `language` its language. `paragraphs` are the differing paragraphs alone, each as runs of words. `whole` is ADDED or
    REMOVED when the part exists in one of the editions only.
    """

    target: str
    page: str
    title: str
    language: str
    paragraphs: tuple[tuple[Run, ...], ...]
    whole: RunKind = RunKind.SAME


@dataclass(frozen=True)
class _Part:
    target: str
    page: str
    title: str
    language: str
    paragraphs: tuple[str, ...]


def compare_texts(before: Edition, after: Edition) -> tuple[TextChange, ...]:
    """Every part of the running text that differs, in the later edition's order, then the parts it no longer has."""
    old, new = ({part.target: part for part in _parts(edition)} for edition in (before, after))
    changes = [_compare(old.get(id_), part) for id_, part in new.items()]
    changes += [_compare(part, None) for id_, part in old.items() if id_ not in new]
    return tuple(change for change in changes if change is not None)


def compare_words(before: str, after: str) -> tuple[Run, ...]:
    """The words of both texts as runs: first what was taken out, then what was put in, at each place that differs."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(RunKind.SAME, "".join(old[a:b])))
            continue
        if a < b:
            runs.append(Run(RunKind.REMOVED, "".join(old[a:b])))
        if c < d:
            runs.append(Run(RunKind.ADDED, "".join(new[c:d])))
    return _joined(runs)


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Runs where a lone space between two differences belongs to them, so that a changed phrase is one change."""
    out: list[Run] = []
    i = 0
    while i < len(runs):
        removed, added = "", ""
        while i < len(runs) and (runs[i].kind is not RunKind.SAME or (not runs[i].text.strip() and removed + added)):
            removed += runs[i].text if runs[i].kind is not RunKind.ADDED else ""
            added += runs[i].text if runs[i].kind is not RunKind.REMOVED else ""
            i += 1
        if removed.strip():
            out.append(Run(RunKind.REMOVED, removed))
        if added.strip():
            out.append(Run(RunKind.ADDED, added))
        elif removed.isspace() or added.isspace():
            out.append(Run(RunKind.SAME, added or removed))
        if i < len(runs):
            out.append(runs[i])
            i += 1
    return tuple(out)


def _compare(before: _Part | None, after: _Part | None) -> TextChange | None:
    part = after or before
    if part is None or (before and after and before.paragraphs == after.paragraphs):
        return None
    if before is None or after is None:
        kind = RunKind.REMOVED if after is None else RunKind.ADDED
        whole = tuple((Run(kind, text),) for text in part.paragraphs)
        return TextChange(part.target, part.page, part.title, part.language, whole, kind) if whole else None
    paragraphs: list[tuple[Run, ...]] = []
    matcher = SequenceMatcher(None, before.paragraphs, after.paragraphs, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = list(before.paragraphs[a:b]), list(after.paragraphs[c:d])
        shared = min(len(old), len(new))
        paragraphs += [compare_words(x, y) for x, y in zip(old[:shared], new[:shared], strict=True)]
        paragraphs += [(Run(RunKind.REMOVED, text),) for text in old[shared:]]
        paragraphs += [(Run(RunKind.ADDED, text),) for text in new[shared:]]
    return TextChange(part.target, part.page, part.title, part.language, tuple(paragraphs))


def _parts(edition: Edition) -> Iterator[_Part]:
    for section in (edition.front, *edition.chapters):
        yield from _section(section, "", edition.language)


def _section(section: Section, page: str, language: str) -> Iterator[_Part]:
    language = section.language or language
    heading = f"{section.number} {section.title}".strip()
    page = heading if section.page or not page else page
    own: list[str] = []
    inside: list[_Part] = []
    for child in section.children:
        if isinstance(child, Section):
            inside += _section(child, page, language)
        elif isinstance(child, Measures):
            inside += [
                _Part(m.id, page, m.title, language, tuple(_texts(m.explanation, m.consequence)))
                for m in child.measures
            ]
        else:
            own += _node(child)
    own += _texts(*(note.text for note in section.notes))
    yield _Part(section.id, page, section.title, language, tuple(own))
    yield from inside


def _texts(*parts: tuple[Inline, ...]) -> list[str]:
    return [words for words in map(plain_text, parts) if words]


def _node(node: Node) -> list[str]:
    match node:
        case Paragraph():
            return _texts(node.text)
        case ListNode():
            return _texts(*node.items)
        case Resolution():
            return [text for point in node.points for text in _point(point)]
        case Callout():
            return [node.title, *(text for child in node.children for text in _node(child))]
        case Timeline():
            return [" ".join(filter(None, (e.date, e.title, e.text))) for e in node.events]
        case Image():
            return _texts(node.caption)
        case Facts():
            return [" ".join(filter(None, item)) for item in node.items]
        case Glossary():
            return [f"{entry.term}: {plain_text(entry.definition)}" for entry in node.entries]
        case _:
            return []


def _point(point: ResolutionPoint) -> list[str]:
    return [plain_text(point.text), *(text for inner in point.points for text in _point(inner))]
