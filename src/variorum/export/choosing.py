"""Which of several readings a one-valued cell takes, and what is lost by that."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from typing import Final, NamedTuple, TypeVar

from variorum.export.draft import Draft, Told, most_told
from variorum.model.record import Responsibility
from variorum.model.sheet import Party, Reading
from variorum.model.value import ActorKind, Interval, Place, PlaceKind, SurenessLabel
from variorum.model.wording import days_in_words

Key = TypeVar("Key", bound=Hashable)


class Days(NamedTuple):
    """The days chosen, who gives them, and the days that are given up."""

    interval: Interval
    told: tuple[Told, ...]
    lost: tuple[str, ...]


class Spot(NamedTuple):
    """The place chosen, who names it, and the places that are given up."""

    place: Place
    told: tuple[Told, ...]
    lost: tuple[str, ...]


class Side(NamedTuple):
    """A party, and who names it."""

    party: Party
    told: tuple[Told, ...]


def choose_days(draft: Draft) -> Days | None:
    """The days that most voices allow; of those the fewest, then the earliest.

    A time left open on one side is no day. What other voices say is told as lost.
    """
    told = [one for one in draft.told("when") if _closed(one.reading.days)]
    groups = _grouped(told, lambda one: one.reading.days)
    if not groups:
        return None
    allowing = {key: [one for one in told if _meet(key, one.reading.days)] for key in groups}

    def rank(key: Interval) -> tuple[int, int, int, int]:
        first = key.earliest.toordinal() if key.earliest else 0
        return -most_told(allowing[key]), length(key), -len(groups[key]), first

    best = min(groups, key=rank)
    lost = [
        f"{days_in_words(key)} ({_labels(draft, group)})"
        for key, group in groups.items()
        if not _meet(best, key)
    ]
    return Days(best, tuple(allowing[best]), tuple(lost))


def length(interval: Interval) -> int:
    """How many days; both ends must be closed."""
    assert interval.earliest
    assert interval.latest
    return (interval.latest - interval.earliest).days + 1


def lasts(days: Days) -> bool:
    """Whether the words name both ends of the days: "from 3 to 5 May"."""
    first, last = days.interval.earliest, days.interval.latest
    if not first or not last or first == last:
        return False
    named = re.compile(rf"\b{first.day}\b.*\b{last.day}\b", re.DOTALL)
    return any(named.search(one.reading.quotation.text) for one in days.told)


def choose_place(draft: Draft) -> Spot | None:
    """Of the finest places named, the one that most voices name."""
    told = [one for one in draft.told("where") if one.reading.place is not None]
    groups = _grouped(told, lambda one: _place_key(one.reading))
    if not groups:
        return None

    def rank(key: tuple[str, object]) -> tuple[int, int, bool]:
        place = _place(groups[key][0])
        return FINEST.index(place.kind), -most_told(groups[key]), place.lat is None

    best = min(groups, key=rank)
    lost = [
        f"{_place(group[0]).name} ({_labels(draft, group)})"
        for key, group in groups.items()
        if key != best and _place(group[0]).kind in POINTS
    ]
    return Spot(_place(groups[best][0]), tuple(groups[best]), tuple(lost))


FINEST: Final = (
    PlaceKind.SITE, PlaceKind.CITY, PlaceKind.OTHER, PlaceKind.SEA, PlaceKind.REGION,
    PlaceKind.COUNTRY,
)  # fmt: skip
POINTS: Final = frozenset({PlaceKind.SITE, PlaceKind.CITY, PlaceKind.OTHER})
GROUPS: Final = frozenset({
    ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE,
    ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.AGENCY, ActorKind.ORGANISATION,
})  # fmt: skip
ARMED: Final = frozenset({
    ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE,
    ActorKind.ARMED_GROUP,
})  # fmt: skip


def doers(draft: Draft) -> list[Side]:
    """Who is said to have done it, groups first, then what most voices say; denials left out."""
    told = [one for one in draft.told("who did it") if _does(one.reading.party)]
    return _sides(told)


def targets(draft: Draft) -> list[Side]:
    """The groups to whom it was done, what most voices say first, none of them the first doer."""
    done = doers(draft)[:1]
    names = {side.party.name.casefold() for side in done}
    told = [one for one in draft.told("to whom") if one.reading.party and happened(one.reading)]
    return [side for side in _sides(told) if side.party.name.casefold() not in names]


def denials(draft: Draft) -> list[str]:
    """Who is said not to have done it, by whom."""
    told = [one for one in draft.told("who did it") if _denied(one.reading.party)]
    groups = _grouped(told, lambda one: one.reading.party.name if one.reading.party else "")
    return [f"{name}, denied ({_labels(draft, group)})" for name, group in groups.items()]


def as_lost(draft: Draft, side: Side) -> str:
    """A side that a cell gives up, with how its part is put and who says so."""
    part = side.party.part
    put = f", {part.replace('-', ' ')}" if part and part is not Responsibility.STATED else ""
    return f"{side.party.name}{put} ({_labels(draft, side.told)})"


def happened(reading: Reading) -> bool:
    """Whether the words leave it that it happened."""
    return reading.sureness is None or reading.sureness.label is not SurenessLabel.DENIED


def _sides(told: Sequence[Told]) -> list[Side]:
    groups = _grouped(
        told, lambda one: one.reading.party.name.casefold() if one.reading.party else ""
    )
    sides = [Side(_party(group[0]), tuple(group)) for group in groups.values()]
    return sorted(sides, key=_rank)  # among equals as they are told, never by their letters


def _rank(side: Side) -> tuple[bool, int, bool]:
    """Groups first, then what most voices say, then those called by a name of their own."""
    described = side.party.name == side.party.name.lower()
    return side.party.kind not in GROUPS, -most_told(side.told), described


def _does(party: Party | None) -> bool:
    return party is not None and party.part is not Responsibility.DENIED


def _denied(party: Party | None) -> bool:
    return party is not None and party.part is Responsibility.DENIED


def _party(one: Told) -> Party:
    assert one.reading.party
    return one.reading.party


def _place(one: Told) -> Place:
    assert one.reading.place
    return one.reading.place


def _place_key(reading: Reading) -> tuple[str, object]:
    assert reading.place
    return reading.place.name.casefold(), (reading.place.lat, reading.place.lon)


def _closed(interval: Interval | None) -> bool:
    return bool(interval and interval.earliest and interval.latest)


def _meet(one: Interval, other: Interval | None) -> bool:
    if not (other and other.earliest and other.latest and one.earliest and one.latest):
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest


def _labels(draft: Draft, told: Sequence[Told]) -> str:
    return ", ".join(draft.label(voice) for voice in dict.fromkeys(one.voice for one in told))


def _grouped(told: Sequence[Told], by: Callable[[Told], Key | None]) -> dict[Key, list[Told]]:
    groups: dict[Key, list[Told]] = {}
    for one in told:
        if (key := by(one)) is not None:
            groups.setdefault(key, []).append(one)
    return groups
