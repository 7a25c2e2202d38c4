"""Plain text: its characters stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from variorum.errors import UnreadableSource
from variorum.read.compose import TOO_LONG, About, compose
from variorum.read.dateline import OPENING
from variorum.read.decode import decode
from variorum.read.settings import Read, ReadSettings

HEADLINE_CHARACTERS: Final = 140
_HEADLINE = re.compile(
    r"\s*?(?P<line>[^\r\n]*\S)[ \t]*(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*(?P<next>[^\r\n]+)"
)


def read_text(stream: BinaryIO, name: str, settings: ReadSettings) -> Iterator[Read]:
    """One document of a whole stream. Raises UnreadableSource where it is empty or too long."""
    decoded = decode(read_whole(stream, name, settings), name)
    about = About(name, name, title=find_headline(decoded.text))
    yield compose(decoded, about, settings)


def read_whole(stream: BinaryIO, name: str, settings: ReadSettings) -> bytes:
    """All bytes; raises UnreadableSource where there are more than the settings allow."""
    raw = stream.read(settings.max_bytes + 1)
    if len(raw) > settings.max_bytes:
        wanted = f"at most {settings.max_characters:,} characters, found more"
        raise UnreadableSource(name, None, wanted, TOO_LONG)
    return raw


def find_headline(text: str) -> str | None:
    """The first line where it is plainly a headline: short, no sentence, alone above the rest.

    >>> find_headline("Bridge at Port Alma hit\\n\\nA bridge was hit on Sunday, officials said.")
    'Bridge at Port Alma hit'
    >>> find_headline("A bridge was hit.\\n\\nNobody was hurt, the ministry said.") is None
    True
    """
    found = _HEADLINE.match(text[: 4 * HEADLINE_CHARACTERS])
    if not found:
        return None
    line = found["line"].strip()
    sure = (
        len(line) <= HEADLINE_CHARACTERS
        and len(line.split()) >= 3
        and line[0].isupper() | (line[0] in "\"“‘'")
        and line[-1] not in ".,;:—–-"
        and (len(found["next"]) > len(line) or _is_head(found["next"].strip()))
        and not any(rule(line) for rule in OPENING.values())
    )
    return line if sure else None


def _is_head(line: str) -> bool:
    """Whether a line stands between a headline and its story: a byline or a date."""
    return line[:3].casefold() == "by " or any(rule(line) for rule in OPENING.values())
