"""How a source writes amounts, and the one grammar by which both reading paths turn them into whole øre.

The pattern is in the syntax that Python and DuckDB (RE2) share, so the two accept exactly the same texts. Nothing is
ever a floating-point number on the way.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

TRIMMED = "".join(map(chr, (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
"""Blanks that may surround a cell: Unicode's space separators, exactly those that DuckDB's `trim` takes away."""

_SPACES = " \u00a0\u202f\u2009\u2007"
_GROUPING = {"space": _SPACES, "dot": ".", "comma": ",", "apostrophe": "'\u2019"}
GROUPINGS = frozenset(_GROUPING)
_MINUSES = "-\u2212\u2013"
_SCALES = {"ore": 0, "kroner": 2, "thousand_kroner": 5}
AMOUNT_UNITS = frozenset(_SCALES)


@dataclass(frozen=True)
class NumberFormat:
    """The decimal sign, grouping signs, texts for zero, meaning of an empty cell and unit of a source's amounts.

    `empty` is `refuse` (an issue), `skip` (no figure for that year: no posting) or `zero`. `round_finer` lets amounts
    with more decimals than øre be rounded to øre; otherwise they are no amounts.
    """

    decimal: str = ","
    grouping: tuple[str, ...] = ("space",)
    zero: tuple[str, ...] = ("-",)
    empty: str = "refuse"
    parentheses: bool = True
    unit: str = "kroner"
    round_finer: bool = False

    @property
    def scale(self) -> int:
        """Power of ten from the written unit to øre."""
        return _SCALES[self.unit]

    @property
    def removed(self) -> str:
        """The characters that stand in an amount without being digits or the decimal sign."""
        return "".join(_GROUPING[name] for name in self.grouping) + _SPACES + _MINUSES + "+()"

    @cached_property
    def pattern(self) -> str:
        """What a trimmed amount must match whole."""
        return self._pattern(f"[0-9]{{1,{self.scale}}}0{{0,6}}" if self.scale else "")

    def _pattern(self, decimals: str) -> str:
        group = "".join(_GROUPING[name] for name in self.grouping)
        whole = "[0-9]{1,12}"
        if group:
            whole = f"(?:[0-9]{{1,3}}(?:[{group}][0-9]{{3}}){{1,3}}|{whole})"
        fraction = f"(?:[{self.decimal}]{decimals})?" if decimals else ""
        number = whole + fraction
        forms = [f"(?:[{_MINUSES}+] ?)?{number}", f"{number}-"]
        if self.parentheses:
            forms.append(f"\\({number}\\)")
        return "(?:" + "|".join(forms) + ")"

    @cached_property
    def _matches(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def _matches_finer(self) -> re.Pattern[str]:
        return re.compile(self._pattern("[0-9]{1,12}"))

    @cached_property
    def _removal(self) -> dict[int, None]:
        return dict.fromkeys(map(ord, self.removed), None)

    def parse(self, text: str) -> int | None:
        """The øre that a trimmed, non-empty text means, or None when it is not an amount."""
        if text in self.zero:
            return 0
        if not self._matches.fullmatch(text):
            return None
        whole, _, fraction = text.translate(self._removal).partition(self.decimal)
        ore = int(whole + fraction[: self.scale].ljust(self.scale, "0"))
        return -ore if self._negative(text) else ore

    def parse_finer(self, text: str) -> Decimal | None:
        """The øre and parts of one that an amount with more decimals means; None unless such are to be rounded."""
        if not self.round_finer or not self._matches_finer.fullmatch(text):
            return None
        ore = Decimal(text.translate(self._removal).replace(self.decimal, ".")).scaleb(self.scale)
        return -ore if self._negative(text) else ore

    @staticmethod
    def _negative(text: str) -> bool:
        return text[0] in _MINUSES or text[0] == "(" or text[-1] == "-"

    def sql(self, trimmed: str) -> str:
        """The SQL expression of `parse` over an expression that is a trimmed text; null for what is no amount."""
        digits = f"translate({trimmed}, {quoted(self.removed)}, '')"
        if self.scale:
            number = f"CAST(replace({digits}, {quoted(self.decimal)}, '.') AS DECIMAL(30, 12))"
            ore = f"CAST({number} * {10**self.scale} AS BIGINT)"
        else:
            ore = f"CAST({digits} AS BIGINT)"
        first = ", ".join(quoted(sign) for sign in _MINUSES + "(")
        sign = f"CASE WHEN {trimmed}[1] IN ({first}) OR {trimmed}[-1] = '-' THEN -1 ELSE 1 END"
        zeros = ", ".join(quoted(text) for text in self.zero)
        zero = f"WHEN {trimmed} IN ({zeros}) THEN 0 " if zeros else ""
        matches = f"regexp_full_match({trimmed}, {quoted(self.pattern)})"
        return f"CASE {self._plain_sql(trimmed)}{zero}WHEN {matches} THEN ({sign}) * {ore} END"

    def _plain_sql(self, trimmed: str) -> str:
        """The branch for the commonest way of writing kroner, such as -1234,50: digits alone, no exact decimals."""
        if self.unit != "kroner":
            return ""
        plain = f"regexp_full_match({trimmed}, '-?[0-9]{{1,12}}[{self.decimal}][0-9]{{2}}')"
        return f"WHEN {plain} THEN CAST(replace({trimmed}, {quoted(self.decimal)}, '') AS BIGINT) "


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
