"""The days of feasts: fixed, the nth weekday of a month, by Easter, by the Islamic calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from variorum.resolve.calendar import Grain, Stretch, day_or_none, days_in_month

EPOCH: Final = date(622, 7, 19)  # 1 Muharram of year 1, tabular Islamic calendar, Gregorian date
LUNAR: Final = {"ramadan": (9, 1), "fitr": (10, 1), "adha": (12, 10), "ashura": (1, 10)}


def feast(rule: str, year: int) -> Stretch | None:
    """The day (Ramadan: the first one) of a feast in a year, None where it has none.

    >>> feast("easter+0", 2031).value, feast("4-11-3", 1999).value, feast("12-24", 2029).value
    ('2031-04-13', '1999-11-25', '2029-12-24')

    `rule`: "MM-DD", "nth-MM-weekday" (Monday is 0), "easter+days", "orthodox+days", or a feast of
    the Islamic calendar, whose day is reckoned by the tabular calendar and may be off by one.
    """
    if not 1 <= year <= 9990:
        return None
    day = _day(rule, year)
    return Stretch(Grain.DAY, day) if day else None


def _day(rule: str, year: int) -> date | None:
    if rule in LUNAR:
        return _lunar(*LUNAR[rule], year)
    if found := re.fullmatch(r"(easter|orthodox)([+-]\d+)", rule):
        sunday = easter(year) if found[1] == "easter" else orthodox_easter(year)
        return sunday + timedelta(int(found[2]))
    if found := re.fullmatch(r"(\d)-(\d\d)-(\d)", rule):
        return _nth_weekday(year, int(found[2]), int(found[3]), int(found[1]))
    if found := re.fullmatch(r"last-(\d\d)-(\d)", rule):
        last = date(year, int(found[1]), days_in_month(year, int(found[1])))
        return last - timedelta((last.weekday() - int(found[2])) % 7)
    if found := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return day_or_none(year, int(found[1]), int(found[2]))
    return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the reckoning of Gauss as Lilius set it."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    ahead = moon - sunday
    month = 3 + (ahead + 40) // 44
    return date(year, month, ahead + 28 - 31 * (month // 4))


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, as a Gregorian date."""
    moon = (19 * (year % 19) + 15) % 30
    ahead = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114
    drift = year // 100 - year // 400 - 2
    return date(year, ahead // 31, ahead % 31 + 1) + timedelta(drift)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _lunar(month: int, day: int, year: int) -> date | None:
    guess = (year - 622) * 33 // 32
    for islamic in (guess - 1, guess, guess + 1, guess + 2):
        if islamic > 0 and (found := _from_islamic(islamic, month, day)).year == year:
            return found
    return None


def _from_islamic(year: int, month: int, day: int) -> date:
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return EPOCH + timedelta(before)
