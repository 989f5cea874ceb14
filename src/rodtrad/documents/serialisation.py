"""Documents as JSON and back: every dataclass carries its type's name, tuples are arrays, Decimals are quoted.

`dumps(x)` is canonical: the same value gives the same bytes, so a checksum over it is a checksum over the document.
"""

import dataclasses
import hashlib
import json
import types
import typing
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from rodtrad.documents import editions, inlines, nodes, tables

_TYPES: dict[str, type] = {
    name: value
    for module in (inlines, tables, nodes, editions)
    for name, value in vars(module).items()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
}


def to_plain(value: Any) -> Any:
    """The value as dicts, lists and scalars that `json` writes without loss."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"type": type(value).__name__} | fields
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Enum):
        return value.value
    return value


@cache
def _field_types(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _enums_in(hint: Any) -> list[type[Enum]]:
    if isinstance(hint, type):
        return [hint] if issubclass(hint, Enum) else []
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return [enum for part in typing.get_args(hint) for enum in _enums_in(part)]
    return []


def from_plain(value: Any) -> Any:
    """The inverse of `to_plain`. Raises KeyError for a type that documents do not know."""
    if isinstance(value, list):
        return tuple(from_plain(item) for item in value)
    if not isinstance(value, dict):
        return value
    if set(value) == {"decimal"}:
        return Decimal(value["decimal"])
    cls = _TYPES[value["type"]]
    hints = _field_types(cls)
    fields = {}
    for name, plain in value.items():
        if name == "type":
            continue
        item = from_plain(plain)
        enums = _enums_in(hints[name])
        fields[name] = enums[0](item) if enums and isinstance(item, str) else item
    return cls(**fields)


def dumps(value: Any) -> bytes:
    """Canonical JSON of a document value, UTF-8."""
    plain = to_plain(value)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def loads(data: bytes) -> Any:
    """The document value that `dumps` wrote."""
    return from_plain(json.loads(data))


def checksum(value: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(dumps(value)).hexdigest()
