"""Reads one stated value at a time, so that what is wrong can be told with where it stands and what to do instead."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class StatedWrongly(ValueError):
    """The stated premises cannot be read; the message says in Norwegian what, where and what to do.

    `where` is the path of keys, such as "loans.loans[2].balance", counted from one; "" is the whole. `line` is the line
    of a table of rows, its header being the first.
    """

    def __init__(self, where: str, problem: str, line: int | None = None) -> None:
        place = f"{where}, linje {line}" if line is not None else where
        super().__init__(f"{place}: {problem}" if place else problem)
        self.where, self.problem, self.line = where, problem, line


@dataclass(frozen=True)
class Field:
    """A value and the path of keys that leads to it. All readers raise StatedWrongly."""

    value: Any
    where: str = ""

    def wrong(self, problem: str, line: int | None = None) -> StatedWrongly:
        """What to raise: the problem, at this place."""
        return StatedWrongly(self.where, problem, line)

    def at(self, key: str) -> "Field":
        """The value of a key that must be there."""
        found = self.optional(key)
        if found is None:
            raise self.wrong(f"mangler «{key}». Legg det til.")
        return found

    def optional(self, key: str) -> "Field | None":
        """The value of a key, None when it is not there."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"skal ha nøkler, for eksempel «{key}: …», men er «{_short(self.value)}».")
        if key not in self.value:
            return None
        return Field(self.value[key], f"{self.where}.{key}" if self.where else key)

    def only(self, keys: Collection[str]) -> "Field":
        """This field, when it has no other keys."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"skal ha nøklene {', '.join(keys)}, men er «{_short(self.value)}».")
        for key in self.value:
            if key not in keys:
                raise self.wrong(f"nøkkelen «{key}» finnes ikke. Bruk {', '.join(keys)}.")
        return self

    def entries(self) -> Iterator["Field"]:
        """Each entry of a list."""
        if not isinstance(self.value, list | tuple):
            raise self.wrong(f"skal være en liste, men er «{_short(self.value)}». Begynn hver post med «- ».")
        for place, value in enumerate(self.value, start=1):
            yield Field(value, f"{self.where}[{place}]")

    def pairs(self) -> Iterator[tuple[str, "Field"]]:
        """Each key with its value."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"skal ha nøkler og verdier, men er «{_short(self.value)}».")
        for key, value in self.value.items():
            yield str(key), Field(value, f"{self.where}.{key}")

    def years(self) -> Iterator[tuple[int, "Field"]]:
        """Each year with its value."""
        for key, field in self.pairs():
            yield Field(key, field.where).year(), field

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str | int | float) or isinstance(self.value, bool) or not str(self.value).strip():
            raise self.wrong(f"«{_short(self.value)}» er ikke en tekst. Skriv den i anførselstegn.")
        return str(self.value)

    def year(self) -> int:
        """A year of four digits."""
        found = self.whole()
        if not _FIRST_YEAR <= found <= _LAST_YEAR:
            raise self.wrong(f"«{found}» er ikke et årstall. Skriv fire sifre.")
        return found

    def whole(self, *, least: int | None = None) -> int:
        """A whole number."""
        found = self.decimal()
        if found != int(found):
            raise self.wrong(f"«{_short(self.value)}» er ikke et helt tall.")
        if least is not None and found < least:
            raise self.wrong(f"«{_short(self.value)}» er mindre enn {least}.")
        return int(found)

    def decimal(self, *, least: Decimal | None = None) -> Decimal:
        """A number, exactly as it is written."""
        try:
            found = Decimal(str(self.value)) if isinstance(self.value, str | int | float) else None
        except InvalidOperation:
            found = None
        if found is None or isinstance(self.value, bool) or not found.is_finite():
            comma = " Bruk punktum i desimaltall." if "," in str(self.value) else ""
            raise self.wrong(f"«{_short(self.value)}» er ikke et tall.{comma}")
        if least is not None and found < least:
            raise self.wrong(f"«{_short(self.value)}» er mindre enn {least}.")
        return found

    def real(self) -> float:
        """A number for simulation."""
        return float(self.decimal())

    def one_of(self, known: Collection[str]) -> str:
        """One of some names."""
        if str(self.value) not in known:
            raise self.wrong(f"«{_short(self.value)}» finnes ikke. Velg blant {', '.join(known)}.")
        return str(self.value)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
