"""Where a text starts anew: paragraphs, headlines, entries of a list or of a live page.

A blank line always starts a block. A single line break does where the line was ended on
purpose, and does not where a line was merely full, as in text wrapped at some column.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

WIDEST: Final = 120
"""Columns: a longer line is no line of wrapped text."""
FULL: Final = 0.88
"""A line is full where the next word would have passed this share of the widest line."""
WRAPPED_SHARE: Final = 0.5
"""A text is wrapped where at least this share of its line breaks stand after full lines."""
FEWEST_BREAKS: Final = 3
SURE_BREAKS: Final = 5
"""In so many lines of wrapped text, one begins with a small letter."""

LONGEST_DATELINE: Final = 80
"""Code points."""

GOES_ON: Final = tuple(",;:)]}%”’»/-–—")
"""A line that begins so goes on with the one before."""
LEFT_OPEN: Final = tuple(",(-[{“‘«/&")
"""A line that ends so is not at its end."""


class Line(NamedTuple):
    """A line that holds something: code points [start, end), white space left out at both ends;
    `apart`: a blank line, or more, lies before it."""

    start: int
    end: int
    apart: bool


@cache
def _content() -> re.Pattern[str]:
    return re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


@cache
def _parting() -> re.Pattern[str]:
    """White space that holds a blank line, a page break or the mark of a new paragraph."""
    return re.compile(r"(?>\r\n|[\n\r\x0b\x85\u2028])[^\S\n\r]*[\n\r\x0b\x85\u2028]|[\x0c\u2029]")


def find_blocks(text: str, tokens: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The indices of the tokens that begin a block, the first token left out.

    `tokens`: the code points [start, end) of each, in order.
    """
    lines = find_lines(text)
    starts = [start for start, _ in tokens]
    found = {bisect_left(starts, place) for place in block_starts(text, lines)}
    return frozenset(found - {0, len(starts)})


def find_lines(text: str) -> list[Line]:
    """The lines of a text that hold more than white space."""
    found: list[Line] = []
    reached = 0
    for match in _content().finditer(text):
        bare = match.group().strip()
        if bare:
            start = match.start() + match.group().index(bare[0])
            found.append(Line(start, start + len(bare), _parts(text, reached, start)))
            reached = start + len(bare)
    return found


def _parts(text: str, start: int, end: int) -> bool:
    """Whether the white space between two lines parts two blocks."""
    return _parting().search(text, start, end) is not None


def block_starts(text: str, lines: Sequence[Line]) -> list[int]:
    """The code points at which a block begins after another, or after a dateline."""
    width = _wrapped_width(text, lines)
    after_datelines = (_after_dateline(text, line) for line in lines)
    return sorted(
        {
            after.start
            for before, after in pairwise(lines)
            if after.apart or _ends_on_purpose(text, before, after, width)
        }.union(place for place in after_datelines if place is not None)
    )


def _after_dateline(text: str, line: Line) -> int | None:
    """Where the text proper begins in a line that opens with a dateline: "ORM, May 4 — ".

    What stands there is no part of the first sentence, and a tree over both would be amiss.
    """
    found = _dateline().match(text, line.start, min(line.end, line.start + LONGEST_DATELINE))
    return found.end() if found and found.end() < line.end else None


@cache
def _dateline() -> re.Pattern[str]:
    town = r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}"
    more = r"(?:, [^\n—–,]{1,30}){0,2}(?: ?\([^()\n]{1,40}\))?"
    return re.compile(rf"{town}{more} ?(?:[—–] ?|--? )(?=[\w“\"‘'])")


def _ends_on_purpose(text: str, before: Line, after: Line, width: int | None) -> bool:
    """Whether a line break between two lines ends a block; `width`: of wrapped text."""
    if text[after.start].islower() or text.startswith(GOES_ON, after.start):
        return False
    if text.endswith(LEFT_OPEN, before.start, before.end):
        return False
    return width is None or not _is_full(text, before, after, width)


def _is_full(text: str, before: Line, after: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted."""
    word = text[after.start : min(after.end, after.start + width)].split(maxsplit=1)[0]
    return before.end - before.start + 1 + len(word) > FULL * width


def _wrapped_width(text: str, lines: Sequence[Line]) -> int | None:
    """The width in columns of a text wrapped by hard line breaks; None where it is not."""
    breaks = [(before, after) for before, after in pairwise(lines) if not after.apart]
    lengths = [before.end - before.start for before, _ in breaks]
    if len(breaks) < FEWEST_BREAKS or max(lengths) > WIDEST:
        return None
    starts_small = any(text[after.start].islower() for _, after in breaks)
    if len(breaks) >= SURE_BREAKS and not starts_small and not text.isupper():
        return None
    width = max(lengths)
    full = sum(_is_full(text, before, after, width) for before, after in breaks)
    return width if full >= WRAPPED_SHARE * len(breaks) else None
