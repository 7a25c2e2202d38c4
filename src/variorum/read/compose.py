"""One text and what its origin says of it, made into a document, or refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from variorum.errors import UnreadableSource
from variorum.model.document import Document, PublishedBy
from variorum.read.dateline import find_dateline
from variorum.read.decode import Decoded
from variorum.read.settings import Read, ReadSettings

TOO_LONG: Final = "split it, or allow more with --max-characters"


@dataclass(frozen=True, slots=True)
class About:
    """What the origin of a text says of it.

    `name`, `at`: the file and the place in it, for messages. `stated`: the publication date
    the input gives; `page`: the one in a page's metadata.
    """

    id: str
    name: str
    at: str | None = None
    source: str | None = None
    title: str | None = None
    url: str | None = None
    stated: date | None = None
    page: date | None = None

    @property
    def origin(self) -> str:
        """File and place in one line."""
        return f"{self.name}: {self.at}" if self.at else self.name


def compose(decoded: Decoded, about: About, settings: ReadSettings) -> Read:
    """The document; raises UnreadableSource where there is no text or too much of it."""
    _check(decoded.text, about, settings)
    published, published_by = _published(decoded.text, about, settings)
    document = Document(
        about.id,
        decoded.text,
        source=about.source or settings.source,
        title=about.title,
        url=about.url,
        published=published,
        published_by=published_by,
    )
    return Read(document, decoded.gaps, decoded.notes, about.origin)


def _check(text: str, about: About, settings: ReadSettings) -> None:
    if not text or text.isspace():
        raise UnreadableSource(
            about.name, about.at, "a text, found none", "leave it out or give one that has words"
        )
    if len(text) > settings.max_characters:
        raise UnreadableSource(
            about.name,
            about.at,
            f"at most {settings.max_characters:,} characters, found {len(text):,}",
            TOO_LONG,
        )


def _published(
    text: str, about: About, settings: ReadSettings
) -> tuple[date | None, PublishedBy | None]:
    """The publication date and whose word it is; the nearest to the input wins."""
    said = (
        (about.stated, PublishedBy.INPUT),
        (settings.published, PublishedBy.FLAG),
        (about.page, PublishedBy.METADATA),
    )
    for day, whose in said:
        if day:
            return day, whose
    day = find_dateline(text)
    return day, PublishedBy.DATELINE if day else None
