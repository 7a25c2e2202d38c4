"""How much speaks for two tellings being of one incident: natural-log odds, field by field.

Each field of a pair falls into one case, and each case has a weight in lexicon/link_weights.tsv;
the weights add up (Fellegi and Sunter 1969). Headlines count for nothing by themselves: the words
of the passages are one field among seven.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from math import inf, log, sqrt
from typing import Final

from variorum.lexicon import rows
from variorum.link.contrast import distance_km
from variorum.link.tellings import Telling, find_words
from variorum.model.incident import Reason
from variorum.model.value import Bounds, Interval, Place, PlaceKind

WEIGHTS: Final = "link_weights.tsv"
BASE: Final = ("base", "any")

PSEUDO_DOCUMENTS: Final = 50
"""Documents without any word of interest that are thought to be read besides, so that words stay
rare where few documents are compared."""
NEAR_KM: Final = 25.0
SMALL: Final = 3
"""Equal figures below this are too common to tell anything."""
AREAS: Final = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.SEA})

Judge = Callable[[Telling, Telling], str]


@cache
def weights() -> Mapping[tuple[str, str], float]:
    """The weight of each field's cases."""
    return {(row["field"], row["case"]): float(row["weight"]) for row in rows(WEIGHTS)}


class Likeness:
    """Holds tellings against one another, knowing how rare their words are."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        texts = {telling.document.id: telling.document.text for telling in tellings}
        spread: dict[str, int] = {}
        for word in chain.from_iterable(find_words(text) for text in texts.values()):
            spread[word] = spread.get(word, 0) + 1
        total = len(texts) + PSEUDO_DOCUMENTS
        self._rarity = {word: log(total / (count + 0.5)) ** 2 for word, count in spread.items()}
        self._lengths: dict[frozenset[str], float] = {}

    def reasons(self, one: Telling, other: Telling) -> tuple[Reason, ...]:
        """What speaks for (above 0) and against; fields that tell nothing are left out."""
        known = weights()
        found = [Reason(field, known[field, judge(one, other)]) for field, judge in JUDGES.items()]
        found.append(Reason("words", self._of_words(one.words, other.words)))
        return tuple(reason for reason in found if reason.weight)

    def odds(self, one: Telling, other: Telling) -> float:
        """The sum of all weights, the base included; above 0: rather one incident than two."""
        return weights()[BASE] + sum(reason.weight for reason in self.reasons(one, other))

    def _of_words(self, one: frozenset[str], other: frozenset[str]) -> float:
        shared = sum(self._rarity.get(word, 0.0) for word in one & other)
        size = self._length(one) * self._length(other)
        known = weights()
        value = (
            known["words", "slope"] * (shared / size - known["words", "centre"]) if size else 0.0
        )
        return round(min(max(value, known["words", "least"]), known["words", "most"]), 3)

    def _length(self, words: frozenset[str]) -> float:
        if words not in self._lengths:
            self._lengths[words] = sqrt(sum(self._rarity.get(word, 0.0) for word in words))
        return self._lengths[words]


def judge_time(one: Telling, other: Telling) -> str:
    """How the days of two tellings lie to one another; publication is a weak hint, no time."""
    if one.time is None or other.time is None:
        return _judge_publication(one, other)
    gap = _gap(one.time, other.time)
    if gap <= 0:
        length = max(_length(one.time), _length(other.time))
        return "same-day" if length <= 1 else "same-week" if length <= 7 else "wide"
    return "next-day" if gap <= 1 else "days-apart" if gap <= 7 else "weeks-apart"


def _judge_publication(one: Telling, other: Telling) -> str:
    if _is_after(one.time, other.published) or _is_after(other.time, one.published):
        return "after-publication"
    days = [_latest(telling.time) or telling.published for telling in (one, other)]
    if days[0] is None or days[1] is None:
        return "unknown"
    gap = abs((days[0] - days[1]).days)
    steps = ((1, "published-together"), (3, "published-near"), (14, "published-apart"))
    return next((case for most, case in steps if gap <= most), "published-far")


def _is_after(time: Interval | None, published: date | None) -> bool:
    if time is None or time.earliest is None or published is None:
        return False
    return (time.earliest - published).days > 1


def _latest(time: Interval | None) -> date | None:
    return time.latest if time else None


def _gap(one: Interval, other: Interval) -> int:
    """Days from the end of the earlier interval to the start of the later; 0 where they meet."""
    first, second = _ordinals(one), _ordinals(other)
    return max(0, second[0] - first[1], first[0] - second[1])


def _length(interval: Interval) -> float:
    """Days the interval holds; infinite where it is open."""
    if interval.earliest is None or interval.latest is None:
        return inf
    return (interval.latest - interval.earliest).days + 1


def _ordinals(interval: Interval) -> tuple[int, int]:
    first, last = interval.earliest or date.min, interval.latest or date.max
    return first.toordinal(), last.toordinal()


def judge_place(one: Telling, other: Telling) -> str:
    """How the places of two tellings lie to one another."""
    left, right = one.place, other.place
    if left is None or right is None:
        return "unknown"
    if _is_same_place(left, right):
        return "same"
    if left.country and right.country and left.country != right.country:
        return "other-country"
    if PlaceKind.COUNTRY in (left.kind, right.kind):
        return "same-country" if left.country else "unknown"
    return _judge_spots(left, right)


def _judge_spots(left: Place, right: Place) -> str:
    same_region = left.admin1 is not None and left.admin1 == right.admin1
    if left.kind in AREAS or right.kind in AREAS:
        return "inside" if same_region else "apart" if left.admin1 and right.admin1 else "unknown"
    distance = distance_km(left, right)
    if distance is None:
        return "same-region" if same_region else "unknown"
    if distance <= NEAR_KM:
        return "near"
    return "same-region" if same_region else "apart"


def _is_same_place(left: Place, right: Place) -> bool:
    if left.kind is PlaceKind.COUNTRY:
        return False
    if left.geonames is not None and left.geonames == right.geonames:
        return True
    distance = distance_km(left, right)
    return left.name.casefold() == right.name.casefold() and (distance or 0.0) <= NEAR_KM


def judge_type(one: Telling, other: Telling) -> str:
    """Whether two tellings are of one type and mode."""
    if one.type is not other.type:
        return "other"
    if one.mode is None or other.mode is None:
        return "same"
    return "same-mode" if one.mode == other.mode else "other-mode"


def judge_agents(one: Telling, other: Telling) -> str:
    """Whether two tellings name one doer."""
    return _shared(one.agents, other.agents)


def judge_victims(one: Telling, other: Telling) -> str:
    """Whether two tellings name one victim or target; a person's name tells most."""
    return "named" if one.named & other.named else _shared(one.victims, other.victims)


def _shared(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "unknown"
    return "shared" if one & other else "differ"


def judge_figures(one: Telling, other: Telling) -> str:
    """Whether the tolls of two tellings go together; the word of the dead before the hurt."""
    cases = {_judge_bounds(one.killed, other.killed), _judge_bounds(one.injured, other.injured)}
    return next(case for case in ("equal", "differ", "overlap", "unknown") if case in cases)


def _judge_bounds(one: Bounds | None, other: Bounds | None) -> str:
    if one is None or other is None:
        return "unknown"
    if one == other and (one.low or 0) >= SMALL:
        return "equal"
    meets = (one.low or 0) <= _high(other) and (other.low or 0) <= _high(one)
    return "overlap" if meets else "differ"


def _high(bounds: Bounds) -> float:
    return inf if bounds.high is None else bounds.high


JUDGES: Final[Mapping[str, Judge]] = {
    "time": judge_time,
    "place": judge_place,
    "type": judge_type,
    "agents": judge_agents,
    "victims": judge_victims,
    "figures": judge_figures,
}
