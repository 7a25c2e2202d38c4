"""How each figure moved by day of publication, drawn in letters for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from variorum.model.sheet import Course, Sheet, SheetRow, Step
from variorum.model.value import Bounds
from variorum.model.wording import bounds_in_words, day, number, siglum
from variorum.show.axes import Numbers, round_up
from variorum.show.plain import visible

WIDEST, NARROWEST = 48, 12  # columns of a drawing
BESIDE = 46  # columns for what stands beside it
POINT, LINE, FIRST, LAST, BELOW, ABOVE = "●", "─", "├", "┤", "◄", "►"


def moving_rows(sheet: Sheet) -> list[tuple[SheetRow, Course]]:
    """The rows whose figure two voices or more give, and not alike."""
    return [
        (row, row.course)
        for row in sheet.rows
        if row.course and len({step.bounds for step in row.course.steps}) > 1
    ]


def draw_course(row: SheetRow, course: Course, width: int) -> Group:
    """A line for each voice in order of publication: the day, the figure, and where it lies
    between 0 and the highest, in so many columns of the console as `width` leaves."""
    scale = _scale(course, min(WIDEST, max(NARROWEST, width - BESIDE)))
    heading = f"{visible(row.name)}, by day of publication (from 0 to {number(int(scale.last))})"
    lines = Table.grid(padding=(0, 2, 0, 0))
    for cells in _lines(course, scale):
        lines.add_row(*cells)
    return Group(Text(heading, "bold"), lines)


def _lines(course: Course, scale: Numbers) -> Iterator[tuple[Text, ...]]:
    before: str | None = None
    for step in course.steps:
        printed = day(step.published) if step.published else "undated"
        yield (
            Text("" if printed == before else printed, "dim"),
            Text(siglum(step.voice), "bold"),
            Text(bounds_in_words(step.bounds), "not bold"),
            Text(mark(step.bounds, scale), "cyan"),
            Text(_told(course, step), "dim"),
        )
        before = printed


def _told(course: Course, step: Step) -> str:
    return "first" if step.voice == course.first else ""


def _scale(course: Course, columns: int) -> Numbers:
    ends = [end for one in course.steps for end in (one.bounds.low, one.bounds.high) if end]
    return Numbers(round_up(max(ends, default=1)), 0, columns - 1)


def mark(bounds: Bounds, scale: Numbers) -> str:
    """A point, or a line between the bounds that points on where a side is open.

    >>> mark(Bounds(2, None), Numbers(8, 0, 8)), mark(Bounds(4, 4), Numbers(8, 0, 8))
    ('  ├─────►', '    ●    ')
    """
    whole = round(scale.end) + 1
    low = round(scale.at(bounds.low or 0))
    high = whole - 1 if bounds.high is None else round(scale.at(bounds.high))
    first = BELOW if bounds.low is None else FIRST
    last = ABOVE if bounds.high is None else LAST
    drawn = POINT if low == high else first + LINE * (high - low - 1) + last
    return (" " * low + drawn).ljust(whole)
