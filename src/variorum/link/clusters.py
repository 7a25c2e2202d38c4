"""Average linkage: groups whose members are alike on the whole, not by a chain of likenesses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import Final

import numpy as np
import numpy.typing as npt

Pair = tuple[int, int]
Indices = npt.NDArray[np.int32]

_ROUNDED: Final = 9
"""Digits to which averages are compared, so that the order of summing decides nothing."""


def components(count: int, first: Indices, second: Indices) -> Indices:
    """For each of the items 0 .. count - 1, the lowest item that a chain of pairs ties it to."""
    lowest = np.arange(count, dtype=np.int32)
    while True:
        met = np.minimum(lowest[first], lowest[second])
        before = lowest.copy()
        np.minimum.at(lowest, lowest[first], met)
        np.minimum.at(lowest, lowest[second], met)
        lowest = lowest[lowest]
        if np.array_equal(lowest, before):
            return lowest


def average_linkage(
    count: int, likeness: Mapping[Pair, float], threshold: float, absent: float = 0.0
) -> tuple[tuple[int, ...], ...]:
    """Group the items 0 .. count - 1; every item is in one group, groups and members sorted.

    `likeness` of pairs (first < second); a pair that is not there counts `absent`, which is no
    more than the threshold. The two groups that are likest on the average over all pairs of
    their members are joined, as long as that average is above `threshold`; of equal pairs, the
    one with the lowest members first.
    """
    rows = ((first, second, value) for (first, second), value in likeness.items())
    return join_likest(range(count), rows, threshold, absent)


def join_likest(
    items: Iterable[int],
    pairs: Iterable[tuple[int, int, float]],
    threshold: float,
    absent: float = 0.0,
) -> tuple[tuple[int, ...], ...]:
    """`average_linkage` of some items, given pairs (first, second, likeness), each once."""
    members = {item: [item] for item in items}
    gains: dict[int, dict[int, float]] = {item: {} for item in members}
    queue: list[tuple[float, int, int]] = []
    for first, second, value in pairs:
        gains[first][second] = gains[second][first] = value - absent
        if value > threshold:
            queue.append((-round(value, _ROUNDED), first, second))
    heapify(queue)
    while queue:
        average, first, second = heappop(queue)
        if first not in members or second not in members:
            continue
        size = len(members[first]) * len(members[second])
        if average != -round(absent + gains[first][second] / size, _ROUNDED):
            continue
        members[first] += members.pop(second)
        _absorb(gains, first, second)
        ours = len(members[first])
        for other, gain in gains[first].items():
            again = absent + gain / (ours * len(members[other]))
            if again > threshold:
                heappush(queue, (-round(again, _ROUNDED), min(first, other), max(first, other)))
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def _absorb(gains: dict[int, dict[int, float]], first: int, second: int) -> None:
    """Add the gains of group `second` to those of group `first`, which takes it in."""
    for other, gain in gains.pop(second).items():
        del gains[other][second]
        if other != first:
            gains[first][other] = gains[other][first] = gains[first].get(other, 0.0) + gain
