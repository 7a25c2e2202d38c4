"""Several incidents on one line of time, a lane for each outlet: plain geometry, and its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from variorum.model.ledger import Ledger
from variorum.model.sheet import Sheet, VoiceKind
from variorum.model.value import Bounds, Interval
from variorum.model.wording import UNSAID, bounds_in_words, days_in_words, number
from variorum.show.axes import Days, Tick, midnight

WIDTH = 1080.0
LEFT = 190.0  # kept for the names of outlets
RIGHT = 96.0  # kept for what stands beside the last bar
TOP = 26.0  # kept for the axis
LINE = 20.0  # height of a line; a lane has as many as its bars need beside one another
LETTER = 7.0  # width of a letter, for what stands beside a bar
SMALLEST = 7.0  # width of a bar that would vanish


@dataclass(frozen=True, slots=True)
class Entry:
    """What one outlet says of one incident: a line of the table. `number`: of the incident."""

    outlet: str
    number: int
    days: Interval | None
    killed: Bounds | None

    @property
    def days_told(self) -> str:
        """The days, in words."""
        return days_in_words(self.days) if self.days else UNSAID

    @property
    def killed_told(self) -> str:
        """How many killed, in words."""
        return bounds_in_words(self.killed) if self.killed else UNSAID


@dataclass(frozen=True, slots=True)
class Stretch:
    """The bar of an entry, and what stands beside it."""

    x: float
    width: float
    y: float
    label: str
    entry: Entry
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """The lines of one outlet, from `top` to `top` + `height`."""

    top: float
    height: float
    outlet: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """An axis of days, a lane for each outlet, and the bars on them."""

    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    stretches: tuple[Stretch, ...]
    width: float = WIDTH
    left: float = LEFT


def entries(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> list[Entry]:
    """What each outlet says of each incident, outlet by outlet; prints of a text are one voice."""
    found: dict[str, list[Entry]] = {}
    for at, sheet in enumerate(sheets, 1):
        for voice, one in enumerate(sheet.voices):
            first = ledgers[one.documents[0]].document
            outlet = first.source or one.label
            if one.kind is VoiceKind.ACCOUNT:
                entry = Entry(outlet, at, _days(sheet, voice), _killed(sheet, voice))
                found.setdefault(outlet, []).append(entry)
    return [entry for every in found.values() for entry in every]


def _days(sheet: Sheet, voice: int) -> Interval | None:
    """The days a voice allows: those that meet the incident's where it gives some."""
    told = [
        reading.days
        for row in sheet.rows
        if row.name == "when"
        for reading in row.cells[voice].readings
        if reading.days is not None and (reading.days.earliest or reading.days.latest)
    ]
    meeting = [one for one in told if _meet(one, sheet.incident.time)] or told
    if not meeting:
        return None
    firsts = [one.earliest for one in meeting if one.earliest is not None]
    lasts = [one.latest for one in meeting if one.latest is not None]
    every = len(meeting)
    return Interval(
        min(firsts) if len(firsts) == every else None, max(lasts) if len(lasts) == every else None
    )


def _meet(one: Interval, other: Interval | None) -> bool:
    if other is None:
        return False
    first, last = one.earliest or date.min, one.latest or date.max
    return first <= (other.latest or date.max) and (other.earliest or date.min) <= last


def _killed(sheet: Sheet, voice: int) -> Bounds | None:
    course = next((row.course for row in sheet.rows if row.name == "killed"), None)
    steps = course.steps if course else ()
    return next((step.bounds for step in steps if step.voice == voice), None)


def draw_timeline(told: Sequence[Entry]) -> Timeline | None:
    """The entries on an axis of days; None unless two incidents have a day."""
    dated = [one for one in told if one.days is not None]
    if len({one.number for one in dated}) < 2:
        return None
    edges = [day for one in dated if one.days for day in _ends(one.days)]
    axis = Days(_start(min(edges)), _start(max(edges)) + timedelta(days=1), LEFT, WIDTH - RIGHT)
    lanes: list[Lane] = []
    stretches: list[Stretch] = []
    top = TOP
    for outlet in dict.fromkeys(one.outlet for one in dated):
        placed, lines = _packed([one for one in dated if one.outlet == outlet], axis, top)
        lanes.append(Lane(top, lines * LINE, outlet))
        stretches += placed
        top += lines * LINE + 6
    return Timeline(top, tuple(axis.ticks()), tuple(lanes), tuple(stretches))


def _ends(days: Interval) -> list[date]:
    return [day for day in (days.earliest, days.latest) if day is not None]


def _start(day: date) -> datetime:
    return midnight(datetime.combine(day, time.min))


def _packed(told: Sequence[Entry], axis: Days, top: float) -> tuple[list[Stretch], int]:
    """The bars of a lane, each on the first line where it has room, and how many lines."""
    ends: list[float] = []
    placed: list[Stretch] = []
    for one in sorted(told, key=lambda each: (each.days is None, _first(each), each.number)):
        assert one.days is not None
        start = axis.x(_start(one.days.earliest) if one.days.earliest else axis.first)
        last = _start(one.days.latest) + timedelta(days=1) if one.days.latest else axis.last
        width = max(axis.x(last) - start, SMALLEST)
        label = f"{one.number}: {_in_signs(one.killed)}" if one.killed else str(one.number)
        line = next((at for at, end in enumerate(ends) if end <= start), len(ends))
        ends[line : line + 1] = [start + width + LETTER * (len(label) + 2)]
        y = top + LINE * (line + 0.5)
        placed.append(
            Stretch(start, width, y, label, one, not one.days.earliest, not one.days.latest)
        )
    return placed, max(len(ends), 1)


def _first(one: Entry) -> date:
    return (one.days and one.days.earliest) or date.min


def _in_signs(bounds: Bounds) -> str:
    """Bounds as short as they can be told.

    >>> _in_signs(Bounds(12, None)), _in_signs(Bounds(12, 15)), _in_signs(Bounds(7, 7))
    ('12+', '12–15', '7')
    """
    low, high = bounds.low, bounds.high
    if high is None:
        return f"{number(low)}+"
    if low is None:
        return f"≤{number(high)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"
