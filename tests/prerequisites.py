"""Makes sure that the machine has what the suite needs beside Python: Debian's chromium and postgresql.

They are installed where that is allowed, else what is found is used. What is missing is named, and with CI=true that is
a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def chromium() -> str | None:
    """The path of a Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def postgresql() -> Path | None:
    """The folder of a real PostgreSQL server's programs, newest first, or None."""
    found = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "postgres").is_file()]
    return max(found, key=lambda p: int(p.parent.name), default=None)


def install(packages: list[str]) -> None:
    """Install Debian packages when we are root and apt is here; failures show in what is still missing."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *words], env=environment, stdout=subprocess.DEVNULL, check=False)


def main() -> int:
    """Install what is missing and say what still is."""
    needs = {"chromium": chromium, "postgresql": postgresql}
    absent = [name for name, find in needs.items() if find() is None]
    if absent:
        install(absent)
    still = [name for name, find in needs.items() if find() is None]
    for name in still:
        print(f"mangler {name}: testene som trenger det, hoppes over", file=sys.stderr)
    return 1 if still and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
