"""Rules of the PLOVER profile: entities, places and texts as its JSON lines nest them."""

from __future__ import annotations

from typing import Final

from variorum.export.choosing import Side, choose_place, doers, targets
from variorum.export.draft import EMPTY, Coded, Draft, readings
from variorum.export.profile import Settings
from variorum.export.quoting import shorten
from variorum.export.rules_counts import LOWEST, find_tolls
from variorum.export.rules_texts import iterate_modes
from variorum.model.codec import Json, Row
from variorum.model.document import Document
from variorum.model.record import EventType
from variorum.model.value import PlaceKind

VERBAL_COOPERATION: Final = frozenset({
    EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE,
})  # fmt: skip
MATERIAL_COOPERATION: Final = frozenset({EventType.COOPERATE, EventType.AID, EventType.RETREAT})
VERBAL_CONFLICT: Final = frozenset({
    EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN,
})  # fmt: skip
RESOLUTION: Final = {
    PlaceKind.SITE: 5,
    PlaceKind.CITY: 4,
    PlaceKind.REGION: 2,
    PlaceKind.COUNTRY: 1,
}


def list_entities(draft: Draft, settings: Settings) -> Coded:
    """Every actor (`role`: actor) or recipient, as PLOVER's entity: what is not known is null."""
    every = doers(draft) if settings["role"] == "actor" else targets(draft)
    sides = [side for side in every if side.party.kind is not None]
    told = tuple(one for side in sides for one in readings(side.told))
    sectors = {row["kind"]: row["code"] for row in settings.table("table")}
    return Coded([_entity(side, sectors) for side in sides], told)


def _entity(side: Side, sectors: dict[str, str]) -> Row:
    party = side.party
    return {
        "code": party.country,
        "sector": sectors.get(party.kind.value if party.kind else "", "UNK"),
        "entity_text": party.name,
        "identifier_id": None,
        "identifier_text": None,
        "religion": None,
        "ethnicity": None,
        "office": None,
        "gender": None,
        "age": None,
    }


def list_types(draft: Draft, settings: Settings) -> Coded:
    """The types of all that is told of the incident, in capitals, its own first."""
    told = [one.reading for one in draft.told("what") if one.reading.deed]
    types = {draft.sheet.incident.type.value: None}
    types |= {one.deed.type.value: None for one in told if one.deed}
    return Coded([one.upper() for one in types], tuple(told))


def list_modes(draft: Draft, settings: Settings) -> Coded:
    """The modes of all that is told of the incident."""
    told = tuple(one.reading for one in draft.told("what"))
    return Coded(list(iterate_modes(draft)), told)


def list_words(draft: Draft, settings: Settings) -> Coded:
    """The words that tell of the happening, one of each reading."""
    told = [one.reading for one in draft.told("what")]
    return Coded([draft.words(one) for one in told], tuple(told))


def write_quad(draft: Draft, settings: Settings) -> Coded:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    kind = draft.sheet.incident.type
    groups = (VERBAL_COOPERATION, MATERIAL_COOPERATION, VERBAL_CONFLICT)
    return Coded(next((at for at, group in enumerate(groups, 1) if kind in group), 4))


def write_location(draft: Draft, settings: Settings) -> Coded:
    """The place as PLOVER's location; a country is given no point."""
    spot = choose_place(draft)
    if spot is None:
        return EMPTY
    place, told = spot.place, readings(spot.told)
    pointed = place.kind is not PlaceKind.COUNTRY
    value: Row = {
        "extracted_place": draft.words(told[0]),
        "resolved_place": place.name if place.lat is not None else None,
        "geonameid": place.geonames,
        "lat": place.lat if pointed else None,
        "lon": place.lon if pointed else None,
        "city": place.name if place.kind is PlaceKind.CITY else None,
        "district": None,
        "province": place.admin1,
        "country": None,
        "country_code": place.country,
        "feature_class": None,
        "feature_code": None,
        "resolution": RESOLUTION.get(place.kind),
    }
    return Coded(value, told, spot.lost)


def write_size(draft: Draft, settings: Settings) -> Coded:
    """The dead, injured and arrested, the lowest that a voice gives; null where none says."""
    value: dict[str, Json] = {}
    told, lost = [], []
    for name, row in (("dead", "killed"), ("injured", "injured"), ("arrested", "arrested")):
        tolls = find_tolls(draft, Settings({"of": row, "take": LOWEST}))
        best = min(tolls, key=lambda one: one.number, default=None)
        value[name] = best.number if best else None
        told += [one.reading for one in tolls if best and one.number == best.number]
        lost += [
            f"{row}: {one.number:,} ({draft.label(one.voice)})"
            for one in tolls
            if best and one.number != best.number
        ]
    return Coded(value, tuple(told), tuple(lost))


def write_text(draft: Draft, settings: Settings) -> Coded:
    """The text of the earliest account; its first words where texts are left out."""
    document = next(draft.sources())
    return Coded(document.text if draft.with_text else shorten(document.text))


def list_texts(draft: Draft, settings: Settings) -> Coded:
    """Where in which text each reading of the happening stands: code points."""
    told = [one.reading for one in draft.told("what")]
    order = {document.id: at for at, document in enumerate(draft.sources(), 1)}
    value = [
        {
            "sequence": order.get(one.document),
            "start": one.quotation.start,
            "end": one.quotation.end,
            "text_story": draft.words(one),
        }
        for one in told
    ]
    return Coded(value, tuple(told))


def list_citations(draft: Draft, settings: Settings) -> Coded:
    """Each account's outlet, title, address and day; `version` is the profile's, not the text's."""
    return Coded([_citation(one) for one in draft.sources()])


def _citation(document: Document) -> Row:
    return {
        "corpus": None,
        "citation": document.id,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "publication": document.source,
        "publication_date": document.published.isoformat() if document.published else None,
        "license": None,
        "copyright": None,
        "coder": "variorum",
        "codebook": "PLOVER",
        "version": None,
    }


def write_true(draft: Draft, settings: Settings) -> Coded:
    """True: a line stands for an event."""
    return Coded(True)


def list_nothing(draft: Draft, settings: Settings) -> Coded:
    """An empty list: the records do not hold it."""
    return Coded([])
