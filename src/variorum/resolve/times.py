"""Find the time expressions of a document and the days they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from variorum.model.annotation import Annotated
from variorum.model.value import Basis, Time, TimeType
from variorum.resolve.calendar import Grain, Stretch
from variorum.resolve.times_anchor import Dated, Setting, find_setting
from variorum.resolve.times_reading import Match, Reading, RuleRow
from variorum.resolve.times_rules import DATES, ENDINGS, OTHERS
from variorum.resolve.times_words import TELLING, Word, find_words

AHEAD: Final = frozenset("mwdyonsHDTlxtekVY")  # letters that dates within a phrase begin with
STRETCHES: Final = r"[^.|]+"
EDGE: Final = (
    r"(?:T?[erf]&?-?[IO]?T?|T?[erf]?EO|T?[erf]?EI(?=T?[muyos])|e?IT(?=p)|T?e?-?pI?O|T?[erf]?pU?O)"
)


class Compiled(NamedTuple):
    """A rule, ready to run."""

    row: RuleRow
    pattern: re.Pattern[str]


class Found(NamedTuple):
    """The words [first, last) and what they come to."""

    first: int
    last: int
    reading: Reading
    rule: str


def find_times(annotated: Annotated) -> tuple[Time, ...]:
    """Every time expression, in order, with its TIMEX3 value and the days it allows.

    `earliest` and `latest` are None where neither the words nor an anchor give days. A time
    hangs on the publication date only where there is one.
    """
    words = find_words(annotated)
    setting = _with_sight(find_setting(annotated, words), words)
    found = _find(words, setting)
    return tuple(
        _time(annotated, words, each, number) for number, each in enumerate(found, start=1)
    )


def _with_sight(setting: Setting, words: tuple[Word, ...]) -> Setting:
    """A setting that can read ahead: the days within "Sunday's attack" before "the day after"."""
    letters = "".join(word.letter for word in words)
    starts = [word.token for word in words]

    def ahead(first: int, last: int) -> Stretch | None:
        end = bisect_left(starts, last)
        for at in range(bisect_left(starts, first), end):
            found = _longest(words, letters, at, end, seeing) if letters[at] in AHEAD else None
            if found and found.reading.stretch and found.reading.tells:
                return found.reading.stretch
        return None

    seeing = replace(setting, ahead=ahead)
    return seeing


def _find(words: tuple[Word, ...], setting: Setting) -> Iterator[Found]:
    letters = "".join(word.letter for word in words)
    stretches, telling = _compiled()[2], TELLING
    for stretch in stretches.finditer(letters):
        at, end = stretch.span()
        silent = telling.isdisjoint(stretch[0]) and "'n" not in stretch[0]
        if silent and not setting.told.before_christ:
            continue
        while at < end:
            found = _longest(words, letters, at, end, setting)
            if found is None:
                at += 1
                continue
            if found.reading.stretch and found.reading.tells:
                setting.tell(_dated(words, found, found.reading.stretch))
            yield found
            at = found.last


def _dated(words: tuple[Word, ...], found: Found, stretch: Stretch) -> Dated:
    first, last = words[found.first].token, words[found.last - 1].token + 1
    return Dated(first, last, stretch, found.reading.anchor)


def _longest(
    words: tuple[Word, ...], letters: str, at: int, end: int, setting: Setting
) -> Found | None:
    """The longest expression that begins at a word."""
    dates, others, _, edge, endings = _compiled()
    best = _best(dates + others, words, letters, at, end, setting)
    if ahead := edge.match(letters, at, end):
        inner = _best(dates + endings, words, letters, ahead.end(), end, setting)
        if inner and (best is None or inner.last > best.last):
            best = Found(
                at, inner.last, _narrowed(inner.reading, words[at : ahead.end()]), inner.rule
            )
    if best and best.rule == "clock":
        best = _with_day(best, words, letters, end, setting)
    return best


def _best(
    rules: tuple[Compiled, ...],
    words: tuple[Word, ...],
    letters: str,
    at: int,
    end: int,
    setting: Setting,
) -> Found | None:
    best: Found | None = None
    for row, pattern in rules:
        found = pattern.match(letters, at, end)
        if found is None or found.end() == at or (best and found.end() <= best.last):
            continue
        reading = _read(row, Match(words, found, setting))
        if reading is not None:
            best = Found(at, found.end(), reading, row.name)
    return best


def _read(row: RuleRow, match: Match) -> Reading | None:
    """What a rule reads; nothing where it leads beyond the years 1 to 9999."""
    try:
        return row.read(match)
    except OverflowError:
        return None


def _narrowed(reading: Reading, edge: tuple[Word, ...]) -> Reading:
    """A reading with its half or its part of the day, where the words before it name one."""
    for word in edge:
        stretch = reading.stretch
        if word.letter == "E" and word.value and stretch and stretch.grain is Grain.YEAR:
            month = 1 if word.value == "H1" else 7
            half = Stretch(Grain.HALF, stretch.first.replace(month=month))
            return reading._replace(value=half.value, stretch=half)
        if (
            word.letter == "p"
            and stretch
            and stretch.grain is Grain.DAY
            and "T" not in reading.value
        ):
            return reading._replace(type=TimeType.TIME, value=reading.value + word.value)
    return reading


def _with_day(
    clock: Found, words: tuple[Word, ...], letters: str, end: int, setting: Setting
) -> Found:
    """A clock time with the day that stands right behind it."""
    at = clock.last
    while at < end and letters[at] in ",IO":
        at += 1
    day = _best(_compiled()[0], words, letters, at, end, setting)
    stretch = day.reading.stretch if day else None
    if day is None or stretch is None or stretch.grain is not Grain.DAY:
        return clock
    text = clock.reading.value.partition("T")[2]
    reading = day.reading._replace(type=TimeType.TIME, value=f"{stretch.value}T{text}")
    return Found(clock.first, day.last, reading, clock.rule)


def _time(annotated: Annotated, words: tuple[Word, ...], found: Found, number: int) -> Time:
    reading, stretch = found.reading, found.reading.stretch
    if found.reading.type in (TimeType.DURATION, TimeType.SET):
        stretch = None
    whole = (stretch.first, reading.until or stretch.last) if stretch else (None, None)
    earliest, latest = reading.days or whole
    return Time(
        id=f"t{number}",
        span=annotated.document.span(words[found.first].start, words[found.last - 1].end),
        type=reading.type,
        value=reading.value,
        earliest=earliest,
        latest=latest,
        basis=reading.basis if stretch or reading.basis is Basis.EVENT else Basis.STATED,
        rule=found.rule,
        anchor=annotated.span(*reading.anchor) if reading.anchor else None,
    )


@cache
def _compiled() -> tuple[
    tuple[Compiled, ...],
    tuple[Compiled, ...],
    re.Pattern[str],
    re.Pattern[str],
    tuple[Compiled, ...],
]:
    def ready(rows: tuple[RuleRow, ...]) -> tuple[Compiled, ...]:
        return tuple(Compiled(row, re.compile(row.pattern)) for row in rows)

    return ready(DATES), ready(OTHERS), re.compile(STRETCHES), re.compile(EDGE), ready(ENDINGS)
