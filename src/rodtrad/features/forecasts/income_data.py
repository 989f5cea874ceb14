"""A document's figures of the income system, every municipality's criteria and tax of one year, as plain values.

The averages, the financing and the guarantee are national (Grønt hefte), so one municipality's own figures do not do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from rodtrad.calculations.income_system.exact import National
from rodtrad.calculations.income_system.official import CriteriaInput, TaxInput
from rodtrad.calculations.income_system.premises import ENTERED, Premise, Premises

Content = Mapping[str, Any]


class IncomeDataWrong(ValueError):
    """The figures of the income system cannot be stored or read; the message says in Norwegian what to do."""


@dataclass(frozen=True, slots=True)
class IncomeData:
    """The figures of one grant year, whose municipality the document is of, and where the figures come from."""

    municipality: str
    source: str
    criteria: CriteriaInput | None
    tax: TaxInput | None
    premises: Premises

    @property
    def year(self) -> int:
        """The grant year."""
        return self.premises.year


def income_content(data: IncomeData, files: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The data as JSON; `files` are (name, SHA-256) of what they were read from."""
    entered = data.premises.entered.values()
    weights = data.premises.weights
    return {
        "municipality": data.municipality,
        "year": data.year,
        "source": data.source,
        "criteria": _criteria_content(data.criteria),
        "tax": _tax_content(data.tax),
        "parameters": {one.name: {"value": str(one.value), "source": one.source} for one in entered},
        "key": None
        if weights is None
        else {"weights": {name: str(weight) for name, weight in weights.items()}, "source": data.premises.key_source()},
        "files": [{"name": name, "sha256": sha256} for name, sha256 in files],
    }


def read_income(content: Content) -> IncomeData:
    """The data of stored content. Raises IncomeDataWrong for content that is not `income_content`'s."""
    try:
        entered = {
            name: Premise(name, Decimal(one["value"]), one["source"], ENTERED)
            for name, one in content["parameters"].items()
        }
        premises = Premises(content["year"], entered)
        if content["key"] is not None:
            weights = {name: Decimal(weight) for name, weight in content["key"]["weights"].items()}
            premises = premises.with_key(weights, content["key"]["source"])
        return IncomeData(
            content["municipality"], content["source"], _criteria(content["criteria"]), _tax(content["tax"]), premises
        )
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise IncomeDataWrong(f"De lagrede tallene for inntektssystemet kan ikke leses: {error}") from error


def _criteria_content(given: CriteriaInput | None) -> dict[str, Any] | None:
    if given is None:
        return None
    country = given.national
    return {
        "names": list(given.criteria),
        "municipalities": {
            name: [people, *map(str, counts)]
            for name, people, counts in zip(given.municipalities, given.population, given.counts, strict=True)
        },
        "country": None if country is None else [country.population, *map(str, country.counts)],
    }


def _criteria(stored: Content | None) -> CriteriaInput | None:
    if stored is None:
        return None
    rows, country = stored["municipalities"], stored["country"]
    return CriteriaInput(
        tuple(rows),
        tuple(stored["names"]),
        tuple(tuple(map(Decimal, counts)) for _, *counts in rows.values()),
        tuple(int(people) for people, *_ in rows.values()),
        None if country is None else National(tuple(map(Decimal, country[1:])), int(country[0])),
    )


def _tax_content(given: TaxInput | None) -> dict[str, Any] | None:
    if given is None:
        return None
    average = given.national_tax_per_capita
    return {
        "municipalities": {
            name: [people, str(paid)]
            for name, people, paid in zip(given.municipalities, given.population, given.tax_nok, strict=True)
        },
        "national_per_capita": None if average is None else str(average),
    }


def _tax(stored: Content | None) -> TaxInput | None:
    if stored is None:
        return None
    rows, average = stored["municipalities"], stored["national_per_capita"]
    return TaxInput(
        tuple(rows),
        tuple(Decimal(paid) for _, paid in rows.values()),
        tuple(int(people) for people, _ in rows.values()),
        None if average is None else Decimal(average),
    )
