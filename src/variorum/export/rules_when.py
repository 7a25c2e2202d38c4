"""Rules of profiles for days: which one is written, and how precise it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from variorum.export.choosing import Days, choose_days, length
from variorum.export.draft import EMPTY, Coded, Draft, readings
from variorum.export.profile import Settings
from variorum.model.value import Interval
from variorum.model.wording import days_in_words

DAYS_OF_A_WEEK: Final = 7
_BEGINNING: Final = frozenset({"beginning", "start", "early"})
_END: Final = frozenset({"end", "late"})


def write_day(draft: Draft, settings: Settings) -> Coded:
    """One day. `edge`: first, last, or middle, where the words allow several days; `longest`: of
    more days than this none is written. `format`: as for strftime, with %e for a bare day."""
    days = choose_days(draft)
    if days is None:
        return EMPTY
    told, lost = readings(days.told), days.lost
    if draft.day is not None:
        return Coded(_shown(draft.day, settings["format"]), told, lost)
    if settings["longest"] and length(days.interval) > int(settings["longest"]):
        many = f"{days_in_words(days.interval)}: too long a time for this column"
        return Coded(None, told, (*lost, many))
    if length(days.interval) > 1 and settings["edge"] not in ("first", "last"):
        lost = (*lost, f"{days_in_words(days.interval)}, written as one day")
    return Coded(_shown(_day(days, settings["edge"]), settings["format"]), told, lost)


def _day(days: Days, edge: str) -> date:
    first, last = _ends(days.interval)
    if edge in ("first", "last"):
        return first if edge == "first" else last
    words = {word for one in days.told for word in one.reading.quotation.text.lower().split()}
    if length(days.interval) > DAYS_OF_A_WEEK and words & _BEGINNING:
        return first
    if length(days.interval) > DAYS_OF_A_WEEK and words & _END:
        return last
    return first + timedelta(days=(last - first).days // 2)


def _ends(interval: Interval) -> tuple[date, date]:
    assert interval.earliest
    assert interval.latest
    return interval.earliest, interval.latest


def _shown(day: date, form: str) -> str:
    """A day written as the codebook does; %B is spelled here, so that no locale changes it.

    >>> _shown(date(2031, 5, 3), "%d %B %Y")
    '03 May 2031'
    """
    month = MONTHS[day.month - 1]
    parts = {"%d": f"{day.day:02}", "%m": f"{day.month:02}", "%Y": f"{day.year:04}", "%B": month}
    for sign, part in parts.items():
        form = form.replace(sign, part)
    return form


MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def write_year(draft: Draft, settings: Settings) -> Coded:
    """The year of the day that `write_day` writes with the same settings."""
    values = {"format": "%Y", "edge": settings["edge"], "longest": settings["longest"]}
    written = write_day(draft, Settings(values))
    return Coded(int(written.value), written.readings) if written.value else EMPTY


def grade_days(draft: Draft, settings: Settings) -> Coded:
    """How precise the day is. `steps`: "1:1, 7:2" is 1 for one day, 2 for up to seven."""
    days = choose_days(draft)
    if days is None:
        return EMPTY
    many = 1 if draft.day is not None else length(days.interval)
    for most, code in _steps(settings["steps"]):
        if many <= most:
            return Coded(code, readings(days.told))
    return Coded(None, readings(days.told), (f"{many} days: more than the codebook grades",))


def _steps(spelled: str) -> list[tuple[int, int]]:
    pairs = [step.split(":") for step in spelled.split(",")]
    return [(int(most), int(code)) for most, code in pairs]
