"""What a time expression hangs on: the day of publication, the last day told, the tense."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from variorum.model.annotation import Annotated, Token
from variorum.model.value import Basis
from variorum.resolve.calendar import Grain, Stretch
from variorum.resolve.times_words import Word

FUTURE_WORDS: Final = frozenset(
    {"will", "shall", "wo", "ll", "'ll", "’ll", "would", "may", "might", "can", "could"}
)
SURELY_AHEAD: Final = frozenset({"will", "shall", "wo", "ll", "'ll", "’ll"})
COMING: Final = frozenset(
    ["schedule", "plan", "expect", "due", "set", "intend", "slate", "await", "begin", "propose"]
)
NARRATIVE_YEARS: Final = 5  # so many years named, and four times as many as words like "today"
DEICTIC: Final = "[DGwa]|[lxtk][uU]"
FRONTED: Final = 3  # tokens before a year that opens its sentence
MANY_HOPS: Final = 6
A_MONTH: Final = 31  # days
NOT: Final = frozenset({"not", "n't", "n’t", "never"})
PRESENT: Final = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})
PERFECT: Final = frozenset({"have", "has", "had", "'ve", "’ve", "been"})
NO_PREDICATE: Final = frozenset({"amod", "aux", "aux:pass", "compound"})


class Tense(StrEnum):
    """Where the verb over an expression puts it; UNCLEAR where no verb tells."""

    PAST = "past"
    FUTURE = "future"
    UNCLEAR = "unclear"


class Dated(NamedTuple):
    """A stretch of days told: by the expression of the tokens [first, last), which may hang on the
    event named by the tokens [first, last) of `anchor`."""

    first: int
    last: int
    stretch: Stretch
    anchor: tuple[int, int] | None = None


@dataclass
class Told:
    """What has been told so far: the last stretch of days, its year before Christ if it is one."""

    stretch: Stretch | None = None
    quarter: Stretch | None = None
    before_christ: int | None = None
    sentence: int = -9
    history: list[Dated] = field(default_factory=list)


@dataclass(frozen=True)
class Setting:
    """A document's anchors. `narrative`: it tells history, so its own dates are its anchors;
    `ahead`: the first days that the tokens [first, last) give, wherever they stand."""

    annotated: Annotated
    published: date | None
    narrative: bool
    told: Told = field(default_factory=Told)
    ahead: Callable[[int, int], Stretch | None] = lambda first, last: None

    @property
    def anchor(self) -> date | None:
        """The day that "last year" counts from: publication; in a narrative the last day told."""
        if self.published and not self.narrative:
            return self.published
        return self.told.stretch.first if self.told.stretch else None

    @property
    def anchor_basis(self) -> Basis:
        """What `anchor` is."""
        return Basis.PUBLICATION if self.published and not self.narrative else Basis.TEXT

    @property
    def told_day(self) -> date | None:
        """The day that "the next day" counts from: the last one told, else publication."""
        if self.told.stretch:
            return self.told.stretch.first
        return None if self.narrative else self.published

    @property
    def told_basis(self) -> Basis:
        """What `told_day` is."""
        return Basis.TEXT if self.told.stretch else Basis.PUBLICATION

    def tell(self, dated: Dated) -> None:
        """Remember a stretch as the last one told, unless it only looks back: a bare year before
        the last one, in the middle of a sentence, or what hangs on a far event."""
        stretch, token = dated.stretch, dated.first
        sentence = self.annotated.tokens[token].sentence
        self.told.history.append(dated)
        if self._looks_back(stretch, token) or (dated.anchor and self._is_far(stretch)):
            return
        self.told.stretch, self.told.sentence, self.told.before_christ = stretch, sentence, None
        self.told.quarter = stretch if stretch.grain is Grain.QUARTER else self.told.quarter

    def _is_far(self, stretch: Stretch) -> bool:
        told = self.told.stretch
        return told is not None and abs(stretch.first - told.first).days > A_MONTH

    def _looks_back(self, stretch: Stretch, token: int) -> bool:
        told, sentence = self.told.stretch, self.annotated.tokens[token].sentence
        if not self.narrative or told is None or stretch.grain is not Grain.YEAR:
            return False
        fronted = token - self.annotated.sentences[sentence].first <= FRONTED
        return stretch.first.year != told.first.year and not fronted

    def tense(self, token: int) -> Tense:
        """The tense of the verb that governs a token."""
        return tense_over(self.annotated, token)


def find_setting(annotated: Annotated, words: Sequence[Word]) -> Setting:
    """The anchors of a document, told by its publication date and the years it names."""
    published = annotated.document.published
    letters = "".join(word.letter for word in words)
    deictic = len(re.findall(DEICTIC, letters))
    elsewhere = [w for w in words if w.letter == "y" and not (published and _is_near(w, published))]
    narrative = len(elsewhere) >= NARRATIVE_YEARS and len(elsewhere) > 4 * deictic
    return Setting(annotated, published, published is None or narrative)


def _is_near(word: Word, published: date) -> bool:
    return word.value.isdigit() and abs(int(word.value) - published.year) <= 1


def tense_over(annotated: Annotated, index: int) -> Tense:
    """The tense of the first verb over a token; its auxiliaries and form tell it."""
    verb = verb_over(annotated, index)
    if verb is None:
        return Tense.UNCLEAR
    if annotated.tokens[index].rel == "nmod:poss":  # "would look into Wednesday's ruling"
        helpers = {child.text.lower() for child in annotated.children(verb.index)}
        return Tense.UNCLEAR if helpers.isdisjoint(SURELY_AHEAD) else Tense.FUTURE
    return _tense_of(annotated, verb)


def verb_over(annotated: Annotated, index: int) -> Token | None:
    """The first predicate that a climb from a token comes to."""
    for _ in range(MANY_HOPS):
        token = annotated.tokens[index]
        is_verb = token.upos in ("VERB", "AUX") and token.rel not in NO_PREDICATE
        if is_verb or any(child.rel == "cop" for child in annotated.children(index)):
            return token
        if token.head is None:
            break
        index = token.head
    return None


def is_over_by(annotated: Annotated, index: int) -> bool:
    """Whether what came about "by" a token's day has come about: "By Friday forty had died"."""
    verb = verb_over(annotated, index)
    if verb is None or _tense_of(annotated, verb) is not Tense.PAST:
        return False
    return index < verb.index or any(
        child.text == "had" for child in annotated.children(verb.index)
    )


def _tense_of(annotated: Annotated, verb: Token) -> Tense:
    helpers = [c for c in annotated.children(verb.index) if c.rel in ("aux", "aux:pass", "cop")]
    words = {helper.text.lower() for helper in helpers}
    if "could" in words and any(c.text.lower() in NOT for c in annotated.children(verb.index)):
        return Tense.UNCLEAR
    if words & FUTURE_WORDS:
        perfect = "have" in words or ("VerbForm=Part" in verb.feats and "be" not in words)
        return Tense.UNCLEAR if perfect else Tense.FUTURE
    if (verb.lemma in COMING and verb.xpos == "VBN") or _is_purpose(annotated, verb):
        return Tense.FUTURE
    if verb.xpos == "VBN" and words & PRESENT and words.isdisjoint(PERFECT):
        return Tense.UNCLEAR
    if "Tense=Past" in verb.feats or any("Tense=Past" in helper.feats for helper in helpers):
        return Tense.PAST
    return Tense.UNCLEAR


def _is_purpose(annotated: Annotated, verb: Token) -> bool:
    """Whether a verb is an infinitive that lies ahead: "is due to meet", "are to be freed"."""
    marks = {child.text.lower() for child in annotated.children(verb.index)}
    return ("VerbForm=Inf" in verb.feats or "be" in marks) and "to" in marks
