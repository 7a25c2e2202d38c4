"""The number that stands beside a deed in the place of those it was done to: "killed 16"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.extract.clause import Text

_NEAR: Final = 4  # words
_QUANTITIES: Final = frozenset({"dozens", "scores", "hundreds", "thousands", "several", "many"})
_BOUNDING: Final = frozenset(
    {
        "at", "least", "more", "than", "up", "to", "as", "many", "over", "about", "around",
        "nearly", "almost", "some", "an", "estimated", "roughly", "approximately",
    }
)  # fmt: skip
_COUNTED: Final = frozenset({"others", "people", "persons", "more", "other", "seriously", "also"})


def number_after(text: Text, index: int) -> Iterator[int]:
    """The number that stands right after a verb, past words that bound it: "killed at least 16"."""
    for token in text.tokens[index + 1 : index + 1 + _NEAR]:
        if token.sentence != text.tokens[index].sentence:
            return
        if token.upos == "NUM" or text.lower[token.index] in _QUANTITIES:
            counted = token.head is not None and token.rel in ("nummod", "compound", "det")
            yield token.head if counted and token.head is not None else token.index
            return
        if text.lower[token.index] not in _BOUNDING:
            return


def number_before(text: Text, index: int) -> Iterator[int]:
    """The number that stands right before a state: "12 wounded", "30 others were hurt"."""
    for place in range(index - 1, max(index - 1 - _NEAR, -1), -1):
        token = text.tokens[place]
        if token.sentence != text.tokens[index].sentence:
            return
        if token.upos == "NUM" or text.lower[place] in _QUANTITIES:
            counted = token.rel == "nummod" and token.head is not None and token.head < index
            yield token.head if counted and token.head is not None else place
            return
        if token.upos != "AUX" and text.lower[place] not in _COUNTED:
            return
