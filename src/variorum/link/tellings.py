"""What one document tells of one incident, in a form that can be held against another's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from variorum.lexicon import words
from variorum.link.accounts import folded
from variorum.model.document import Document, Span
from variorum.model.incident import Incident
from variorum.model.ledger import Ledger
from variorum.model.record import Counted, Event, EventType
from variorum.model.value import Actor, ActorKind, Bounds, Interval, Place

PASSAGE: Final = 220
"""Code points to either side of a cue that are read for words."""
COMMON: Final = "en/common_words.tsv"
GENERIC: Final = frozenset({ActorKind.PEOPLE, ActorKind.UNKNOWN})


@dataclass(frozen=True)
class Telling:
    """A document's account of an incident.

    `incident`: its id in the ledger; None where an event stands alone. `agents`, `victims`:
    names and head words, folded; `named`: those of the victims that are proper names. `words`:
    what its passages say, function words left out.
    """

    document: Document
    incident: str | None
    events: tuple[str, ...]
    type: EventType
    mode: str | None
    time: Interval | None
    place: Place | None
    agents: frozenset[str]
    victims: frozenset[str]
    named: frozenset[str]
    killed: Bounds | None
    injured: Bounds | None
    words: frozenset[str]

    @property
    def published(self) -> date | None:
        return self.document.published


def find_tellings(ledger: Ledger) -> Iterator[Telling]:
    """The incidents of a ledger; where it has none, its events, each by itself."""
    if ledger.incidents:
        yield from (_of_incident(ledger, incident) for incident in ledger.incidents)
    else:
        yield from (_of_event(ledger, event) for event in ledger.events)


def _of_incident(ledger: Ledger, incident: Incident) -> Telling:
    events = [event for event in ledger.events if event.id in incident.events]
    agents = [(agent.mention, agent.actor) for agent in incident.agents]
    victims = [(victim.mention, victim.actor) for victim in incident.victims]
    return Telling(
        ledger.document,
        incident.id,
        incident.events,
        incident.type,
        incident.mode,
        incident.time,
        _place(ledger, incident.place),
        _names(ledger, agents),
        _names(ledger, [*victims, *((target, None) for target in incident.targets)]),
        _proper(ledger, victims),
        incident.killed,
        incident.injured,
        _passage_words(ledger.document, [event.cue for event in events]),
    )


def _of_event(ledger: Ledger, event: Event) -> Telling:
    time = next((time for time in ledger.times if time.id == event.time), None)
    victims = [(recipient.mention, recipient.actor) for recipient in event.recipients]
    return Telling(
        ledger.document,
        None,
        (event.id,),
        event.type,
        event.mode,
        Interval(time.earliest, time.latest) if time and (time.earliest or time.latest) else None,
        _place(ledger, event.place),
        _names(ledger, [(agent.mention, agent.actor) for agent in event.agents]),
        _names(ledger, victims),
        _proper(ledger, victims),
        _bounds(ledger, event, Counted.KILLED),
        _bounds(ledger, event, Counted.INJURED),
        _passage_words(ledger.document, [event.cue]),
    )


def _place(ledger: Ledger, id: str | None) -> Place | None:
    return next((place for place in ledger.places if place.id == id), None)


def _bounds(ledger: Ledger, event: Event, counted: Counted) -> Bounds | None:
    figures = (one for one in ledger.figures if one.id in event.figures and one.of is counted)
    return next((Bounds(one.low, one.high) for one in figures), None)


def _actors(ledger: Ledger) -> dict[str, Actor]:
    return {actor.id: actor for actor in ledger.actors}


def _names(ledger: Ledger, mentions: Iterable[tuple[Span, str | None]]) -> frozenset[str]:
    """Names of actors; of others, the last word of the mention, which mostly is its head."""
    known = _actors(ledger)
    found = set()
    for mention, actor in mentions:
        if actor is not None:
            found.add(known[actor].name.casefold())
        else:
            found.update(_last_word(mention.text))
    return frozenset(found)


def _last_word(text: str) -> list[str]:
    kept = [word for word in _word().findall(text.casefold()) if word not in words(COMMON)]
    return [min(folded(kept[-1]), default=kept[-1])] if kept else []


def _proper(ledger: Ledger, mentions: Iterable[tuple[Span, str | None]]) -> frozenset[str]:
    known = _actors(ledger)
    actors = (known[actor] for _, actor in mentions if actor is not None)
    return frozenset(one.name.casefold() for one in actors if one.kind is ActorKind.PERSON)


def _passage_words(document: Document, cues: Sequence[Span]) -> frozenset[str]:
    found: set[str] = set()
    for cue in cues:
        first = document.text.rfind("\n", max(0, cue.start - PASSAGE), cue.start) + 1
        last = document.text.find("\n", cue.end, cue.end + PASSAGE)
        start = first or max(0, cue.start - PASSAGE)
        found |= find_words(document.text[start : last if last >= 0 else cue.end + PASSAGE])
    return frozenset(found)


def find_words(text: str) -> frozenset[str]:
    """The words and numbers of a text, folded, function words left out."""
    return frozenset(_word().findall(text.casefold())) - words(COMMON)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]{3,}|\d+")
