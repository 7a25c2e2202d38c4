"""Pairs of accounts that persons joined or parted, as examples to fit weights to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from variorum.link.decisions import bind
from variorum.link.likeness import Likeness
from variorum.link.tellings import Telling
from variorum.link.weights import Example, Weights, shares_of
from variorum.model.decision import Decision


def find_examples(
    decisions: Sequence[Decision], tellings: Sequence[Telling], weights: Weights | None = None
) -> list[Example]:
    """Every pair of tellings that a decision in force joins, and every one that it parts.

    A split says that what is split off is together, and apart from what stays.
    """
    likeness = Likeness(tellings, weights)
    pairs: dict[tuple[int, int], bool] = {}
    for bound in bind(decisions, tellings).bound:
        pairs |= dict.fromkeys(combinations(bound.joined, 2), True)
        pairs |= dict.fromkeys(bound.apart, False)
    labelled = sorted(pairs.items())
    parts = likeness.judge([(tellings[one], tellings[other]) for (one, other), _ in labelled])
    return [(shares_of(found), same) for found, (_, same) in zip(parts, labelled, strict=True)]
