"""Which facts the product carries: a checksum over every file of facts, written into each edition."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


def _files(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}" if path else entry.name
        if entry.is_dir():
            found += _files(entry, name)
        elif entry.name.endswith((".yaml", ".csv")):
            found.append((name, entry.read_bytes()))
    return found


@cache
def facts_version() -> str:
    """The first sixteen hexadecimal digits of SHA-256 over the names and bytes of all facts."""
    digest = hashlib.sha256()
    for name, content in sorted(_files(files("rodtrad.facts"), "")):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return f"facts {digest.hexdigest()[:16]}"
