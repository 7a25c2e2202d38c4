"""How surely a text says that something happened: a predicate in its scopes, outermost first.

A predicate starts as plain assertion (+3). Its own modals, adverbs and negation weaken or turn
it; so does each word whose scope it stands in, up to the root of the sentence: verbs that carry,
presuppose or leave open what they govern, conditionals, purposes, questions. Strengths and their
origin: lexicon/en/sureness.tsv.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from variorum.extract.reporting import verb_forms
from variorum.lexicon import rows
from variorum.model.annotation import Annotated, Token
from variorum.model.record import Predicate
from variorum.model.value import Sureness, SurenessLabel

FULL: Final = 3.0
STRENGTHS: Final = "en/sureness.tsv"

_MOST_SCOPES: Final = 8
_CLASSES: Final = (
    (2.5, SurenessLabel.ASSERTED),
    (0.5, SurenessLabel.HEDGED),
    (-0.5, SurenessLabel.OPEN),
)
_DENIED: Final = -0.75
_NONE_OF: Final = -0.4
_QUALITY: Final = 0.85
_ASKED: Final = 0.15
_ASKED_WHAT: Final = 0.7
_LOOSE: Final = 1.0
_COMPLETED: Final = 0.95
_PURSUED: Final = 0.65
_TURNED: Final = 0.8
_GRANTED: Final = 0.98
_WISHED: Final = 0.75
_INDEFINITE: Final = 0.92
_SHARED: Final = 0.6
_UNDER_DENIAL: Final = 0.1
_OF_WHAT: Final = 0.6
_FOR_WHAT: Final = 0.55
_BESIDE_DENIAL: Final = 0.85
_FIRM_WHEN_DENIED: Final = frozenset({"will", "wo", "would", "can", "ca", "could"})
_LOOKING_BACK: Final = frozenset(
    (
        "responsible",
        "arrest",
        "charge",
        "blame",
        "convict",
        "punish",
        "thank",
        "know",
        "try",
        "claim",
        "accept",
        "admit",
        "deny",
        "criticize",
        "criticise",
        "condemn",
        "apologize",
    )
)
_LISTED: Final = 0.9
_IN_COMPOUND: Final = 0.84
_KEPT_FROM: Final = 0.15
_WEAK_MARKS: Final = frozenset({"of", "about", "against", "into", "at"})
_UNREAL: Final = -0.3
_KNOWN: Final = 0.15
_GOVERNED: Final = frozenset({"obj", "nmod", "nsubj:pass"})
_ARGUMENTS: Final = frozenset({"nsubj", "nsubj:pass", "obj", "obl:unmarked"})
_LIGHT: Final = frozenset({"have", "make", "see", "know", "give", "take", "serve", "find"})
_LIGHTLY: Final = 0.5
_HARDLY: Final = 0.3
_SCARCE: Final = frozenset({"few", "little"})
_DENIERS: Final = frozenset({"no", "neither"}) | _SCARCE
_ONLY: Final = frozenset({"only", "just", "merely", "simply", "necessarily"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "both"})
_PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "negation": ("advmod", "det", "cc", "obj", "nsubj"),
    "modal": ("aux",),
    "adverb": ("advmod",),
    "mark": ("mark", "cc"),
    "lack": ("mark", "case"),
    "quality": ("amod",),
}
_SCOPED: Final = frozenset(_PLACES)


class _Standing(NamedTuple):
    """The share of full sureness, -1 to 1, and the tokens that moved it."""

    share: float
    cues: tuple[int, ...]

    def by(self, factor: float, *cues: int) -> _Standing:
        return _Standing(_together(self.share, factor), (*self.cues, *cues))


_FIRM: Final = 0.9
_PLAIN: Final = _Standing(1.0, ())


def _together(one: float, other: float) -> float:
    """Two shares in one: two hedges weaken little more than the stronger of them."""
    if abs(one) >= _FIRM or abs(other) >= _FIRM:
        return one * other
    sign = 1 if one * other >= 0 else -1
    return sign * min(abs(one), abs(other)) * _FIRM


class _Bearing(NamedTuple):
    """How a verb bears on the clause below it."""

    kind: str
    strength: float


def rate(annotated: Annotated, index: int) -> Sureness:
    """How surely the text says that the predicate at token `index` holds.

    Predicates are verbs, and nouns and adjectives that name happenings and states.
    """
    standing = _standing(annotated, index, _MOST_SCOPES)
    value = round(FULL * max(-1.0, min(1.0, standing.share)), 2)
    cues = tuple(annotated.span(cue, cue + 1) for cue in sorted(set(standing.cues)))
    return Sureness(value, _label(value), cues)


def rate_predicates(annotated: Annotated) -> tuple[Predicate, ...]:
    """Every predicate of a document: verbs, predicative words, and common nouns."""
    return tuple(
        Predicate(annotated.span(token.index, token.index + 1), rate(annotated, token.index))
        for token in annotated.tokens
        if _is_predicate(annotated, token)
    )


def _is_predicate(annotated: Annotated, token: Token) -> bool:
    if token.upos in ("VERB", "NOUN", "ADJ"):
        return True
    if token.upos == "AUX":
        return token.rel.partition(":")[0] not in ("aux",)
    return (
        token.upos in ("PROPN", "ADV", "PRON", "NUM")
        and annotated.child(token.index, "cop") is not None
    )


def _label(value: float) -> SurenessLabel:
    return next((label for least, label in _CLASSES if value >= least), SurenessLabel.DENIED)


def _standing(annotated: Annotated, index: int, scopes: int) -> _Standing:
    """A predicate's own standing within that of everything above it."""
    token = annotated.tokens[index]
    above = _PLAIN if scopes == 0 else _scope(annotated, token, scopes - 1)
    own = _own(annotated, token)
    return above.by(own.share, *own.cues)


def _own(annotated: Annotated, token: Token) -> _Standing:
    """What the words of the clause itself do to its predicate."""
    found = _PLAIN
    if token.upos == "ADJ" and token.rel == "amod":
        found = found.by(_QUALITY)
    denials = 0
    for child in annotated.children(token.index):
        kind, strength = _scoped().get(child.text.lower(), ("", 1.0))
        if (
            kind
            and child.rel.partition(":")[0] in _PLACES[kind]
            and _counts(annotated, token, child)
        ):
            if kind == "modal":
                strength = _modal(annotated, token, child, strength)
            found = found.by(1.0 if kind == "negation" else strength, child.index)
            denials += kind == "negation" and not (denials and child.text.lower() == "nor")
        elif _is_no_longer(annotated, child):
            found = found.by(1.0, child.index)
            denials += 1
        elif (denier := _denied_argument(annotated, token, child)) is not None:
            found = found.by(_denial(annotated, token, child, denier), denier)
    return found.by(_DENIED) if denials % 2 else found


def _denial(annotated: Annotated, token: Token, argument: Token, denier: int) -> float:
    """What a "no" or "few" before an argument leaves of the verb: to have no plan is to have
    something said of one; to kill no one is not to kill."""
    if annotated.tokens[denier].text.lower() in _SCARCE:
        return _HARDLY
    light = argument.rel == "obj" and token.lemma.lower() in _LIGHT
    return _LIGHTLY if light else _NONE_OF


def _is_no_longer(annotated: Annotated, child: Token) -> bool:
    if child.text.lower() != "longer" or not child.index:
        return False
    return annotated.tokens[child.index - 1].text.lower() == "no"


def _modal(annotated: Annotated, token: Token, modal: Token, strength: float) -> float:
    """What a modal leaves: "would have attacked" tells of what did not come to be, and "will not
    attack" denies as firmly as a past does."""
    words = {child.text.lower() for child in annotated.children(token.index)}
    if modal.text.lower() == "would" and "have" in words:
        return _UNREAL
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


def _has_denier(annotated: Annotated, noun: Token) -> bool:
    return _denier(annotated, noun) is not None


def _scope(annotated: Annotated, token: Token, scopes: int) -> _Standing:
    """What the words above a predicate leave of it."""
    if token.head is None:
        return _question(annotated, token)
    head = annotated.tokens[token.head]
    rel = token.rel.partition(":")[0]
    if rel == "conj":
        return _joined(annotated, token, head, scopes)
    if rel in ("ccomp", "xcomp", "csubj") or _completes_noun(annotated, token):
        return _below(annotated, token, head, scopes)
    if rel == "advcl":
        return _adverbial(annotated, token, head, scopes)
    if token.upos == "NOUN":
        return _argument(annotated, token, head, scopes)
    return _PLAIN.by(_LOOSE)


def _completes_noun(annotated: Annotated, token: Token) -> bool:
    """Whether a clause says what a noun above it is: "rumours that they fled". A tree may take
    it for a relative clause; one in which "that" is the subject is."""
    if token.rel != "acl:relcl":
        return token.rel.startswith("acl")
    assert token.head is not None
    if _bearing_of(annotated.tokens[token.head]) is None:
        return False
    first = annotated.tokens[min(annotated.subtree(token.index))]
    return first.text.lower() == "that" and not first.rel.startswith("nsubj")


def _question(annotated: Annotated, root: Token) -> _Standing:
    """A question leaves its predicate open; one that asks who or when takes it for granted."""
    sentence = annotated.sentences[root.sentence]
    tokens = annotated.tokens[sentence.first : sentence.last]
    mark = next((token for token in reversed(tokens[-3:]) if token.text == "?"), None)
    if mark is None:
        return _PLAIN
    asks_what = any(token.xpos in ("WP", "WRB", "WDT", "WP$") for token in tokens[:4])
    return _PLAIN.by(_ASKED_WHAT if asks_what else _ASKED, mark.index)


def _joined(annotated: Annotated, token: Token, head: Token, scopes: int) -> _Standing:
    """A coordinated predicate shares the scopes of the first, and its auxiliaries too where it
    has none of its own."""
    if not scopes:
        return _PLAIN
    shares = head.xpos == token.xpos and not any(
        child.rel.partition(":")[0] in ("aux", "nsubj") for child in annotated.children(token.index)
    )
    if shares and token.upos == "VERB":
        return _standing(annotated, head.index, scopes)
    scope = _scope(annotated, head, scopes)
    return scope.by(_LISTED) if token.upos == "NOUN" else scope


def _below(annotated: Annotated, token: Token, head: Token, scopes: int) -> _Standing:
    """A clause that completes the word above it."""
    bearing = _bearing_of(head)
    if bearing is None:
        return _below_unknown(annotated, token, head, scopes)
    if bearing.kind == "fact" or head.upos == "NOUN":
        above = annotated.tokens[head.head] if head.head is not None else head
        denial = _bearing_of(above) if head.rel in _GOVERNED else None
        if denial is not None and denial.strength < 0:
            return _Standing(denial.strength, (above.index, head.index))
    if bearing.kind == "fact":
        return _Standing(bearing.strength, (head.index,))
    governor = _standing(annotated, head.index, scopes) if scopes else _PLAIN
    if bearing.kind == "carry":
        return governor.by(bearing.strength, head.index)
    for child in annotated.children(head.index):
        if child.text.lower() == "yet" and head.lemma.lower() in ("have", "be"):
            return governor.by(_DENIED, child.index)
    bare = annotated.child(token.index, "mark") is None
    named = token.xpos != "VBG" and token.rel == "xcomp"
    if bare and (named or head.lemma.lower() in _LIGHT):
        return governor.by(_COMPLETED)
    strength = bearing.strength if governor.share > 0 else -bearing.strength * _TURNED
    return _Standing(strength, (*governor.cues, head.index))


def _below_unknown(annotated: Annotated, token: Token, head: Token, scopes: int) -> _Standing:
    if token.rel == "acl":
        mark = annotated.child(token.index, "mark")
        return _PLAIN.by(_OF_WHAT if mark and mark.text.lower() == "of" else _LOOSE)
    if token.rel == "xcomp" and scopes:
        infinitive = annotated.child(token.index, "mark")
        weight = _PURSUED if infinitive is not None else _COMPLETED
        return _standing(annotated, head.index, scopes).by(weight)
    return _PLAIN.by(_LOOSE)


def _adverbial(annotated: Annotated, token: Token, head: Token, scopes: int) -> _Standing:
    """An adverbial clause: "kept them from leaving" turns with its verb, most others stand."""
    mark = annotated.child(token.index, "mark")
    if mark is not None and mark.text.lower() == "from":
        return _Standing(_KEPT_FROM, (head.index, mark.index))
    if mark is not None and mark.text.lower() == "to":
        bearing = _bearing_of(head)
        if bearing is not None and bearing.strength > 0:
            return _below(annotated, token, head, scopes)
    if mark is not None and mark.text.lower() in _WEAK_MARKS:
        return _PLAIN.by(_OF_WHAT, head.index, mark.index)
    return _PLAIN.by(_LOOSE)


def _argument(annotated: Annotated, token: Token, head: Token, scopes: int) -> _Standing:
    """A noun below another word: what is averted, sought or denied stands as that word says, a
    definite one is taken for granted, another shares in how that word stands."""
    if _has_denier(annotated, token):
        return _PLAIN
    governs = token.rel in _GOVERNED and head.lemma.lower() not in _LIGHT
    bearing = _bearing_of(head) if governs else None
    definite = _is_definite(annotated, token)
    if bearing is not None and bearing.kind == "avert":
        return _Standing(bearing.strength + definite * _KNOWN, (head.index,))
    case = annotated.child(token.index, "case")
    purpose = case is not None and case.text.lower() == "for" and token.rel == "obl"
    if case is not None and purpose and head.lemma.lower() not in _LOOKING_BACK:
        return _Standing(_FOR_WHAT + definite * _KNOWN, (case.index,))
    if definite:
        wished = bearing is not None and bearing.kind == "open"
        return _PLAIN.by(_WISHED, head.index) if wished else _PLAIN.by(_GRANTED)
    governor = _standing(annotated, head.index, scopes) if scopes else _PLAIN
    if bearing is not None and bearing.kind == "open":
        governor = _Standing(abs(governor.share) and bearing.strength, (*governor.cues, head.index))
    if governor.share < 0:
        return _Standing(_under_denial(token, head), governor.cues)
    kept = _IN_COMPOUND if token.rel == "compound" else _INDEFINITE
    return _Standing(kept * (1 - _SHARED + _SHARED * governor.share), governor.cues)


def _under_denial(token: Token, head: Token) -> float:
    """What a denied word leaves of a noun below it: its object falls with it, what it hangs on
    ("because of the attacks") does not."""
    if head.lemma.lower() == "be" and token.rel == "nsubj":
        return _DENIED
    return _UNDER_DENIAL if token.rel in _GOVERNED else _BESIDE_DENIAL


def _is_definite(annotated: Annotated, token: Token) -> bool:
    return any(
        child.rel == "nmod:poss" or child.text.lower() in _DEFINITE
        for child in annotated.children(token.index)
        if child.index < token.index
    )


@cache
def _scoped() -> Mapping[str, tuple[str, float]]:
    """Words that bear on their own clause."""
    return {
        row["word"]: (row["kind"], float(row["strength"]))
        for row in rows(STRENGTHS)
        if row["kind"] in _SCOPED
    }


def _bearing_of(token: Token) -> _Bearing | None:
    """By the word's form, since a lemma may be a guess; by the lemma for irregular forms."""
    return _bearings().get(token.text.lower()) or _bearings().get(token.lemma.lower())


@cache
def _bearings() -> Mapping[str, _Bearing]:
    """Words that bear on the clause below them, by every regular form."""
    return {
        form: _Bearing(row["kind"], float(row["strength"]))
        for row in rows(STRENGTHS)
        if row["kind"] not in _SCOPED
        for form in (*verb_forms(row["word"]), row["word"])
    }
