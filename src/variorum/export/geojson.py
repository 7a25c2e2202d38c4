"""GeoJSON: where the accounts put each incident, with how far from the point it may be.

Structure: RFC 7946. A country is no point: its feature has no geometry, and neither has a place
that the gazetteer does not know.
"""

from __future__ import annotations

from collections.abc import Iterator

from variorum.export.draft import Draft, Told
from variorum.export.json_writing import json_bytes
from variorum.export.material import Files, Material
from variorum.export.quoting import quote
from variorum.model.codec import Json, Row
from variorum.model.sheet import Sheet
from variorum.model.value import Place, PlaceKind


def write_geojson(material: Material) -> Files:
    """A feature for each place at which an account puts an incident."""
    features = [
        feature
        for sheet in material.sheets
        for feature in _features(Draft(sheet, material.ledgers, material.with_text))
    ]
    return {"incidents.geojson": json_bytes({"type": "FeatureCollection", "features": features})}


def _features(draft: Draft) -> Iterator[Row]:
    groups: dict[Json, list[Told]] = {}
    for told in draft.told("where"):
        if (place := told.reading.place) is not None:
            groups.setdefault((place.name, place.lat, place.lon), []).append(told)
    for number, group in enumerate(groups.values(), start=1):
        yield _feature(draft, number, group)
    if not groups:
        yield _bare(draft.sheet)


def _feature(draft: Draft, number: int, group: list[Told]) -> Row:
    place = group[0].reading.place
    assert place is not None
    voices = dict.fromkeys(draft.label(one.voice) for one in group)
    return {
        "type": "Feature",
        "id": f"{draft.sheet.incident.id}-{number}",
        "geometry": _point(place),
        "properties": _incident(draft.sheet)
        | {
            "place": place.name,
            "kind": place.kind.value,
            "country": place.country,
            "admin1": place.admin1,
            "geonames": place.geonames,
            "radius_km": place.radius_km,
            "precision": _precision(place),
            "said_by": list(voices),
            "quotations": [quote(one.reading.quotation, draft.with_text) for one in group],
        },
    }


def _bare(sheet: Sheet) -> Row:
    """An incident of which no account says where."""
    unsaid = {"place": None, "precision": "not said in the texts given"}
    properties = _incident(sheet) | unsaid
    return {"type": "Feature", "id": sheet.incident.id, "geometry": None, "properties": properties}


def _incident(sheet: Sheet) -> Row:
    time = sheet.incident.time
    return {
        "incident": sheet.incident.id,
        "title": sheet.title,
        "type": sheet.incident.type.value,
        "mode": sheet.incident.mode,
        "earliest": time.earliest.isoformat() if time and time.earliest else None,
        "latest": time.latest.isoformat() if time and time.latest else None,
        "voices": sheet.incident.voices,
    }


def _point(place: Place) -> Row | None:
    if place.kind is PlaceKind.COUNTRY or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _precision(place: Place) -> str:
    if place.kind is PlaceKind.COUNTRY:
        return "somewhere in the country"
    if place.lat is None:
        return "not in the gazetteer"
    reach = f"within {place.radius_km:g} km" if place.radius_km else "at the point"
    return f"{place.kind.value}, {reach}"
