"""How values read in plain words: bounds, days, places in a row of accounts."""

from __future__ import annotations

from datetime import date

from variorum.model.value import Bounds, Interval, Number, Place, PlaceKind

UNSAID = "not said in the text given"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def siglum(index: int) -> str:
    """The letter that stands for the account in column `index`, as editions name witnesses.

    >>> siglum(0), siglum(25), siglum(26)
    ('A', 'Z', 'AA')
    """
    over, place = divmod(index, len(_LETTERS))
    return (siglum(over - 1) if over else "") + _LETTERS[place]


def bounds_in_words(bounds: Bounds, approximate: bool = False) -> str:
    """How many, an open side named as open.

    >>> bounds_in_words(Bounds(41, None)), bounds_in_words(Bounds(12, 15))
    ('41 or more', '12 to 15')
    """
    low, high = bounds.low, bounds.high
    if low is None and high is None:
        return "a number left open"
    if high is None:
        words = f"{number(low)} or more"
    elif not low and high:
        words = f"{number(high)} or fewer"
    else:
        words = number(low) if low == high else f"{number(low)} to {number(high)}"
    return f"about {words}" if approximate else words


def kind_in_words(kind: str, mode: str | None) -> str:
    """What sort of happening.

    >>> kind_in_words("assault", "heavy-weapons")
    'assault, heavy weapons'
    """
    return f"{kind}, {mode.replace('-', ' ')}" if mode else kind


def number(value: Number | None) -> str:
    """A number with its thousands set apart; "?" for none."""
    return "?" if value is None else f"{value:,}"


def day(value: date) -> str:
    """A day, month by name.

    >>> day(date(2031, 5, 3))
    '3 May 2031'
    """
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def days_in_words(interval: Interval) -> str:
    """The days on which something may lie.

    >>> days_in_words(Interval(date(2031, 5, 3), date(2031, 5, 5)))
    '3 to 5 May 2031'
    """
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        return _open_days(first, last)
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def _open_days(first: date | None, last: date | None) -> str:
    if first is None:
        return f"{day(last)} or before" if last else "a day left open"
    return f"{day(first)} or after"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spot_in_words(place: Place) -> str:
    """A place's name with the division and the country it lies in, as far as known."""
    parts = [place.name, place.admin1 or "", place.country or ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def reach_in_words(place: Place) -> str:
    """How exactly a place is known."""
    if place.lat is None:
        return "not placed"
    if place.kind is PlaceKind.COUNTRY:
        return "the whole country"
    return f"within {place.radius_km:g} km" if place.radius_km else "a point"
