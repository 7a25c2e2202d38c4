"""Stretches of the calendar: a day, a week, a month, a quarter, a decade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Grain(StrEnum):
    """How long a stretch is; the value is its unit in a TIMEX3 duration."""

    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "S"
    HALF = "H"
    YEAR = "Y"
    DECADE = "E"
    CENTURY = "C"


MONTHS: Final = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEASON: 3, Grain.HALF: 6, Grain.YEAR: 12,
                 Grain.DECADE: 120, Grain.CENTURY: 1200}  # fmt: skip
DAYS: Final = {Grain.DAY: 1, Grain.WEEK: 7, Grain.WEEKEND: 7}
SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, northern half of the earth
SEASON_OF: Final = {month: name for name, month in SEASONS.items()}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days that begins on `first`.

    >>> Stretch.around(date(2031, 5, 7), Grain.WEEK).value
    '2031-W19'
    """

    grain: Grain
    first: date

    @classmethod
    def around(cls, day: date, grain: Grain) -> Stretch:
        """The stretch of a grain that holds a day."""
        return cls(grain, _start(day, grain))

    @classmethod
    def of(cls, grain: Grain, year: int, month: int = 1) -> Stretch:
        """The stretch that begins with a month; raises OverflowError beyond the years 1 to 9999."""
        if not 1 <= year <= 9999:
            raise OverflowError(f"no year {year}")
        return cls(grain, date(year, month, 1))

    @property
    def last(self) -> date:
        """Its last day."""
        if self.grain is Grain.DAY:
            return self.first
        if self.grain is Grain.WEEKEND:
            return self.first + timedelta(1)
        return (self.moved(1).first if self.first.year < 9900 else date.max) - timedelta(1)

    @property
    def value(self) -> str:
        """Its TIMEX3 value."""
        return _value(self.grain, self.first)

    def moved(self, steps: int) -> Stretch:
        """The stretch of the same grain that many steps later; raises OverflowError beyond the
        years 1 to 9999."""
        if self.grain in DAYS:
            return Stretch(self.grain, self.first + timedelta(DAYS[self.grain] * steps))
        return Stretch(self.grain, add_months(self.first, MONTHS[self.grain] * steps))

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def add_months(day: date, months: int) -> date:
    """The same day of a month so many months later, or that month's last; raises OverflowError."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"no year {year}")
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """How many days the month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none such."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
        return date(year, month, day)
    return None


def _start(day: date, grain: Grain) -> date:
    if grain is Grain.DAY:
        return day
    monday = day - timedelta(day.weekday())
    if grain is Grain.WEEK:
        return monday
    if grain is Grain.WEEKEND:
        return monday + timedelta(5)
    if grain is Grain.SEASON:
        begin = date(day.year, day.month, 1)
        return add_months(begin, -(day.month % 3))
    if grain in (Grain.DECADE, Grain.CENTURY):
        span = MONTHS[grain] // 12
        return date(max(1, day.year // span * span), 1, 1)
    size = MONTHS[grain]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def _value(grain: Grain, first: date) -> str:
    if grain is Grain.DAY:
        return first.isoformat()
    if grain in (Grain.WEEK, Grain.WEEKEND):
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if grain is Grain.WEEKEND else "")
    tails = {
        Grain.MONTH: f"-{first.month:02}",
        Grain.QUARTER: f"-Q{first.month // 3 + 1}",
        Grain.HALF: f"-H{first.month // 6 + 1}",
        Grain.SEASON: f"-{SEASON_OF.get(first.month, '')}",
    }
    digits = {Grain.DECADE: 3, Grain.CENTURY: 2}.get(grain, 4)
    return f"{first.year:04}"[:digits] + tails.get(grain, "")
