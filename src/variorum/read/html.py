"""Pages: the main text without menus and notices, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from variorum.errors import UnreadableSource
from variorum.read.compose import About, compose
from variorum.read.decode import Decoded, decode
from variorum.read.metadata import read_facts
from variorum.read.settings import Read, ReadSettings
from variorum.read.text import read_whole

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

DECLARATION_BYTES: Final = 2_048
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)

NO_PAGE: Final = "save the page again, or read it with --input-format text"


def read_html(stream: BinaryIO, name: str, settings: ReadSettings) -> Iterator[Read]:
    """One document of a page. Raises UnreadableSource where it is no page or has no text."""
    raw = read_whole(stream, name, settings)
    declared = _CHARSET.search(raw[:DECLARATION_BYTES])
    decoded = decode(raw, name, declared[1].decode("ascii", "replace") if declared else None)
    try:
        page = _parse(decoded.text, name)
        facts, text = read_facts(page), _main_text(page, name)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        # What the parser and the extractor are known to raise on pages broken in new ways.
        wanted = f"a page that can be taken apart ({type(error).__name__}: {error})"
        raise UnreadableSource(name, None, wanted, NO_PAGE) from error
    about = About(
        name, name, source=settings.source or facts.outlet, title=facts.title, url=facts.url,
        page=facts.published,
    )  # fmt: skip
    yield compose(Decoded(text, notes=_notes(decoded, name)), about, settings)


def _notes(decoded: Decoded, name: str) -> tuple[str, ...]:
    """What had to be guessed; its places are lost with the page's frame."""
    if not decoded.gaps:
        return decoded.notes
    return (*decoded.notes, f"{name}: {len(decoded.gaps)} places could not be decoded as declared")


def _parse(text: str, name: str) -> HtmlElement:
    from trafilatura import load_html

    page = load_html(text)
    if page is None:
        raise UnreadableSource(name, None, "an HTML page", NO_PAGE)
    return page


def _main_text(page: HtmlElement, name: str) -> str:
    """The article's text; asked for last, because looking for it takes the page apart."""
    from trafilatura import extract

    text = extract(page, fast=True, include_comments=False, output_format="txt")
    if not text or text.isspace():
        raise UnreadableSource(
            name, None, "a page with an article, found no text", "save the article's own page"
        )
    return text
