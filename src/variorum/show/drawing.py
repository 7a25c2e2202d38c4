"""Where each account puts an incident in time, and how high it puts a figure: plain geometry.

Everything is in units of the drawing; the page makes SVG of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.sheet import Reading, Sheet, SheetRow
from variorum.model.value import Bounds, Interval, Number, Time
from variorum.model.wording import bounds_in_words, day, days_in_words, number, siglum

WIDTH = 720.0  # of a drawing
LEFT = 34.0  # kept for letters
RIGHT = 14.0
ROW = 26.0  # height of a voice's line
TOP = 26.0  # kept for the axis
SMALLEST = 6.0  # width of a bar that would vanish
MOST_TICKS = 8
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_STEPS_DAYS = (1, 2, 7, 14, 31, 92, 183, 366, 1827, 3653, 18263)


@dataclass(frozen=True, slots=True)
class Bar:
    """What one wording allows: a bar from `x`, `width` wide; a point where `width` is 0.

    `open_left`, `open_right`: the side goes on beyond the drawing. `part`: a figure of some of
    those counted, such as the children among the dead.
    """

    x: float
    width: float
    y: float
    tells: str
    document: str
    quotation: Span
    open_left: bool = False
    open_right: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis; `last`: it stands at the right edge."""

    x: float
    label: str
    last: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """The line of one voice."""

    y: float
    letter: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """An axis, a lane for each voice, and the bars on them."""

    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    width: float = WIDTH


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the table beside the drawing."""

    days: str
    clock: str
    letter: str
    document: str
    quotation: Span


@dataclass(frozen=True, slots=True)
class _Placed:
    """A time of the incident: which voice, and the moments between which it lies."""

    voice: int
    document: str
    time: Time
    first: datetime | None
    last: datetime | None


def moments(sheet: Sheet, ledgers: Mapping[str, Ledger]) -> list[Moment]:
    """Every time at which an account puts the incident, in order of days."""
    return [
        Moment(
            days_in_words(Interval(one.time.earliest, one.time.latest)),
            one.first.strftime("%H:%M") if one.first and one.first == one.last else "",
            siglum(one.voice),
            one.document,
            one.time.span,
        )
        for one in sorted(_placed(sheet, ledgers), key=_by_day)
    ]


def _by_day(one: _Placed) -> tuple[datetime, datetime, int, int]:
    first, last = one.first or datetime.min, one.last or datetime.max
    return first, last, one.voice, one.time.span.start


def draw_times(sheet: Sheet, ledgers: Mapping[str, Ledger]) -> Drawing | None:
    """The times of an incident on an axis of days; None where no account gives a day."""
    placed = list(_placed(sheet, ledgers))
    edges = [edge for one in placed for edge in (one.first, one.last) if edge is not None]
    if not edges:
        return None
    axis = _Axis(_midnight(min(edges)), _midnight(max(edges)) + timedelta(days=1))
    bars = tuple(_time_bar(one, axis) for one in placed)
    return Drawing(_height(sheet), tuple(axis.ticks()), _lanes(sheet), bars)


def _placed(sheet: Sheet, ledgers: Mapping[str, Ledger]) -> Iterator[_Placed]:
    for voice, account in enumerate(sheet.voices):
        seen: set[tuple[object, ...]] = set()
        for document in account.documents:
            for one in _times(sheet, ledgers[document]):
                key = (one.earliest, one.latest, one.value)
                if key not in seen and (one.earliest or one.latest):
                    seen.add(key)
                    yield _Placed(voice, document, one, *_edges(one))


def _times(sheet: Sheet, ledger: Ledger) -> list[Time]:
    events = {one.event for one in sheet.incident.events if one.document == ledger.document.id}
    ours = {event.time for event in ledger.events if event.id in events}
    return [one for one in ledger.times if one.id in ours]


def _edges(one: Time) -> tuple[datetime | None, datetime | None]:
    clock = _CLOCK.search(one.value)
    if clock and one.earliest is not None and one.earliest == one.latest:
        moment = datetime.combine(one.earliest, time(int(clock[1]) % 24, int(clock[2]) % 60))
        return moment, moment
    first = datetime.combine(one.earliest, time.min) if one.earliest else None
    last = datetime.combine(one.latest, time(23, 59)) if one.latest else None
    return first, last


@dataclass(frozen=True, slots=True)
class _Axis:
    """From midnight to midnight."""

    first: datetime
    last: datetime

    def x(self, moment: datetime) -> float:
        """Where a moment stands."""
        share = (moment - self.first) / (self.last - self.first)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self) -> Iterator[Tick]:
        """The days that are named, as many as there is room for; the hours of a lone day."""
        days = (self.last - self.first).days
        yield Tick(self.x(self.first), day(self.first.date()))
        if days == 1:
            for hour in (6, 12, 18):
                yield Tick(self.x(self.first + timedelta(hours=hour)), f"{hour:02}:00")
        step = next((one for one in _STEPS_DAYS if days / one <= MOST_TICKS), days)
        for past in range(step, days, step):
            moment = self.first + timedelta(days=past)
            yield Tick(self.x(moment), day(moment.date()))


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time.min)


def _time_bar(one: _Placed, axis: _Axis) -> Bar:
    start = axis.x(one.first or axis.first)
    end = axis.x(one.last or axis.last)
    exact = one.first is not None and one.first == one.last
    return Bar(
        start,
        0.0 if exact else max(end - start, SMALLEST),
        _y(one.voice),
        days_in_words(Interval(one.time.earliest, one.time.latest)),
        one.document,
        one.time.span,
        one.first is None,
        one.last is None,
    )


def draw_figures(sheet: Sheet, row: SheetRow) -> Drawing | None:
    """The numbers of a row on an axis; None unless there are two or more."""
    found = [
        (voice, reading, reading.bounds)
        for voice, cell in enumerate(row.cells)
        for reading in cell.readings
        if reading.bounds is not None
    ]
    ends = [end for _, _, one in found for end in (one.low, one.high) if end is not None]
    if len(found) < 2 or not ends:
        return None
    scale = _Scale(_round_up(max(ends)))
    bars = tuple(_figure_bar(voice, reading, one, scale) for voice, reading, one in found)
    return Drawing(_height(sheet), tuple(scale.ticks()), _lanes(sheet), bars)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From 0 to a round number."""

    last: float

    def x(self, value: Number) -> float:
        """Where a number stands."""
        return round(LEFT + value / self.last * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self) -> Iterator[Tick]:
        """0, the end, and three between."""
        for part in range(5):
            value = self.last * part / 4
            shown = number(int(value) if value.is_integer() else value)
            yield Tick(self.x(value), shown, last=part == 4)


def _round_up(value: Number) -> float:
    """The next number that four steps of one digit reach, with some room above the value."""
    size = 4 * 10 ** max(math.floor(math.log10(max(value, 1))) - 1, 0)
    return float(math.ceil(value * 1.08 / size) * size)


def _figure_bar(voice: int, reading: Reading, bounds: Bounds, scale: _Scale) -> Bar:
    low, high = bounds.low, bounds.high
    start = scale.x(low or 0)
    end = WIDTH - RIGHT if high is None else scale.x(high)
    return Bar(
        start,
        0.0 if low == high else max(end - start, SMALLEST),
        _y(voice),
        reading.value,
        reading.document,
        reading.quotation,
        low is None,
        high is None,
        part=reading.value not in (bounds_in_words(bounds), bounds_in_words(bounds, True)),
    )


def _y(voice: int) -> float:
    return TOP + ROW * voice + ROW / 2


def _height(sheet: Sheet) -> float:
    return TOP + ROW * len(sheet.voices) + 4


def _lanes(sheet: Sheet) -> tuple[Lane, ...]:
    return tuple(Lane(_y(voice), siglum(voice)) for voice in range(len(sheet.voices)))
