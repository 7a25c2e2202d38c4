"""One document with everything that reading found in it."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.errors import BadValue
from variorum.model.annotation import Name, Token
from variorum.model.document import Document
from variorum.model.incident import Incident
from variorum.model.record import Event, Figure, Frame, Gap, Predicate, Statement
from variorum.model.value import Actor, Place, Time

SCHEMA = "variorum.document/1"


@dataclass(frozen=True)
class Ledger:
    """The document ledger. Records refer to one another by id; raises BadValue where one of
    them refers to what is not there. `predicates`, `tokens`, `names` are None unless asked for."""

    document: Document
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    incidents: tuple[Incident, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    framing: tuple[Frame, ...] = ()
    gaps: tuple[Gap, ...] = ()
    predicates: tuple[Predicate, ...] | None = None
    tokens: tuple[Token, ...] | None = None
    names: tuple[Name, ...] | None = None

    def __post_init__(self) -> None:
        known = {None} | {
            record.id
            for group in (
                self.statements, self.events, self.figures, self.times, self.places, self.actors,
            )
            for record in group
        }  # fmt: skip
        if dangling := sorted(set(_references(self)) - known, key=str):
            raise BadValue(f"ledger of {self.document.id}", dangling, "ids of its own records")


def _references(ledger: Ledger) -> list[str | None]:
    found: list[str | None] = []
    for statement in ledger.statements:
        found += [statement.speaker_actor, statement.within]
    for event in ledger.events:
        found += [event.time, event.place, event.statement, *event.figures]
        for agent in event.agents:
            found += [agent.actor, agent.statement]
        found += [recipient.actor for recipient in event.recipients]
    for figure in ledger.figures:
        found += [figure.event, figure.statement]
    for frame in ledger.framing:
        found += [frame.target, frame.statement]
    for incident in ledger.incidents:
        found += [incident.place, *incident.events]
        found += [agent.actor for agent in incident.agents]
        found += [victim.actor for victim in incident.victims]
    return found
