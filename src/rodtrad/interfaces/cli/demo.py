"""`rodtrad demo`: imports, plans and publishes the demo municipality, and shows it at a local address."""

import json
import sys
from pathlib import Path

from rodtrad.interfaces.cli.arguments import Parser
from rodtrad.interfaces.cli.installation import load_demo, open_installation

DEFAULT_FOLDER = Path("rodtrad-demo")
DEFAULT_PORT = 8350


def _parser() -> Parser:
    parser = Parser(
        prog="rodtrad demo",
        description="Last inn demokommunen Fjellvik, lag og publiser handlings- og økonomiplanen, og vis den.",
    )
    parser.add_argument("--data", type=Path, default=DEFAULT_FOLDER, metavar="MAPPE", help="alt legges under MAPPE")
    parser.add_argument("--no-serve", action="store_true", help="publiser uten å vise; ingenting fortsetter å kjøre")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"port for den lokale adressen ({DEFAULT_PORT})")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="form på svaret (text)")
    return parser


def main(arguments: list[str]) -> int:
    """Run the command. Returns its exit code."""
    options = _parser().parse_args(arguments)
    folder = options.data.absolute()
    _say(f"Fjellvik legges i {folder}")
    with open_installation(folder) as data:
        result = load_demo(data, _say)
    editions = [
        {
            "id": edition.id,
            "title": edition.title,
            "kind": edition.kind,
            "language": edition.language,
            "sha256": edition.sha256,
            **{name: str(path) for name, path in edition.files.items()},
        }
        for edition in result.editions
    ]
    if options.format == "json":
        print(json.dumps({"editions": editions}, ensure_ascii=False), flush=True)
    else:
        for edition in editions:
            print(f"{edition['title']} ({edition['id']})")
            for name in ("html", "pdf", "docx", "xlsx", "json"):
                print(f"  {name:5} {edition[name]}")
    if options.no_serve:
        return 0
    from rodtrad.interfaces.cli.serve import serve

    return serve(folder / "public", options.port, examined=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
