"""Names mended where the likeliest tags cut or take them amiss."""

from __future__ import annotations

import pytest

from variorum.annotate.mending import mend_names
from variorum.annotate.tokenise import find_tokens
from variorum.model.annotation import Name, NameKind, Token


def read(text: str, heads: dict[int, int]) -> list[Token]:
    """The tokens of a text of one sentence; the word 0 governs where `heads` says nothing."""
    return [
        Token(index, start, end, text[start:end], "", "", "", "", heads.get(index, 0), "", 0)
        for index, (start, end) in enumerate(find_tokens(text))
    ]


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        pytest.param("Met Lan Orsk there", (1, 3, "person"), "Lan Orsk person", id="left-alone"),
        pytest.param("Met Lan Or-ve", (1, 4, "person"), "Lan Or-ve person", id="after-hyphen"),
        pytest.param("Met Lan Or- ve", (1, 4, "person"), "Lan Or person", id="loose-hyphen"),
        pytest.param("Met Lan Orsk, Dan", (1, 4, "person"), "Lan Orsk person", id="comma"),
        pytest.param("In Velm's camp", (1, 3, "place"), "Velm place", id="owner"),
        pytest.param("At Velm's", (1, 3, "place"), "Velm's place", id="shop"),
        pytest.param("The Partido Velm", (1, 3, "person"), "Partido Velm organisation", id="body"),
        pytest.param(
            "The Velm Partiyası", (1, 3, "person"), "Velm Partiyası organisation", id="body-last"
        ),
        pytest.param("The Partido", (1, 2, "person"), "Partido person", id="no-name-but-a-word"),
        pytest.param("In Lashkar Velm", (1, 3, "place"), "Lashkar Velm place", id="a-place-stays"),
    ],
)
def test_mend_names(text: str, found: tuple[int, int, str], wanted: str) -> None:
    first, last, kind = found
    owned = {2: 1, 1: 3} if text.endswith("camp") else {}
    tokens = read(text, owned)
    (name,) = mend_names([Name(first, last, NameKind(kind))], tokens)
    words = text[tokens[name.first].start : tokens[name.last - 1].end]
    assert f"{words} {name.kind}" == wanted


def test_parts_of_a_word_are_one_name() -> None:
    tokens = read("In Ma-Velm Times", {})
    names = [Name(1, 3, NameKind.PLACE), Name(3, 5, NameKind.ORGANISATION)]
    assert mend_names(names, tokens) == (Name(1, 5, NameKind.PLACE),)
