"""Where a text starts anew: paragraphs, headlines, entries of a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache


@cache
def _blank_line() -> re.Pattern[str]:
    return re.compile(r"(?:\r\n?|\n|\x85|\u2028)[^\S\r\n]*(?:\r\n?|\n|\x85|\u2028)|\u2029|\f")


def find_blocks(text: str, tokens: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The indices of the tokens that begin a block, the first token left out."""
    starts = [start for start, _ in tokens]
    found = {bisect_left(starts, gap.end()) for gap in _blank_line().finditer(text)}
    return frozenset(found - {0, len(starts)})
