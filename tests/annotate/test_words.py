"""What the encoder reads of a word, and its base form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.lemmas import Lemmas, apply_rule
from variorum.annotate.windows import cut_windows
from variorum.annotate.wordpiece import MOST_PIECES, WordPiece, case_class

VOCABULARY = {
    piece: index
    for index, piece in enumerate(
        ["[CLS]", "[SEP]", "[UNK]", "port", "##s", "##ed", "elan", "-", "2", "##0", "a", "##a"]
    )
}


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        pytest.param("Ports", ["port", "##s"], id="longest-first"),
        pytest.param("Élan", ["elan"], id="accents-dropped"),
        pytest.param("E\u0301lan", ["elan"], id="accents-apart"),
        pytest.param("port-20", ["port", "-", "2", "##0"], id="marks-alone"),
        pytest.param("portion", ["[UNK]"], id="unknown"),
        pytest.param("\u200b", ["[UNK]"], id="nothing-left"),
        pytest.param("a" * 100, ["a"] + ["##a"] * 11, id="at-most-twelve"),
        pytest.param("a" * 101, ["[UNK]"], id="too-long"),
    ],
)
def test_pieces(word: str, pieces: list[str]) -> None:
    assert WordPiece(VOCABULARY).pieces(word).ids == tuple(VOCABULARY[piece] for piece in pieces)


@given(st.text(min_size=1))
def test_any_word_has_pieces_and_a_case(word: str) -> None:
    found = WordPiece(VOCABULARY).pieces(word)
    assert 1 <= len(found.ids) <= MOST_PIECES
    assert found.case == case_class(word) in range(1, 7)


@pytest.mark.parametrize(
    ("rule", "form", "lemma"),
    [
        ("0|0|", "ferry", "ferry"),
        ("0|3|y", "ferries", "ferry"),
        ("1|2|", "Walked", "walk"),
        ("=go", "went", "go"),
        ("0|5|x", "it", "x"),
    ],
)
def test_apply_rule(rule: str, form: str, lemma: str) -> None:
    assert apply_rule(rule, form) == lemma


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        pytest.param("fe\u00adll", "VBD", "fall", id="soft-hyphen"),
        pytest.param("fell", "VBD", "fall", id="table"),
        pytest.param("FELL", "VBD", "fall", id="table-in-capitals"),
        pytest.param("Velks", "NNP", "Velks", id="names-stay"),
        pytest.param("velks", "NNS", "velk", id="rule"),
        pytest.param("s", "NNS", "s", id="never-empty"),
    ],
)
def test_lemma(form: str, tag: str, lemma: str) -> None:
    assert Lemmas({("fell", "VBD"): "fall"}).lemma(form, tag, "0|1|") == lemma


def test_windows_end_with_a_sentence_or_a_block() -> None:
    words = ["word"] * 75 + [".", "”"] + ["word"] * 72 + ["word"] * 300
    windows = cut_windows(words, [1] * len(words), {149})
    assert windows == [(0, 77), (77, 149), (149, 329), (329, 449)]


@given(st.lists(st.integers(1, 12)), st.sets(st.integers(0, 50)))
def test_windows_hold_every_word_once(sizes: list[int], breaks: set[int]) -> None:
    windows = cut_windows(["a"] * len(sizes), sizes, breaks)
    held = [index for first, last in windows for index in range(first, last)]
    assert held == list(range(len(sizes)))
    assert all(first < last for first, last in windows)
