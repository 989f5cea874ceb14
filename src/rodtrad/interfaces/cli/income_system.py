"""`rodtrad income-system compute | need | parameters`: the income system from files, without the web framework.

The command that is asked for is imported, and no other.
"""

import importlib
import sys
from typing import TextIO

from rodtrad.interfaces.cli.arguments import WRONG_USE, Parser

COMMANDS = {
    "compute": ("income_system_compute", "beregn utjevning og tilskudd for alle kommunene i filene"),
    "need": ("income_system_need", "vis utgiftsbehovet til én kommune, kriterium for kriterium"),
    "parameters": ("income_system_parameters", "vis satser, vekter og beløp for et år, med kilde, og hva som mangler"),
}


def overview() -> str:
    """The text of `rodtrad income-system --help`."""
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:<{width}}  {text}" for name, (_, text) in COMMANDS.items())
    return (
        f"Bruk: rodtrad income-system KOMMANDO [valg]\n\nKommandoer:\n{lines}\n\n"
        "«rodtrad income-system KOMMANDO --help» forklarer valgene til en kommando.\n"
    )


def main(arguments: list[str]) -> int:
    """Run one command. Its exit code: 0 done, 1 refused (explained on stderr), 2 wrong use (explained on stderr)."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(overview(), end="", file=sys.stdout if arguments else sys.stderr)
        return 0 if arguments else WRONG_USE
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"rodtrad income-system: kommandoen «{name}» finnes ikke.\n\n{overview()}", end="", file=sys.stderr)
        return WRONG_USE
    module_name, description = COMMANDS[name]
    module = importlib.import_module(f"rodtrad.interfaces.cli.{module_name}")
    parser = Parser(prog=f"rodtrad income-system {name}", description=description[0].upper() + description[1:] + ".")
    module.add_arguments(parser)
    try:
        options = parser.parse_args(rest)
    except SystemExit as stop:
        return int(stop.code or 0)
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)
    return int(module.run(options))


def _write_utf8(stream: TextIO) -> None:
    """Figures and messages are UTF-8 whatever the locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
