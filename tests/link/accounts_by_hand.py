"""Ledgers made by hand, for tests of what links them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from variorum.model.document import Document, Span
from variorum.model.incident import AgentKind, Incident, IncidentAgent
from variorum.model.ledger import Ledger
from variorum.model.record import (
    Agent,
    Counted,
    Event,
    EventType,
    Figure,
    Responsibility,
    Scope,
    Stage,
)
from variorum.model.value import (
    Actor,
    ActorKind,
    ActorMention,
    Basis,
    Bounds,
    Interval,
    Place,
    PlaceKind,
    Sureness,
    SurenessLabel,
    Time,
    TimeType,
)

SPOTS: Mapping[str, tuple[float, float, PlaceKind, str]] = {
    "Port Alma": (10.0, 20.0, PlaceKind.CITY, "Alma"),
    "Sarn": (10.9, 20.9, PlaceKind.CITY, "Alma"),
    "Velkhar": (14.0, 27.0, PlaceKind.CITY, "Velkhar"),
    "Alma": (10.3, 20.3, PlaceKind.REGION, "Alma"),
}
"""Invented towns: latitude, longitude, kind, province; all of one country."""


Find = Callable[[str], Span]


@dataclass(frozen=True)
class Told:
    """What a text tells; cue, place and agent are words of it. `killed`: its words, its bounds."""

    text: str
    cue: str = "attack"
    type: EventType = EventType.ASSAULT
    mode: str | None = None
    days: tuple[date, date] | None = None
    place: str | None = None
    agent: str | None = None
    responsibility: Responsibility = Responsibility.STATED
    killed: tuple[str, Bounds] | None = None
    source: str | None = None
    published: date | None = None
    grouped: bool = True


def ledger(id: str, told: Told) -> Ledger:
    """The ledger of a text that tells of one incident."""
    document = Document(id, told.text, told.source, published=told.published)

    def span(words: str) -> Span:
        start = told.text.index(words)
        return document.span(start, start + len(words))

    actors = _actors(span, told)
    figures = _figures(span, told)
    event = Event(
        "e1", span(told.cue), told.type, told.mode, Stage.DONE,
        Sureness(3.0, SurenessLabel.ASSERTED),
        tuple(Agent(a.mentions[0].span, a.id, told.responsibility, None) for a in actors),
        (), (), "t1" if told.days else None, "p1" if told.place else None,
        tuple(figure.id for figure in figures), None, "by-hand",
    )  # fmt: skip
    return Ledger(
        document,
        events=(event,),
        figures=figures,
        actors=actors,
        times=_times(span, told),
        places=_places(span, told),
        incidents=(_incident(event, actors, told),) if told.grouped else (),
    )


def _incident(event: Event, actors: tuple[Actor, ...], told: Told) -> Incident:
    agents = (
        IncidentAgent(a.mentions[0].span, a.id, AgentKind.ORGANISATION, told.responsibility)
        for a in actors
    )
    return Incident(
        "i1", event.type, event.mode, ("e1",), Stage.DONE,
        Interval(*told.days) if told.days else None, event.place, tuple(agents), (), (), (),
        told.killed[1] if told.killed else None, None,
    )  # fmt: skip


def _actors(span: Find, told: Told) -> tuple[Actor, ...]:
    if told.agent is None:
        return ()
    mention = ActorMention(span(told.agent))
    return (Actor("a1", told.agent, ActorKind.ARMED_GROUP, None, (mention,), "by-hand"),)


def _figures(span: Find, told: Told) -> tuple[Figure, ...]:
    if told.killed is None:
        return ()
    words, bounds = told.killed
    return (
        Figure(
            "f1", span(words), Counted.KILLED, bounds.low, bounds.high, False, None, Scope.EVENT,
            "e1", None, "by-hand",
        ),
    )  # fmt: skip


def _times(span: Find, told: Told) -> tuple[Time, ...]:
    if told.days is None:
        return ()
    first, last = told.days
    return (
        Time("t1", span(told.cue), TimeType.DATE, str(first), first, last, Basis.STATED, "by-hand"),
    )


def _places(span: Find, told: Told) -> tuple[Place, ...]:
    if told.place is None:
        return ()
    lat, lon, kind, province = SPOTS[told.place]
    return (
        Place(
            "p1", span(told.place), told.place, lat, lon, "XV", province, kind, 5.0, None, "by-hand"
        ),
    )
