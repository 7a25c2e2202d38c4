"""JSON: one document a line, or one value that is a document or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import BinaryIO, Final

from variorum.errors import BadSpan, BadValue, UnreadableSource
from variorum.model.codec import ledger_from_json
from variorum.model.ledger import SCHEMA
from variorum.read.compose import About, compose
from variorum.read.decode import Decoded
from variorum.read.settings import Read, ReadSettings, Refused
from variorum.read.text import read_whole

UTF8_MARK: Final = b"\xef\xbb\xbf"
SPARE_BYTES: Final = 65_536  # of a line, for everything but the text
_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?![\dW])")
MEND: Final = "mend the line and read the file again"


def read_jsonl(stream: BinaryIO, name: str, settings: ReadSettings) -> Iterator[Read | Refused]:
    """One document a line; a line of which none can be made is refused by its number."""
    limit = 12 * settings.max_characters + SPARE_BYTES  # a code point as two \\uXXXX escapes
    for number, line in enumerate(_lines(stream, limit), start=1):
        if number == 1:
            line = line.removeprefix(UTF8_MARK)
        if line.strip():
            yield _read_line(line, limit, About("", name, f"line {number}"), settings)


def read_json(stream: BinaryIO, name: str, settings: ReadSettings) -> Iterator[Read | Refused]:
    """A document, or a list of them; a file of JSON lines under this name is read as such."""
    raw = read_whole(stream, name, settings).removeprefix(UTF8_MARK)
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        yield from read_jsonl(BytesIO(raw), name, settings)
        return
    for number, row in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _read_row(row, About("", name, f"document {number}"), settings)


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The lines; of one that is longer than `limit` bytes, the first `limit` + 1 bytes."""
    while line := stream.readline(limit + 1):
        rest = line
        while len(rest) == limit + 1 and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)
        yield line


def _read_line(line: bytes, limit: int, about: About, settings: ReadSettings) -> Read | Refused:
    if len(line) > limit:
        return _refused(about, f"at most {limit:,} bytes in a line", "split the document")
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _refused(
            about, f"UTF-8, found byte 0x{line[error.start]:02x} at {error.start}", MEND
        )
    except json.JSONDecodeError as error:
        return _refused(about, f"a JSON object ({error.msg} at character {error.pos})", MEND)
    except (ValueError, RecursionError) as error:
        return _refused(about, f"a JSON object that can be read ({error})", MEND)
    return _read_row(row, about, settings)


def _refused(about: About, wanted: str, next_step: str) -> Refused:
    return Refused(UnreadableSource(about.name, about.at, wanted, next_step))


def _read_row(row: object, about: About, settings: ReadSettings) -> Read | Refused:
    try:
        if not isinstance(row, dict):
            raise _Unfit(f"a JSON object, found {type(row).__name__}")
        text = _string(row, "text")
        if text is None:
            raise _Unfit('"text", found none')
        read = compose(Decoded(text), _about(row, about), settings)
        return _with_ledger(read, row) if row.get("schema") == SCHEMA else read
    except _Unfit as error:
        return _refused(about, str(error), MEND)
    except UnreadableSource as error:
        return Refused(error)


def _with_ledger(read: Read, row: dict[str, object]) -> Read:
    """The reading with what an earlier one found; raises an error of ours where that is unsound."""
    try:
        ledger = ledger_from_json(row)
    except (BadSpan, BadValue) as error:
        raise _Unfit(f"a whole ledger ({error})") from error
    return replace(read, ledger=ledger, gaps=ledger.gaps)


class _Unfit(ValueError):
    """A value that is not what the contract wants; its text says what was expected."""


def _about(row: dict[str, object], about: About) -> About:
    name = _string(row, "id")
    if not name:
        raise _Unfit('"id", found none')
    return About(
        name,
        about.name,
        about.at,
        source=_string(row, "source") or None,
        title=_string(row, "title") or None,
        url=_string(row, "url") or None,
        stated=_day(_string(row, "published")),
    )


def _string(row: dict[str, object], field: str) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise _Unfit(f'"{field}" to be a string, found {json.dumps(value)[:40]}')
    return value


def _day(value: str | None) -> date | None:
    """The day of an ISO date or date-time, in the time zone it is given in."""
    if value is None:
        return None
    try:
        if not _ISO_DAY.match(value):
            raise ValueError
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise _Unfit(
            f'"published" to be an ISO date such as 2031-05-04, found {value[:40]!r}'
        ) from None
