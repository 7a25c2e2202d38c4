"""What each print of a story changed: sentences added, dropped, reworded, moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from variorum.model.change import Changes, Reworded, Wording
from variorum.model.document import Document, Span

ALIKE: Final = 0.5
"""The part of the words of the longer of two sentences that they share when one is the other
reworded."""
COMMON: Final = 20
"""A word in more sentences than this is not looked up to find sentences alike."""


def find_changes(first: Document, other: Document) -> Changes:
    """How `other` differs from `first`. Layout, punctuation and letter case are no change."""
    before, after = list(_sentences(first)), list(_sentences(other))
    same = _same(before, after)
    dropped = [one for place, one in enumerate(before) if place not in same]
    kept = set(same.values())
    added = [one for place, one in enumerate(after) if place not in kept]
    pairs = _alike(dropped, added)
    gone, come = {left for left, _ in pairs}, {right for _, right in pairs}
    return Changes(
        document=other.id,
        first=first.id,
        title=_titles(first, other),
        added=tuple(one.span for place, one in enumerate(added) if place not in come),
        dropped=tuple(one.span for place, one in enumerate(dropped) if place not in gone),
        reworded=tuple(_reword(dropped[left], added[right]) for left, right in pairs),
        moved=tuple(after[place].span for place in _moved(same)),
    )


@dataclass(frozen=True)
class _Sentence:
    """A sentence and its words, folded, each with its place in the text."""

    document: Document
    span: Span
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def _sentences(document: Document) -> Iterator[_Sentence]:
    """Stretches up to a full stop before a capital, or to the end of a line; those with words."""
    for found in _stretch().finditer(document.text):
        words = list(_word().finditer(document.text, *found.span()))
        if words:
            yield _Sentence(
                document,
                document.span(*found.span()),
                tuple(word[0].casefold() for word in words),
                tuple(word.span() for word in words),
            )


def _same(before: Sequence[_Sentence], after: Sequence[_Sentence]) -> dict[int, int]:
    """The places of sentences with the same words, each used once, in order."""
    places = defaultdict(list)
    for place, one in enumerate(after):
        places[one.words].append(place)
    found: dict[int, int] = {}
    for place, one in enumerate(before):
        if places[one.words]:
            found[place] = places[one.words].pop(0)
    return found


def _moved(same: dict[int, int]) -> list[int]:
    """The sentences that do not follow the order of most others (longest rising run)."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in (same[key] for key in sorted(same)):
        length = bisect_left(ends, place)
        before[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    in_order, last = set(), ends[-1] if ends else None
    while last is not None:
        in_order.add(last)
        last = before[last]
    return sorted(before.keys() - in_order)


def _alike(dropped: Sequence[_Sentence], added: Sequence[_Sentence]) -> list[tuple[int, int]]:
    """Pairs of sentences that share most words, the likest first taken, each in one pair."""
    holders = defaultdict(set)
    for place, one in enumerate(added):
        for word in one.words:
            holders[word].add(place)
    rated = [
        (-likeness, left, right)
        for left, one in enumerate(dropped)
        for right in {
            at for word in one.words if len(holders[word]) <= COMMON for at in holders[word]
        }
        if (likeness := _likeness(one, added[right])) >= ALIKE
    ]
    taken: dict[int, int] = {}
    for _, left, right in sorted(rated):
        if left not in taken and right not in taken.values():
            taken[left] = right
    return sorted(taken.items(), key=lambda pair: pair[1])


def _likeness(one: _Sentence, other: _Sentence) -> float:
    shared = (Counter(one.words) & Counter(other.words)).total()
    return shared / max(len(one.words), len(other.words))


def _reword(before: _Sentence, after: _Sentence) -> Reworded:
    matcher = SequenceMatcher(None, before.words, after.words, autojunk=False)
    wordings = tuple(
        Wording(_quote(before, a, b), _quote(after, c, d))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )
    return Reworded(before.span, after.span, wordings)


def _quote(sentence: _Sentence, first: int, end: int) -> Span | None:
    if first == end:
        return None
    return sentence.document.span(sentence.places[first][0], sentence.places[end - 1][1])


def _titles(first: Document, other: Document) -> tuple[str, str] | None:
    if first.title is None or other.title is None or first.title == other.title:
        return None
    return first.title, other.title


@cache
def _stretch() -> re.Pattern[str]:
    """A sentence, ended by a mark before a space and a capital, a figure or a quotation mark."""
    return re.compile(r"\S(?:[^\n]*?[.!?][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9])|[^\n]*)")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+(?:[.,’']\w+)*")
