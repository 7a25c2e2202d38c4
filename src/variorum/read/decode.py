"""Bytes to text, with a record of every byte that had to be guessed."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from variorum.errors import UnreadableSource
from variorum.model.record import Gap

# Longest first: the mark of UTF-16 begins that of UTF-32.
MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NEXT_STEP: Final = "save the file as UTF-8 and read it again"
SAMPLE_BYTES: Final = 65_536
_WIDE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_STRAYS = re.compile("[\udc80-\udcff]+")
_LOST = re.compile("\ufffd+")
_NO_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the passages that were guessed, and a note where the encoding itself was."""

    text: str
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()


def decode(raw: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of `raw`, unchanged but for a byte-order mark.

    A byte-order mark decides; then strict UTF-8; then the encoding the file declares; then a
    guess, which is noted. Stray bytes in a text that is otherwise UTF-8 are read as
    Windows-1252 and become gaps. Raises UnreadableSource where no encoding fits.

    >>> decode(b"caf\\xc3\\xa9 \\x96 bar", "a.txt").gaps
    (Gap(start=5, end=6, reason='not UTF-8: 0x96; read as Windows-1252'),)
    """
    encoding, body = _marked(raw)
    if encoding or (encoding := _unmarked_utf16(body)):
        return _with_strays(body) if encoding == "utf-8" else _replaced(body, encoding)
    try:
        return Decoded(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if text := _declared_text(body, declared):
        return Decoded(text)
    if _is_mostly_utf8(body):
        return _with_strays(body)
    return _guessed(body, name)


def is_utf16_or_32(raw: bytes) -> bool:
    """Whether the NUL bytes in a text are the halves of wide characters."""
    encoding, body = _marked(raw)
    return (encoding or _unmarked_utf16(body) or "utf-8") != "utf-8"


def _marked(raw: bytes) -> tuple[str | None, bytes]:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return encoding, raw[len(mark) :]
    return None, raw


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is NUL."""
    sample = raw[:SAMPLE_BYTES]
    half = max(len(sample) // 2, 1)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) < 0.5 or min(even, odd) > 0.05:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared_text(raw: bytes, declared: str | None) -> str | None:
    """The text in the encoding a page names; Latin-1 means Windows-1252, as in every browser."""
    try:
        name = codecs.lookup(declared or "").name
        return raw.decode("cp1252" if name in {"iso8859-1", "ascii"} else name)
    except (LookupError, UnicodeDecodeError):
        return None


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether more bytes stand in well-formed UTF-8 sequences than astray."""
    wide = sum(len(found) for found in _WIDE.findall(raw))
    return wide > len(_HIGH.findall(raw)) - wide


def _with_strays(raw: bytes) -> Decoded:
    """Decode UTF-8, each byte that does not fit read as Windows-1252 and kept as a gap."""
    text = raw.decode("utf-8", "surrogateescape")
    gaps = tuple(Gap(run.start(), run.end(), _reason(run[0])) for run in _STRAYS.finditer(text))
    return Decoded(_STRAYS.sub(lambda run: _bytes(run[0]).decode("cp1252", "replace"), text), gaps)


def _bytes(escaped: str) -> bytes:
    return escaped.encode("utf-8", "surrogateescape")


def _reason(escaped: str) -> str:
    shown = " ".join(f"0x{byte:02x}" for byte in _bytes(escaped)[:8])
    return f"not UTF-8: {shown}; read as Windows-1252"


def _replaced(raw: bytes, encoding: str) -> Decoded:
    """Decode, what does not fit replaced by U+FFFD and kept as a gap."""
    text = raw.decode(encoding, "replace")
    reason = f"bytes that are not {encoding.upper()}"
    return Decoded(text, tuple(Gap(*run.span(), reason) for run in _LOST.finditer(text)))


def _guessed(raw: bytes, name: str) -> Decoded:
    """A single-byte encoding: Windows-1252 for mostly ASCII text, else what fits best."""
    if len(_HIGH.findall(raw)) < 0.2 * len(raw) and not _NO_1252.search(raw):
        return Decoded(raw.decode("cp1252"), notes=(_note(name, "windows-1252"),))
    best = from_bytes(raw[:SAMPLE_BYTES]).best()
    if best is None:
        raise UnreadableSource(name, None, "text in a known encoding", NEXT_STEP)
    found = _replaced(raw, best.encoding)
    return Decoded(found.text, found.gaps, (_note(name, best.encoding),))


def _note(name: str, encoding: str) -> str:
    return f"{name}: not UTF-8; read as {encoding}, which is a guess"
