"""Quotations: what stands between quotation marks, whatever the marks and however broken.

Marks are read before trees, since a parser may be wrong and a mark is plain to see. Curly,
straight, doubled single, single and angle marks; quotations that run over paragraphs (each
begins with a mark, only the last one closes); marks whose partner is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import islice
from typing import Final, NamedTuple

from variorum.model.annotation import Annotated


class Quotation(NamedTuple):
    """The tokens [first, last), marks included. `closed`: both marks are there."""

    first: int
    last: int
    closed: bool


class _Side(Enum):
    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    side: _Side


# Typography: Unicode general punctuation; `` and '' are TeX and wire-service usage.
_FAMILY: Final = {
    "“": "double", "”": "double", "„": "double", "‟": "double", '"': "double", "``": "double",
    "''": "double", "＂": "double", "«": "angle", "»": "angle", "‹": "angle", "›": "angle",
    "‘": "single", "’": "single", "‚": "single", "‛": "single", "'": "single", "`": "single",
}  # fmt: skip
_OPENS: Final = frozenset("“„‟‘‚‛«‹") | {"``", "`"}
_CLOSES: Final = frozenset("”»›")
_MARKS: Final = re.compile(r"``|''|[\"“”„‟＂«»‹›‘’‚‛'`]")
_PARAGRAPH: Final = re.compile(r"\n[ \t\r\xa0]*\n\s*")
_BEFORE_OPENING: Final = frozenset("([{-–—/:,.;…“‘\"'«‹„")
_AFTER_CLOSING: Final = frozenset(")]}-–—/:,.;!?…”’\"'»›")
NO_WORDS: Final = frozenset({"PUNCT", "SYM", "X"})
_SHORT: Final = 3  # letters; shorter words of a title may be small
SENTENCE_END: Final = frozenset(".!?…")


def is_title(annotated: Annotated, quotation: Quotation) -> bool:
    """Whether every word of a quotation but the short ones is written with a capital."""
    inside = annotated.tokens[quotation.first : quotation.last]
    words = [token.text for token in inside if token.upos not in NO_WORDS]
    capital = bool(words) and not words[0][0].islower()
    return capital and all(not word[0].islower() or len(word) <= _SHORT for word in words)


def find_quotations(annotated: Annotated) -> tuple[Quotation, ...]:
    """Every outermost quotation, in order; quotations inside quotations are part of them.

    An unclosed one ends with its paragraph where the next paragraph opens with a mark again,
    else with its sentence.
    """
    text = annotated.document.text
    if not _MARKS.search(text):
        return ()
    found = (_on_tokens(annotated, *piece) for piece in _pieces(annotated))
    return tuple(quotation for quotation in found if quotation)


def _on_tokens(annotated: Annotated, start: int, end: int, closed: bool) -> Quotation | None:
    tokens = annotated.tokens_in(annotated.document.span(start, end))
    return Quotation(tokens[0].index, tokens[-1].index + 1, closed) if tokens else None


def _pieces(annotated: Annotated) -> Iterator[tuple[int, int, bool]]:
    """The ranges of characters that marks enclose."""
    text = annotated.document.text
    paragraphs = list(_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        continues = following is not None and text[following] in _OPENS | {'"'}
        yield from _pieces_of_paragraph(annotated, start, end, continues)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _pieces_of_paragraph(
    annotated: Annotated, start: int, end: int, continues: bool
) -> Iterator[tuple[int, int, bool]]:
    opened: _Mark | None = None
    inner = 0
    marks = list(_marks(annotated.document.text, start, end))
    for place, mark in enumerate(marks):
        if opened is None:
            opened = None if mark.side is _Side.CLOSES else mark
        elif mark.family != opened.family:
            continue
        elif mark.side is _Side.OPENS and _is_inner(marks, place):
            inner += 1
        elif mark.side is _Side.OPENS:
            yield opened.start, _broken_off(annotated, opened.end, mark.start), False
            opened, inner = mark, 0
        elif inner:
            inner -= 1
        else:
            yield opened.start, mark.end, True
            opened = None
    if opened is not None and opened.end < end and opened.family != "single":
        last = end if continues else _broken_off(annotated, opened.end, end)
        yield opened.start, last, False


def _is_inner(marks: Sequence[_Mark], place: int) -> bool:
    """Whether an opening mark inside a quotation opens one inside it: two marks close after it."""
    later = (marks[at] for at in range(place + 1, len(marks)))
    sides = (mark.side for mark in later if mark.family == marks[place].family)
    return list(islice(sides, 2)) == [_Side.CLOSES, _Side.CLOSES]


def _broken_off(annotated: Annotated, start: int, limit: int) -> int:
    """Where a quotation ends that nobody closed: with its sentence, or at a sentence's end
    right before the next opening mark."""
    text = annotated.document.text
    before = text[start:limit].rstrip()
    if before and before[-1] in SENTENCE_END:
        return start + len(before)
    token = annotated.token_at(start)
    if token is None:
        return limit
    sentence = annotated.sentences[token.sentence]
    return min(limit, annotated.tokens[sentence.last - 1].end)


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARKS.finditer(text, start, end):
        mark, first, last = match.group(), match.start(), match.end()
        before = text[first - 1] if first > start else " "
        after = text[last] if last < end else " "
        family = _FAMILY[mark]
        side = _single(mark, before, after) if family == "single" else _double(mark, before, after)
        if side:
            yield _Mark(first, last, family, side)


def _double(mark: str, before: str, after: str) -> _Side:
    if mark in _OPENS:
        turned = after.isspace() and not before.isspace()
        return _Side.CLOSES if turned else _Side.OPENS
    if mark in _CLOSES and not (before.isspace() and after.isalnum()):
        return _Side.CLOSES
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closes = (after.isspace() or after in _AFTER_CLOSING) and not before.isspace()
    if opens and not closes:
        return _Side.OPENS
    return _Side.CLOSES if closes and not opens else _Side.EITHER


def _single(mark: str, before: str, after: str) -> _Side | None:
    """A single mark is an apostrophe unless its surroundings make it a quotation mark."""
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closes = (after.isspace() or after in _AFTER_CLOSING) and not before.isspace()
    if opens and (mark in _OPENS or after.isupper() or mark == "'") and not closes:
        return None if after.isdigit() else _Side.OPENS
    if closes and mark not in _OPENS:
        return _Side.CLOSES
    return None
