"""Composes a document: fetches the data, lets the blocks make nodes, numbers them, and freezes the live figures.

Nothing is left open: a live reference to a cell that is not in the document, a glossary term without an entry, or an
internal link without a target stops the composition with the place named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from rodtrad.documents.blocks import BLOCKS, PROVIDERS, BlockUnknown, Output, Provided, Provider, Request, Scope
from rodtrad.documents.editions import DataVersion, Explanation
from rodtrad.documents.inlines import FigureReference, Inline, Link, Term
from rodtrad.documents.nodes import GlossaryEntry, Node, Section
from rodtrad.documents.numbering import number_chapters, number_front
from rodtrad.documents.prose import in_prose
from rodtrad.documents.tables import Cell, CellKind, Column, Table
from rodtrad.documents.templates import BlockUse, Part, Repeated, Template
from rodtrad.documents.walk import nodes_in, tables_in, with_text


class CompositionError(ValueError):
    """The document cannot be published as it is; each fault names its place."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Member:
    """One member of a repeated list: its id, title and the names that its blocks' options may use."""

    id: str
    title: str
    language: str | None = None


@dataclass(frozen=True)
class Composed:
    """A composed document, ready to be frozen as an edition."""

    front: Section
    chapters: tuple[Section, ...]
    explanations: tuple[Explanation, ...]
    data_versions: tuple[DataVersion, ...]


class _Composer:
    def __init__(self, scope: Scope, language: str, lists: Mapping[str, tuple[Member, ...]]) -> None:
        self.scope = scope
        self.language = language
        self.lists = lists
        self.fetched: dict[tuple[str, str], Provided] = {}
        self.place: list[str] = []
        self.explanations: dict[str, Explanation] = {}

    def fetch(self, name: str, options: Mapping[str, object]) -> object:
        if name not in PROVIDERS:
            raise BlockUnknown(f"ingen leverer {name}")
        provider = PROVIDERS[name]
        used = {option: options[option] for option in provider.options if option in options}
        key = (name, repr(sorted(used.items())))
        if key not in self.fetched:
            found = provider.read(self.scope, used)
            version = replace(found.version, title=self.named(provider, with_place=bool(used)))
            self.fetched[key] = replace(found, version=version)
        return self.fetched[key].value

    def named(self, provider: Provider, *, with_place: bool) -> str:
        """What a provider's data is, in the document's language; `with_place` adds the page and section it is for."""
        title = provider.titles.get(self.language, "")
        return f"{title}: {' – '.join(dict.fromkeys(self.place[-2:]))}" if title and with_place else title

    def use(self, use: BlockUse, member: Member | None, language: str) -> tuple[Node, ...]:
        if use.block not in BLOCKS:
            raise BlockUnknown(f"blokken {use.block} finnes ikke")
        block = BLOCKS[use.block]
        options = {k: _filled(v, member) for k, v in use.options.items()}
        options["language"] = language
        values = [self.fetch(name, options) for name in block.requires]
        output: Output = block.make(Request(language, options), *values)
        for explanation in output.explanations:
            self.explanations[explanation.id] = explanation
        return output.nodes

    def part(self, part: Part, member: Member | None = None) -> Section:
        language = (member.language if member else None) or part.language or self.language
        self.place.append(str(_filled(part.title.get(self.language, ""), member)))
        children: list[Node] = []
        for item in part.content:
            if isinstance(item, BlockUse):
                children.extend(self.use(item, member, language))
            elif isinstance(item, Repeated):
                children.extend(self.part(item.part, one) for one in self.lists[item.each])
            else:
                inner = self.part(item, member)
                if inner.children:
                    children.append(inner)
        self.place.pop()
        own = language if language != self.language else None
        title = _filled(part.title.get(language) or part.title[self.language], member)
        return Section(str(_filled(part.id, member)), str(title), tuple(children), part.page, own)


def _filled(value: object, member: Member | None) -> object:
    if isinstance(value, str) and member is not None:
        return value.replace("{id}", member.id).replace("{title}", member.title)
    return value


class _Freezer:
    """Resolves live figures, and notes what cannot be resolved."""

    def __init__(self, front: Section, chapters: tuple[Section, ...], glossary: Mapping[str, GlossaryEntry]) -> None:
        self.cells: dict[str, tuple[Cell, Column, Table]] = {}
        self.targets: set[str] = set()
        self.glossary = glossary
        self.faults: list[str] = []
        for table in tables_in((front, *chapters)):
            self.targets |= {table.id, *(f"{table.id}:{row.id}" for row in table.rows)}
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    self.cells[f"{table.id}:{row.id}:{column.id}"] = (cell, column, table)
        for node in nodes_in((front, *chapters)):
            identity = getattr(node, "id", None)
            if identity:
                self.targets.add(identity)
        self.targets |= set(self.cells)

    def frozen(self, text: tuple[Inline, ...], language: str, place: str) -> tuple[Inline, ...]:
        return tuple(self._one(part, language, place) for part in text)

    def _one(self, part: Inline, language: str, place: str) -> Inline:
        if isinstance(part, FigureReference):
            found = self.cells.get(part.cell)
            if found is None:
                self.faults.append(f"{place}: tallet «{part.cell}» finnes ikke i dokumentet")
            elif found[0].kind is CellKind.NUMBER and isinstance(found[0].value, int | Decimal):
                value = -found[0].value if part.absolute and found[0].value < 0 else found[0].value
                return replace(part, text=in_prose(value, found[2].unit_of(found[1]), language))
            else:
                self.faults.append(f"{place}: «{part.cell}» er ikke et tall og kan ikke settes inn i teksten")
        elif isinstance(part, Term) and part.term not in self.glossary:
            self.faults.append(f"{place}: ordet «{part.term}» står ikke i ordlisten")
        elif isinstance(part, Link) and part.target.startswith("#") and part.target[1:] not in self.targets:
            self.faults.append(f"{place}: lenken «{part.target}» peker ikke på noe i dokumentet")
        return part

    def section(self, section: Section, language: str) -> Section:
        own = section.language or language
        children = tuple(
            self.section(child, own)
            if isinstance(child, Section)
            else with_text(child, lambda text: self.frozen(text, own, section.title))
            for child in section.children
        )
        return replace(section, children=children)


def _duplicate_ids(nodes: tuple[Section, ...]) -> list[str]:
    seen: set[str] = set()
    faults = []
    for node in nodes_in(nodes):
        for identity in {getattr(node, "id", None), getattr(getattr(node, "table", None), "id", None)} - {None, ""}:
            if identity in seen:
                faults.append(f"id-en «{identity}» er brukt to ganger")
            seen.add(str(identity))
    return faults


def compose(
    template: Template,
    scope: Scope,
    language: str,
    lists: Mapping[str, tuple[Member, ...]],
    glossary: tuple[GlossaryEntry, ...],
) -> Composed:
    """The document that the template describes, as the scope's actor may see it.

    A chapter with nothing in it is left out. `lists` are the members of repeated pages. Raises CompositionError naming
    every fault, BlockUnknown for a template that asks for what nobody registered.
    """
    composer = _Composer(scope, language, lists)
    front = number_front(composer.part(template.front))
    parts = (composer.part(chapter) for chapter in template.chapters)
    chapters = number_chapters(tuple(part for part in parts if part.children))
    freezer = _Freezer(front, chapters, {entry.id: entry for entry in glossary})
    front = freezer.section(front, language)
    chapters = tuple(freezer.section(chapter, language) for chapter in chapters)
    faults = freezer.faults + _duplicate_ids((front, *chapters))
    if faults:
        raise CompositionError(faults)
    used = {cell.explanation for table in tables_in((front, *chapters)) for row in table.rows for cell in row.cells}
    explanations = tuple(e for key, e in sorted(composer.explanations.items()) if key in used)
    versions = tuple(dict.fromkeys(provided.version for provided in composer.fetched.values()))
    return Composed(front, chapters, explanations, versions)
