"""Files, folders and streams, opened and unzipped once, before a reader sees bytes."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader, RawIOBase
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from variorum.errors import UnreadableSource
from variorum.read.media import READERS, WANTED, media_type
from variorum.read.settings import Read, Reading, ReadSettings, Refused

CHUNK_BYTES: Final = 65_536
GZIP: Final = b"\x1f\x8b"
GZIP_WINDOW: Final = 31  # zlib: the largest window, with gzip's header
FETCH_AGAIN: Final = "fetch or compress the file again"


def read_paths(paths: Iterable[Path], settings: ReadSettings) -> Iterator[Reading]:
    """Every document of files and folders, in the order given; a repeated id is refused."""
    return refuse_repeated(chain.from_iterable(read_path(path, settings) for path in paths))


def read_path(path: Path, settings: ReadSettings) -> Iterator[Reading]:
    """The documents of a file, or of all files in a folder and below, sorted, hidden ones left out.

    What cannot be read comes back as Refused, and the rest goes on.
    """
    if not os.path.isdir(path):
        yield from _read_file(path, settings)
        return
    found = False
    for each in _walk(path):
        found |= isinstance(each, Path)
        yield from [each] if isinstance(each, Refused) else _read_file(each, settings)
    if not found:
        yield _refused(path, f"a folder with {WANTED} files, found none", "name another folder")


def read_stream(stream: BinaryIO, name: str, settings: ReadSettings) -> Iterator[Reading]:
    """The documents of an open stream of bytes; `name` stands in ids and messages."""
    try:
        opened = BufferedReader(_Joined(_opened(stream, name)), CHUNK_BYTES)
        reader = READERS[media_type(name, opened.peek(CHUNK_BYTES), settings)]
        yield from reader(opened, name, settings)
    except UnreadableSource as error:
        yield Refused(error)


def refuse_repeated(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The same readings, but of those with one id only the first."""
    origins: dict[str, str] = {}
    for reading in readings:
        if isinstance(reading, Read):
            name, origin = reading.document.id, reading.origin
            if name in origins:
                wanted = f"an id of its own, found {name!r} as in {origins[name]}"
                error = UnreadableSource(origin, None, wanted, "give one of the two another id")
                yield Refused(error)
                continue
            origins[name] = origin
        yield reading


def _read_file(path: Path, settings: ReadSettings) -> Iterator[Reading]:
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        yield _refused(
            path, f"a file that can be opened ({_reason(error)})", "check name and rights"
        )
        return
    with file:
        yield from read_stream(file, _name(path), settings)


def _name(path: Path) -> str:
    """The path as given, with forward slashes; bytes that are no UTF-8 are spelled out."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _refused(path: Path, wanted: str, next_step: str) -> Refused:
    return Refused(UnreadableSource(_name(path), None, wanted, next_step))


def _walk(folder: Path) -> Iterator[Path | Refused]:
    """The files below a folder by name; a folder that leads back to itself is refused."""
    todo: list[tuple[Path, frozenset[tuple[int, int]]]] = [(folder, frozenset())]
    while todo:
        path, above = todo.pop()
        try:
            known = path.stat()
            inside = sorted(path.iterdir(), reverse=True) if stat.S_ISDIR(known.st_mode) else []
        except OSError as error:
            yield _refused(path, f"a file that can be read ({_reason(error)})", "check its rights")
            continue
        identity = known.st_dev, known.st_ino
        if stat.S_ISREG(known.st_mode):
            yield path
        elif not stat.S_ISDIR(known.st_mode):
            yield _refused(path, "a file, found a pipe or device", "leave it out of the folder")
        elif identity in above:
            yield _refused(path, "a folder, found a link back to one above", "remove the link")
        else:
            below = (each for each in inside if not each.name.startswith("."))
            todo.extend((each, above | {identity}) for each in below)


def _opened(stream: BinaryIO, name: str) -> Iterator[bytes]:
    pieces = _pieces(stream, name)
    first = next(pieces, b"")
    whole = chain([first], pieces)
    return _unzipped(whole, name) if first.startswith(GZIP) else whole


def _pieces(stream: BinaryIO, name: str) -> Iterator[bytes]:
    done = 0
    try:
        while piece := stream.read(CHUNK_BYTES):
            done += len(piece)
            yield piece
    except OSError as error:
        wanted = f"a file that can be read ({_reason(error)})"
        raise UnreadableSource(
            name, f"byte {done}", wanted, "check the file and its disk"
        ) from error


def _unzipped(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The content of gzip members one after another, never more than a chunk at a time."""
    done, unpack = 0, zlib.decompressobj(GZIP_WINDOW)
    for piece in pieces:
        while piece:
            if unpack.eof and not piece.strip(b"\0"):
                break  # padding between or after members
            if unpack.eof:
                unpack = zlib.decompressobj(GZIP_WINDOW)
            try:
                out = unpack.decompress(piece, CHUNK_BYTES)
            except zlib.error as error:
                raise _broken_gzip(name, done) from error
            piece = unpack.unconsumed_tail or unpack.unused_data
            done += len(out)
            yield out
    if not unpack.eof:
        raise _broken_gzip(name, done)


def _broken_gzip(name: str, done: int) -> UnreadableSource:
    return UnreadableSource(name, f"byte {done} unpacked", "a whole gzip file", FETCH_AGAIN)


class _Joined(RawIOBase):
    """A stream over pieces of bytes, so that readers can peek and take lines."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = filter(None, pieces), b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from the piece at hand; 0 at the end."""
        piece = self._left or next(self._pieces, b"")
        size = min(len(piece), len(buffer))
        buffer[:size], self._left = piece[:size], piece[size:]
        return size
