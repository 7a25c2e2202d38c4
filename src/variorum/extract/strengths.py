"""How much of full sureness words and constructions leave, from -1 to 1.

The words stand in lexicon/en/sureness.tsv; here are the constructions, set by hand on news.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from variorum.lexicon import rows
from variorum.lexicon.forms import verb_forms
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
NONE_OF: Final = -0.4  # they signed no accord
HARDLY: Final = 0.3  # few soldiers survived
LIGHTLY: Final = 0.5  # he has no plan: the having is said of something
CARRIED: Final = 0.8  # a word at least this strong denied twice is no denial: did not fail to
UNREAL: Final = -0.5  # they would have attacked
NO_DOUBT: Final = 0.9  # nobody doubts that they fled
TURNED: Final = 0.75  # what is left open, under a denied word: he does not believe that they fled
UNDER_DENIAL: Final = 0.1  # the object of a denied verb: they signed no agreement on exports
BESIDE_DENIAL: Final = 0.85  # what hangs on a denied verb otherwise: because of the attacks
KEPT_FROM: Final = -0.75  # they were kept from attacking

# Clauses.
INVERTED: Final = 0.33  # should they attack
ON_CONDITION: Final = 0.7  # they will attack if
BIDDEN: Final = 0.42  # they were told to attack
ASKED: Final = 0.15  # did they attack?
ASKED_WHAT: Final = 0.7  # why did they attack?
COMPLETED: Final = 0.95  # they went on shelling
PURSUED: Final = 0.65  # an infinitive below a verb the list lacks
OF_WHAT: Final = 0.6  # accused of attacking, talk about attacking

NOT_YET: Final = 0.5  # before they attack
NOT_WITHOUT: Final = 0.3  # they cannot leave without paying
NOT_TO: Final = 0.4  # they did not come to attack
IN_DOING: Final = 0.85  # in attacking, by attacking

# Nouns and qualities.
GRANTED: Final = 0.98  # the attack
INDEFINITE: Final = 0.95  # an attack
SHARED: Final = 0.6  # how far an indefinite noun shares the standing of what governs it
WISHED: Final = 0.75  # they want the truce
WISHED_DEED: Final = 0.55  # they want the release of the men
DOUBTFUL: Final = 0.7  # a noun below this lends its standing to a participle: no plan to attack
LITTLE: Final = 0.2  # little fighting
WHICHEVER: Final = 0.35  # any attack
SHARED_KNOWN: Final = 0.3  # how far a known one does: the attack
HAD_TO: Final = 0.9  # they had to leave
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
FIRM: Final = 0.9


def _together(one: float, other: float) -> float:
    """Two shares in one: two hedges weaken little more than the stronger of them."""
    if abs(one) >= FIRM or abs(other) >= FIRM:
        return one * other
    sign = 1 if one * other >= 0 else -1
    return sign * min(abs(one), abs(other)) * FIRM


class Bearing(NamedTuple):
    """How a word bears on the clause or noun below it: the list's kind and strength."""

    kind: str
    strength: float


def scoped(word: str) -> Bearing | None:
    """How a word bears on its own clause."""
    return _scoped().get(word.lower())


def bearing_of(token: Token, particle: str = "") -> Bearing | None:
    """How a word, with its particle where the list knows the two, bears on what stands below it:
    by its form, since a lemma may be a guess; by the lemma for irregular forms."""
    known = _bearings()
    forms = (token.text.lower(), token.lemma.lower())
    keys = (*(f"{form} {particle}" for form in forms if particle), *forms)
    return next((known[key] for key in keys if key in known), None)


def is_phrasal(token: Token, particle: str) -> bool:
    """Whether a word is listed together with its particle or preposition: "call off"."""
    forms = (token.text.lower(), token.lemma.lower())
    return bool(particle) and any(f"{form} {particle}" in _bearings() for form in forms)


def bids(token: Token) -> bool:
    """Whether an infinitive below a verb of saying is what is asked for: "told them to fire"."""
    return token.lemma.lower() in _of_kind("bid")


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
    apart = {*PLACES, "light", "back", "bid"}
    found = {}
    for row in rows(STRENGTHS):
        if row["kind"] not in apart:
            word, _, particle = row["word"].partition(" ")
            for form in (*verb_forms(word), word):
                found[f"{form} {particle}".strip()] = Bearing(row["kind"], float(row["strength"]))
    return found
