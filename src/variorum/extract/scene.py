"""A document as rules of speech see it: quotations, datelines, where sentences surely end."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from variorum.extract.quotes import SENTENCE_END, Quotation
from variorum.model.annotation import Annotated

_DATELINE: Final = re.compile(
    r"(?:\A|\n)[ \t]*([A-Z][A-Z'’.\-]+(?: [A-Z][A-Z'’.\-]+){0,3}"  # PORT ALMA
    r"(?:, [A-Z][\w.'’]*(?: [A-Z][\w.'’]*)?)?"  # , Velkhar
    r"(?:,? (?:[A-Z][A-Za-z]{2,8}\.?) \d{1,2}(?:,? \d{4})?"  # , May 4, 2031
    r"|,? \d{1,2} [A-Z][A-Za-z]{2,8}\.?(?: \d{2,4})?)?"
    r"(?: ?\([^()\n]{2,60}\))?"  # (Agency)
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)? ?\([A-Z][\w ./]{1,20}\)"  # Velkhar (AGY)
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2},? [A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?)"  # Alma, May 4
    r"[ \xa0]*(?:--|[—–―-])[ \xa0](?:\[[A-Z]+\])?"
)


@dataclass(frozen=True)
class Scene:
    """A document with its quotations, as rules see it."""

    annotated: Annotated
    quotations: tuple[Quotation, ...]

    @cached_property
    def quotation_at(self) -> dict[int, Quotation]:
        """The quotation each token stands in."""
        return {
            index: quotation
            for quotation in self.quotations
            for index in range(quotation.first, quotation.last)
        }

    @cached_property
    def walls(self) -> tuple[int, ...]:
        """Tokens before which a sentence surely ends: a quotation closed with its own full stop,
        and then a capital or the next quotation. Parsers run over these."""
        tokens = self.annotated.tokens
        found = set()
        for quotation in self.quotations:
            if quotation.first and tokens[quotation.first - 1].text in SENTENCE_END:
                found.add(quotation.first)
            at = quotation.last
            if at >= len(tokens) or at - quotation.first < 3:
                continue
            inner, after = tokens[at - 2].text, tokens[at]
            opens = at in self.quotation_at and self.quotation_at[at].first == at
            if (inner == "." and (opens or after.text[0].isupper())) or (
                inner in ("?", "!") and opens
            ):
                found.add(at)
        return tuple(sorted(found))

    def between_walls(self, index: int) -> tuple[int, int]:
        """The tokens [first, last) around `index` that no wall parts from it."""
        at = bisect_right(self.walls, index)
        first = self.walls[at - 1] if at else 0
        return first, self.walls[at] if at < len(self.walls) else len(self.annotated.tokens)

    @cached_property
    def datelines(self) -> frozenset[int]:
        """The tokens of datelines: "PORT ALMA, May 4 (Agency) —"."""
        annotated = self.annotated
        found: set[int] = set()
        for match in _DATELINE.finditer(annotated.document.text):
            span = annotated.document.span(match.start(1), match.end())
            found.update(token.index for token in annotated.tokens_in(span))
        return frozenset(found)
