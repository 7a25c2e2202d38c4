"""Average linkage on small examples."""

from __future__ import annotations

import random

import pytest

from variorum.link.clusters import Pair, average_linkage


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
