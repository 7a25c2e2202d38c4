"""One document with everything that reading found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.errors import BadValue
from variorum.model.annotation import Annotated, NameKind
from variorum.model.document import Document, Span
from variorum.model.incident import Incident
from variorum.model.record import Event, Figure, Frame, Gap, Predicate, Statement
from variorum.model.value import Actor, Place, Time

SCHEMA = "variorum.document/1"
COMPARISON_SCHEMA = "variorum.comparison/1"
CODED = "coded-row"
CODED_WITHOUT_KIND = "coded-row-without-kind"
"""Rules of records that a person coded: a row of a dataset, and one that tells no kind of event."""


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as the layer "tokens" shows it; `head`: index in the layer, None for a root."""

    span: Span
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int | None
    rel: str
    sentence: int


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name as the layer "tokens" shows it."""

    span: Span
    kind: NameKind


def show_tokens(annotated: Annotated) -> tuple[TokenLine, ...]:
    """Every token of a document, in order."""
    return tuple(
        TokenLine(
            annotated.document.span(token.start, token.end),
            token.lemma,
            token.upos,
            token.xpos,
            token.feats,
            token.head,
            token.rel,
            token.sentence,
        )
        for token in annotated.tokens
    )


def show_names(annotated: Annotated) -> tuple[NameLine, ...]:
    """Every name of a document, in order."""
    return tuple(
        NameLine(annotated.span(name.first, name.last), name.kind) for name in annotated.names
    )


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
    tokens: tuple[TokenLine, ...] | None = None
    names: tuple[NameLine, ...] | None = None

    def __post_init__(self) -> None:
        known = {None} | {
            record.id
            for group in (
                self.statements, self.events, self.figures, self.times, self.places, self.actors,
            )
            for record in group
        }  # fmt: skip
        if ring := _ring({one.id: one.within for one in self.statements}):
            raise BadValue(f"ledger of {self.document.id}", ring, "statements that end in no ring")
        if dangling := sorted(set(_references(self)) - known, key=str):
            raise BadValue(f"ledger of {self.document.id}", dangling, "ids of its own records")


def _ring(within: Mapping[str, str | None]) -> str | None:
    """A statement that would stand inside itself, if there is one."""
    for start in within:
        outer, steps = within[start], 0
        while outer is not None and steps <= len(within):
            outer, steps = within.get(outer), steps + 1
        if outer is not None:
            return start
    return None


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
        found += [ref for one in incident.agents for ref in (one.actor, one.statement)]
        found += [victim.actor for victim in incident.victims]
    return found
