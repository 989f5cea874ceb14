"""The demo municipality published through the command line, as a citizen's machine would do it."""

import fcntl
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

SECONDS = 300


@dataclass(frozen=True)
class PublishedDemo:
    """A run of `rodtrad demo --no-serve --format json`: its folder and what it wrote."""

    folder: Path
    output: str
    messages: str

    @cached_property
    def editions(self) -> list[dict[str, Any]]:
        """The editions as the last line of the output names them."""
        found: list[dict[str, Any]] = json.loads(self.output.splitlines()[-1])["editions"]
        return found

    @property
    def site(self) -> Path:
        """The published site."""
        return self.folder / "public"

    def checksums(self) -> dict[str, str]:
        """Path in the site -> checksum of every file."""
        files = sorted(path for path in self.site.rglob("*") if path.is_file())
        return {str(path.relative_to(self.site)): sha256(path.read_bytes()).hexdigest() for path in files}


def publish_demo(folder: Path) -> PublishedDemo:
    """Run the demo into `folder` with a database of its own. Raises RuntimeError with its messages when it fails."""
    command = [str(Path(sys.executable).with_name("rodtrad")), "demo", "--no-serve", "--data", str(folder)]
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "RODTRAD_DATA")}
    done = subprocess.run(
        [*command, "--format", "json"], env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    if done.returncode:
        raise RuntimeError(f"the demo ended with {done.returncode}:\n{done.stderr}")
    return PublishedDemo(folder, done.stdout, done.stderr)


def publish_once(folder: Path) -> PublishedDemo:
    """The demo in `folder`, run by the first process that asks; others wait for it and read what it wrote."""
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / "output.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not record.exists():
            run = publish_demo(folder / "data")
            record.write_text(json.dumps([run.output, run.messages]), encoding="utf-8")
    output, messages = json.loads(record.read_text(encoding="utf-8"))
    return PublishedDemo(folder / "data", output, messages)
