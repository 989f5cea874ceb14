"""The entry point: names the commands and hands over to the one that was asked for.

Nothing else is imported before that, so `rodtrad --help` and the KOSTRA commands start without the web framework.
Exit codes: 0 done, 1 something was found or refused, 2 wrong use.
"""

import importlib
import sys
from typing import TextIO

from rodtrad import __version__
from rodtrad.interfaces.cli.installation import InstallationProblem

COMMANDS = {
    "demo": ("demo", "last inn demokommunen Fjellvik, publiser planen og vis den"),
    "forecast": ("forecast", "kontroller, lagre og vis forutsetningene for framskrivingen"),
    "import": ("import_", "les inn regnskap og budsjett fra en fil"),
    "income-system": ("income_system", "beregn inntektssystemet: utgiftsbehov, utjevning og tilskudd"),
    "kostra": ("kostra", "kontroller et KOSTRA-uttrekk, beregn nøkkeltall og oppstillinger"),
    "publish": ("publish", "publiser en importert plan som importert dokument"),
    "serve": ("serve", "vis publiserte dokumenter på en lokal adresse"),
    "statements": ("statements", "beregn lovpålagte oversikter av importert regnskap og budsjett"),
    "where": ("where", "finn formelen, faktaene, testene og blokkene bak et begrep"),
}

WRONG_USE = 2


def overview() -> str:
    """The text of `rodtrad --help`."""
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:<{width}}  {text}" for name, (_, text) in sorted(COMMANDS.items()))
    return (
        "Bruk: rodtrad KOMMANDO [valg]\n\n"
        "Rødtråd fører tråden fra mål, gjennom budsjett og økonomiplan, til det innbyggerne leser.\n\n"
        f"Kommandoer:\n{lines}\n\n"
        "«rodtrad KOMMANDO --help» forklarer valgene til en kommando.\n"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns its exit code; wrong use is explained on stderr and gives 2."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview(), end="", file=sys.stdout if words else sys.stderr)
        return 0 if words else WRONG_USE
    if words[0] == "--version":
        print(f"rodtrad {__version__}")
        return 0
    if words[0] not in COMMANDS:
        print(f"rodtrad: kommandoen «{words[0]}» finnes ikke.\n\n{overview()}", end="", file=sys.stderr)
        return WRONG_USE
    module = importlib.import_module(f"rodtrad.interfaces.cli.{COMMANDS[words[0]][0]}")
    try:
        return int(module.main(words[1:]))
    except InstallationProblem as problem:
        print(f"rodtrad {words[0]}: {problem}", file=sys.stderr)
        return problem.code
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130


def _write_utf8(stream: TextIO) -> None:
    """Figures and messages are UTF-8 whatever the locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
