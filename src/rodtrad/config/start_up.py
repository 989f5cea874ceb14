"""What is wrong with an installation when it starts: files against the register, in words for whoever runs it.

The answer is never a reason to stop. What is published is served from its own files, and an import or a publication
refuses by itself what it cannot do.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from rodtrad.config.database_server import DatabaseUnavailable, running_server

DATABASE_FOLDER = "database"
CONNECT_SECONDS = "5"
_CLEARED = "Neste import fjerner dem."
_BACKUP = "Hent den tilbake fra sikkerhetskopien."


def report(data: Path) -> None:
    """Print on stderr what is wrong in an open installation."""
    for problem in examine(data):
        sys.stderr.write(f"rodtrad: {problem}\n")


def examine(data: Path) -> list[str]:
    """What is wrong in an open installation, one sentence each; what could not be looked at is said too."""
    from django.db import DatabaseError

    try:
        return list(_against_register(data))
    except (DatabaseError, OSError, ValueError) as error:
        return [f"Kontrollen av filer mot registeret lot seg ikke gjennomføre ({_first_line(error)})."]


def examine_before_serving(data: Path) -> list[str]:
    """What is wrong with a data folder whose public site is about to be served.

    Looked up in the register where the folder has a database of its own or `DATABASE_URL` names one; else, and when
    the database does not answer, the published files are held against their own checksums.
    """
    if not os.environ.get("DATABASE_URL") and not (data / DATABASE_FOLDER / "PG_VERSION").is_file():
        return _by_checksums(data)
    try:
        with running_server(data / DATABASE_FOLDER) as address:
            return _examine_at(address, data)
    except (DatabaseUnavailable, OSError) as error:
        return [_not_asked(error), *_by_checksums(data)]


def _examine_at(address: str, data: Path) -> list[str]:
    os.environ["DATABASE_URL"] = address
    os.environ.setdefault("PGCONNECT_TIMEOUT", CONNECT_SECONDS)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodtrad.config.settings")
    import django
    from django.db import DatabaseError, connection, connections

    django.setup()
    try:
        connection.ensure_connection()
        return examine(data)
    except DatabaseError as error:
        return [_not_asked(error), *_by_checksums(data)]
    finally:
        connections.close_all()


def _by_checksums(data: Path) -> list[str]:
    from rodtrad.documents.release import served_problems

    return served_problems(data)


def _not_asked(error: Exception) -> str:
    return f"Registeret svarte ikke, så bare de publiserte filene er kontrollert ({_first_line(error)})."


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def _against_register(data: Path) -> Iterator[str]:
    from rodtrad.features.accounts.selectors.files import store_state
    from rodtrad.features.publishing.selectors.editions import published_problems
    from rodtrad.foundation.batches.selectors.raw_files import changed_raw_files, missing_raw_files

    state = store_state(data)
    for name in state.missing:
        yield f"Den registrerte filen {name} mangler. {_BACKUP}"
    for name in state.changed:
        yield f"Den registrerte filen {name} er endret. {_BACKUP}"
    left = len(state.unregistered) + len(state.unfinished)
    if left:
        files = "1 fil" if left == 1 else f"{left} filer"
        yield f"{files} i {data / 'postings'} er igjen etter en avbrutt import. Ingen av dem regnes med. {_CLEARED}"
    for raw in missing_raw_files(data):
        yield f"Kildefilen {raw.origin} ({raw.path}) mangler. {_BACKUP}"
    for raw in changed_raw_files(data):
        yield f"Kildefilen {raw.origin} ({raw.path}) er endret. {_BACKUP}"
    yield from published_problems(data)
