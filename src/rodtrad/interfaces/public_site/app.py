"""The server application (RSGI): addresses to published files, and searches to results.

The served tree may be switched at any time; each answer comes whole from the tree that was there when it began.
"""

import gzip
import os
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import brotli

from rodtrad.interfaces.public_site import headers as names
from rodtrad.interfaces.public_site.search_page import FOLDER, asked, results_page
from rodtrad.interfaces.public_site.served_release import Copy, ServedRelease

FOLDER_VARIABLE = "RODTRAD_PUBLIC_FOLDER"
METHODS = ("GET", "HEAD")


class PublicSite:
    """Serves the tree that `folder` is, or is a symbolic link to."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self._target = ""
        self._release = self._served()

    def _served(self) -> ServedRelease:
        try:
            target = os.readlink(self.folder)  # noqa: PTH115 - asked at every request; a Path takes twice the time
        except OSError:
            target = self.folder
        if target != self._target:
            self._release = ServedRelease(Path(self.folder).resolve())
            self._target = target
        return self._release

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answers one request."""
        if scope.proto != "http":
            protocol.close(403)
            return
        if scope.method not in METHODS:
            protocol.response_empty(405, [("allow", ", ".join(METHODS)), *names.ALWAYS])
            return
        release = self._served()
        path = unquote(scope.path)[1:]
        if scope.query_string and path.endswith(f"{FOLDER}/"):
            query = asked(scope.query_string)
            page = results_page(release, path, query) if query else None
            if page is not None:
                self._made_now(scope, protocol, page)
                return
        address = release.address(path + "index.html" if not path or path.endswith("/") else path)
        if address is not None:
            copy = address.best(names.accepted_encodings(scope.headers.get("accept-encoding")))
            self._file(scope, protocol, copy)
        elif release.has_folder(path):
            where = f"/{quote(path)}/" + (f"?{scope.query_string}" if scope.query_string else "")
            protocol.response_empty(308, [("location", where), *names.ALWAYS])
        else:
            self._not_found(scope, protocol, release)

    def _file(self, scope: Any, protocol: Any, copy: Copy) -> None:
        if _unchanged(scope.headers, copy):
            protocol.response_empty(304, copy.unchanged)
        elif scope.method == "HEAD":
            protocol.response_empty(200, [*copy.headers, ("content-length", str(copy.size))])
        elif copy.body is not None:
            protocol.response_bytes(200, copy.headers, copy.body)
        else:
            protocol.response_file(200, copy.headers, str(copy.path))

    def _made_now(self, scope: Any, protocol: Any, page: bytes) -> None:
        headers = [*names.of_file("index.html"), ("vary", "accept-encoding")]
        encodings = names.accepted_encodings(scope.headers.get("accept-encoding"))
        if encodings:
            compress = {"br": lambda: brotli.compress(page, quality=4), "gzip": lambda: gzip.compress(page, 5, mtime=0)}
            page = compress[encodings[0]]()
            headers.append(("content-encoding", encodings[0]))
        if scope.method == "HEAD":
            protocol.response_empty(200, [*headers, ("content-length", str(len(page)))])
        else:
            protocol.response_bytes(200, headers, page)

    def _not_found(self, scope: Any, protocol: Any, release: ServedRelease) -> None:
        address = release.address("404.html")
        if address is None or scope.method == "HEAD":
            protocol.response_empty(404, [*names.ALWAYS])
            return
        copy = address.best(names.accepted_encodings(scope.headers.get("accept-encoding")))
        kept = [(name, value) for name, value in copy.headers if name not in ("etag", "last-modified")]
        protocol.response_bytes(404, kept, copy.body or b"")


def _unchanged(headers: Any, copy: Copy) -> bool:
    tags = headers.get("if-none-match")
    if tags is not None:
        return names.matches(tags, copy.etag)
    since = headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(copy.modified) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False


def from_environment() -> PublicSite:
    """The application for the folder that the environment names; each worker process makes its own."""
    return PublicSite(Path(os.environ[FOLDER_VARIABLE]))
