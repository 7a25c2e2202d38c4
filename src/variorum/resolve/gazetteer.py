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
    """A compiled gazetteer, open for reading. Raises MissingGazetteer where there is no file."""

    def __init__(self, file: Path) -> None:
        if not file.is_file():
            raise MissingGazetteer(str(file))
        self._database = sqlite3.connect(
            f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._by_key = lru_cache(maxsize=65536)(self._read)
        found = self._database.execute(
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
        return tuple(
            Candidate(*row)._replace(kind=PlaceKind(row[6]))
            for row in self._database.execute(FIND, (key,))
        )


@cache
def installed() -> Gazetteer:
    """The gazetteer that ships with the package."""
    return Gazetteer(FILE)
