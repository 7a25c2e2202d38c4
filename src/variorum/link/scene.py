"""A ledger as its incidents are read off it: records by id, and what a mention names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from variorum.lexicon import rows, words
from variorum.lexicon.classes import NOTHING, classes
from variorum.model.annotation import Annotated, NameKind, Token
from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.record import Figure, Statement
from variorum.model.value import Actor, ActorKind, Interval, Place

ORGANISED: Final = frozenset(
    {
        ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE,
        ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.AGENCY, ActorKind.ORGANISATION,
        ActorKind.MEDIA,
    }
)  # fmt: skip
_EMPTY_LINE: Final = re.compile(r"\n[ \t]*\n")
QUANTITIES: Final = "en/roles_quantities.tsv"
COMMON: Final = "en/roles_common.tsv"
PERSONS: Final = frozenset({"person", "fighter"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_PRONOUNS: Final = frozenset({"PRON", "DET"})


@dataclass(frozen=True)
class Scene:
    """A ledger with its records by id."""

    annotated: Annotated
    ledger: Ledger

    @cached_property
    def breaks(self) -> list[int]:
        """Where paragraphs end: code points of the empty lines."""
        return [found.start() for found in _EMPTY_LINE.finditer(self.ledger.document.text)]

    @cached_property
    def steps(self) -> list[int]:
        """How many sentences with a verb stand before each; a byline or a date is no step."""
        told = {token.sentence for token in self.annotated.tokens if token.upos in _VERBAL}
        return list(accumulate((one.index in told for one in self.annotated.sentences), initial=0))

    @cached_property
    def turns(self) -> frozenset[int]:
        """The sentences that turn to something else: "Elsewhere, …", "In a separate attack"."""
        phrases = [tuple(row["words"].split()) for row in rows("en/events_elsewhere.tsv")]
        lower = [token.text.lower() for token in self.annotated.tokens]
        return frozenset(
            one.index
            for one in self.annotated.sentences
            if any(tuple(lower[one.first : one.first + len(words)]) == words for words in phrases)
        )

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.ledger.actors}

    @cached_property
    def places(self) -> dict[str, Place]:
        return {place.id: place for place in self.ledger.places}

    @cached_property
    def intervals(self) -> dict[str, Interval]:
        return {time.id: Interval(time.earliest, time.latest) for time in self.ledger.times}

    @cached_property
    def _dated(self) -> dict[str, int]:
        """The sentence of each time."""
        tokens = ((time.id, self.annotated.token_at(time.span.start)) for time in self.ledger.times)
        return {id: token.sentence for id, token in tokens if token is not None}

    def stands_in(self, time: str | None, sentence: int) -> bool:
        """Whether a time is told in a sentence, and not taken over from another."""
        return time is not None and self._dated.get(time) == sentence

    @cached_property
    def statements(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self.ledger.statements}

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {figure.id: figure for figure in self.ledger.figures}

    @cached_property
    def voices(self) -> dict[str, str]:
        """Who speaks in each statement: the actor, or the words for one that is none."""
        return {
            one.id: one.speaker_actor or one.speaker.text.casefold()
            for one in self.ledger.statements
            if one.speaker is not None
        }

    @cached_property
    def bodies(self) -> dict[str, Span]:
        """The first mention of each organised actor that names it as a body."""
        found: dict[str, Span] = {}
        for actor in filter(_is_organised, self.ledger.actors):
            spans = (one.span for one in actor.mentions if not self.is_pronoun(one.span))
            if named := next((s for s in spans if self.is_organisation(s, actor.id)), None):
                found[actor.id] = named
        return found

    @cached_property
    def _persons(self) -> dict[int, str]:
        """The person named at each place, by the last code point of the name."""
        people = (one for one in self.ledger.actors if one.kind is ActorKind.PERSON)
        return {mention.span.end: one.id for one in people for mention in one.mentions}

    def person_at(self, name: Span) -> str | None:
        """The actor whom a name names."""
        return self._persons.get(name.end)

    @cached_property
    def armed_groups(self) -> list[str]:
        """The armed groups that the text calls by a name of their own."""
        kinds = ((id, self.actors[id].kind) for id in self.bodies)
        return [
            id for id, kind in kinds if kind is ActorKind.ARMED_GROUP and self.is_named_body(id)
        ]

    def is_named_body(self, actor: str) -> bool:
        """Whether an actor is a body with a name of its own: the Front, not "the guerrillas", nor
        "Velkhari guerrillas"."""
        known = self.actors[actor]
        last = known.name.rpartition(" ")[2].lower()
        people = classes().get(last, NOTHING) & PERSONS
        return known.kind in ORGANISED and known.name[:1].isupper() and not people

    @cached_property
    def _organised(self) -> list[tuple[int, int, Span, Actor]]:
        """The mentions of organised actors, by start; with each, its place in the ledger."""
        actors = filter(_is_organised, self.ledger.actors)
        every = ((one.span, actor) for actor in actors for one in actor.mentions)
        return sorted(
            ((span.start, place, span, actor) for place, (span, actor) in enumerate(every)),
            key=lambda row: row[:2],
        )

    def organised_in(self, mention: Span) -> list[tuple[Span, Actor]]:
        """The mentions of organised actors inside a mention, in the order of the ledger."""
        first = bisect_left(self._organised, mention.start, key=lambda row: row[0])
        last = bisect_left(self._organised, mention.end, key=lambda row: row[0])
        inside = (row for row in self._organised[first:last] if mention.holds(row[2]))
        return [(span, actor) for _, _, span, actor in sorted(inside, key=lambda row: row[1])]

    def head(self, mention: Span) -> Token:
        """The word of a mention that governs the others."""
        inside = self.annotated.tokens_in(mention)
        if not inside:
            found = self.annotated.token_at(mention.start)
            assert found is not None
            return found
        first, last = inside[0].index, inside[-1].index
        outer = (t for t in inside if t.head is None or not first <= t.head <= last)
        return next((t for t in outer if t.upos != "PUNCT"), inside[-1])

    def kinds(self, mention: Span) -> frozenset[str]:
        """The classes of the thing that a mention names (lexicon/en/roles.tsv)."""
        head = self._content(mention)
        known = classes().get(head.text.lower(), NOTHING)
        name = self.annotated.name_at(head.index)
        if not known and name is None and self._is_named_behind(head, mention):
            return _NAMED[NameKind.PERSON]
        if not known and name is not None:
            return _NAMED[name.kind]
        return known or (frozenset({"person"}) if head.xpos == "NNPS" else NOTHING)

    def _content(self, mention: Span) -> Token:
        """What a mention is about: the guards of "two of the guards", men of "scores of men"."""
        head = self.head(mention)
        word = head.text.lower()
        if word in classes() or word not in words(QUANTITIES):
            return head
        below = (c for c in self.annotated.children(head.index) if c.rel == "nmod")
        return next((c for c in below if c.end <= mention.end), head)

    def _is_named_behind(self, head: Token, mention: Span) -> bool:
        """Whether somebody's name follows a noun: "the baker Jonas Feld"."""
        behind = head.index + 1
        if behind >= len(self.annotated.tokens):
            return False
        name = self.annotated.name_at(behind)
        inside = self.annotated.tokens[behind].start < mention.end
        return inside and name is not None and name.kind is NameKind.PERSON

    def is_pronoun(self, mention: Span) -> bool:
        """Whether a mention only stands for another."""
        return self.head(mention).upos in _PRONOUNS

    def is_person(self, mention: Span, actor: str | None) -> bool:
        """Whether a mention names a person or persons."""
        if actor is not None and self.actors[actor].kind in (ActorKind.PERSON, ActorKind.PEOPLE):
            return True
        kinds = self.kinds(mention)
        if kinds & PERSONS:
            return True
        return bool(kinds & {"force"}) and "target" not in kinds

    def is_organisation(self, mention: Span, actor: str | None) -> bool:
        """Whether a mention names a body, by its name or its office, rather than people."""
        kinds = self.kinds(mention)
        if kinds & PERSONS:
            return False
        if actor is not None and self.is_named_body(actor):
            return True
        if actor is not None and self.actors[actor].kind in ORGANISED and self.holds_name(mention):
            return True
        if kinds & {"force", "organisation", "authority"}:
            return "authority" in kinds or self.holds_name(mention)
        return not kinds and self.head(mention).upos == "PROPN"

    def holds_name(self, mention: Span) -> bool:
        """Whether a mention holds a name: "the Front's unit", not "a group of armed men"."""
        inside = self.annotated.tokens_in(mention)
        return any(self._is_name(token) for token in inside)

    def _is_name(self, token: Token) -> bool:
        known = token.text.lower() in classes() or token.text.lower() in words(COMMON)
        return not known and (
            token.upos == "PROPN" or self.annotated.name_at(token.index) is not None
        )


def _is_organised(actor: Actor) -> bool:
    return actor.kind in ORGANISED


_NAMED: Final = {
    NameKind.PERSON: frozenset({"person"}),
    NameKind.ORGANISATION: frozenset({"organisation"}),
    NameKind.PLACE: frozenset({"place"}),
}
