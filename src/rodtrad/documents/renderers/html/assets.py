"""The site's own files (one style sheet, one script, fonts, icons, shield), each with its content's hash in its name.

A name never gets new content, so browsers may keep the files for a year. The style sheet is the design system's tokens
and the components that pages use, then the document's own rules, then the municipality's theme.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FOLDER = "assets"
_LAYERS = "@layer ds.theme, ds.base, ds.components, document;\n"
_COMPONENTS = ("base", "link", "input", "skip-link")
_STYLES = ("fonts", "page", "content", "tables", "comparison", "dark", "print")
_PROPERTY = re.compile(r"--[a-z0-9-]+")
_VALUE = re.compile(r"[#a-zA-Z0-9.%(), -]+")


@dataclass(frozen=True)
class Assets:
    """The files by their hashed names, and the hashed names by the plain ones."""

    names: Mapping[str, str]
    contents: Mapping[str, bytes]


def assets(theme: Mapping[str, str], shield: bytes | None) -> Assets:
    """The files for a theme and a coat of arms. Raises ValueError for a theme that is not plain custom properties."""
    for name, value in theme.items():
        if not (_PROPERTY.fullmatch(name) and _VALUE.fullmatch(value)):
            raise ValueError(f"not a custom property of a theme: {name}: {value}")
    return _assets(tuple(sorted(theme.items())), shield)


def _read(path: str) -> bytes:
    return (files("rodtrad.documents.renderers.html") / "static" / path).read_bytes()


def _hashed(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{FOLDER}/{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"


@cache
def _assets(theme: tuple[tuple[str, str], ...], shield: bytes | None) -> Assets:
    plain = {name: _read(f"fonts/{name}") for name in ("inter-latin.woff2", "inter-latin-ext.woff2")}
    plain |= {"inter-latin-italic.woff2": _read("fonts/inter-latin-italic.woff2"), "icons.svg": _read("icons.svg")}
    plain |= {"document.js": _read("document.js"), "shield.svg": shield or _read("shield.svg")}
    names = {name: _hashed(name, content) for name, content in plain.items()}
    style = _style(theme, names)
    names["document.css"] = _hashed("document.css", style)
    contents = {names[name]: content for name, content in plain.items()} | {names["document.css"]: style}
    return Assets(names, contents)


def _style(theme: tuple[tuple[str, str], ...], names: Mapping[str, str]) -> bytes:
    parts = [_LAYERS, _read("designsystemet/theme.css").decode()]
    parts += [f"@layer ds.components{{{_read(f'designsystemet/{name}.css').decode()}}}" for name in _COMPONENTS]
    own = "".join(_read(f"styles/{name}.css").decode() for name in _STYLES)
    for name, hashed in names.items():
        own = own.replace(f'url("{name}")', f'url("{hashed.removeprefix(FOLDER + "/")}")')
    parts.append(own)
    if theme:
        parts.append(":root,[data-color-scheme]{" + "".join(f"{name}:{value};" for name, value in theme) + "}")
    return "\n".join(parts).encode()
