"""What one document tells of one incident, in a form that can be held against another's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Final

from variorum.lexicon import words
from variorum.link.grounds import HEAD, Ground, find_grounds
from variorum.link.triggers import find_triggers
from variorum.model.document import Document, Span
from variorum.model.incident import Incident
from variorum.model.ledger import Ledger
from variorum.model.record import Counted, Event, EventType, Responsibility
from variorum.model.value import Actor, ActorKind, Bounds, Interval, Place

PASSAGE: Final = 220
"""Code points to either side of a cue that are read for words."""
MOST_SHORT: Final = 3
"""Letters of a word that keeps its s."""
COMMON: Final = "en/common_words.tsv"
MEETINGS: Final = frozenset({EventType.CONSULT, EventType.COOPERATE})
"""Types of events that are no part of an incident and yet one happening: talks, a visit."""
ACTS: Final = frozenset({(EventType.SUPPORT, None), (EventType.ACCUSE, "investigate")})
"""Types and modes of what is done by words, and is more than words."""
TOLLS: Final = frozenset({Counted.KILLED, Counted.INJURED, Counted.ABDUCTED, Counted.ARRESTED})


@dataclass(frozen=True)
class Telling:
    """A document's account of an incident.

    `incident`: its id in the ledger; None where an event stands alone. `agents`, `victims`:
    names and head words, folded; `named`: those of both that are proper names. `words`:
    what its passages say, function words left out. `places`: that of the incident first, then those
    of its events. `tolls`: the figures of its events one by one. `cues`: where the cues of its
    events stand. `around`: proper names of actors in its passages, whatever they do there.
    `grounds`: what ties it to one happening. `triggers`: the stems of the words of its cues.
    `persons`: the last names of those of `agents` and `victims` who are persons. `claimants`: those
    of `agents` who say that they did it.
    """

    document: Document
    incident: str | None
    events: tuple[str, ...]
    type: EventType
    mode: str | None
    time: Interval | None
    places: tuple[Place, ...]
    agents: frozenset[str]
    victims: frozenset[str]
    named: frozenset[str]
    killed: Bounds | None
    injured: Bounds | None
    tolls: frozenset[tuple[Counted, Bounds]]
    words: frozenset[str]
    cues: frozenset[tuple[int, int]] = frozenset()
    around: frozenset[str] = frozenset()
    grounds: frozenset[Ground] = frozenset()
    triggers: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    claimants: frozenset[str] = frozenset()

    @property
    def place(self) -> Place | None:
        """The place of the incident."""
        return self.places[0] if self.places else None

    @property
    def published(self) -> date | None:
        """The day the document was published."""
        return self.document.published


def find_tellings(ledger: Ledger) -> Iterator[Telling]:
    """The incidents of a ledger, and its meetings, each by itself; without incidents, all events.

    Words alone, such as an accusation or a demand, are no happening beside an incident, unless the
    article begins with them.
    """
    yield from (_of_incident(ledger, incident) for incident in ledger.incidents)
    alone = (one for one in ledger.events if not ledger.incidents or _stands_alone(one))
    yield from (_of_event(ledger, event) for event in alone)


def _stands_alone(event: Event) -> bool:
    """Whether an event outside all incidents is one happening by itself: a meeting, or an act of
    office that an article begins with, such as a charge or a nomination."""
    is_told_first = event.cue.start < HEAD and (event.type, event.mode) in ACTS
    return event.type in MEETINGS or is_told_first


def _of_incident(ledger: Ledger, incident: Incident) -> Telling:
    events = [event for event in ledger.events if event.id in incident.events]
    agents = [(agent.mention, agent.actor) for agent in incident.agents]
    claimants = [
        (agent.mention, agent.actor)
        for agent in incident.agents
        if agent.responsibility is Responsibility.CLAIMED
    ]
    victims = [(victim.mention, victim.actor) for victim in incident.victims]
    return Telling(
        ledger.document,
        incident.id,
        incident.events,
        incident.type,
        incident.mode,
        incident.time,
        _places(ledger, [incident.place, *(event.place for event in events)]),
        _names(ledger, agents),
        _names(ledger, [*victims, *((target, None) for target in incident.targets)]),
        _proper(ledger, [*agents, *victims]),
        incident.killed,
        incident.injured,
        _tolls(ledger, events),
        _passage_words(ledger.document, [event.cue for event in events]),
        _cues(events),
        _around(ledger, [event.cue for event in events]),
        find_grounds(ledger, events),
        find_triggers(event.cue.text for event in events),
        _persons(ledger, [*agents, *victims]),
        _names(ledger, claimants),
    )


def _of_event(ledger: Ledger, event: Event) -> Telling:
    time = next((time for time in ledger.times if time.id == event.time), None)
    agents = [(agent.mention, agent.actor) for agent in event.agents]
    claimants = [
        (agent.mention, agent.actor)
        for agent in event.agents
        if agent.responsibility is Responsibility.CLAIMED
    ]
    victims = [(recipient.mention, recipient.actor) for recipient in event.recipients]
    return Telling(
        ledger.document,
        None,
        (event.id,),
        event.type,
        event.mode,
        Interval(time.earliest, time.latest) if time and (time.earliest or time.latest) else None,
        _places(ledger, [event.place]),
        _names(ledger, agents),
        _names(ledger, victims),
        _proper(ledger, [*agents, *victims]),
        _toll(ledger, event, Counted.KILLED),
        _toll(ledger, event, Counted.INJURED),
        _tolls(ledger, [event]),
        _passage_words(ledger.document, [event.cue]),
        _cues([event]),
        _around(ledger, [event.cue]),
        find_grounds(ledger, [event]),
        find_triggers([event.cue.text]),
        _persons(ledger, [*agents, *victims]),
        _names(ledger, claimants),
    )


def _places(ledger: Ledger, ids: Iterable[str | None]) -> tuple[Place, ...]:
    """The places of these ids, each place once however often it is named."""
    known = {place.id: place for place in ledger.places}
    named = [known[id] for id in ids if id is not None]
    return tuple({(one.name, one.geonames): one for one in reversed(named)}.values())[::-1]


def _cues(events: Iterable[Event]) -> frozenset[tuple[int, int]]:
    return frozenset((event.cue.start, event.cue.end) for event in events)


def _tolls(ledger: Ledger, events: Iterable[Event]) -> frozenset[tuple[Counted, Bounds]]:
    ours = {id for event in events for id in event.figures}
    figures = (one for one in ledger.figures if one.id in ours and one.of in TOLLS)
    return frozenset((one.of, Bounds(one.low, one.high)) for one in figures)


def _toll(ledger: Ledger, event: Event, counted: Counted) -> Bounds | None:
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
    found = _word().findall(text.casefold())
    kept = [word for word in found if word not in words(COMMON) and not word.isdigit()]
    return [_singular(kept[-1])] if kept else []


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > MOST_SHORT else word


def _proper(ledger: Ledger, mentions: Iterable[tuple[Span, str | None]]) -> frozenset[str]:
    """The names that are proper: those of roles, such as "police", are written small."""
    known = _actors(ledger)
    names = (known[actor].name for _, actor in mentions if actor is not None)
    return frozenset(name.casefold() for name in names if name != name.lower())


def _persons(ledger: Ledger, mentions: Iterable[tuple[Span, str | None]]) -> frozenset[str]:
    """The last names of persons that are named."""
    known = _actors(ledger)
    actors = (known[actor] for _, actor in mentions if actor is not None)
    return frozenset(
        one.name.casefold().split()[-1]
        for one in actors
        if one.kind is ActorKind.PERSON and one.name != one.name.lower()
    )


def _around(ledger: Ledger, cues: Sequence[Span]) -> frozenset[str]:
    passages = [_limits(ledger.document.text, cue.start, cue.end) for cue in cues]
    return frozenset(
        actor.name.casefold()
        for actor in ledger.actors
        if actor.name != actor.name.lower()
        and any(
            first <= one.span.start and one.span.end <= last
            for one in actor.mentions
            for first, last in passages
        )
    )


def _passage_words(document: Document, cues: Sequence[Span]) -> frozenset[str]:
    passages = (_passage(document.text, cue.start, cue.end) for cue in cues)
    return frozenset(chain.from_iterable(map(find_words, passages)))


def _passage(text: str, start: int, end: int) -> str:
    """The text around a cue."""
    first, last = _limits(text, start, end)
    return text[first:last]


def _limits(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the passage around a cue stands: within its line, cut between words."""
    first, last = max(0, start - PASSAGE), min(len(text), end + PASSAGE)
    first = max(first, text.rfind("\n", first, start) + 1)
    line_ends = text.find("\n", end, last)
    last = line_ends if line_ends >= 0 else last
    while first < start and text[first - 1 : first].isalnum():
        first += 1
    while last > end and text[last : last + 1].isalnum():
        last -= 1
    return first, last


def find_words(text: str) -> frozenset[str]:
    """The words and numbers of a text, folded, function words left out."""
    return frozenset(_word().findall(text.casefold())) - words(COMMON)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]{3,}|\d+")
