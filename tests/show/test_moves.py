"""How a figure moved: drawn column by column, told line by line, on the page and in letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from show.case import MAY_3, MAY_4, sheet
from variorum.model.sheet import Course, SheetRow, Step
from variorum.model.value import Bounds
from variorum.show.axes import Numbers
from variorum.show.courses import draw_course, mark, moving_rows
from variorum.show.moves import BASE, HEIGHT, LEFT, TOP, draw_moves, figure_lines


@pytest.fixture
def row() -> SheetRow:
    """12 on the 3rd by A, 20 or more on the 4th by B."""
    return sheet()[0].rows[1]


def moved(row: SheetRow, *steps: tuple[date | None, int, Bounds]) -> SheetRow:
    documents = ("wire", "herald")
    told = tuple(Step(day, voice, documents[voice], bounds) for day, voice, bounds in steps)
    return replace(row, course=Course(Bounds(None, None), None, told))


def test_each_day_of_publication_is_a_column_and_each_voice_a_stem(row: SheetRow) -> None:
    drawn = draw_moves(row)
    assert drawn
    assert [one.label for one in drawn.days] == ["3 May 2031", "4 May 2031"]
    first, second = drawn.stems
    assert (first.letter, second.letter) == ("A", "B")
    assert first.x < second.x
    assert first.top == first.bottom, "twelve is a point"
    assert second.open_above
    assert second.top < second.bottom < first.bottom
    assert second.tells == "B, 4 May 2031, 20 or more"
    assert second.quotation.text == "at least 20 people"


def test_what_is_higher_stands_higher_and_all_within_the_drawing(row: SheetRow) -> None:
    drawn = draw_moves(row)
    assert drawn
    heights = [one.at for one in drawn.levels]
    assert heights == sorted(heights, reverse=True)
    assert (heights[0], heights[-1]) == (BASE, TOP)
    assert all(0 < one.top <= one.bottom <= BASE for one in drawn.stems)
    assert all(LEFT <= one.x <= drawn.width for one in drawn.stems)
    assert HEIGHT > BASE


def test_the_shaded_range_is_of_all_that_was_printed_by_then(row: SheetRow) -> None:
    drawn = draw_moves(row)
    assert drawn
    first, second = drawn.bands
    assert first.top == first.bottom
    assert (second.top, second.bottom) == (TOP - 8, first.bottom)


def test_voices_of_one_day_stand_beside_one_another(row: SheetRow) -> None:
    drawn = draw_moves(moved(row, (MAY_4, 0, Bounds(12, 12)), (MAY_4, 1, Bounds(12, 12))))
    assert drawn
    assert len(drawn.days) == 1
    assert drawn.stems[1].x - drawn.stems[0].x >= 20


def test_what_is_undated_stands_last_and_in_no_range(row: SheetRow) -> None:
    drawn = draw_moves(moved(row, (MAY_3, 0, Bounds(12, 12)), (None, 1, Bounds(20, 30))))
    assert drawn
    assert drawn.days[-1].label == "undated"
    assert len(drawn.bands) == 1


def test_many_days_are_named_as_far_as_there_is_room(row: SheetRow) -> None:
    days = [(date(2031, 5, day), 0, Bounds(day, day)) for day in range(1, 31)]
    drawn = draw_moves(moved(row, *days))
    assert drawn
    assert len(drawn.stems) == 30
    assert 4 <= len(drawn.days) <= 8


@pytest.mark.parametrize("steps", [[], [(MAY_3, 0, Bounds(12, 12))]])
def test_one_voice_does_not_move(row: SheetRow, steps: list[tuple[date, int, Bounds]]) -> None:
    assert draw_moves(moved(row, *steps)) is None
    assert draw_moves(replace(row, course=None)) is None


def test_nought_can_be_drawn(row: SheetRow) -> None:
    assert draw_moves(moved(row, (MAY_3, 0, Bounds(0, 0)), (MAY_4, 1, Bounds(None, 0))))


def test_the_table_tells_each_figure_in_order_of_publication(row: SheetRow) -> None:
    lines = figure_lines(row)
    assert [(one.published, one.letter, one.value, one.first) for one in lines] == [
        ("3 May 2031", "A", "12", True), ("4 May 2031", "B", "20 or more", False),
    ]  # fmt: skip
    swapped = replace(row, cells=tuple(reversed(row.cells)), course=None)
    assert [one.letter for one in figure_lines(swapped)] == ["B", "A"]


def test_a_course_in_letters(row: SheetRow) -> None:
    assert row.course
    console = Console(width=80, record=True)
    console.print(draw_course(row, row.course, 80))
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    assert lines[0] == "killed, by day of publication (from 0 to 24)"
    assert lines[1].split() == ["3", "May", "2031", "A", "12", "●", "first"]
    assert lines[2].split()[:6] == ["4", "May", "2031", "B", "20", "or"]
    assert lines[2].endswith("►")
    assert lines[1].index("●") < lines[2].index("├")


def test_a_figure_that_all_give_alike_does_not_move(row: SheetRow) -> None:
    laid, _ = sheet()
    assert [one.name for one, _ in moving_rows(laid)] == ["killed"]
    still = moved(row, (MAY_3, 0, Bounds(12, 12)), (MAY_4, 1, Bounds(12, 12)))
    assert moving_rows(replace(laid, rows=(still,))) == []


@pytest.mark.parametrize(
    ("bounds", "drawn"),
    [
        (Bounds(2, None), "  ├─────►"),
        (Bounds(4, 4), "    ●    "),
        (Bounds(None, 3), "◄──┤     "),
        (Bounds(2, 3), "  ├┤     "),
        (Bounds(0, 8), "├───────┤"),
        (Bounds(None, None), "◄───────►"),
    ],
)
def test_a_bar_in_letters(bounds: Bounds, drawn: str) -> None:
    assert mark(bounds, Numbers(8, 0, 8)) == drawn
