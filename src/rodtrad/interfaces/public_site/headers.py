"""The headers of every answer: what browsers may do with a page, how long it may be kept, and which copy is sent.

No page needs inline scripts or styles, so the content security policy allows none. Open data may be read from any site.
"""

from functools import lru_cache
from pathlib import PurePosixPath

ALWAYS = (
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
)
OPEN_DATA = (("access-control-allow-origin", "*"), ("cross-origin-resource-policy", "cross-origin"))
OWN_ONLY = (("cross-origin-resource-policy", "same-origin"),)
PAGE_SECONDS = 60
FILE_SECONDS = 86_400
YEAR_SECONDS = 31_536_000

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OPEN = frozenset((".json", ".csv", ".zip", ".xlsx"))
Headers = tuple[tuple[str, str], ...]


def content_type(path: str) -> str:
    """The media type by the file's ending; bytes without a meaning for an unknown one."""
    return _TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")


def cache_control(path: str) -> str:
    """How long a file may be kept: a year for names that hold their content's hash, a minute for pages."""
    if path.startswith("assets/"):
        return f"public, max-age={YEAR_SECONDS}, immutable"
    return f"public, max-age={PAGE_SECONDS if path.endswith('.html') else FILE_SECONDS}"


def of_file(path: str) -> Headers:
    """The headers that every answer with this file carries."""
    sharing = OPEN_DATA if PurePosixPath(path).suffix in _OPEN else OWN_ONLY
    return (("content-type", content_type(path)), ("cache-control", cache_control(path)), *ALWAYS, *sharing)


@lru_cache(maxsize=512)
def accepted_encodings(header: str | None) -> tuple[str, ...]:
    """The precompressed forms that the reader takes, the smallest first; one with q=0 is refused by the reader."""
    if not header:
        return ()
    offered = {}
    for part in header.split(","):
        name, _, parameters = part.strip().partition(";")
        quality = parameters.strip().removeprefix("q=") if parameters else "1"
        offered[name.strip().lower()] = quality.strip() not in ("0", "0.0", "0.00", "0.000")
    return tuple(name for name in ("br", "gzip") if offered.get(name, offered.get("*", False)))


def matches(header: str, etag: str) -> bool:
    """Whether an If-None-Match header names the tag; weak and strong count alike, as the standard says for GET."""
    return header.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in header.split(",")}
