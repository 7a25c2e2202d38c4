"""Which marks open, and the sentence they belong to."""

from __future__ import annotations

import numpy as np
import pytest

from variorum.annotate.marks import ends_sentence, find_opening, settle_starts
from variorum.annotate.tokenise import find_tokens


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        pytest.param('He said: "Go." "No."', [3, 7], id="straight"),
        pytest.param("“Go.” (‘No.’)", [0, 4, 5], id="curly"),
        pytest.param("the 'rebels' camp", [1], id="single"),
        pytest.param("``Go,'' he said", [0], id="two-character"),
        pytest.param('He said: " Go. "', [], id="spaced-out"),
    ],
)
def test_find_opening(text: str, marks: list[int]) -> None:
    assert sorted(find_opening(text, find_tokens(text))) == marks


@pytest.mark.parametrize(
    ("words", "opening", "ends"),
    [
        pytest.param("Go . He", (), [1], id="full-stop"),
        pytest.param('" Go . " He', {0}, [3], id="closing-mark"),
        pytest.param('Go . " He', {2}, [1], id="opening-mark"),
        pytest.param("Go . ) ” He", (), [3], id="two-closing-marks"),
        pytest.param("Gen. Orsk", (), [], id="abbreviation"),
    ],
)
def test_ends_sentence(words: str, opening: set[int], ends: list[int]) -> None:
    cut = words.split()
    assert [place for place in range(len(cut)) if ends_sentence(cut, place, opening)] == ends


@pytest.mark.parametrize(
    ("words", "likely", "fixed", "opening", "starts"),
    [
        pytest.param("Go . He", [2], [], (), [0, 2], id="as-likely"),
        pytest.param("[ Orsk ]", [1], [], {0}, [0], id="opening-mark-goes-on"),
        pytest.param("Go . ” He", [2, 3], [], (), [0, 3], id="closing-mark-goes-back"),
        pytest.param("Go . * * * He", [2, 5], [2, 5], (), [0, 2, 5], id="a-line-of-marks"),
        pytest.param("* * *", [], [], (), [0], id="marks-alone"),
        pytest.param("Go He", [], [1], (), [0, 1], id="fixed"),
    ],
)
def test_settle_starts(
    words: str, likely: list[int], fixed: list[int], opening: set[int], starts: list[int]
) -> None:
    cut = words.split()
    mask = np.isin(np.arange(len(cut)), likely)
    assert np.flatnonzero(settle_starts(cut, mask, fixed, opening)).tolist() == starts
