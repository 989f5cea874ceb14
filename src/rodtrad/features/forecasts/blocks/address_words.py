"""The Norwegian words of a forecast's addresses, beside those of the budget."""

from typing import Final

from rodtrad.documents.slugs import slug
from rodtrad.features.budget.blocks import address_words as budget

_WORDS: Final = {
    # Alternatives of the population, and services
    "main": "hovedalternativ",
    "high": "hoy-vekst",
    "low": "lav-vekst",
    "own": "eget-alternativ",
    "care": "pleie-og-omsorg",
    "primary_school": "grunnskole",
    "kindergarten": "barnehage",
    "social_services": "sosialtjeneste",
    "health": "kommunehelse",
    "child_welfare": "barnevern",
    # Headings of the premises, and factors of uncertainty
    "parameters": "etter-planen",
    "pension": "pensjon",
    "unit_costs": "enhetskostnader",
    "uncertainty": "usikkerhet",
    "population": "innbyggertall",
    "tax": "skatt",
    "interest": "rente",
    "prices": "lonn-og-priser",
    # Parameters
    "pay_growth": "lonnsvekst",
    "price_growth": "prisvekst",
    "pay_share": "lonnsandel",
    "tax_growth": "vekst-i-skatt",
    "grant_growth": "vekst-i-rammetilskudd",
    "fee_growth": "vekst-i-gebyrer",
    "gross_investment": "brutto-investeringer",
    "other_investment_financing": "annen-finansiering",
    "transfer_to_investment": "overforing-til-investering",
    "new_loan_years": "nedbetalingstid",
    "floating_deposits": "bankinnskudd",
    "pension_premium": "pensjonspremie",
    "net_pension_cost": "netto-pensjonskostnad",
    "premium_deviation_years": "ar-for-premieavvik",
    "pension_employer_contribution": "arbeidsgiveravgift",
    "self_cost_interest_rate": "kalkylerente",
    "self_cost_surplus_years": "ar-for-overskudd",
    "interest_rate": "lanerente",
    "vat_compensation_share": "momskompensasjon",
    "depreciable_assets": "avskrivbare-anleggsmidler",
    "accumulated_shortfall": "merforbruk",
    "shortfall_covered_by": "inndekning",
}


def address(name: str) -> str:
    """The word in addresses for what the program calls `name`; what the municipality has named is spelt in ASCII."""
    if name in _WORDS:
        return _WORDS[name]
    try:
        return budget.address(name)
    except KeyError:
        return slug(name)


def inner_names() -> frozenset[str]:
    """Every name that has a word of its own, none of which may stand in an address."""
    return budget.inner_names() | frozenset(_WORDS)
