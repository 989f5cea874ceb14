"""The register of formulas, so that every published figure can answer "how is this calculated?".

A function that computes a published figure carries `@formula`. The register knows its Norwegian term, its unit, the
files of facts that it rests on and where its code stands.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from rodtrad.values.units import Unit

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Formula:
    """One registered formula. `facts` are paths below the facts package, such as "kostra/functions.csv"."""

    id: str
    term: str
    unit: Unit
    facts: tuple[str, ...]
    function: Callable[..., Any]

    @property
    def identifier(self) -> str:
        """The last part of the id, which is the identifier that the glossary gives the term."""
        return self.id.rpartition(".")[2]

    @property
    def module(self) -> str:
        """The dotted name of the module that holds the function."""
        return self.function.__module__

    @property
    def file(self) -> str:
        """The absolute path of the file that holds the function."""
        return inspect.getsourcefile(self.function) or ""

    @property
    def line(self) -> int:
        """The line where the function begins."""
        return inspect.getsourcelines(self.function)[1]

    @property
    def explanation(self) -> str:
        """What the function says about itself."""
        return inspect.getdoc(self.function) or ""


_register: dict[str, Formula] = {}


def formula(
    formula_id: str, norwegian_term: str, unit: Unit, facts: Sequence[str] = ()
) -> Callable[[_Function], _Function]:
    """Register the decorated function as the one that computes `norwegian_term`.

    Raises ValueError when the id or the term is registered already by another function.
    """

    def register(function: _Function) -> _Function:
        for other in _register.values():
            if (other.id == formula_id or other.term == norwegian_term) and not _is_same(other, function):
                raise ValueError(f"{formula_id} ({norwegian_term}) is already registered by {other.module}")
        _register[formula_id] = Formula(formula_id, norwegian_term, unit, tuple(facts), function)
        return function

    return register


def _is_same(known: Formula, function: Callable[..., Any]) -> bool:
    return known.module == function.__module__ and known.function.__qualname__ == function.__qualname__


def registered_formulas() -> Mapping[str, Formula]:
    """All formulas of the product by id; loads every module under `rodtrad.calculations`."""
    package = importlib.import_module("rodtrad.calculations")
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
    return MappingProxyType(dict(sorted(_register.items())))
