"""Tellings as tables of numbers: what linking.sql is given.

Words and names are numbered in their order, so the same tellings give the same tables. Days are
ordinals. What a text does not say is masked, NaN or None, which all are NULL in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import inf
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from variorum.link.grounds import Ground
from variorum.link.tellings import Telling, find_words
from variorum.link.weights import Weights
from variorum.model.value import Bounds, Interval, Place

Column = npt.NDArray[Any]
Table = Mapping[str, Column]
Numbers = Mapping[str, int]
Spots = Mapping[tuple[object, ...], int]

WINDOW_DAYS: Final = 3
"""Days by which two accounts may put one incident apart."""
NEWS_DAYS: Final = 14
"""An incident without a day is looked for in so many days before its publication."""
STRETCH_DAYS: Final = 8
"""Days that are searched together; any number gives the same pairs."""
PSEUDO_DOCUMENTS: Final = 50
"""Documents without any word of interest that are thought to be read besides, so that words stay
rare where few documents are compared."""
SETTINGS: Final[dict[str, float]] = {
    "cell": 0.5,  # degrees
    "rare_documents": 30,  # that hold a word, and it is a key; a story that many tell keeps its own
    "rare_share": 0.01,  # of all documents; a word in so few is half a key where, of those days,
    "rarest": 20,  # no more than `rare_documents` hold it and it is of the rarest of its telling
    "most_in_place": 2000,  # tellings of one place and stretch; if more, they meet by words alone
    "stretch": STRETCH_DAYS,
    "vague_days": 31,  # a time of more days than this is too vague to tell
    "near_km": 25.0,
    "small": 3,  # equal figures below this are too common to tell anything
    "multiple": 2,  # so many times another, a toll is not the same one told later or by others
    "enough": 0.4,  # what one field besides the day must speak for a pair by
}
ENDLESS: Final = 10**9
"""Days of a time that is open to one side."""
NEVER, EVER = 1, 3652059
"""The first and the last day there is."""


def lay_tables(tellings: Sequence[Telling], weights: Weights) -> dict[str, Table]:
    """Every table that linking.sql names as given, by name."""
    texts = {telling.document.id: telling.document.text for telling in tellings}
    documents = {id: at for at, id in enumerate(sorted(texts))}
    words = [find_words(texts[id]) for id in documents]
    numbers = _numbered(tellings, words)
    spots = {key: at for at, key in enumerate(dict.fromkeys(map(_spot, _places(tellings))))}
    periods = _periods(tellings)
    return {
        "settings": _settings(len(documents)),
        "weights": _weights(weights),
        "tellings": _tellings(tellings, documents),
        "names": _names(tellings, numbers),
        "passages": _lists("telling", [telling.words for telling in tellings], numbers),
        "texts": _lists("document", words, numbers),
        "spots": _spots(spots, numbers),
        "stands": _stands(tellings, spots),
        "periods": periods,
        "stretches": _stretches(periods),
        "tolls": _tolls(tellings),
    }


def _settings(documents: int) -> Table:
    total = {"total": documents + PSEUDO_DOCUMENTS}
    return {name: np.array([value]) for name, value in {**SETTINGS, **total}.items()}


def _weights(weights: Weights) -> Table:
    fields, levels = zip(*weights, strict=True)
    return {
        "field": _texts(fields), "level": _texts(levels), "weight": np.array([*weights.values()]),
    }  # fmt: skip


# ------------------------------------------------------------------ words and names


def _numbered(tellings: Sequence[Telling], words: Iterable[frozenset[str]]) -> Numbers:
    known = set(chain.from_iterable(words))
    for telling in tellings:
        known |= telling.words | telling.agents | telling.victims | telling.around | telling.named
        known.update(map(_place_key, telling.places))
        known.update(map(_trigger_key, telling.triggers))
        known.update(map(_person_key, telling.persons))
    return {key: number for number, key in enumerate(sorted(known))}


def _lists(owner: str, lists: Sequence[Iterable[str]], numbers: Numbers) -> Table:
    """Two columns: who holds it, and the number of the word."""
    keys = [sorted(numbers[word] for word in words) for words in lists]
    owners = np.repeat(np.arange(len(keys), dtype=np.int32), [len(found) for found in keys])
    return {owner: owners, "key": np.array([*chain.from_iterable(keys)], dtype=np.int32)}


def _names(tellings: Sequence[Telling], numbers: Numbers) -> Table:
    """The names of each telling by the part they take; `proper`: those written with a capital."""
    rows = [
        (at, role, numbers[name], name in telling.named)
        for at, telling in enumerate(tellings)
        for role, names in _roles(telling).items()
        for name in sorted(names)
    ]
    return _columns(rows, {"telling": np.int32, "role": object, "key": np.int32, "proper": bool})


def _roles(telling: Telling) -> Mapping[str, Iterable[str]]:
    return {
        "agents": telling.agents,
        "claimants": telling.claimants,
        "victims": telling.victims,
        "around": telling.around,
        "proper": telling.named,
        "place": {_place_key(place) for place in telling.places},
        "persons": {_person_key(name) for name in telling.persons},
        "triggers": {_trigger_key(one) for one in telling.triggers},
    }


# ------------------------------------------------------------------ what one telling says


def _tellings(tellings: Sequence[Telling], documents: Numbers) -> Table:
    times = [telling.time for telling in tellings]
    return {
        "telling": np.arange(len(tellings), dtype=np.int32),
        "document": np.array([documents[t.document.id] for t in tellings], dtype=np.int32),
        "published": _numbers(t.published.toordinal() if t.published else None for t in tellings),
        "type": _texts(telling.type.value for telling in tellings),
        "mode": _texts(telling.mode for telling in tellings),
        "is_alone": np.array([telling.incident is None for telling in tellings], dtype=bool),
        "is_dated": np.array([Ground.DAY in t.grounds for t in tellings], dtype=bool),
        "is_counted": np.array([Ground.COUNT in t.grounds for t in tellings], dtype=bool),
        "is_bare": np.array([not t.grounds for t in tellings], dtype=bool),
        "is_spot": np.array([t.grounds == {Ground.SPOT} for t in tellings], dtype=bool),
        "has_agents": np.array([bool(telling.agents) for telling in tellings], dtype=bool),
        "has_persons": np.array([bool(telling.persons) for telling in tellings], dtype=bool),
        "has_victims": np.array([bool(telling.victims) for telling in tellings], dtype=bool),
        "said": np.array([time is not None for time in times], dtype=bool),
        "first": _numbers(t.earliest.toordinal() if t and t.earliest else None for t in times),
        "last": _numbers(t.latest.toordinal() if t and t.latest else None for t in times),
        "length": np.array([_length(time) for time in times], dtype=np.int64),
        **_bounds("killed", [telling.killed for telling in tellings]),
        **_bounds("injured", [telling.injured for telling in tellings]),
    }


def _length(time: Interval | None) -> int:
    """Days that a time holds."""
    if time is None or time.earliest is None or time.latest is None:
        return ENDLESS
    return (time.latest - time.earliest).days + 1


def _bounds(name: str, given: Sequence[Bounds | None]) -> Table:
    """Whether it is said, between which numbers, and the number named; without a lower bound from
    0 upwards."""
    about = (bounds.low or bounds.high or 0.0 if bounds else 0.0 for bounds in given)
    lows = (bounds.low or 0.0 if bounds else 0.0 for bounds in given)
    highs = (inf if bounds is None or bounds.high is None else bounds.high for bounds in given)
    return {
        name: np.array([bounds is not None for bounds in given], dtype=bool),
        f"{name}_low": np.array([*lows], dtype=float),
        f"{name}_high": np.array([*highs], dtype=float),
        f"{name}_about": np.array([*about], dtype=float),
    }


def _tolls(tellings: Sequence[Telling]) -> Table:
    """The figures of each telling that are large enough to tell something, numbered."""
    known: dict[tuple[object, ...], int] = {}
    rows = [
        (at, known.setdefault((counted, bounds.low, bounds.high), len(known)))
        for at, telling in enumerate(tellings)
        for counted, bounds in telling.tolls
        if (bounds.low or 0) >= SETTINGS["small"]
    ]
    return _columns(rows, {"telling": np.int32, "toll": np.int32})


# ------------------------------------------------------------------ where and when it is looked for


def _places(tellings: Iterable[Telling]) -> Iterable[Place]:
    return (place for telling in tellings for place in telling.places)


def _place_key(place: Place) -> str:
    return f"place {place.name.casefold()}"


def _trigger_key(stem: str) -> str:
    return f"trigger {stem}"


def _person_key(name: str) -> str:
    return f"person {name}"


def _spot(place: Place) -> tuple[object, ...]:
    """What two places are alike in that are held against others with one result."""
    return (
        _place_key(place), place.lat, place.lon, place.country or None, place.admin1,
        place.kind.value, place.geonames,
    )  # fmt: skip


def _spots(spots: Spots, numbers: Numbers) -> Table:
    names = [numbers[str(name)] for name, *_ in spots]
    wanted = {
        "lat": float, "lon": float, "country": object, "admin1": object, "kind": object,
        "geonames": float,
    }  # fmt: skip
    return {
        "spot": np.arange(len(spots), dtype=np.int32),
        "key": np.array(names, dtype=np.int32),
        **_columns([tuple(rest) for _, *rest in spots], wanted),
    }


def _stands(tellings: Sequence[Telling], spots: Spots) -> Table:
    rows = [
        (at, spots[_spot(place)], rank)
        for at, telling in enumerate(tellings)
        for rank, place in enumerate(telling.places)
    ]
    return _columns(rows, {"telling": np.int32, "spot": np.int32, "rank": np.int32})


def _periods(tellings: Sequence[Telling]) -> Table:
    """The days on which each telling is looked for, those of its incident and that of its
    publication, the last as much later as two accounts may put one incident apart; an open side
    reaches as far as the days of all."""
    told = [("told", at, *_days(telling)) for at, telling in enumerate(tellings)]
    out = [
        ("published", at, telling.published.toordinal(), telling.published.toordinal())
        for at, telling in enumerate(tellings)
        if telling.published
    ]
    known = [day for _, _, *days in told + out for day in days if NEVER < day < EVER]
    first, last = min(known, default=NEVER), max(known, default=NEVER)
    wanted = {"kind": object, "telling": np.int32, "first": np.int32, "last": np.int32}
    periods = _columns([*told, *out], wanted)
    return {
        **periods,
        "first": np.clip(periods["first"], first, last),
        "last": np.clip(periods["last"], first, last) + WINDOW_DAYS,
    }


def _days(telling: Telling) -> tuple[int, int]:
    """The days of an incident; where the text tells none, or vaguely, the publication hints."""
    time, published = telling.time, telling.published
    first = time.earliest.toordinal() if time and time.earliest else NEVER
    last = time.latest.toordinal() if time and time.latest else EVER
    if published is None or last - first < SETTINGS["vague_days"]:
        return first, last
    news = max(first, published.toordinal() - NEWS_DAYS), min(last, published.toordinal())
    return news if news[0] <= news[1] else (first, last)


def _stretches(periods: Table) -> Table:
    """The numbers of the stretches of days that each period touches."""
    first, last = periods["first"] // STRETCH_DAYS, periods["last"] // STRETCH_DAYS
    counts = last - first + 1
    nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return {
        "telling": np.repeat(periods["telling"], counts),
        "kind": np.repeat(periods["kind"], counts),
        "bucket": (np.repeat(first, counts) + nth).astype(np.int32),
    }


# ------------------------------------------------------------------ columns


def _columns(rows: Sequence[tuple[Any, ...]], wanted: Mapping[str, type]) -> Table:
    """Rows as columns of these types; None among decimals is NaN."""
    columns = zip(*rows, strict=True) if rows else [()] * len(wanted)
    return {
        name: np.array(values, dtype=type_)
        for (name, type_), values in zip(wanted.items(), columns, strict=True)
    }


def _texts(values: Iterable[str | None]) -> Column:
    return np.array([*values], dtype=object)


def _numbers(values: Iterable[int | None]) -> Column:
    given = [*values]
    known = [value or 0 for value in given]
    return np.ma.masked_array(known, [value is None for value in given], dtype=np.int64)
