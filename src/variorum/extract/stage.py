"""How far a happening has come, as the words around it put it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from variorum.extract.clause import Text
from variorum.extract.roles_nouns import light_verbs
from variorum.extract.roles_part import Part
from variorum.extract.triggers import Trigger
from variorum.lexicon import rows
from variorum.lexicon.events import Kind
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.model.annotation import Token
from variorum.model.record import Stage

_PRESENT: Final = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re", "been"})
_CLAUSES: Final = frozenset({"xcomp", "acl", "ccomp"})
_PHRASES: Final = frozenset({"nmod", "obl", "obj"})


def stage_of(text: Text, trigger: Trigger, part: Part) -> Stage:
    """The stage that the nearest telling word gives; done where none speaks."""
    token = text.tokens[trigger.head]
    if "attempt" in trigger.entry.word:
        return Stage.ATTEMPTED
    if trigger.entry.kind is Kind.VERB and token.upos == "VERB":
        return _of_verb(text, token)
    return _of_noun(text, token, part)


def _of_verb(text: Text, token: Token) -> Stage:
    helped = _helped(text, token)
    if helped is not None:
        return helped
    if token.rel in _CLAUSES and token.head is not None and token.xpos in ("VB", "VBG", "VBP"):
        governor = text.tokens[token.head]
        return _governing().get(text.lower[governor.index]) or _helped(text, governor) or Stage.DONE
    if token.rel == "advcl" and token.xpos == "VB" and _marked(text, token, "to"):
        return Stage.PLANNED
    if (
        token.rel == "conj"
        and token.head is not None
        and not any(text.children(token.index, "aux"))
    ):
        governor = text.tokens[token.head]
        if governor.upos == "VERB" and governor.xpos == token.xpos:
            return _of_verb(text, governor)
    return Stage.DONE


def _helped(text: Text, token: Token) -> Stage | None:
    for child in text.children(token.index, "aux", "aux:pass"):
        if stage := _helping().get(text.lower[child.index]):
            return stage
    if token.xpos == "VBG" and any(
        text.lower[child.index] in _PRESENT for child in text.children(token.index, "aux")
    ):
        return Stage.ONGOING
    return None


def _marked(text: Text, token: Token, word: str) -> bool:
    return any(text.lower[child.index] == word for child in text.children(token.index, "mark"))


def _of_noun(text: Text, token: Token, part: Part) -> Stage:
    for child in text.children(token.index, "amod", "compound"):
        if stage := _modifying().get(text.lower[child.index]):
            return stage
    if part.light is not None:
        verb = text.tokens[part.light]
        carried = Stage(light_verbs()[text.lower[verb.index]][1])
        return carried if carried is not Stage.DONE else _of_verb(text, verb)
    if token.rel in _PHRASES and token.head is not None:
        governor = text.tokens[token.head]
        if stage := _governing().get(text.lower[governor.index]):
            asked = token.rel == "obj" or text.case(token.index) in ("for", "of", "to", "from")
            return stage if asked else Stage.DONE
    if token.rel in ("nsubj", "nsubj:pass") and token.head is not None:
        return _helped(text, text.tokens[token.head]) or Stage.DONE
    return Stage.DONE


def _by_form(where: str) -> Mapping[str, Stage]:
    found = {}
    for row in rows("en/events_stage.tsv"):
        if row["where"] == where:
            word = row["word"]
            forms = verb_forms(word) | noun_forms(word) if where == "governs" else {word}
            found.update(dict.fromkeys(forms, Stage(row["stage"])))
    return found


@cache
def _governing() -> Mapping[str, Stage]:
    return _by_form("governs")


@cache
def _helping() -> Mapping[str, Stage]:
    return _by_form("helps")


@cache
def _modifying() -> Mapping[str, Stage]:
    return _by_form("modifies")
