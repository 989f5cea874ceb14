"""The words that addresses are made of: Norwegian, in ASCII, the same in every language and edition.

Tables, rows and cells have addresses that readers copy and others link to, so what the program calls a thing inside
must never show there.
"""

from typing import Final

_WORDS: Final = {
    # Kinds of figures
    "accounts": "regnskap",
    "budget": "budsjett",
    "original_budget": "opprinnelig-budsjett",
    "adjusted_budget": "justert-budsjett",
    "plan": "plan",
    # Sides of the budget
    "operating": "drift",
    "investment": "investering",
    "expenditure": "utgifter",
    "income": "inntekter",
    # Categories of changes, and the groups that tables gather them in
    "opening": "vedtatt-budsjett",
    "earlier_decisions": "tidligere-vedtak",
    "compensation": "lonns-og-prisvekst",
    "technical": "tekniske-justeringer",
    "demography": "befolkning",
    "new_measure": "nye-tiltak",
    "saving": "innsparinger",
    "political": "kommunestyret",
    "premise": "forutsetninger",
    "consequences": "konsekvensjusteringer",
    "new_measures": "nye-tiltak",
    "savings": "innsparinger",
    "premises": "forutsetninger",
    "earlier": "vedtatt-for",
    "new": "nye",
    "cuts": "kutt",
    # Funds and indicators
    "general": "disposisjonsfond",
    "bound_operating": "bundne-driftsfond",
    "free_investment": "ubundet-investeringsfond",
    "bound_investment": "bundne-investeringsfond",
    "net_operating_result": "netto-driftsresultat",
    "general_fund": "disposisjonsfond",
    "debt": "lanegjeld",
    # Checks
    "BALANCE_PLAN": "balanse",
    "DRIFT_NOT_LOAN": "lan-til-investering",
    "MINIMUMSAVDRAG": "minimumsavdrag",
    "SUM_PART2": "andre-del",
    "DRIFT_TO_INV": "overforing-til-investering",
    "BUNDNE_FOND": "bundne-fond",
    "SURPLUS_TO_FUND": "mindreforbruk-til-fond",
    "ROBEK_A": "robek-a",
    "ROBEK_B": "robek-b",
    "ROBEK_C": "robek-c",
    "ROBEK_D": "robek-d",
    "ROBEK_E": "robek-e",
    "FUND_BALANCE": "fondsbeholdning",
    "FUND_MOVEMENTS": "fondsbevegelser",
    "DEPRECIATION_NEUTRAL": "avskrivninger",
    "CAPITAL_COST": "kapitalkostnad",
    "TARGET_NET_OPERATING_RESULT": "mal-netto-driftsresultat",
    "TARGET_GENERAL_FUND": "mal-disposisjonsfond",
    "TARGET_DEBT": "mal-lanegjeld",
    # Parts of the account string, as an imported file has them
    "entity": "enhet",
    "account_class": "kontoklasse",
    "unit": "ansvar",
    "service": "tjeneste",
    "function": "funksjon",
    "art": "art",
    "project": "prosjekt",
    "department": "avdeling",
    "service_area": "tjenesteomrade",
    "change_group": "endringsgruppe",
    "counterparty": "motpart",
    "free1": "fri-1",
    "free2": "fri-2",
    "free3": "fri-3",
    "period": "periode",
    "voucher": "bilag",
    "date": "dato",
    "text": "tekst",
    "amount": "belop",
}


def address(name: str) -> str:
    """The word in addresses for what the program calls `name`. Raises KeyError for what has none."""
    return _WORDS[name]


def inner_names() -> frozenset[str]:
    """Every name that has a word of its own, none of which may stand in an address."""
    return frozenset(name for name, word in _WORDS.items() if word != name.lower().replace("_", "-"))
