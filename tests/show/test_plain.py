"""Wordings made safe to look at."""

from __future__ import annotations

import pytest

from variorum.model.document import Document
from variorum.show.plain import one_line, quoted, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain, tab\tand\nline", "plain, tab\tand\nline", id="kept"),
        pytest.param("a\u202eb", "a⟨U+202E⟩b", id="override"),
        pytest.param("a\u2067b\u2069", "a⟨U+2067⟩b⟨U+2069⟩", id="isolate"),
        pytest.param("\x1b[31mred", "⟨U+001B⟩[31mred", id="terminal-escape"),
        pytest.param("a\r\nb\rc", "a\nb⟨U+000D⟩c", id="carriage-return"),
        pytest.param("a\x9b2Jb", "a⟨U+009B⟩2Jb", id="one-byte-escape"),
        pytest.param("a\ud800b", "a⟨U+D800⟩b", id="lone-surrogate"),
        pytest.param("نی\u200cها", "نی\u200cها", id="joiner-kept"),
        pytest.param("a\U000e0041", "a⟨U+E0041⟩", id="tag"),
    ],
)
def test_hidden_characters_are_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line_is_cut_with_an_ellipsis() -> None:
    assert one_line("one\n two   three", 9) == "one two …"
    assert one_line("one\n two   three") == "one two three"


@pytest.mark.parametrize(
    ("text", "shown"), [("dead", "“dead”"), ("“dead”", "“dead”"), ("“dead", "““dead”")]
)
def test_a_quotation_is_not_quoted_twice(text: str, shown: str) -> None:
    assert quoted(Document("a", text).span(0, len(text))) == shown
