"""What a stream holds, by its name and by its first bytes, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO, Final

from variorum.errors import UnreadableSource
from variorum.read.decode import is_utf16_or_32
from variorum.read.html import read_html
from variorum.read.jsonl import read_json, read_jsonl
from variorum.read.settings import InputFormat, Reading, ReadSettings
from variorum.read.text import read_text

Reader = Callable[[BinaryIO, str, ReadSettings], Iterator[Reading]]

READERS: Final[dict[str, Reader]] = {
    "text/plain": read_text,
    "text/html": read_html,
    "application/json": read_json,
    "application/jsonl": read_jsonl,
}
SUFFIXES: Final = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
}
FORMATS: Final = {
    InputFormat.TEXT: "text/plain",
    InputFormat.HTML: "text/html",
    InputFormat.JSONL: "application/jsonl",
}
WANTED: Final = "text, HTML or JSON lines"
_EXPORT: Final = "export its text as .txt or .html and read that"
_UNPACK: Final = "unpack it and read the files in it"
# First bytes, what they mean, what to do.
KNOWN_BINARIES: Final = (
    (b"%PDF-", "a PDF", "make text of it first, for example with: pdftotext FILE.pdf FILE.txt"),
    (b"PK\x03\x04", "a ZIP archive or an office document", _EXPORT),
    (b"\xd0\xcf\x11\xe0", "an old office document", _EXPORT),
    (b"{\\rtf", "a rich-text document", _EXPORT),
    (b"\x1f\x8b", "gzip inside gzip", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", _UNPACK),
    (b"\x89PNG", "an image", "leave it out"),
    (b"\xff\xd8\xff", "an image", "leave it out"),
    (b"GIF8", "an image", "leave it out"),
    (b"SQLite format 3\0", "a SQLite database", "name it as the case file instead"),
    (b"\x7fELF", "a program", "leave it out"),
)
MOST_CONTROLS: Final = 0.01  # share of control bytes above which no text is
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_LINE: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')


def media_type(name: str, head: bytes, settings: ReadSettings) -> str:
    """The media type: as the caller says, else by the name's suffix, else by the first bytes.

    >>> media_type("-", b'{"id": "a", "text": "12 dead"}', ReadSettings())
    'application/jsonl'

    Raises UnreadableSource where the bytes are no text.
    """
    _refuse_binary(name, head)
    if settings.input_format != InputFormat.AUTO:
        return FORMATS[InputFormat(settings.input_format)]
    path = PurePath(name.lower())
    suffix = PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix
    return SUFFIXES.get(suffix) or _sniffed(head)


def _sniffed(head: bytes) -> str:
    if _HTML.match(head):
        return "text/html"
    return "application/jsonl" if _JSON_LINE.match(head) else "text/plain"


def _refuse_binary(name: str, head: bytes) -> None:
    for magic, what, next_step in KNOWN_BINARIES:
        if head.startswith(magic):
            raise UnreadableSource(name, None, f"{WANTED}, found {what}", next_step)
    controls = _CONTROL.search(head)
    if not controls or is_utf16_or_32(head):
        return
    if len(_CONTROL.findall(head)) > MOST_CONTROLS * len(head):
        at = f"byte {controls.start()}"
        raise UnreadableSource(name, at, f"{WANTED}, found binary data", _EXPORT)
