"""Average linkage on small examples."""

from __future__ import annotations

import random

import numpy as np
import pytest

from variorum.link.clusters import Pair, average_linkage, components, join_likest


@pytest.mark.parametrize(
    ("count", "likeness", "groups"),
    [
        pytest.param(0, {}, [], id="nothing"),
        pytest.param(2, {}, [(0,), (1,)], id="apart"),
        pytest.param(2, {(0, 1): 0.9}, [(0, 1)], id="together"),
        pytest.param(2, {(0, 1): 0.5}, [(0,), (1,)], id="not-above"),
        pytest.param(3, {(0, 1): 0.9, (1, 2): 0.8}, [(0, 1), (2,)], id="no-chain"),
        pytest.param(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.4}, [(0, 1, 2)], id="on-average"),
        pytest.param(3, {(0, 1): 0.9, (1, 2): 0.9}, [(0, 1), (2,)], id="equal-lowest-first"),
        pytest.param(
            4,
            {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.9, (1, 3): 0.2},
            [(0, 1), (2, 3)],
            id="two-pairs",
        ),
    ],
)
def test_average_linkage(
    count: int, likeness: dict[Pair, float], groups: list[tuple[int, ...]]
) -> None:
    assert list(average_linkage(count, likeness, 0.5)) == groups


def test_an_absent_pair_may_speak_against() -> None:
    likeness = {(0, 1): 3.0, (1, 2): 2.0}
    assert average_linkage(3, likeness, 0.0, absent=0.0) == ((0, 1, 2),)
    assert average_linkage(3, likeness, 0.0, absent=-4.0) == ((0, 1), (2,))


def test_the_order_of_the_pairs_changes_nothing() -> None:
    draw = random.Random(5)
    likeness = {(a, b): draw.choice([0.3, 0.6, 0.9]) for a in range(30) for b in range(a + 1, 30)}
    groups = average_linkage(30, likeness, 0.55)
    rows = list(likeness.items())
    for _ in range(5):
        draw.shuffle(rows)
        assert average_linkage(30, dict(rows), 0.55) == groups


def test_components_are_what_pairs_tie_together() -> None:
    draw = random.Random(3)
    pairs = [(draw.randrange(200), draw.randrange(200)) for _ in range(120)]
    first, second = (np.array(column, dtype=np.int32) for column in zip(*pairs, strict=True))
    lowest = components(200, first, second).tolist()
    assert all(lowest[one] == lowest[other] for one, other in pairs)
    assert len(set(lowest)) == 200 - _merges(pairs)
    assert all(lowest[item] <= item and lowest[lowest[item]] == lowest[item] for item in range(200))


def _merges(pairs: list[tuple[int, int]]) -> int:
    """How many pairs bring together what was apart, one after another."""
    groups: list[set[int]] = []
    merges = 0
    for one, other in pairs:
        mine = next((group for group in groups if one in group), {one})
        theirs = next((group for group in groups if other in group), {other})
        merges += mine is not theirs and mine != theirs
        groups = [group for group in groups if group is not mine and group is not theirs]
        groups.append(mine | theirs)
    return merges


@pytest.mark.parametrize("seed", range(5))
def test_components_can_be_clustered_one_by_one(seed: int) -> None:
    draw = random.Random(seed)
    likeness = {
        (a, b): draw.uniform(-3, 3) for a in range(40) for b in range(a + 1, 40) if not (b - a) % 7
    }
    ties = np.array([pair for pair, value in likeness.items() if value > 0], dtype=np.int32)
    lowest = components(40, ties[:, 0], ties[:, 1]).tolist()
    found = [
        group
        for label in set(lowest)
        for group in join_likest(
            [item for item in range(40) if lowest[item] == label],
            [
                (a, b, value)
                for (a, b), value in likeness.items()
                if lowest[a] == lowest[b] == label
            ],
            0.0,
            -0.5,
        )
    ]
    assert tuple(sorted(found)) == average_linkage(40, likeness, 0.0, -0.5)
