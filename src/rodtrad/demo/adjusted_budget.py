"""The adjusted budget 2026: the original one and what the council changed during the year (kommuneloven § 14-5)."""

from collections import defaultdict

from rodtrad.demo.operating import GENERAL_FUND_DEPOSIT, Key, budget, pay_split
from rodtrad.demo.reading import document


def adjusted_budget() -> dict[Key, int]:
    """The operating budget 2026 after the adjustments, whole kroner, balanced."""
    sums: defaultdict[Key, int] = defaultdict(int, budget())
    for adjustment in document("budget_2026.yaml")["adjustments"]:
        for key, amount in adjustment_lines(adjustment["id"]).items():
            sums[key] += amount
    return {key: amount for key, amount in sorted(sums.items()) if amount}


def adjustment_lines(id: str) -> dict[Key, int]:
    """What one adjustment changes; a difference that it leaves goes to the general fund. Raises KeyError."""
    entry = {adjustment["id"]: adjustment for adjustment in document("budget_2026.yaml")["adjustments"]}[id]
    sums: defaultdict[Key, int] = defaultdict(int)
    if "measure" in entry:
        measure = next(found for found in document("measures.yaml") if found["id"] == entry["measure"])
        for line in measure["lines"]:
            for art, amount in pay_split(line["amounts"][0]).items():
                sums[Key(line.get("unit", measure["unit"]), line["function"], art)] += amount
    for line in entry.get("lines", ()):
        sums[Key(line["unit"], line["function"], line["art"])] += line["amount"]
    sums[GENERAL_FUND_DEPOSIT] -= sum(sums.values())
    return {key: amount for key, amount in sums.items() if amount}
