"""What the commands that compute from an extract share: reading the file, or saying why it cannot be read."""

import argparse
import sys
from pathlib import Path

from rodtrad.intake.kostra_accounts import ExtractAccounts, UnreadableExtract, read_accounts
from rodtrad.interfaces.cli.arguments import WRONG_USE
from rodtrad.interfaces.cli.system_errors import reason

REFUSED = 1


def add_file_argument(parser: argparse.ArgumentParser) -> None:
    """The argument FILE."""
    parser.add_argument("file", metavar="FIL", type=Path, help="regnskapsuttrekk (48 tegn per post, ISO-8859-1)")


def read_file(path: Path) -> ExtractAccounts | int:
    """The accounts of the file; or the exit code, after the reason was written to stderr."""
    try:
        content = path.read_bytes()
    except OSError as error:
        print(f"Kan ikke lese {path}: {reason(error)}.", file=sys.stderr)
        return WRONG_USE
    try:
        return read_accounts(content)
    except UnreadableExtract as error:
        print(f"{path} kan ikke beregnes:", *error.problems, sep="\n  ", file=sys.stderr)
        print("Kjør «rodtrad kostra check» for hele kontrollen av filen.", file=sys.stderr)
        return REFUSED
