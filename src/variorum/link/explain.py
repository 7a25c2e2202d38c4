"""The weights behind a link, pair by pair and part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from variorum.link.likeness import Likeness, Part, total
from variorum.link.pointing import account_name
from variorum.link.tellings import Telling
from variorum.model.judged import Judged, Judgement
from variorum.model.wording import bounds_in_words, day, days_in_words, kind_in_words

MOST_WORDS: Final = 8


def explain(group: Sequence[Telling], likeness: Likeness) -> tuple[Judged, ...]:
    """Every pair of a group, the likest first."""
    pairs = list(combinations(group, 2))
    judged = (
        _judge(one, other, parts)
        for (one, other), parts in zip(pairs, likeness.judge(pairs), strict=True)
    )
    return tuple(sorted(judged, key=lambda pair: (-pair.odds, pair.one, pair.other)))


def _judge(one: Telling, other: Telling, parts: Sequence[Part]) -> Judged:
    judgements = [_judgement(part, one, other) for part in parts]
    ranked = sorted(judgements, key=lambda part: -part.weight)
    return Judged(account_name(one), account_name(other), tuple(ranked), round(total(parts), 2))


def _judgement(part: Part, one: Telling, other: Telling) -> Judgement:
    left, right = _told(part, one, other), _told(part, other, one)
    return Judgement(part.name, part.case, round(part.weight, 2), left, right)


def _told(part: Part, one: Telling, other: Telling) -> str:
    return _TOLD[part.name](one, other) if part.name in _TOLD else ""


def _tolls(one: Telling) -> str:
    bounds = {"killed": one.killed, "injured": one.injured}
    return ", ".join(f"{bounds_in_words(b)} {name}" for name, b in bounds.items() if b)


def _some(words: Iterable[str]) -> str:
    listed = sorted(words)
    return ", ".join(listed[:MOST_WORDS]) + (" …" if len(listed) > MOST_WORDS else "")


_TOLD: Final[Mapping[str, Callable[[Telling, Telling], str]]] = {
    "time": lambda one, _: days_in_words(one.time) if one.time else "",
    "published": lambda one, _: day(one.published) if one.published else "",
    "place": lambda one, _: _some(place.name for place in one.places),
    "type": lambda one, _: kind_in_words(one.type, one.mode),
    "agents": lambda one, _: _some(one.agents),
    "victims": lambda one, _: _some(one.victims),
    "names": lambda one, other: _some(one.around & other.around),
    "persons": lambda one, _: _some(one.persons),
    "triggers": lambda one, _: _some(one.triggers),
    "figures": lambda one, _: _tolls(one),
    "passage": lambda one, other: _some(one.words & other.words),
}
"""What a telling tells of each part, held against another telling."""
