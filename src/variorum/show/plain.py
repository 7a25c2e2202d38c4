"""Texts nobody here wrote, made safe to look at: what hides or reorders letters is spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.model.document import Span

# Control characters but tab and line feed, direction marks and overrides, invisible spaces and
# tags, lone surrogates. Joiners (U+200C, U+200D) stay: scripts need them. Source: the Unicode
# categories Cc, Cs, and the Cf characters of UAX #9 and of the blocks named here.
_HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"
    "\U000e0000-\U000e007f"
    "]"
)


def visible(text: str) -> str:
    """The text with each hidden character spelled out; a carriage return before a line feed goes.

    >>> visible("twelve \\u202enevele")
    'twelve ⟨U+202E⟩nevele'
    """
    return _HIDDEN.sub(lambda found: spelled(found[0]), text.replace("\r\n", "\n"))


def spelled(character: str) -> str:
    """The code point of a character, in brackets."""
    return f"⟨U+{ord(character):04X}⟩"


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut into runs, and whether a run is one hidden character."""
    reached = 0
    for found in _HIDDEN.finditer(text):
        if found.start() > reached:
            yield text[reached : found.start()], False
        yield found[0], True
        reached = found.end()
    if reached < len(text):
        yield text[reached:], False


def one_line(text: str, longest: int | None = None) -> str:
    """A wording on one line, visible, cut with an ellipsis beyond `longest` characters.

    >>> one_line("twelve\\n  people died", 12)
    'twelve peop…'
    """
    flat = visible(" ".join(text.split()))
    return flat if longest is None or len(flat) <= longest else flat[: longest - 1] + "…"


def quoted(span: Span, longest: int | None = None) -> str:
    """A wording in quotation marks, on one line; its own marks do where it has them all round.

    >>> from variorum.model.document import Document
    >>> quoted(Document("a", "12 dead").span(0, 2))
    '“12”'
    """
    words = one_line(span.text, longest)
    return words if words[:1] in _OPENING and words[-1:] in _CLOSING else f"“{words}”"


_OPENING = frozenset('“"«„‘')
_CLOSING = frozenset('”"»“’')
