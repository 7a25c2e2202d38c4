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
        pytest.param("Met Lan Or-Ve", (1, 3, "person"), "Lan Or-Ve person", id="before-hyphen"),
        pytest.param("The ship-Velm", (3, 4, "place"), "Velm place", id="no-particle-before"),
        pytest.param("Met as-Velm", (3, 4, "person"), "as-Velm person", id="particle-before"),
        pytest.param("Met de la Velm", (1, 3, "person"), "de la Velm person", id="particle-last"),
        pytest.param("Met Orsk de facto", (1, 3, "person"), "Orsk de person", id="no-name-after"),
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


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        pytest.param("In Ma-Velm Times", "1-3 place, 3-5 organisation", "1-5 place", id="hyphen"),
        pytest.param("Met Lan Orsk", "1-2 person, 2-3 person", "1-3 person", id="one-person"),
        pytest.param(
            "The 3rd Velm Corps", "1-2 place, 2-4 organisation", "1-4 organisation", id="ordinal"
        ),
        pytest.param(
            "The Velm Front Bureau",
            "1-3 organisation, 3-4 organisation",
            "1-4 organisation",
            id="bodies",
        ),
        pytest.param("Met Gen. Orsk", "1-2 person, 2-3 person", "2-3 person", id="title"),
        pytest.param(
            "Lan Or Lan Or", "0-2 person, 2-4 person", "0-2 person, 2-4 person", id="two-persons"
        ),
        pytest.param("In Velm Sela", "1-2 place, 2-3 place", "1-2 place, 2-3 place", id="places"),
    ],
)
def test_parts_of_a_name_are_one(text: str, found: str, wanted: str) -> None:
    names = mend_names([_name(name) for name in found.split(", ")], read(text, {}))
    assert names == tuple(_name(name) for name in wanted.split(", "))


def _name(words: str) -> Name:
    place, _, kind = words.partition(" ")
    first, _, last = place.partition("-")
    return Name(int(first), int(last), NameKind(kind))
