"""Records marked in a text: nesting, crossing, paragraphs, ids."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.show.marking import Marked, marked_paragraphs, safe


def mark(start: int, end: int, kind: str) -> Marked:
    return Marked(start, end, (kind,), (kind,))


def shown(text: str, *marks: Marked) -> list[str]:
    """The paragraphs with tags cut to their class, and the id where there is one."""
    pattern = re.compile(r'<mark class="([^"]*)"(?: id="([^"]*)")? title="[^"]*">')
    return [
        pattern.sub(lambda tag: f"[{tag[1]}{'#' + tag[2] if tag[2] else ''}:", str(one)).replace(
            "</mark>", "]"
        )
        for one in marked_paragraphs(text, "a1", marks)
    ]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([], "abcdef", id="none"),
        pytest.param([(1, 3, "x")], "a[x#a1-1-3:bc]def", id="one"),
        pytest.param([(0, 6, "x"), (1, 2, "y")], "[x#a1-0-6:a[y#a1-1-2:b]cdef]", id="nested"),
        pytest.param([(0, 2, "x"), (0, 4, "y")], "[y#a1-0-4:[x#a1-0-2:ab]cd]ef", id="same-start"),
        pytest.param([(0, 3, "x"), (2, 5, "y")], "[x#a1-0-3:ab[y#a1-2-5:c]][y:de]f", id="crossing"),
        pytest.param([(1, 2, "x"), (1, 2, "y")], "a[x y#a1-1-2:b]cdef", id="same-stretch"),
        pytest.param([(0, 3, "x"), (3, 6, "y")], "[x#a1-0-3:abc][y#a1-3-6:def]", id="touching"),
    ],
)
def test_marks_nest_and_are_split_where_they_cross(
    marks: list[tuple[int, int, str]], expected: str
) -> None:
    assert shown("abcdef", *(mark(*one) for one in marks)) == [expected]


def test_a_mark_over_two_paragraphs_is_cut_at_their_end_and_named_once() -> None:
    assert shown("ab\n\ncd", mark(1, 6, "x")) == ["a[x#a1-1-6:b]", "[x:cd]"]


def test_text_is_never_markup() -> None:
    assert str(safe("<script>&\"'")) == "&lt;script&gt;&amp;&#34;&#39;"
    assert "U+202E" in safe("\u202e")


class Reader(HTMLParser):
    """Keeps the text, and how many marks are open at each character."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.text = 0, ""
        self.ids: list[str | None] = []
        self.depths: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += 1
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.text += data
        self.depths += [self.depth] * len(data)


stretches = st.tuples(st.integers(0, 19), st.integers(1, 20)).filter(lambda one: one[0] < one[1])


@given(st.lists(stretches, max_size=8))
def test_every_character_lies_in_as_many_marks_as_records(marks: list[tuple[int, int]]) -> None:
    text = "abcdefghijklmnopqrst"
    reader = Reader()
    reader.feed(str(marked_paragraphs(text, "a", [mark(*one, "x") for one in marks])[0]))
    assert reader.text == text
    assert reader.depth == 0
    assert len(reader.ids) == len(set(marks))
    for place in range(len(text)):
        assert reader.depths[place] == sum(s <= place < e for s, e in set(marks))
