"""A statement in the making: which tokens are its cue, its speaker and its content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from variorum.model.annotation import Annotated, Token
from variorum.model.record import Act

Range = tuple[int, int]
"""The tokens [first, last) of a document."""

QUOTATION_MARKS: Final = frozenset(
    ("“", "”", "„", "‟", '"', "``", "''", "＂", "«", "»", "‹", "›", "‘", "’", "‚", "‛", "'", "`")
)
_BRACKETS: Final = frozenset("()[]")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule proposes. `speaker` None: no source is named."""

    rule: str
    act: Act
    cue: Range
    speaker: Range | None
    content: tuple[Range, ...]


def pieces(indices: Iterable[int]) -> tuple[Range, ...]:
    """Runs of consecutive indices, in order.

    >>> pieces([4, 5, 9])
    ((4, 6), (9, 10))
    """
    found: list[Range] = []
    for index in sorted(indices):
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return tuple(found)


def trimmed(annotated: Annotated, part: Range) -> Range | None:
    """A range without punctuation at its ends; quotation marks stay, and so does a bracket whose
    partner is inside. None where nothing else is left."""
    tokens, (first, last) = annotated.tokens, part
    while first < last and _is_outer(tokens[first], tokens[first + 1 : last]):
        first += 1
    while first < last and _is_outer(tokens[last - 1], tokens[first : last - 1]):
        last -= 1
    if all(tokens[index].upos == "PUNCT" for index in range(first, last)):
        return None
    return first, last


def _is_outer(token: Token, others: tuple[Token, ...]) -> bool:
    if token.text in QUOTATION_MARKS or token.text[0].isalnum():
        return False
    if token.text in _BRACKETS:
        return not any(other.text in _BRACKETS for other in others)
    return token.upos == "PUNCT" or (token.upos == "SYM" and token.text in "-–—")


def joined(annotated: Annotated, parts: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges trimmed, overlaps and neighbours made one."""
    kept = sorted(part for raw in parts if (part := trimmed(annotated, raw)))
    found: list[Range] = []
    for first, last in kept:
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)
