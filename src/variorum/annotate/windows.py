"""Cut a document into the windows that the encoder reads, one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from variorum.annotate.marks import ends_sentence

SOFT: Final = 70
"""Pieces after which a window ends at the next end of a sentence."""
HARD: Final = 180
"""Pieces after which a window ends anywhere."""


def cut_windows(
    words: Sequence[str],
    sizes: Sequence[int],
    breaks: Collection[int],
    opening: Collection[int] = (),
) -> list[tuple[int, int]]:
    """The windows [first, last) over all words, none empty.

    `sizes`: how many pieces each word has; `breaks`: indices of words that begin a block;
    `opening`: of those that open a quotation or a bracket. What a window holds depends on the
    document alone, so its annotation does too.
    """
    found: list[tuple[int, int]] = []
    first = size = 0
    for index, more in enumerate(sizes):
        size += more
        last = index + 1
        if (
            size >= SOFT and (last in breaks or ends_sentence(words, index, opening))
        ) or size >= HARD:
            found.append((first, last))
            first, size = last, 0
    if first < len(words):
        found.append((first, len(words)))
    return found
