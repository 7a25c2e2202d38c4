"""Rules of profiles for places: name, point, division, country, and how precise they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from math import floor
from typing import Final

from variorum.export.choosing import POINTS, Spot, choose_place
from variorum.export.draft import EMPTY, Coded, Draft, readings
from variorum.export.profile import Settings, read_shipped
from variorum.lexicon.load import Row
from variorum.model.value import Place, PlaceKind

BEFORE: Final = 30  # code points before a name in which "near" may stand
CELL_DEGREES: Final = 0.5  # of the PRIO grid
_NEAR: Final = re.compile(
    r"\b(near|outside|around|close to|not far from|"
    r"(kilomet(er|re)s?|km|miles?) (\w+ )?(of|from))\s+(the\s+)?(\w+\s+of\s+)?$",
    re.IGNORECASE,
)


def write_place(draft: Draft, settings: Settings) -> Coded:
    """A part of the place: name, country, admin1, latitude, longitude, point (WKT), grid cell.

    A country is no point: its latitude and longitude stay empty. No capital stands in for it.
    """
    spot = choose_place(draft)
    if spot is None:
        return EMPTY
    lost = spot.lost
    if settings["part"] in _OF_POINT and (
        spot.place.lat is None or spot.place.kind not in _POINTED
    ):
        return Coded(None, readings(spot.told), (*lost, f"{spot.place.name} is given no point"))
    value = _PARTS[settings["part"]](spot.place)
    return Coded(
        value, readings(spot.told), lost if settings["part"] in ("name", "latitude") else ()
    )


_POINTED: Final = POINTS | {PlaceKind.SEA, PlaceKind.REGION}
_OF_POINT: Final = frozenset({"latitude", "longitude", "point", "cell"})


def grid_cell(lat: float, lon: float) -> int:
    """The number of the PRIO-GRID cell of a point: cells of half a degree, counted eastward from
    the south-west corner, 720 a row (Tollefsen, Strand and Buhaug 2012).

    >>> grid_cell(-90.0, -180.0), grid_cell(89.9, 179.9)
    (1, 259200)
    """
    row = min(floor((lat + 90) / CELL_DEGREES), 359)
    column = min(floor((lon + 180) / CELL_DEGREES), 719)
    return row * 720 + column + 1


def _cell(place: Place) -> int | None:
    if place.lat is None or place.lon is None:
        return None
    return grid_cell(place.lat, place.lon)


_PARTS: Final[dict[str, Callable[[Place], str | float | None]]] = {
    "name": lambda place: None if place.kind is PlaceKind.COUNTRY else place.name,
    "latitude": lambda place: place.lat,
    "longitude": lambda place: place.lon,
    "admin1": lambda place: place.admin1,
    "country": lambda place: place.country,
    "point": lambda place: f"POINT ({place.lon} {place.lat})",
    "cell": _cell,
}


def write_country(draft: Draft, settings: Settings) -> Coded:
    """The country of the place: its name, or its ISO 3166-1 number."""
    spot = choose_place(draft)
    if spot is None or spot.place.country is None:
        return EMPTY
    found = _countries().get(spot.place.country)
    if found is None:
        return Coded(
            None, readings(spot.told), (f"{spot.place.country}: no country of ISO 3166-1",)
        )
    value = int(found["numeric"]) if settings["part"] == "number" else found["name"]
    return Coded(value, readings(spot.told))


@cache
def _countries() -> dict[str, Row]:
    return {row["iso"]: row for row in read_shipped("countries.tsv")}


def grade_place(draft: Draft, settings: Settings) -> Coded:
    """How precise the place is. `kinds`: "city:1, region:3"; `near`: the grade of words such as
    "near Port Alma"."""
    spot = choose_place(draft)
    if spot is None:
        return EMPTY
    grades = dict(pair.strip().split(":") for pair in settings["kinds"].split(","))
    grade = grades.get(spot.place.kind.value)
    if settings["near"] and spot.place.kind in POINTS and all(map(_is_near, spot_words(spot))):
        grade = settings["near"]
    return Coded(int(grade) if grade else None, readings(spot.told))


def spot_words(spot: Spot) -> list[str]:
    """What stands before each naming of the place."""
    spans = [one.reading.quotation for one in spot.told]
    return [span.document.text[max(0, span.start - BEFORE) : span.start] for span in spans]


def _is_near(before: str) -> bool:
    return _NEAR.search(before) is not None
