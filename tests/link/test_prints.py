"""What each print of a story changed."""

from __future__ import annotations

import random

import pytest

from variorum.link.prints import find_changes
from variorum.model.change import Changes
from variorum.model.document import Document

WIRE = (
    "Shells fell on Port Alma at dawn. At least 12 people died, the mayor said. "
    'Porters ran for the sea. "We saw nothing," a guard said.'
)


def changes(text: str, title: str | None = None, before: str = WIRE) -> Changes:
    return find_changes(Document("wire", before, title="Shells"), Document("p", text, title=title))


@pytest.mark.parametrize(
    ("text", "added", "dropped", "reworded", "moved"),
    [
        pytest.param(WIRE, [], [], [], [], id="the-same"),
        pytest.param(WIRE.upper().replace(". ", ".\n"), [], [], [], [], id="layout-and-case"),
        pytest.param(
            WIRE.replace("Porters ran for the sea. ", ""),
            [], ["Porters ran for the sea."], [], [], id="dropped",
        ),
        pytest.param(
            WIRE + " Nobody claimed the attack.",
            ["Nobody claimed the attack."], [], [], [], id="added",
        ),
        pytest.param(
            WIRE.replace("12 people", "15 militants"),
            [], [], [[("12 people", "15 militants")]], [], id="reworded",
        ),
        pytest.param(
            WIRE.replace(", the mayor said", "").replace("At dawn", "At night"),
            [], [], [[("the mayor said", None)]], [], id="source-left-out",
        ),
        pytest.param(
            "Porters ran for the sea. " + WIRE.replace("Porters ran for the sea. ", ""),
            [], [], [], ["Porters ran for the sea."], id="moved",
        ),
        pytest.param(
            "The council met. " + WIRE.partition(' "We')[0],
            ["The council met."], ['"We saw nothing," a guard said.'], [], [], id="embedded",
        ),
    ],
)  # fmt: skip
def test_find_changes(
    text: str,
    added: list[str],
    dropped: list[str],
    reworded: list[list[tuple[str | None, str | None]]],
    moved: list[str],
) -> None:
    found = changes(text)
    assert [one.text for one in found.added] == added
    assert [one.text for one in found.dropped] == dropped
    assert [one.text for one in found.moved] == moved
    assert [
        [(w.before and w.before.text, w.after and w.after.text) for w in one.wordings]
        for one in found.reworded
    ] == reworded
    assert found.is_same == (not (added or dropped or reworded or moved))


def test_a_new_headline_is_a_change() -> None:
    assert changes(WIRE, "Dawn raid").title == ("Shells", "Dawn raid")
    assert changes(WIRE, "Shells").title is None
    assert changes(WIRE).title is None


def test_every_sentence_is_kept_or_told() -> None:
    draw = random.Random(3)
    stock = [f"Word{n} goes to place{n} with {draw.randint(1, 9)} friends." for n in range(40)]
    for _ in range(50):
        one, other = (draw.sample(stock, draw.randint(1, 30)) for _ in range(2))
        found = find_changes(Document("a", " ".join(one)), Document("b", " ".join(other)))
        assert len(one) - len(found.dropped) == len(other) - len(found.added)


@pytest.mark.parametrize("text", ["", "!!!", "\n\n"])
def test_a_text_without_words_holds_no_sentence(text: str) -> None:
    assert len(changes(text or " ").dropped) == 4
