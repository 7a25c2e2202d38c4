"""Tie events to the time and place that govern them, and mentions to their actors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Final, NamedTuple

from variorum.lexicon import rows, words
from variorum.model.annotation import Annotated, Token
from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.record import Event, EventType, Stage, Statement
from variorum.model.value import Place, PlaceKind, Time, TimeType

PLACED: Final = frozenset(
    {"obl", "nmod", "obj", "nsubj:pass", "advmod", "root", "list", "dislocated", "appos"}
)
PREDICATES: Final = frozenset({"VERB", "AUX"})
IN_SENTENCE: Final = 2  # the rank of what stands elsewhere in the sentence
SENTENCES_BACK: Final = 2
BELOW_TOP: Final = 4  # the last sentence that the top of a text speaks for
LEAD: Final = 2  # sentences at the top of a text
TOP: Final = 8  # tokens at the top of a text, where any date without a preposition is its own
DATELINE: Final = 60  # tokens among which a full date without a preposition is the text's own
A_WEEK: Final = 7  # days that a time may span to be lent to another event
LENT_KM: Final = 100  # reach of a place that may be lent to another event
BOUNDS: Final = frozenset({"since", "until", "till", "before", "after", "by", "from"})
COARSE: Final = (PlaceKind.COUNTRY, PlaceKind.SEA)


class Standing(NamedTuple):
    """A time or place in the tree: its record, the token its words hang by, its governors from
    the nearest upward, its size in days or km, and whether it is exact enough to be lent."""

    id: str
    token: Token
    governors: tuple[int, ...]
    size: float
    is_exact: bool


def attach(annotated: Annotated, ledger: Ledger) -> Ledger:
    """The ledger with each event's time and place and each mention's actor filled in.

    A time or place governs an event when it hangs on the event's own words, else on the verb of
    its clause, else when it stands in its sentence and governs nothing there; else an event told
    as done takes over what the last one of its type gave, if that was exact. What is already
    filled in stays.
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
    cues = {event.id: head_of(tree.annotated, event.cue) for event in ledger.events}
    times = _by_sentence(_standing_times(tree, ledger.times))
    places = _by_sentence(_standing_places(tree, ledger.places))
    own_times = _governing(tree, ledger.events, cues, times)
    own_places = _governing(tree, ledger.events, cues, places)
    dated = _sentences(tree.annotated, (time.span for time in ledger.times if time.earliest))
    placed = _sentences(
        tree.annotated,
        (place.mention for place in ledger.places if place.kind is not PlaceKind.COUNTRY),
    )
    told_time = _Told(dated, _top(tree, times))
    told_place = _Told(placed, _top(tree, places))
    return tuple(
        replace(
            event,
            time=event.time or told_time.carry(event, cues[event.id], own_times.get(event.id)),
            place=event.place or told_place.carry(event, cues[event.id], own_places.get(event.id)),
        )
        for event in ledger.events
    )


def _sentences(annotated: Annotated, spans: Iterable[Span]) -> frozenset[int]:
    tokens = (annotated.token_at(span.start) for span in spans)
    return frozenset(token.sentence for token in tokens if token is not None)


class _Told:
    """What the events told as done gave: the lead's, and the last one's, by type of event.

    `speaking`: sentences that name something of their own, and so take nothing over; `top`: what
    the main verb at the top of the text gives to the sentences right below.
    """

    def __init__(self, speaking: frozenset[int], top: str | None) -> None:
        self._speaking, self._top = speaking, top
        self._lead: dict[EventType, str] = {}
        self._last: dict[EventType, tuple[int, str]] = {}

    def carry(self, event: Event, cue: Token | None, own: Standing | None) -> str | None:
        """What governs an event, or else what an event of its type gave before it."""
        if cue is None or event.stage is not Stage.DONE:
            return own.id if own else None
        if own is None:
            return None if cue.sentence in self._speaking else self._before(event, cue.sentence)
        if own.is_exact:
            self._last[event.type] = cue.sentence, own.id
            if cue.sentence < LEAD:
                self._lead.setdefault(event.type, own.id)
        return own.id

    def _before(self, event: Event, sentence: int) -> str | None:
        at, id_ = self._last.get(event.type, (-LEAD - SENTENCES_BACK, ""))
        if sentence - at <= SENTENCES_BACK:
            return id_
        return self._lead.get(event.type) or (self._top if sentence <= BELOW_TOP else None)


def _top(tree: _Tree, standing: Mapping[int, Sequence[Standing]]) -> str | None:
    """What hangs on the main verb of the first sentences and is exact, the closest of it."""
    tokens = tree.annotated.tokens
    found = [
        (sentence, each.size, each.id)
        for sentence in range(LEAD)
        for each in standing.get(sentence, ())
        if each.is_exact
        and (verb := next((at for at in each.governors if _is_predicate(tree, at)), None))
        is not None
        and tokens[verb].head is None
        and not _is_speech(tree, verb)
    ]
    return min(found)[-1] if found else None


def _by_sentence(standing: Iterable[Standing]) -> dict[int, list[Standing]]:
    found: dict[int, list[Standing]] = {}
    for each in standing:
        found.setdefault(each.token.sentence, []).append(each)
    return found


def _standing_times(tree: _Tree, times: Iterable[Time]) -> Iterator[Standing]:
    for time in times:
        token = head_of(tree.annotated, time.span)
        if token is None or time.type in (TimeType.DURATION, TimeType.SET):
            continue
        if time.earliest and time.latest and not _is_bound(tree.annotated, token, time):
            size = float((time.latest - time.earliest).days)
            yield Standing(time.id, token, tree.governors(token), size, size < A_WEEK)


def _is_bound(annotated: Annotated, token: Token, time: Time) -> bool:
    """Whether a time only bounds what it stands beside ("since March"), or is the date on top of
    a text on its day of publication."""
    below = list(annotated.children(token.index))
    published = annotated.document.published
    if published and published == time.earliest == time.latest and token.index < DATELINE:
        has_year = f"{published.year % 100:02}" in time.span.text
        return all(child.upos != "ADP" for child in below) and (has_year or token.index < TOP)
    return time.type is TimeType.DATE and any(child.text.lower() in BOUNDS for child in below)


def _standing_places(tree: _Tree, places: Iterable[Place]) -> Iterator[Standing]:
    for place in places:
        token = _place_token(tree.annotated, place)
        if token is None or not _is_locative(tree.annotated, token):
            continue
        coarse = 10_000.0 if place.kind in COARSE else 0.0
        size = coarse + (place.radius_km if place.radius_km is not None else 5_000.0)
        is_exact = place.lat is not None and size <= LENT_KM
        yield Standing(place.id, token, tree.governors(token), size, is_exact)


def _place_token(annotated: Annotated, place: Place) -> Token | None:
    """The token a place hangs by: "province" in "Idlib province"."""
    token = head_of(annotated, place.mention)
    if token is None or token.rel.partition(":")[0] not in ("compound", "flat", "nmod"):
        return token
    head = annotated.tokens[token.head] if token.head is not None else token
    next_to = head.index == token.index + 1
    return head if next_to and head.text.lower().rstrip(".") in _words_for_places() else token


@cache
def _words_for_places() -> frozenset[str]:
    kinds = ("admin1", "admin2", "town", "site", "part")
    return frozenset(row["word"] for row in rows("en/places_words.tsv") if row["class"] in kinds)


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


def _governing(
    tree: _Tree,
    events: Sequence[Event],
    cues: Mapping[str, Token | None],
    standing: Mapping[int, Sequence[Standing]],
) -> dict[str, Standing]:
    """What governs each event, by the rank of its tie and then by its precision; what governs one
    event of a sentence closely is not lent to another."""
    ranked: dict[str, list[tuple[int, float, int, Standing]]] = {}
    lent: dict[str, int] = {}
    for event in events:
        cue = cues[event.id]
        for each in standing.get(cue.sentence, ()) if cue else ():
            rank = _rank(tree, cue, each) if cue else None
            if cue and rank is not None:
                lent[each.id] = min(rank, lent.get(each.id, rank))
                distance = abs(each.token.index - cue.index)
                ranked.setdefault(event.id, []).append((rank, each.size, distance, each))
    return {
        id_: best[3]
        for id_, ties in ranked.items()
        if (best := min(ties, key=lambda tie: (tie[:3], tie[3].id)))[0] < IN_SENTENCE
        or lent[best[3].id] == IN_SENTENCE
    }


def _rank(tree: _Tree, cue: Token, each: Standing) -> int | None:
    """0: on the event's own words; 1: on the verb of its clause; 2: elsewhere in the sentence.

    None where it hangs on another verb of speech: "said on Monday that …".
    """
    verb = next((at for at in each.governors if _is_predicate(tree, at)), None)
    if cue.index in each.governors:
        below = each.governors[: each.governors.index(cue.index)]
        return 0 if not any(_is_predicate(tree, at) for at in below) else IN_SENTENCE
    if verb is not None and _is_speech(tree, verb):
        return None
    clause = tree.clause(cue.index)
    if verb == clause or (verb is not None and _are_joined(tree, verb, clause)):
        return 1
    return IN_SENTENCE if each.is_exact else None


def _is_speech(tree: _Tree, verb: int) -> bool:
    return verb in tree.speech or tree.annotated.tokens[verb].lemma in words(
        "en/reporting_verbs.tsv"
    )


def _is_predicate(tree: _Tree, index: int) -> bool:
    token = tree.annotated.tokens[index]
    return token.upos in PREDICATES and token.rel not in ("aux", "aux:pass", "cop", "amod", "case")


def _are_joined(tree: _Tree, one: int, other: int) -> bool:
    tokens = tree.annotated.tokens
    return (tokens[one].head == other and tokens[one].rel in ("conj", "xcomp")) or (
        tokens[other].head == one and tokens[other].rel in ("conj", "advcl", "acl:relcl", "acl")
    )


# --- actors


class _Actors:
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
        head = head_of(annotated, mention)
        start, end = (head.start, head.end) if head else (mention.start, mention.end)
        first = bisect_left(self._spans, (start - self._longest,))
        last = bisect_left(self._spans, (end,))
        found = [
            (until - since, since, id_)
            for since, until, id_ in self._spans[first:last]
            if until > start
        ]
        return min(found)[2] if found else None


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
