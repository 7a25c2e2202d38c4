"""CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from variorum.model.codec import Json

STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, full-width forms too (OWASP, CSV
Injection)."""
SPACES: Final = " \u00a0\u200b\u3000\ufeff"
"""What may stand before it unseen."""


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Json]]) -> bytes:
    """UTF-8, lines ended as RFC 4180 says, an empty cell for None."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8", "backslashreplace")


def cell(value: Json) -> str:
    """A cell; text that a spreadsheet would run begins with an apostrophe, a number never does.

    >>> cell('=HYPERLINK("x")'), cell(-1.5), cell(None)
    ('\\'=HYPERLINK("x")', '-1.5', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.lstrip(SPACES).startswith(STARTS) else value
