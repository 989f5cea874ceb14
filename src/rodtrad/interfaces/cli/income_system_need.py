"""`rodtrad income-system need`: one municipality's spending need, criterion by criterion.

Takes the long criteria file of `compute`, or a printed table (criterion, weight, national_count, municipal_count and,
where it has them, the columns worked out) with the two populations beside it.
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from rodtrad.calculations.income_system.need import (
    PLACES,
    NeedRow,
    Population,
    TotalRow,
    criterion_index,
    need_rows,
    sector_indices,
)
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.calculations.income_system.printed_need import read_printed
from rodtrad.facts.income_system.keys import POPULATION, national_counts, sector_key
from rodtrad.facts.reader import FactMissing
from rodtrad.interfaces.cli.arguments import WRONG_USE
from rodtrad.interfaces.cli.income_system_files import Counts, read_counts
from rodtrad.interfaces.cli.income_system_keys import GivenSectors, check_sum, read_key
from rodtrad.interfaces.cli.income_system_premises import (
    add_parameter_argument,
    add_year_argument,
    ask_for_parameter,
    key_of_year,
    premises_of,
)
from rodtrad.interfaces.cli.income_system_printed import is_printed, read_printed_table, say_deviations
from rodtrad.interfaces.cli.income_system_rows import COUNTRY, Refused, WrongUse
from rodtrad.values.numbers import format_machine

REFUSED = 1
COLUMNS = tuple(PLACES)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--municipality", metavar="NUMMER", required=True, help="kommunenummer med fire sifre")
    add_year_argument(parser)
    parser.add_argument(
        "--criteria",
        metavar="FIL",
        type=Path,
        required=True,
        help="municipality,criterion,count som for compute, eller criterion,weight,national_count,municipal_count",
    )
    parser.add_argument("--population", metavar="ANTALL", type=_whole, help="folketall i kommunen")
    parser.add_argument("--national-population", metavar="ANTALL", type=_whole, help="folketall i landet")
    parser.add_argument(
        "--key",
        metavar="FIL",
        type=Path,
        help="en annen kostnadsnøkkel: criterion,weight, eller med sector,sector_weight foran",
    )
    parser.add_argument("--by", choices=["criterion", "sector"], default="criterion", help="kriterium eller sektor")
    add_parameter_argument(parser)
    parser.add_argument("--format", choices=["csv", "json"], default="csv", help="csv med komma, eller json")


def run(options: argparse.Namespace) -> int:
    """Write the table to stdout. 0 done, 1 refused, 2 wrong use; remarks go to stderr."""
    try:
        premises = premises_of(options.year, options.parameter)
        if not re.fullmatch(r"\d{4}", options.municipality) or options.municipality == COUNTRY:
            raise WrongUse(f"--municipality «{options.municipality}» er ikke et kommunenummer med fire sifre.")
        rows, total = _table(options, premises)
    except WrongUse as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except Refused as error:
        print(*error.lines, sep="\n", file=sys.stderr)
        return REFUSED
    if total.nok_1000 is None:
        print(f"Kronebeløpene står tomme: {ask_for_parameter('national_need_nok', options.year)}", file=sys.stderr)
    _write([*rows, total], options)
    return 0


def _table(options: argparse.Namespace, premises: Premises) -> tuple[list[NeedRow], TotalRow]:
    if is_printed(options.criteria):
        if options.by == "sector":
            raise WrongUse("--by sector trenger kriteriene som municipality,criterion,count.")
        if options.key is not None:
            raise WrongUse("--key gjelder ikke her: tabellen har vektene i kolonnen weight.")
        return _from_printed(options, premises)
    sectors = None
    if options.key is not None:
        given = read_key(options.key)
        premises, sectors = premises.with_key(given.weights, str(options.key)), given.sectors
    return _from_counts(options, premises, sectors)


def _from_printed(options: argparse.Namespace, premises: Premises) -> tuple[list[NeedRow], TotalRow]:
    population = _population(options, {}, {})
    rows, total = read_printed_table(options.criteria)
    check_sum(options.criteria, tuple(row.weight for row in rows))
    reading = read_printed(rows, total, population, _national_need(premises, population))
    say_deviations(reading, rows, premises)
    return reading.rows, reading.total


def _population(options: argparse.Namespace, own: Mapping[str, Decimal], country: Mapping[str, Decimal]) -> Population:
    """The inhabitants as the options give them, otherwise as the file does. Raises WrongUse when neither does."""
    here = options.population or own.get(POPULATION)
    everywhere = options.national_population or country.get(POPULATION)
    if here is None or everywhere is None:
        wanted = {"--population": here, "--national-population": everywhere}
        absent = [name for name, value in wanted.items() if value is None]
        raise WrongUse(f"Oppgi {' og '.join(absent)}: folketallet står ikke i {options.criteria}.")
    return Population(int(here), int(everywhere))


def _from_counts(
    options: argparse.Namespace, premises: Premises, given: GivenSectors | None
) -> tuple[list[NeedRow], TotalRow]:
    key = key_of_year(premises, "Utgiftsbehovet")
    counts = read_counts(options.criteria, tuple(key), premises.year, population_in_file=False)
    if options.municipality not in counts.by_municipality:
        raise Refused([f"{options.criteria}: kommune {options.municipality} står ikke i filen."])
    own, country = counts.by_municipality[options.municipality], _country(counts, tuple(key), premises.year)
    population = _population(options, own, country)
    zero = [name for name in key if country[name] == 0]
    if zero:
        raise Refused([f"{options.criteria}: {', '.join(zero)} er 0 for hele landet, så indeksen kan ikke regnes ut."])
    indices = {name: criterion_index(own[name], country[name], population) for name in key}
    need = _national_need(premises, population)
    if options.by == "criterion":
        return need_rows(indices, key, population, need)
    return _by_sector(indices, given or _sectors_of(premises), population, need)


def _by_sector(
    indices: Mapping[str, Fraction], sectors: GivenSectors, population: Population, need: Decimal | None
) -> tuple[list[NeedRow], TotalRow]:
    return need_rows(sector_indices(indices, sectors.sub_keys), sectors.weights, population, need)


def _sectors_of(premises: Premises) -> GivenSectors:
    """The year's own sectors. Raises Refused when they are not known, or are another key's."""
    year = premises.year
    other = "Bruk --by criterion, eller oppgi dem i --key med kolonnene sector, sector_weight, criterion og weight."
    try:
        sectors = sector_key(year)
    except FactMissing as error:
        raise Refused([f"Sektorvektene og delkostnadsnøklene for {year} er ikke kjent. {other}"]) from error
    if premises.weights is not None:
        raise Refused([f"Nøkkelen i --key har ingen sektorer. {other}"])
    return GivenSectors(sectors.weights, sectors.sub_keys)


def _national_need(premises: Premises, population: Population) -> Decimal | None:
    try:
        return premises.national_need_nok(population.country).value
    except FactMissing:
        return None


def _country(counts: Counts, criteria: Sequence[str], year: int) -> Mapping[str, Decimal]:
    """The country's rows (0000), or the sum of the municipalities, or the known counts of the year for a single one."""
    if counts.country is not None:
        return counts.country
    names = counts.municipalities
    if len(names) > 1:
        rows = counts.by_municipality
        counted = (POPULATION, *criteria) if all(POPULATION in rows[each] for each in names) else criteria
        return {name: sum((rows[each][name] for each in names), Decimal(0)) for name in counted}
    known = national_counts(year)
    if any(name not in known for name in (POPULATION, *criteria)):
        raise Refused(
            [f"{counts.path}: filen har bare kommune {names[0]}. Legg til landets antall som rader med kommune 0000."]
        )
    return known


def _write(rows: Sequence[NeedRow], options: argparse.Namespace) -> None:
    cells = [(row.criterion, *(_cell(row, column) for column in COLUMNS)) for row in rows]
    header = (options.by, *COLUMNS)
    if options.format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(cells)
        return
    table = [
        {header[0]: name}
        | {column: float(cell) if cell else None for column, cell in zip(COLUMNS, values, strict=True)}
        for name, *values in cells
    ]
    json.dump(
        {"municipality": options.municipality, "year": options.year, "rows": table}, sys.stdout, ensure_ascii=False
    )
    print()


def _cell(row: NeedRow, column: str) -> str:
    shown = row.shown(column)
    if shown is None:
        return ""
    return format_machine(shown, row.index_places if column == "index" else PLACES[column])


def _whole(text: str) -> int:
    digits = re.sub(r"[ \u00a0\u202f]", "", text)
    if not (digits.isascii() and digits.isdecimal() and int(digits)):
        raise ValueError(text)
    return int(digits)
