"""The outlines of countries in the frame of a map, cut at its edges.

Source: Natural Earth 4.1, 1:50 million, public domain (https://www.naturalearthdata.com/), which
draws lines where they run on the ground; `tools/outlines.py` made the file. A line here is no
word on whose land is whose.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

Point = tuple[float, float]

KM_A_DEGREE = 111.2  # of latitude
MAP_WIDTH, MAP_HEIGHT = 720.0, 440.0  # units of the drawing
TURN = 360.0  # degrees
NEAREST = 0.6  # units of the drawing; a point nearer to the last one adds nothing
SMALLEST_NAMED = 6000.0  # square units of a country's part in the frame that has room for its name


@dataclass(frozen=True, slots=True)
class Frame:
    """What a map shows: its middle in degrees (WGS 84) and how many kilometres a unit is.

    Lengths are true near the middle; away from it they are off by the curve of the earth.
    """

    lat: float
    lon: float
    km: float

    def at(self, lat: float, lon: float) -> Point:
        """Where a point stands in the drawing, the shorter way round the earth."""
        east = (lon - self.lon + TURN / 2) % TURN - TURN / 2
        return self._east(east), MAP_HEIGHT / 2 - (lat - self.lat) * KM_A_DEGREE / self.km

    def placed(self, ring: _Ring, turn: float) -> list[Point]:
        """The points of a ring, moved by whole turns of the earth."""
        half, unit = MAP_HEIGHT / 2, KM_A_DEGREE / self.km
        return [
            (self._east(lon + turn - self.lon), half - (lat - self.lat) * unit)
            for lon, lat in ring.points
        ]

    def turns(self, ring: _Ring) -> Iterator[float]:
        """The whole turns of the earth that bring a ring into the frame."""
        north = MAP_HEIGHT / 2 * self.km / KM_A_DEGREE
        if ring.south > self.lat + north or ring.north < self.lat - north:
            return
        east = MAP_WIDTH / 2 * self.km / (KM_A_DEGREE * self._narrowing)
        for turn in (-TURN, 0.0, TURN):
            if ring.west + turn < self.lon + east and ring.east + turn > self.lon - east:
                yield turn

    def _east(self, degrees: float) -> float:
        return MAP_WIDTH / 2 + degrees * self._narrowing * KM_A_DEGREE / self.km

    @property
    def _narrowing(self) -> float:
        return max(math.cos(math.radians(self.lat)), 0.05)


@dataclass(frozen=True, slots=True)
class Land:
    """A country's part in a frame. `path`: of an SVG; `share`: how much of the frame it fills,
    from 0 to 1; `middle`: where there is room for its name.

    `code`: ISO 3166-1 alpha-2, empty where it has none.
    """

    code: str
    name: str
    path: str
    share: float
    middle: Point | None


@dataclass(frozen=True, slots=True)
class _Ring:
    """A closed line in degrees (longitude, latitude), and its box."""

    points: tuple[Point, ...]
    west: float
    east: float
    south: float
    north: float


def lands_in(frame: Frame) -> list[Land]:
    """The countries that a frame touches, in order of their codes."""
    return [land for code, name, rings in _countries() if (land := _land(frame, code, name, rings))]


def _land(frame: Frame, code: str, name: str, rings: Iterable[_Ring]) -> Land | None:
    shown = []
    for ring in rings:
        for turn in frame.turns(ring):
            if len(cut := _cut(frame.placed(ring, turn))) > 2:
                shown.append(cut)
    if not shown:
        return None
    largest = max(shown, key=lambda ring: abs(_area(ring)))
    roomy = abs(_area(largest)) >= SMALLEST_NAMED
    share = sum(abs(_area(ring)) for ring in shown) / (MAP_WIDTH * MAP_HEIGHT)
    middle = _middle(largest) if roomy else None
    return Land(code, name, "".join(map(_path, shown)), min(share, 1.0), middle)


def _cut(ring: Sequence[Point]) -> list[Point]:
    """What of a ring lies in the frame (Sutherland and Hodgman 1974)."""
    margin = 4.0  # so that the line along the cut stays out of sight
    cut = list(ring)
    for axis, edge, side in (
        (0, -margin, 1),
        (0, MAP_WIDTH + margin, -1),
        (1, -margin, 1),
        (1, MAP_HEIGHT + margin, -1),
    ):
        cut = list(_cut_at(cut, axis, edge, side))
    return cut


def _cut_at(ring: Sequence[Point], axis: int, edge: float, side: int) -> Iterator[Point]:
    for before, point in pairwise([*ring[-1:], *ring]):
        inside, was_inside = ((one[axis] - edge) * side >= 0 for one in (point, before))
        if inside is not was_inside:
            yield _crossing(before, point, axis, edge)
        if inside:
            yield point


def _crossing(one: Point, other: Point, axis: int, edge: float) -> Point:
    share = (edge - one[axis]) / (other[axis] - one[axis])
    x, y = (a + share * (b - a) for a, b in zip(one, other, strict=True))
    return (edge, y) if axis == 0 else (x, edge)


def _area(ring: Sequence[Point]) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in pairwise([*ring, ring[0]])) / 2


def _middle(ring: Sequence[Point]) -> Point:
    """The centre of a ring's area."""
    sides = [(one, other, one[0] * other[1] - other[0] * one[1])
             for one, other in pairwise([*ring, ring[0]])]  # fmt: skip
    six = 6 * _area(ring)
    x, y = (sum((one[i] + other[i]) * cross for one, other, cross in sides) / six for i in (0, 1))
    return round(x, 1), round(y, 1)


def _path(ring: Sequence[Point]) -> str:
    kept = [ring[0]]
    for point in ring:
        if math.dist(point, kept[-1]) >= NEAREST:
            kept.append(point)
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in kept) + "Z"


@cache
def _countries() -> tuple[tuple[str, str, tuple[_Ring, ...]], ...]:
    packed = resources.files("variorum.show").joinpath("countries.json.gz").read_bytes()
    atlas = json.loads(gzip.decompress(packed))
    arcs = [_arc(arc, atlas["scale"], atlas["translate"]) for arc in atlas["arcs"]]
    return tuple(
        (code, name, tuple(_ring(ring, arcs) for ring in rings))
        for code, name, rings in atlas["countries"]
    )


def _arc(steps: Sequence[int], scale: Sequence[float], start: Sequence[float]) -> list[Point]:
    x = y = 0
    points = []
    for at in range(0, len(steps), 2):
        x, y = x + steps[at], y + steps[at + 1]
        points.append((x * scale[0] + start[0], y * scale[1] + start[1]))
    return points


def _ring(parts: Sequence[int], arcs: Sequence[Sequence[Point]]) -> _Ring:
    points: list[Point] = []
    for part in parts:
        arc = arcs[part] if part >= 0 else arcs[~part][::-1]
        points += arc[1:] if points else arc
    lons, lats = zip(*points, strict=True)
    return _Ring(tuple(points), min(lons), max(lons), min(lats), max(lats))
