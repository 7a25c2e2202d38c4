"""The best tree over a sentence, given a score for every head of every word."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Heads = npt.NDArray[np.intp]

NEVER: Final = -1e9
"""The score of an arc that may not be."""


def best_heads(scores: Scores) -> Heads:
    """The head of each word in the best tree with a single root.

    `scores[word, head]`, square; index 0 stands for the root of the sentence, whose own row is
    not read. Gives as many heads; that of index 0 is 0. The best head of each word is taken
    where that makes a tree; Chu-Liu and Edmonds decide where it does not.
    """
    heads = _greedy(scores)
    if _is_tree(heads):
        return heads
    size = len(scores)
    apart = np.array(scores, dtype=np.float64)
    apart[1:, 0] -= (np.ptp(apart[1:]) + 1) * size  # one word at the root costs less than two
    return _spanning(apart)


def _greedy(scores: Scores) -> Heads:
    open_to = scores.copy()
    np.fill_diagonal(open_to, NEVER)
    heads: Heads = open_to.argmax(axis=1)
    heads[0] = 0
    return heads


def _is_tree(heads: Heads) -> bool:
    """Whether one word alone hangs on the root and every word leads up to it."""
    if int((heads[1:] == 0).sum()) != 1:
        return False
    reached = heads
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return not reached.any()


def _spanning(scores: Scores) -> Heads:
    """The maximum spanning tree from node 0 (Chu and Liu 1965; Edmonds 1967)."""
    heads = _greedy(scores)
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    rest = np.setdiff1d(np.arange(len(scores)), cycle)
    smaller, entry, source = _contract(scores, heads, cycle, rest)
    above = _spanning(smaller)
    return _expand(above, heads, cycle, rest, entry, source)


def _find_cycle(heads: Heads) -> Heads | None:
    """The words of one cycle, or None."""
    seen = np.zeros(len(heads), dtype=np.intp)
    seen[0] = -1
    for start in range(1, len(heads)):
        word = start
        while seen[word] == 0:
            seen[word] = start
            word = heads[word]
        if seen[word] == start:
            cycle = [word]
            while heads[cycle[-1]] != word:
                cycle.append(heads[cycle[-1]])
            return np.array(cycle)
    return None


def _contract(
    scores: Scores, heads: Heads, cycle: Heads, rest: Heads
) -> tuple[Scores, Heads, Heads]:
    """The scores with the cycle as one last node, the word at which each head of `rest` would
    enter it, and the word of it on which each of `rest` would hang."""
    size = len(rest)
    smaller = np.full((size + 1, size + 1), NEVER)
    smaller[:size, :size] = scores[np.ix_(rest, rest)]
    out_of = scores[np.ix_(rest, cycle)]
    into = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    smaller[:size, size] = out_of.max(axis=1)
    smaller[size, :size] = into.max(axis=0)
    return smaller, cycle[into.argmax(axis=0)], cycle[out_of.argmax(axis=1)]


def _expand(
    above: Heads, heads: Heads, cycle: Heads, rest: Heads, entry: Heads, source: Heads
) -> Heads:
    """The heads of all words, from those of the contracted tree."""
    node = len(rest)
    found = heads.copy()
    for place in range(1, node):
        head = above[place]
        found[rest[place]] = source[place] if head == node else rest[head]
    found[entry[above[node]]] = rest[above[node]]
    return found
