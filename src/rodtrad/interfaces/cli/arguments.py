"""Command-line arguments whose help and errors are in Norwegian."""

import argparse
import re
import sys
from typing import NoReturn

WRONG_USE = 2
_ERRORS = (
    (r"the following arguments are required: (.+)", r"Mangler: \1."),
    (r"unrecognized arguments: (.+)", r"Ukjent argument: \1."),
    (r"argument (\S+).*: expected one argument", r"\1 trenger en verdi."),
    (r"argument (\S+).*: expected at least one argument", r"\1 trenger minst én verdi."),
    (r"argument (\S+).*: invalid choice: '(.*)' \(choose from (.+)\)", r"\1 kan ikke være «\2». Velg blant \3."),
    (r"argument (\S+).*: invalid \S+ value: '(.*)'", r"\1 kan ikke være «\2»."),
    (r"argument (\S+).*: not allowed with argument (\S+)", r"\1 kan ikke brukes sammen med \2."),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 er tvetydig: \2."),
    (r"one of the arguments (.+) is required", r"Oppgi én av \1."),
)
_HEADINGS = {"usage: ": "Bruk: ", "positional arguments": "argumenter", "options": "valg"}


class Parser(argparse.ArgumentParser):
    """An argument parser that explains wrong use in Norwegian on stderr and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is used."""
        for pattern, norwegian in _ERRORS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, norwegian, message)
                break
        print(f"{self.prog}: {message}", file=sys.stderr)
        print(self.format_usage(), end="", file=sys.stderr)
        raise SystemExit(WRONG_USE)

    def format_usage(self) -> str:
        """The usage line."""
        return _translated(super().format_usage())

    def format_help(self) -> str:
        """The whole help."""
        return _translated(super().format_help()).replace(
            "show this help message and exit", "vis denne hjelpen og avslutt"
        )


def _translated(text: str) -> str:
    for english, norwegian in _HEADINGS.items():
        text = re.sub(rf"^{english}", norwegian, text, flags=re.MULTILINE)
    return text
