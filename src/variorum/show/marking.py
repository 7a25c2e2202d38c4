"""A text with its records marked in place, as HTML; article text is never trusted.

Overlapping records nest where they can; where two cross, the inner one is closed and opened again.
Each marked wording has one id, at its first character.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from variorum.model.document import Span
from variorum.show.plain import pieces, spelled

_BREAK = re.compile(r"[^\S\n]*\n\s*\n\s*")
_HIDDEN = Markup('<span class="hidden-sign">{}</span>')
_OPEN = Markup('<mark class="{}"{} title="{}">')
_CLOSE = Markup("</mark>")


class Marked(NamedTuple):
    """A stretch [start, end) of a text, what it is (classes of the page) and what it tells."""

    start: int
    end: int
    kinds: tuple[str, ...]
    tells: tuple[str, ...]


class _Paragraph(NamedTuple):
    start: int
    end: int


def anchor(account: str, span: Span) -> str:
    """The id of a wording in the page; `account`: the id of its account there.

    >>> from variorum.model.document import Document
    >>> anchor("a1", Document("x", "12 dead").span(0, 2))
    'a1-0-2'
    """
    return _anchor(account, span.start, span.end)


def _anchor(account: str, start: int, end: int) -> str:
    return f"{account}-{start}-{end}"


def marked_paragraphs(text: str, account: str, marks: Iterable[Marked]) -> list[Markup]:
    """The paragraphs of a text, parted by blank lines, each with the marks that touch it."""
    waiting = deque(_merged(marks))
    open_still: list[Marked] = []
    named: set[str] = set()
    shown = []
    for place in _paragraphs(text):
        while waiting and waiting[0].start < place.end:
            open_still.append(waiting.popleft())
        open_still = [one for one in open_still if one.end > place.start]
        shown.append(_paragraph(text, account, place, open_still, named))
    return shown


def safe(text: str) -> Markup:
    """Text as HTML, each character that hides or reorders letters spelled out.

    >>> str(safe("<b>\\u202e"))
    '&lt;b&gt;<span class="hidden-sign">⟨U+202E⟩</span>'
    """
    shown = (
        _HIDDEN.format(spelled(piece)) if hidden else escape(piece)
        for piece, hidden in pieces(text.replace("\r", " "))
    )
    return Markup("").join(shown)


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    reached = 0
    for found in _BREAK.finditer(text):
        if text[reached : found.start()].strip():
            yield _Paragraph(reached, found.start())
        reached = found.end()
    if text[reached:].strip():
        yield _Paragraph(reached, len(text))


def _merged(marks: Iterable[Marked]) -> list[Marked]:
    """One mark for each stretch, in order of start, the longest first."""
    found: dict[tuple[int, int], Marked] = {}
    for one in marks:
        known = found.get((one.start, one.end), Marked(one.start, one.end, (), ()))
        kinds = tuple(dict.fromkeys(known.kinds + one.kinds))
        tells = tuple(dict.fromkeys(known.tells + one.tells))
        found[one.start, one.end] = Marked(one.start, one.end, kinds, tells)
    return sorted(found.values(), key=lambda one: (one.start, -one.end))


def _paragraph(
    text: str, account: str, place: _Paragraph, marks: Sequence[Marked], named: set[str]
) -> Markup:
    """One paragraph with the marks that touch it; `named` holds the ids given and grows."""
    starting: dict[int, list[Marked]] = {}
    for one in marks:
        starting.setdefault(max(one.start, place.start), []).append(one)
    ends = {min(one.end, place.end) for one in marks}
    parts: list[Markup] = []
    stack: list[Marked] = []
    reached = place.start
    for cut in sorted({*starting, *ends, place.end}):
        closing = _ending(stack, cut)
        opening = _staying(stack, cut) + starting.get(cut, [])
        opening.sort(key=lambda one: -one.end)
        parts += [safe(text[reached:cut]), *[_CLOSE] * closing]
        parts += [_open(one, account, named) for one in opening]
        stack[len(stack) - closing :] = opening
        reached = cut
    return Markup("").join([*parts, *[_CLOSE] * len(stack)])


def _ending(stack: Sequence[Marked], cut: int) -> int:
    """How many open marks must close at `cut`: those that end there and all inside them."""
    ending = [depth for depth, one in enumerate(stack) if one.end <= cut]
    return len(stack) - ending[0] if ending else 0


def _staying(stack: Sequence[Marked], cut: int) -> list[Marked]:
    """The marks that close at `cut` only to be opened again."""
    closing = stack[len(stack) - _ending(stack, cut) :]
    return [one for one in closing if one.end > cut]


def _open(one: Marked, account: str, named: set[str]) -> Markup:
    name = _anchor(account, one.start, one.end)
    first = Markup("") if name in named else Markup(' id="{}"').format(name)
    named.add(name)
    return _OPEN.format(" ".join(one.kinds), first, "; ".join(one.tells))
