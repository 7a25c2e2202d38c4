"""Average linkage: groups whose members are alike on the whole, not by a chain of likenesses."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from typing import Final

Pair = tuple[int, int]

_ROUNDED: Final = 9
"""Digits to which averages are compared, so that the order of summing decides nothing."""


def average_linkage(
    count: int, likeness: Mapping[Pair, float], threshold: float, absent: float = 0.0
) -> tuple[tuple[int, ...], ...]:
    """Group the items 0 .. count - 1; every item is in one group, groups and members sorted.

    `likeness` of pairs (first < second); a pair that is not there counts `absent`, which is no
    more than the threshold. The two groups that are likest on the average over all pairs of
    their members are joined, as long as that average is above `threshold`; of equal pairs, the
    one with the lowest members first.
    """
    members = {item: [item] for item in range(count)}
    sums: dict[int, dict[int, tuple[float, int]]] = {item: {} for item in range(count)}
    for (first, second), value in likeness.items():
        sums[first][second] = sums[second][first] = (value, 1)

    def entry(first: int, second: int) -> tuple[float, int, int]:
        value, known = sums[first][second]
        pairs = len(members[first]) * len(members[second])
        average = (value + absent * (pairs - known)) / pairs
        return (-round(average, _ROUNDED), min(first, second), max(first, second))

    queue = [entry(first, second) for first, second in likeness]
    heapify(queue)
    while queue and -queue[0][0] > threshold:
        best = heappop(queue)
        _, first, second = best
        if first not in members or second not in members or best != entry(first, second):
            continue
        members[first] += members.pop(second)
        _absorb(sums, first, second)
        for other in sums[first]:
            heappush(queue, entry(first, other))
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def _absorb(sums: dict[int, dict[int, tuple[float, int]]], first: int, second: int) -> None:
    """Add the sums of group `second` to those of group `first`, which takes it in."""
    for other, (value, known) in sums.pop(second).items():
        del sums[other][second]
        if other != first:
            had, pairs = sums[first].get(other, (0.0, 0))
            sums[first][other] = sums[other][first] = (had + value, pairs + known)
