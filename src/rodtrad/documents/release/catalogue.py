"""What a release serves: the municipality's settings, the editions of each document, and the checksum of each file."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from rodtrad.documents.release.formats import TABLE_CSV
from rodtrad.documents.release.frozen import summary_from_plain, summary_to_plain
from rodtrad.documents.renderers.html import EditionSummary, SiteContext

FORMAT = "rodtrad-release/1"
NAME = "release.json"


@dataclass(frozen=True)
class SiteSettings:
    """What the municipality decides about its site: name, absolute address, coat of arms (SVG) and theme."""

    municipality: str
    base_url: str = ""
    shield: bytes | None = None
    theme: Mapping[str, str] = field(default_factory=dict)


SETTINGS_FOLDER = "site"


def settings_in(root: Path, municipality: str) -> SiteSettings:
    """The settings kept under `root`: `site/settings.json` ({"base_url": ..., "theme": {...}}) and `site/shield.svg`.

    Both files may be absent. Raises ValueError for settings that are not JSON.
    """
    settings, shield = root / SETTINGS_FOLDER / "settings.json", root / SETTINGS_FOLDER / "shield.svg"
    plain = json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else {}
    return SiteSettings(
        municipality,
        str(plain.get("base_url", "")).rstrip("/"),
        shield.read_bytes() if shield.is_file() else None,
        plain.get("theme", {}),
    )


@dataclass(frozen=True)
class Catalogue:
    """A release: `documents` holds the editions of each document, oldest first; `files` path -> SHA-256."""

    number: int
    settings: SiteSettings
    documents: Mapping[str, tuple[EditionSummary, ...]]
    files: Mapping[str, str]

    def context(self, document: str) -> SiteContext:
        """The site around one document: the edition published last is current, each is compared with the next."""
        editions = self.documents[document]
        pairs = [(a.id, b.id) for a, b in pairwise(editions)]
        if len(editions) > 2:
            pairs.append((editions[0].id, editions[-1].id))
        return SiteContext(
            municipality=self.settings.municipality,
            editions=editions,
            current=editions[-1].id,
            comparisons=tuple(pairs),
            base_url=self.settings.base_url,
            shield=self.settings.shield,
            theme=dict(self.settings.theme),
            table_csv=TABLE_CSV,
        )

    def contexts(self) -> tuple[SiteContext, ...]:
        """The sites around all documents, the one that was published last first."""
        latest = sorted(self.documents, key=lambda name: (self.documents[name][-1].date, name), reverse=True)
        return tuple(self.context(name) for name in latest)

    def dumps(self) -> bytes:
        """The catalogue as JSON."""
        shield = self.settings.shield
        plain = {
            "format": FORMAT,
            "number": self.number,
            "settings": {
                "municipality": self.settings.municipality,
                "base_url": self.settings.base_url,
                "shield": None if shield is None else base64.b64encode(shield).decode(),
                "theme": dict(self.settings.theme),
            },
            "documents": {name: [summary_to_plain(e) for e in editions] for name, editions in self.documents.items()},
            "files": dict(self.files),
        }
        return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True).encode()


def loads(data: bytes) -> Catalogue:
    """The catalogue that `dumps` wrote. Raises ValueError for another format."""
    plain: dict[str, Any] = json.loads(data)
    if plain.get("format") != FORMAT:
        raise ValueError(f"not a release that this version reads: {plain.get('format')!r}")
    settings = plain["settings"]
    shield = settings["shield"]
    return Catalogue(
        plain["number"],
        SiteSettings(
            settings["municipality"],
            settings["base_url"],
            None if shield is None else base64.b64decode(shield),
            settings["theme"],
        ),
        {name: tuple(summary_from_plain(e) for e in editions) for name, editions in plain["documents"].items()},
        plain["files"],
    )


def of_tree(tree: Path) -> Catalogue | None:
    """The catalogue beside a served tree; None for a tree that was copied without it."""
    try:
        return loads((tree.resolve().parent / NAME).read_bytes())
    except FileNotFoundError:
        return None
