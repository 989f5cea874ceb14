"""What rounding changes becomes a line of its own, never a silent difference.

A budget is adopted in whole kroner. Where a source holds øre, every amount is rounded half away from zero, and one
line per entity, account class, year and kind brings the total back to the exact total rounded in the same way.
Accounts are held in øre; where a source is finer and the map lets it be rounded, they get such a line too.
"""

from decimal import Decimal

from rodtrad.intake.postings import COLUMNS, ORE_PER_KRONE, WHOLE_KRONER_KINDS
from rodtrad.intake.staged import GROUP, Remainders, Rounding, Staged
from rodtrad.values.rounding import round_half_away

ROUNDING_TEXT = "Avrunding av øre til hele kroner"
ROUNDING_TO_ORE_TEXT = "Avrunding til hele øre"
_GROUP = ", ".join(GROUP)
_AMOUNT = list(COLUMNS).index("amount_ore")
_HAS_ORE = f"amount_ore % {ORE_PER_KRONE} <> 0"
_ROUNDED = (
    f"CAST(sign(amount_ore) * ((abs(amount_ore) + {ORE_PER_KRONE // 2}) // {ORE_PER_KRONE} * {ORE_PER_KRONE}) "
    "AS BIGINT)"
)
_NO_REMAINDERS = Remainders()


def add_rounding_lines(staged: Staged) -> None:
    """Round the amounts of kinds that are held in whole kroner, and add and note the lines that rounding needs."""
    whole = staged.column_map.round_to_kroner
    kinds = f"kind IN ({', '.join(repr(str(kind)) for kind in sorted(WHOLE_KRONER_KINDS))})"
    in_whole = {None: kinds, True: "true", False: "false"}[whole]
    groups = staged.connection.execute(
        f"SELECT {_GROUP}, {in_whole}, count(*) FILTER (WHERE {_HAS_ORE}), CAST(sum(amount_ore) AS BIGINT), "
        f"CAST(sum({_ROUNDED}) AS BIGINT) FROM exact_posting WHERE {'true' if staged.remainders else in_whole} "
        f"GROUP BY {_GROUP} ORDER BY {_GROUP}"
    ).fetchall()
    lines = []
    for entity, account_class, year, kind, to_kroner, with_ore, stored, rounded in groups:
        group = entity, account_class, year, kind
        finer = staged.remainders.get(group, _NO_REMAINDERS)
        rows = with_ore + finer.whole_kroner if to_kroner else finer.rows
        if not rows:
            continue
        exact = stored + finer.ore if finer.ore else stored
        line = half_away(exact) - rounded if to_kroner else int(round_half_away(exact)) - stored
        staged.roundings.append(Rounding(*group, rows, exact, line, "kroner" if to_kroner else "ore"))
        values = {
            **dict(zip(GROUP, group, strict=True)),
            "amount_ore": line,
            "text": ROUNDING_TEXT if to_kroner else ROUNDING_TO_ORE_TEXT,
            "line": -len(staged.roundings),
        }
        lines.append(tuple(values.get(name) for name in COLUMNS))
    any_whole = any(rounding.unit == "kroner" for rounding in staged.roundings)
    rounded_amount = f"CASE WHEN {in_whole} THEN {_ROUNDED} ELSE amount_ore END" if any_whole else "amount_ore"
    staged.define_rounded(rounded_amount, [row for row in lines if row[_AMOUNT]])


def half_away(ore: int | Decimal) -> int:
    """Øre rounded to whole kroner, halves away from zero, still counted in øre."""
    return int(round_half_away(Decimal(ore) / ORE_PER_KRONE)) * ORE_PER_KRONE
