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
from variorum.model.annotation import Token
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
_HELD: Final = frozenset({Counted.DETAINED, Counted.ABDUCTED, Counted.ARRESTED})
_BY_KIND: Final = {"part": Counted.SHARE, "money": Counted.MONEY}
_AMONG: Final = frozenset({"among", "amongst"})
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
    of = next((of for word in words if (of := kinds_of_nouns().get(word))), None)
    return None if of in _HELD and _set_free(text, head) else of


def _set_free(text: Text, head: int) -> bool:
    """Whether those counted are let go: "freed 70 prisoners"."""
    token = text.tokens[head]
    above = text.lower[token.head] if token.head is not None else ""
    return token.rel in ("obj", "nsubj:pass", "nmod") and ("held", above) in _verbs()


def states(text: Text, quantity: Quantity, head: int) -> Iterator[int]:
    """What is said of those counted ("missing villagers", "are missing", "are feared dead"), then
    their noun, then a state right behind the number."""
    yield from (child.index for child in text.children(head, "amod", "acl"))
    token = _standing(text, quantity, head)
    if token.head is not None and token.rel in SUBJECTS and not _acts(text, token.head):
        yield token.head
        said = ("ccomp",) if token.rel == "nsubj:pass" else ()  # "are feared", not "a doctor said"
        yield from (child.index for child in text.children(token.head, "xcomp", "amod", *said))
        yield from _those(text, token.head)
    yield head
    if quantity.last < len(text.tokens):
        yield quantity.last


def _standing(text: Text, quantity: Quantity, head: int) -> Token:
    """The word by which those counted stand in the sentence: the number of "ten of our readers"."""
    token = text.tokens[head]
    above = token.head
    inside = above is not None and quantity.first <= above < quantity.last
    return text.tokens[above] if inside and above is not None else token


def _those(text: Text, index: int) -> Iterator[int]:
    """What is said of those whom a subject is among: "ten of us are among those arrested"."""
    if text.case(index) in _AMONG:
        token = text.tokens[index]
        yield from (child.index for child in text.children(index, "acl"))
        if token.head is not None:
            yield token.head


def _acts(text: Text, verb: int) -> bool:
    """Whether a verb tells what its subject does to somebody: "a bomber killed 30"."""
    return any(text.children(verb, "obj"))


def kind_by_verb(text: Text, head: int) -> Counted | None:
    """The kind that a verb gives to its subject or object ("4,000 people fled"), what they are
    without ("households without power"), or that rescuers are searching for them."""
    token = text.tokens[head]
    if token.head is None or text.case(head) == "without":
        return None
    if lacking := _lack(text, head):
        return _verbs().get(("without", lacking))
    passive = text.child(token.head, "aux:pass") is not None
    if token.rel == "obl" and text.case(head) == "for":
        return _verbs().get(("for", text.lower[token.head])) if _sought(text, head) else None
    role = {"obj": "object", "nsubj:pass": "object", "nsubj": "subject"}.get(token.rel)
    role = "object" if role == "subject" and passive else role
    return _verbs().get((role, text.lower[token.head]))


def _sought(text: Text, head: int) -> bool:
    """Whether those who search for persons search to save them."""
    verb = text.tokens[head].head
    subjects = text.children(verb, "nsubj") if verb is not None else ()
    saving = any(("searcher", text.lower[one.index]) in _nouns_as() for one in subjects)
    return saving and bool(text.kinds(head) & {"person"})


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
def _nouns_as() -> frozenset[tuple[str | None, str]]:
    return frozenset(
        (row["as"], form) for row in rows("en/figures.tsv") for form in noun_forms(row["word"])
    )


@cache
def _verbs() -> Mapping[tuple[str | None, str], Counted]:
    return {
        (row["as"], form): Counted(row["of"])
        for row in rows("en/figures.tsv")
        if row["as"]
        for form in verb_forms(row["word"])
    }
