"""Which documents are prints of one text, cut, headed or mixed anew: they are one voice.

Each run of five words has a number; of every four neighbouring runs the one with the lowest
number is kept (winnowing: Schleimer, Wilkerson and Aiken 2003). Documents are alike as far as
the runs of the shorter one are in the other (containment): a likeness of sets would miss a text
that was shortened, or put behind another one. A run that one outlet prints again on other days is
standing text (a footer, a paragraph of background) and weighs little.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt

from variorum.link.clusters import Pair, average_linkage
from variorum.model.document import Document

Numbers = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.int64]

RUN: Final = 5
"""Words of a run."""
WINDOW: Final = 4
"""Neighbouring runs of which one is kept."""
ALIKE: Final = 0.24
"""Documents of a group share more than this part of their runs, on the average."""
FEWEST: Final = 3.0
"""The weight of runs that two documents must share at least."""
MOST: Final = 200
"""A run in more documents than this is nobody's wording and is passed over."""

MIX: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))
"""Odd constants that spread the bits of a number (Steele, Lea and Flood 2014)."""

PAIRS: Final = """
WITH shared AS (
    SELECT run FROM prints GROUP BY run HAVING count(*) BETWEEN 2 AND $most
), standing AS (
    SELECT run, outlet, count(DISTINCT day) AS days
    FROM prints JOIN outlets USING (document) SEMI JOIN shared USING (run)
    GROUP BY run, outlet
), weights AS (
    SELECT run, 1.0 / max(days) ** 2 AS weight FROM standing GROUP BY run
), common AS (
    SELECT rare.run, document, weight FROM prints AS rare JOIN weights USING (run)
), sizes AS (
    SELECT document, sum(coalesce(weight, 1.0)) AS size
    FROM prints LEFT JOIN weights USING (run) GROUP BY document
), pairs AS (
    SELECT one.document AS first, other.document AS second, sum(one.weight) AS weight
    FROM common AS one JOIN common AS other
      ON one.run = other.run AND one.document < other.document
    GROUP BY one.document, other.document
    HAVING sum(one.weight) >= $fewest
)
SELECT first, second, weight / least(one.size, other.size) AS contained
FROM pairs
JOIN sizes AS one ON one.document = first
JOIN sizes AS other ON other.document = second
ORDER BY first, second
"""


def find_copies(documents: Sequence[Document]) -> tuple[tuple[str, ...], ...]:
    """The groups of documents that are prints of one text: their ids, sorted.

    Documents that are no copies are in no group. The order of the documents changes nothing.
    Where an outlet or a day is not known, nothing is taken for standing text on its account.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    contained = _contained(ordered)
    groups = average_linkage(len(ordered), contained, ALIKE)
    return tuple(tuple(ordered[place].id for place in group) for group in groups if len(group) > 1)


def _contained(documents: Sequence[Document]) -> Mapping[Pair, float]:
    """How much of the shorter of two documents is in the other, 0 to 1, where it is enough."""
    owners, runs = fingerprints([document.text for document in documents])
    outlets = {
        "document": np.arange(len(documents), dtype=np.int64),
        "outlet": _numbered(document.source or document.id for document in documents),
        "day": np.array([_day(document) for document in documents], dtype=np.int64),
    }
    with duckdb.connect(config={"threads": 1}) as database:
        database.register("prints", {"document": owners, "run": runs})
        database.register("outlets", outlets)
        rows = database.execute(PAIRS, {"most": MOST, "fewest": FEWEST}).fetchall()
    return {(first, second): contained for first, second, contained in rows}


def _day(document: Document) -> int:
    return document.published.toordinal() if document.published else 0


def _numbered(names: Iterable[str]) -> Indices:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)


def fingerprints(texts: Sequence[str]) -> tuple[Indices, Numbers]:
    """The kept runs of all texts: the place of the text and the number of the run, each once."""
    numbers = _WordNumbers()
    words = [_word().findall(text.lower()) for text in texts]
    flat = np.array([numbers[word] for text in words for word in text], dtype=np.uint64)
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) for text in words])
    if len(flat) < RUN:
        return owners[:0], flat[:0]
    owners, runs = _winnow(*_runs(owners, flat))
    order = np.lexsort((runs, owners))
    owners, runs = owners[order], runs[order]
    fresh = np.append(True, (runs[1:] != runs[:-1]) | (owners[1:] != owners[:-1]))[: len(runs)]
    return owners[fresh], runs[fresh]


def _runs(owners: Indices, words: Numbers) -> tuple[Indices, Numbers]:
    """The number of each run of words, none over the end of a text."""
    count = len(words) - RUN + 1
    runs = np.zeros(count, dtype=np.uint64)
    for place in range(RUN):
        runs = runs * MIX[0] + words[place : place + count]
    runs ^= runs >> np.uint64(29)
    runs *= MIX[1]
    runs ^= runs >> np.uint64(32)
    inside = owners[:count] == owners[RUN - 1 :]
    return owners[:count][inside], runs[inside]


def _winnow(owners: Indices, runs: Numbers) -> tuple[Indices, Numbers]:
    """The lowest run of each window; at the end of a text windows are shorter."""
    kept = runs.copy()
    for place in range(1, WINDOW):
        same = owners[:-place] == owners[place:]
        lower = np.where(same, runs[place:], kept[:-place])
        kept[:-place] = np.minimum(kept[:-place], lower)
    return owners, kept


class _WordNumbers(dict[str, int]):
    """A number of 64 bits for each word, the same everywhere."""

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = number = int.from_bytes(digest, "little")
        return number


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")
