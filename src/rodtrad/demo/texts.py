"""The written part of Fjellvik's plan: sections, glossary, and the words about each measure and project.

The texts are files beside this module, one for each key of the document's template (`authoring.text`). The adopted
edition reads the same files, except where the council's decision makes a sentence untrue: `<language>/vedtatt/` holds
those sections whole. One chapter, Kultur og fritid, is written in nynorsk in a document that is otherwise in bokmål.
Kommuneloven § 14-4 asks for a plan that is set out clearly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from rodtrad.documents.pictures import png

PROPOSAL = "forslag"
ADOPTED = "vedtatt"
_NBSP = "\u00a0"
_GROUPED_NUMBER = re.compile(r"(?<![\d\u00a0])\d{1,3}(?: \d{3})+(?!\d)")


@dataclass(frozen=True)
class Word:
    """A word that the plan explains: plain sentences and, where the word is a number, its formula."""

    key: str
    term: str
    definition: str
    formula: str = ""


def sections(language: str, edition: str = PROPOSAL) -> dict[str, str]:
    """The written sections by key, as CommonMark; the edition `ADOPTED` has those that the council changed.

    A language holds only the sections that are written in it; an unknown language gives an empty mapping.
    """
    folder = _folder().joinpath(language)
    found = dict(_written(folder))
    if edition == ADOPTED:
        found.update(_written(folder.joinpath(ADOPTED)))
    return found


@cache
def pictures() -> dict[str, bytes]:
    """The pictures that the sections show, by the name that they use: each drawing in `images/` as PNG."""
    drawings = sorted(_folder().joinpath("images").iterdir(), key=lambda one: one.name)
    return {
        drawing.name.replace(".svg", ".png"): png(drawing.read_text(encoding="utf-8"))
        for drawing in drawings
        if drawing.name.endswith(".svg")
    }


def measure_texts() -> dict[str, tuple[str, str]]:
    """Explanation and consequence by change id, in the language of the chapter that the change belongs to."""
    entries = _entries("measures")
    return {id: (_typeset(one["explanation"]), _typeset(one["consequence"])) for id, one in entries.items()}


def project_texts() -> dict[str, str]:
    """Description by project number, in the language of the chapter that the project belongs to."""
    return {number: _typeset(text) for number, text in _entries("investments").items()}


def glossary(language: str) -> tuple[Word, ...]:
    """The words that the texts mark with `ord:`, in file order."""
    entries = _entries(f"glossary.{language}")
    return tuple(
        Word(id, one["term"], _typeset(one["definition"]), one.get("formula", "")) for id, one in entries.items()
    )


def _folder() -> Traversable:
    return files("rodtrad.demo").joinpath("texts")


def _written(folder: Traversable) -> Iterator[tuple[str, str]]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".md"):
            yield file.name.removesuffix(".md"), _typeset(file.read_text(encoding="utf-8"))


@cache
def _entries(name: str) -> dict[str, Any]:
    file = _folder().joinpath(f"{name}.yaml")
    return dict(yaml.safe_load(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _typeset(text: str) -> str:
    """Files are typed with ordinary spaces; a grouped number and a section sign must not be broken over two lines."""
    joined = _GROUPED_NUMBER.sub(lambda found: found.group().replace(" ", _NBSP), text)
    return joined.replace("§ ", f"§{_NBSP}").strip()
