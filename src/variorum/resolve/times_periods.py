"""Rules for seasons, quarters, decades, centuries and feasts.

The letters of a pattern are those of times_words.LETTERS; a rule's examples are read as published
on Wednesday 2031-05-07.
"""

from __future__ import annotations

import re
from datetime import date

from variorum.model.value import Basis
from variorum.resolve.calendar import SEASONS, Grain, Stretch
from variorum.resolve.calendar_feasts import feast
from variorum.resolve.times_anchor import Tense
from variorum.resolve.times_reading import (
    Match,
    Reading,
    dated,
    named_year,
    pointed_year,
    undated,
    with_part,
)
from variorum.resolve.times_words import Word


def season(match: Match) -> Reading | None:
    """A season, with or without its year.

    yes: The front froze in the winter of 2029. => 2029-WI
    yes: The front moved last summer. => 2030-SU
    yes: They have been hiding since the winter. => 2030-WI
    yes: The front will move in the autumn. => 2031-FA
    no: Prices fall.
    """
    word, how, year = match["s"], match["how"], named_year(match, "y") or pointed_year(match)
    if word is None or _is_a_drop(match, word):
        return None
    base = match.setting.anchor if not match.setting.narrative else match.setting.told_day
    if year is None:
        if match.setting.told.before_christ and match.setting.narrative:
            return undated(f"BC{match.setting.told.before_christ:04}-{word.value}")
        if base is None:
            return undated(f"XXXX-{word.value}")
        return dated(_season_near(match, base, word.value, how), match.setting.anchor_basis)
    if (era := match["B"]) and era.value == "BC":
        return undated(f"BC{year:04}-{word.value}")
    return dated(Stretch.of(Grain.SEASON, year, SEASONS[word.value]))


def _is_a_drop(match: Match, word: Word) -> bool:
    """Whether "fall" is the fall of a city or of prices."""
    tokens = match.setting.annotated.tokens
    if tokens[word.token].text.lower() != "fall" or match["how"] or match["y"]:
        return False
    before = {token.text.lower() for token in tokens[max(0, word.token - 2) : word.token]}
    follower = tokens[word.token + 1].text if word.token + 1 < len(tokens) else ""
    return follower == "of" or not before & {"in", "during", "by", "early", "late", "until"}


def _season_near(match: Match, base: date, name: str, how: Word | None) -> Stretch:
    this = Stretch.of(Grain.SEASON, base.year, SEASONS[name])
    if how is not None and how.letter == "l":
        return this if this.last < base else this.moved(-4)
    if how is not None and how.letter == "x":
        return this if this.first > base else this.moved(4)
    counts_back = how is None and not match.setting.narrative
    lies_ahead = counts_back and this.first > base and match.tense() is Tense.PAST
    return this.moved(-4) if lies_ahead else this


def quarter(match: Match) -> Reading | None:
    """A quarter of a year.

    yes: Output fell in the first quarter of 2030. => 2030-Q1
    yes: Output fell in the first quarter. => 2031-Q1
    yes: Fourth-quarter output fell. => 2030-Q4
    no: Output fell by a quarter.
    """
    number, year = match.number("o"), named_year(match, "y") or named_year(match, "year")
    base, how = match.setting.anchor, match["how"]
    if number is None or not 1 <= number <= 4 or match["u"] is None or match["u"].value != "Q":
        return None
    month = int(number) * 3 - 2
    if year is not None:
        return dated(Stretch.of(Grain.QUARTER, year, month))
    if base is None:
        return undated(f"XXXX-Q{int(number)}")
    if how is not None:
        off = {"l": -1, "x": 1}.get(how.letter, 0)
        return dated(Stretch.of(Grain.QUARTER, base.year + off, month), match.setting.anchor_basis)
    stretch = Stretch.of(Grain.QUARTER, base.year, month)
    if stretch.first > base and match.tense() is not Tense.FUTURE:
        stretch = stretch.moved(-4)
    return dated(stretch, match.setting.anchor_basis)


def quarter_year_ago(match: Match) -> Reading | None:
    """The same stretch of the year before: "the year-earlier quarter".

    yes: In the first quarter of 2030 it won; in the year-earlier period it lost. => 2029-Q1
    no: In the earlier period it lost.
    """
    told, number = match.setting.told.quarter, match.number("o")
    if told is None:
        base = match.setting.anchor
        return (
            dated(Stretch.around(base, Grain.YEAR).moved(-1), match.setting.anchor_basis)
            if base
            else None
        )
    if number is not None and 1 <= number <= 4:
        told = Stretch.of(Grain.QUARTER, told.first.year, int(number) * 3 - 2)
    return dated(told.moved(-4), Basis.TEXT)._replace(tells=False)


def decade(match: Match) -> Reading | None:
    """A decade by its digits or its name.

    yes: The mines of the 1980s are still there. => 198
    no: The 19 mines are still there.
    """
    word = match["Y"]
    digits = re.match(r"\d+", word.value) if word else None
    if digits is None:
        return None
    number = digits[0]
    year = int(number) * 10 if len(number) == 3 else int(number)
    year += 1900 if len(number) == 2 else 0
    return dated(Stretch.of(Grain.DECADE, year))


def century(match: Match) -> Reading | None:
    """A century by its number.

    yes: The fort is of the 19th century. => 18
    no: The fort is centuries old.
    """
    number = match.number("o")
    if number is None or match["u"] is None or match["u"].value != "C" or not 2 <= number <= 30:
        return None
    return dated(Stretch.of(Grain.CENTURY, int(number - 1) * 100))


def holiday(match: Match) -> Reading | None:
    """A feast with a fixed or computed day, the nearest by tense where no year is named.

    yes: They met on Christmas Eve 2029. => 2029-12-24
    yes: They met on Good Friday. => 2031-04-11
    no: They met on a holiday.
    """
    word, how, year = match["H"], match["how"], named_year(match, "y")
    if word is None:
        return None
    base = match.setting.anchor if not match.setting.narrative else match.setting.told_day
    if re.match(r"\d{4}-", word.value):
        return dated(Stretch(Grain.DAY, date.fromisoformat(word.value)))
    if year is None and base is None:
        return undated(f"XXXX-{word.value}") if word.value[:1].isdigit() else None
    if year is None and base is not None:
        days = [day for off in (-1, 0, 1) if (day := feast(word.value, base.year + off))]
        first = _feast_near(match, base, days, how)
    else:
        first = feast(word.value, year or 0)
    if first is None:
        return None
    return with_part(
        dated(first, match.setting.anchor_basis if year is None else Basis.STATED), match["p"]
    )


def _feast_near(match: Match, base: date, days: list[Stretch], how: Word | None) -> Stretch | None:
    if match.setting.narrative:
        return next((day for day in days if day.first.year == base.year), None)
    past = [day for day in days if day.first <= base]
    ahead = [day for day in days if day.first >= base]
    if how is not None and how.letter in "xl":
        return next(iter(past[-1:] if how.letter == "l" else ahead[:1]), None)
    tense = match.tense()
    if tense is not Tense.UNCLEAR:
        pick = ahead[:1] if tense is Tense.FUTURE else past[-1:]
        return pick[0] if pick else None
    return min(days, key=lambda day: abs(day.first - base), default=None)
