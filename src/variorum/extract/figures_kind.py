"""What kind of people or things a number counts: killed, missing, troops, weapons, money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from variorum.extract.clause import Text
from variorum.extract.figures_counted import is_strong
from variorum.extract.quantity_core import Quantity
from variorum.lexicon import rows
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.model.record import Counted

_BY_EFFECT: Final = {
    "killed": Counted.KILLED,
    "injured": Counted.INJURED,
    "abducted": Counted.ABDUCTED,
    "arrested": Counted.ARRESTED,
    "detained": Counted.DETAINED,
    "displaced": Counted.DISPLACED,
}
HARMED: Final = frozenset(_BY_EFFECT.values())
_BY_KIND: Final = {"part": Counted.SHARE, "money": Counted.MONEY}
SUBJECTS: Final = ("nsubj", "nsubj:pass")


def kind_by_words(text: Text, quantity: Quantity, head: int, effect: str) -> Counted | None:
    """The kind that the effect of an event gives, or the words beside a number."""
    if quantity.kind in _BY_KIND:
        return _BY_KIND[quantity.kind]
    if effect in _BY_EFFECT:
        return _BY_EFFECT[effect]
    if is_strong(text, quantity):
        bodies = text.kinds(head) & {"force", "fighter"}
        return Counted.TROOPS if bodies else Counted.OTHER
    words = (text.lower[index] for index in states(text, quantity, head))
    return next((of for word in words if (of := kinds_of_nouns().get(word))), None)


def states(text: Text, quantity: Quantity, head: int) -> Iterator[int]:
    """What is said of those counted ("missing villagers", "are missing", "are feared dead"), then
    their noun, then a state right behind the number."""
    yield from (child.index for child in text.children(head, "amod", "acl"))
    token = text.tokens[head]
    if token.head is not None and token.rel in SUBJECTS and not _acts(text, token.head):
        yield token.head
        yield from (child.index for child in text.children(token.head, "xcomp", "ccomp", "amod"))
    yield head
    if quantity.last < len(text.tokens):
        yield quantity.last


def _acts(text: Text, verb: int) -> bool:
    """Whether a verb tells what its subject does to somebody: "a bomber killed 30"."""
    return any(text.children(verb, "obj"))


def kind_by_verb(text: Text, head: int) -> Counted | None:
    """The kind that a verb gives to its subject or object ("4,000 people fled"), or what they
    are without ("households without power")."""
    token = text.tokens[head]
    if token.head is None or text.case(head) == "without":
        return None
    if lacking := _lack(text, head):
        return _verbs().get(("without", lacking))
    passive = text.child(token.head, "aux:pass") is not None
    role = {"obj": "object", "nsubj:pass": "object", "nsubj": "subject"}.get(token.rel)
    role = "object" if role == "subject" and passive else role
    return _verbs().get((role, text.lower[token.head]))


def _lack(text: Text, head: int) -> str:
    """What those counted are said to be without."""
    token = text.tokens[head]
    above = token.head if token.rel in (*SUBJECTS, "obj") and token.head is not None else head
    beside = [*text.annotated.children(head), *text.annotated.children(above), text.tokens[above]]
    return next((text.lower[one.index] for one in beside if text.case(one.index) == "without"), "")


@cache
def kinds_of_nouns() -> Mapping[str, Counted]:
    """The kind that a noun or a state gives, by each form (lexicon/en/figures.tsv)."""
    return {
        form: Counted(row["of"])
        for row in rows("en/figures.tsv")
        if not row["as"]
        for form in noun_forms(row["word"])
    }


@cache
def _verbs() -> Mapping[tuple[str | None, str], Counted]:
    return {
        (row["as"], form): Counted(row["of"])
        for row in rows("en/figures.tsv")
        if row["as"]
        for form in verb_forms(row["word"])
    }
