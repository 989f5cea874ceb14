"""Whole kroner in budgets and plans: what rounding changes becomes a line of its own, never a silent difference.

A budget is adopted in whole kroner. Where a source holds øre, every amount is rounded half away from zero, and one
line per entity, account class, year and kind brings the total back to the exact total rounded in the same way.
"""

from rodtrad.intake.postings import COLUMNS, ORE_PER_KRONE, WHOLE_KRONER_KINDS
from rodtrad.intake.staged import Rounding, Staged

ROUNDING_TEXT = "Avrunding av øre til hele kroner"
_GROUP = "entity, account_class, year, kind"
_AMOUNT = list(COLUMNS).index("amount_ore")
_HAS_ORE = f"amount_ore % {ORE_PER_KRONE} <> 0"
_ROUNDED = (
    f"CAST(sign(amount_ore) * ((abs(amount_ore) + {ORE_PER_KRONE // 2}) // {ORE_PER_KRONE} * {ORE_PER_KRONE}) "
    "AS BIGINT)"
)


def add_rounding_lines(staged: Staged) -> None:
    """Round the amounts of kinds that are held in whole kroner, and add and note the lines that this needs."""
    whole = staged.column_map.round_to_kroner
    kinds = f"kind IN ({', '.join(repr(str(kind)) for kind in sorted(WHOLE_KRONER_KINDS))})"
    in_whole = {None: kinds, True: "true", False: "false"}[whole]
    groups = staged.connection.execute(
        f"SELECT {_GROUP}, count(*) FILTER (WHERE {_HAS_ORE}), CAST(sum(amount_ore) AS BIGINT), "
        f"CAST(sum({_ROUNDED}) AS BIGINT) FROM exact_posting WHERE {in_whole} "
        f"GROUP BY {_GROUP} HAVING bool_or({_HAS_ORE}) ORDER BY {_GROUP}"
    ).fetchall()
    lines = []
    for entity, account_class, year, kind, rows, exact, rounded in groups:
        line = half_away(exact) - rounded
        staged.roundings.append(Rounding(entity, account_class, year, kind, rows, exact, line))
        values = {
            "entity": entity,
            "account_class": account_class,
            "year": year,
            "kind": kind,
            "amount_ore": line,
            "text": ROUNDING_TEXT,
            "line": -len(staged.roundings),
        }
        lines.append(tuple(values.get(name) for name in COLUMNS))
    rounded_amount = f"CASE WHEN {in_whole} THEN {_ROUNDED} ELSE amount_ore END" if groups else "amount_ore"
    staged.define_rounded(rounded_amount, [row for row in lines if row[_AMOUNT]])


def half_away(ore: int) -> int:
    """Øre rounded to whole kroner, halves away from zero, still counted in øre."""
    kroner = (abs(ore) + ORE_PER_KRONE // 2) // ORE_PER_KRONE * ORE_PER_KRONE
    return kroner if ore >= 0 else -kroner
