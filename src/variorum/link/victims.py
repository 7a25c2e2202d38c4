"""Who was harmed in an incident, how many, with what effect; and the tolls that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from variorum.link.happening import Happening, Scene
from variorum.model.annotation import Token
from variorum.model.document import Span
from variorum.model.incident import Effect, Victim
from variorum.model.record import Counted, Event, Figure, Stage
from variorum.model.value import Bounds, Number

EFFECTS: Final = {"killed": Effect.DEATH, "injured": Effect.INJURY, "abducted": Effect.ABDUCTED}
_WEIGHT: Final = {
    Effect.DEATH: 4, Effect.INJURY: 3, Effect.ABDUCTED: 2, Effect.NONE: 1, Effect.UNKNOWN: 0,
}  # fmt: skip
_OF_PERSONS: Final = frozenset(
    {Counted.KILLED, Counted.INJURED, Counted.ABDUCTED, Counted.ARRESTED, Counted.DETAINED}
)
_HAPPENED: Final = frozenset({Stage.DONE, Stage.ONGOING})
_MANY: Final = frozenset({"people", "family", "group", "crew", "team", "band", "crowd", "party"})
_TOLL_NOUNS: Final = frozenset(
    {"people", "persons", "dead", "toll", "victims", "deaths", "killed", "casualties", "lives",
     "fatalities", "wounded", "injured", "others", "bodies", "individuals", "injuries"}
)  # fmt: skip


@dataclass(frozen=True)
class Harmed:
    """A victim with what is needed to tell whether another mention is the same."""

    victim: Victim
    key: str
    is_toll: bool
    is_part: bool
    is_named: bool
    points_back: bool


def find_victims(scene: Scene, group: Sequence[Happening]) -> list[Harmed]:
    """The persons that a group of events harms, each once, in order of first mention."""
    found: list[Harmed] = []
    for happening in group:
        if happening.is_denied and not happening.event.figures:
            continue
        for one in _of_event(scene, happening):
            _merge(found, one)
    return found


def _of_event(scene: Scene, happening: Happening) -> Iterator[Harmed]:
    event = happening.event
    for recipient in event.recipients:
        mention = _named(scene, recipient.mention, recipient.actor)
        figure = _figure_at(scene, event, recipient.mention)
        if mention is None or not _is_somebody(scene, mention, recipient.actor, figure):
            continue
        low, high = _how_many(scene, recipient.mention, figure)
        if high == 0:
            continue
        effect = _effect(happening)
        token = scene.head(mention)
        word = token.text.lower()
        yield Harmed(
            victim=Victim(mention, recipient.actor, low, high, effect),
            key=recipient.actor or word,
            is_toll=word in _TOLL_NOUNS or token.upos == "NUM",
            is_part=_is_part(scene, mention),
            is_named=token.upos == "PROPN",
            points_back=_points_back(scene, token),
        )


def _is_somebody(scene: Scene, mention: Span, actor: str | None, figure: Figure | None) -> bool:
    if scene.head(mention).upos == "NUM":
        return figure is not None and figure.of in _OF_PERSONS
    return scene.is_person(mention, actor)


def _points_back(scene: Scene, head: Token) -> bool:
    """ "the general", "this man": one told of before."""
    below = {child.text.lower() for child in scene.annotated.children(head.index)}
    return head.upos == "NOUN" and not below.isdisjoint({"the", "this", "that"})


def _named(scene: Scene, mention: Span, actor: str | None) -> Span | None:
    """A mention that says who it is: for a pronoun the first naming of its actor, if any."""
    if not scene.is_pronoun(mention):
        return mention
    if actor is None:
        return None
    named = (one.span for one in scene.actors[actor].mentions if not scene.is_pronoun(one.span))
    return next(named, None)


def _effect(happening: Happening) -> Effect:
    if happening.event.stage not in _HAPPENED:
        return Effect.NONE if happening.event.stage is Stage.FAILED else Effect.UNKNOWN
    return EFFECTS.get(happening.effect or "", Effect.UNKNOWN)


def _figure_at(scene: Scene, event: Event, mention: Span) -> Figure | None:
    mine = (scene.figures[id] for id in event.figures)
    return next((figure for figure in mine if figure.mention.meets(mention)), None)


def _how_many(
    scene: Scene, mention: Span, figure: Figure | None
) -> tuple[Number | None, Number | None]:
    if figure is not None:
        return figure.low, figure.high
    head = scene.head(mention)
    single = head.xpos in ("NN", "NNP") and "Number=Plur" not in head.feats
    kinds = scene.kinds(mention)
    return (
        (1, 1)
        if single and "force" not in kinds and head.text.lower() != "people"
        else (None, None)
    )


def _is_part(scene: Scene, mention: Span) -> bool:
    """ "12 people, including three children": the children are among the twelve."""
    head = scene.head(mention)
    below = (child.text.lower() for child in scene.annotated.children(head.index))
    return "including" in below or "among" in below


def _merge(found: list[Harmed], one: Harmed) -> None:
    """Add a victim, or let a mention of one already there sharpen it."""
    for place, other in enumerate(found):
        if _same(other, one):
            found[place] = replace(other, victim=_sharper(other.victim, one.victim))
            return
    found.append(one)


def _same(one: Harmed, other: Harmed) -> bool:
    if _is_one_person(one, other) and other.points_back and one.is_named:
        return True
    if one.victim.actor and other.victim.actor:
        return one.victim.actor == other.victim.actor
    if one.key != other.key and not _one_name(one.victim.mention, other.victim.mention):
        return False
    first, second = one.victim, other.victim
    numbers = {(first.low, first.high), (second.low, second.high)} - {(None, None)}
    return (
        len(numbers) <= 1
        and (len(numbers) == 1 or one.key == other.key)
        and not _differ(first, second)
    )


def _is_one_person(one: Harmed, other: Harmed) -> bool:
    counts = {one.victim.low, one.victim.high, other.victim.low, other.victim.high}
    return counts == {1} and not _differ(one.victim, other.victim)


def _differ(first: Victim, second: Victim) -> bool:
    """A dead man and a wounded one under one common noun are two."""
    effects = {first.effect, second.effect} - {Effect.UNKNOWN}
    return len(effects) > 1 and Effect.ABDUCTED not in effects


def _one_name(first: Span, second: Span) -> bool:
    """ "Mayor Arno Tell" and "Tell"."""
    one, other = first.text.lower().split(), second.text.lower().split()
    return first.text[:1].isupper() and second.text[:1].isupper() and (
        set(one) <= set(other) or set(other) <= set(one)
    )  # fmt: skip


def _sharper(old: Victim, new: Victim) -> Victim:
    effect = max(old.effect, new.effect, key=_WEIGHT.__getitem__)
    counted = old if (old.low, old.high) != (None, None) else new
    return replace(old, effect=effect, low=counted.low, high=counted.high)


# ------------------------------------------------------------------ tolls


def toll(
    scene: Scene, group: Sequence[Happening], harmed: Sequence[Harmed], of: Counted
) -> Bounds | None:
    """How many were killed or injured: the hull of the totals the article gives, or else the sum
    of those it lists; None where it says nothing."""
    figures = [
        scene.figures[id]
        for happening in group
        if happening.event.stage in _HAPPENED
        for id in happening.event.figures
    ]
    fitting = [one for one in figures if one.of in (of, Counted.AFFECTED)]
    totals = [one for one in fitting if one.of is of and _is_total(scene, one)]
    if totals:
        return _hull((one.low, one.high) for one in totals)
    parts = [
        one.victim
        for one in harmed
        if one.victim.effect is EFFECTS[of.value] and not one.is_part and not one.is_toll
    ]
    if parts:
        return _sum(parts)
    listed = [one for one in fitting if one.of is of or one.high == 0]
    return _hull((one.low, one.high) for one in listed) if listed else None


def _is_total(scene: Scene, figure: Figure) -> bool:
    """Whether a figure gives a whole: "12 people", not "12 soldiers", not "12 of the dead"."""
    head = scene.head(figure.mention)
    below = scene.annotated.children(head.index)
    if any(child.rel == "nmod" and "of" in _cases(scene, child) for child in below):
        return False
    return head.upos == "NUM" or head.text.lower() in _TOLL_NOUNS


def _cases(scene: Scene, token: Token) -> set[str]:
    return {c.text.lower() for c in scene.annotated.children(token.index) if c.rel == "case"}


def _hull(bounds: Iterable[tuple[Number | None, Number | None]]) -> Bounds:
    lows, highs = zip(*bounds, strict=True)
    low = None if None in lows else min(lows)
    return Bounds(low, None if None in highs else max(highs))


def _sum(parts: Sequence[Victim]) -> Bounds:
    """All of them together; a plural without a number is two or more."""
    low = sum(one.low if one.low is not None else 2 if one.high is None else 0 for one in parts)
    high: Number | None = 0
    for one in parts:
        high = None if high is None or one.high is None else high + one.high
    return Bounds(low, high)
