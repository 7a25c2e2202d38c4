"""JSON lines: document ledgers and comparisons, one object a line, in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from variorum.model.codec import Row, comparison_to_json, ledger_to_json, plain, sheet_to_json
from variorum.model.incident import Comparison
from variorum.model.ledger import Ledger
from variorum.model.sheet import Sheet


def line(row: Row) -> bytes:
    """One object as a line.

    Lone surrogates, which UTF-8 has no bytes for, make the whole line fall back to ASCII escapes,
    so a reader of JSON gets the very same text.
    """
    try:
        return _dump(row, ascii_alone=False).encode()
    except UnicodeEncodeError:
        return _dump(row, ascii_alone=True).encode("ascii")


def _dump(row: Row, *, ascii_alone: bool) -> str:
    return json.dumps(row, ensure_ascii=ascii_alone, separators=(",", ":"), allow_nan=False) + "\n"


def write_ledgers(ledgers: Iterable[Ledger], stream: BinaryIO) -> int:
    """Write a line for each ledger as it comes; gives how many."""
    written = 0
    for ledger in ledgers:
        stream.write(line(ledger_to_json(ledger)))
        written += 1
    return written


def write_sheets(sheets: Iterable[Sheet], stream: BinaryIO) -> int:
    """Write a line for each incident sheet; gives how many."""
    written = 0
    for sheet in sheets:
        stream.write(line(sheet_to_json(sheet)))
        written += 1
    return written


def write_comparison(comparison: Comparison, stream: BinaryIO) -> int:
    """Write the lines of a comparison, incidents before copies; gives how many."""
    rows = comparison_to_json(comparison)
    stream.writelines(map(line, rows))
    return len(rows)


def write_rows(values: Iterable[object], stream: BinaryIO) -> None:
    """Write a line for each model value."""
    for one in values:
        row = plain(one)
        assert isinstance(row, dict)
        stream.write(line(row))
