"""What the blocks of the income system read: one year's figures and what they come to for the municipality."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rodtrad.calculations.income_system.income_steps import Step, StepKind, income_equalisation_steps
from rodtrad.calculations.income_system.municipal_need import MunicipalNeed, municipal_need
from rodtrad.calculations.ledger import NotComputable
from rodtrad.facts.income_system.parameters import parameter_definitions
from rodtrad.facts.reader import FactMissing
from rodtrad.features.forecasts.income_data import IncomeData

INCOME_SYSTEM = "forecasts.income_system"


@dataclass(frozen=True)
class IncomeView:
    """The stored figures of a document, and the date that its sources are shown with."""

    data: IncomeData
    date: str = ""

    @cached_property
    def steps(self) -> Mapping[StepKind, Step] | NotComputable:
        """The lines of the municipality's income equalisation by kind, or why there are none."""
        data = self.data
        if data.tax is None:
            return NotComputable(f"Skatteinngangen for {data.year} er ikke lastet inn. Oppgi filen med --tax.")
        if data.tax.national_tax_per_capita is not None:
            return NotComputable("Filen med skatteinngang har ikke alle kommunene. Last inn hele landet.")
        try:
            return {step.kind: step for step in income_equalisation_steps(data.municipality, data.tax, data.premises)}
        except FactMissing as error:
            term = parameter_definitions()[error.fact].term if error.fact in parameter_definitions() else error.fact
            return NotComputable(
                f"{error.fact} ({term}) har ingen verdi med kilde for {data.year}. "
                "Last inn tallene på nytt med den publiserte verdien i --parameter."
            )

    @cached_property
    def need(self) -> MunicipalNeed | NotComputable:
        """The municipality's spending need by criterion, or why there is none."""
        data = self.data
        if data.criteria is None:
            return NotComputable(f"Kriteriene for {data.year} er ikke lastet inn. Oppgi filen med --criteria.")
        try:
            return municipal_need(data.municipality, data.criteria, data.premises)
        except FactMissing:
            return NotComputable(
                f"Kostnadsnøkkelen for {data.year} er ikke kjent. Last inn tallene på nytt med nøkkelen i --key."
            )
