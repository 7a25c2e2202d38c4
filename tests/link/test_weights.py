"""Weights of links: read from a file, written, fitted to what persons decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.errors import BadList, BadValue, UnreadableSource
from variorum.link.weights import FIXED, Example, as_table, fit, read_weights, shipped

SAME_PLACE, APART = {("place", "same"): 1.0}, {("place", "apart"): 1.0}


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text(as_table(shipped(), "ours\nand theirs"), encoding="utf-8")
    assert read_weights(path) == shipped()
    assert path.read_text(encoding="utf-8").startswith("# origin: ours and theirs\n")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("field\tcase\tweight\n", "# origin:", id="no-origin"),
        pytest.param(
            "# origin: x\nfield\tcase\tweight\nplace\tsame\theavy\n", "a number", id="no-number"
        ),
        pytest.param(
            "# origin: x\nfield\tcase\tweight\nplace\tsame\t1\n", "base candidate", id="missing"
        ),
        pytest.param("# origin: x\nfield\tweight\nplace\t1\n", "a case", id="no-column"),
    ],
)
def test_a_bad_table_is_refused_by_name(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadList, match=r"^weights\.tsv, line .*" + told):
        read_weights(path)


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"none\.tsv"):
        read_weights(tmp_path / "none.tsv")


def test_fitting_moves_what_the_examples_speak_of_and_nothing_else() -> None:
    before = shipped()
    examples: list[Example] = [*[(SAME_PLACE, False)] * 20, *[(APART, True)] * 20]
    after = fit(examples, before)
    moved = {case for case in before if after[case] != before[case]}
    assert moved == {("place", "same"), ("place", "apart")}
    assert after["place", "same"] < before["place", "same"]
    assert after["place", "apart"] > before["place", "apart"]
    assert not {case for _, case in moved} & FIXED


def test_few_examples_move_little() -> None:
    before = shipped()
    few, many = (fit([(SAME_PLACE, False)] * n, before)["place", "same"] for n in (1, 50))
    assert many < few < before["place", "same"]


def test_nothing_to_fit_to_is_told() -> None:
    with pytest.raises(BadValue, match="pairs that were joined or kept apart"):
        fit([], shipped())
