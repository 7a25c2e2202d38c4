"""Events of one document that are one happening: an attack, its dead, the word on who did it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from variorum.lexicon.events import event_nouns
from variorum.link.concrete import Telling, is_point
from variorum.link.doers import find_agents, find_instruments, find_targets
from variorum.link.happening import FAMILIES, Count, Happening, is_settlement, see
from variorum.link.scene import Scene
from variorum.link.tolls import toll
from variorum.link.victims import find_victims
from variorum.model.annotation import Annotated
from variorum.model.incident import Incident
from variorum.model.ledger import Ledger
from variorum.model.record import Counted, EventType, Responsibility, Stage
from variorum.model.value import Interval, PlaceKind

_THRESHOLD: Final = 0.45  # of the sum of the weights below
_LIVELY: Final = 100  # groups; an article tells of far fewer
_NEAR: Final = 0.8  # in the same sentence
_A_SENTENCE_AWAY: Final = 0.1  # what each sentence between takes off
_A_PARAGRAPH_AWAY: Final = 2  # as many sentences does a new paragraph count
_SHARED: Final = 0.5  # a participant in common
_SAME_SPOT: Final = 0.3
_SAME_COUNT: Final = 0.3  # "at least seven dead", "at least seven people died"
_SAME_WORD: Final = 0.2  # "the bombing", of a bombing told before
_COUNTED_APART: Final = 3  # a lower number is too common to tell
_POINTING_BACK: Final = 0.3  # "the attack"
_TAKEN_UP: Final = 0.4  # "among the dead": of those told of before
_STANDING_APART: Final = 0.6  # "another attack"
_SLACK_DAYS: Final = 1  # reports of one happening may differ by a night
_AHEAD: Final = frozenset({Stage.PLANNED, Stage.THREATENED})
_APART: Final = frozenset(
    {
        "another", "other", "earlier", "previous", "previously", "separate", "second", "third",
        "fourth", "fifth", "similar", "elsewhere", "several", "various",
    }
)  # fmt: skip
_PUT_ON_OTHERS: Final = frozenset(
    {Responsibility.ACCUSED, Responsibility.ACCUSED_BY_AUTHORITIES, Responsibility.POSSIBLE}
)
_ELSEWHEN: Final = frozenset({"earlier", "previous", "separate", "similar"})
_VAGUE_MODES: Final = frozenset({None, "destroy", "targeted"})
_ONE_MODE: Final = (  # sets of modes that one happening may show together
    frozenset({"explosives", "suicide-attack"}),
    frozenset({"crowd-control", "firearms", "beat"}),
)
_BY_ANY_MEANS: Final = frozenset({"destroy", "targeted"})
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
    groups: list[_Group] = []
    lively: dict[int, _Group] = {}
    for event in ledger.events:
        if event.type in FAMILIES:
            one = see(scene, event)
            if one.telling is not Telling.NONE:
                _place(groups, lively, one, scene)
    kept = (group.events for group in groups if _is_concrete(group))
    return tuple(_incident(scene, number, group) for number, group in enumerate(kept, start=1))


@dataclass
class _Group:
    """Events taken for one happening, with what is known of all of them together, so that the
    next one is held against the group and not against each of them.

    `first_end`, `last_start`: of the days that the events allow. `parties`: agents and victims,
    event by event.
    """

    events: list[Happening] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    victims: set[str] = field(default_factory=set)
    parties: set[tuple[frozenset[str], frozenset[str]]] = field(default_factory=set)
    effects: set[str | None] = field(default_factory=set)
    counts: set[Count] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    paragraphs: set[int] = field(default_factory=set)
    battles: set[int] = field(default_factory=set)
    modes: set[str | None] = field(default_factory=set)
    sites: dict[str, set[int]] = field(default_factory=dict)
    spots: dict[tuple[str, str | None, bool], set[int]] = field(default_factory=dict)
    first_end: date = date.max
    last_start: date = date.min

    def add(self, one: Happening) -> None:
        """Let an event join."""
        self.events.append(one)
        self.words.add(one.head.text.lower())
        self.paragraphs.add(one.paragraph)
        self.battles |= {one.paragraph} if one.is_combat else set()
        self.agents |= one.agents
        self.victims |= one.victims
        self.parties.add((one.agents, one.victims))
        self.modes |= _modes(one)
        self.effects.add(one.effect)
        self.counts |= {count for count in one.counts if (count.low or 0) >= _COUNTED_APART}
        for site in one.sites:
            self.sites.setdefault(site, set()).add(one.sentence)
        if one.place is not None:
            spot = (one.place.name, one.place.country, is_point(one.place))
            self.spots.setdefault(spot, set()).add(one.sentence)
        if one.time is not None and one.time.latest is not None:
            self.first_end = min(self.first_end, one.time.latest)
            self.last_start = max(self.last_start, one.time.earliest or date.min)


def _is_concrete(group: _Group) -> bool:
    """Whether a group tells of one happening and not of "the violence" or "such attacks"."""
    return any(one.telling is Telling.ONE for one in group.events)


def _place(groups: list[_Group], lively: dict[int, _Group], one: Happening, scene: Scene) -> None:
    """Add an event to the group that it is likest to, the first of equals, or to a new one.

    `lively`: the groups last added to, by their place, the latest last; only they are looked at,
    so that a text of any length is read in one sweep.
    """
    points_back = _points_back(scene, one)
    if points_back and not one.is_dated:  # "the attack", with a day taken over from elsewhere
        one = replace(one, time=None)
    back = _POINTING_BACK * points_back
    apart = _STANDING_APART * _stands_apart(scene, one)
    rated = [
        (
            _likeness(group, one, back > 0)
            + back
            - apart
            + _TAKEN_UP * _takes_up(scene, group, one),
            -place,
        )
        for place, group in lively.items()
        if not _clash(group, one)
    ]
    best, place = max(rated, default=(0.0, 0))
    if best < _THRESHOLD:
        groups.append(_Group())
        place = 1 - len(groups)
    group = lively.pop(-place, groups[-place])
    group.add(one)
    lively[-place] = group
    if len(lively) > _LIVELY:
        del lively[next(iter(lively))]


def _likeness(group: _Group, one: Happening, back: bool) -> float:
    """How much of what an event tells a group tells too; `back`: it takes up one told before."""
    same_spot = one.place is not None and any(name == one.place.name for name, *_ in group.spots)
    same_count = not group.counts.isdisjoint(one.counts)
    return (
        _nearness(group, one)
        + _SHARED * _share(group, one)
        + _SAME_SPOT * same_spot
        + _SAME_COUNT * same_count
        + _SAME_WORD * (back and one.head.text.lower() in group.words)
    )


def _clash(group: _Group, one: Happening) -> bool:
    """Whether something speaks against an event's being of a group."""
    first = group.events[0]
    return (
        first.family != one.family
        or _apart_in_stage(group, one)
        or _apart_in_time(group, one.time)
        or _apart_in_space(group, one)
        or _apart_in_site(group, one)
        or _apart_in_mode(group, frozenset() if _is_counter(group, one) else _modes(one))
        or _reversed(group, one)
    )


def _apart_in_stage(group: _Group, one: Happening) -> bool:
    """Whether one lies ahead and the other behind, unless both are the killing of one victim: "the
    murder of the priest; who planned the murder"."""
    if (group.events[0].event.stage in _AHEAD) == (one.event.stage in _AHEAD):
        return False
    killed = one.effect == "killed" and one.effect in group.effects
    return (
        not killed or one.event.stage is Stage.THREATENED or group.victims.isdisjoint(one.victims)
    )


def _apart_in_time(group: _Group, time: Interval | None) -> bool:
    if time is None or time.latest is None:
        return False
    slack = timedelta(_SLACK_DAYS)
    after = time.earliest is not None and time.earliest - group.first_end > slack
    return after or group.last_start - time.latest > slack


def _apart_in_space(group: _Group, one: Happening) -> bool:
    if one.place is None:
        return False
    country, point = one.place.country, is_point(one.place)
    return any(
        (country and other and country != other)
        or (point and other_point and sentences != {one.sentence})
        for (name, other, other_point), sentences in group.spots.items()
        if name != one.place.name
    )


def _apart_in_site(group: _Group, one: Happening) -> bool:
    """Whether another party struck another building, or another village, told apart: a market,
    then a barracks."""
    if not one.agents or not one.agents.isdisjoint(group.agents):
        return False
    sorts = {is_settlement(site) for site in one.sites}
    known = {site: told for site, told in group.sites.items() if is_settlement(site) in sorts}
    told_together = any(one.sentence in sentences for sentences in known.values())
    return bool(known) and known.keys().isdisjoint(one.sites) and not told_together


def _is_counter(group: _Group, one: Happening) -> bool:
    """Whether an event is another word on who did what a group tells: "terrorists shelled the
    market themselves", said by those accused of bombing it. How it was done then differs too."""
    agents = one.event.agents
    put = all(agent.responsibility in _PUT_ON_OTHERS for agent in agents)
    return bool(agents) and put and not group.sites.keys().isdisjoint(one.sites)


def _modes(one: Happening) -> frozenset[str | None]:
    """How it was done; a denial ("our men fired no shot") does not say how what it answers was."""
    return frozenset() if one.is_denied else frozenset({one.event.mode}) - _VAGUE_MODES


def _apart_in_mode(group: _Group, modes: frozenset[str | None]) -> bool:
    return any(
        not any({mode, other} <= together for together in _ONE_MODE)
        for mode in modes
        for other in group.modes - modes
    )


def _reversed(group: _Group, one: Happening) -> bool:
    """Whether those who struck in one are those struck in the other, and not by their own hand;
    in a battle both strike."""
    if _is_battle(group, one):
        return False
    if group.agents.isdisjoint(one.victims) and group.victims.isdisjoint(one.agents):
        return False
    return any(
        ((agents & one.victims) | (one.agents & victims))
        - (victims & one.victims)
        - (agents & one.agents)
        for agents, victims in group.parties
    )


def _is_battle(group: _Group, one: Happening) -> bool:
    """Whether both sides may strike: in a clash told in the same paragraph."""
    return one.paragraph in (group.paragraphs if one.is_combat else group.battles)


def _nearness(group: _Group, one: Happening) -> float:
    last = group.events[-1]
    distance = abs(one.step - last.step)
    if last.paragraph != one.paragraph:
        distance += _A_PARAGRAPH_AWAY
    return max(_NEAR - _A_SENTENCE_AWAY * distance, 0.0)


def _share(group: _Group, one: Happening) -> bool:
    return not (group.victims.isdisjoint(one.victims) and group.agents.isdisjoint(one.agents))


def _points_back(scene: Scene, one: Happening) -> bool:
    """Whether what is meant was told before: "the attack", "this killing"."""
    words = {child.text.lower() for child in scene.annotated.children(one.head.index)}
    return one.head.upos in ("NOUN", "ADJ") and bool(words & {"the", "this", "that"})


def _takes_up(scene: Scene, group: _Group, one: Happening) -> bool:
    """Whether those "among the dead" are of the dead that a group has told of."""
    if one.effect is None or one.effect not in group.effects or one.head.upos == "VERB":
        return False
    words = {child.text.lower() for child in scene.annotated.children(one.head.index)}
    return "among" in words


def _stands_apart(scene: Scene, one: Happening) -> bool:
    """Whether what is meant is none told before: "another attack", "died in a similar protest"."""
    if one.sentence in scene.turns:
        return True
    below = list(scene.annotated.children(one.head.index))
    inside = (
        other
        for child in below
        if child.rel == "obl" and child.text.lower() in event_nouns()
        for other in scene.annotated.children(child.index)
    )
    return not (
        _APART.isdisjoint(child.text.lower() for child in below)
        and _ELSEWHEN.isdisjoint(child.text.lower() for child in inside)
    )


# ------------------------------------------------------------------ what a group tells


def _incident(scene: Scene, number: int, group: Sequence[Happening]) -> Incident:
    harmed = find_victims(scene, group)
    return Incident(
        id=f"i{number}",
        type=_type(group),
        mode=_mode(scene, group),
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


def _mode(scene: Scene, group: Sequence[Happening]) -> str | None:
    """The most telling mode; what was destroyed with a bomb was bombed."""
    modes = [one.event.mode for one in group if one.event.mode]
    if _blown_up(scene, group, modes):
        return "explosives"
    return next((mode for mode in _MODE_ORDER if mode in modes), modes[0] if modes else None)


def _blown_up(scene: Scene, group: Sequence[Happening], modes: Sequence[str]) -> bool:
    used = (one for happening in group for one in happening.event.instruments)
    return _type(group) is EventType.ASSAULT and _BY_ANY_MEANS.issuperset(modes) and any(
        "explosive" in scene.kinds(one) for one in used
    )  # fmt: skip


def _stage(group: Sequence[Happening]) -> Stage:
    stages = [one.event.stage for one in group]
    for stage in (Stage.DONE, Stage.ONGOING):
        if stage in stages:
            return stage
    return stages[0]


def _time(group: Sequence[Happening]) -> Interval | None:
    """The narrowest interval that an event of the group has in its own sentence, else that one
    has taken over; the first of equals."""
    known = [one for one in group if one.time and (one.time.earliest or one.time.latest)]
    best = min(known, key=lambda one: (not one.is_dated, _days(one.time)), default=None)
    return best.time if best else None


def _days(interval: Interval | None) -> float:
    if interval is None or interval.earliest is None or interval.latest is None:
        return float("inf")
    return (interval.latest - interval.earliest).days


def _spot(group: Sequence[Happening]) -> str | None:
    """The finest place that an event of the group has; the first of equals."""
    known = [one.place for one in group if one.place is not None]
    found = min(known, key=lambda place: _FINER.index(place.kind), default=None)
    return found.id if found else None
