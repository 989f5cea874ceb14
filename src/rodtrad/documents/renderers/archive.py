"""Zip archives (Word files, data packages) whose bytes depend on their content and the publication time alone."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime


def fixed_zip(members: Iterable[tuple[str, bytes]], moment: datetime) -> bytes:
    """A zip of the members in the order given, all dated `moment` (its local time, to two seconds as zip has it)."""
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second // 2 * 2)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return buffer.getvalue()
