"""Whether an event's words tell of one happening, of a state of things, or of a sum over many."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Final

from variorum.lexicon import rows, words
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.link.scene import Scene
from variorum.model.annotation import Token
from variorum.model.document import Span
from variorum.model.record import Event, Figure
from variorum.model.value import Interval, Place, PlaceKind

_POINTS: Final = frozenset({PlaceKind.CITY, PlaceKind.SITE})
_STRETCH_DAYS: Final = 31  # what befell several over a longer time is no one happening
_SHORT_DAYS: Final = 3  # within which one happening may be told to lie
_MANY: Final = 100  # persons; so many without a day of their own are dead of a war
_HABITUAL: Final = frozenset({"VBP", "VBZ"})
_DETERMINED: Final = frozenset({"det", "nummod", "nmod:poss"})
_SOME: Final = frozenset({"several", "many", "numerous", "various", "other"})
_NAMED: Final = frozenset({"PROPN", "PRON"})
_FORMS: Final = {"noun": noun_forms, "verb": verb_forms}
_STATES: Final = frozenset({"never", "outside"})
_MISHAPS: Final = frozenset({"mishap"})
_PLACE: Final = frozenset({"place"})
_ABSTRACT: Final = "en/roles_abstract.tsv"
_NOMINAL: Final = frozenset({"NOUN", "PROPN"})


class Telling(StrEnum):
    """What an event's words tell of: one happening, something too vague to be one by itself, or
    none at all: a sum over many, a mishap."""

    ONE = "one"
    VAGUE = "vague"
    NONE = "none"


def telling(scene: Scene, event: Event, time: Interval | None, place: Place | None) -> Telling:
    """What an event's words tell of, given its day and place."""
    head = scene.head(event.cue)
    figures = [scene.figures[id] for id in event.figures]
    if _sums(scene, head, figures, time) or _is_laid_to(scene, head, _MISHAPS):
        return Telling.NONE
    standing = states().get(head.text.lower())
    if standing == "outside":
        return Telling.NONE
    if standing is not None:
        settled = standing == "placed" and bool(event.agents or event.recipients)
        return Telling.ONE if settled and time and is_point(place) else Telling.VAGUE
    if _is_war_toll(figures, time) or _is_habit(head, figures) or head.rel == "amod":
        return Telling.VAGUE
    if figures or any(_is_specific(scene, one.mention) for one in event.recipients):
        return Telling.ONE
    vague = head.upos in _NOMINAL and head.xpos == "NNS"
    return Telling.ONE if (time or is_point(place)) and not vague else Telling.VAGUE


@cache
def states() -> dict[str, str]:
    """Words for a state of things or for many happenings, by each form: `never` an incident by
    themselves, only where they are `placed`, or even `outside` of any
    (lexicon/en/events_generic.tsv)."""
    return {
        form: row["alone"]
        for row in rows("en/events_generic.tsv")
        for form in _FORMS[row["pos"]](row["word"])
    }


def is_point(place: Place | None) -> bool:
    """Whether a place is a town or smaller, so that two of them differ."""
    return place is not None and place.kind in _POINTS


def _sums(scene: Scene, head: Token, figures: list[Figure], time: Interval | None) -> bool:
    """Whether many are counted together: over a long time, or as the dead of a war."""
    if any(one.scope == "cumulative" for one in figures):
        return True
    dated = time is not None and _days(time) <= _SHORT_DAYS
    if not dated and _is_laid_to(scene, head, _STATES):
        return True
    many = any((one.low or 0) > 1 or one.low is one.high is None for one in figures)
    return many and _days(time) > _STRETCH_DAYS


def _days(time: Interval | None) -> int:
    if time is None or time.earliest is None or time.latest is None:
        return 0
    return (time.latest - time.earliest).days


def _is_laid_to(scene: Scene, head: Token, alone: frozenset[str]) -> bool:
    """Whether a harm is laid to a war or a mishap: "the war killed", "killed in the crash", "a war
    which left 12 dead"."""
    return any(states().get(token.text.lower()) in alone for token in _causes(scene, head))


def _causes(scene: Scene, head: Token) -> Iterator[Token]:
    below = scene.annotated.children
    yield from (child for child in below(head.index) if child.rel in ("nsubj", "obl", "nmod"))
    if head.head is not None:
        yield scene.annotated.tokens[head.head]
        yield from (child for child in below(head.head) if child.rel == "nsubj")


def _is_war_toll(figures: list[Figure], time: Interval | None) -> bool:
    """Whether so many are counted, without a day of their own, that it was not one deed."""
    dated = time is not None and _days(time) <= _SHORT_DAYS
    return not dated and any((one.low or 0) >= _MANY for one in figures)


def _is_habit(head: Token, figures: list[Figure]) -> bool:
    """Whether a verb tells what somebody does and not what he did: "they kidnap and kill"."""
    return not figures and head.upos == "VERB" and head.xpos in _HABITUAL


def _is_specific(scene: Scene, mention: Span) -> bool:
    """Whether a mention means certain ones: "the guards", "a guard", a name; not "guards"."""
    head, kinds = scene.head(mention), scene.kinds(mention)
    if kinds == _PLACE or (not kinds and is_abstract(head.text.lower())):
        return False
    if head.upos in _NAMED or head.xpos in ("NN", "NNP"):
        return True
    below = scene.annotated.children(head.index)
    return any(child.rel in _DETERMINED or child.text.lower() in _SOME for child in below)


def is_abstract(word: str) -> bool:
    """Whether nothing that can be hit is named: "democracy", "the peace process"."""
    return word in words(_ABSTRACT) or word.endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word[1:] for word in words(_ABSTRACT) if word.startswith("-"))
