"""What the words of a clause do to its own predicate: modals, adverbs, negation, conditions."""

from __future__ import annotations

from typing import Final

from variorum.extract import strengths
from variorum.extract.strengths import (
    PLAIN,
    Bearing,
    Standing,
    bearing_of,
    is_light,
    scoped,
)
from variorum.model.annotation import Annotated, Token

_ARGUMENTS: Final = frozenset({"nsubj", "nsubj:pass", "obj", "obl:unmarked"})
_SCARCE: Final = frozenset({"few", "little"})
_DENIERS: Final = frozenset({"no", "neither"}) | _SCARCE
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never"})
_ONLY: Final = frozenset({"only", "just", "merely", "simply", "necessarily"})
_FIRM_WHEN_DENIED: Final = frozenset({"will", "wo", "would", "can", "ca", "could"})
_FORESEEN: Final = frozenset({"will", "'ll", "would", "'d", "shall"})
_ANY_PLACE: Final = frozenset(place for places in strengths.PLACES.values() for place in places)
_CONDITIONS: Final = frozenset({"if", "unless"})


def own_standing(annotated: Annotated, token: Token) -> Standing:
    """What the words of the clause itself leave of its predicate."""
    found = PLAIN
    if token.upos == "ADJ" and token.rel == "amod":
        found = found.by(strengths.QUALITY)
    denials = 0
    for child in annotated.children(token.index):
        if bearing := _bearing_here(annotated, token, child):
            denies = bearing.kind == "negation"
            found = found.by(1.0 if denies else bearing.strength, child.index)
            denials += denies and not (denials and child.text.lower() == "nor")
        elif (denier := _denied_argument(annotated, token, child)) is not None:
            found = found.by(_denial(annotated, token, child, denier), denier)
    if (opener := opening_auxiliary(annotated, token)) is not None:
        unreal = annotated.tokens[opener].text.lower() == "had"
        found = found.by(strengths.UNREAL if unreal else strengths.INVERTED, opener)
    if denials % 2:
        return found.by(strengths.DENIED)
    condition = _condition(annotated, token)
    return found if condition is None else found.by(strengths.ON_CONDITION, condition)


def opening_auxiliary(annotated: Annotated, token: Token) -> int | None:
    """The auxiliary that opens a conditional: "had they attacked", "should they attack"."""
    if token.rel != "advcl":
        return None
    helper, subject = annotated.child(token.index, "aux"), annotated.child(token.index, "nsubj")
    if helper is None or subject is None or helper.index > subject.index:
        return None
    return helper.index if helper.index == annotated.subtree(token.index)[0] else None


def denier_of(annotated: Annotated, noun: Token) -> int | None:
    """The "no" or "few" before a noun; "no matter" denies nothing."""
    if noun.text.lower() == "matter":
        return None
    for below in annotated.children(noun.index):
        if below.index < noun.index and below.text.lower() in _DENIERS:
            return below.index
    return None


def _condition(annotated: Annotated, token: Token) -> int | None:
    """The "if" or "unless" of a clause on which a predicate that lies ahead depends."""
    children = tuple(annotated.children(token.index))
    if not any(child.rel == "aux" and child.text.lower() in _FORESEEN for child in children):
        return None
    for child in children:
        mark = annotated.child(child.index, "mark") if child.rel == "advcl" else None
        if mark is not None and mark.text.lower() in _CONDITIONS:
            even = annotated.tokens[mark.index - 1].text.lower() == "even"
            return None if even else mark.index
    return None


def _bearing_here(annotated: Annotated, token: Token, child: Token) -> Bearing | None:
    """How a word of the clause bears on its predicate; None where it does not."""
    place = child.rel.partition(":")[0]
    if place not in _ANY_PLACE:
        return None
    if _is_no_longer(annotated, child):
        return Bearing("negation", 1.0)
    bearing = scoped(_with_fixed(annotated, child))
    if bearing is None or not _counts(annotated, token, child):
        return None
    if place not in strengths.PLACES[bearing.kind]:
        return None
    if bearing.kind == "modal":
        return Bearing("modal", _modal(annotated, token, child, bearing.strength))
    return bearing


def _with_fixed(annotated: Annotated, token: Token) -> str:
    """A word with those it forms one with: "in case", "instead of"."""
    fixed = (child.text for child in annotated.children(token.index) if child.rel == "fixed")
    return " ".join((token.text, *fixed))


def _is_no_longer(annotated: Annotated, child: Token) -> bool:
    if child.text.lower() != "longer" or not child.index:
        return False
    return annotated.tokens[child.index - 1].text.lower() == "no"


def _modal(annotated: Annotated, token: Token, modal: Token, strength: float) -> float:
    """What a modal leaves: "would have attacked" tells of what did not come to be, and "will not
    attack" denies as firmly as a past does."""
    words = {child.text.lower() for child in annotated.children(token.index)}
    if modal.text.lower() == "would" and "have" in words:
        return strengths.UNREAL
    denied = not words.isdisjoint(_NEGATIONS)
    return 1.0 if denied and modal.text.lower() in _FIRM_WHEN_DENIED else strength


def _counts(annotated: Annotated, token: Token, child: Token) -> bool:
    """Whether a word bears on its predicate: "not only" and "no matter" deny nothing, and the
    "to" of a complement says nothing, since the verb above says how it stands."""
    word = child.text.lower()
    if word == "to":
        return _is_purpose(annotated, token)
    following = child.index + 1
    after = annotated.tokens[following].text.lower() if following < len(annotated.tokens) else ""
    if word in _NEGATIONS:
        return after not in _ONLY
    if word == "nor" and token.rel == "conj" and token.head is not None:
        return _neither(annotated, token.head) is None  # "neither came nor called"
    return not (word == "no" and after == "matter")


def _neither(annotated: Annotated, index: int) -> int | None:
    words = (child for child in annotated.children(index) if child.text.lower() == "neither")
    return next((child.index for child in words), None)


def _is_purpose(annotated: Annotated, clause: Token) -> bool:
    """Whether an infinitive tells what for: not "went on to attack"."""
    kind = clause.rel.partition(":")[0]
    if clause.xpos == "VBG":  # "confessed to killing"
        return False
    if kind != "advcl" or clause.head is None:
        return kind in ("acl", "root", "csubj")
    bearing = bearing_with_particle(annotated, annotated.tokens[clause.head])
    return bearing is None or bearing.kind != "carry"


def bearing_with_particle(
    annotated: Annotated, head: Token, preposition: str = ""
) -> Bearing | None:
    """How a word, with its particle or the preposition of what it governs, bears on that."""
    particle = annotated.child(head.index, "compound:prt")
    return bearing_of(head, particle.text.lower() if particle else preposition)


def _denied_argument(annotated: Annotated, token: Token, child: Token) -> int | None:
    """The "no" of a subject or object, which denies the verb: "no agreement was reached"."""
    if token.upos == "NOUN" or child.rel not in _ARGUMENTS:
        return None
    return denier_of(annotated, child)


def _denial(annotated: Annotated, token: Token, argument: Token, denier: int) -> float:
    """What a "no" or "few" before an argument leaves of the verb: to have no plan is to have
    something said of one; that no man was killed is that none was."""
    if annotated.tokens[denier].text.lower() in _SCARCE:
        return strengths.HARDLY
    if argument.rel != "obj":
        return strengths.DENIED
    return strengths.LIGHTLY if is_light(token) else strengths.NONE_OF
