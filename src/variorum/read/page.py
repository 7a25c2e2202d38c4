"""A page taken apart: what it says of itself, and its main text without menus and notices."""

from __future__ import annotations

from typing import Final, NamedTuple

from variorum.read.metadata import PageFacts, read_facts

NO_PAGE: Final = "save the page again, or read it with --input-format text"
ANOTHER: Final = "save the article's own page"


class Apart(NamedTuple):
    """What is in a page."""

    facts: PageFacts
    text: str


class Unfit(NamedTuple):
    """Why nothing can be taken from a page: what was expected, and the next step."""

    wanted: str
    next_step: str


def take_apart(source: str) -> Apart | Unfit:
    """The parts of a page, or why it has none."""
    from trafilatura import extract, load_html

    try:
        page = load_html(source)
        if page is None:
            return Unfit("an HTML page", NO_PAGE)
        facts = read_facts(page)  # first, because looking for the text takes the page apart
        text = extract(page, fast=True, include_comments=False, output_format="txt")
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        MemoryError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        # What the parser and the extractor are known to raise on pages broken in new ways.
        return Unfit(f"a page that can be taken apart ({type(error).__name__}: {error})", NO_PAGE)
    if not text or text.isspace():
        return Unfit("a page with an article, found no text", ANOTHER)
    return Apart(facts, text)
