"""The best tree over a sentence, given a score for every head of every word."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Heads = npt.NDArray[np.intp]

NEVER: Final = -1e9
"""The score of an arc that may not be."""
ROOTS_TRIED: Final = 3
"""Words tried as the root one by one: in repetitive text each of them looks as good."""


def best_heads(scores: npt.NDArray[np.floating]) -> Heads:
    """The head of each word in the best tree with a single root.

    `scores[word, head]`, square; index 0 stands for the root of the sentence, whose own row is
    not read. Gives as many heads; that of index 0 is 0. The best head of each word is taken
    where that makes a tree; Chu-Liu and Edmonds decide where it does not.
    """
    heads = _greedy(scores)
    return heads if _is_tree(heads) else _best_with_one_root(scores.astype(np.float64))


def _best_with_one_root(scores: Scores) -> Heads:
    """Try the likeliest roots until no other can do better; where none is clear, weigh all."""
    inner = scores.copy()
    inner[:, 0] = NEVER
    np.fill_diagonal(inner, NEVER)
    at_best = inner[1:].max(axis=1)
    bounds = at_best.sum() - at_best + scores[1:, 0]
    best, found = -np.inf, _greedy(scores)
    for tried, word in enumerate((1 + np.argsort(-bounds, kind="stable")).tolist()):
        if bounds[word - 1] <= best:
            break
        if tried == ROOTS_TRIED:
            return _weigh_all_roots(scores)
        rooted = inner.copy()
        rooted[word] = NEVER
        rooted[word, 0] = scores[word, 0]
        heads = _spanning(rooted)
        worth = float(scores[np.arange(1, len(heads)), heads[1:]].sum())
        if worth > best:
            best, found = worth, heads
    return found


def _weigh_all_roots(scores: Scores) -> Heads:
    """Make a root dearer than all else can gain, so that the best tree has no second one."""
    dear = scores.copy()
    dear[1:, 0] -= len(scores) * float(np.ptp(scores[1:])) + 1
    return _spanning(dear)


def _greedy(scores: npt.NDArray[np.floating]) -> Heads:
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
    outside = np.ones(len(scores), dtype=np.bool_)
    outside[cycle] = False
    rest = np.flatnonzero(outside)
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
