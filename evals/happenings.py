"""Invented incidents at real places: what the reports of `evals/reports.py` tell of.

Towns come from the gazetteer that ships; the countries are drawn from those with many towns. All
else (actors, words, streets) is made of syllables. Incidents crowd as they do in a war: a few
towns have most of them, and many follow, within days, another one of the same town and kind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import cos, hypot, radians
from random import Random
from typing import Final

from variorum.model.record import EventType
from variorum.resolve.gazetteer import FILE

FIRST_DAY: Final = date(2031, 1, 1)
DAYS: Final = 365
"""However many incidents there are, they lie within so many days: more means denser."""
COUNTRIES, FEWEST_TOWNS = 4, 400
HOT_TOWNS: Final = 40
HOT: Final = 0.6
"""Share of the incidents that lie in the hot towns."""
SERIES: Final = 0.4
"""Share of the incidents that follow another one of the same town and kind within SERIES_DAYS."""
SERIES_DAYS: Final = 3
NEAR_KM, KM_A_DEGREE = 30.0, 111.2
OUTLETS: Final = 40

Kind = tuple[EventType, str | None]
KINDS: Final[Mapping[Kind, int]] = {
    (EventType.ASSAULT, "heavy-weapons"): 20,
    (EventType.ASSAULT, "aerial"): 18,
    (EventType.ASSAULT, "explosives"): 14,
    (EventType.ASSAULT, "firearms"): 10,
    (EventType.ASSAULT, "drone"): 8,
    (EventType.ASSAULT, "suicide-attack"): 4,
    (EventType.ASSAULT, "abduct"): 4,
    (EventType.ASSAULT, "destroy"): 4,
    (EventType.COERCE, "seize"): 6,
    (EventType.COERCE, "arrest"): 5,
    (EventType.COERCE, "restrict"): 2,
    (EventType.PROTEST, "demo"): 5,
}
"""How often each PLOVER type and mode happens; the shares follow what is found in public articles
on a war."""

FIND_TOWNS: Final = """
    SELECT place.id, place.name, place.lat, place.lon, place.country, division.name
    FROM place JOIN place AS division ON division.level = 'admin1'
        AND division.country = place.country AND division.division = place.division
    WHERE place.level = 'town' AND place.country = ? ORDER BY place.id"""
FIND_COUNTRIES: Final = """
    SELECT country FROM place WHERE level = 'town' GROUP BY country HAVING count(*) >= ?
    ORDER BY country"""


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the gazetteer; `words`: streets and quarters, of our making."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    division: str
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Side:
    """A body that acts: its name, and names that no list brings together with it."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """A country, with those who act in it; of `sides` the first is its army."""

    code: str
    towns: tuple[Town, ...]
    sides: tuple[Side, ...]
    officials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """A true incident. `details`: the words that accounts of it draw on."""

    number: int
    day: date
    land: Land
    town: Town
    kind: Kind
    side: Side
    victims: int
    person: str | None
    killed: int
    injured: int
    details: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """Everything that incidents are drawn from."""

    lands: tuple[Land, ...]
    hot: tuple[tuple[Land, Town], ...]
    general: tuple[str, ...]
    topics: Mapping[Kind, tuple[str, ...]]
    outlets: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...] = field(repr=False)


def make_world(draw: Random) -> World:
    """The countries, their towns and sides, and all words."""
    words = _words(draw)
    with sqlite3.connect(FILE) as gazetteer:
        codes = [code for (code,) in gazetteer.execute(FIND_COUNTRIES, (FEWEST_TOWNS,))]
        lands = tuple(
            _land(draw, code, gazetteer.execute(FIND_TOWNS, (code,)).fetchall(), words)
            for code in sorted(draw.sample(codes, COUNTRIES))
        )
    hot = tuple((land, draw.choice(land.towns)) for land in lands * (HOT_TOWNS // COUNTRIES))
    return World(
        lands,
        hot,
        _take(words, 3000),
        {kind: _take(words, 60) for kind in KINDS},
        {f"Outlet {number}": _take(words, 40) for number in range(1, OUTLETS + 1)},
        _take(words, 60_000),
    )


def _land(
    draw: Random, code: str, rows: Sequence[tuple[object, ...]], words: Iterator[str]
) -> Land:
    towns = tuple(
        Town(int(str(id)), str(name), float(str(lat)), float(str(lon)), code, str(division),
             _take(words, 30))
        for id, name, lat, lon, _, division in draw.sample(rows, min(len(rows), FEWEST_TOWNS))
    )  # fmt: skip
    sides = tuple(Side(_name(words), (_name(words), _name(words))) for _ in range(8))
    return Land(code, towns, sides, tuple(_name(words) for _ in range(80)))


def happen(world: World, count: int, draw: Random) -> list[Happening]:
    """So many incidents."""
    found: list[Happening] = []
    for number in range(count):
        before = draw.choice(found) if found and draw.random() < SERIES else None
        found.append(_happening(number, world, draw, before))
    return found


def _happening(number: int, world: World, draw: Random, before: Happening | None) -> Happening:
    land, town = (before.land, before.town) if before else _somewhere(world, draw)
    kind = before.kind if before else draw.choices([*KINDS], [*KINDS.values()])[0]
    day = FIRST_DAY + timedelta(draw.randrange(DAYS))
    if before:
        day = before.day + timedelta(draw.randint(0, SERIES_DAYS))
    is_bloody = kind[0] is EventType.ASSAULT and draw.random() < 0.75
    killed = min(int(draw.paretovariate(0.9)), 400) if is_bloody else 0
    return Happening(
        number, day, land, town, kind,
        before.side if before and draw.random() < 0.7 else land.sides[rank(draw, len(land.sides))],
        rank(draw, 12),
        _person(world, draw) if draw.random() < 0.15 else None,
        killed,
        int(killed * draw.uniform(0.5, 4)) if is_bloody else 0,
        _details(world, town, draw),
    )  # fmt: skip


def _somewhere(world: World, draw: Random) -> tuple[Land, Town]:
    if draw.random() < HOT:
        return world.hot[rank(draw, len(world.hot))]
    land = draw.choice(world.lands)
    return land, draw.choice(land.towns)


def _details(world: World, town: Town, draw: Random) -> tuple[str, ...]:
    """Five words of the town, seven that are in use everywhere, three rare names."""
    return (
        *(town.words[rank(draw, len(town.words))] for _ in range(5)),
        *(draw.choice(world.general) for _ in range(7)),
        *(draw.choice(world.names) for _ in range(3)),
    )


def _person(world: World, draw: Random) -> str:
    return f"{draw.choice(world.names)} {draw.choice(world.names)}".title()


def neighbour(town: Town, land: Land, draw: Random) -> Town:
    """Another town not far away; the town itself where there is none."""
    near = [other for other in land.towns if other is not town and _km(town, other) <= NEAR_KM]
    return draw.choice(near) if near else town


def _km(one: Town, other: Town) -> float:
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return KM_A_DEGREE * hypot(one.lat - other.lat, east)


def rank(draw: Random, count: int) -> int:
    """A place from 0 below `count`, the first ones far more often (as in Zipf's law)."""
    return min(int(count ** draw.random()) - 1, count - 1)


# ------------------------------------------------------------------ words of syllables

_STARTS: Final = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "z",
]
_VOWELS: Final = ["a", "e", "i", "o", "u", "ai", "ei", "ou"]
_ENDS: Final = ["l", "m", "n", "r", "s", "k", "t", "nd", "rk", "st"]


def _words(draw: Random) -> Iterator[str]:
    """Words without end, none twice."""
    known: set[str] = set()
    while True:
        syllables = [draw.choice(_STARTS) + draw.choice(_VOWELS) for _ in range(draw.randint(2, 3))]
        word = "".join(syllables) + draw.choice(_ENDS)
        if word not in known:
            known.add(word)
            yield word


def _take(words: Iterator[str], count: int) -> tuple[str, ...]:
    return tuple(next(words) for _ in range(count))


def _name(words: Iterator[str]) -> str:
    return " ".join(_take(words, 2)).title()
