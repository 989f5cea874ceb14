"""`rodtrad income-system compare`: what if, for every municipality, and how much of the difference each cause makes."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from rodtrad.calculations.income_system.comparison import CAUSES, Comparison, compare
from rodtrad.calculations.income_system.country import Country, country_of
from rodtrad.calculations.income_system.official import OfficialInput
from rodtrad.calculations.income_system.premises import NEED, Premises
from rodtrad.calculations.income_system.scenarios import Scenario
from rodtrad.calculations.income_system.simulation import TOTAL
from rodtrad.facts.income_system.components import components
from rodtrad.interfaces.cli.arguments import WRONG_USE
from rodtrad.interfaces.cli.income_system_files import (
    criteria_input,
    read_amounts,
    read_counts,
    read_grants,
    read_tax,
)
from rodtrad.interfaces.cli.income_system_keys import read_key
from rodtrad.interfaces.cli.income_system_premises import (
    add_parameter_argument,
    add_year_argument,
    ask_for_parameter,
    key_of_year,
    premises_of,
)
from rodtrad.interfaces.cli.income_system_rows import Refused, WrongUse
from rodtrad.interfaces.cli.income_system_scenarios import read_scenario
from rodtrad.values.numbers import format_machine

REFUSED, MOST = 1, 2
COLUMNS = ("municipality", "before_nok", "after_nok", "difference_nok", "difference_nok_per_capita", *CAUSES)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_year_argument(parser)
    files = (
        ("--criteria", True, "kriteriene til alle kommunene: municipality,criterion,count"),
        ("--tax", True, "skatteinngangen til alle kommunene: municipality,population,tax_nok"),
        ("--grants", False, "publiserte beløp: municipality,component,nok"),
        ("--previous", False, "fjorårets rammetilskudd innenfor INGAR: municipality,nok"),
        ("--key", False, "en annen kostnadsnøkkel: criterion,weight"),
    )
    for name, required, text in files:
        parser.add_argument(name, metavar="FIL", type=Path, required=required, help=text)
    add_parameter_argument(parser)
    parser.add_argument(
        "--scenario",
        metavar="FIL",
        type=Path,
        action="append",
        required=True,
        help="scenarioet i YAML. Gis den to ganger, sammenlignes det første med det andre; ellers med filene som de er",
    )
    parser.add_argument("--component", default=TOTAL, metavar="DEL", help="delen som sammenlignes (total)")
    parser.add_argument(
        "--municipality", metavar="NUMMER", action="append", help="bare denne kommunen; kan gis flere ganger"
    )
    parser.add_argument("--format", choices=["csv", "json"], default="csv", help="csv med komma, eller json")


def run(options: argparse.Namespace) -> int:
    """Write one row per municipality to stdout. 0 done, 1 refused, 2 wrong use; what is not computed is on stderr."""
    try:
        premises = premises_of(options.year, options.parameter)
        if options.key is not None:
            premises = premises.with_key(read_key(options.key).weights, str(options.key))
        if len(options.scenario) > MOST:
            raise WrongUse("--scenario kan gis én eller to ganger.")
        country = _country(options, premises)
        read = [
            read_scenario(path, premises.year, country.municipalities, country.criteria) for path in options.scenario
        ]
        before = read[0] if len(read) == MOST else Scenario("filene")
        found = _compared(country, premises, before, read[-1], options)
        rows = list(_rows(found, options.municipality))
    except WrongUse as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except Refused as error:
        print(*error.lines, sep="\n", file=sys.stderr)
        return REFUSED
    _say_what_is_left_out(found, premises)
    if options.format == "json":
        named = [
            {COLUMNS[0]: name} | dict(zip(COLUMNS[1:], map(float, numbers), strict=True)) for name, *numbers in rows
        ]
        answer = {"year": premises.year, "before": before.name, "after": read[-1].name, "component": options.component}
        json.dump(answer | {"rows": named}, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return 0


def _country(options: argparse.Namespace, premises: Premises) -> Country:
    key = tuple(key_of_year(premises, "Utgiftsutjevningen"))
    criteria = criteria_input(read_counts(options.criteria, key, premises.year), key)
    tax = read_tax(options.tax)
    for path, whole in (
        (options.criteria, criteria.national is None),
        (options.tax, tax.national_tax_per_capita is None),
    ):
        if not whole:
            raise Refused([f"{path}: filen har landet (0000). Et scenario trenger alle kommunene, og ikke landet."])
    names, taxed = set(criteria.municipalities), set(tax.municipalities)
    if odd := sorted(names ^ taxed):
        raise Refused(
            [f"{options.criteria} og {options.tax} må ha de samme kommunene. Bare i én av dem: {', '.join(odd)}."]
        )
    parts = [part.id for part in components(premises.year)]
    previous = read_amounts(options.previous) if options.previous is not None else None
    if previous is not None and (absent := [name for name in criteria.municipalities if name not in previous]):
        raise Refused([f"{options.previous}: mangler kommune {', '.join(absent)}."])
    grants = read_grants(options.grants, parts) if options.grants is not None else {}
    return country_of(OfficialInput(criteria, tax, grants, previous))


def _compared(
    country: Country, premises: Premises, before: Scenario, after: Scenario, options: argparse.Namespace
) -> Comparison:
    if before.mergers and before.mergers != after.mergers:
        raise Refused(
            [f"{options.scenario[0]}, nøkkel mergers: det første scenarioet må være uten sammenslåinger, "
             f"eller ha de samme som {options.scenario[-1]}."]
        )  # fmt: skip
    try:
        return compare(country, premises, before, after, options.component)
    except KeyError as error:
        if error.args[0] != options.component:
            raise
        known = compare(country, premises, before, after).components
        raise Refused(
            [f"--component «{options.component}» er ikke beregnet. Velg blant {', '.join(known)}."]
        ) from error


def _rows(found: Comparison, wanted: list[str] | None) -> Iterator[tuple[str, ...]]:
    unknown = [name for name in wanted or () if name not in found.municipalities]
    if unknown:
        raise Refused(
            [f"Kommune {', '.join(unknown)} er ikke i scenarioet. En sammenslått kommune har det nye nummeret."]
        )
    for place, name in enumerate(found.municipalities):
        if wanted and name not in wanted:
            continue
        difference = found.after[place] - found.before[place]
        numbers = (
            found.before[place],
            found.after[place],
            difference,
            difference / found.inhabitants[place],
            *(found.causes[cause][place] for cause in CAUSES),
        )
        yield name, *(format_machine(Decimal(float(number)), 2) for number in numbers)


def _say_what_is_left_out(found: Comparison, premises: Premises) -> None:
    """Which parts the total is without, so that nobody takes it for all of the free income."""
    absent = [part.id for part in components(premises.year) if part.id not in found.components]
    if not absent:
        return
    lines = [f"Summen er uten {', '.join(absent)}. Oppgi publiserte beløp i --grants."]
    if "spending_equalisation" in absent:
        lines.append(ask_for_parameter(NEED, premises.year))
    print(*lines, sep="\n", file=sys.stderr)
