"""The register of blocks and of the data providers that they ask for.

A block is a pure function from fetched dataclasses to nodes. It names the providers that it needs; features register
providers beside their selectors. The composer fetches as the acting user, so a block can show only what that user may
see, and writes the data versions into the edition.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rodtrad.documents.editions import DataVersion, Explanation
from rodtrad.documents.nodes import Node


@dataclass(frozen=True)
class Request:
    """What a block is asked to show: its options, the content language, and the area it stands in (if any)."""

    language: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Output:
    """What a block gives: nodes in order, and the explanations that their cells refer to."""

    nodes: tuple[Node, ...] = ()
    explanations: tuple[Explanation, ...] = ()


@dataclass(frozen=True)
class Block:
    """A registered block. `requires` are the ids of its providers, handed to `make` in this order."""

    id: str
    title: str
    requires: tuple[str, ...]
    make: Callable[..., Output]


@dataclass(frozen=True)
class Provided:
    """A provider's answer: a plain value and the version of the data that it was read from."""

    value: Any
    version: DataVersion


@dataclass(frozen=True)
class Scope:
    """Whose eyes and which plan a provider reads with: ids only, so that providers stay free of each other."""

    actor: Any
    names: Mapping[str, str]


@dataclass(frozen=True)
class Provider:
    """A registered data provider: `read(scope, options)` sees only the options that it names.

    `titles` say by language what the data is.
    """

    id: str
    options: tuple[str, ...]
    read: Callable[[Scope, Mapping[str, Any]], Provided]
    titles: Mapping[str, str] = field(default_factory=dict)


BLOCKS: dict[str, Block] = {}
PROVIDERS: dict[str, Provider] = {}


class BlockUnknown(KeyError):
    """A template names a block or provider that nobody registered."""


def block(
    id: str, title: str, requires: Iterable[str] = ()
) -> Callable[[Callable[..., Output]], Callable[..., Output]]:
    """Register `make(request, *values) -> Output` as the block `id`. Raises ValueError for an id that is taken."""

    def register(make: Callable[..., Output]) -> Callable[..., Output]:
        if id in BLOCKS and BLOCKS[id].make.__qualname__ != make.__qualname__:
            raise ValueError(f"block {id} is registered twice")
        BLOCKS[id] = Block(id, title, tuple(requires), make)
        return make

    return register


_Read = Callable[[Scope, Mapping[str, Any]], Provided]


def provider(id: str, options: Iterable[str] = (), **titles: str) -> Callable[[_Read], _Read]:
    """Register a data provider under `id`; it is asked once for each different set of the `options` it names.

    `titles` (`nb=`, `nn=`, `en=`) say what the data is, for readers. Raises ValueError for an id that is taken.
    """

    def register(read: _Read) -> _Read:
        if id in PROVIDERS and PROVIDERS[id].read.__qualname__ != read.__qualname__:
            raise ValueError(f"provider {id} is registered twice")
        PROVIDERS[id] = Provider(id, tuple(options), read, titles)
        return read

    return register
