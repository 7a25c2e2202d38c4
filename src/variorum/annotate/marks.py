"""Marks that open and marks that close, and the sentence each belongs to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]

FINAL: Final = frozenset({".", "!", "?", "…", "..."})
CLOSING: Final = frozenset({'"', "”", "''", ")", "]", "’", "'", "»"})
OPENING: Final = frozenset({"“", "``", "(", "[", "{", "‘", "«", "„"})
STRAIGHT: Final = frozenset({'"', "'"})
MOST_MARKS: Final = 3
"""A sentence of at most so many marks and no word is none."""


def find_opening(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The indices of the tokens that open a quotation or a bracket.

    A straight quotation mark opens where it touches the word after it and none before.
    """
    found = set()
    for index, (start, end) in enumerate(spans):
        mark = text[start:end]
        if mark in OPENING or (mark in STRAIGHT and _leans_forward(text, start, end)):
            found.add(index)
    return frozenset(found)


def _leans_forward(text: str, start: int, end: int) -> bool:
    touched = end < len(text) and not text[end].isspace()
    return touched and (start == 0 or text[start - 1].isspace() or text[start - 1] in OPENING)


def ends_sentence(words: Sequence[str], index: int, opening: Collection[int]) -> bool:
    """Whether a sentence is likely to end with the word `index`, closing marks included."""

    def closes(place: int) -> bool:
        return words[place] in CLOSING and place not in opening

    if index + 1 < len(words) and closes(index + 1):
        return False
    while index > 0 and closes(index):
        index -= 1
    return words[index] in FINAL


def settle_starts(
    words: Sequence[str], likely: Mask, fixed: Sequence[int], opening: Collection[int]
) -> Mask:
    """Where sentences start: at the first word, where it is `fixed`, and where it is likely.

    No sentence is marks alone: these go with the sentence after them where they open, else with
    the one before. A start that is fixed stays.
    """
    found = likely.copy()
    found[[0, *fixed]] = True
    for first, last in pairwise([*np.flatnonzero(found).tolist(), len(words)]):
        if last - first > MOST_MARKS or any(map(_is_word, words[first:last])):
            continue
        start = last if last - 1 in opening else first
        if 0 < start < len(words) and start not in fixed:
            found[start] = False
    return found


def _is_word(token: str) -> bool:
    return any(map(str.isalnum, token))
