"""Open a case file: ours or new, never another's; every fault told with file and next step."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from variorum.errors import BadCaseFile

APPLICATION_ID: Final = int.from_bytes(b"vary", "big")
MAGIC: Final = b"SQLite format 3\0"
ID_AT: Final = 68  # byte of the application id in a SQLite file: https://sqlite.org/fileformat.html
HEADER_BYTES: Final = 100
OLDEST_SQLITE: Final = (3, 37, 0)  # the first with STRICT tables

OTHER: Final = "name another file with --case"
KEPT: Final = "run again: what was kept stays, and reading goes on where it stopped"
DAMAGED: Final = "it is damaged"
RESCUE: Final = (
    "put a backup in its place, rescue what is left with: sqlite3 FILE .recover, or read into a "
    "new file; this one was not changed"
)
# What SQLite tells by its primary result codes: https://sqlite.org/rescode.html
FAULTS: Final = {
    sqlite3.SQLITE_FULL: ("the disk is full", f"free some space and {KEPT}"),
    sqlite3.SQLITE_IOERR: ("the disk did not take or give the data", f"check it and {KEPT}"),
    sqlite3.SQLITE_READONLY: ("it may not be written", f"change its rights, or {OTHER}"),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", f"check its folder and rights, or {OTHER}"),
    sqlite3.SQLITE_PERM: ("it may not be opened", f"change its rights, or {OTHER}"),
    sqlite3.SQLITE_BUSY: ("another program is writing to it", f"wait until it ends and {KEPT}"),
    sqlite3.SQLITE_LOCKED: ("another program is writing to it", f"wait until it ends and {KEPT}"),
    sqlite3.SQLITE_CORRUPT: (DAMAGED, RESCUE),
    sqlite3.SQLITE_NOTADB: (DAMAGED, RESCUE),
}


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Raise BadCaseFile for what a disk, rights or another program did; a fault of ours crashes."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF not in FAULTS:
            raise
        problem, next_step = FAULTS[code & 0xFF]
        raise BadCaseFile(str(path), f"{problem} ({error})", next_step) from error


def open_case(path: Path, wait_s: float) -> sqlite3.Connection:
    """A connection to the case file, made if it is not there and brought up to date.

    `wait_s`: how long to wait, in seconds, while another program writes. Raises BadCaseFile.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        problem = f"it needs SQLite {wanted}, this Python has {sqlite3.sqlite_version}"
        raise BadCaseFile(str(path), problem, "use a newer Python")
    with telling(path):
        if _is_ours(path) and not _may_write(path):
            return _connected(f"{path.absolute().as_uri()}?{_reading_only(path)}", wait_s)
        connection = _connected(f"{path.absolute().as_uri()}?mode=rwc", wait_s)
        try:
            _migrate(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
        return connection


def _connected(uri: str, wait_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=wait_s)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _is_ours(path: Path) -> bool:
    """Whether there is a case file; False where there is nothing yet.

    Looks at the file's first bytes alone, so that another's file is not touched. Raises
    BadCaseFile where it is another's.
    """
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except FileNotFoundError:
        if not path.parent.is_dir():
            problem = "its folder is not there"
            raise BadCaseFile(str(path), problem, f"make the folder, or {OTHER}") from None
        return False
    except OSError as error:
        raise BadCaseFile(
            str(path), f"{error.strerror}", f"check its rights, or {OTHER}"
        ) from error
    if not header:
        return False
    if not header.startswith(MAGIC):
        raise BadCaseFile(str(path), "it is no case file", f"{OTHER}; this one was not touched")
    if len(header) < HEADER_BYTES:
        raise BadCaseFile(str(path), f"{DAMAGED} (it ends after {len(header)} bytes)", RESCUE)
    if int.from_bytes(header[ID_AT : ID_AT + 4], "big") != APPLICATION_ID:
        problem = "it is a database of another program"
        raise BadCaseFile(str(path), problem, f"{OTHER}; this one was not touched")
    return True


def _may_write(path: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return all(os.access(each, os.W_OK, effective_ids=effective) for each in (path, path.parent))


def _reading_only(path: Path) -> str:
    """How SQLite is to open a file that may not be written."""
    log = path.with_name(path.name + "-wal")
    return "mode=ro" if log.exists() else "mode=ro&immutable=1"


@cache
def _migrations() -> tuple[str, ...]:
    """The numbered scripts, in order; the schema version is how many of them were run."""
    folder = resources.files("variorum.store") / "migrations"
    files = sorted((each for each in folder.iterdir()), key=lambda each: each.name)
    return tuple(each.read_text(encoding="utf-8") for each in files if each.name.endswith(".sql"))


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Run the scripts that are missing, all or none."""
    scripts = _migrations()
    if _version(connection, path) == len(scripts):
        return
    with transaction(connection):
        for number in range(_version(connection, path), len(scripts)):
            for statement in _statements(scripts[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    known = len(_migrations())
    if version > known:
        problem = f"it was made by a newer variorum (schema {version}, this one knows {known})"
        raise BadCaseFile(str(path), problem, f"install the newer one, or {OTHER}")
    return version


def _statements(script: str) -> Iterator[str]:
    lines: list[str] = []
    for line in script.splitlines(keepends=True):
        lines.append(line)
        if sqlite3.complete_statement(statement := "".join(lines)):
            yield statement
            lines.clear()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or, where anything stops it, nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
