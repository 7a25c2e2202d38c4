"""An event with what its words tell, as needed to see which events are one happening."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from variorum.lexicon import rows, words
from variorum.lexicon.classes import NOTHING, classes
from variorum.lexicon.events import effects
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.link.concrete import Telling, telling
from variorum.link.scene import Scene
from variorum.model.annotation import Token
from variorum.model.document import Span
from variorum.model.record import Counted, Event, EventType
from variorum.model.value import Interval, Number, Place, SurenessLabel

_INSIDE: Final = frozenset({"in", "at", "inside", "on"})
_MOVING: Final = frozenset({"vehicle", "force", "authority"})


class Count(NamedTuple):
    """How many of a kind an event counts."""

    of: Counted
    low: Number | None
    high: Number | None


@dataclass(frozen=True)
class Happening:
    """One event seen for grouping.

    `step`: the sentences with a verb before its own; `sites`: the buildings where it happened, by
    their nouns; `is_dated`: its time stands in its own sentence; `is_combat`: both sides strike.
    """

    event: Event
    sentence: int
    step: int
    paragraph: int
    head: Token
    effect: str | None
    family: str
    time: Interval | None
    is_dated: bool
    place: Place | None
    sites: frozenset[str]
    victims: frozenset[str]
    agents: frozenset[str]
    telling: Telling
    counts: frozenset[Count]
    is_combat: bool

    @property
    def is_denied(self) -> bool:
        return self.event.sureness.label is SurenessLabel.DENIED


FAMILIES: Final = {
    EventType.ASSAULT: "violence",
    EventType.PROTEST: "protest",
    EventType.COERCE: "coercion",
    EventType.RETREAT: "retreat",
    EventType.MOBILIZE: "mobilisation",
    EventType.AGREE: "agreement",
    EventType.SANCTION: "sanction",
    EventType.THREATEN: "threat",
    EventType.AID: "aid",
    EventType.CONCEDE: "concession",
}


def see(scene: Scene, event: Event) -> Happening:
    """An event with what its words tell."""
    head = scene.head(event.cue)
    time = None if _is_late(scene, head) else scene.intervals.get(event.time or "")
    place = scene.places.get(event.place or "")
    return Happening(
        event=event,
        sentence=head.sentence,
        step=scene.steps[head.sentence],
        paragraph=bisect_right(scene.breaks, head.start),
        head=head,
        effect=effect_of(event),
        family=_family(event),
        time=time,
        is_dated=scene.stands_in(event.time, head.sentence),
        place=place,
        sites=_sites(scene, event, head),
        victims=frozenset(key(scene, one.mention, one.actor) for one in event.recipients),
        agents=frozenset(key(scene, one.mention, one.actor) for one in event.agents),
        telling=Telling.NONE if _is_cause(scene, head) else telling(scene, event, time, place),
        counts=frozenset(_counts(scene, event)),
        is_combat=head.text.lower() in _combat(),
    )


@cache
def _combat() -> frozenset[str]:
    """The words, in each form, of deeds that two sides do (lexicon/en/events_combat.tsv)."""
    forms = {"noun": noun_forms, "verb": verb_forms}
    return frozenset(
        form for row in rows("en/events_combat.tsv") for form in forms[row["pos"]](row["word"])
    )


def _counts(scene: Scene, event: Event) -> Iterator[Count]:
    for id in event.figures:
        figure = scene.figures[id]
        yield Count(figure.of, figure.low, figure.high)


def _sites(scene: Scene, event: Event, head: Token) -> frozenset[str]:
    """The buildings that were struck, or in which it happened: "killed 11 men in the barracks"."""
    struck = [scene.head(one.mention) for one in event.recipients]
    around = (c for c in scene.annotated.children(head.index) if c.rel in ("obl", "nmod"))
    inside = [one for one in around if _case(scene, one) in _INSIDE]
    named = (
        (one.text.lower(), classes().get(one.text.lower(), NOTHING)) for one in struck + inside
    )
    return frozenset(word for word, kinds in named if "target" in kinds and not kinds & _MOVING)


def _is_cause(scene: Scene, head: Token) -> bool:
    """Whether a noun only says of what somebody died: "of their injuries"."""
    above = None if head.head is None else scene.annotated.tokens[head.head]
    return above is not None and head.rel == "obl" and _is_late(scene, above)


def _is_late(scene: Scene, head: Token) -> bool:
    """Whether a death came of what had happened before, so that its day is not that of the
    happening: "died of their wounds", "died in hospital"."""
    if head.text.lower() not in _dying():
        return False
    below = (child.text.lower() for child in scene.annotated.children(head.index))
    return not words("en/events_late.tsv").isdisjoint(below)


@cache
def _dying() -> frozenset[str]:
    return verb_forms("die") | verb_forms("succumb")


def is_settlement(site: str) -> bool:
    """Whether a site is a town or a part of one, and not a building in it."""
    return "settlement" in classes().get(site, NOTHING)


def _case(scene: Scene, token: Token) -> str:
    below = (c for c in scene.annotated.children(token.index) if c.rel == "case")
    return next((one.text.lower() for one in below), "")


def _family(event: Event) -> str:
    if event.mode in ("abduct", "seize", "arrest"):
        return event.mode
    return FAMILIES[event.type]


def effect_of(event: Event) -> str | None:
    """What a cue says became of the recipient."""
    if event.type not in (EventType.ASSAULT, EventType.COERCE):
        return None
    whole = " ".join(event.cue.text.lower().split())
    return next((found for word in (whole, *whole.split()) if (found := effects().get(word))), None)


def key(scene: Scene, mention: Span, actor: str | None) -> str:
    """What makes two mentions comparable: the actor, or the head word."""
    return actor or scene.head(mention).text.lower()
