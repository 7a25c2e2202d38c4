"""How a noun stands below another word: averted, sought, feared, granted, or as that word does."""

from __future__ import annotations

from typing import Final

from variorum.extract import strengths
from variorum.extract.scopes_own import bearing_with_particle, denier_of
from variorum.extract.strengths import (
    PLAIN,
    Bearing,
    Standing,
    bearing_of,
    is_light,
    is_phrasal,
    looks_back,
)
from variorum.model.annotation import Annotated, Token

GOVERNED: Final = frozenset({"obj", "nmod", "nsubj:pass"})
_CLAUSE_PARTS: Final = frozenset({"obj", "nsubj", "nsubj:pass"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "both"})


def is_definite(annotated: Annotated, noun: Token) -> bool:
    """Whether a noun names something taken as known: "the raid", "their raid"."""
    return any(
        child.rel == "nmod:poss" or child.text.lower() in _DEFINITE
        for child in annotated.children(noun.index)
        if child.index < noun.index
    )


def noun_standing(annotated: Annotated, noun: Token, head: Token, governor: Standing) -> Standing:
    """What the word above a noun leaves of it; `governor`: how that word itself stands."""
    if (denier := denier_of(annotated, noun)) is not None:
        scarce = annotated.tokens[denier].text.lower() == "little"
        return Standing(strengths.LITTLE, (denier,)) if scarce else PLAIN
    definite = is_definite(annotated, noun)
    if (foretold := _foretold(noun, head, definite)) is not None:
        return foretold
    if (any_one := _whichever(annotated, noun)) is not None:
        denied = governor.share < 0
        return Standing(strengths.NONE_OF if denied else strengths.WHICHEVER, (any_one,))
    bearing = _governing(annotated, noun, head)
    if bearing is not None and bearing.kind == "avert":
        share = bearing.strength + definite * strengths.KNOWN
        return Standing(share, (head.index,)) if governor.share > 0 else PLAIN
    if (sought := _sought(annotated, noun, head, definite)) is not None:
        return sought
    if definite:
        return _definite(annotated, noun, head, bearing, governor)
    return _indefinite(noun, head, bearing, governor)


def _governing(annotated: Annotated, noun: Token, head: Token) -> Bearing | None:
    """How the word above bears on a noun that it governs, by itself or with its preposition."""
    case = annotated.child(noun.index, "case")
    preposition = case.text.lower() if case else ""
    phrasal = noun.rel == "obl" and is_phrasal(head, preposition)
    named = head.lemma.lower() == "call" and annotated.child(head.index, "xcomp") is not None
    if named or not (phrasal or (noun.rel in GOVERNED and not is_light(head))):
        return None
    return bearing_with_particle(annotated, head, preposition)


def _foretold(noun: Token, head: Token, definite: bool) -> Standing | None:
    """What an adjective says of its subject: "an attack is likely"."""
    if noun.rel != "nsubj" or head.upos != "ADJ" or definite:
        return None
    bearing = bearing_of(head)
    if bearing is None or bearing.kind != "open":
        return None
    return Standing(bearing.strength, (head.index,))


def _whichever(annotated: Annotated, noun: Token) -> int | None:
    """The "any" before a noun, which leaves open whether there is one."""
    for child in annotated.children(noun.index):
        if child.index < noun.index and child.text.lower() == "any":
            return child.index
    return None


def _sought(annotated: Annotated, noun: Token, head: Token, definite: bool) -> Standing | None:
    """What is done "for" a noun, unless it lies behind: called for a truce, tried for murder."""
    case = annotated.child(noun.index, "case")
    if case is None or case.text.lower() != "for" or noun.rel != "obl" or looks_back(head):
        return None
    asked = bearing_of(head)
    if asked is not None and asked.kind == "open":
        return Standing(asked.strength, (head.index, case.index))
    return Standing(strengths.FOR_WHAT + definite * strengths.KNOWN, (case.index,))


def _definite(
    annotated: Annotated, noun: Token, head: Token, bearing: Bearing | None, governor: Standing
) -> Standing:
    """A noun taken as known: granted, unless wanted, or part of what is not certain itself."""
    if bearing is not None and bearing.kind == "open":
        deed = noun.rel in ("obj", "obl") and annotated.child(noun.index, "nmod") is not None
        return PLAIN.by(strengths.WISHED_DEED if deed else strengths.WISHED, head.index)
    if noun.rel == "obj" and governor.share < 0 and is_light(head):  # has not the right
        return Standing(strengths.NONE_OF, governor.cues)
    if noun.rel in _CLAUSE_PARTS and 0 < governor.share < strengths.FIRM:
        share = 1 - strengths.SHARED_KNOWN + strengths.SHARED_KNOWN * governor.share
        return Standing(share, governor.cues)
    return PLAIN.by(strengths.GRANTED)


def _indefinite(noun: Token, head: Token, bearing: Bearing | None, governor: Standing) -> Standing:
    """A noun newly named shares in how the word above it stands."""
    if bearing is not None and bearing.kind == "open":
        strength = abs(governor.share) and bearing.strength
        governor = Standing(strength, (*governor.cues, head.index))
        if head.upos == "NOUN" and strength > 0:  # fears of an attack
            return governor
    if governor.share < 0:
        return Standing(_under_denial(noun, head), governor.cues)
    if noun.rel == "compound":
        return Standing(strengths.IN_COMPOUND * governor.share, governor.cues)
    shared = 1 - strengths.SHARED + strengths.SHARED * governor.share
    return Standing(strengths.INDEFINITE * shared, governor.cues)


def _under_denial(noun: Token, head: Token) -> float:
    """What a denied word leaves of a noun below it: its object falls with it, what it hangs on
    ("because of the attacks") does not."""
    if head.lemma.lower() == "be" and noun.rel == "nsubj":
        return strengths.DENIED
    return strengths.UNDER_DENIAL if noun.rel in GOVERNED else strengths.BESIDE_DENIAL
