"""The likeliest names of a text, given a score for each tag of each word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from variorum.model.annotation import Name, NameKind

Scores = npt.NDArray[np.floating]
Mask = npt.NDArray[np.bool_]

KINDS: Final = {
    "PER": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "LOC": NameKind.PLACE,
}
OUTSIDE: Final = "O"
SURE: Final = 5.0
"""A word whose tag "O" leads every other by so many nats is no part of a name."""


class NameTags:
    """Finds names by the BIO tags ("O", "B-PER", "I-PER", …) that the scores stand for."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._outside = labels.index(OUTSIDE)
        self._others = [tag for tag in range(len(labels)) if tag != self._outside]
        self._kinds = [KINDS.get(label[2:]) for label in labels]
        self._from = {
            tag: (labels.index(f"B-{label[2:]}"), tag)
            for tag, label in enumerate(labels)
            if label.startswith("I-")
        }

    def find(self, scores: Scores, starts: Mask) -> tuple[Name, ...]:
        """The names of the likeliest sequence of tags in which each "I" goes on with its kind.

        `scores`: [words, tags], logits; `starts`: where no name may go on from the word before.
        """
        lead = scores[:, self._outside] - scores[:, self._others].max(axis=1)
        unsure = lead < SURE
        edges = np.flatnonzero(
            np.diff(unsure, prepend=False, append=False) | _inner(starts, unsure)
        )
        found: list[Name] = []
        for first, last in pairwise(edges.tolist()):
            if unsure[first]:
                found += self._names(self._best(scores[first:last].tolist()), first)
        return tuple(found)

    def _best(self, rows: Sequence[Sequence[float]]) -> list[int]:
        """The best sequence of tags for some words (Viterbi 1967)."""
        before = [0.0 if tag not in self._from else -np.inf for tag in range(len(rows[0]))]
        worth = [score + more for score, more in zip(rows[0], before, strict=True)]
        steps = []
        for row in rows[1:]:
            best = max(range(len(worth)), key=worth.__getitem__)
            came = [best] * len(row)
            for tag, (begin, inside) in self._from.items():
                came[tag] = begin if worth[begin] >= worth[inside] else inside
            worth = [worth[source] + score for source, score in zip(came, row, strict=True)]
            steps.append(came)
        tags = [max(range(len(worth)), key=worth.__getitem__)]
        for came in reversed(steps):
            tags.append(came[tags[-1]])
        return tags[::-1]

    def _names(self, tags: Sequence[int], offset: int) -> list[Name]:
        found: list[Name] = []
        for place, tag in enumerate(tags, start=offset):
            kind = self._kinds[tag]
            if kind is None:
                continue
            first = found.pop().first if tag in self._from else place
            found.append(Name(first, place + 1, kind))
        return found


def _inner(starts: Mask, unsure: Mask) -> Mask:
    """Where a stretch of unsure words is cut, [words + 1]."""
    return np.append(starts & unsure, False)
