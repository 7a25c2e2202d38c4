"""What an invented report says, made into its text and its ledger, as if it had been read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from evals.happenings import Kind

from variorum.model.document import Document, PublishedBy, Span
from variorum.model.incident import AgentKind, Effect, Incident, IncidentAgent, Victim
from variorum.model.ledger import Ledger
from variorum.model.record import (
    Agent,
    Counted,
    Event,
    Figure,
    Recipient,
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

RULE: Final = "invented"
SURE: Final = Sureness(3.0, SurenessLabel.ASSERTED)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a report gives it."""

    name: str
    kind: PlaceKind
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    division: str | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says; None: it does not say. `lead`: further words of the first line, in
    which the incident is told; `rest`: those of the second."""

    id: str
    source: str
    url: str
    published: date
    kind: Kind
    cue: str
    lead: tuple[str, ...]
    rest: tuple[str, ...]
    time: Interval | None = None
    spots: tuple[Spot, ...] = ()
    officials: tuple[str, ...] = ()
    killed: Bounds | None = None
    injured: Bounds | None = None
    agent: str | None = None
    agent_is_proper: bool = False
    victim: str | None = None
    victim_is_proper: bool = False


class _Text:
    """A text in the making: what is put into it has a name and is found again as a span."""

    def __init__(self, said: Said) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._spans: dict[str, tuple[int, int]] = {}
        self._write(said)
        text = " ".join(self._pieces)
        self.document = Document(
            said.id, text, said.source, url=said.url, published=said.published,
            published_by=PublishedBy.INPUT,
        )  # fmt: skip

    def span(self, name: str) -> Span:
        """Where a piece stands."""
        return self.document.span(*self._spans[name])

    def _write(self, said: Said) -> None:
        for at, spot in enumerate(said.spots):
            self._put(f"place{at}", spot.name)
        self._put(
            "day", said.time.earliest.strftime("%A") if said.time and said.time.earliest else None
        )
        self._put("agent", said.agent)
        self._put("cue", said.cue)
        self._put("victim", said.victim)
        for of, bounds in _tolls(said):
            self._put(of, f"{bounds.low} {of}")
        for at, official in enumerate(said.officials):
            self._put(f"official{at}", official)
        self._put("lead", " ".join(said.lead))
        self._put("rest", "\n" + " ".join(said.rest))

    def _put(self, name: str, words: str | None) -> None:
        if words:
            start = self._length + bool(self._pieces)
            self._pieces.append(words)
            self._length = start + len(words)
            self._spans[name] = start, self._length


def _tolls(said: Said) -> list[tuple[Counted, Bounds]]:
    given = ((Counted.KILLED, said.killed), (Counted.INJURED, said.injured))
    return [(of, bounds) for of, bounds in given if bounds is not None]


def tell(said: Said) -> Ledger:
    """The ledger of the report."""
    text = _Text(said)
    actors = _actors(said, text)
    ids = {actor.name: actor.id for actor in actors}
    figures = tuple(
        Figure(f"f{n}", text.span(of), of, bounds.low, bounds.high, False, None, Scope.EVENT, "e1",
               None, RULE)
        for n, (of, bounds) in enumerate(_tolls(said), 1)
    )  # fmt: skip
    event = Event(
        "e1", text.span("cue"), *said.kind, Stage.DONE, SURE,
        tuple(Agent(text.span("agent"), ids.get(name), Responsibility.STATED, None)
              for name in [said.agent] if name),
        tuple(Recipient(text.span("victim"), ids.get(name)) for name in [said.victim] if name),
        (), "t1" if said.time else None, "p1" if said.spots else None,
        tuple(figure.id for figure in figures), None, RULE,
    )  # fmt: skip
    second = _second(event) if len(said.spots) > 1 else ()
    return Ledger(
        text.document,
        events=(event, *second),
        figures=figures,
        times=_times(said, text),
        places=_places(said, text),
        actors=actors,
        incidents=(_incident(said, event, second),),
    )


def _second(event: Event) -> tuple[Event, ...]:
    """Another event of the incident, at the second place that the report gives."""
    return (
        Event("e2", event.cue, event.type, event.mode, Stage.DONE, SURE, (), (), (), None, "p2", (),
              None, RULE),
    )  # fmt: skip


def _incident(said: Said, event: Event, second: tuple[Event, ...]) -> Incident:
    agents = (
        IncidentAgent(one.mention, one.actor, AgentKind.ORGANISATION, one.responsibility)
        for one in event.agents
    )
    victims = (
        Victim(one.mention, one.actor, None, None, Effect.UNKNOWN) for one in event.recipients
    )
    return Incident(
        "i1", event.type, event.mode, ("e1", *(one.id for one in second)), Stage.DONE, said.time,
        event.place, tuple(agents), tuple(victims), (), (), said.killed, said.injured,
    )  # fmt: skip


def _actors(said: Said, text: _Text) -> tuple[Actor, ...]:
    named = {name: f"official{at}" for at, name in enumerate(said.officials)}
    kinds = dict.fromkeys(said.officials, ActorKind.PERSON)
    if said.agent and said.agent_is_proper:
        named[said.agent], kinds[said.agent] = "agent", ActorKind.ARMED_GROUP
    if said.victim and said.victim_is_proper:
        named[said.victim], kinds[said.victim] = "victim", ActorKind.PERSON
    return tuple(
        Actor(f"a{n}", name, kinds[name], None, (ActorMention(text.span(piece)),), RULE)
        for n, (name, piece) in enumerate(named.items(), 1)
    )


def _times(said: Said, text: _Text) -> tuple[Time, ...]:
    if said.time is None:
        return ()
    first, last = said.time.earliest, said.time.latest
    value = str(first)
    return (Time("t1", text.span("day"), TimeType.DATE, value, first, last, Basis.STATED, RULE),)


def _places(said: Said, text: _Text) -> tuple[Place, ...]:
    return tuple(
        Place(f"p{at + 1}", text.span(f"place{at}"), spot.name, spot.lat, spot.lon, spot.country,
              spot.division, spot.kind, None, spot.geonames, RULE)
        for at, spot in enumerate(said.spots)
    )  # fmt: skip
