"""A text as it was read, and the places in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from variorum.errors import BadSpan


class PublishedBy(StrEnum):
    """Where a document's publication date comes from."""

    INPUT = "input"
    FLAG = "flag"
    METADATA = "metadata"
    DATELINE = "dateline"


@dataclass(frozen=True)
class Document:
    """One text, unchanged, with what its origin says of it.

    Every position counts Unicode code points of `text`. `None` means that the origin does
    not say; a publication date is never guessed.
    """

    id: str
    text: str
    source: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    published_by: PublishedBy | None = None
    language: str = "en"

    @cached_property
    def sha256(self) -> str:
        """The checksum of the text in UTF-8 (lone surrogates kept), 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def span(self, start: int, end: int) -> Span:
        """The words text[start:end]; raises BadSpan where they are none."""
        return Span(start, end, self)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points that quotes its document.

    >>> Document("a", "12 dead").span(0, 2).text
    '12'

    Raises BadSpan unless 0 <= start < end <= len(document.text), so a span that does not
    quote its document cannot exist. Spans compare by place; the document is not compared.
    """

    start: int
    end: int
    document: Document = field(compare=False, repr=False)

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.document.text):
            raise BadSpan(self.document.id, self.start, self.end, len(self.document.text))

    @property
    def text(self) -> str:
        """The wording."""
        return self.document.text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
