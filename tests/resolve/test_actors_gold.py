"""How often namings marked by hand are read rightly: wording of one side, and memory."""

from __future__ import annotations

import pytest

from actor_gold import golds, judge, shares
from variorum.annotate import Annotator
from variorum.resolve.actors import find_actors

# file, whether only what is remembered counts, least share right, most wrong
FLOORS = [
    ("wording_tuned.txt", False, 0.97, 0.01),
    ("wording_held_out.txt", False, 0.94, 0.03),
    ("memory_tuned.txt", True, 0.89, 0.02),
    ("memory_held_out.txt", True, 0.80, 0.03),
]


@pytest.mark.parametrize(("name", "remembered", "right", "wrong"), FLOORS)
def test_namings_marked_by_hand(
    name: str, remembered: bool, right: float, wrong: float, annotate: Annotator
) -> None:
    judged = [
        one for gold in golds(name) for one in judge(gold, find_actors(annotate(gold.document)))
    ]
    some = [one for one in judged if one.remembered or not remembered]
    share_right, share_wrong = shares(some)
    assert share_right >= right, [one for one in some if one.outcome != "right"]
    assert share_wrong <= wrong, [one for one in some if one.outcome == "wrong"]


def test_there_are_three_hundred_namings_in_the_wording_of_a_side() -> None:
    marked = [mark for name in ("wording_tuned.txt", "wording_held_out.txt")
              for gold in golds(name) for mark in gold.marked]  # fmt: skip
    assert len(marked) >= 300
    assert sum(mark.partisan for mark in marked) >= 150
