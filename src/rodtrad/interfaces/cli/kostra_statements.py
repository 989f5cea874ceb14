"""`rodtrad kostra statements FILE --statement 5-4|5-5|5-6|5-8`: a statutory statement of an extract, in NOK 1000.

An extract holds functions and arts of one year. What needs areas, projects or a budget is computed from imported data;
asking an extract for it is answered with the reason.
"""

import argparse
import csv
import json
import sys

from rodtrad.calculations.statements.evaluation import compute
from rodtrad.calculations.statements.statement import Statement
from rodtrad.facts.budget_regulation.statements import statement_fact
from rodtrad.facts.kostra.forms import FormKind
from rodtrad.intake.kostra_accounts import ExtractAccounts
from rodtrad.interfaces.cli.arguments import WRONG_USE
from rodtrad.interfaces.cli.kostra_accounts import add_file_argument, read_file
from rodtrad.interfaces.cli.statement_printing import (
    print_first_year,
    print_lines,
    statement_as_json,
    verified_word,
)
from rodtrad.values.numbers import format_number

STATEMENTS = {"5-4": "5-4-1", "5-4-1": "5-4-1", "5-5": "5-5-1", "5-5-1": "5-5-1", "5-6": "5-6", "5-8": "5-8"}
_NEEDS_MORE = {
    "5-4-2": "andre del fordeler bevilgningene på områdene kommunestyret vedtar, og uttrekket har bare funksjon og art",
    "5-5-2": "andre del fordeler investeringene på prosjekter og områder, og uttrekket har bare funksjon og art",
    "5-9": "oversikten stiller regnskapet mot budsjettet, og uttrekket har ikke budsjett",
    "5-9-1": "oversikten stiller regnskapet mot budsjettet, og uttrekket har ikke budsjett",
    "5-9-2": "oversikten stiller regnskapet mot budsjettet, og uttrekket har ikke budsjett",
}
_COLUMNS = ("statement", "line", "label", "amount_nok1000", "mapping", "verified", "note")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_file_argument(parser)
    parser.add_argument(
        "--statement",
        required=True,
        metavar="5-4|5-5|5-6|5-8",
        choices=sorted({*STATEMENTS, *_NEEDS_MORE}),
        help="5-4 drift, 5-5 investering, 5-6 drift etter art (fra 0A), 5-8 balanse (fra 0B)",
    )
    parser.add_argument("--format", choices=["text", "csv", "json"], default="text")


def run(options: argparse.Namespace) -> int:
    """Write the statement to stdout. 0 done, 1 the file cannot be computed, 2 wrong use."""
    if options.statement in _NEEDS_MORE:
        return _not_computable(
            options.statement,
            f"{_NEEDS_MORE[options.statement]}. Importer regnskap og budsjett med «rodtrad import», og kjør "
            f"«rodtrad statements --statement {options.statement} --year ÅR»",
        )
    accounts = read_file(options.file)
    if isinstance(accounts, int):
        return accounts
    statement_id = STATEMENTS[options.statement]
    wants_balance = statement_fact(statement_id).account_class == "B"
    if wants_balance is not (accounts.form.kind is FormKind.BALANCE):
        wanted = "en balanse (0B, 0D eller tilsvarende)" if wants_balance else "et bevilgningsregnskap (0A, 0C, 0M ...)"
        return _not_computable(
            options.statement, f"filen er skjema {accounts.form.code}, og oversikten trenger {wanted}"
        )
    statement = compute(statement_id, accounts.amounts)
    {"text": _write_text, "csv": _write_csv, "json": _write_json}[options.format](statement, accounts)
    return 0


def _not_computable(statement_id: str, reason: str) -> int:
    print(f"§ {statement_id} kan ikke beregnes fra denne filen fordi {reason}.", file=sys.stderr)
    return WRONG_USE


def _write_text(statement: Statement, accounts: ExtractAccounts) -> None:
    print(f"{statement.title} ({statement.reference})")
    period = f"{accounts.year}, kvartal {accounts.quarter}" if accounts.quarter else str(accounts.year)
    print(f"Skjema {accounts.form.code}, region {accounts.region}, {period}. Beløp i 1000 kr.")
    print_first_year(statement.id, accounts.year)
    print()
    print_lines(statement, format_number)


def _write_csv(statement: Statement, accounts: ExtractAccounts) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for line in statement.lines:
        writer.writerow(
            (
                statement.id,
                line.line,
                line.label,
                line.amounts[0],
                line.certainty.value,
                verified_word(line),
                line.note,
            )
        )
    for unmapped in statement.unmapped:
        code = ":".join(unmapped.key)
        writer.writerow((statement.id, "unmapped", code, unmapped.amounts[0], "unmapped", "", ""))


def _write_json(statement: Statement, accounts: ExtractAccounts) -> None:
    content = {
        "statement": statement.id,
        "title": statement.title,
        "reference": statement.reference,
        "form": accounts.form.code,
        "year": accounts.year,
        "quarter": accounts.quarter or None,
        "region": accounts.region,
        "unit": "NOK 1000",
        **statement_as_json(statement, "amount", lambda row: row[0]),
    }
    print(json.dumps(content, ensure_ascii=False, indent=2))
