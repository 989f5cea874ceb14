"""Opening a budget round."""

from collections.abc import Sequence

from rodtrad.features.budget.models import BudgetRound
from rodtrad.features.budget.services.refusals import BudgetRefusal
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import command


@command("budget.round.create")
def create_round(
    key: str,
    title: str,
    base_year: int,
    *,
    year_count: int = 4,
    appropriation_level: str = "area",
    finance_unit: str = "",
    price_basis: Sequence[int] = (),
    imported: bool = False,
    by: Actor,
) -> BudgetRound:
    """Open a round of four to ten plan years after `base_year`; an imported plan may have fewer.

    Doing it again with the same values changes nothing. Raises BudgetRefusal when the key is taken by another round or
    the years do not fit.
    """
    least = 1 if imported else 4
    if not least <= year_count <= 10:
        raise BudgetRefusal(f"En økonomiplan har fire til ti år, ikke {year_count}. Endre antall år.")
    if price_basis and len(price_basis) != year_count:
        raise BudgetRefusal("Prisgrunnlaget må oppgis for hvert år i planen.")
    wanted = {
        "title": title,
        "base_year": base_year,
        "year_count": year_count,
        "appropriation_level": appropriation_level,
        "finance_unit": finance_unit,
        "price_basis": list(price_basis),
        "imported": imported,
    }
    found, created = BudgetRound.objects.get_or_create(key=key, defaults=wanted)
    if not created and any(getattr(found, name) != value for name, value in wanted.items()):
        raise BudgetRefusal(f"Budsjettrunden «{key}» finnes fra før med andre verdier. Velg et annet navn.")
    return found
