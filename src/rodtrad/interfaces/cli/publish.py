"""`rodtrad publish`: a municipality's own budget files become a published, imported document.

Exit code 0 when the document is published (or was already), 1 when something in the files stops it, 2 on wrong use.
"""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rodtrad.intake.issues import FileProblem
from rodtrad.intake.map_reading import MapError, shipped_maps
from rodtrad.interfaces.cli.arguments import WRONG_USE, Parser
from rodtrad.interfaces.cli.publish_report import as_json, as_text
from rodtrad.interfaces.cli.publish_sources import ReadSource, Statement, WrongUse, read_statement, sources

_STOPPED = 1


def _parser() -> Parser:
    parser = Parser(
        prog="rodtrad publish",
        description="Publiser kommunens egne budsjettfiler som importert dokument: web, PDF, Word, Excel, CSV, JSON.",
    )
    parser.add_argument(
        "--source", action="append", required=True, metavar="FIL=KART",
        help=f"en fil og kolonnekartet den leses med; kan gjentas. Kart: en YAML-fil eller {', '.join(shipped_maps())}",
    )  # fmt: skip
    parser.add_argument("--years", required=True, metavar="ÅR", help="planens år: 2013-2016, eller 2013 for ett år")
    parser.add_argument("--title", required=True, metavar="TITTEL", help="dokumentets tittel")
    parser.add_argument("--municipality", required=True, metavar="NAVN", help="kommunens navn")
    parser.add_argument("--number", required=True, metavar="NR", help="kommunenummeret, fire siffer")
    parser.add_argument("--document", metavar="ID", help="dokumentets id i adressen (lages av tittelen)")
    parser.add_argument(
        "--language", choices=["nb", "nn", "en"], default="nb", help="språket i overskrifter og merknader (nb)"
    )
    parser.add_argument("--publisher", metavar="NAVN", help="hvem som publiserer (kommunen)")
    parser.add_argument(
        "--published-at", metavar="TID", help="tidspunktet, for eksempel 2026-11-22T09:00:00+01:00 (nå)"
    )
    for option, text in (
        ("--accept-lines", "ta med linjer med feil slik de kan leses: 12,40-42, eller FIL=12,40-42 ved flere filer"),
        ("--leave-out-lines", "utelat linjer med feil: 12,40-42, eller FIL=12,40-42 ved flere filer"),
    ):
        parser.add_argument(option, action="append", default=[], metavar="LINJER", help=text)
    parser.add_argument("--data", type=Path, metavar="MAPPE", help="mappen der Rødtråd har dataene sine")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="form på svaret (text)")
    return parser


def main(arguments: list[str]) -> int:
    """Run the command. Returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        statement = read_statement(options)
        with ExitStack() as stack:
            read = sources(options.source, options.accept_lines, options.leave_out_lines, stack)
            stopped = [one for one in read if one.shown.stopped]
            if stopped:
                return _answer(as_json("stopped", stopped), as_text("stopped", stopped), options.format)
            return _publish(read, statement, options.data, options.format)
    except (WrongUse, MapError) as error:
        print(f"rodtrad publish: {error}", file=sys.stderr)
        return WRONG_USE
    except FileProblem as problem:
        return _refused(str(problem), options.format)


def _publish(read: list[ReadSource], statement: Statement, data: Path | None, form: str) -> int:
    from rodtrad.interfaces.cli.installation import open_installation

    with open_installation(data) as folder:
        from rodtrad.documents.composer import CompositionError
        from rodtrad.documents.release import AlreadyPublished, Busy
        from rodtrad.features.accounts.services.imports import ImportStopped
        from rodtrad.features.budget.services.refusals import BudgetRefusal
        from rodtrad.interfaces.cli.publish_storing import NotTheSame, publish

        try:
            published = publish(read, statement, folder)
        except (BudgetRefusal, ImportStopped, CompositionError, AlreadyPublished, Busy, NotTheSame) as refusal:
            return _refused(str(refusal), form)
    return _answer(as_json(published.outcome, read, published), as_text(published.outcome, read, published), form)


def _answer(as_data: dict[str, Any], text: str, form: str) -> int:
    print(json.dumps(as_data, ensure_ascii=False) if form == "json" else text, end="\n" if form == "json" else "")
    return _STOPPED if as_data["outcome"] == "stopped" else 0


def _refused(text: str, form: str) -> int:
    print(json.dumps({"outcome": "stopped", "message": text}, ensure_ascii=False) if form == "json" else text)
    return _STOPPED
