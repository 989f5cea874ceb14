"""The words and cells that the blocks of the income system share: rates, sources, certainty, and what is missing."""

from decimal import Decimal
from fractions import Fraction

from rodtrad.calculations.income_system.need import rounded
from rodtrad.calculations.income_system.premises import ENTERED, Premise
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output
from rodtrad.documents.editions import FactUsed
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Callout, CalloutKind, Paragraph
from rodtrad.documents.tables import Cell, Source, number
from rodtrad.features.budget.blocks.columns import percent_in_words
from rodtrad.features.forecasts.income_view import IncomeView
from rodtrad.features.forecasts.words import text
from rodtrad.values.numbers import NBSP, format_number

ORE = 100
EXACT_PLACES = 6
_KNOWN_CERTAINTY = ("data", "source", "implied", "seed", ENTERED)
_RATES = ("symmetric_rate", "addition_rate", "addition_threshold")


def kroner(ore: Fraction, places: int = 0) -> str:
    """Øre as kroner for a formula: "41 542"."""
    return format_number(rounded(ore / ORE, places), places)


def whole_kroner(ore: Fraction, *, signed: bool = False, explanation: str | None = None) -> Cell:
    """Øre as a cell of whole kroner."""
    return number(int(rounded(ore / ORE, 0)), signed=signed, explanation=explanation)


def exact_cell(value: Fraction, *, signed: bool = False, explanation: str | None = None) -> Cell:
    """A fraction as a cell with so many decimals that only the last shown one is ever rounded."""
    return number(rounded(value, EXACT_PLACES), signed=signed, explanation=explanation)


def percent(value: Fraction, language: str, places: int) -> str:
    """A number of percent in words: "86,0 prosent"."""
    return percent_in_words(rounded(value, EXACT_PLACES), language, places)


def rate(value: Decimal) -> str:
    """A share of one as it stands in a formula: "64 %"."""
    shown = value * 100
    return f"{format_number(shown, max(0, -_exponent(shown)))}{NBSP}%"


def _exponent(value: Decimal) -> int:
    return int(value.normalize().as_tuple().exponent)


def certainty(premise: Premise, language: str) -> str:
    """How sure a premise is, in words."""
    known, _, provisional = premise.certainty.partition(", ")
    words = text(f"certainty_{known}", language) if known in _KNOWN_CERTAINTY else known
    return text("certainty_provisional", language, certainty=words) if provisional else words


def fact(premise: Premise, year: int, language: str) -> FactUsed:
    """A premise as an explanation names it: name, value with year and certainty, and source."""
    shown = rate(premise.value) if premise.name in _RATES else f"{format_number(premise.value)} kr"
    value = text("fact_value", language, value=shown, year=year, certainty=certainty(premise, language))
    return FactUsed(text(f"premise_{premise.name}", language), value, premise.source)


def figures_source(view: IncomeView, language: str) -> Source:
    """Where every municipality's figures come from."""
    return Source(text("source_income", language, year=view.data.year, source=view.data.source), view.date)


def not_computed(id: str, title: str, why: NotComputable) -> Output:
    """A note that says what is missing."""
    return Output((Callout(id, CalloutKind.NOTE, title, (Paragraph((Text(why.reason),)),)),))
