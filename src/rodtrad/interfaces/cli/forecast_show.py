"""`rodtrad forecast show`: the premises that are stored for a document, as one YAML file that `save` reads again."""

import argparse
import sys
from pathlib import Path

import yaml

from rodtrad.interfaces.cli.installation import open_installation

REFUSED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--document", metavar="ID", required=True, help="dokumentet som forutsetningene gjelder")
    parser.add_argument("--data", type=Path, metavar="MAPPE", help="mappen der Rødtråd har dataene sine")


def run(options: argparse.Namespace) -> int:
    """Write the premises to stdout. 0 done, 1 there are none."""
    with open_installation(options.data):
        from rodtrad.features.forecasts.selectors.premises import premises

        stored = premises(options.document)
    if stored is None:
        print(
            f"{options.document} har ingen forutsetninger. Lagre dem med «rodtrad forecast save FIL --document "
            f"{options.document}».",
            file=sys.stderr,
        )
        return REFUSED
    yaml.safe_dump(stored.content, sys.stdout, allow_unicode=True, sort_keys=False, width=120)
    return 0
