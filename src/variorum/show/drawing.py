"""Where each account puts an incident in time, and how high it puts a figure: plain geometry.

Everything is in units of the drawing; the page makes SVG of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.record import Event
from variorum.model.sheet import Reading, Sheet, SheetRow
from variorum.model.value import Bounds, Interval, Time
from variorum.model.wording import bounds_in_words, days_in_words, siglum
from variorum.show.axes import RIGHT, WIDTH, Days, Numbers, Tick, midnight, round_up

ROW = 26.0  # height of a voice's line
TOP = 26.0  # kept for the axis
SMALLEST = 6.0  # width of a bar that would vanish
_CLOCK = re.compile(r"T(\d\d):(\d\d)")


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
    axis = Days(midnight(min(edges)), midnight(max(edges)) + timedelta(days=1))
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
    ours = {event.time for event in own_events(sheet, ledger)}
    return [one for one in ledger.times if one.id in ours]


def own_events(sheet: Sheet, ledger: Ledger) -> list[Event]:
    """The events of a document that are of the incident; of a dataset's row, its event."""
    if ledger.document.id not in sheet.incident.documents:
        return list(ledger.events)
    events = {one.event for one in sheet.incident.events if one.document == ledger.document.id}
    return [one for one in ledger.events if one.id in events]


def _edges(one: Time) -> tuple[datetime | None, datetime | None]:
    clock = _CLOCK.search(one.value)
    if clock and one.earliest is not None and one.earliest == one.latest:
        moment = datetime.combine(one.earliest, time(int(clock[1]) % 24, int(clock[2]) % 60))
        return moment, moment
    first = datetime.combine(one.earliest, time.min) if one.earliest else None
    last = datetime.combine(one.latest, time(23, 59)) if one.latest else None
    return first, last


def _time_bar(one: _Placed, axis: Days) -> Bar:
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
    scale = Numbers(round_up(max(ends)))
    bars = tuple(_figure_bar(voice, reading, one, scale) for voice, reading, one in found)
    return Drawing(_height(sheet), tuple(scale.ticks()), _lanes(sheet), bars)


def _figure_bar(voice: int, reading: Reading, bounds: Bounds, scale: Numbers) -> Bar:
    low, high = bounds.low, bounds.high
    start = scale.at(low or 0)
    end = WIDTH - RIGHT if high is None else scale.at(high)
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
