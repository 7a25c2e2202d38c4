"""Where each account puts an incident, on a map that shows how exactly: plain geometry.

A place is drawn as the circle it may reach, a country as its whole land: never as a bare point.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.sheet import Sheet
from variorum.model.value import Place, PlaceKind
from variorum.model.wording import siglum
from variorum.show.drawing import own_events
from variorum.show.outlines import (
    KM_A_DEGREE,
    MAP_HEIGHT,
    MAP_WIDTH,
    TURN,
    Frame,
    Land,
    Point,
    lands_in,
)

NARROWEST_KM = 240.0  # from edge to edge
WIDENING = 1.4  # until a border or a coast is in sight
NEARLY_ALL = 0.93  # of a frame
WIDEST_KM = 9000.0  # beyond it a flat map tells nothing true
MARGIN = 1.5  # of the frame beyond what is drawn
NAME_WIDTH, LINE = 100.0, 18.0  # units of the drawing that a country's name takes
SMALLEST_CIRCLE = 5.0  # units of the drawing
_STEPS_KM = (10, 20, 50, 100, 200, 500, 1000, 2000)
_LONGEST_STEP = MAP_WIDTH / 4


@dataclass(frozen=True, slots=True)
class Placing:
    """One account's word on where: a line of the table beside the map."""

    letter: str
    document: str
    place: Place

    @property
    def quotation(self) -> Span:
        """The words it rests on."""
        return self.place.mention

    @property
    def whole(self) -> bool:
        """Whether it is a country and no more."""
        return self.place.kind is PlaceKind.COUNTRY


@dataclass(frozen=True, slots=True)
class Circle:
    """How far a place may reach, and which accounts put the incident there."""

    x: float
    y: float
    radius: float
    letters: str
    placing: Placing


@dataclass(frozen=True, slots=True)
class Ground:
    """A country in the frame; `letters`: the accounts that name it and no place in it; `named`:
    where its name stands, if there is room."""

    land: Land
    letters: str
    named: Point | None


@dataclass(frozen=True, slots=True)
class Map:
    """A map of an incident, and its scale: so many units are so many kilometres."""

    grounds: tuple[Ground, ...]
    circles: tuple[Circle, ...]
    step: float
    step_km: int
    width: float = MAP_WIDTH
    height: float = MAP_HEIGHT


def placings(sheet: Sheet, ledgers: Mapping[str, Ledger]) -> list[Placing]:
    """Every place where an account puts the incident, in the order of the voices."""
    found: dict[tuple[object, ...], Placing] = {}
    for voice, account in enumerate(sheet.voices):
        for document in account.documents:
            for place in _places(sheet, ledgers[document]):
                key = (voice, place.name, place.lat, place.lon)
                found.setdefault(key, Placing(siglum(voice), document, place))
    return list(found.values())


def _places(sheet: Sheet, ledger: Ledger) -> list[Place]:
    ours = {event.place for event in own_events(sheet, ledger)}
    return [one for one in ledger.places if one.id in ours]


def draw_map(placed: Sequence[Placing]) -> Map | None:
    """The places on a map; None where not one is known."""
    exact = [one for one in placed if one.place.lat is not None and not one.whole]
    broad = [one for one in placed if one.place.lat is not None and one.whole]
    if not exact and not broad:
        return None
    frame = _in_sight(_frame(exact or broad))
    step_km = max(one for one in _STEPS_KM if one == _STEPS_KM[0] or _short(one, frame))
    circles = tuple(_circles(exact, frame))
    return Map(
        tuple(
            Ground(land, _letters(broad, land.code), _named_at(land, circles))
            for land in lands_in(frame)
        ),
        circles,
        round(step_km / frame.km, 1),
        step_km,
    )


def _short(km: int, frame: Frame) -> bool:
    return km / frame.km <= _LONGEST_STEP


def _letters(broad: Iterable[Placing], code: str) -> str:
    return " ".join(
        dict.fromkeys(one.letter for one in broad if code and one.place.country == code)
    )


def _frame(placed: Sequence[Placing]) -> Frame:
    """A frame that holds every place with all it may reach."""
    start = _point(placed[0])[1]
    boxes = [_box(one, start) for one in placed]
    south, north = min(box[0] for box in boxes), max(box[1] for box in boxes)
    west, east = min(box[2] for box in boxes), max(box[3] for box in boxes)
    lat = (south + north) / 2
    wide = (east - west) * KM_A_DEGREE * math.cos(math.radians(lat))
    high = (north - south) * KM_A_DEGREE * MAP_WIDTH / MAP_HEIGHT
    across = min(max(wide * MARGIN, high * MARGIN, NARROWEST_KM), WIDEST_KM)
    return Frame(lat, (west + east) / 2, across / MAP_WIDTH)


def _in_sight(frame: Frame) -> Frame:
    """The frame, widened until a border or a coast is in it."""
    while frame.km * MAP_WIDTH < WIDEST_KM and _fills(frame):
        frame = replace(frame, km=frame.km * WIDENING)
    return frame


def _fills(frame: Frame) -> bool:
    """Whether one country is nearly all that the frame shows."""
    return any(land.share > NEARLY_ALL for land in lands_in(frame))


def _named_at(land: Land, circles: Iterable[Circle]) -> Point | None:
    """Where a country's name stands: in its middle, or lower where a circle is in the way."""
    if land.middle is None:
        return None
    x, y = land.middle
    for one in sorted(circles, key=lambda one: one.y):
        if abs(one.x - x) < NAME_WIDTH / 2 + one.radius and abs(one.y - y) < LINE + one.radius:
            y = one.y + one.radius + LINE
    return (x, y) if y < MAP_HEIGHT - LINE else None


def _box(one: Placing, start: float) -> tuple[float, float, float, float]:
    """South, north, west, east, in degrees; longitudes run on from `start`."""
    lat, lon = _point(one)
    lon = start + (lon - start + TURN / 2) % TURN - TURN / 2
    reach = (one.place.radius_km or 0.0) / KM_A_DEGREE
    aside = reach / max(math.cos(math.radians(lat)), 0.05)
    return max(lat - reach, -90.0), min(lat + reach, 90.0), lon - aside, lon + aside


def _point(one: Placing) -> tuple[float, float]:
    assert one.place.lat is not None
    assert one.place.lon is not None
    return one.place.lat, one.place.lon


def _circles(exact: Iterable[Placing], frame: Frame) -> Iterator[Circle]:
    """A circle for each place, the widest first, so that none hides another."""
    ordered = sorted(
        exact, key=lambda one: (-(one.place.radius_km or 0.0), _point(one), one.letter)
    )
    for _, same in groupby(ordered, key=lambda one: (one.place.radius_km, _point(one))):
        accounts = list(same)
        x, y = frame.at(*_point(accounts[0]))
        radius = max((accounts[0].place.radius_km or 0.0) / frame.km, SMALLEST_CIRCLE)
        letters = " ".join(dict.fromkeys(one.letter for one in accounts))
        yield Circle(round(x, 1), round(y, 1), round(radius, 1), letters, accounts[0])
