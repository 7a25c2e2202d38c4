"""Pages: the main text without menus and notices, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from variorum.errors import UnreadableSource
from variorum.read.compose import About, compose
from variorum.read.confined import take_apart_confined
from variorum.read.decode import Decoded, decode
from variorum.read.page import Unfit
from variorum.read.settings import Read, ReadSettings
from variorum.read.text import read_whole

DECLARATION_BYTES: Final = 2_048
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)


def read_html(stream: BinaryIO, name: str, settings: ReadSettings) -> Iterator[Read]:
    """One document of a page. Raises UnreadableSource where it is no page or has no text."""
    raw = read_whole(stream, name, settings)
    declared = _CHARSET.search(raw[:DECLARATION_BYTES])
    decoded = decode(raw, name, declared[1].decode("ascii", "replace") if declared else None)
    page = take_apart_confined(decoded.text)
    if isinstance(page, Unfit):
        raise UnreadableSource(name, None, *page)
    facts = page.facts
    about = About(
        name, name, source=settings.source or facts.outlet, title=facts.title, url=facts.url,
        page=facts.published,
    )  # fmt: skip
    yield compose(Decoded(page.text, notes=_notes(decoded, name)), about, settings)


def _notes(decoded: Decoded, name: str) -> tuple[str, ...]:
    """What had to be guessed; its places are lost with the page's frame."""
    if not decoded.gaps:
        return decoded.notes
    return (*decoded.notes, f"{name}: {len(decoded.gaps)} places could not be decoded as declared")
