"""The scopes a predicate stands in, outermost first: who says so, whether it is asked, wanted,
denied, averted, and what its own clause does to it."""

from __future__ import annotations

from typing import Final

from variorum.extract import strengths
from variorum.extract.strengths import (
    PLAIN,
    Bearing,
    Standing,
    bearing_of,
    is_light,
    looks_back,
    scoped,
)
from variorum.model.annotation import Annotated, Token

_GOVERNED: Final = frozenset({"obj", "nmod", "nsubj:pass"})
_ARGUMENTS: Final = frozenset({"nsubj", "nsubj:pass", "obj", "obl:unmarked"})
_SCARCE: Final = frozenset({"few", "little"})
_DENIERS: Final = frozenset({"no", "neither"}) | _SCARCE
_ONLY: Final = frozenset({"only", "just", "merely", "simply", "necessarily"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "both"})
_WEAK_MARKS: Final = frozenset({"of", "about", "against", "into", "at"})
_FIRM_WHEN_DENIED: Final = frozenset({"will", "wo", "would", "can", "ca", "could"})


def standing_of(annotated: Annotated, index: int, scopes: int) -> Standing:
    """A predicate's own standing within that of everything above it."""
    token = annotated.tokens[index]
    above = PLAIN if scopes == 0 else _scope(annotated, token, scopes - 1)
    own = _own(annotated, token)
    return above.by(own.share, *own.cues)


def _own(annotated: Annotated, token: Token) -> Standing:
    """What the words of the clause itself do to its predicate."""
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
    return found.by(strengths.DENIED) if denials % 2 else found


def _bearing_here(annotated: Annotated, token: Token, child: Token) -> Bearing | None:
    """How a word of the clause bears on its predicate; None where it does not."""
    if _is_no_longer(annotated, child):
        return Bearing("negation", 1.0)
    bearing = scoped(child.text)
    if bearing is None or not _counts(annotated, token, child):
        return None
    if child.rel.partition(":")[0] not in strengths.PLACES[bearing.kind]:
        return None
    if bearing.kind == "modal":
        return Bearing("modal", _modal(annotated, token, child, bearing.strength))
    return bearing


def _denial(annotated: Annotated, token: Token, argument: Token, denier: int) -> float:
    """What a "no" or "few" before an argument leaves of the verb: to have no plan is to have
    something said of one; to kill no one is not to kill."""
    if annotated.tokens[denier].text.lower() in _SCARCE:
        return strengths.HARDLY
    light = argument.rel == "obj" and is_light(token)
    return strengths.LIGHTLY if light else strengths.NONE_OF


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
    denied = not words.isdisjoint(("not", "n't", "n’t", "never"))
    return 1.0 if denied and modal.text.lower() in _FIRM_WHEN_DENIED else strength


def _counts(annotated: Annotated, token: Token, child: Token) -> bool:
    """Whether a word bears on its predicate: "not only" denies nothing, and the "to" of a
    complement says nothing, since the verb above says how it stands."""
    if child.text.lower() == "to":
        return token.rel.partition(":")[0] in ("advcl", "acl", "root", "csubj")
    if child.text.lower() in ("not", "n't", "n’t"):
        following = child.index + 1
        tokens = annotated.tokens
        return following >= len(tokens) or tokens[following].text.lower() not in _ONLY
    return True


def _denied_argument(annotated: Annotated, token: Token, child: Token) -> int | None:
    """The "no" of a subject or object, which denies the verb: "no agreement was reached"."""
    if token.upos == "NOUN" or child.rel not in _ARGUMENTS:
        return None
    return _denier(annotated, child)


def _denier(annotated: Annotated, noun: Token) -> int | None:
    if noun.text.lower() == "matter":
        return None
    for below in annotated.children(noun.index):
        if below.index < noun.index and below.text.lower() in _DENIERS:
            return below.index
    return None


def _scope(annotated: Annotated, token: Token, scopes: int) -> Standing:
    """What the words above a predicate leave of it."""
    if token.head is None:
        return _question(annotated, token)
    head = annotated.tokens[token.head]
    rel = token.rel.partition(":")[0]
    if rel == "conj":
        return _joined(annotated, token, head, scopes)
    if rel == "csubj" and _is_infinitive(annotated, token):
        return PLAIN.by(strengths.SUBJECT)
    if rel in ("ccomp", "xcomp", "csubj") or _completes_noun(annotated, token):
        return _below(annotated, token, head, scopes)
    if rel == "advcl":
        return _adverbial(annotated, token, head, scopes)
    if token.upos == "NOUN":
        return _argument(annotated, token, head, scopes)
    return PLAIN


def _is_infinitive(annotated: Annotated, token: Token) -> bool:
    mark = annotated.child(token.index, "mark")
    return mark is not None and mark.text.lower() == "to"


def _completes_noun(annotated: Annotated, token: Token) -> bool:
    """Whether a clause says what a noun above it is: "rumours that they fled". A tree may take
    it for a relative clause; one in which "that" is the subject is."""
    if token.rel != "acl:relcl":
        return token.rel.startswith("acl")
    assert token.head is not None
    if bearing_of(annotated.tokens[token.head]) is None:
        return False
    first = annotated.tokens[min(annotated.subtree(token.index))]
    return first.text.lower() == "that" and not first.rel.startswith("nsubj")


def _question(annotated: Annotated, root: Token) -> Standing:
    """A question leaves its predicate open; one that asks who or when takes it for granted."""
    sentence = annotated.sentences[root.sentence]
    tokens = annotated.tokens[sentence.first : sentence.last]
    mark = next((token for token in reversed(tokens[-3:]) if token.text == "?"), None)
    if mark is None:
        return PLAIN
    asks_what = any(token.xpos in ("WP", "WRB", "WDT", "WP$") for token in tokens[:4])
    return PLAIN.by(strengths.ASKED_WHAT if asks_what else strengths.ASKED, mark.index)


def _joined(annotated: Annotated, token: Token, head: Token, scopes: int) -> Standing:
    """A coordinated predicate shares the scopes of the first, and its auxiliaries too where it
    has none of its own."""
    if not scopes:
        return PLAIN
    shares = head.xpos == token.xpos and not any(
        child.rel.partition(":")[0] in ("aux", "nsubj") for child in annotated.children(token.index)
    )
    if shares and token.upos == "VERB":
        return standing_of(annotated, head.index, scopes)
    scope = _scope(annotated, head, scopes)
    return scope.by(strengths.LISTED) if token.upos == "NOUN" else scope


def _below(annotated: Annotated, token: Token, head: Token, scopes: int) -> Standing:
    """A clause that completes the word above it."""
    bearing = bearing_of(head)
    if bearing is None:
        return _below_unknown(annotated, token, head, scopes)
    if bearing.kind == "fact" or head.upos == "NOUN":
        above = annotated.tokens[head.head] if head.head is not None else head
        denial = bearing_of(above) if head.rel in _GOVERNED else None
        if denial is not None and denial.strength < 0:
            return Standing(denial.strength, (above.index, head.index))
    if bearing.kind == "fact":
        return Standing(bearing.strength, (head.index,))
    governor = standing_of(annotated, head.index, scopes) if scopes else PLAIN
    if bearing.kind == "carry":
        return governor.by(bearing.strength, head.index)
    for child in annotated.children(head.index):
        if child.text.lower() == "yet" and head.lemma.lower() in ("have", "be"):
            return governor.by(strengths.DENIED, child.index)
    bare = annotated.child(token.index, "mark") is None
    named = token.xpos != "VBG" and token.rel == "xcomp"
    if bare and (named or is_light(head)):
        return governor.by(strengths.COMPLETED)
    strength = bearing.strength if governor.share > 0 else -bearing.strength * strengths.TURNED
    return Standing(strength, (*governor.cues, head.index))


def _below_unknown(annotated: Annotated, token: Token, head: Token, scopes: int) -> Standing:
    if token.rel == "acl":
        mark = annotated.child(token.index, "mark")
        found = PLAIN.by(strengths.OF_WHAT if mark and mark.text.lower() == "of" else 1.0)
        if not scopes or head.upos != "NOUN" or _is_definite(annotated, head):
            return found
        noun = standing_of(annotated, head.index, scopes)
        return found.by(noun.share, *noun.cues) if noun.share < strengths.DOUBTFUL else found
    if token.rel == "xcomp" and scopes:
        infinitive = annotated.child(token.index, "mark")
        weight = strengths.PURSUED if infinitive is not None else strengths.COMPLETED
        return standing_of(annotated, head.index, scopes).by(weight)
    return PLAIN


def _adverbial(annotated: Annotated, token: Token, head: Token, scopes: int) -> Standing:
    """An adverbial clause: "kept them from leaving" turns with its verb, most others stand."""
    mark = annotated.child(token.index, "mark")
    if mark is not None and mark.text.lower() == "in" and token.xpos == "VB":
        return PLAIN.by(strengths.IN_ORDER, mark.index)
    if mark is not None and mark.text.lower() == "from":
        return Standing(strengths.KEPT_FROM, (head.index, mark.index))
    if mark is not None and mark.text.lower() == "to":
        bearing = bearing_of(head)
        if bearing is not None and bearing.strength > 0:
            return _below(annotated, token, head, scopes)
    if mark is not None and mark.text.lower() in _WEAK_MARKS:
        return PLAIN.by(strengths.OF_WHAT, head.index, mark.index)
    return PLAIN


def _argument(annotated: Annotated, token: Token, head: Token, scopes: int) -> Standing:
    """A noun below another word: what is averted, sought or denied stands as that word says, a
    definite one is taken for granted, another shares in how that word stands."""
    if (denier := _denier(annotated, token)) is not None:
        scarce = annotated.tokens[denier].text.lower() == "little"
        return Standing(strengths.LITTLE, (denier,)) if scarce else PLAIN
    governs = token.rel in _GOVERNED and not is_light(head)
    bearing = bearing_of(head) if governs else None
    definite = _is_definite(annotated, token)
    if (any_one := _whichever(annotated, token)) is not None:
        return Standing(strengths.WHICHEVER, (any_one,))
    if bearing is not None and bearing.kind == "avert":
        return Standing(bearing.strength + definite * strengths.KNOWN, (head.index,))
    case = annotated.child(token.index, "case")
    purpose = case is not None and case.text.lower() == "for" and token.rel == "obl"
    if case is not None and purpose and not looks_back(head):
        return Standing(strengths.FOR_WHAT + definite * strengths.KNOWN, (case.index,))
    if definite:
        wished = bearing is not None and bearing.kind == "open"
        return PLAIN.by(strengths.WISHED, head.index) if wished else PLAIN.by(strengths.GRANTED)
    governor = standing_of(annotated, head.index, scopes) if scopes else PLAIN
    if bearing is not None and bearing.kind == "open":
        governor = Standing(abs(governor.share) and bearing.strength, (*governor.cues, head.index))
    if governor.share < 0:
        return Standing(_under_denial(token, head), governor.cues)
    if token.rel == "compound":
        return Standing(strengths.IN_COMPOUND * governor.share, governor.cues)
    shared = 1 - strengths.SHARED + strengths.SHARED * governor.share
    return Standing(strengths.INDEFINITE * shared, governor.cues)


def _whichever(annotated: Annotated, noun: Token) -> int | None:
    """The "any" before a noun, which leaves open whether there is one."""
    for child in annotated.children(noun.index):
        if child.index < noun.index and child.text.lower() == "any":
            return child.index
    return None


def _under_denial(token: Token, head: Token) -> float:
    """What a denied word leaves of a noun below it: its object falls with it, what it hangs on
    ("because of the attacks") does not."""
    if head.lemma.lower() == "be" and token.rel == "nsubj":
        return strengths.DENIED
    return strengths.UNDER_DENIAL if token.rel in _GOVERNED else strengths.BESIDE_DENIAL


def _is_definite(annotated: Annotated, token: Token) -> bool:
    return any(
        child.rel == "nmod:poss" or child.text.lower() in _DEFINITE
        for child in annotated.children(token.index)
        if child.index < token.index
    )
