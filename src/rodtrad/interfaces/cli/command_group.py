"""A command with sub-commands (`rodtrad kostra check`): the one that is asked for is imported, and no other."""

import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from rodtrad.interfaces.cli.arguments import WRONG_USE, Parser


@dataclass(frozen=True)
class CommandGroup:
    """`commands` maps a name to its module beside this one and what it does; the module has `add_arguments`, `run`."""

    name: str
    commands: Mapping[str, tuple[str, str]]

    def overview(self) -> str:
        """The text of `rodtrad GROUP --help`."""
        width = max(map(len, self.commands))
        lines = "\n".join(f"  {name:<{width}}  {text}" for name, (_, text) in self.commands.items())
        return (
            f"Bruk: rodtrad {self.name} KOMMANDO [valg]\n\nKommandoer:\n{lines}\n\n"
            f"«rodtrad {self.name} KOMMANDO --help» forklarer valgene til en kommando.\n"
        )

    def main(self, arguments: list[str]) -> int:
        """Run one command. Its exit code: 0 done, 1 findings or refused, 2 wrong use (explained on stderr)."""
        if not arguments or arguments[0] in {"-h", "--help", "help"}:
            print(self.overview(), end="", file=sys.stdout if arguments else sys.stderr)
            return 0 if arguments else WRONG_USE
        name, *rest = arguments
        if name not in self.commands:
            print(
                f"rodtrad {self.name}: kommandoen «{name}» finnes ikke.\n\n{self.overview()}", end="", file=sys.stderr
            )
            return WRONG_USE
        module_name, description = self.commands[name]
        module = importlib.import_module(f"rodtrad.interfaces.cli.{module_name}")
        described = description[0].upper() + description[1:] + "."
        parser = Parser(prog=f"rodtrad {self.name} {name}", description=described)
        module.add_arguments(parser)
        try:
            options = parser.parse_args(rest)
        except SystemExit as stop:
            return int(stop.code or 0)
        return int(module.run(options))
