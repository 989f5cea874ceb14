"""Sets of account codes written as the regulations write them: single codes and intervals, both ends included."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeIntervals:
    """A set of codes such as 010-480 and 590; a code is inside an interval only when it has as many digits."""

    intervals: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, texts: Iterable[str]) -> "CodeIntervals":
        """The set that texts such as "590" and "010-480" describe.

        Raises ValueError on an interval whose ends differ in length or come in the wrong order.
        """
        intervals = []
        for text in texts:
            first, _, last = text.partition("-")
            last = last or first
            if len(first) != len(last) or first > last:
                raise ValueError(f"not an interval of codes: {text!r}")
            intervals.append((first, last))
        return cls(tuple(intervals))

    def __contains__(self, code: str) -> bool:
        return any(len(code) == len(first) and first <= code <= last for first, last in self.intervals)

    def __bool__(self) -> bool:
        return bool(self.intervals)

    def __iter__(self) -> Iterator[str]:
        """The set as texts, in the order it was written."""
        return (first if first == last else f"{first}-{last}" for first, last in self.intervals)
