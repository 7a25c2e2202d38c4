"""Events of one document that are one happening: an attack, its dead, the word on who did it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from variorum.link.doers import find_agents, find_instruments, find_targets
from variorum.link.happening import FAMILIES, Happening, Scene, is_point, see
from variorum.link.tolls import toll
from variorum.link.victims import find_victims
from variorum.model.annotation import Annotated
from variorum.model.incident import Incident
from variorum.model.ledger import Ledger
from variorum.model.record import Counted, Event, EventType, Stage
from variorum.model.value import Interval, PlaceKind

_THRESHOLD: Final = 0.3  # of the sum of the weights below
_NEAR: Final = 0.8  # in the same sentence
_A_SENTENCE_AWAY: Final = 0.1  # what each sentence between takes off
_A_PARAGRAPH_AWAY: Final = 2  # as many sentences does a new paragraph count
_SHARED: Final = 0.5  # a participant in common
_SAME_SPOT: Final = 0.3
_POINTING_BACK: Final = 0.3  # "the attack"
_STANDING_APART: Final = 0.6  # "another attack"
_SLACK_DAYS: Final = 1  # reports of one happening may differ by a night
_AHEAD: Final = frozenset({Stage.PLANNED, Stage.THREATENED})
_APART: Final = frozenset(
    {
        "another", "other", "earlier", "previous", "previously", "separate", "second", "third",
        "fourth", "fifth", "similar", "elsewhere", "several", "various",
    }
)  # fmt: skip
_VAGUE_MODES: Final = frozenset({None, "destroy", "targeted"})
_FINER: Final = (
    PlaceKind.SITE, PlaceKind.CITY, PlaceKind.OTHER, PlaceKind.SEA, PlaceKind.REGION,
    PlaceKind.COUNTRY,
)  # fmt: skip
_MODE_ORDER: Final = (
    "suicide-attack", "explosives", "abduct", "drone", "aerial", "heavy-weapons", "unconventional",
    "firearms", "targeted", "sexual", "torture", "beat", "primitive", "crowd-control", "destroy",
)  # fmt: skip


def group_events(annotated: Annotated, ledger: Ledger) -> tuple[Incident, ...]:
    """The incidents of a document, in the order of their first events.

    Events are read in order; each joins the earlier group that it is likest to, if it is like
    enough and nothing speaks against it (day, town, stage, kind of act), or opens a new one.
    """
    scene = Scene(annotated, ledger)
    groups: list[list[Happening]] = []
    for event in ledger.events:
        if event.type in FAMILIES:
            one = see(scene, event)
            if not one.cumulative:
                _place(groups, one, scene)
    kept = (group for group in groups if _is_concrete(group))
    return tuple(_incident(scene, number, group) for number, group in enumerate(kept, start=1))


def _is_concrete(group: Sequence[Happening]) -> bool:
    """Whether a group tells of one happening and not of "the violence" or "such attacks"."""
    return any(one.is_concrete for one in group)


def _place(groups: list[list[Happening]], one: Happening, scene: Scene) -> None:
    rated = [(_likeness(scene, group, one), -place) for place, group in enumerate(groups)]
    best, place = max(rated, default=(0.0, 0))
    if best >= _THRESHOLD:
        groups[-place].append(one)
    else:
        groups.append([one])


def _likeness(scene: Scene, group: Sequence[Happening], one: Happening) -> float:
    """How likely an event belongs to a group: 0 where something speaks against it."""
    if any(_clash(other, one) for other in group):
        return 0.0
    return (
        _nearness(group, one)
        + _SHARED * any(_share(other, one) for other in group)
        + _SAME_SPOT * any(_same_spot(other, one) for other in group)
        + _POINTING_BACK * _points_back(scene, one)
        - _STANDING_APART * _stands_apart(scene, one)
    )


def _clash(first: Happening, second: Happening) -> bool:
    return (
        first.family != second.family
        or (first.event.stage in _AHEAD) != (second.event.stage in _AHEAD)
        or _apart_in_time(first.time, second.time)
        or _apart_in_space(first, second)
        or _apart_in_mode(first.event, second.event)
        or _reversed(first, second)
    )


def _apart_in_time(first: Interval | None, second: Interval | None) -> bool:
    if first is None or second is None:
        return False
    return _before(first, second) or _before(second, first)


def _before(first: Interval, second: Interval) -> bool:
    if first.latest is None or second.earliest is None or second.latest is None:
        return False
    return (second.earliest - first.latest).days > _SLACK_DAYS


def _apart_in_space(first: Happening, second: Happening) -> bool:
    one, other = first.place, second.place
    if one is None or other is None or one.name == other.name:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    return is_point(one) and is_point(other) and first.sentence != second.sentence


def _apart_in_mode(first: Event, second: Event) -> bool:
    modes = {first.mode, second.mode} - _VAGUE_MODES
    return len(modes) > 1 and modes != {"explosives", "suicide-attack"}


def _reversed(first: Happening, second: Happening) -> bool:
    """Whether those who struck in one are those struck in the other, and not by their own hand."""
    turned = (first.agents & second.victims) | (second.agents & first.victims)
    return bool(turned - (first.victims & second.victims) - (first.agents & second.agents))


def _nearness(group: Sequence[Happening], one: Happening) -> float:
    distance = min(abs(one.sentence - other.sentence) for other in group)
    if all(other.paragraph != one.paragraph for other in group):
        distance += _A_PARAGRAPH_AWAY
    return max(_NEAR - _A_SENTENCE_AWAY * distance, 0.0)


def _share(first: Happening, second: Happening) -> bool:
    return bool(first.victims & second.victims) or bool(first.agents & second.agents)


def _same_spot(first: Happening, second: Happening) -> bool:
    return (
        first.place is not None
        and second.place is not None
        and first.place.name == second.place.name
    )


def _points_back(scene: Scene, one: Happening) -> bool:
    """ "the attack", "this killing": what is meant was told before."""
    words = {child.text.lower() for child in scene.annotated.children(one.head.index)}
    return one.head.upos in ("NOUN", "ADJ") and bool(words & {"the", "this", "that"})


def _stands_apart(scene: Scene, one: Happening) -> bool:
    """ "another attack": what is meant is none told before."""
    words = {child.text.lower() for child in scene.annotated.children(one.head.index)}
    return bool(words & _APART)


# ------------------------------------------------------------------ what a group tells


def _incident(scene: Scene, number: int, group: Sequence[Happening]) -> Incident:
    harmed = find_victims(scene, group)
    return Incident(
        id=f"i{number}",
        type=_type(group),
        mode=_mode(group),
        events=tuple(one.event.id for one in group),
        stage=_stage(group),
        time=_time(group),
        place=_spot(group),
        agents=find_agents(scene, group),
        victims=tuple(one.victim for one in harmed),
        targets=find_targets(scene, group),
        instruments=find_instruments(scene, group),
        killed=toll(scene, group, harmed, Counted.KILLED),
        injured=toll(scene, group, harmed, Counted.INJURED),
    )


def _type(group: Sequence[Happening]) -> EventType:
    return Counter(one.event.type for one in group).most_common(1)[0][0]


def _mode(group: Sequence[Happening]) -> str | None:
    modes = [one.event.mode for one in group if one.event.mode]
    return next((mode for mode in _MODE_ORDER if mode in modes), modes[0] if modes else None)


def _stage(group: Sequence[Happening]) -> Stage:
    stages = [one.event.stage for one in group]
    for stage in (Stage.DONE, Stage.ONGOING):
        if stage in stages:
            return stage
    return stages[0]


def _time(group: Sequence[Happening]) -> Interval | None:
    """The narrowest interval that an event of the group has; the first of equals."""
    known = [one.time for one in group if one.time and (one.time.earliest or one.time.latest)]
    return min(known, key=_days, default=None)


def _days(interval: Interval) -> float:
    if interval.earliest is None or interval.latest is None:
        return float("inf")
    return (interval.latest - interval.earliest).days


def _spot(group: Sequence[Happening]) -> str | None:
    """The finest place that an event of the group has; the first of equals."""
    known = [one.place for one in group if one.place is not None]
    found = min(known, key=lambda place: _FINER.index(place.kind), default=None)
    return found.id if found else None
