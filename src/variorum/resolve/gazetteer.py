"""Look places up by name in the compiled gazetteer."""

from __future__ import annotations

import re
import sqlite3
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from variorum.errors import MissingGazetteer
from variorum.model.value import PlaceKind
from variorum.resolve.gazetteer_build import fold
from variorum.resolve.gazetteer_packs import packs

FILE: Final = Path(__file__).with_name("gazetteer.sqlite")
FIND: Final = """
    SELECT place.id, place.name, lat, lon, country, division, kind, level, population, radius_km,
    rank
    FROM name JOIN place ON place.id = name.place WHERE key = ?
    ORDER BY population DESC, place.id"""


class Candidate(NamedTuple):
    """A place that goes by the name looked up.

    `division`: code of its first-order division; `level`: country, capital, town, admin1, admin2
    or region; `rank`: 0 where the name is its first, 1 for another name, 2 for a short form that
    stands only beside another place ("Ga.").
    """

    id: int
    name: str
    lat: float
    lon: float
    country: str | None
    division: str | None
    kind: PlaceKind
    level: str
    population: int
    radius_km: float
    rank: int

    @property
    def geonames(self) -> int | None:
        """The GeoNames id, None where the place has none."""
        return self.id if self.id > 0 else None


_LONE: Final = re.compile("[\ud800-\udfff]")  # surrogates, of which no name is made


class Gazetteer:
    """Compiled gazetteers, open for reading: the one that ships and a user's packs after it. Raises
    MissingGazetteer where there is no file."""

    def __init__(self, *files: Path) -> None:
        self._databases = tuple(map(_open, files))
        self._by_key = lru_cache(maxsize=65536)(self._read)
        found = self._databases[0].execute(
            "SELECT country, division, name FROM place WHERE level = 'admin1'"
        )
        self._divisions = {(country, division): name for country, division, name in found}

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Every place of that name, the most populous first; case and diacritics do not count."""
        return self._by_key(fold(name))

    def division_name(self, country: str | None, division: str | None) -> str | None:
        """The name of a first-order division by its code."""
        return self._divisions.get((country, division))

    def _read(self, key: str) -> tuple[Candidate, ...]:
        if not key or _LONE.search(key):
            return ()
        found: dict[int, Candidate] = {}
        for database in self._databases:
            for row in database.execute(FIND, (key,)):
                found.setdefault(row[0], Candidate(*row)._replace(kind=PlaceKind(row[6])))
        if len(self._databases) == 1:
            return tuple(found.values())
        return tuple(sorted(found.values(), key=lambda each: (-each.population, each.id)))


def _open(file: Path) -> sqlite3.Connection:
    if not file.is_file():
        raise MissingGazetteer(str(file))
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def installed() -> Gazetteer:
    """The gazetteer that ships with the package, and the user's packs."""
    return _opened(FILE, *(pack.file for pack in packs()))


@cache
def _opened(*files: Path) -> Gazetteer:
    return Gazetteer(*files)
