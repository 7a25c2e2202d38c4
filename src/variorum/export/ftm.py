"""FollowTheMoney: events, those who take part, the articles, and where they name whom.

Structure: https://followthemoney.tech (schemata Event, Person, Organization, PublicBody, Article,
Mention), one entity a line: id, schema, and properties that are lists of strings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from variorum.export.draft import Draft
from variorum.export.json_writing import json_lines
from variorum.export.material import Files, Material
from variorum.lexicon.load import words
from variorum.model.codec import Row
from variorum.model.document import Document
from variorum.model.ledger import Ledger
from variorum.model.sheet import Party
from variorum.model.value import Actor, ActorKind

STATE: Final = frozenset({
    ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE, ActorKind.AGENCY,
})  # fmt: skip
PRONOUNS: Final = "en/pronouns.tsv"
NO_ENTITY: Final = frozenset({ActorKind.PEOPLE, ActorKind.UNKNOWN})
ROLES: Final = ("who did it", "to whom", "who claimed it", "who denied it")
ID_DIGITS: Final = 40


def write_ftm(material: Material) -> Files:
    """All entities, each once, in order of their ids."""
    entities: dict[str, Row] = {}
    for entity in _entities(material):
        entities.setdefault(entity["id"], entity)
    return {"entities.jsonl": json_lines(entities[id] for id in sorted(entities))}


def _entities(material: Material) -> Iterator[Row]:
    for ledger in material.ledgers.values():
        yield _article(ledger.document, material.with_text)
        yield from _mentions(ledger)
    for sheet in material.sheets:
        draft = Draft(sheet, material.ledgers, material.with_text)
        parties = list(_parties(draft))
        yield from (_party(one.name, one.kind, one.country) for one in parties)
        yield _event(draft, parties)


def _event(draft: Draft, parties: Iterable[Party]) -> Row:
    incident = draft.sheet.incident
    days = incident.time
    first = days.earliest.isoformat() if days and days.earliest else None
    last = days.latest.isoformat() if days and days.latest else None
    articles = [_key("article", document) for document in incident.documents]
    sources = list(draft.sources())
    return _entity(
        _key("event", incident.id),
        "Event",
        {
            "name": [draft.sheet.title],
            "summary": [_summary(draft)],
            "recordId": [incident.id],
            "startDate": [first],
            "endDate": [last],
            "date": [first if first == last else None],
            "location": [incident.place.name if incident.place else None],
            "country": [_country(draft)],
            "involved": [_key("party", one.name) for one in parties],
            "publisher": [one.source for one in sources],
            "sourceUrl": [_web(one.url) for one in sources],
            "proof": articles,
        },
    )


def _country(draft: Draft) -> str | None:
    place = draft.sheet.incident.place
    return place.country.lower() if place and place.country else None


def _summary(draft: Draft) -> str:
    """What the accounts say of the toll, each with its name."""
    told = [
        f"{name}: {one.reading.value} ({draft.label(one.voice)})"
        for name in ("killed", "injured")
        for one in draft.told(name)
    ]
    return "; ".join(told) or "No account tells of a toll."


def _parties(draft: Draft) -> Iterator[Party]:
    for role in ROLES:
        for one in draft.told(role):
            party = one.reading.party
            if party is not None and party.kind is not None and party.kind not in NO_ENTITY:
                yield party


def _party(name: str, kind: ActorKind | None, country: str | None) -> Row:
    code = country.lower() if country else None
    return _entity(_key("party", name), _schema(kind), {"name": [name], "country": [code]})


def _schema(kind: ActorKind | None) -> str:
    if kind in STATE:
        return "PublicBody"
    return "Person" if kind is ActorKind.PERSON else "Organization"


def _article(document: Document, with_text: bool) -> Row:
    published = document.published.isoformat() if document.published else None
    sha1 = hashlib.sha1(document.text.encode("utf-8", "surrogatepass"), usedforsecurity=False)
    return _entity(
        _key("article", document.id),
        "Article",
        {
            "title": [document.title],
            "fileName": [document.id],
            "publisher": [document.source],
            "sourceUrl": [_web(document.url)],
            "publishedAt": [published],
            "language": ["eng" if document.language == "en" else None],
            "contentHash": [sha1.hexdigest()],
        },
    )


def _web(url: str | None) -> str | None:
    """An address that the format takes for one."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _mentions(ledger: Ledger) -> Iterator[Row]:
    for actor in ledger.actors:
        if actor.kind not in NO_ENTITY:
            yield _party(actor.name, actor.kind, actor.country)
            yield _mention(ledger.document, actor)


def _mention(document: Document, actor: Actor) -> Row:
    """All that a document calls an actor."""
    every = (" ".join(one.span.text.split()) for one in actor.mentions)
    names = dict.fromkeys(one for one in every if one.casefold() not in words(PRONOUNS))
    return _entity(
        _key("mention", f"{document.id}\t{actor.name}"),
        "Mention",
        {
            "document": [_key("article", document.id)],
            "resolved": [_key("party", actor.name)],
            "name": list(names) or [actor.name],
            "detectedSchema": [_schema(actor.kind)],
        },
    )


def _entity(id: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> Row:
    """An entity; properties without a value are left out, as the format asks."""
    kept = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }


def _key(sort: str, name: str) -> str:
    whole = f"variorum\t{sort}\t{name}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:ID_DIGITS]
