"""Runs the tests marked `database` against a real PostgreSQL server, started here from Debian's package.

A server that DATABASE_URL names is used as it is.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rodtrad.config import database_server
from tests.prerequisites import postgresql


def run_tests(address: str, arguments: list[str]) -> int:
    """Run the marked tests with the database at `address`."""
    command = [sys.executable, "-m", "pytest", "-m", "database", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode


def main(arguments: list[str]) -> int:
    """Find or start the server and run the tests."""
    external = os.environ.get("DATABASE_URL")
    if external:
        return run_tests(external, arguments)
    binaries = postgresql()
    if binaries is None:
        print("mangler postgresql: testene mot en ekte server hoppes over", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    with tempfile.TemporaryDirectory(prefix="rodtrad-external-") as folder:
        Path(folder).chmod(0o755)
        with database_server.running_server(Path(folder) / "database", binaries) as address:
            return run_tests(address, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
