"""How much speaks for two tellings being of one incident: natural-log odds, field by field.

Each field of a pair falls into one case, and each case has a weight in lexicon/link_weights.tsv;
the weights add up (Fellegi and Sunter 1969). Headlines count for nothing by themselves: the words
of the passages are one field among several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, product
from math import fsum, inf, log, sqrt
from typing import Final, NamedTuple

from variorum.link.contrast import distance_km
from variorum.link.tellings import Telling, find_words
from variorum.link.weights import Weights, shipped
from variorum.model.incident import Reason
from variorum.model.value import Bounds, Interval, Place, PlaceKind

Names = frozenset[str]

BASE: Final = "base"
"""The field of what holds before anything is known: of a pair worth a look, of one that shares
nothing but a day and a type, of one with an event that is in no incident of its document, of one
that is not worth a look, and of two incidents that one document keeps apart."""

MATTER: Final = frozenset({"place", "agents", "victims", "figures", "words"})
"""Fields of which one must speak for a pair by ENOUGH; the same day alone joins little."""
ENOUGH: Final = 0.4

PSEUDO_DOCUMENTS: Final = 50
"""Documents without any word of interest that are thought to be read besides, so that words stay
rare where few documents are compared."""
VAGUE_DAYS: Final = 31
"""A time of more days than this is too vague to tell."""
NEAR_KM: Final = 25.0
SMALL: Final = 3
"""Equal figures below this are too common to tell anything."""
AREAS: Final = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.SEA})
FIELDS: Final = {"passage": "words", "document": "words"}
"""The field under which a part is counted, where it has another name."""


class Part(NamedTuple):
    """What one part of a pair tells: the case it falls into, and how much of the case's weight
    counts: 1, or how rare what is shared is."""

    name: str
    case: str
    share: float = 1.0

    @property
    def field(self) -> str:
        return FIELDS.get(self.name, self.name)


class Likeness:
    """Holds tellings against one another, knowing how rare words and places are.

    `rarity` of a word or place: the natural log of how few of the documents hold it.
    """

    def __init__(self, tellings: Sequence[Telling], weights: Weights | None = None) -> None:
        self._weights = weights or shipped()
        by_id = {telling.document.id: telling.document for telling in tellings}
        self._texts = {id: find_words(document.text) for id, document in by_id.items()}
        self._total = len(by_id) + PSEUDO_DOCUMENTS
        self._words = Counter(chain.from_iterable(self._texts.values()))
        held = {(telling.document.id, key) for telling in tellings for key in _names(telling)}
        self._names = Counter(key for _, key in held)
        self._squares = {word: log(self._total / n) ** 2 for word, n in self._words.items()}
        self._lengths: dict[frozenset[str], float] = {}

    @property
    def one_document(self) -> float:
        """The odds of two incidents that one document keeps apart."""
        return self._weights[BASE, "one-document"]

    def parts(self, one: Telling, other: Telling) -> tuple[Part, ...]:
        """The case of each part of the pair, what holds beforehand included."""
        parts = [
            Part("time", judge_time(one, other)),
            Part("published", judge_publication(one, other)),
            self._of_place(one, other),
            Part("type", judge_type(one, other)),
            *self._of_names("agents", one.agents, other.agents, one.named),
            *self._of_names("victims", one.victims, other.victims, one.named),
            *self._of_shared_names(one, other),
            Part("figures", judge_figures(one, other)),
            self._of_words("passage", one.words, other.words),
            self._of_words("document", *(self._texts[t.document.id] for t in (one, other))),
        ]
        reasons = self.reasons(parts)
        alone = not any(one.field in MATTER and one.weight >= ENOUGH for one in reasons)
        base = [Part(BASE, "candidate")]
        base += [Part(BASE, "day-alone")] if alone else []
        base += [Part(BASE, "event-alone")] if None in (one.incident, other.incident) else []
        return (*base, *parts)

    def weight(self, part: Part) -> float:
        """What a part adds to the odds."""
        return self._weights[part.name, part.case] * part.share

    def reasons(self, parts: Iterable[Part]) -> tuple[Reason, ...]:
        """What speaks for (above 0) and against; fields that tell nothing are left out."""
        sums: dict[str, float] = {}
        for part in parts:
            if part.name != BASE:
                sums[part.field] = sums.get(part.field, 0.0) + self.weight(part)
        return tuple(Reason(field, round(sum_, 3)) for field, sum_ in sums.items() if sum_)

    def odds(self, one: Telling, other: Telling) -> float:
        """The sum of all weights, the base included; above 0: rather one incident than two."""
        return fsum(map(self.weight, self.parts(one, other)))

    def _of_place(self, one: Telling, other: Telling) -> Part:
        """The best of all pairs of places; the same place tells the more the rarer it is."""
        pairs = product(one.places, other.places)
        parts = (self._of_spots(left, right) for left, right in pairs)
        return max(parts, key=self.weight, default=Part("place", "unknown"))

    def _of_spots(self, one: Place, other: Place) -> Part:
        case = judge_place(one, other)
        share = self._rarity(_place_key(one)) if case == "same" else 1.0
        return Part("place", case, share)

    def _of_names(self, field: str, one: Names, other: Names, proper: Names) -> list[Part]:
        """Shared names tell the more the rarer the best of them is, proper names most."""
        if not one or not other:
            return []
        shared = [
            Part(field, "proper" if name in proper else "common", self._rarity(name))
            for name in sorted(one & other)
        ]
        best = max(shared, key=self.weight, default=Part(field, "differ"))
        most = Part(field, "most")
        return [min(best, most, key=self.weight) if shared else best]

    def _of_shared_names(self, one: Telling, other: Telling) -> list[Part]:
        """Names in both passages, besides those of who did it and to whom."""
        shared = (one.around & other.around) - (one.agents & other.agents)
        best = max(map(self._rarity, shared - (one.victims & other.victims)), default=0.0)
        parts = Part("names", "shared", best), Part("names", "most")
        return [min(parts, key=self.weight)] if best else []

    def _rarity(self, name: str) -> float:
        return log(self._total / self._names[name])

    def _of_words(self, part: str, one: Names, other: Names) -> Part:
        """How like two sets of words are: the log of their cosine, against what is usual."""
        shared = fsum(self._squares[word] for word in one & other)
        size = self._length(one) * self._length(other)
        if not shared:
            return Part(part, "least")
        graded = Part(part, "slope", log(shared / size / self._weights[part, "usual"]))
        least, most = Part(part, "least"), Part(part, "most")
        return max(least, min(graded, most, key=self.weight), key=self.weight)

    def _length(self, words: frozenset[str]) -> float:
        if words not in self._lengths:
            self._lengths[words] = sqrt(fsum(self._squares[word] for word in words))
        return self._lengths[words]


def _names(telling: Telling) -> frozenset[str]:
    return (
        telling.agents
        | telling.victims
        | telling.around
        | {_place_key(place) for place in telling.places}
    )


def _place_key(place: Place) -> str:
    return f"place {place.name.casefold()}"


def judge_time(one: Telling, other: Telling) -> str:
    """How the days of two tellings lie to one another, as far as the texts say."""
    if _is_after(one.time, other.published) or _is_after(other.time, one.published):
        return "after-publication"
    if one.time is None or other.time is None:
        return "unknown"
    gap = _gap(one.time, other.time)
    if gap > 0:
        return "next-day" if gap <= 1 else "days-apart" if gap <= 7 else "weeks-apart"
    length = max(_length(one.time), _length(other.time))
    steps = ((1, "same-day"), (7, "same-week"), (VAGUE_DAYS, "wide"))
    return next((case for most, case in steps if length <= most), "unknown")


def judge_publication(one: Telling, other: Telling) -> str:
    """How far apart two documents came out: a weak hint, and the less where days are told."""
    told = _is_sharp(one) and _is_sharp(other)
    days = [t.published if told else _last_day(t) for t in (one, other)]
    gaps = [abs((first - last).days) for first, last in [days] if first and last]
    steps = ((1, "together"), (3, "near"), (14, "apart"), (inf, "far"))
    case = next((case for gap in gaps for most, case in steps if gap <= most), "unknown")
    return "unknown" if told and case in ("apart", "far") else case


def _is_after(time: Interval | None, published: date | None) -> bool:
    if time is None or time.earliest is None or published is None:
        return False
    return (time.earliest - published).days > 1


def _last_day(telling: Telling) -> date | None:
    """The last day of a sharp time; else the day of publication."""
    return telling.time.latest if telling.time and _is_sharp(telling) else telling.published


def _is_sharp(telling: Telling) -> bool:
    """Whether the text tells the time, and no more vaguely than by the month."""
    return telling.time is not None and _length(telling.time) <= VAGUE_DAYS


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


def judge_place(left: Place, right: Place) -> str:
    """How two places lie to one another."""
    if _is_same_place(left, right):
        return "same"
    if left.country and right.country and left.country != right.country:
        return "other-country"
    if PlaceKind.COUNTRY in (left.kind, right.kind):
        return "same-country" if left.country and right.country else "unknown"
    return _judge_spots(left, right)


def _judge_spots(left: Place, right: Place) -> str:
    same_region = left.admin1 is not None and left.admin1 == right.admin1
    if left.kind in AREAS or right.kind in AREAS:
        return "inside" if same_region else "apart" if left.admin1 and right.admin1 else "unknown"
    distance = distance_km(left, right)
    if distance is None:
        return "same-region" if same_region else "other-name"
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


def judge_figures(one: Telling, other: Telling) -> str:
    """Whether the tolls of two tellings go together."""
    if any((bounds.low or 0) >= SMALL for _, bounds in one.tolls & other.tolls):
        return "equal"
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
