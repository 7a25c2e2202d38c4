"""A document with its sentences, tokens, trees and names: what rules read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from variorum.errors import BadValue
from variorum.model.document import Document, Span


class Token(NamedTuple):
    """One word or mark.

    `start`, `end`: code points of the document. `head`: index of the governing token in the
    document, None for the root of a sentence. `rel`: the Universal Dependencies relation to
    it, subtypes kept ("nsubj:pass"). `upos`, `feats`: UD; `xpos`: Penn tags. `sentence`: index
    of its sentence.
    """

    index: int  # type: ignore[assignment]  # a token is looked up, never searched
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int | None
    rel: str
    sentence: int


class Sentence(NamedTuple):
    """The tokens [first, last) of the document."""

    index: int  # type: ignore[assignment]  # a sentence is looked up, never searched
    first: int
    last: int


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class Name(NamedTuple):
    """A proper name: the tokens [first, last) of the document."""

    first: int
    last: int
    kind: NameKind


@dataclass(frozen=True)
class Annotated:
    """A document and every layer an annotator gives, checked.

    Raises BadValue where a token does not quote the document, tokens overlap or stand out of
    order, a head leaves its sentence, or a sentence or name holds no token.
    """

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()

    def __post_init__(self) -> None:
        _check_tokens(self)
        _check_ranges(self)

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head is not None:
                found[token.head].append(token.index)
        return tuple(map(tuple, found))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _names_by_token(self) -> dict[int, Name]:
        return {index: name for name in self.names for index in range(name.first, name.last)}

    def children(self, index: int) -> Iterator[Token]:
        """The tokens that hang on token `index`, in order."""
        return (self.tokens[child] for child in self._children[index])

    def child(self, index: int, *rels: str) -> Token | None:
        """The first token that hangs on token `index` by one of `rels` (subtypes count)."""
        for child in self._children[index]:
            rel = self.tokens[child].rel
            if rel in rels or rel.partition(":")[0] in rels:
                return self.tokens[child]
        return None

    def subtree(self, index: int) -> list[int]:
        """The indices of token `index` and all below it, in order."""
        found, todo = [index], list(self._children[index])
        while todo:
            below = todo.pop()
            found.append(below)
            todo.extend(self._children[below])
        return sorted(found)

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence, in order."""
        return self.tokens[sentence.first : sentence.last]

    def span(self, first: int, last: int) -> Span:
        """The words of the tokens [first, last)."""
        return self.document.span(self.tokens[first].start, self.tokens[last - 1].end)

    def name_at(self, index: int) -> Name | None:
        """The name that token `index` is a part of."""
        return self._names_by_token.get(index)

    def token_at(self, position: int) -> Token | None:
        """The last token that starts at or before the code point `position`."""
        at = bisect_right(self._starts, position) - 1
        return self.tokens[at] if at >= 0 else None

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that lie wholly inside a span."""
        first = bisect_right(self._starts, span.start - 1)
        last = bisect_right(self._starts, span.end - 1)
        inside = self.tokens[first:last]
        return inside[:-1] if inside and inside[-1].end > span.end else inside


def _check_tokens(annotated: Annotated) -> None:
    text, reached = annotated.document.text, 0
    for place, token in enumerate(annotated.tokens):
        if token.index != place or token.start < reached or not token.text:
            raise BadValue("token", token, f"index {place}, starting at {reached} or later")
        if text[token.start : token.end] != token.text:
            raise BadValue("token", token, f"the wording {text[token.start : token.end]!r}")
        reached = token.end


def _check_ranges(annotated: Annotated) -> None:
    size, reached = len(annotated.tokens), 0
    for place, sentence in enumerate(annotated.sentences):
        if sentence.index != place or sentence.first != reached or sentence.last <= reached:
            raise BadValue("sentence", sentence, f"index {place}, tokens from {reached}")
        for token in annotated.tokens[sentence.first : sentence.last]:
            inside = token.head is None or sentence.first <= token.head < sentence.last
            if token.sentence != place or not inside:
                raise BadValue("token", token, f"a head inside sentence {place}")
        reached = sentence.last
    if reached != size:
        raise BadValue("sentences", reached, f"sentences over all {size} tokens")
    for name in annotated.names:
        if not 0 <= name.first < name.last <= size:
            raise BadValue("name", name, f"a range of tokens below {size}")
