"""How a figure stands from one day of publication to the next: plain geometry, and its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from variorum.model.document import Span
from variorum.model.sheet import Reading, SheetRow, Step
from variorum.model.value import Bounds
from variorum.model.wording import bounds_in_words, day, siglum
from variorum.show.axes import MOST_TICKS, RIGHT, WIDTH, Numbers, Tick, round_up

UNDATED = "undated"
LEFT = 52.0  # kept for numbers
TOP, BASE, HEIGHT = 22.0, 190.0, 214.0
APART = 24.0  # between two voices of one day


@dataclass(frozen=True, slots=True)
class Stem:
    """What one voice gives on its day: a line from `bottom` up to `top`, a point where they meet.

    `open_above`, `open_below`: the figure goes on beyond the line.
    """

    x: float
    top: float
    bottom: float
    letter: str
    tells: str
    document: str
    quotation: Span
    open_above: bool
    open_below: bool


@dataclass(frozen=True, slots=True)
class Band:
    """The range of all figures printed up to a day."""

    x: float
    width: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Moves:
    """The days of publication side by side, each with its voices over one scale of numbers."""

    levels: tuple[Tick, ...]
    days: tuple[Tick, ...]
    bands: tuple[Band, ...]
    stems: tuple[Stem, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    base: float = BASE


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of the table beside the drawing. `first`: this voice gave the figure first."""

    published: str
    letter: str
    first: bool
    value: str
    document: str
    quotation: Span


def figure_lines(row: SheetRow) -> list[FigureLine]:
    """Every number of a row in order of publication, undated ones last."""
    told = [
        (reading.published or date.max, voice, reading)
        for voice, cell in enumerate(row.cells)
        for reading in cell.readings
        if reading.bounds is not None
    ]
    told.sort(key=lambda one: one[:2])
    first = _first(row)
    return [_line(voice, reading, reading is first) for _, voice, reading in told]


def _first(row: SheetRow) -> Reading | None:
    """The reading by which a voice is the first to give the figure."""
    steps = row.course.steps if row.course else ()
    first = [step for step in steps if row.course and step.voice == row.course.first]
    return _words(row, first[0]) if first else None


def _words(row: SheetRow, step: Step) -> Reading:
    """The reading that a step rests on."""
    told = [one for one in row.cells[step.voice].readings if one.bounds is not None]
    return next((one for one in told if one.bounds == step.bounds), told[0])


def _line(voice: int, reading: Reading, first: bool) -> FigureLine:
    return FigureLine(
        day(reading.published) if reading.published else UNDATED,
        siglum(voice), first, reading.value, reading.document, reading.quotation,
    )  # fmt: skip


def draw_moves(row: SheetRow) -> Moves | None:
    """The course of a row's figure; None unless two voices or more give it a number."""
    course = row.course
    if course is None or len(course.steps) < 2:
        return None
    ends = [end for one in course.steps for end in (one.bounds.low, one.bounds.high) if end]
    scale = Numbers(round_up(max(ends, default=1)), BASE, TOP)
    columns = [
        (when, list(steps)) for when, steps in groupby(course.steps, lambda one: one.published)
    ]
    wide = (WIDTH - LEFT - RIGHT) / len(columns)
    return Moves(
        tuple(scale.ticks()),
        tuple(_labels([when for when, _ in columns], wide)),
        tuple(_bands(columns, wide, scale)),
        tuple(
            _stem(row, step, _x(at, nth, len(steps), wide), scale)
            for at, (_, steps) in enumerate(columns)
            for nth, step in enumerate(steps)
        ),
    )


def _labels(days: Sequence[date | None], wide: float) -> Iterable[Tick]:
    """The day below each column, as many as there is room for."""
    every = -(-len(days) // MOST_TICKS)
    for at, one in enumerate(days):
        if at % every == 0:
            yield Tick(round(LEFT + wide * (at + 0.5), 1), day(one) if one else UNDATED)


def _x(column: int, nth: int, many: int, wide: float) -> float:
    apart = min(APART, wide / many)
    return round(LEFT + wide * (column + 0.5) + (nth - (many - 1) / 2) * apart, 1)


def _bands(
    columns: Sequence[tuple[date | None, list[Step]]], wide: float, scale: Numbers
) -> Iterable[Band]:
    """The range so far, column by column; what is undated is in none."""
    so_far: list[Bounds] = []
    for at, (when, steps) in enumerate(columns):
        if when is None:
            return
        so_far += [step.bounds for step in steps]
        top = min(_top(one, scale) for one in so_far)
        bottom = max(_bottom(one, scale) for one in so_far)
        yield Band(round(LEFT + wide * at, 1), round(wide, 1), top, bottom)


def _top(bounds: Bounds, scale: Numbers) -> float:
    return TOP - 8 if bounds.high is None else scale.at(bounds.high)


def _bottom(bounds: Bounds, scale: Numbers) -> float:
    return scale.at(bounds.low or 0)


def _stem(row: SheetRow, step: Step, x: float, scale: Numbers) -> Stem:
    words = _words(row, step)
    published = day(step.published) if step.published else UNDATED
    return Stem(
        x,
        _top(step.bounds, scale),
        _bottom(step.bounds, scale),
        siglum(step.voice),
        f"{siglum(step.voice)}, {published}, {bounds_in_words(step.bounds)}",
        words.document,
        words.quotation,
        step.bounds.high is None,
        step.bounds.low is None,
    )
