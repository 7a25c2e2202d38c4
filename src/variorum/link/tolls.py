"""How many an incident killed or injured, from the totals an article gives or those it lists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from variorum.link.bounds import hull, sharpens
from variorum.link.happening import Happening
from variorum.link.scene import Scene
from variorum.link.victims import EFFECTS, HAPPENED, Harmed, is_whole
from variorum.model.incident import Effect, Victim
from variorum.model.record import Counted
from variorum.model.value import Bounds, Number


def toll(
    scene: Scene, group: Sequence[Happening], harmed: Sequence[Harmed], of: Counted
) -> Bounds | None:
    """The hull of the totals that the article gives, or else the sum of those it lists; None
    where it says nothing."""
    figures = [
        scene.figures[id]
        for happening in group
        if happening.event.stage in HAPPENED
        for id in happening.event.figures
    ]
    told = [one for one in figures if one.of is of and is_whole(scene, one.mention)]
    wholes = [Bounds(one.low, one.high) for one in told]
    effect = EFFECTS[of.value]
    if wholes:
        return hull(_sharpest([*wholes, *_beyond(wholes, harmed, effect)]))
    parts = [
        one for one in harmed if one.victim.effect is effect and not one.is_part and not one.is_toll
    ]
    parts = [one for one in parts if not _is_of_counted(one, parts)]
    if parts:
        return hull([_sum(told) for told in _tellings(parts)])
    none = [one for one in figures if one.high == 0 and one.of in (of, Counted.AFFECTED)]
    listed = none + [one for one in figures if one.of is of]
    return hull([Bounds(one.low, one.high) for one in listed])


def _beyond(wholes: Sequence[Bounds], harmed: Sequence[Harmed], effect: Effect) -> list[Bounds]:
    """The counts of some that are higher than every count of all, so that another voice gave
    them: "15 deaths" beside "25 members of the Front"."""
    if any(one.high is None for one in wholes):
        return []
    most = max(one.high or 0 for one in wholes)
    some = (one.victim for one in harmed if one.victim.effect is effect and not one.is_part)
    return [Bounds(one.low, one.high) for one in some if (one.low or 0) > most]


def _is_of_counted(one: Harmed, parts: Sequence[Harmed]) -> bool:
    """Whether somebody named is one of those counted before: "three members were killed. … Arno
    Tell and Rudo Hald died"."""
    if not one.is_named:
        return False
    named = sum(other.is_named for other in parts)
    return any(
        not other.is_named and other.sentence < one.sentence and named <= (other.victim.low or 0)
        for other in parts
    )


def _tellings(parts: Sequence[Harmed]) -> list[list[Victim]]:
    """The victims as they are to be summed: all of them, or, where voices count the same ones
    differently, those of each voice with those that the text itself gives."""
    voices = dict.fromkeys(one.voice for one in parts if one.voice)
    if not any(_contradict(one, other) for one, other in combinations(parts, 2)):
        return [[one.victim for one in parts]]
    return [[one.victim for one in parts if one.voice in (voice, None)] for voice in voices]


def _contradict(one: Harmed, other: Harmed) -> bool:
    """Whether two voices give another number of the same ones."""
    apart = one.voice and other.voice and one.voice != other.voice
    first, second = one.victim, other.victim
    same = one.head == other.head or (first.actor is not None and first.actor == second.actor)
    return bool(apart) and same and (first.low, first.high) != (second.low, second.high)


def _sharpest(totals: Sequence[Bounds]) -> list[Bounds]:
    """The totals without those that another one only sharpens: "many people", then "37"."""
    known = list(dict.fromkeys(totals))
    return [one for one in known if not any(sharpens(other, one) for other in known)]


def _sum(parts: Sequence[Victim]) -> Bounds:
    """All of them together; a plural without a number is two or more."""
    low: Number = 0
    high: Number | None = 0
    for one in parts:
        low += one.low if one.low is not None else 2 if one.high is None else 0
        high = None if high is None or one.high is None else high + one.high
    return Bounds(low, high)
