"""`rodtrad forecast check`: whether premises can be read, what they hold, and what a forecast would still ask for."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from rodtrad.calculations.forecast.inputs import AFTER_PLAN
from rodtrad.calculations.forecast.premises import stated_path
from rodtrad.calculations.ledger import NotComputable
from rodtrad.features.forecasts.stated import MAIN, StatedForecast
from rodtrad.interfaces.cli.forecast_files import FileRefused, read_premises
from rodtrad.values.numbers import format_number

REFUSED = 1
_ASKED = (*AFTER_PLAN, "interest_rate", "new_loan_years")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FIL", type=Path, help="forutsetningene i YAML")


def run(options: argparse.Namespace) -> int:
    """Say what the file holds. 0 it can be saved, 1 it cannot."""
    try:
        read = read_premises(options.file)
    except FileRefused as error:
        print(error, file=sys.stderr)
        return REFUSED
    print(*overview(read.stated), sep="\n")
    return 0


def overview(stated: StatedForecast) -> Iterator[str]:
    """What the premises hold, in plain words, and what is asked for and not there."""
    main = stated.projections[MAIN]
    owed = sum(loan.balance for loan in stated.loans)
    yield f"Kilde: {stated.source}. Framskrivingen går til {stated.last_year}."
    alternatives = ", ".join(stated.projections)
    yield f"Befolkning fra {main.years[0]} til {main.years[-1]}, alternativer: {alternatives}."
    yield f"Lån: {len(stated.loans)} lån på til sammen {format_number(owed)} kr."
    yield f"Enhetskostnader: {len(stated.unit_costs)}. Plasser: {len(stated.coverage)}."
    yield f"Usikkerhet: {len(stated.uncertainty.factors)} faktorer, {format_number(stated.uncertainty.paths)} baner."
    areas = len(stated.self_cost.areas) if stated.self_cost is not None else 0
    yield f"Selvkost: {areas} områder."
    if main.years[-1] < stated.last_year:
        yield f"Mangler: befolkningen etter {main.years[-1]}, for framskrivingen går til {stated.last_year}."
    for key in _ASKED:
        found = stated_path(stated.parameters, key, (stated.last_year,))
        if isinstance(found, NotComputable):
            yield f"Mangler: {key}. {found.reason}"
