"""Which pairs of tellings are worth a look: those that may share a day and a place or a name.

One SQL text on DuckDB in memory. The type of the event is never asked: what one account calls an
attack another calls an accident.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import Final

import duckdb
import numpy as np

from variorum.link.tellings import Telling

CELL_DEGREES: Final = 0.5
WINDOW_DAYS: Final = 3
"""Days by which two accounts may put one incident apart."""
NEWS_DAYS: Final = 14
"""An incident without a day is looked for in so many days before its publication."""
RARE_DOCUMENTS: Final = 30
"""A name or word is a key if it is in no more documents than this; a story that many tell keeps
its names."""

PAIRS: Final = """
SELECT DISTINCT one.telling, other.telling
FROM keys AS one JOIN keys AS other ON one.key = other.key AND one.telling < other.telling
JOIN tellings AS first ON first.telling = one.telling
JOIN tellings AS second ON second.telling = other.telling
WHERE first.document <> second.document AND (
    first.earliest <= second.latest + $window AND second.earliest <= first.latest + $window
    OR first.published > 0 AND second.published > 0
        AND abs(first.published - second.published) <= $window
)
ORDER BY ALL
"""

_NEVER, _EVER = -(10**7), 10**7


def find_candidates(tellings: Sequence[Telling]) -> list[tuple[int, int]]:
    """Pairs of indices (first < second), sorted, of tellings in different documents."""
    if not tellings:
        return []
    keys = [(index, key) for index, found in enumerate(_keys(tellings)) for key in found]
    numbers: dict[str, int] = {}
    ids = [numbers.setdefault(key, len(numbers)) for _, key in keys]
    days = [_days(telling) for telling in tellings]
    documents: dict[str, int] = {}
    tables: dict[str, dict[str, Iterable[int]]] = {
        "keys": {"telling": [index for index, _ in keys], "key": ids},
        "tellings": {
            "telling": range(len(tellings)),
            "document": [documents.setdefault(t.document.id, len(documents)) for t in tellings],
            "earliest": [first for first, _ in days],
            "latest": [last for _, last in days],
            "published": [_published(telling) for telling in tellings],
        },
    }
    with duckdb.connect(config={"threads": 1}) as database:
        for name, columns in tables.items():
            database.register(
                name,
                {key: np.array(list(values), dtype=np.int64) for key, values in columns.items()},
            )
        return [(a, b) for a, b in database.execute(PAIRS, {"window": WINDOW_DAYS}).fetchall()]


def _days(telling: Telling) -> tuple[int, int]:
    """The days, as ordinals, on which an incident is looked for; hinted by the publication where
    the text does not say."""
    time, published = telling.time, telling.published
    if time is not None:
        first = time.earliest.toordinal() if time.earliest else _NEVER
        return first, time.latest.toordinal() if time.latest else _EVER
    if published is not None:
        return published.toordinal() - NEWS_DAYS, published.toordinal()
    return _NEVER, _EVER


def _published(telling: Telling) -> int:
    """The day of publication as an ordinal, 0 where it is not known."""
    return telling.published.toordinal() if telling.published else 0


def _keys(tellings: Sequence[Telling]) -> Iterator[set[str]]:
    """What each telling is found by: its cell and those around, its place name, rare names."""
    spread = Counter[str]()
    seen: set[tuple[str, str]] = set()
    for telling in tellings:
        for word in telling.words | telling.named:
            if (telling.document.id, word) not in seen:
                seen.add((telling.document.id, word))
                spread[word] += 1
    for telling in tellings:
        names = telling.words | telling.named
        yield {
            f"word {word}" for word in names if 1 < spread[word] <= RARE_DOCUMENTS
        } | _place_keys(telling)


def _place_keys(telling: Telling) -> set[str]:
    keys = set()
    for place in telling.places:
        keys.add(f"name {place.name.casefold()}")
        if place.lat is not None and place.lon is not None:
            x, y = place.lon / CELL_DEGREES, place.lat / CELL_DEGREES
            keys |= {f"cell {floor(x + dx)} {floor(y + dy)}" for dx in (0, 0.5) for dy in (0, 0.5)}
    return keys
