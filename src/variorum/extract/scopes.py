"""The scopes a predicate stands in, outermost first: who says so, whether it is asked, wanted,
denied, averted, and what its own clause does to it."""

from __future__ import annotations

from typing import Final

from variorum.extract import strengths
from variorum.extract.scopes_nouns import GOVERNED, is_definite, noun_standing
from variorum.extract.scopes_own import bearing_with_particle, own_standing
from variorum.extract.strengths import PLAIN, Standing, bearing_of, bids, is_light, is_phrasal
from variorum.model.annotation import Annotated, Token

_WEAK_MARKS: Final = frozenset({"of", "about", "against", "into", "at"})
_TIMES: Final = frozenset({"after", "before", "when", "while", "since", "because", "as", "until"})
_PAST: Final = frozenset({"VBD", "VBN"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NONFINITE: Final = frozenset({"VB", "VBG", "VBN"})
_PRESENT: Final = frozenset({"VBZ", "VBP"})


def standing_of(annotated: Annotated, index: int, scopes: int) -> Standing:
    """A predicate's own standing within that of everything above it, at most `scopes` words up."""
    token = annotated.tokens[index]
    above = PLAIN if scopes == 0 else _scope(annotated, token, scopes - 1)
    own = own_standing(annotated, token)
    if above.share < 0 < own.share and token.upos == "NOUN":  # "foiled a planned raid"
        return above.by(1.0, *own.cues)
    return above.by(own.share, *own.cues)


def _governor(annotated: Annotated, head: Token, scopes: int) -> Standing:
    return standing_of(annotated, head.index, scopes) if scopes else PLAIN


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
        return noun_standing(annotated, token, head, _governor(annotated, head, scopes))
    return PLAIN


def _is_infinitive(annotated: Annotated, token: Token) -> bool:
    mark = annotated.child(token.index, "mark")
    return mark is not None and mark.text.lower() == "to"


def _completes_noun(annotated: Annotated, token: Token) -> bool:
    """Whether a clause says what a noun above it is: "rumours that they fled". A tree may take
    it for a relative clause; one in which "that" is the subject is. One that tells when is none.
    """
    if token.rel != "acl:relcl":
        mark = annotated.child(token.index, "mark", "advmod")
        timed = mark is not None and mark.text.lower() in _TIMES
        return token.rel.startswith("acl") and not timed
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
    has none of its own; a past tense shares none with an infinitive."""
    if not scopes or _is_misjoined(annotated, token, head):
        return PLAIN
    shares = head.xpos == token.xpos and not any(
        child.rel.partition(":")[0] in ("aux", "nsubj") for child in annotated.children(token.index)
    )
    if shares and token.upos == "VERB":
        return standing_of(annotated, head.index, scopes)
    scope = _scope(annotated, head, scopes)
    return scope.by(strengths.LISTED) if token.upos == "NOUN" else scope


def _is_misjoined(annotated: Annotated, token: Token, head: Token) -> bool:
    if token.xpos not in ("VBD", "VBZ") or head.xpos not in _NONFINITE:
        return False
    return not any(
        child.xpos in _FINITE
        for child in annotated.children(head.index)
        if child.rel.partition(":")[0] in ("aux", "cop")
    )


def _below(
    annotated: Annotated, token: Token, head: Token, scopes: int, preposition: str = ""
) -> Standing:
    """A clause that completes the word above it."""
    bearing = bearing_with_particle(annotated, head, preposition)
    if bearing is None:
        return _below_unknown(annotated, token, head, scopes)
    if bearing.kind == "fact" or head.upos == "NOUN":
        above = annotated.tokens[head.head] if head.head is not None else head
        denial = bearing_of(above) if head.rel in GOVERNED else None
        if denial is not None and denial.strength < 0:
            return Standing(denial.strength, (above.index, head.index))
    if bearing.kind == "fact":
        bid = token.rel == "xcomp" and bids(head)
        return Standing(strengths.BIDDEN if bid else bearing.strength, (head.index,))
    governor = _governor(annotated, head, scopes)
    if bearing.kind == "carry":
        twice = governor.share < 0 and bearing.strength <= -strengths.CARRIED
        return governor.by(-1.0 if twice else bearing.strength, head.index)
    if (sure := _implied(annotated, token, head)) is not None:
        return governor.by(*sure)
    if 0 < governor.share < strengths.FIRM:
        return governor.by(bearing.strength, head.index)
    return Standing(_turned(bearing, governor), (*governor.cues, head.index))


def _turned(bearing: strengths.Bearing, governor: Standing) -> float:
    """What a word that leaves its clause open leaves of it, turned round where it is denied."""
    if governor.share > 0:
        return bearing.strength
    return strengths.NO_DOUBT if bearing.kind == "doubt" else -bearing.strength * strengths.TURNED


def _implied(
    annotated: Annotated, token: Token, head: Token
) -> tuple[float, *tuple[int, ...]] | None:
    """What "had to" and "have yet to" imply, and a bare clause: the share left, and the cues."""
    word = head.lemma.lower()
    for child in annotated.children(head.index):
        if child.text.lower() == "yet" and word in ("have", "be"):
            return strengths.DENIED, child.index
    if word == "have" and head.xpos in _PAST:
        return strengths.HAD_TO, head.index
    bare = annotated.child(token.index, "mark") is None
    having = any(child.xpos == "VBG" for child in annotated.children(token.index))
    named = token.xpos != "VBG" and not having and token.rel == "xcomp"
    return (strengths.COMPLETED,) if bare and (named or is_light(head)) else None


def _below_unknown(annotated: Annotated, token: Token, head: Token, scopes: int) -> Standing:
    if token.rel == "acl":
        mark = annotated.child(token.index, "mark")
        found = PLAIN.by(strengths.OF_WHAT if mark and mark.text.lower() == "of" else 1.0)
        if not scopes or head.upos != "NOUN" or is_definite(annotated, head):
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
    word = mark.text.lower() if mark is not None else ""
    if word != "from" and token.xpos == "VBG" and _takes_particle(annotated, head, word):
        return _below(annotated, token, head, scopes, word)
    if mark is None or word not in _GOVERNED_MARKS | _WEAK_MARKS:
        return PLAIN
    if word == "in" and token.xpos == "VB":
        return PLAIN.by(strengths.IN_ORDER, mark.index)
    if word == "before":
        ahead = token.xpos in _PRESENT
        return PLAIN.by(strengths.NOT_YET, mark.index) if ahead else PLAIN
    if word in _WEAK_MARKS:
        return PLAIN.by(strengths.OF_WHAT, head.index, mark.index)
    governor = _governor(annotated, head, scopes)
    if word == "from":
        return _kept_from(annotated, head, mark, governor)
    if word == "without":
        sure = governor.share >= strengths.FIRM
        return PLAIN if sure else Standing(strengths.NOT_WITHOUT, governor.cues)
    if word == "to":
        return _purpose(annotated, token, head, scopes)
    return _by_which(token, governor)


def _takes_particle(annotated: Annotated, head: Token, preposition: str) -> bool:
    """Whether a verb and its particle are listed as one: "ruled out attacking"."""
    particle = annotated.child(head.index, "compound:prt")
    return is_phrasal(head, particle.text.lower() if particle else preposition)


_GOVERNED_MARKS: Final = frozenset({"in", "by", "before", "from", "without", "to"})


def _purpose(annotated: Annotated, token: Token, head: Token, scopes: int) -> Standing:
    """What something is done for stands no surer than what is done."""
    bearing = bearing_with_particle(annotated, head)
    if bearing is not None and bearing.strength > 0:
        return _below(annotated, token, head, scopes)
    if token.xpos == "VBG":  # "agreed to leaving"
        return PLAIN.by(strengths.OF_WHAT, head.index)
    governor = _governor(annotated, head, scopes)
    if governor.share < 0:
        return Standing(strengths.NOT_TO, governor.cues)
    return governor if governor.share < strengths.FIRM else PLAIN


def _by_which(token: Token, governor: Standing) -> Standing:
    """Means and ways: "in shelling the town", "by shelling it"."""
    if token.xpos != "VBG":
        return PLAIN
    return governor if 0 < governor.share < strengths.FIRM else PLAIN.by(strengths.IN_DOING)


def _kept_from(annotated: Annotated, head: Token, mark: Token, governor: Standing) -> Standing:
    """A clause with "from": what somebody is kept from does not happen."""
    bearing = bearing_with_particle(annotated, head, "from")
    if bearing is None or (bearing.kind != "avert" and bearing.strength >= 0):
        return PLAIN.by(strengths.OF_WHAT, head.index, mark.index)
    return governor.by(strengths.KEPT_FROM, head.index, mark.index)
