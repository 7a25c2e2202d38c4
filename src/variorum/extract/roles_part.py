"""Who can take part in an event: its heads role by role, and which words may fill a role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from variorum.extract.clause import NOMINAL, Text
from variorum.lexicon import words
from variorum.lexicon.classes import classes
from variorum.lexicon.events import event_nouns

_LISTS: Final = {"agent": "agents", "recipient": "recipients", "instrument": "instruments"}
_SPATIAL: Final = frozenset(
    {"in", "at", "near", "outside", "over", "for", "to", "inside", "under", "beside", "along"}
)
_CROWDS: Final = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "many"})
THINGS: Final = frozenset({"weapon", "explosive", "heavy"})
_ACTING: Final = frozenset({"person", "fighter", "force", "organisation", "authority", "generic"})


@dataclass
class Part:
    """The head words that take part in one event; `light`: the verb that carries its noun."""

    agents: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    instruments: list[int] = field(default_factory=list)
    light: int | None = None
    construction: str = ""

    def add(self, text: Text, role: str, heads: Iterable[int]) -> None:
        """Put heads, and what is joined to them, where their role belongs."""
        listed = _LISTS.get(role)
        if listed is None:
            return
        for head in heads:
            for index in text.with_conjuncts(head):
                if text.tokens[index].upos in NOMINAL:
                    insert(getattr(self, listed), index)


def insert(heads: list[int], index: int) -> None:
    """Add a head that is not there yet."""
    if index not in heads:
        heads.append(index)


def is_thing(text: Text, index: int) -> bool:
    """Whether a noun names what a deed is done with: a weapon, a bomb."""
    kinds = text.kinds(index)
    shooting = text.lower[index] in ("shot", "shots")  # "fired a shot" names no weapon
    return bool(kinds & THINGS) and not kinds & {"person", "fighter"} and not shooting


@cache
def times() -> frozenset[str]:
    """Nouns that tell when, so that they take no part (lexicon/en/roles_times.tsv)."""
    return words("en/roles_times.tsv")


def may_act(text: Text, index: int) -> bool:
    """Whether a noun can do something: persons, bodies, names, "12"; not "the reason"."""
    token, word = text.tokens[index], text.lower[index]
    named = text.annotated.name_at(index) is not None
    if not named and (word in times() or word in event_nouns()):
        return False
    if any(text.lower[child.index] == "no" for child in text.children(index, "det")):
        return False
    if text.kinds(index) == frozenset({"place"}) and text.lower[index] in classes():
        return False
    proper = token.upos == "PROPN" and (named or not text.capitals)
    if proper or token.upos in ("PRON", "DET") or text.is_people(index):
        return True
    if word in _CROWDS and not any(text.children(index, "nmod")):  # "thousands marched"
        return True
    if token.upos == "NUM":
        return not word[0].isdigit() or len(word) < 4
    return bool(text.kinds(index) & _ACTING)


def can_suffer(text: Text, index: int) -> bool:
    """Whether harm may come to what a noun names: not to a weapon, nor to "the attack"."""
    if is_thing(text, index):
        return False
    return text.lower[index] not in event_nouns() or bool(text.kinds(index))


def may_receive(text: Text, index: int, case: str) -> bool:
    """Whether "in", "near", "at" bring in what was hit and not merely where or when."""
    if text.lower[index] in times() or _is_date(text, index):
        return False
    if case not in _SPATIAL:
        return True
    kinds = text.kinds(index)
    if case == "at" and kinds & {"person", "fighter"}:  # "firing at unarmed people"
        return True
    return "target" in kinds or (case == "to" and "place" not in kinds)


def _is_date(text: Text, index: int) -> bool:
    """Whether a number is a day: "on 29 August"."""
    beside = text.lower[max(index - 1, 0) : index + 2]
    return text.tokens[index].upos == "NUM" and not times().isdisjoint(beside)


def acts(text: Text, index: int) -> bool:
    """Whether a noun names persons or a body."""
    return bool(text.kinds(index) & {"person", "fighter", "force", "organisation"})
