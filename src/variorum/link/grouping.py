"""Which tellings are of one incident: average linkage within what positive odds tie together.

No two groups are joined but over a pair of positive odds, so the tellings fall into components,
each of which is clustered by itself, with all pairs in it that were weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from variorum.link.clusters import Indices, Pair, components, join_likest
from variorum.link.likeness import Likeness

Group = tuple[int, ...]


def group_tellings(count: int, likeness: Likeness, decided: Mapping[Pair, float]) -> list[Group]:
    """The tellings 0 .. count - 1, each in one group; groups and members sorted.

    `decided`: infinite odds, for or against, that stand in place of what was weighed.
    """
    likeness.weigh()
    links = likeness.odds(0.0)
    joined = np.array([pair for pair, odds in decided.items() if odds > 0], dtype=np.int32)
    joined = joined.reshape(-1, 2)
    labels = components(
        count, np.append(links["one"], joined[:, 0]), np.append(links["other"], joined[:, 1])
    )
    members = _members(labels)
    absent = likeness.no_candidate
    groups: list[Group] = [group for group in members.values() if len(group) == 1]
    for label, weighed in likeness.inside(labels):
        inside = members[label]
        groups += join_likest(inside, _overruled(weighed, inside, decided), 0.0, absent)
    return sorted(groups)


def _members(labels: Indices) -> dict[int, Group]:
    found: dict[int, list[int]] = {}
    for item, label in enumerate(labels.tolist()):
        found.setdefault(label, []).append(item)
    return {label: tuple(items) for label, items in found.items()}


def _overruled(
    weighed: Iterable[tuple[int, int, float]], inside: Group, decided: Mapping[Pair, float]
) -> Iterator[tuple[int, int, float]]:
    """The odds of each pair, those that a person decided in place of those weighed."""
    known = set(inside) if decided else set()
    ours = {pair: odds for pair, odds in decided.items() if known.issuperset(pair)}
    yield from ((one, other, odds) for one, other, odds in weighed if (one, other) not in ours)
    yield from ((one, other, odds) for (one, other), odds in ours.items())
