"""`rodtrad income-system parameters`: what is known of a year, with source and certainty, and what must be entered."""

import argparse
import csv
import sys
from collections.abc import Iterator

from rodtrad.facts.income_system.keys import cost_key, sector_key
from rodtrad.facts.income_system.parameters import district_north_rates, parameter_definitions
from rodtrad.facts.reader import DatedFact, FactMissing
from rodtrad.interfaces.cli.income_system_premises import add_year_argument

COLUMNS = ("parameter", "value", "certainty", "source")
UNKNOWN = "unknown"
NO_SOURCE = "ingen verdi med kilde: oppgi den publiserte"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_year_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write one line per parameter, weight and rate to stdout; always 0."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, definition in parameter_definitions().items():
        writer.writerow(_line(name, definition.dated, options.year))
    for dated in district_north_rates().values():
        writer.writerow(_line(dated.name, dated, options.year))
    writer.writerows(_key(options.year))
    return 0


def _line(name: str, dated: DatedFact, year: int) -> tuple[str, str, str, str]:
    try:
        fact = dated.at(year)
    except FactMissing:
        return name, "", UNKNOWN, NO_SOURCE
    return name, fact.text, fact.certainty.value, fact.source


def _key(year: int) -> Iterator[tuple[str, str, str, str]]:
    try:
        key = cost_key(year)
    except FactMissing:
        yield "cost_key", "", UNKNOWN, NO_SOURCE
        return
    for criterion, weight in key.weights.items():
        yield f"weight.{criterion}", str(weight), key.origin.certainty.value, key.origin.source
    try:
        sectors = sector_key(year)
    except FactMissing:
        yield "sector_key", "", UNKNOWN, NO_SOURCE
        return
    for sector, weight in sectors.weights.items():
        yield f"sector_weight.{sector}", str(weight), sectors.origin.certainty.value, sectors.origin.source
