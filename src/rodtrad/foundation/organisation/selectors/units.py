"""Reading the municipality and its units."""

from rodtrad.foundation.organisation.models import Municipality, Population, Unit


def municipality() -> Municipality:
    """The municipality of this installation. Raises Municipality.DoesNotExist before it is loaded."""
    return Municipality.objects.get()


def areas(budget_year: int) -> list[Unit]:
    """The areas of a budget year, in their order."""
    return list(Unit.objects.filter(budget_year=budget_year, parent=None))


def units(budget_year: int) -> list[Unit]:
    """The units below the areas of a budget year, in their order, with their areas."""
    return list(Unit.objects.filter(budget_year=budget_year).exclude(parent=None).select_related("parent"))


def inhabitants() -> dict[int, int]:
    """The number of inhabitants on 1 January by year."""
    return dict(Population.objects.values_list("year", "inhabitants"))
