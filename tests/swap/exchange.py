"""Exchange the names of two sides throughout a text, and hold what is found to the same places.

Two ways. `exchanged` rewrites the text, and everything runs anew. `exchanged_tokens` rewrites
text and tokens of one annotation alike, so the rules alone are held: trees and tags stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from variorum.model.annotation import Annotated, Token
from variorum.model.document import Document

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Exchange:
    """A text with the names of two sides exchanged, and where its places went.

    `cuts`: for each run of the old text that was kept or replaced, where it began, where it
    begins now, and whether it is a name.
    """

    text: str
    cuts: tuple[tuple[int, int, bool], ...]

    def moved(self, position: int) -> int:
        """Where a place of the old text lies now; inside a name, at that name's beginning."""
        old, new, is_name = self.cuts[bisect_right(self.cuts, (position, 1 << 60, True)) - 1]
        return new if is_name else new + position - old


def exchanged(text: str, pairs: Pairs) -> Exchange:
    """`text` with every name of a pair in the place of the other, in its letter case.

    Names are exchanged at once, longest first, as whole words; they may differ in length.
    """
    other = {name: one for pair in pairs for name, one in (pair, pair[::-1])}
    other |= {name.upper(): one.upper() for name, one in other.items()}
    names = "|".join(map(re.escape, sorted(other, key=lambda name: (-len(name), name)))) or r"(?!)"
    parts: list[str] = []
    cuts: list[tuple[int, int, bool]] = [(0, 0, False)]
    reached = size = 0
    for match in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", text):
        kept, name = text[reached : match.start()], other[match.group()]
        parts += [kept, name]
        cuts += [(match.start(), size + len(kept), True)]
        size += len(kept) + len(name)
        reached = match.end()
        cuts += [(reached, size, False)]
    return Exchange("".join([*parts, text[reached:]]), tuple(cuts))


def exchanged_tokens(annotated: Annotated, pairs: Pairs) -> tuple[Annotated, Exchange]:
    """The same trees, tags and names over the exchanged text.

    Each name must be one token; raises ValueError where it is not, for then the trees of the
    two texts cannot be the same.
    """
    change = exchanged(annotated.document.text, pairs)
    document = Document(annotated.document.id, change.text, published=annotated.document.published)
    tokens = tuple(_moved(token, change, pairs) for token in annotated.tokens)
    return replace(annotated, document=document, tokens=tokens), change


def _moved(token: Token, change: Exchange, pairs: Pairs) -> Token:
    text = exchanged(token.text, pairs).text
    start = change.moved(token.start)
    if change.text[start : start + len(text)] != text:
        raise ValueError(f"a name parts the token {token.text!r} at {token.start}")
    lemma = exchanged(token.lemma, pairs).text
    return token._replace(start=start, end=start + len(text), text=text, lemma=lemma)


def moved(value: Any, change: Exchange, pairs: Pairs) -> Any:
    """A record as JSON with its places moved and its names exchanged."""
    if isinstance(value, dict):
        row = {name: moved(part, change, pairs) for name, part in value.items()}
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            row |= {"start": change.moved(value["start"]), "end": change.moved(value["end"])}
        return row
    if isinstance(value, list):
        return [moved(part, change, pairs) for part in value]
    return exchanged(value, pairs).text if isinstance(value, str) else value


def differences(ones: Iterable[Any], others: Iterable[Any]) -> list[Any]:
    """The records of either side that the other lacks."""
    left, right = list(ones), list(others)
    return [one for one in left if one not in right] + [one for one in right if one not in left]
