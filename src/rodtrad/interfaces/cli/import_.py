"""`rodtrad import`: reads accounts, budgets and plans from a file by a column map, shows what it found, stores it.

Exit code 0 when the file was (or, with --preview, could be) imported, 1 when something stops it, 2 on wrong use.
"""

import json
import sys
from pathlib import Path

from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.issues import FileProblem
from rodtrad.intake.line_list import parse_lines
from rodtrad.intake.map_reading import MapError, load_map, shipped_maps
from rodtrad.intake.parse import parse
from rodtrad.intake.preview import preview
from rodtrad.intake.row_staging import Decisions
from rodtrad.interfaces.cli.arguments import WRONG_USE, Parser
from rodtrad.interfaces.cli.import_report import as_json, as_text
from rodtrad.interfaces.cli.system_errors import reason
from rodtrad.store.parquet import is_data_set_name

_STOPPED = 1


def _parser() -> Parser:
    parser = Parser(prog="rodtrad import", description="Les inn regnskap, budsjett eller økonomiplan fra en fil.")
    parser.add_argument("file", type=Path, metavar="FIL", help="CSV, XLSX, ODS eller KOSTRA-uttrekk")
    parser.add_argument(
        "--map", required=True, metavar="KART", help=f"fil med kolonnekart, eller {', '.join(shipped_maps())}"
    )
    parser.add_argument("--preview", action="store_true", help="vis hva importen ville gjort, uten å lagre noe")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="form på svaret (text)")
    parser.add_argument(
        "--accept-lines", default="", metavar="LINJER", help="ta med linjer med feil slik de kan leses: 12,40-42"
    )
    parser.add_argument("--leave-out-lines", default="", metavar="LINJER", help="utelat linjer med feil: 12,40-42")
    parser.add_argument("--data-set", metavar="NAVN", help="datasettet filen hører til (kartets navn)")
    parser.add_argument(
        "--replace", action="store_true", help="erstatt det datasettet har fra før for de samme årene og slagene"
    )
    parser.add_argument("--data", type=Path, metavar="MAPPE", help="mappen der Rødtråd har dataene sine")
    return parser


def main(arguments: list[str]) -> int:
    """Run the command. Returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        column_map = load_map(options.map)
        accepted = parse_lines(options.accept_lines) if options.accept_lines else frozenset()
        left_out = parse_lines(options.leave_out_lines) if options.leave_out_lines else frozenset()
    except MapError as error:
        return _wrong(str(error))
    except ValueError as error:
        return _wrong(f"«{error}» er ikke linjer. Skriv for eksempel 12,40-42.")
    if accepted & left_out:
        both = ", ".join(map(str, sorted(accepted & left_out)[:10]))
        return _wrong(f"Linje {both} står både i --accept-lines og --leave-out-lines.")
    if options.data_set is not None and not is_data_set_name(options.data_set):
        return _wrong(f"«{options.data_set}» kan ikke være navnet på et datasett. Bruk bokstaver, tall og bindestrek.")
    try:
        fetched = fetch_file(options.file)
    except OSError as error:
        return _wrong(f"Kan ikke lese {options.file}: {reason(error)}.")
    try:
        decisions = Decisions(accepted, left_out)
        with parse(fetched, column_map, decisions) as staged:
            shown = preview(staged)
            outcome, message = "stopped", None
            if options.preview:
                outcome = "stopped" if shown.stopped else "preview"
            elif not shown.stopped:
                from rodtrad.interfaces.cli.import_storing import store

                outcome, message = store(staged, options.data, options.data_set, decisions, replace=options.replace)
    except FileProblem as problem:
        return _problem(str(problem), options.format)
    if options.format == "json":
        print(json.dumps(as_json(shown, outcome, message), ensure_ascii=False, indent=2))
    else:
        print(as_text(shown, outcome, message), end="")
    return _STOPPED if outcome in ("stopped", "conflict") else 0


def _problem(text: str, form: str) -> int:
    print(json.dumps({"outcome": "stopped", "message": text}, ensure_ascii=False) if form == "json" else text)
    return _STOPPED


def _wrong(text: str) -> int:
    print(f"rodtrad import: {text}", file=sys.stderr)
    return WRONG_USE
