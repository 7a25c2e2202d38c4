"""How much speaks for two tellings being of one incident: natural-log odds, field by field.

Each field of a pair falls into one case, and each case has a weight in lexicon/link_weights.tsv;
the weights add up (Fellegi and Sunter 1969). Headlines count for nothing by themselves: the words
of the passages are one field among several. The reckoning is linking.sql's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from math import inf
from typing import Final, NamedTuple

import numpy as np

from variorum.link.clusters import Indices, Pair
from variorum.link.linking import Columns, Database
from variorum.link.tables import lay_tables
from variorum.link.tellings import Telling
from variorum.link.weights import Weights, shipped
from variorum.model.incident import Reason

BASE: Final = "base"
"""The field of what holds before anything is known: of a pair worth a look, of one that shares
nothing but a day and a type, of one with an event that is in no incident of its document, of one
with tellings that nothing, or only a spot, ties to one happening (once for each of the two), of one
that is not worth a look, and of two incidents that one document keeps apart."""
GRADED: Final = frozenset(
    {"place", "agents", "victims", "names", "triggers", "passage", "document"}
)
"""Parts of which more or less of the weight counts."""
PARTS: Final = (
    "time", "published", "place", "type", "agents", "victims", "names", "persons", "triggers",
    "figures", "passage", "document",
)  # fmt: skip
BATCH: Final = 5_000
"""Tellings whose pairs are weighed at once."""
MOST_PAIRS: Final = 200_000
"""Pairs within groups that are weighed at once, besides those of one group more."""


class Part(NamedTuple):
    """What one part of a pair tells: the case it falls into, how much of the case's weight counts
    (1, or how rare what is shared is), and what it adds to the odds."""

    name: str
    case: str
    share: float
    weight: float


class Likeness:
    """Holds tellings against one another, knowing how rare words and places are."""

    def __init__(self, tellings: Sequence[Telling], weights: Weights | None = None) -> None:
        self._weights = weights or shipped()
        self._places = {_key(telling): at for at, telling in enumerate(tellings)}
        self._count = len(tellings)
        self._database = Database(lay_tables(tellings, self._weights))

    @property
    def no_candidate(self) -> float:
        """The odds of a pair that is not worth a look."""
        return self._weights[BASE, "no-candidate"]

    def weigh(self) -> None:
        """Weigh all pairs worth a look, for `odds` and `inside`."""
        self._database.clear("odds", {"one": "INTEGER", "other": "INTEGER", "odds": "DOUBLE"})
        for begin in range(0, self._count, BATCH):
            self._database.limit(begin, begin + BATCH)
            self._database.run("candidates")
            self._database.run("likeness")
            self._database.keep("odds", "SELECT one, other, odds FROM scores")

    def passed_over(self) -> dict[str, int]:
        """How many places and words were no key in a stretch of days, as too many tellings have
        them there."""
        tables = {"places": "packed", "words": "crowded"}
        return {
            name: int(self._database.fetch(f"SELECT count(*) AS n FROM {table}")["n"][0])
            for name, table in tables.items()
        }

    def odds(self, above: float = -inf) -> Columns:
        """The pairs weighed, `one` < `other`, whose `odds` are above a number, in order: above 0,
        they are rather of one incident than of two."""
        wanted = f"odds > {above}" if above > -inf else "TRUE"
        return self._database.fetch(
            f"SELECT one, other, odds FROM odds WHERE {wanted} ORDER BY one, other"
        )

    def inside(self, labels: Indices) -> Iterator[tuple[int, Iterator[tuple[int, int, float]]]]:
        """Each label that several tellings have, with the odds of the pairs weighed that have it
        both, and of those that one document keeps apart."""
        self._database.put("labels", {"telling": np.arange(len(labels)), "label": labels})
        self._database.run("inside")
        found = self._database.fetch("SELECT * FROM inside ORDER BY label, one, other")
        borders = np.flatnonzero(np.diff(found["label"], prepend=-1, append=-1))
        for start, end in pairwise(borders.tolist()):
            rows = (found[name][start:end].tolist() for name in ("one", "other", "odds"))
            yield int(found["label"][start]), zip(*rows, strict=True)

    def judge(self, pairs: Iterable[tuple[Telling, Telling]]) -> list[tuple[Part, ...]]:
        """The case of each part of these pairs, what holds beforehand included."""
        wanted = [(self._places[_key(one)], self._places[_key(other)]) for one, other in pairs]
        columns = np.array([*dict.fromkeys(wanted)], dtype=np.int32).reshape(-1, 2)
        self._database.put("pairs", {"one": columns[:, 0], "other": columns[:, 1]})
        self._database.run("likeness")
        found = self._database.fetch("SELECT * FROM scores")
        rows = zip(found["one"].tolist(), found["other"].tolist(), strict=True)
        places = {pair: at for at, pair in enumerate(rows)}
        return [_parts(found, places[pair]) for pair in wanted]

    def mean_reasons(self, groups: Sequence[Sequence[Pair]]) -> list[tuple[Reason, ...]]:
        """The mean weight of each field over the pairs of each group, what tells most first."""
        found: list[tuple[Reason, ...]] = []
        for batch in _batches(groups):
            found += self._mean_reasons(batch)
        return found

    def _mean_reasons(self, groups: Sequence[Sequence[Pair]]) -> list[tuple[Reason, ...]]:
        pairs = np.array([*chain.from_iterable(groups)], dtype=np.int32)
        numbers = np.repeat(np.arange(len(groups), dtype=np.int32), [len(one) for one in groups])
        table = {"one": pairs[:, 0], "other": pairs[:, 1]}
        self._database.put("grouped", {**table, "grp": numbers})
        self._database.put("pairs", table)
        self._database.run("likeness")
        self._database.run("reasons")
        columns = self._database.fetch("SELECT * FROM reasons ORDER BY grp")
        return [
            _ranked({field: float(columns[field][at]) for field in columns if field != "grp"})
            for at in range(len(groups))
        ]


def _batches(groups: Sequence[Sequence[Pair]]) -> Iterator[Sequence[Sequence[Pair]]]:
    """Groups with so many pairs that they are weighed at once."""
    batch: list[Sequence[Pair]] = []
    for group in groups:
        batch.append(group)
        if sum(map(len, batch)) > MOST_PAIRS:
            yield batch
            batch = []
    if batch:
        yield batch


def _ranked(means: Mapping[str, float]) -> tuple[Reason, ...]:
    told = (Reason(field, round(mean, 2)) for field, mean in means.items())
    kept = (reason for reason in told if reason.weight)
    return tuple(sorted(kept, key=lambda reason: (-reason.weight, reason.field)))


def _key(telling: Telling) -> tuple[object, ...]:
    return telling.document.id, telling.incident, telling.events


def _parts(found: Columns, at: int) -> tuple[Part, ...]:
    """The parts of one row of scores; a part that says nothing has no case."""
    base = {
        "candidate": ("base_candidate", True),
        "day-alone": ("day_alone", found["is_day_alone"][at]),
        "event-alone": ("event_alone", found["alone"][at]),
        "groundless": ("groundless", found["bare"][at]),
        "spot-alone": ("spot_alone", found["spots"][at]),
    }
    beforehand = [
        Part(BASE, case, float(holds), float(found[column][at]))
        for case, (column, holds) in base.items()
        if holds
    ]
    told = [
        Part(
            name,
            str(found[f"{name}_level"][at]),
            float(found[f"{name}_share"][at]) if name in GRADED else 1.0,
            float(found[name][at]),
        )
        for name in PARTS
        if found[f"{name}_level"][at] is not None
        and not np.ma.is_masked(found[f"{name}_level"][at])
    ]
    return (*beforehand, *told)


def total(parts: Iterable[Part]) -> float:
    """The sum of all weights; above 0: rather one incident than two."""
    return sum(part.weight for part in parts)
