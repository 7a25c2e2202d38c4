"""Tie events to the time and place that govern them, and mentions to their actors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import Final, NamedTuple

from variorum.lexicon import rows, words
from variorum.model.annotation import Annotated, Token
from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.record import Event, EventType, Quoted, Stage, Statement
from variorum.model.value import ActorKind, Place, PlaceKind, Time, TimeType

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
FRONTED: Final = 4  # tokens within which a time or place opens its sentence
LONGEST_DATELINE: Final = 14  # tokens
IN_DATELINES: Final = frozenset({"PROPN", "NUM", "PUNCT", "NOUN", "X", "SYM"})
DASHES: Final = frozenset({"—", "–", "--", "-"})
DEEDS: Final = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.AID}
)
AT_ONCE: Final = frozenset({"when", "as", "while"})
UNLISTED_KM: Final = 10.0  # the reach of a village that no list has
A_WEEK: Final = 7  # days that a time may span to be lent to another event
LENT_KM: Final = 100  # reach of a place that may be lent to another event
BOUNDS: Final = frozenset({"since", "until", "till", "before", "after", "by", "from"})
ALONE: Final = frozenset({"i", "me", "myself"})
TOGETHER: Final = frozenset({"we", "us", "our", "ourselves"})
FIGHTING: Final = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY})
COARSE: Final = (PlaceKind.COUNTRY, PlaceKind.SEA)


class Standing(NamedTuple):
    """A time or place in the tree: its record, the token its words hang by, its governors from
    the nearest upward, its size in days or km, whether it is exact enough to be lent, whether it
    stands in an aside, and the last day of a time."""

    id: str
    token: Token
    governors: tuple[int, ...]
    size: float
    is_exact: bool
    is_aside: bool = False
    latest: date | None = None


def attach(annotated: Annotated, ledger: Ledger) -> Ledger:
    """The ledger with each event's time and place and each mention's actor filled in.

    A time or place governs an event when it hangs on the event's own words, else on the verb of
    its clause, else when it stands in its sentence and governs nothing there; else an event told
    as done takes over what opened a sentence of its paragraph, or what the last one of its type
    gave, if that was exact. What stands in an aside ("which took the town in May") is lent to
    nothing outside it. What was said long ago happened by then. What is already filled in stays.
    """
    tree = _Tree(annotated, ledger.statements)
    events = _with_settings(tree, ledger)
    actors = _Actors(ledger)
    statements = tuple(_with_speaker(annotated, each, actors) for each in ledger.statements)
    voices = _Voices(ledger, statements)
    return replace(
        ledger,
        events=tuple(_with_actors(annotated, event, actors, voices) for event in events),
        statements=statements,
    )


class _Tree:
    """The tree of a document, asked for heads and governors."""

    def __init__(self, annotated: Annotated, statements: Sequence[Statement]) -> None:
        self.annotated = annotated
        self.statements = statements

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """The number of each sentence's paragraph."""
        text, tokens = self.annotated.document.text, self.annotated.tokens
        found, reached, number = [], 0, 0
        for sentence in self.annotated.sentences:
            start = tokens[sentence.first].start
            number += "\n" in text[reached:start]
            reached = tokens[sentence.last - 1].end
            found.append(number)
        return tuple(found)

    @cached_property
    def dateline_end(self) -> int:
        """The first token behind the dateline of a text, 0 where there is none."""
        text = self.annotated.document.text
        for token in self.annotated.tokens[:LONGEST_DATELINE]:
            if token.text in DASHES and text[token.start - 1 : token.start].isspace():
                return token.index + 1
            if token.upos not in IN_DATELINES or "\n" in text[: token.start]:
                break
        return 0

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
    dated = [time.span for time in ledger.times if time.earliest]
    placed = [place.mention for place in ledger.places if place.kind is not PlaceKind.COUNTRY]
    told_time = _Told(tree, _speaking(tree, dated, times), times)
    told_place = _Told(tree, _speaking(tree, placed, places), places)
    filed = _dateline_place(tree, ledger.places, places)

    def settled(event: Event) -> Event:
        cue, place = cues[event.id], own_places.get(event.id)
        then = _said_by_then(tree, cue, times)
        if then and place:  # what is long past is no scene of what follows
            place = place._replace(is_exact=False)
        time = event.time or told_time.carry(event, cue, own_times.get(event.id)) or then
        where = event.place or told_place.carry(event, cue, place)
        where = where or _filed_from(filed, event, cue, told_place.speaking)
        return replace(event, time=time, place=where)

    return tuple(settled(event) for event in ledger.events)


def _speaking(
    tree: _Tree, spans: Iterable[Span], standing: Mapping[int, Sequence[Standing]]
) -> frozenset[int]:
    """The sentences that name something of their own beside datelines and asides."""
    asides = {one.token.index for some in standing.values() for one in some if one.is_aside}
    tokens = (tree.annotated.token_at(span.start) for span in spans)
    heads = (head_of(tree.annotated, span) for span in spans)
    return frozenset(
        token.sentence
        for token, head in zip(tokens, heads, strict=True)
        if token is not None
        and token.index >= tree.dateline_end
        and (head is None or head.index not in asides)
    )


class _Told:
    """What the events told as done gave: the lead's, and the last one's, by type of event.

    `speaking`: sentences that name something of their own, and so take nothing over; `top`: what
    the main verb at the top of the text gives to the sentences right below.
    """

    def __init__(
        self, tree: _Tree, speaking: frozenset[int], standing: Mapping[int, Sequence[Standing]]
    ) -> None:
        self.speaking, self._tree, self._top = speaking, tree, _top(tree, standing)
        self._openings = _openings(tree, standing)
        self._lead: dict[EventType, str] = {}
        self._last: dict[EventType, tuple[int, str]] = {}

    def carry(self, event: Event, cue: Token | None, own: Standing | None) -> str | None:
        """What governs an event, or else what an event of its type gave before it."""
        if cue is None or event.stage is not Stage.DONE:
            return own.id if own else None
        if own is None:
            return None if cue.sentence in self.speaking else self._before(event, cue.sentence)
        if own.is_exact and not own.is_aside:
            self._keep(event, cue.sentence, own)
        return own.id

    def _keep(self, event: Event, sentence: int, own: Standing) -> None:
        if sentence < LEAD:
            self._lead.setdefault(event.type, own.id)
        at, id_ = self._last.get(event.type, (-1, ""))
        several = at == sentence and id_ != own.id and event.type in self._lead
        self._last[event.type] = sentence, self._lead[event.type] if several else own.id

    def _before(self, event: Event, sentence: int) -> str | None:
        at, id_ = self._last.get(event.type, (-LEAD - SENTENCES_BACK, ""))
        if opened := self._opened(at, sentence):
            return opened
        if sentence - at <= SENTENCES_BACK:
            return id_
        return self._lead.get(event.type) or (self._top if sentence <= BELOW_TOP else None)

    def _opened(self, since: int, sentence: int) -> str | None:
        """What opened the last sentence after `since` that did so in the same paragraph."""
        paragraphs, at = self._tree.paragraphs, sentence - 1
        while at > since and at >= 0 and paragraphs[at] == paragraphs[sentence]:
            if at in self._openings:
                return self._openings[at]
            at -= 1
        return None


def _openings(tree: _Tree, standing: Mapping[int, Sequence[Standing]]) -> dict[int, str]:
    """What stands in front of a sentence and is exact, by sentence."""
    return {
        sentence: each.id
        for sentence, some in standing.items()
        for each in some
        if each.is_exact and not each.is_aside and _opens(tree, each)
    }


def _opens(tree: _Tree, each: Standing) -> bool:
    """Whether a time or place stands in front of its sentence: "On Sunday several hundred …"."""
    first = tree.annotated.sentences[each.token.sentence].first
    verb = next((at for at in each.governors if _is_predicate(tree, at)), None)
    is_main = verb is not None and tree.annotated.tokens[verb].head is None
    return (
        is_main
        and not _is_speech(tree, verb or 0)
        and each.token.index - max(first, tree.dateline_end) <= FRONTED
    )


def _said_by_then(
    tree: _Tree, cue: Token | None, times: Mapping[int, Sequence[Standing]]
) -> str | None:
    """When an event was spoken of, where that is long past: more than a week before publication,
    or a month or year that is over. It happened by then ("admitted last month that …")."""
    published = tree.annotated.document.published
    if cue is None or published is None:
        return None
    above = set(tree.governors(cue))
    for each in times.get(cue.sentence, ()):
        verb = next((at for at in each.governors if _is_predicate(tree, at)), None)
        if verb in above and verb is not None and _is_speech(tree, verb):
            return each.id if _is_long_past(each, published) else None
    return None


def _is_long_past(each: Standing, published: date) -> bool:
    days = (published - each.latest).days if each.latest else -1
    return days > A_WEEK or (days >= 0 and not each.is_exact)


def _dateline_place(
    tree: _Tree, places: Sequence[Place], standing: Mapping[int, Sequence[Standing]]
) -> tuple[str, int] | None:
    """The place of the dateline and the last sentence it speaks for: the top of a text that names
    it again, all of one that puts nothing elsewhere."""
    end = tree.annotated.tokens[tree.dateline_end - 1].end if tree.dateline_end else 0
    filed = next((place for place in places if place.mention.start < end), None)
    if filed is None or filed.kind in COARSE:
        return None
    named = {place.id: place.name.casefold() for place in places}
    elsewhere = {
        named[each.id]
        for some in standing.values()
        for each in some
        if each.token.start >= end
    }  # fmt: skip
    if elsewhere <= {filed.name.casefold()}:
        return filed.id, len(tree.annotated.sentences)
    return (filed.id, BELOW_TOP) if filed.name.casefold() in elsewhere else None


def _filed_from(
    filed: tuple[str, int] | None, event: Event, cue: Token | None, speaking: frozenset[int]
) -> str | None:
    """The dateline's place for a deed told as done that the text puts nowhere else."""
    if filed is None or cue is None or event.stage is not Stage.DONE or event.type not in DEEDS:
        return None
    return filed[0] if cue.sentence <= filed[1] and cue.sentence not in speaking else None


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
        if time.earliest and time.latest and not _is_bound(tree, token, time):
            size = float((time.latest - time.earliest).days)
            is_exact = size < A_WEEK
            yield _standing(tree, time.id, token, size, is_exact)._replace(latest=time.latest)


def _standing(tree: _Tree, id_: str, token: Token, size: float, is_exact: bool) -> Standing:
    governors = tree.governors(token)
    verb = next((at for at in governors if _is_predicate(tree, at)), None)
    aside = verb is not None and _is_aside(tree, verb)
    return Standing(id_, token, governors, size, is_exact, aside)


def _is_aside(tree: _Tree, verb: int) -> bool:
    """Whether a verb tells something besides: in a relative clause behind a comma, or as done
    before what its sentence tells ("after rebels had seized it")."""
    annotated = tree.annotated
    token = annotated.tokens[verb]
    if token.head is None:
        return False
    if token.rel == "acl:relcl":
        first = annotated.subtree(verb)[0]
        return "," in {annotated.tokens[at].text for at in (first, max(0, first - 1))}
    had = any(child.text == "had" for child in annotated.children(verb))
    return token.rel == "advcl" and had


def _is_bound(tree: _Tree, token: Token, time: Time) -> bool:
    """Whether a time only bounds what it stands beside ("since March"), or is the date on top of
    a text on its day of publication."""
    if token.index < tree.dateline_end:
        return True
    annotated = tree.annotated
    below = list(annotated.children(token.index))
    published = annotated.document.published
    if published and published == time.earliest == time.latest and token.index < DATELINE:
        has_year = f"{published.year % 100:02}" in time.span.text
        return all(child.upos != "ADP" for child in below) and (has_year or token.index < TOP)
    return time.type is TimeType.DATE and any(child.text.lower() in BOUNDS for child in below)


def _standing_places(tree: _Tree, places: Iterable[Place]) -> Iterator[Standing]:
    for place in places:
        token = _place_token(tree.annotated, place)
        if token is None or token.index < tree.dateline_end:
            continue
        if not _is_locative(tree.annotated, token):
            continue
        coarse = 10_000.0 if place.kind in COARSE else 0.0
        size = coarse + (place.radius_km if place.radius_km is not None else 5_000.0)
        size = UNLISTED_KM if place.rule == "not-in-gazetteer" else size
        yield _standing(tree, place.id, token, size, size <= LENT_KM)


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
        if not any(_is_predicate(tree, at) for at in below):
            return 0
        if each.is_aside:
            return None
        joined = verb is not None and _are_joined(tree, verb, cue.index)
        return 1 if joined else IN_SENTENCE
    if verb is not None and _is_speech(tree, verb):
        return None
    clause = tree.clause(cue.index)
    if verb is not None and each.is_aside and verb != clause:
        return None
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
    return (
        (tokens[one].head == other and tokens[one].rel in ("conj", "xcomp"))
        or (
            tokens[other].head == one and tokens[other].rel in ("conj", "advcl", "acl:relcl", "acl")
        )
        or (_is_at_once(tree, one) and other in _with_its_first(tree, tokens[one].head))
    )


def _with_its_first(tree: _Tree, index: int | None) -> tuple[int, ...]:
    """The verb of a token's clause and the first of the verbs it is joined to by "and"."""
    if index is None:
        return ()
    verb = tree.annotated.tokens[tree.clause(index)]
    first = verb.head if verb.rel == "conj" else None
    return (verb.index,) if first is None else (verb.index, first)


def _is_at_once(tree: _Tree, verb: int) -> bool:
    """Whether a clause tells what came with its main clause: "were killed when shells hit it"."""
    below = [child.text.lower() for child in tree.annotated.children(verb)]
    return tree.annotated.tokens[verb].rel in ("advcl", "acl:relcl") and not AT_ONCE.isdisjoint(
        below
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
    """What a number counts, as the fighters of "two of its fighters"."""
    if head is None or head.upos != "NUM":
        return head
    inside = (child for child in annotated.children(head.index) if child.end <= mention.end)
    return next((child for child in inside if child.rel.startswith("nmod")), head)


class _Voices:
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


def _with_actors(annotated: Annotated, event: Event, actors: _Actors, voices: _Voices) -> Event:
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


def _with_speaker(annotated: Annotated, statement: Statement, actors: _Actors) -> Statement:
    if statement.speaker is None or statement.speaker_actor is not None:
        return statement
    return replace(statement, speaker_actor=actors.at(annotated, statement.speaker))
