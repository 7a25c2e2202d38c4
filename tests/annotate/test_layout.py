"""Which line breaks start a block."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from variorum.annotate.layout import block_starts, find_lines

STORY = (
    "The council of Port Alma met on Tuesday to hear how the bridge over the Velk was lost. "
    "Two of its members left before the vote, and General Orsk, who had come in the night, said "
    "that nothing was decided. The ferry runs again from Saturday. Farmers on the east bank asked "
    "for grain, while the mayor of Sarn promised lorries, fuel and a doctor for each village."
)


def blocks(text: str) -> list[str]:
    starts = block_starts(text, find_lines(text))
    bounds = [0, *starts, len(text)]
    return [text[first:last].strip() for first, last in pairwise(bounds)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Bridge lost\n\nThe river rose.", 2, id="blank-line"),
        pytest.param("Bridge lost\r\n \r\nThe river rose.", 2, id="windows"),
        pytest.param("Bridge lost\r\nThe river rose.", 2, id="headline"),
        pytest.param("Bridge lost\x0cThe river rose.", 2, id="page"),
        pytest.param("14:05 Shots heard\n14:20 Road closed\n15:00 Calm", 3, id="live-page"),
        pytest.param("The mayor said that\nthe river rose.", 1, id="small-letter"),
        pytest.param("General\nOrsk\n, who left, came back.", 2, id="comma-goes-on"),
        pytest.param("The mayor (\nOrsk) left.", 1, id="left-open"),
        pytest.param("ORM, May 4 (Agency) — The river rose.", 2, id="dateline"),
        pytest.param("PORT ALMA -- “It rose,” he said.", 2, id="dateline-before-quotation"),
        pytest.param("Bridge lost\n\nORM, Alma, May 4 - The river rose.", 3, id="below-headline"),
        pytest.param("The mayor — a guest — left.", 1, id="a-dash-alone"),
        pytest.param("ORM — ", 1, id="nothing-behind"),
        pytest.param("", 1, id="empty"),
        pytest.param("\n \n", 1, id="blank"),
    ],
)
def test_block_starts(text: str, count: int) -> None:
    assert len(blocks(text)) == count


@pytest.mark.parametrize("width", [50, 64, 72, 80, 100])
@pytest.mark.parametrize("change", [str, str.upper], ids=["mixed", "capitals"])
def test_wrapped_text_is_not_cut_inside_a_paragraph(width: int, change: type[str]) -> None:
    paragraphs = [change(STORY), change(STORY[88:])]
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert [block.replace("\n", " ") for block in blocks(text)] == paragraphs


def test_a_short_line_ends_a_paragraph_of_wrapped_text() -> None:
    text = textwrap.fill(STORY, 72) + "\n" + textwrap.fill(STORY, 72)
    assert len(blocks(text)) == 2


def test_one_paragraph_a_line() -> None:
    assert len(blocks("\n".join(STORY.split(". ")))) == 4
