"""How much of full sureness words and constructions leave, from -1 to 1.

The words stand in lexicon/en/sureness.tsv; here are the constructions, set by hand on news.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from variorum.extract.reporting import verb_forms
from variorum.lexicon import rows
from variorum.model.annotation import Token

STRENGTHS: Final = "en/sureness.tsv"

# Where in its clause a word of each kind stands, by relation.
PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "negation": ("advmod", "det", "cc", "obj", "nsubj"),
    "modal": ("aux",),
    "adverb": ("advmod",),
    "mark": ("mark", "cc"),
    "lack": ("mark", "case"),
    "quality": ("amod",),
}

# Denial.
DENIED: Final = -0.75  # they did not attack
NONE_OF: Final = -0.4  # no soldiers were killed
HARDLY: Final = 0.3  # few soldiers survived
LIGHTLY: Final = 0.5  # he has no plan: the having is said of something
UNREAL: Final = -0.3  # they would have attacked
TURNED: Final = 0.8  # what is left open, under a denied word: he does not believe that they fled
UNDER_DENIAL: Final = 0.1  # the object of a denied verb: they signed no agreement on exports
BESIDE_DENIAL: Final = 0.85  # what hangs on a denied verb otherwise: because of the attacks
KEPT_FROM: Final = 0.15  # they were kept from attacking

# Clauses.
ASKED: Final = 0.15  # did they attack?
ASKED_WHAT: Final = 0.7  # why did they attack?
COMPLETED: Final = 0.95  # they went on shelling
PURSUED: Final = 0.65  # an infinitive below a verb the list lacks
OF_WHAT: Final = 0.6  # accused of attacking, talk about attacking

# Nouns and qualities.
GRANTED: Final = 0.98  # the attack
INDEFINITE: Final = 0.95  # an attack
SHARED: Final = 0.6  # how far an indefinite noun shares the standing of what governs it
WISHED: Final = 0.75  # they want the truce
DOUBTFUL: Final = 0.7  # a noun below this lends its standing to a participle: no plan to attack
LITTLE: Final = 0.2  # little fighting
WHICHEVER: Final = 0.5  # any attack
SUBJECT: Final = 0.4  # to attack would be wrong
IN_ORDER: Final = 0.65  # in order to attack
KNOWN: Final = 0.15  # what "the" adds to a noun that is averted or called for
FOR_WHAT: Final = 0.55  # they called for an attack
LISTED: Final = 0.9  # attacks and raids: the second noun
IN_COMPOUND: Final = 0.84  # attack plans
QUALITY: Final = 0.85  # the dead man


class Standing(NamedTuple):
    """The share of full sureness, -1 to 1, and the tokens that moved it."""

    share: float
    cues: tuple[int, ...]

    def by(self, factor: float, *cues: int) -> Standing:
        """This standing within something that leaves `factor` of it."""
        return Standing(_together(self.share, factor), (*self.cues, *cues))


PLAIN: Final = Standing(1.0, ())
_FIRM: Final = 0.9


def _together(one: float, other: float) -> float:
    """Two shares in one: two hedges weaken little more than the stronger of them."""
    if abs(one) >= _FIRM or abs(other) >= _FIRM:
        return one * other
    sign = 1 if one * other >= 0 else -1
    return sign * min(abs(one), abs(other)) * _FIRM


class Bearing(NamedTuple):
    """How a word bears on the clause or noun below it: the list's kind and strength."""

    kind: str
    strength: float


def scoped(word: str) -> Bearing | None:
    """How a word bears on its own clause."""
    return _scoped().get(word.lower())


def bearing_of(token: Token) -> Bearing | None:
    """How a word bears on what stands below it: by its form, since a lemma may be a guess; by
    the lemma for irregular forms."""
    return _bearings().get(token.text.lower()) or _bearings().get(token.lemma.lower())


def is_light(token: Token) -> bool:
    """Whether a verb says little by itself: to have a plan."""
    return token.lemma.lower() in _of_kind("light")


def looks_back(token: Token) -> bool:
    """Whether what follows "for" lies behind: punished for the attack."""
    return token.lemma.lower() in _of_kind("back")


@cache
def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows(STRENGTHS) if row["kind"] == kind)


@cache
def _scoped() -> Mapping[str, Bearing]:
    return {
        row["word"]: Bearing(row["kind"], float(row["strength"]))
        for row in rows(STRENGTHS)
        if row["kind"] in PLACES
    }


@cache
def _bearings() -> Mapping[str, Bearing]:
    apart = {*PLACES, "light", "back"}
    return {
        form: Bearing(row["kind"], float(row["strength"]))
        for row in rows(STRENGTHS)
        if row["kind"] not in apart
        for form in (*verb_forms(row["word"]), row["word"])
    }
