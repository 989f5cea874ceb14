"""`rodtrad serve`: shows published documents at a local address, from files only."""

import os
import socket
import sys
from pathlib import Path

from rodtrad.interfaces.cli.arguments import Parser
from rodtrad.interfaces.cli.installation import examine_before_serving
from rodtrad.interfaces.cli.main import WRONG_USE
from rodtrad.interfaces.cli.system_errors import reason

PUBLIC = "public"
DEFAULT_PORT = 8350
DEFAULT_ADDRESS = "127.0.0.1"
REFUSED = 1


def _parser() -> Parser:
    parser = Parser(prog="rodtrad serve", description="Vis publiserte dokumenter på en lokal adresse.")
    parser.add_argument("folder", type=Path, metavar="MAPPE", help="datamappen, eller mappen «public» i den")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"port ({DEFAULT_PORT}); 0 velger en ledig")
    parser.add_argument("--address", default=DEFAULT_ADDRESS, metavar="IP", help=f"adresse ({DEFAULT_ADDRESS})")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="antall prosesser (1)")
    return parser


def served_folder(folder: Path) -> Path | None:
    """The published tree for a data folder or for the tree itself; None when nothing has been published there."""
    for candidate in (folder / PUBLIC, folder):
        if (candidate / "index.html").is_file():
            return candidate
    return None


def serve(
    folder: Path,
    port: int = DEFAULT_PORT,
    *,
    address: str = DEFAULT_ADDRESS,
    workers: int = 1,
    examined: bool = False,
) -> int:
    """Serves a published tree until it is stopped. Returns the exit code.

    What is wrong with the published files is said first, and stops nothing; `examined` says that it was just done.
    """
    tree = served_folder(folder)
    if tree is None:
        _say(f"rodtrad serve: fant ingen publiserte dokumenter i {folder}. Publiser først, eller oppgi en annen mappe.")
        return WRONG_USE
    if not examined and tree.name == PUBLIC:
        for problem in examine_before_serving(tree.absolute().parent):
            _say(f"rodtrad serve: {problem}")
    try:
        port = _free_port(address, port)
    except OSError as error:
        _say(f"rodtrad serve: kan ikke bruke {address}:{port} ({reason(error)}). Velg en annen port med --port.")
        return REFUSED
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    from rodtrad.interfaces.public_site.app import FOLDER_VARIABLE

    os.environ[FOLDER_VARIABLE] = str(tree.absolute())
    _say(f"Dokumentene vises på http://{address}:{port}/ (stopp med Ctrl+C)")
    Granian(
        "rodtrad.interfaces.public_site.app:from_environment",
        factory=True,
        address=address,
        port=port,
        workers=workers,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
    ).serve()
    return 0


def _free_port(address: str, port: int) -> int:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address, port))
        return int(probe.getsockname()[1])


def main(arguments: list[str]) -> int:
    """Run the command. Returns its exit code."""
    options = _parser().parse_args(arguments)
    return serve(options.folder, options.port, address=options.address, workers=options.workers)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
