"""Sums over groups of accounts in a plan, and the reason when the accounts cannot tell (no art on the lines)."""

from functools import lru_cache

from rodtrad.calculations.ledger import Amounts, NotComputable, Proposal, total, totals
from rodtrad.facts.municipal_act.account_groups import account_group
from rodtrad.facts.reader import FactMissing


@lru_cache(maxsize=512)
def _arts(group: str, year: int, known: frozenset[str]) -> tuple[str, frozenset[str]]:
    found = account_group(group, year)
    return found.account_class, frozenset(art for art in known if art in found.arts)


def account_sum(proposal: Proposal, entity: str, group: str) -> Amounts | NotComputable:
    """The sum of a group of accounts in one entity, whole kroner per plan year with the sign of the lines.

    NotComputable when lines of the account class have no art, or the group is not known for the plan's years.
    """
    by_art = totals(proposal, ("art",), {"entity": entity})
    try:
        account_class, arts = _arts(group, proposal.years[0], frozenset(key[0] for key in by_art))
    except FactMissing:
        return NotComputable(f"Reglene som sier hvilke kontoer som teller, er ikke lagt inn for {proposal.years[0]}.")
    lacking = lines_without(proposal, entity, account_class, "art")
    if lacking:
        return NotComputable(f"Kontoen mangler art på {lacking} linjer.")
    where = {"entity": entity, "account_class": account_class, "art": arts}
    if account_class == "both":
        del where["account_class"]
    return total(proposal, where)


def lines_without(proposal: Proposal, entity: str, account_class: str, dimension: str) -> int:
    """How many lines of one entity and account class ("both" for either) have an empty code in `dimension`."""
    groups = proposal.index.grouped(("entity", "account_class", dimension))
    classes = ("operating", "investment") if account_class == "both" else (account_class,)
    return sum(groups[key][0] for side in classes if (key := (entity, side, "")) in groups)


def net_appropriations(
    proposal: Proposal, entity: str, by: tuple[str, ...] = ()
) -> dict[tuple[str, ...], Amounts] | NotComputable:
    """Net operating appropriations (§ 5-4 line 6) by any dimensions: what areas may spend, general income left out.

    General income is the taxes, grants and transfers that § 5-4 lines 1-4 take. NotComputable when art or function is
    missing.
    """
    for dimension, word in (("art", "art"), ("function", "funksjon")):
        lacking = lines_without(proposal, entity, "operating", dimension)
        if lacking:
            return NotComputable(f"Kontoen mangler {word} på {lacking} linjer.")
    year = proposal.years[0]
    try:
        spending, general = account_group("appropriations", year), account_group("general_income", year)
    except FactMissing:
        return NotComputable(f"Reglene som sier hvilke kontoer som teller, er ikke lagt inn for {year}.")
    scope = {"entity": entity, "account_class": "operating"}
    sums: dict[tuple[str, ...], Amounts] = {}
    for key, amounts in totals(proposal, (*by, "art", "function"), scope).items():
        art, function = key[-2:]
        if art in spending.arts and not (art in general.arts and function in general.functions):
            kept = key[:-2]
            held = sums.get(kept, (0,) * len(amounts))
            sums[kept] = tuple(map(int.__add__, held, amounts))
    if not by and not sums:
        sums[()] = (0,) * len(proposal.years)
    return sums
