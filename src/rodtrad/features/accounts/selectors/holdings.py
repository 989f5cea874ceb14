"""Which entities, kinds and years the data sets hold, so that nothing is added twice or asked for in vain."""

from collections.abc import Collection
from dataclasses import dataclass

from rodtrad.features.accounts.models import DataSet
from rodtrad.features.accounts.selectors.files import counting_files
from rodtrad.intake.postings import ACCOUNT_CLASS_NAMES, KIND_NAMES, Kind


@dataclass(frozen=True)
class Holding:
    """Amounts of one data set: whose they are, of which account class, kind and year."""

    data_set: str
    entity: str
    account_class: str
    kind: str
    year: int

    @property
    def words(self) -> str:
        """What it is, in Norwegian."""
        return f"{KIND_NAMES[Kind(self.kind)]} for {ACCOUNT_CLASS_NAMES[self.account_class]} {self.year}, {self.entity}"


def all_data_sets() -> list[str]:
    """The names of every data set, sorted."""
    return list(DataSet.objects.order_by("name").values_list("name", flat=True))


def holdings(data_sets: Collection[str]) -> list[Holding]:
    """What the data sets hold, sorted, each once."""
    found = {
        Holding(file.data_set.name, one["entity"], one["account_class"], one["kind"], file.year)
        for file in counting_files(data_sets)
        for one in file.totals
    }
    return sorted(found, key=lambda one: (one.year, one.entity, one.account_class, one.kind, one.data_set))


def held_twice(held: Collection[Holding], year: int) -> list[tuple[Holding, Holding]]:
    """An entity's amounts of the same class, kind and year in two data sets, which may be the same amounts."""
    first: dict[tuple[str, str, str], Holding] = {}
    twice = []
    for one in held:
        if one.year == year:
            known = first.setdefault((one.entity, one.account_class, one.kind), one)
            if known is not one:
                twice.append((known, one))
    return twice
