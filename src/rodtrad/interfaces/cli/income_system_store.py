"""`rodtrad income-system store`: keeps every municipality's figures of a year, for a document's blocks to compute with.

The files are those of `compute`. What is stored is pinned in the editions that are published afterwards.
"""

import argparse
import getpass
import re
import sys
from fractions import Fraction
from pathlib import Path

from rodtrad.calculations.income_system.income_steps import StepKind
from rodtrad.calculations.income_system.need import rounded
from rodtrad.calculations.ledger import NotComputable
from rodtrad.features.forecasts.income_data import IncomeData, IncomeDataWrong
from rodtrad.features.forecasts.income_view import IncomeView
from rodtrad.interfaces.cli.arguments import WRONG_USE
from rodtrad.interfaces.cli.income_system_files import criteria_input, read_counts, read_tax
from rodtrad.interfaces.cli.income_system_keys import read_key
from rodtrad.interfaces.cli.income_system_premises import (
    add_parameter_argument,
    add_year_argument,
    key_of_year,
    premises_of,
)
from rodtrad.interfaces.cli.income_system_rows import COUNTRY, Refused, WrongUse
from rodtrad.interfaces.cli.installation import open_installation
from rodtrad.values.numbers import format_number

REFUSED = 1
_ORE = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--document", metavar="ID", required=True, help="dokumentet som skal vise tallene")
    parser.add_argument("--municipality", metavar="NUMMER", required=True, help="kommunen som dokumentet er for")
    add_year_argument(parser)
    parser.add_argument(
        "--criteria", metavar="FIL", type=Path, help="alle kommuners kriterier: municipality,criterion,count"
    )
    parser.add_argument("--tax", metavar="FIL", type=Path, help="alle kommuners skatt: municipality,population,tax_nok")
    parser.add_argument(
        "--source", metavar="TEKST", required=True, help="hvor tallene kommer fra, slik leseren ser det"
    )
    parser.add_argument("--key", metavar="FIL", type=Path, help="en annen kostnadsnøkkel: criterion,weight")
    add_parameter_argument(parser)
    parser.add_argument("--data", type=Path, metavar="MAPPE", help="mappen der Rødtråd har dataene sine")


def run(options: argparse.Namespace) -> int:
    """Store the figures and say what they come to. 0 done, 1 refused, 2 wrong use."""
    try:
        figures = _figures(options)
        _store(options, figures)
    except WrongUse as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except Refused as error:
        print(*error.lines, sep="\n", file=sys.stderr)
        return REFUSED
    except IncomeDataWrong as error:
        print(error, file=sys.stderr)
        return REFUSED
    for line in _said(IncomeView(figures)):
        print(line)
    print(f"Lagret for {options.document}. Tallene kommer med i utgaver som publiseres etter dette.")
    return 0


def _figures(options: argparse.Namespace) -> IncomeData:
    if not re.fullmatch(r"\d{4}", options.municipality) or options.municipality == COUNTRY:
        raise WrongUse(f"--municipality «{options.municipality}» er ikke et kommunenummer med fire sifre.")
    if not options.source.strip():
        raise WrongUse("--source er tom. Skriv hvor tallene kommer fra, for eksempel «Grønt hefte 2026».")
    if options.criteria is None and options.tax is None:
        raise WrongUse("Oppgi minst én av --criteria og --tax.")
    premises = premises_of(options.year, options.parameter)
    if options.key is not None:
        premises = premises.with_key(read_key(options.key).weights, str(options.key))
    criteria = None
    if options.criteria is not None:
        key = tuple(key_of_year(premises, "Utgiftsbehovet"))
        criteria = criteria_input(read_counts(options.criteria, key, premises.year), key)
    tax = read_tax(options.tax) if options.tax is not None else None
    return IncomeData(options.municipality, options.source.strip(), criteria, tax, premises)


def _store(options: argparse.Namespace, figures: IncomeData) -> None:
    with open_installation(options.data) as folder:
        from rodtrad.features.forecasts.selectors.income_system import income_system
        from rodtrad.features.forecasts.services.income_system import save_income_system
        from rodtrad.foundation.access.actors import operator
        from rodtrad.intake.fetch import fetch_file

        files = [fetch_file(path) for path in (options.criteria, options.tax, options.key) if path is not None]
        stored = income_system(options.document)
        version = stored.version if stored else 0
        save_income_system(options.document, figures, files, folder, version=version, by=operator(getpass.getuser()))


def _said(view: IncomeView) -> list[str]:
    """What the blocks will show, or what they lack."""
    where = f"{view.data.municipality}, {view.data.year}"
    lines = []
    if isinstance(view.need, NotComputable):
        lines.append(f"{where}: utgiftsbehovet vises ikke. {view.need.reason}")
    else:
        index = rounded(100 * view.need.total.index, 2)
        lines.append(f"{where}: utgiftsbehovet er {format_number(index, 2)}, der landet er 100.")
        if view.need.national_need is None:
            lines.append(
                "Kronebeløpene vises ikke: landets utgiftsbehov er ikke kjent for året. Oppgi det med "
                "--parameter national_need_per_capita=VERDI@KILDE."
            )
    if isinstance(view.steps, NotComputable):
        lines.append(f"{where}: inntektsutjevningen vises ikke. {view.steps.reason}")
    else:
        net = rounded((view.steps[StepKind.NET].value or Fraction(0)) / _ORE, 0)
        lines.append(f"{where}: inntektsutjevningen er {format_number(net, signed=True)} kr.")
    return lines
