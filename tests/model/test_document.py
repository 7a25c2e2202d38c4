"""A span that does not quote its document cannot exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import BadSpan
from variorum.model.document import Document

DOCUMENT = Document("a", "12 dead, says «army» 🕊")


@given(st.integers(-3, 40), st.integers(-3, 40))
def test_span_quotes_its_document_or_is_refused(start: int, end: int) -> None:
    if 0 <= start < end <= len(DOCUMENT.text):
        assert DOCUMENT.span(start, end).text == DOCUMENT.text[start:end]
    else:
        with pytest.raises(BadSpan, match=r"a: .* quotes nothing"):
            DOCUMENT.span(start, end)


def test_positions_are_code_points_also_beyond_the_basic_plane() -> None:
    assert DOCUMENT.span(21, 22).text == "🕊"


def test_checksum_is_of_the_text_alone_and_survives_lone_surrogates() -> None:
    assert Document("a", "x").sha256 == Document("b", "x", source="elsewhere").sha256
    assert len(Document("a", "\ud800").sha256) == 64


@pytest.mark.parametrize(
    ("one", "other", "holds", "meets"),
    [
        ((0, 7), (3, 7), True, True),
        ((0, 2), (2, 3), False, False),
        ((0, 3), (2, 7), False, True),
    ],
)
def test_spans_hold_and_meet(
    one: tuple[int, int], other: tuple[int, int], holds: bool, meets: bool
) -> None:
    first, second = DOCUMENT.span(*one), DOCUMENT.span(*other)
    assert (first.holds(second), first.meets(second)) == (holds, meets)
