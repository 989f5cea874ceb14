"""`rodtrad kostra key-figures FILE`: every key figure of an extract, one a line, as Statistics Norway names them."""

import argparse
import csv
import sys

from rodtrad.calculations.kostra.key_figures.evaluation import compute_key_figures
from rodtrad.facts.kostra.key_figures.definitions import Edition
from rodtrad.interfaces.cli.kostra_accounts import add_file_argument, read_file

COLUMNS = ("function_or_group", "account_class", "concept", "amount_nok1000")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_file_argument(parser)
    parser.add_argument(
        "--definitions",
        choices=[edition.value for edition in Edition],
        default=Edition.CURRENT.value,
        help="2016: SSBs siste publiserte definisjoner, art for art; current: de samme som intervaller, for alle år",
    )
    parser.add_argument("--format", choices=["csv"], default="csv", help="csv med komma, UTF-8 (beløp i 1000 kr)")


def run(options: argparse.Namespace) -> int:
    """Write the figures to stdout. 0 done, 1 the file cannot be computed, 2 wrong use."""
    accounts = read_file(options.file)
    if isinstance(accounts, int):
        return accounts
    figures = compute_key_figures(accounts.amounts, Edition(options.definitions))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((cell.unit, cell.account_class, cell.concept, amount) for cell, amount in figures)
    return 0
