"""The best tree, against every tree there is."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from variorum.annotate import tree
from variorum.annotate.tree import best_heads


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether one word hangs on the root and each word leads up to it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


@pytest.mark.parametrize("seed", range(60))
def test_best_heads_finds_the_best_of_all_trees(seed: int) -> None:
    size = 1 + seed % 5
    scores = np.random.default_rng(seed).normal(size=(size + 1, size + 1))
    scores[1:, 0] += (seed % 3) * 2  # at times every word would rather be the root

    def worth(heads: tuple[int, ...]) -> float:
        return float(sum(scores[word, head] for word, head in enumerate(heads, start=1)))

    found = tuple(best_heads(scores)[1:].tolist())
    trees = filter(is_tree, product(range(size + 1), repeat=size))
    assert is_tree(found)
    assert worth(found) == pytest.approx(max(map(worth, trees)))


@pytest.mark.parametrize("size", [2, 30, 180])
def test_best_heads_makes_a_tree_of_long_sentences(size: int) -> None:
    scores = np.random.default_rng(size).normal(size=(size + 1, size + 1))
    assert is_tree(tuple(best_heads(scores)[1:].tolist()))


def test_words_that_are_all_as_good_a_root_do_not_multiply_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    size, steps, contract = 120, [], tree._contract

    def count(*given: Any) -> Any:
        steps.append(1)
        return contract(*given)

    monkeypatch.setattr(tree, "_contract", count)
    scores = np.random.default_rng(1).normal(scale=1e-3, size=(size + 1, size + 1))
    assert is_tree(tuple(best_heads(scores)[1:].tolist()))
    assert len(steps) <= (tree.ROOTS_TRIED + 1) * size
