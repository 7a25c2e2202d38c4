"""Packs of further places that a user adds: files of GeoNames, compiled beside the gazetteer.

A pack is one SQLite file of the same schema in one folder: the one that VARIORUM_GAZETTEER names,
or `variorum/gazetteers` in the user's data folder.
"""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from variorum.errors import BadGazetteer, UnknownName
from variorum.resolve.gazetteer_build import Entry, town, write

FOLDER: Final = "VARIORUM_GAZETTEER"
COLUMNS: Final = 19
POPULATED: Final = "P"
SITES: Final = frozenset(
    [
        "AIRB",
        "AIRF",
        "AIRP",
        "BDG",
        "CMPRF",
        "CMPL",
        "DAM",
        "HSP",
        "INSM",
        "MILB",
        "MNQ",
        "PRT",
        "PS",
    ]
)
DIGEST: Final = 12  # hexadecimal digits
INFO: Final = "CREATE TABLE pack (source TEXT, sha256 TEXT, places INTEGER)"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that is there: its name, its file, the checksum of what it was made from, its size."""

    name: str
    file: Path
    sha256: str
    places: int

    @property
    def label(self) -> str:
        """How a run names it, so that its records can be made again."""
        return f"gazetteer {self.name} {self.sha256[:DIGEST]}"


def folder() -> Path:
    """Where packs are kept."""
    if given := os.environ.get(FOLDER):
        return Path(given)
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "variorum" / "gazetteers"


def packs() -> tuple[Pack, ...]:
    """The packs that are there, by name. Raises BadGazetteer for a file that is none."""
    return tuple(map(_open, sorted(folder().glob("*.sqlite")))) if folder().is_dir() else ()


def add_pack(source: Path, name: str | None = None) -> Pack:
    """Compile a GeoNames dump ("allCountries.txt", "UA.zip") into a pack, whole or not at all.

    A pack of that name is replaced. Raises BadGazetteer, naming the line, for a file that is not of
    nineteen columns as GeoNames has them.
    """
    target = folder() / f"{name or source.stem}.sqlite"
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, places = hashlib.sha256(), 0

    def entries(lines: Iterable[bytes]) -> Iterator[Entry]:
        nonlocal places
        for number, line in enumerate(lines, start=1):
            digest.update(line)
            entry = _entry(line, str(source), number)
            if entry is not None:
                places += 1
                yield entry

    def told(database: sqlite3.Connection) -> None:
        if not places:
            raise BadGazetteer(str(source), 1, "at least one populated place or site")
        database.execute(INFO)
        row = (source.name, digest.hexdigest(), places)
        database.execute("INSERT INTO pack VALUES (?, ?, ?)", row)

    with _lines(source) as lines:
        write(target, entries(lines), told)
    return _open(target)


def remove_pack(name: str) -> None:
    """Take a pack away. Raises UnknownName where there is none of that name."""
    names = {pack.name: pack for pack in packs()}
    if name not in names:
        raise UnknownName("gazetteer", name, list(names))
    names[name].file.unlink()


def _open(file: Path) -> Pack:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (sha256, places) = database.execute("SELECT sha256, places FROM pack").fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise BadGazetteer(
            str(file), None, f"a pack made by `variorum gazetteer` ({error})"
        ) from error
    return Pack(file.stem, file, sha256, places)


@contextmanager
def _lines(source: Path) -> Iterator[IO[bytes]]:
    """The lines of a text file, or of the one text in a zip file that bears its name."""
    try:
        if not zipfile.is_zipfile(source):
            with source.open("rb") as stream:
                yield stream
            return
        with zipfile.ZipFile(source) as archive:
            texts = [n for n in archive.namelist() if n.endswith(".txt") and n != "readme.txt"]
            if len(texts) != 1:
                raise BadGazetteer(str(source), None, "one text of places besides readme.txt")
            with archive.open(texts[0]) as inside:
                yield io.BufferedReader(inside)  # type: ignore[type-var]
    except (OSError, zipfile.BadZipFile) as error:
        raise BadGazetteer(str(source), None, f"a file that can be read ({error})") from error


def _entry(line: bytes, source: str, number: int) -> Entry | None:
    """A populated place or site of a line; None for a line that holds another feature."""
    try:
        values = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        raise BadGazetteer(source, number, "text in UTF-8") from None
    if len(values) != COLUMNS:
        found = f"{COLUMNS} columns parted by tabs, not {len(values)}"
        raise BadGazetteer(source, number, found)
    sort, code = values[6], values[7]
    if sort != POPULATED and code not in SITES:
        return None
    try:
        row = _row(values)
    except ValueError as error:
        raise BadGazetteer(
            source, number, f"a GeoNames id, degrees and a population ({error})"
        ) from None
    entry = town(row, set())
    place = list(entry.place)
    place[6] = "city" if sort == POPULATED else "site"
    place[7] = "capital" if code == "PPLC" else "town"
    return entry._replace(place=tuple(place))


def _row(values: list[str]) -> dict[str, Any]:
    lat, lon = float(values[4]), float(values[5])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{lat}, {lon} lies nowhere on earth")
    return {
        "geonameid": int(values[0]), "name": values[1], "latitude": lat, "longitude": lon,
        "countrycode": values[8], "admin1code": values[10], "population": int(values[14] or 0),
        "alternatenames": [*filter(None, values[3].split(",")), values[2]],
    }  # fmt: skip
