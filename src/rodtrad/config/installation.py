"""Opening an installation from the command line: its data folder, its database and Django, ready to be used."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from rodtrad.config.database_server import running_server
from rodtrad.config.start_up import DATABASE_FOLDER, report

DEFAULT_FOLDER = "rodtrad-data"


@contextlib.contextmanager
def open_installation(data: Path | None = None) -> Iterator[Path]:
    """Yield the data folder while its database answers and its tables are up to date; files are checked on stderr.

    `data` is the folder; without it `RODTRAD_DATA` or `rodtrad-data` where we stand. `DATABASE_URL` names an external
    server. Raises DatabaseUnavailable. Must be the first use of Django in the process.
    """
    folder = (data or Path(os.environ.get("RODTRAD_DATA", DEFAULT_FOLDER))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["RODTRAD_DATA"] = str(folder)
    with running_server(folder / DATABASE_FOLDER) as address:
        os.environ["DATABASE_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodtrad.config.settings")
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        try:
            call_command("migrate", interactive=False, verbosity=0)
            report(folder)
            yield folder
        finally:
            connections.close_all()
