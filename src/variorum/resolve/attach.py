"""Tie events to the time and place that govern them, and mentions to their actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Final, NamedTuple

from variorum.lexicon import rows
from variorum.model.annotation import Annotated, Token
from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.record import Event, Stage, Statement
from variorum.model.value import Place, PlaceKind, Time, TimeType

PLACED: Final = frozenset(
    {"obl", "nmod", "obj", "nsubj:pass", "advmod", "root", "list", "dislocated", "appos"}
)
PREDICATES: Final = frozenset({"VERB", "AUX"})
SENTENCES_BACK: Final = 2
COARSE: Final = (PlaceKind.COUNTRY, PlaceKind.SEA)


class Standing(NamedTuple):
    """A time or place in the tree: its record, the token its words hang by, its governors from
    the nearest upward, and the sentence it stands in."""

    id: str
    token: Token
    governors: tuple[int, ...]
    size: float


def attach(annotated: Annotated, ledger: Ledger) -> Ledger:
    """The ledger with each event's time and place and each mention's actor filled in.

    A time or place governs an event when it hangs on the event's own words, else on the verb of
    its clause, else when it is the only one of its sentence; else an event that is told as done
    takes over what the sentences before it gave. What is already filled in stays.
    """
    tree = _Tree(annotated, ledger.statements)
    events = _with_settings(tree, ledger)
    actors = _Actors(ledger)
    return replace(
        ledger,
        events=tuple(_with_actors(annotated, event, actors) for event in events),
        statements=tuple(_with_speaker(annotated, each, actors) for each in ledger.statements),
    )


class _Tree:
    """The tree of a document, asked for heads and governors."""

    def __init__(self, annotated: Annotated, statements: Sequence[Statement]) -> None:
        self.annotated = annotated
        self.statements = statements

    @cached_property
    def speech(self) -> Mapping[int, Statement]:
        """The head token of each statement's cue."""
        found = ((head_of(self.annotated, each.cue), each) for each in self.statements)
        return {head.index: each for head, each in found if head is not None}

    def governors(self, token: Token) -> tuple[int, ...]:
        """The tokens above a token, the nearest first."""
        found, at = [], token.head
        while at is not None:
            found.append(at)
            at = self.annotated.tokens[at].head
        return tuple(found)

    def clause(self, index: int) -> int:
        """The verb of the clause that a token stands in, or the root above it."""
        token = self.annotated.tokens[index]
        while token.upos not in PREDICATES and token.head is not None:
            token = self.annotated.tokens[token.head]
        return token.index


def head_of(annotated: Annotated, span: Span) -> Token | None:
    """The token by which the words of a span hang in the tree; None for no whole token."""
    inside = annotated.tokens_in(span)
    if not inside:
        return None
    first, last = inside[0].index, inside[-1].index
    heads = [t for t in inside if t.head is None or not first <= t.head <= last]
    return next((token for token in heads if token.upos != "PUNCT"), (heads or list(inside))[0])


# --- times and places


def _with_settings(tree: _Tree, ledger: Ledger) -> tuple[Event, ...]:
    times = list(_standing_times(tree, ledger.times))
    places = list(_standing_places(tree, ledger.places))
    told_time: list[tuple[int, str]] = []
    told_place: list[tuple[int, str]] = []
    found = []
    for event in ledger.events:
        cue = head_of(tree.annotated, event.cue)
        if cue is None:
            found.append(event)
            continue
        time = event.time or _governing(tree, cue, times, event)
        place = event.place or _governing(tree, cue, places, event)
        if event.stage is Stage.DONE:
            time = time or _told_before(cue.sentence, told_time)
            place = place or _told_before(cue.sentence, told_place)
            told_time += [(cue.sentence, time)] if time else []
            told_place += [(cue.sentence, place)] if place else []
        found.append(replace(event, time=time, place=place))
    return tuple(found)


def _standing_times(tree: _Tree, times: Iterable[Time]) -> Iterator[Standing]:
    for time in times:
        token = head_of(tree.annotated, time.span)
        if token is None or time.type in (TimeType.DURATION, TimeType.SET):
            continue
        if time.earliest and time.latest:
            size = float((time.latest - time.earliest).days)
            yield Standing(time.id, token, tree.governors(token), size)


def _standing_places(tree: _Tree, places: Iterable[Place]) -> Iterator[Standing]:
    for place in places:
        token = head_of(tree.annotated, place.mention)
        if token is None or not _is_locative(tree.annotated, token):
            continue
        coarse = 10_000.0 if place.kind in COARSE else 0.0
        size = coarse + (place.radius_km if place.radius_km is not None else 5_000.0)
        yield Standing(place.id, token, tree.governors(token), size)


def _is_locative(annotated: Annotated, token: Token) -> bool:
    """Whether a place name says where: no subject ("Moscow said"), no owner, no modifier."""
    if token.rel.partition(":")[0] in ("appos", "conj", "flat") and token.head is not None:
        return _is_locative(annotated, annotated.tokens[token.head])
    kind = token.rel if token.rel in ("nmod:poss", "nsubj:pass") else token.rel.partition(":")[0]
    if kind not in PLACED:
        return False
    case = {child.text.lower() for child in annotated.children(token.index) if child.rel == "case"}
    return not case & _prepositions("not-at") and (bool(case & _prepositions("at")) or not case)


@cache
def _prepositions(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("en/places_words.tsv") if row["class"] == kind)


def _governing(tree: _Tree, cue: Token, standing: Sequence[Standing], event: Event) -> str | None:
    """The record that governs an event, by the rank of its tie and then by its precision."""
    ranked = [
        (rank, each.size, abs(each.token.index - cue.index), each.id)
        for each in standing
        if each.token.sentence == cue.sentence
        and (rank := _rank(tree, cue, each, event)) is not None
    ]
    return min(ranked)[-1] if ranked else None


def _rank(tree: _Tree, cue: Token, each: Standing, event: Event) -> int | None:
    """0: on the event's own words; 1: on the verb of its clause; 2: elsewhere in the sentence.

    None where it hangs on a verb of speech that reports the event: "said on Monday that …".
    """
    verb = next((at for at in each.governors if _is_predicate(tree, at)), None)
    if cue.index in each.governors:
        below = each.governors[: each.governors.index(cue.index)]
        return 0 if not any(_is_predicate(tree, at) for at in below) else 2
    if verb is not None and verb in tree.speech and event.statement == tree.speech[verb].id:
        return None
    clause = tree.clause(cue.index)
    if verb == clause or (verb is not None and _are_joined(tree, verb, clause)):
        return 1
    return 2 if each.size < 10_000 else None


def _is_predicate(tree: _Tree, index: int) -> bool:
    token = tree.annotated.tokens[index]
    return token.upos in PREDICATES and token.rel not in ("aux", "aux:pass", "cop", "amod", "case")


def _are_joined(tree: _Tree, one: int, other: int) -> bool:
    tokens = tree.annotated.tokens
    return (tokens[one].head == other and tokens[one].rel == "conj") or (
        tokens[other].head == one and tokens[other].rel in ("conj", "advcl", "acl:relcl", "acl")
    )


def _told_before(sentence: int, told: Sequence[tuple[int, str]]) -> str | None:
    """What the nearest event before gave, or else the first sentence of the text."""
    if told and sentence - told[-1][0] <= SENTENCES_BACK:
        return told[-1][1]
    return told[0][1] if told and told[0][0] <= 1 else None


# --- actors


class _Actors:
    """Which actor the text names at a position."""

    def __init__(self, ledger: Ledger) -> None:
        self._spans = sorted(
            (mention.span.end - mention.span.start, mention.span.start, mention.span.end, actor.id)
            for actor in ledger.actors
            for mention in actor.mentions
        )

    def at(self, annotated: Annotated, mention: Span) -> str | None:
        """The actor whose naming overlaps the head of a mention; the shortest naming wins."""
        head = head_of(annotated, mention)
        start, end = (head.start, head.end) if head else (mention.start, mention.end)
        return next(
            (id_ for _, first, last, id_ in self._spans if first < end and start < last), None
        )


def _with_actors(annotated: Annotated, event: Event, actors: _Actors) -> Event:
    return replace(
        event,
        agents=tuple(
            replace(agent, actor=agent.actor or actors.at(annotated, agent.mention))
            for agent in event.agents
        ),
        recipients=tuple(
            replace(each, actor=each.actor or actors.at(annotated, each.mention))
            for each in event.recipients
        ),
    )


def _with_speaker(annotated: Annotated, statement: Statement, actors: _Actors) -> Statement:
    if statement.speaker is None or statement.speaker_actor is not None:
        return statement
    return replace(statement, speaker_actor=actors.at(annotated, statement.speaker))
