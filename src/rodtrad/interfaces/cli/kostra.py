"""`rodtrad kostra check | key-figures | statements`: works on accounting extracts without the web framework.

The command that is asked for is imported, and no other.
"""

import importlib
import sys
from typing import TextIO

from rodtrad.interfaces.cli.arguments import WRONG_USE, Parser

COMMANDS = {
    "check": ("kostra_check", "kontroller et uttrekk som SSB gjør før det sendes"),
    "key-figures": ("kostra_key_figures", "beregn nøkkeltall per begrep, funksjon og tjenesteområde"),
    "statements": ("kostra_statements", "beregn de lovpålagte regnskapsoversiktene"),
}


def overview() -> str:
    """The text of `rodtrad kostra --help`."""
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:<{width}}  {text}" for name, (_, text) in COMMANDS.items())
    return (
        f"Bruk: rodtrad kostra KOMMANDO [valg]\n\nKommandoer:\n{lines}\n\n"
        "«rodtrad kostra KOMMANDO --help» forklarer valgene til en kommando.\n"
    )


def main(arguments: list[str]) -> int:
    """Run one command. Its exit code: 0 done, 1 findings or refused, 2 wrong use (explained on stderr)."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(overview(), end="", file=sys.stdout if arguments else sys.stderr)
        return 0 if arguments else WRONG_USE
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"rodtrad kostra: kommandoen «{name}» finnes ikke.\n\n{overview()}", end="", file=sys.stderr)
        return WRONG_USE
    module_name, description = COMMANDS[name]
    module = importlib.import_module(f"rodtrad.interfaces.cli.{module_name}")
    parser = Parser(prog=f"rodtrad kostra {name}", description=description[0].upper() + description[1:] + ".")
    module.add_arguments(parser)
    try:
        options = parser.parse_args(rest)
    except SystemExit as stop:
        return int(stop.code or 0)
    _write_utf8(sys.stdout)
    return int(module.run(options))


def _write_utf8(stream: TextIO) -> None:
    """Findings and figures are UTF-8 whatever the locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
