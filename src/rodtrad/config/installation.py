"""Opening an installation from the command line: its data folder, its database and Django, ready to be used."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from rodtrad.config.database_server import DatabaseUnavailable, running_server
from rodtrad.config.start_up import DATABASE_FOLDER, report
from rodtrad.interfaces.cli.installation import InstallationProblem
from rodtrad.interfaces.cli.system_errors import reason

DEFAULT_FOLDER = "rodtrad-data"
_REFUSED, _WRONG_USE, _SIGNALLED = 1, 2, 128


@contextlib.contextmanager
def open_installation(data: Path | None = None) -> Iterator[Path]:
    """Yield the data folder while its database answers and its tables are up to date; files are checked on stderr.

    `data` is the folder; without it `RODTRAD_DATA` or `rodtrad-data` where we stand. `DATABASE_URL` names an external
    server. Raises InstallationProblem. Must be the first use of Django in the process.
    """
    folder = _usable((data or Path(os.environ.get("RODTRAD_DATA", DEFAULT_FOLDER))).absolute())
    os.environ["RODTRAD_DATA"] = str(folder)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_stopped_in_order())
        try:
            address = stack.enter_context(running_server(folder / DATABASE_FOLDER))
        except DatabaseUnavailable as error:
            raise InstallationProblem(str(error), _REFUSED) from error
        os.environ["DATABASE_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodtrad.config.settings")
        import django
        from django.core.management import call_command
        from django.db import OperationalError, connections

        django.setup()
        try:
            try:
                connections["default"].ensure_connection()
            except OperationalError as error:
                raise InstallationProblem(_silent(address, error), _REFUSED) from error
            call_command("migrate", interactive=False, verbosity=0)
            report(folder)
            yield folder
        finally:
            connections.close_all()


@contextlib.contextmanager
def _stopped_in_order() -> Iterator[None]:
    """Let a request to end (SIGTERM) leave through the same doors as Ctrl+C: the database is stopped first."""
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(_SIGNALLED + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _usable(folder: Path) -> Path:
    """The data folder, made when it is missing, if files can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        why = "det er en fil, ikke en mappe"
    except OSError as error:
        why = reason(error)
    else:
        if os.access(folder, os.W_OK | os.X_OK):
            return folder
        why = "du kan ikke skrive i den"
    raise InstallationProblem(f"Kan ikke bruke mappen {folder}: {why}. Oppgi en annen mappe med --data.", _WRONG_USE)


def _silent(address: str, error: Exception) -> str:
    """That the database does not answer, without the password of its address."""
    parts = urlsplit(address)
    where = f"{parts.hostname or 'den lokale kontakten'}{f':{parts.port}' if parts.port else ''}{parts.path}"
    return f"Databasen {where} svarer ikke. Sjekk DATABASE_URL, og at serveren kjører.\n{str(error).strip()}"
