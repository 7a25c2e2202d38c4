"""JSON as exports write it: UTF-8, one spelling for one value."""

from __future__ import annotations

import json
from collections.abc import Iterable

from variorum.model.codec import Json


def json_lines(rows: Iterable[Json]) -> bytes:
    """One object a line."""
    return b"".join(json_line(row) + b"\n" for row in rows)


def json_line(value: Json) -> bytes:
    """One value on one line, without the line's end."""
    return _encoded(value, None)


def json_bytes(value: Json) -> bytes:
    """One indented value."""
    return _encoded(value, 1) + b"\n"


def _encoded(value: Json, indent: int | None) -> bytes:
    """Lone surrogates, which UTF-8 has no bytes for, make the value fall back to ASCII escapes."""
    try:
        return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent, allow_nan=False).encode("ascii")
