"""Every record of a document as a stretch of its text with a name: what annotations are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.record import Event, Figure, Statement
from variorum.model.value import Bounds, Interval, Place, Time
from variorum.model.wording import bounds_in_words, days_in_words, kind_in_words


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that a record rests on. `record`: its id in the ledger, None where it has
    none; `kind`: what sort of record; `part`: which part of it; `value`: what it comes to."""

    span: Span
    kind: str
    part: str
    record: str | None
    value: str
    rule: str


def find_pieces(ledger: Ledger) -> Iterator[Piece]:
    """The pieces of all records, statements first, each part by itself."""
    for statement in ledger.statements:
        yield from _of_statement(statement)
    for event in ledger.events:
        yield from _of_event(event)
    for figure in ledger.figures:
        yield Piece(figure.mention, "figure", "mention", figure.id, _many(figure), figure.rule)
    for time in ledger.times:
        yield Piece(time.span, "time", "mention", time.id, _days(time), time.rule)
    for place in ledger.places:
        yield Piece(place.mention, "place", "mention", place.id, _spot(place), place.rule)
    for actor in ledger.actors:
        for one in actor.mentions:
            yield Piece(one.span, "actor", "mention", actor.id, actor.name, actor.rule)
    for frame in ledger.framing:
        yield Piece(frame.span, "framing", "mention", None, frame.mark, frame.rule)


def _of_statement(one: Statement) -> Iterator[Piece]:
    value = f"{one.act.value} ({one.quoted.value})"
    yield Piece(one.cue, "statement", "cue", one.id, value, one.rule)
    if one.speaker is not None:
        yield Piece(one.speaker, "statement", "speaker", one.id, value, one.rule)
    for piece in one.content:
        yield Piece(piece, "statement", "content", one.id, value, one.rule)


def _of_event(one: Event) -> Iterator[Piece]:
    value = kind_in_words(one.type.value, one.mode)
    yield Piece(one.cue, "event", "cue", one.id, value, one.rule)
    for agent in one.agents:
        put = f"{value}: {agent.responsibility.value}"
        yield Piece(agent.mention, "event", "agent", one.id, put, one.rule)
    for recipient in one.recipients:
        yield Piece(recipient.mention, "event", "recipient", one.id, value, one.rule)
    for instrument in one.instruments:
        yield Piece(instrument, "event", "instrument", one.id, value, one.rule)


def _many(one: Figure) -> str:
    many = bounds_in_words(Bounds(one.low, one.high), one.approximate)
    return " ".join(part for part in (one.of.value, many, one.who) if part)


def _days(one: Time) -> str:
    known = one.earliest or one.latest
    return days_in_words(Interval(one.earliest, one.latest)) if known else one.value


def _spot(one: Place) -> str:
    return ", ".join(part for part in (one.name, one.country) if part)
