"""`rodtrad income-system compute`: equalisation and grants in exact øre for the municipalities of the files."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from rodtrad.calculations.income_system.exact import ORE
from rodtrad.calculations.income_system.official import (
    FREE_INCOME,
    INCOME_EQUALISATION,
    Lacks,
    Missing,
    OfficialInput,
    Outcome,
    compute_official,
)
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.facts.income_system.components import components
from rodtrad.facts.income_system.parameters import district_north_rates
from rodtrad.interfaces.cli.arguments import WRONG_USE
from rodtrad.interfaces.cli.income_system_files import (
    criteria_input,
    read_amounts,
    read_counts,
    read_grants,
    read_north,
    read_tax,
)
from rodtrad.interfaces.cli.income_system_keys import read_key
from rodtrad.interfaces.cli.income_system_premises import (
    add_parameter_argument,
    add_year_argument,
    asks_for,
    key_of_year,
    premises_of,
)
from rodtrad.interfaces.cli.income_system_rows import Refused, WrongUse
from rodtrad.values.numbers import format_machine

COLUMNS = ("municipality", "component", "nok", "nok_per_capita")
PER_CAPITA_PLACES = 4
REFUSED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_year_argument(parser)
    files = (
        ("--criteria", "kriteriene: municipality,criterion,count, med criterion population; 0000 er landet"),
        ("--tax", "skatteinngangen: municipality,population,tax_nok; 0000 er landet"),
        ("--grants", "publiserte beløp: municipality,component,nok"),
        ("--previous", "fjorårets rammetilskudd innenfor INGAR, korrigert for oppgaver: municipality,nok"),
        ("--district-north", "sone og folketall for distriktstilskudd Nord-Norge: municipality,zone,population"),
        ("--key", "en annen kostnadsnøkkel: criterion,weight"),
    )
    for name, text in files:
        parser.add_argument(name, metavar="FIL", type=Path, help=text)
    add_parameter_argument(parser)
    parser.add_argument("--details", action="store_true", help="ta med delene av inntektsutjevningen, rad for rad")
    parser.add_argument("--format", choices=["csv", "json"], default="csv", help="csv med komma, eller json")


def run(options: argparse.Namespace) -> int:
    """Write the amounts to stdout. 0 done, 1 refused, 2 wrong use; what is not computed is said on stderr."""
    try:
        premises = premises_of(options.year, options.parameter)
        if not any((options.criteria, options.tax, options.grants, options.district_north)):
            raise WrongUse("Oppgi minst én av --criteria, --tax, --grants og --district-north.")
        if options.key is not None:
            premises = premises.with_key(read_key(options.key).weights, str(options.key))
        outcome = compute_official(_read(options, premises), premises)
        _say_what_is_missing(options, outcome)
    except WrongUse as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except Refused as error:
        print(*error.lines, sep="\n", file=sys.stderr)
        return REFUSED
    rows = list(_rows(outcome, options.details))
    if options.format == "json":
        json.dump(_document(outcome, rows), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return 0


def _read(options: argparse.Namespace, premises: Premises) -> OfficialInput:
    parts = components(premises.year)
    criteria = None
    if options.criteria is not None:
        key = tuple(key_of_year(premises, "Utgiftsutjevningen"))
        criteria = criteria_input(read_counts(options.criteria, key, premises.year), key)
    previous = read_amounts(options.previous) if options.previous is not None else None
    if previous is not None and criteria is not None:
        absent = [name for name in criteria.municipalities if name not in previous]
        if absent:
            raise Refused([f"{options.previous}: mangler kommune {', '.join(absent)}."])
    return OfficialInput(
        criteria,
        read_tax(options.tax) if options.tax is not None else None,
        read_grants(options.grants, [part.id for part in parts]) if options.grants is not None else {},
        previous,
        read_north(options.district_north, district_north_rates()) if options.district_north is not None else None,
    )


def _say_what_is_missing(options: argparse.Namespace, outcome: Outcome) -> None:
    """Explain on stderr. Raises Refused when a file lacks another beside it, or nothing was computed."""
    files = {
        "spending_equalisation": options.criteria,
        INCOME_EQUALISATION: options.tax,
        "ingar": options.previous,
        "district_north": options.district_north,
    }
    asked = [missing for missing in outcome.missing if files.get(missing.component) is not None]
    lines = [asks_for(missing, outcome.year) for missing in asked]
    if not outcome.amounts:
        raise Refused(lines or [asks_for(missing, outcome.year) for missing in outcome.missing])
    if any(missing.lacks is Lacks.INPUT for missing in asked):
        raise Refused([*lines, "Resten kan beregnes uten den filen, eller med de publiserte beløpene i --grants."])
    others = [missing.component for missing in outcome.missing if missing not in asked]
    if others:
        lines.append(
            f"Ikke med: {', '.join(others)}. Rammetilskudd og frie inntekter summeres først når alle delene er "
            "beregnet eller oppgitt i --grants."
        )
    print(*lines, sep="\n", end="\n" if lines else "", file=sys.stderr)


def _rows(outcome: Outcome, details: bool) -> Iterator[tuple[str, str, str, str]]:
    amounts = {**outcome.amounts, **(outcome.tax_parts if details else {})}
    municipalities = dict.fromkeys(name for part in amounts.values() for name in part)
    for name in municipalities:
        for component, part in amounts.items():
            if name in part:
                people = outcome.population[component].get(name)
                nok = Decimal(part[name]) / ORE
                per_capita = format_machine(nok / people, PER_CAPITA_PLACES) if people else ""
                yield name, component, format_machine(nok, 2), per_capita


def _document(outcome: Outcome, rows: list[tuple[str, str, str, str]]) -> dict[str, object]:
    """The amounts with what explains them: premises with source, national sums, and what is missing and why."""
    return {
        "year": outcome.year,
        "rows": [
            {
                "municipality": name,
                "component": component,
                "nok": float(nok),
                "nok_per_capita": float(per_capita) if per_capita else None,
            }
            for name, component, nok, per_capita in rows
        ],
        "national_sums_nok": {
            component: float(Decimal(sum(part.values())) / ORE)
            for component, part in outcome.amounts.items()
            if component != FREE_INCOME
        },
        "premises": [
            {"name": used.name, "value": str(used.value), "source": used.source, "certainty": used.certainty}
            for used in outcome.premises
        ],
        "missing": [_missing(missing, outcome.year) for missing in outcome.missing],
    }


def _missing(missing: Missing, year: int) -> dict[str, object]:
    return {"component": missing.component, "needs": list(missing.names), "text": asks_for(missing, year)}
