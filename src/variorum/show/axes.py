"""The axes of drawings: days from midnight to midnight, numbers from 0 to a round one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from variorum.model.value import Number
from variorum.model.wording import day, number

WIDTH = 720.0  # of a drawing, in its own units
LEFT = 34.0  # kept for letters
RIGHT = 14.0
MOST_TICKS = 8
_STEPS_DAYS = (1, 2, 7, 14)
_STEPS_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 3000)
_DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis; `last`: it stands at the far end."""

    at: float
    label: str
    last: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """From midnight to midnight, between the units `left` and `right` of the drawing."""

    first: datetime
    last: datetime
    left: float = LEFT
    right: float = WIDTH - RIGHT

    def x(self, moment: datetime) -> float:
        """Where a moment stands."""
        share = (moment - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 1)

    def ticks(self) -> Iterator[Tick]:
        """The days that are named, as many as there is room for; the hours of a lone day; the
        months or years of a long time."""
        days = (self.last - self.first).days
        if days > _STEPS_DAYS[-1] * MOST_TICKS:
            yield from self._months(days)
            return
        yield Tick(self.x(self.first), day(self.first.date()))
        if days == 1:
            for hour in (6, 12, 18):
                yield Tick(self.x(self.first + timedelta(hours=hour)), f"{hour:02}:00")
        step = next(one for one in _STEPS_DAYS if days / one <= MOST_TICKS)
        for past in range(step, days, step):
            moment = self.first + timedelta(days=past)
            yield Tick(self.x(moment), day(moment.date()))

    def _months(self, days: int) -> Iterator[Tick]:
        """The beginnings of months, quarters, years or of several of these."""
        many = days / _DAYS_A_MONTH
        step = next((one for one in _STEPS_MONTHS if many / one <= MOST_TICKS), _STEPS_MONTHS[-1])
        begun = self.first.year * 12 + self.first.month - (self.first.day == 1)
        for month in range(-(-begun // step) * step, self.last.year * 12 + self.last.month, step):
            year, nth = divmod(month, 12)
            moment = datetime(year, nth + 1, 1)
            named = str(year) if step % 12 == 0 else day(moment.date()).split(" ", 1)[1]
            yield Tick(self.x(moment), named)


def midnight(moment: datetime) -> datetime:
    """The moment at which the day begins."""
    return datetime.combine(moment.date(), time.min)


@dataclass(frozen=True, slots=True)
class Numbers:
    """From 0, at `start`, to a round number, at `end`: both in units of the drawing."""

    last: float
    start: float = LEFT
    end: float = WIDTH - RIGHT

    def at(self, value: Number) -> float:
        """Where a number stands."""
        return round(self.start + value / self.last * (self.end - self.start), 1)

    def ticks(self) -> Iterator[Tick]:
        """0, the end, and three between."""
        for part in range(5):
            value = self.last * part / 4
            shown = number(int(value) if value.is_integer() else value)
            yield Tick(self.at(value), shown, last=part == 4)


def round_up(value: Number) -> float:
    """The next number that four steps of one digit reach, with some room above the value."""
    size = 4 * 10 ** max(math.floor(math.log10(max(value, 1))) - 1, 0)
    return float(max(math.ceil(value * 1.08 / size), 1) * size)
