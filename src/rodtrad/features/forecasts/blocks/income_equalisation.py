"""The municipality's income equalisation as a calculation that a councillor can follow with a pocket calculator.

Each row says how it is computed with the municipality's own numbers, by which rate of which year and from which source
(Grønt hefte; kommuneloven § 14-4 asks for a plan that is set out clearly). The last row is the country's sum, zero.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rodtrad.calculations.income_system.income_steps import Step, StepKind
from rodtrad.calculations.income_system.premises import Premise
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Callout, CalloutKind, Paragraph, TableNode
from rodtrad.documents.tables import EMPTY, Column, Row, RowRole, Table, words
from rodtrad.features.budget.blocks.columns import in_words
from rodtrad.features.forecasts.blocks.income_words import (
    ORE,
    certainty,
    fact,
    figures_source,
    kroner,
    not_computed,
    percent,
    rate,
    whole_kroner,
)
from rodtrad.features.forecasts.income_view import INCOME_SYSTEM, IncomeView
from rodtrad.features.forecasts.words import text
from rodtrad.values.numbers import NBSP, format_number
from rodtrad.values.units import Unit

_ROWS = (
    ("skatt", "tax", StepKind.TAX, RowRole.ITEM),
    ("landet", "country", StepKind.NATIONAL_TAX, RowRole.ITEM),
    ("symmetrisk", "symmetric", StepKind.SYMMETRIC, RowRole.ITEM),
    ("tillegg", "addition", StepKind.ADDITION, RowRole.ITEM),
    ("trekk", "financing", StepKind.FINANCING, RowRole.ITEM),
    ("netto", "net", StepKind.NET, RowRole.SUBTOTAL),
    ("etter", "after", StepKind.TAX_AND_NET, RowRole.ITEM),
    ("landssum", "sum", StepKind.NATIONAL_SUM, RowRole.TOTAL),
)
_DISTANCE = (StepKind.NATIONAL_TAX_PER_CAPITA, StepKind.TAX_PER_CAPITA, StepKind.POPULATION)
_SHOWN = {
    "tax": (StepKind.TAX, StepKind.POPULATION, StepKind.TAX_PER_CAPITA),
    "country": (StepKind.NATIONAL_TAX, StepKind.NATIONAL_POPULATION, StepKind.NATIONAL_TAX_PER_CAPITA),
    "symmetric": (*_DISTANCE, StepKind.SYMMETRIC),
    "addition": (*_DISTANCE, StepKind.ADDITION),
    "financing": (
        StepKind.NATIONAL_ADDITION,
        StepKind.NATIONAL_POPULATION,
        StepKind.POPULATION,
        StepKind.FINANCING,
    ),
    "net": (StepKind.SYMMETRIC, StepKind.ADDITION, StepKind.FINANCING, StepKind.NET),
    "after": (StepKind.TAX, StepKind.NET, StepKind.TAX_AND_NET),
    "sum": (StepKind.NATIONAL_SUM,),
}
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_SIGNED = {"symmetric", "addition", "financing", "net"}


@dataclass(frozen=True)
class _Reading:
    """The lines by kind, and how they are said in a language."""

    view: IncomeView
    steps: Mapping[StepKind, Step]
    language: str

    def value(self, kind: StepKind) -> Fraction:
        return self.steps[kind].value or Fraction(0)

    def premises(self, kind: StepKind) -> dict[str, Premise]:
        return {premise.name: premise for premise in self.steps[kind].premises}

    def said(self, key: str, **values: object) -> str:
        return text(key, self.language, **values)

    @property
    def municipalities(self) -> int:
        tax = self.view.data.tax
        return len(tax.municipalities) if tax is not None else 0

    def percent(self, kind: StepKind) -> str:
        return percent(self.value(kind), self.language, 1)

    def formula(self, name: str) -> str:
        """How a row is computed, with the numbers put in."""
        used = self.premises(StepKind.ADDITION) | self.premises(StepKind.SYMMETRIC)
        above = name == "addition" and not self.value(StepKind.ADDITION)
        formula = self.said(
            f"equalisation_{name}_none" if above else f"equalisation_{name}_formula",
            own_tax=kroner(self.value(StepKind.TAX)),
            own_people=format_number(int(self.value(StepKind.POPULATION))),
            own=kroner(self.value(StepKind.TAX_PER_CAPITA)),
            tax=in_words(int(self.value(StepKind.NATIONAL_TAX) / ORE), self.language),
            people=format_number(int(self.value(StepKind.NATIONAL_POPULATION))),
            country=kroner(self.value(StepKind.NATIONAL_TAX_PER_CAPITA)),
            percent=self.percent(StepKind.PERCENT_OF_COUNTRY),
            after=self.percent(StepKind.PERCENT_AFTER),
            symmetric=rate(used["symmetric_rate"].value),
            addition=rate(used["addition_rate"].value),
            threshold=rate(used["addition_threshold"].value),
            paid=in_words(int(self.value(StepKind.NATIONAL_ADDITION) / ORE), self.language),
            municipalities=format_number(self.municipalities),
        )
        return _IN_BRACKETS.sub(lambda found: found.group().replace(" ", NBSP), formula)

    def basis(self, name: str) -> str:
        """The rate with year, certainty and source, or where the numbers of a row come from."""
        year, source = self.view.data.year, self.view.data.source
        if name in ("symmetric", "addition"):
            used = self.steps[StepKind.SYMMETRIC if name == "symmetric" else StepKind.ADDITION].premises
            return self.said(
                f"equalisation_{name}_basis",
                year=year,
                rate=rate(used[0].value),
                limit=rate(used[-1].value),
                certainty=certainty(used[0], self.language),
                source=used[0].source,
            )
        return self.said(f"equalisation_{name}_basis", year=year, source=source)

    def explanation(self, id: str, name: str, kind: StepKind) -> Explanation:
        """The row's answer to "how is this calculated?"."""
        people = (StepKind.POPULATION, StepKind.NATIONAL_POPULATION)
        return Explanation(
            id=f"b-inntektsutjevning-{id}",
            title=self.said("equalisation_explained", row=self.said(f"equalisation_{name}"), year=self.view.data.year),
            formula=self.said(f"equalisation_{name}_rule"),
            steps=tuple(
                ExplanationStep(
                    self.said(f"step_{one.value}"),
                    format_number(int(self.value(one))) if one in people else kroner(self.value(one), 2),
                )
                for one in _SHOWN[name]
            ),
            unit=self.said("kroner_and_persons"),
            facts=tuple(fact(one, self.view.data.year, self.language) for one in self.steps[kind].premises),
            data=figures_source(self.view, self.language).text,
            formula_id="income_system.additional_compensation"
            if name == "addition"
            else "income_system.income_equalisation",
        )


@block("forecasts.income_equalisation", "Inntektsutjevningen trinn for trinn", requires=[INCOME_SYSTEM])
def income_equalisation(request: Request, view: IncomeView | None) -> Output:
    """Each line of the municipality's income equalisation with formula, rate, source and own numbers; and the control.

    Nothing without stored figures; a note that says what is missing where a rate or the whole country is.
    """
    if view is None:
        return Output()
    language = request.language
    if isinstance(view.steps, NotComputable):
        return not_computed("inntektsutjevning-mangler", text("equalisation_missing", language), view.steps)
    reading = _Reading(view, view.steps, language)
    net = int(reading.value(StepKind.NET) / ORE)
    key = "equalisation_gets" if net > 0 else "equalisation_pays" if net < 0 else "equalisation_nothing"
    columns = (
        Column("belop", text("amount", language), unit=Unit.THOUSAND_NOK),
        Column("per-innbygger", text("per_capita", language), text("unit_kroner", language)),
        Column("regnestykke", text("how_computed", language), unit=Unit.TEXT),
        Column("grunnlag", text("rate_and_source", language), unit=Unit.TEXT),
    )
    table = Table(
        "tab-inntektsutjevning",
        text(key, language, amount=in_words(abs(net), language), year=view.data.year),
        text("equalisation_subtitle", language, year=view.data.year),
        Unit.NOK_PER_CAPITA,
        columns,
        tuple(_rows(reading)),
        figures_source(view, language),
    )
    explanations = tuple(reading.explanation(id, name, kind) for id, name, kind, _ in _ROWS)
    return Output((TableNode(table), _control(reading)), explanations)


def _rows(reading: _Reading) -> Iterator[Row]:
    own, country = reading.value(StepKind.POPULATION), reading.value(StepKind.NATIONAL_POPULATION)
    for id, name, kind, role in _ROWS:
        value, signed = reading.value(kind), name in _SIGNED
        people = country if name == "country" else own
        told, national = f"b-inntektsutjevning-{id}", name == "country"
        cells = (
            EMPTY if national else whole_kroner(value, signed=signed, explanation=told),
            EMPTY
            if name == "sum"
            else whole_kroner(value / people, signed=signed, explanation=told if national else None),
            words(reading.formula(name)),
            words(reading.basis(name)),
        )
        yield Row(id, reading.said(f"equalisation_{name}"), cells, role)


def _control(reading: _Reading) -> Callout:
    """The sum of all municipalities, computed in whole øre, and who pays for the addition."""
    financing = -reading.value(StepKind.FINANCING) / reading.value(StepKind.POPULATION)
    said = reading.said(
        "equalisation_control",
        count=format_number(reading.municipalities),
        sum=kroner(reading.value(StepKind.NATIONAL_SUM), 2),
        paid=in_words(int(reading.value(StepKind.NATIONAL_ADDITION) / ORE), reading.language),
        each=kroner(financing),
    )
    title = reading.said("equalisation_control_title", sum=kroner(reading.value(StepKind.NATIONAL_SUM)))
    return Callout("inntektsutjevning-kontroll", CalloutKind.CONTROL, title, (Paragraph((Text(said),)),))
