"""How far a happening has come, as the words around it put it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from variorum.extract.clause import Text
from variorum.extract.roles_nouns import light_verbs
from variorum.extract.roles_part import Part
from variorum.extract.scopes_own import opening_auxiliary
from variorum.extract.triggers import Trigger
from variorum.lexicon import rows
from variorum.lexicon.events import Kind
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.model.annotation import Token
from variorum.model.record import Stage

STAGES: Final = "en/events_stage.tsv"

_BE: Final = frozenset(
    {"is", "are", "am", "'s", "'re", "’s", "’re", "was", "were", "be", "been", "being"}
)
_DENIALS: Final = frozenset({"not", "n't", "n’t", "never", "nobody", "none", "neither"})
_CLAUSES: Final = frozenset({"xcomp", "acl", "ccomp", "csubj"})
_LOOSE: Final = frozenset({"to", "from"})  # what opens a clause that the verb above governs
_PHRASES: Final = frozenset({"nmod", "obl", "obj", "nsubj:pass"})
_ASKED_FOR: Final = frozenset({"for", "of", "to", "from", "with", "off", "out"})
_UNFINISHED: Final = frozenset({"VB", "VBG", "VBP"})
_PRESENT: Final = frozenset({"VBZ", "VBP", "VB"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
_IF: Final = frozenset({"if", "unless", "lest", "in case"})
_UNTIL: Final = frozenset({"until", "till", "once"})


def stage_of(text: Text, trigger: Trigger, part: Part) -> Stage:
    """The stage that the nearest telling word gives; done where none speaks."""
    if "attempt" in trigger.entry.word:
        return Stage.ATTEMPTED
    if trigger.entry.kind is Kind.VERB and text.tokens[trigger.head].upos == "VERB":
        return stage_at(text, trigger.head)
    return stage_at(text, trigger.head, part.light)


def stage_at(text: Text, index: int, light: int | None = None) -> Stage:
    """The stage of what the word at token `index` tells of; `light`: the verb that carries it."""
    token = text.tokens[index]
    if token.upos in ("VERB", "AUX"):
        return _of_verb(text, token)
    return _of_noun(text, token, light)


def _of_verb(text: Text, token: Token) -> Stage:
    """By its own auxiliaries, then by what governs it; a threat to do it outweighs a "will"."""
    own = _helped(text, token) or (Stage.PLANNED if _is_conditional(text, token) else None)
    if own is None and _shares(text, token):
        assert token.head is not None
        return _of_verb(text, text.tokens[token.head])
    above = _governed(text, token, own)
    if above is Stage.THREATENED and own in (None, Stage.PLANNED):
        return above
    return own or above or Stage.DONE


def _shares(text: Text, token: Token) -> bool:
    """Whether a verb stands beside another that it shares its auxiliaries with."""
    if token.rel != "conj" or token.head is None or any(text.children(token.index, "aux")):
        return False
    first = text.tokens[token.head]
    return first.upos == "VERB" and first.xpos == token.xpos


def _helped(text: Text, token: Token) -> Stage | None:
    """What a verb's auxiliaries say: "may attack" lies ahead, "may have attacked" behind."""
    words = [text.lower[child.index] for child in text.children(token.index, "aux", "aux:pass")]
    modal = next((word for word in words if word in _helping()), None)
    if modal is not None:
        behind = "have" in words and modal not in ("would", "'d", "’d")
        return Stage.DONE if behind else _helping()[modal]
    if _marked(text, token, "to") and words and words[0] in _BE - {"be", "been", "being"}:
        return Stage.PLANNED  # "they are to be released"
    if token.xpos == "VBG" and not _BE.isdisjoint(words):
        return Stage.ONGOING
    return None


def _is_conditional(text: Text, token: Token) -> bool:
    """Whether a clause names a condition: "if they attack", "should they attack"."""
    if token.rel != "advcl":
        return False
    for mark in text.children(token.index, "mark"):
        word = " ".join(
            text.lower[at]
            for at in (mark.index, *(one.index for one in text.children(mark.index, "fixed")))
        )
        if word in _IF or (word in _UNTIL and token.xpos in _PRESENT):
            return True
    return opening_auxiliary(text.annotated, token) is not None


def _governed(text: Text, token: Token, own: Stage | None) -> Stage | None:
    """What the word above a clause says of it: "tried to", "plot to", "prevented them from"."""
    if token.head is None or not _is_governed(text, token):
        return None
    if own is None and not (token.xpos in _UNFINISHED or _marked(text, token, "to")):
        return None
    head = text.tokens[token.head]
    stage = _said_by(text, head)
    if head.upos == "NOUN" and _frustrated(text, head):
        return Stage.FAILED
    if stage is None and token.rel == "advcl":
        return Stage.PLANNED if token.xpos != "VBG" and _marked(text, token, "to") else None
    return stage or _helped(text, head)


def _is_governed(text: Text, token: Token) -> bool:
    if token.rel in _CLAUSES:
        return True
    return token.rel == "advcl" and any(_marked(text, token, word) for word in _LOOSE)


def _said_by(text: Text, head: Token, argument: Token | None = None) -> Stage | None:
    """The stage that a governing word gives, with its particle ("call off"); a denial of what
    fails leaves it done, one of what succeeds makes it fail."""
    particle = text.child(head.index, "compound:prt")
    follows = text.lower[particle.index] if particle else ""
    if argument is not None and not follows:
        follows = text.case(argument.index)
    word = text.lower[head.index]
    stage = _governing().get(f"{word} {follows}")
    if stage is None and particle is None:
        stage = _governing().get(word)
    if _is_denied(text, head):
        return Stage.DONE if stage is Stage.FAILED else _denied().get(word, stage)
    return stage


def _is_denied(text: Text, head: Token) -> bool:
    beside = text.children(head.index, "advmod", "nsubj", "nsubj:pass")
    return any(text.lower[child.index] in _DENIALS for child in beside)


def _frustrated(text: Text, noun: Token) -> bool:
    """Whether a plot or an attempt came to nothing: foiled, or a failed one."""
    if any(
        _modifying().get(text.lower[child.index]) is Stage.FAILED
        for child in text.children(noun.index, "amod")
    ):
        return True
    if noun.rel not in ("obj", "nsubj:pass") or noun.head is None:
        return False
    return _said_by(text, text.tokens[noun.head], noun) is Stage.FAILED


def _marked(text: Text, token: Token, word: str) -> bool:
    return any(text.lower[child.index] == word for child in text.children(token.index, "mark"))


def _of_noun(text: Text, token: Token, light: int | None) -> Stage:
    """By what it hangs on where that fails, then by its own adjectives, then by the rest."""
    above = _above_noun(text, token)
    if above is Stage.FAILED:
        return above
    for child in text.children(token.index, "amod", "compound"):
        if stage := _modifying().get(text.lower[child.index]):
            return stage
    if light is not None:
        verb = text.tokens[light]
        carried = Stage(light_verbs()[text.lower[verb.index]][1])
        return carried if carried is not Stage.DONE else _of_verb(text, verb)
    return above or Stage.DONE


def _above_noun(text: Text, token: Token) -> Stage | None:
    """What the word that a noun hangs on says of it."""
    if token.head is None:
        return None
    head = text.tokens[token.head]
    if token.rel in _PHRASES and (stage := _said_by(text, head, token)):
        asked = token.rel in ("obj", "nsubj:pass") or text.case(token.index) in _ASKED_FOR
        return stage if asked else None
    if token.rel in ("nsubj", "nsubj:pass"):
        if head.upos == "ADJ" and (stage := _foretold(text, head)):
            return stage
        known = _is_definite(text, token) and text.lower[head.index] not in light_verbs()
        return None if known else _helped(text, head)  # "the attack will cost lives"
    if any(text.lower[child.index] == "any" for child in text.children(token.index, "det")):
        return Stage.PLANNED if _helped(text, head) is Stage.PLANNED else None
    return None


def _is_definite(text: Text, noun: Token) -> bool:
    determiners = text.children(noun.index, "det", "nmod:poss")
    return any(one.rel == "nmod:poss" or text.lower[one.index] in _DEFINITE for one in determiners)


def _foretold(text: Text, head: Token) -> Stage | None:
    """What an adjective says of its subject: an attack is likely, or imminent."""
    return _modifying().get(text.lower[head.index]) or _governing().get(text.lower[head.index])


@cache
def _by_form(where: str) -> Mapping[str, Stage]:
    found = {}
    for row in rows(STAGES):
        if row["where"] == where:
            word, _, particle = row["word"].partition(" ")
            inflects = where in ("governs", "denied")
            forms = verb_forms(word) | noun_forms(word) if inflects else {word}
            found.update({f"{form} {particle}".strip(): Stage(row["stage"]) for form in forms})
    return found


def _governing() -> Mapping[str, Stage]:
    return _by_form("governs")


def _denied() -> Mapping[str, Stage]:
    return _by_form("denied")


def _helping() -> Mapping[str, Stage]:
    return _by_form("helps")


def _modifying() -> Mapping[str, Stage]:
    return _by_form("modifies")
