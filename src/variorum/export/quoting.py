"""How an export quotes: the place in the document, and its words, or their hash without texts."""

from __future__ import annotations

import hashlib
from typing import Final

from variorum.model.codec import Json, Row
from variorum.model.document import Span

SHORT: Final = 60  # code points of a quotation where texts are left out


def quote(span: Span, with_text: bool) -> Row:
    """A quotation that can be held against its document: by its words, or by their hash.

    Without text, words beyond SHORT code points are cut, and `sha256` is that of all of them.
    """
    row: Row = {"document": span.document.id, "start": span.start, "end": span.end}
    if with_text:
        return row | {"text": span.text}
    return row | {"text": shorten(span.text), "sha256": digest(span.text)}


def wording(span: Span, with_text: bool) -> str:
    """A quotation on one line."""
    words = " ".join(span.text.split())
    return words if with_text else shorten(words)


def shorten(words: str) -> str:
    """At most SHORT code points.

    >>> shorten("a short quotation")
    'a short quotation'
    """
    return words if len(words) <= SHORT else words[: SHORT - 1] + "…"


def digest(words: str) -> str:
    """The SHA-256 of words in UTF-8 (lone surrogates kept), 64 hexadecimal digits."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def without_text(value: Json) -> Json:
    """JSON of the model with every quotation cut short, its hash beside it, and no article text."""
    if isinstance(value, list):
        return [without_text(part) for part in value]
    if not isinstance(value, dict):
        return value
    row = {name: without_text(part) for name, part in value.items()}
    if "text" in row and "start" in row:
        return row | {"text": shorten(value["text"]), "sha256": digest(value["text"])}
    if "sha256" in row:  # the document itself
        row.pop("text", None)
    return row
