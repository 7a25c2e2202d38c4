"""Tie the mentions of a ledger to the actors that the text names there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from variorum.lexicon import words
from variorum.model.annotation import Annotated, Token
from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.record import Event, Quoted, Statement
from variorum.model.value import ActorKind
from variorum.resolve.attach_tree import head_of

QUANTITIES: Final = "en/roles_quantities.tsv"
ALONE: Final = frozenset({"i", "me", "myself"})
TOGETHER: Final = frozenset({"we", "us", "our", "ourselves"})
FIGHTING: Final = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY})


class Actors:
    """Which actor the text names at a position."""

    def __init__(self, ledger: Ledger) -> None:
        self._spans = sorted(
            (mention.span.start, mention.span.end, actor.id)
            for actor in ledger.actors
            for mention in actor.mentions
        )
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def at(self, annotated: Annotated, mention: Span) -> str | None:
        """The actor whose naming overlaps the head of a mention; the shortest naming wins."""
        head = _counted(annotated, head_of(annotated, mention), mention)
        start, end = (head.start, head.end) if head else (mention.start, mention.end)
        first = bisect_left(self._spans, (start - self._longest,))
        last = bisect_left(self._spans, (end,))
        found = [
            (until - since, since, id_)
            for since, until, id_ in self._spans[first:last]
            if until > start
        ]
        return min(found)[2] if found else None


def _counted(annotated: Annotated, head: Token | None, mention: Span) -> Token | None:
    """What a number counts, as the fighters of "two of its fighters", "hundreds of fighters"."""
    if head is None or (head.upos != "NUM" and head.text.lower() not in words(QUANTITIES)):
        return head
    inside = (child for child in annotated.children(head.index) if child.end <= mention.end)
    return next((child for child in inside if child.rel.startswith("nmod")), head)


class Voices:
    """Whom "I", "we" and "our fighters" mean inside a quotation."""

    def __init__(self, ledger: Ledger, statements: Sequence[Statement]) -> None:
        self._kinds = {actor.id: actor.kind for actor in ledger.actors}
        self._quoted = [one for one in statements if one.quoted is not Quoted.INDIRECT]
        self._bodies: dict[str, set[str]] = {}
        for one in self._quoted:
            if one.speaker and one.speaker_actor:
                named = self._bodies.setdefault(one.speaker_actor, set())
                named |= set(_bodies_in(ledger, one.speaker)) - {one.speaker_actor}

    def at(self, mention: Span, named: str | None) -> str | None:
        """The actor of a mention in the first person; `named`: whom its own words name."""
        word = mention.text.partition(" ")[0].lower()
        if word not in ALONE | TOGETHER:
            return None
        spoken = [one for one in self._quoted if _is_said_in(one, mention)]
        speaker = spoken[-1].speaker_actor if spoken else None
        if speaker is None or word in ALONE:
            return speaker
        ours = word != "our" or self._kinds.get(named or "") in FIGHTING
        return self._body(speaker) if ours else None

    def _body(self, speaker: str) -> str | None:
        """The one body that a person speaks for, or the speaker that is a body."""
        if self._kinds.get(speaker) is not ActorKind.PERSON:
            return speaker
        bodies = self._bodies.get(speaker, set())
        return next(iter(bodies)) if len(bodies) == 1 else None


def _is_said_in(statement: Statement, mention: Span) -> bool:
    return any(
        piece.start <= mention.start and mention.end <= piece.end for piece in statement.content
    )


def _bodies_in(ledger: Ledger, span: Span) -> Iterator[str]:
    """The actors named within a span that are no persons."""
    for actor in ledger.actors:
        body = actor.kind not in (ActorKind.PERSON, ActorKind.PEOPLE)
        if body and any(
            span.start <= mention.span.start and mention.span.end <= span.end
            for mention in actor.mentions
        ):
            yield actor.id


def with_actors(annotated: Annotated, event: Event, actors: Actors, voices: Voices) -> Event:
    """The event with the actors of its agents and recipients; what is filled in stays."""

    def actor(mention: Span) -> str | None:
        named = actors.at(annotated, mention)
        return voices.at(mention, named) or named

    return replace(
        event,
        agents=tuple(
            replace(agent, actor=agent.actor or actor(agent.mention)) for agent in event.agents
        ),
        recipients=tuple(
            replace(each, actor=each.actor or actor(each.mention)) for each in event.recipients
        ),
    )


def with_speaker(annotated: Annotated, statement: Statement, actors: Actors) -> Statement:
    """The statement with the actor of its speaker; what is filled in stays."""
    if statement.speaker is None or statement.speaker_actor is not None:
        return statement
    return replace(statement, speaker_actor=actors.at(annotated, statement.speaker))
