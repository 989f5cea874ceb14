"""`rodtrad forecast save`: keeps a document's premises; editions that are published afterwards pin them."""

import argparse
import getpass
import sys
from pathlib import Path

from rodtrad.interfaces.cli.forecast_check import overview
from rodtrad.interfaces.cli.forecast_files import FileRefused, ReadPremises, read_premises
from rodtrad.interfaces.cli.installation import open_installation

REFUSED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FIL", type=Path, help="forutsetningene i YAML")
    parser.add_argument("--document", metavar="ID", required=True, help="dokumentet som forutsetningene gjelder")
    parser.add_argument("--data", type=Path, metavar="MAPPE", help="mappen der Rødtråd har dataene sine")


def run(options: argparse.Namespace) -> int:
    """Save the premises and say what they hold. 0 done, 1 refused."""
    try:
        read = read_premises(options.file)
    except FileRefused as error:
        print(error, file=sys.stderr)
        return REFUSED
    print(*overview(read.stated), sep="\n")
    print(_save(read, options.document, options.data))
    return 0


def _save(read: ReadPremises, document: str, data: Path | None) -> str:
    with open_installation(data):
        from rodtrad.features.forecasts.selectors.premises import checksum, plain, premises
        from rodtrad.features.forecasts.services.premises import save_premises
        from rodtrad.foundation.access.actors import operator

        stored = premises(document)
        if stored is not None and stored.sha256 == checksum(plain(read.content)):
            return f"Uendret: {document} har de samme forutsetningene fra før (versjon {stored.version})."
        version = stored.version if stored is not None else 0
        by = operator(getpass.getuser())
        saved = save_premises(document, read.content, read.stated.source, version=version, by=by)
        return f"Lagret for {document} som versjon {saved.version}. De gjelder utgaver som publiseres etter dette."
