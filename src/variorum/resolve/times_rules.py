"""Rules for time expressions: a pattern over word classes, and what it comes to.

The letters are those of times_words.LETTERS. A rule's examples are read as published on
Wednesday 2031-05-07.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from variorum.model.value import Basis, TimeType
from variorum.resolve.calendar import (
    SEASONS,
    Grain,
    Stretch,
    day_or_none,
)
from variorum.resolve.calendar_feasts import feast
from variorum.resolve.times_anchor import Setting, Tense
from variorum.resolve.times_words import Word

LONG_AGO: Final = 150  # years within which a bare number still counts years before Christ
AROUND_NEW_YEAR: Final = 9  # months apart from which an account has passed into another year
PAST_ONLY_DAYS: Final = 2  # a day this far after publication is still read as past, by time zones
BY_PREPOSITION: Final = {
    "until": Tense.FUTURE,
    "till": Tense.FUTURE,
    "by": Tense.FUTURE,
    "since": Tense.PAST,
}
UNIT_GRAINS: Final = {"D": Grain.DAY, "W": Grain.WEEK, "M": Grain.MONTH, "Y": Grain.YEAR,
                      "Q": Grain.QUARTER, "WE": Grain.WEEKEND, "E": Grain.DECADE,
                      "C": Grain.CENTURY, "S": Grain.SEASON}  # fmt: skip
CLOCK_UNITS: Final = {"TH": 3600, "TM": 60, "TS": 1}


class Reading(NamedTuple):
    """What an expression comes to. `stretch`: its days; `until`: a later last day than the
    stretch's; `tells`: whether "the next day" may count from it."""

    type: TimeType
    value: str
    stretch: Stretch | None = None
    basis: Basis = Basis.STATED
    tells: bool = True
    until: date | None = None


@dataclass(frozen=True)
class Match:
    """Where a pattern matched: its words, by the names of the pattern's groups."""

    words: tuple[Word, ...]
    found: re.Match[str]
    setting: Setting

    def __getitem__(self, group: str) -> Word | None:
        """The first word of a group, None where it is not there."""
        at = self.found.start(group) if group in self.found.re.groupindex else -1
        return self.words[at] if at >= 0 and self.found[group] else None

    def number(self, group: str) -> float | None:
        """The number of a group."""
        word = self[group]
        if word is None or not word.value:
            return None
        digits = re.match(r"\d+(?:\.\d+)?", word.value)
        return float(digits[0]) if digits else None

    @property
    def token(self) -> int:
        """The token of the last word."""
        return self.words[self.found.end() - 1].token

    @property
    def first_token(self) -> int:
        """The token of the first word."""
        return self.words[self.found.start()].token

    def tense(self) -> Tense:
        """Where the words before the expression put it, or else the verb over it."""
        first = self.first_token
        before = self.setting.annotated.tokens[first - 1].text.lower() if first else ""
        return BY_PREPOSITION.get(before) or self.setting.tense(self.token)


Rule = Callable[[Match], Reading | None]


def dated(stretch: Stretch, basis: Basis = Basis.STATED) -> Reading:
    """A date with the value of its stretch."""
    return Reading(TimeType.DATE, stretch.value, stretch, basis)


def undated(value: str) -> Reading:
    """A date whose days the text does not give."""
    return Reading(TimeType.DATE, value, tells=False)


# --- whole and partial dates


def full_date(match: Match) -> Reading | None:
    """A day with its month, with or without its year, in either order.

    yes: The bridge fell on 12 March 2029. => 2029-03-12
    yes: Port Alma, April 30: the harbour is open. => 2031-04-30
    yes: The talks of the 3rd of May failed. => 2031-05-03
    no: About 12 marched in the rain.
    """
    month_word, day = match["m"], match.number("d")
    if month_word is None or day is None or not 1 <= day <= 31:
        return None
    month, last = int(month_word.value), match.number("until")
    year = _year(match, "y") or _year_of(match)
    if year is not None:
        first, basis = day_or_none(year, month, int(day)), Basis.STATED
    else:
        first, basis = _nearest_day(match, month, int(day))
    if first is None:
        return undated(f"XXXX-{month:02}-{int(day):02}") if year is None and day <= 31 else None
    until = day_or_none(first.year, month, int(last)) if last and day < last <= 31 else None
    return dated(Stretch(Grain.DAY, first), basis)._replace(until=until)


def _year(match: Match, group: str) -> int | None:
    number = match.number(group)
    if number is None:
        return None
    if number >= 100:
        return int(number)
    return int(number) + _century(match, 2000 if number < 40 else 1900)


def _year_of(match: Match) -> int | None:
    """The year of "of that year", "last year"."""
    how = match["of"]
    if how is None:
        return None
    base = match.setting.told_day if how.letter == "v" else match.setting.anchor
    return base.year + {"l": -1, "x": 1}.get(how.letter, 0) if base else None


def _century(match: Match, usual: int = 1900) -> int:
    """The century of a year told by its last two digits."""
    told = match.setting.told.stretch
    return told.first.year // 100 * 100 if match.setting.narrative and told else usual


def _nearest_day(match: Match, month: int, day: int) -> tuple[date | None, Basis]:
    setting = match.setting
    anchor = setting.anchor
    told = setting.told.stretch
    if told and _is_told_year(match):
        return day_or_none(_year_told(told, month), month, day), Basis.TEXT
    if anchor is None:
        return None, Basis.STATED
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    days = [found for year in years if (found := day_or_none(year, month, day))]
    tense = Tense.UNCLEAR if setting.narrative else match.tense()
    if tense is Tense.PAST:
        days = [found for found in days if found <= anchor + timedelta(PAST_ONLY_DAYS)] or days
    if tense is Tense.FUTURE:
        days = [found for found in days if found >= anchor - timedelta(45)] or days
    return min(days, key=lambda found: abs(found - anchor), default=None), setting.anchor_basis


def _year_told(told: Stretch, month: int) -> int:
    """The year in which an account that has come to `told` next names a month."""
    if told.grain in (Grain.DAY, Grain.WEEK, Grain.MONTH):
        if month <= told.first.month - AROUND_NEW_YEAR:
            return told.first.year + 1
        if month >= told.first.month + AROUND_NEW_YEAR:
            return told.first.year - 1
    return told.first.year


def _is_told_year(match: Match) -> bool:
    """Whether a year was named just before that is not the year of publication."""
    setting, told = match.setting, match.setting.told
    if told.stretch is None:
        return False
    if setting.narrative:
        return True
    sentence = setting.annotated.tokens[match.token].sentence
    return (
        sentence == told.sentence
        and setting.published is not None
        and told.stretch.first.year < setting.published.year - 1
    )


def month_year(match: Match) -> Reading | None:
    """A month with its year.

    yes: They left in March 2029. => 2029-03
    no: In March they left.
    """
    month, year = match["m"], _year(match, "y")
    if month is None or year is None:
        return None
    if (era := match["B"]) and era.value == "BC":
        return undated(f"BC{year:04}-{int(month.value):02}")
    return dated(Stretch(Grain.MONTH, date(year, int(month.value), 1)))


def month_alone(match: Match) -> Reading | None:
    """A month without its year: the nearest by tense.

    yes: The port closed in March. => 2031-03
    yes: The port will close in July. => 2031-07
    yes: The port closed last November. => 2030-11
    no: They march in July 2033.
    """
    word = match["m"]
    if word is None:
        return None
    month, setting = int(word.value), match.setting
    how = match["how"]
    if (
        how is None
        and word.end - word.start < 4
        and month != 5
        and setting.annotated.document.text[word.end - 1] != "."
    ):
        return None  # "Jan" alone is a person
    if setting.told.before_christ and setting.narrative:
        return undated(f"BC{setting.told.before_christ:04}-{month:02}")
    if how is None and _is_told_year(match) and setting.told.stretch:
        year = _year_told(setting.told.stretch, month)
        return dated(Stretch(Grain.MONTH, date(year, month, 1)), Basis.TEXT)
    anchor = setting.anchor
    if anchor is None:
        return undated(f"XXXX-{month:02}")
    if setting.narrative:
        back = 1 if how is not None and how.letter == "l" else 0
        return dated(Stretch(Grain.MONTH, date(anchor.year - back, month, 1)), Basis.TEXT)
    year = anchor.year + _years_off(match, month, anchor, how)
    return dated(Stretch(Grain.MONTH, date(year, month, 1)), setting.anchor_basis)


def _years_off(match: Match, month: int, anchor: date, how: Word | None) -> int:
    if how is not None and how.letter == "l":
        return 0 if month < anchor.month else -1
    if how is not None and how.letter == "x":
        return 0 if month > anchor.month else 1
    if how is not None and how.letter in "tk":
        return 0
    if match.tense() is Tense.FUTURE:
        return 0 if month >= anchor.month else 1
    return 0 if month <= anchor.month else -1


def month_of_year_told(match: Match) -> Reading | None:
    """A month of a year named by its place: "June last year", "August of that year".

    yes: Prices rose in June last year. => 2030-06
    no: Prices rose in June.
    """
    word, how = match["m"], match["how"]
    if word is None or how is None:
        return None
    base = match.setting.told_day if how.letter == "v" else match.setting.anchor
    if base is None:
        return None
    year = base.year + {"l": -1, "x": 1}.get(how.letter, 0)
    return dated(Stretch(Grain.MONTH, date(year, int(word.value), 1)), match.setting.anchor_basis)


def month_set(match: Match) -> Reading | None:
    """A month of every year.

    yes: They march each July. => XXXX-07
    no: They marched in July.
    """
    word = match["m"]
    return Reading(TimeType.SET, f"XXXX-{int(word.value):02}", tells=False) if word else None


def year_alone(match: Match) -> Reading | None:
    """A year.

    yes: The treaty of 2019 holds. => 2019
    no: The town has 2019 inhabitants.
    """
    word = match["y"]
    if word is None:
        return None
    tokens = match.setting.annotated.tokens
    token = tokens[word.token]
    follower = tokens[word.token + 1] if word.token + 1 < len(tokens) else None
    counts = token.rel.startswith("nummod") and token.head is not None and token.head > token.index
    if counts and follower is not None and follower.xpos == "NNS":
        return None
    before = tokens[word.token - 1].text if word.token else ""
    if before in ("$", "£", "€", "No.", "#") or (follower is not None and follower.text == "%"):
        return None
    year = int(word.value)
    if match["B"] is not None and match["B"].value == "BC":
        return _before_christ(match, year)
    if not 1400 <= year <= 2150 and before.lower() not in (
        "in",
        "of",
        "since",
        "from",
        "until",
        "by",
        "year",
    ):
        return None
    return dated(Stretch(Grain.YEAR, date(year, 1, 1)))


def year_with_era(match: Match) -> Reading | None:
    """A year before or after Christ, with the letters that say so.

    yes: The city fell in 480 BC. => BC0480
    no: The city fell in 1480.
    """
    number, era = match.number("n"), match["B"]
    if number is None or era is None:
        return None
    if era.value == "BC":
        return _before_christ(match, int(number))
    return dated(Stretch(Grain.YEAR, date(int(number), 1, 1))) if 1 <= number <= 9999 else None


def _before_christ(match: Match, year: int) -> Reading:
    match.setting.told.before_christ = year
    return undated(f"BC{year:04}")


def year_without_era(match: Match) -> Reading | None:
    """A year of an account that counts years before Christ.

    yes: It fell in 499 BC. In 490 it rose. => BC0490
    no: It fell in 490 days.
    """
    number, last = match.number("n"), match.setting.told.before_christ
    word = match["n"]
    if number is None or last is None or word is None or not word.value.isdigit():
        return None
    follower = match.setting.annotated.tokens[word.token + 1 : word.token + 2]
    near = abs(number - last) <= LONG_AGO and number >= 100
    counts = follower and follower[0].upos in ("NOUN", "ADJ")
    return _before_christ(match, int(number)) if near and not counts else None


def short_year(match: Match) -> Reading | None:
    """The second of two years, shortened.

    yes: The war of 2014-18 was long. => 2018
    no: The score was 14-18.
    """
    bare = match.number("bare")
    if bare is not None and 10 <= bare <= 99:
        return dated(Stretch(Grain.YEAR, date(_century(match) + int(bare), 1, 1)))
    first, number = match.words[match.found.start() - 2], match.number("n")
    if number is None or not first.value.isdigit():
        return None
    year = int(first.value) // 100 * 100 + int(number)
    return dated(Stretch(Grain.YEAR, date(year, 1, 1))) if year > int(first.value) else None


def numeric_date(match: Match) -> Reading | None:
    """A day in digits, year first or last; one that could be two days stays a month or less.

    yes: Filed 2031/05/04 by the desk. => 2031-05-04
    yes: Filed 25/04/2031 by the desk. => 2031-04-25
    no: About 3/4 of them left.
    """
    word = match["d"]
    parts = [int(part) for part in word.value.split("/")] if word else []
    if len(parts) != 3:
        return None
    if parts[0] > 31:
        year, month, day = parts
    else:
        month, day, year = (
            parts if parts[1] > 12 or parts[0] <= 12 else (parts[1], parts[0], parts[2])
        )
        year += 0 if year > 99 else (2000 if year < 40 else 1900)
    found = day_or_none(year, month, day)
    return dated(Stretch(Grain.DAY, found)) if found else None


def iso_date(match: Match) -> Reading | None:
    """A day as ISO 8601 writes it.

    yes: Filed 2031-05-04 by the desk. => 2031-05-04
    no: In 2031 - 5 of them.
    """
    parts = [match.number(group) for group in ("y", "n", "d")]
    if None in parts:
        return None
    year, month, day = (int(part) for part in parts if part is not None)
    found = day_or_none(year, month, day)
    return dated(Stretch(Grain.DAY, found)) if found else None


# --- days that hang on another


def weekday(match: Match) -> Reading | None:
    """A day of the week, by the tense of its verb.

    yes: The envoy left on Monday. => 2031-05-05
    yes: The envoy will leave on Friday. => 2031-05-09
    yes: He was shot Tuesday night. => 2031-05-06TNI
    yes: Last Wednesday the line broke. => 2031-04-30
    no: The envoy left on a whim.
    """
    word, how, part = match["w"], match["how"], match["p"] or match["early"]
    anchor = match.setting.anchor
    if word is None:
        return None
    if anchor is None:
        return undated(f"XXXX-WXX-{int(word.value) + 1}")
    day = _weekday_near(match, anchor, int(word.value), how)
    return _with_part(dated(Stretch(Grain.DAY, day), match.setting.anchor_basis), part)


def _weekday_near(match: Match, anchor: date, wanted: int, how: Word | None) -> date:
    back, ahead = (anchor.weekday() - wanted) % 7, (wanted - anchor.weekday()) % 7
    if how is not None and how.letter == "l":
        return anchor - timedelta(back or 7)
    if how is not None and how.letter == "x":
        return anchor + timedelta(ahead or 7)
    if match.setting.narrative or match.tense() is Tense.FUTURE:
        return anchor + timedelta(ahead)
    if how is not None and how.letter in "tk" and match.tense() is not Tense.PAST:
        return anchor + timedelta(ahead)
    return anchor - timedelta(back)


def _with_part(reading: Reading, part: Word | None) -> Reading:
    """A day's reading narrowed to a part of it."""
    if part is None or not part.value.startswith("T"):
        return reading
    return reading._replace(type=TimeType.TIME, value=reading.value + part.value)


def weekday_set(match: Match) -> Reading | None:
    """A day of every week.

    yes: The market opens every Thursday. => XXXX-WXX-4
    no: The market opened Thursday.
    """
    word = match["w"]
    if word is None:
        return None
    part = match["p"]
    return Reading(
        TimeType.SET, f"XXXX-WXX-{int(word.value) + 1}{part.value if part else ''}", tells=False
    )


def today(match: Match) -> Reading | None:
    """Today, yesterday, tomorrow, with or without a part of the day.

    yes: The pass was closed yesterday. => 2031-05-06
    yes: The pass opens tomorrow morning. => 2031-05-08TMO
    no: The pass was closed.
    """
    word = match["D"]
    anchor = match.setting.published if not match.setting.narrative else None
    if word is None:
        return None
    if anchor is None:
        return undated("PRESENT_REF" if word.value == "0" else "XXXX-XX-XX")
    day = Stretch(Grain.DAY, anchor + timedelta(int(word.value)))
    return _with_part(dated(day, Basis.PUBLICATION), match["p"] or match["early"])


def part_of_day(match: Match) -> Reading | None:
    """A part of a day that another word points to: "last night", "that afternoon", "tonight".

    yes: Shells fell last night. => 2031-05-06TNI
    yes: Shells fell this morning. => 2031-05-07TMO
    yes: Shells fell overnight. => 2031-05-07TNI
    no: Shells fell by night.
    """
    part, how = match["p"] or match["night"], match["how"]
    if part is None:
        return None
    told = how is not None and (
        how.letter in "vT" or (how.letter == "x" and match.setting.told.stretch)
    )
    base = match.setting.told_day if told else match.setting.anchor
    if base is None:
        return Reading(TimeType.TIME, f"XXXX-XX-XX{part.value}", tells=False)
    steps = {"l": -1, "x": 1}.get(how.letter, 0) if how is not None else 0
    basis = match.setting.told_basis if told else match.setting.anchor_basis
    return _with_part(dated(Stretch(Grain.DAY, base + timedelta(steps)), basis), part)


def unit_near(match: Match) -> Reading | None:
    """A stretch that a word places: "last week", "this year", "the following day", "that month".

    yes: Rents rose last month. => 2031-04
    yes: Rents will rise next year. => 2032
    yes: On 3 May he fled; the next day he was caught. => 2031-05-04
    no: Rents rose for a month.
    """
    unit, how = match["u"], match["how"]
    if unit is None or how is None or unit.value not in UNIT_GRAINS:
        return None
    text = match.setting.annotated.tokens[how.token].text.lower()
    told = text in TOLD_WORDS or (unit.value == "D" and how.letter in "lx")
    if match.setting.narrative:
        told = True
    if text == "latest":
        return _unit_of_text(match, unit)
    base = match.setting.told_day if told else match.setting.anchor
    grain = UNIT_GRAINS[unit.value]
    if base is None:
        return _unknown_unit(grain)
    steps = {"l": -1, "x": 1}.get(how.letter, 0)
    basis = match.setting.told_basis if told else match.setting.anchor_basis
    return dated(Stretch.around(base, grain).moved(steps), basis)


TOLD_WORDS: Final = frozenset(
    [
        "previous",
        "preceding",
        "prior",
        "following",
        "subsequent",
        "ensuing",
        "succeeding",
        "that",
        "same",
        "intervening",
    ]
)


def _unknown_unit(grain: Grain) -> Reading | None:
    masks = {
        Grain.DAY: "XXXX-XX-XX",
        Grain.WEEK: "XXXX-WXX",
        Grain.MONTH: "XXXX-XX",
        Grain.YEAR: "XXXX",
    }
    return undated(masks[grain]) if grain in masks else None


def unit_told(match: Match) -> Reading | None:
    """A stretch the text is in: "the weekend", "the quarter", "the end of the year".

    yes: Clashes marred the weekend. => 2031-W18-WE
    no: Clashes marred the day.
    """
    unit = match["u"]
    if unit is None or unit.value not in ("WE", "Q"):
        return None
    return _unit_of_text(match, unit)


def _unit_of_text(match: Match, unit: Word) -> Reading | None:
    setting = match.setting
    grain = UNIT_GRAINS.get(unit.value)
    if grain is None:
        return None
    how = match["how"]
    if grain is Grain.QUARTER and setting.told.quarter and how is None:
        return dated(setting.told.quarter, Basis.TEXT)
    base = setting.anchor
    if base is None:
        return None
    stretch = Stretch.around(base, grain)
    behind = grain is Grain.QUARTER or (
        grain is Grain.WEEKEND and match.tense() is not Tense.FUTURE
    )
    if behind and stretch.last >= base:
        stretch = stretch.moved(-1)
    return dated(stretch, setting.anchor_basis)


def end_of_unit(match: Match) -> Reading | None:
    """A part of the stretch the text is in.

    yes: Work stops at the end of the year. => 2031
    no: Work stops at the end of the road.
    """
    unit = match["u"]
    grain = UNIT_GRAINS.get(unit.value) if unit else None
    base = match.setting.told_day if match.setting.narrative else match.setting.anchor
    if grain is None or base is None:
        return None
    return dated(Stretch.around(base, grain), match.setting.anchor_basis)


def ago(match: Match) -> Reading | None:
    """So many units before publication.

    yes: The dam broke three years ago. => 2028
    yes: The dam broke two days ago. => 2031-05-05
    yes: The dam broke a few years ago. => PAST_REF
    no: The dam broke three years later.
    """
    return _counted(match, -1, match.setting.anchor, match.setting.anchor_basis)


def later(match: Match) -> Reading | None:
    """So many units after or before the last day told.

    yes: On 1 May 2029 the truce began; two weeks later it failed. => 2029-05-15
    yes: In 2019 he ruled. A year earlier he was in jail. => 2018
    no: The truce failed two weeks ago.
    """
    how = match["how"]
    if how is None or (how.letter == "b" and _goes_on(match)):
        return None
    ahead = how.letter == "f" or how.value == "1"
    return _counted(match, 1 if ahead else -1, match.setting.told_day, match.setting.told_basis)


def _goes_on(match: Match) -> bool:
    """Whether what follows names the event counted from, as in "two days before the vote"."""
    tokens, after = match.setting.annotated.tokens, match.token + 1
    return after < len(tokens) and tokens[after].upos not in ("PUNCT", "CCONJ", "VERB", "AUX")


def _counted(match: Match, sign: int, base: date | None, basis: Basis) -> Reading | None:
    unit, number = match["u"], match.number("n")
    if unit is None:
        return None
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if number is None:
        return undated(vague) if match["c"] is None else _moved(match, unit, sign, base, basis)
    return _moved(match, unit, sign * number, base, basis)


def _moved(
    match: Match, unit: Word, steps: float, base: date | None, basis: Basis
) -> Reading | None:
    grain = UNIT_GRAINS.get(unit.value)
    if base is None or grain is None:
        vague = "PAST_REF" if steps < 0 else "FUTURE_REF"
        return undated(vague)
    told = match.setting.told
    if grain is Grain.YEAR and steps == -1 and told.quarter and told.stretch == told.quarter:
        return dated(told.quarter.moved(-4), Basis.TEXT)._replace(tells=False)
    whole = int(steps)
    try:
        if (
            basis is Basis.TEXT
            and told.stretch
            and told.stretch.grain is Grain.DAY
            and grain is Grain.WEEK
        ):
            return dated(Stretch(Grain.DAY, base + timedelta(7 * whole)), basis)
        return dated(Stretch.around(base, grain).moved(whole), basis)
    except OverflowError:
        return None


# --- seasons, quarters, decades, centuries, feasts


def season(match: Match) -> Reading | None:
    """A season, with or without its year.

    yes: The front froze in the winter of 2029. => 2029-WI
    yes: The front moved last summer. => 2030-SU
    no: Prices fall.
    """
    word, how, year = match["s"], match["how"], _year(match, "y") or _year_of(match)
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
    return dated(Stretch(Grain.SEASON, date(year, SEASONS[word.value], 1)))


def _is_a_drop(match: Match, word: Word) -> bool:
    """Whether "fall" is the fall of a city or of prices."""
    tokens = match.setting.annotated.tokens
    if tokens[word.token].text.lower() != "fall" or match["how"] or match["y"]:
        return False
    before = {token.text.lower() for token in tokens[max(0, word.token - 2) : word.token]}
    follower = tokens[word.token + 1].text if word.token + 1 < len(tokens) else ""
    return follower == "of" or not before & {"in", "during", "by", "early", "late", "until"}


def _season_near(match: Match, base: date, name: str, how: Word | None) -> Stretch:
    this = Stretch(Grain.SEASON, date(base.year, SEASONS[name], 1))
    if how is not None and how.letter == "l":
        return this if this.last < base else this.moved(-4)
    if how is not None and how.letter == "x":
        return this if this.first > base else this.moved(4)
    return this


def quarter(match: Match) -> Reading | None:
    """A quarter of a year.

    yes: Output fell in the first quarter of 2030. => 2030-Q1
    yes: Output fell in the first quarter. => 2031-Q1
    yes: Fourth-quarter output fell. => 2030-Q4
    no: Output fell by a quarter.
    """
    number, year = match.number("o"), _year(match, "y") or _year(match, "year")
    base, how = match.setting.anchor, match["how"]
    if number is None or not 1 <= number <= 4 or match["u"] is None or match["u"].value != "Q":
        return None
    month = int(number) * 3 - 2
    if year is not None:
        return dated(Stretch(Grain.QUARTER, date(year, month, 1)))
    if base is None:
        return undated(f"XXXX-Q{int(number)}")
    if how is not None:
        off = {"l": -1, "x": 1}.get(how.letter, 0)
        return dated(
            Stretch(Grain.QUARTER, date(base.year + off, month, 1)), match.setting.anchor_basis
        )
    stretch = Stretch(Grain.QUARTER, date(base.year, month, 1))
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
        told = Stretch(Grain.QUARTER, date(told.first.year, int(number) * 3 - 2, 1))
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
    return dated(Stretch(Grain.DECADE, date(year, 1, 1)))


def century(match: Match) -> Reading | None:
    """A century by its number.

    yes: The fort is of the 19th century. => 18
    no: The fort is centuries old.
    """
    number = match.number("o")
    if number is None or match["u"] is None or match["u"].value != "C" or not 2 <= number <= 30:
        return None
    return dated(Stretch(Grain.CENTURY, date(int(number - 1) * 100, 1, 1)))


def holiday(match: Match) -> Reading | None:
    """A feast with a fixed or computed day, the nearest by tense where no year is named.

    yes: They met on Christmas Eve 2029. => 2029-12-24
    yes: They met on Good Friday. => 2031-04-11
    no: They met on a holiday.
    """
    word, how, year = match["H"], match["how"], _year(match, "y")
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
    return _with_part(
        dated(first, match.setting.anchor_basis if year is None else Basis.STATED), match["p"]
    )


def _feast_near(match: Match, base: date, days: list[Stretch], how: Word | None) -> Stretch | None:
    if match.setting.narrative:
        return next((day for day in days if day.first.year == base.year), None)
    past = [day for day in days if day.first <= base]
    ahead = [day for day in days if day.first >= base]
    if how is not None and how.letter in "xl":
        return (past[-1:] if how.letter == "l" else ahead[:1] or [None])[0]  # type: ignore[list-item]
    tense = match.tense()
    if tense is not Tense.UNCLEAR:
        pick = ahead[:1] if tense is Tense.FUTURE else past[-1:]
        return pick[0] if pick else None
    return min(days, key=lambda day: abs(day.first - base), default=None)


# --- durations, sets, clock times, vague references


def duration(match: Match) -> Reading | None:
    """How long.

    yes: They held out for three weeks. => P3W
    yes: A 10-day truce began. => P10D
    yes: They waited several hours. => PTXH
    no: They came on the third day of the siege.
    """
    unit, number = match["u"], match.number("n")
    if unit is None:
        return None
    if unit.value in ("WE", "S") or (unit.value == "Q" and number is None) or _is_age(match):
        return None
    if number is None:
        value = _vague_length(unit.value) if match["q"] is not None else _length(unit.value, 1)
    else:
        value = _length(unit.value, number)
    return Reading(TimeType.DURATION, value, tells=False) if value else None


def _is_age(match: Match) -> bool:
    tokens, last = match.setting.annotated.tokens, match.token
    after = [token.text.lower() for token in tokens[last : last + 3]]
    return "old" in after or after[1:] == ["of", "age"]


def _length(unit: str, number: float) -> str:
    factors = {
        "E": (10, "Y"),
        "C": (100, "Y"),
        "L": (1000, "Y"),
        "Q": (3, "M"),
        "2W": (2, "W"),
        "6M": (6, "M"),
    }
    if unit in factors:
        factor, unit = factors[unit]
        number *= factor
    head = "PT" if unit.startswith("T") else "P"
    below = {"Y": (12, "M"), "TH": (60, "M"), "W": (7, "D"), "D": (24, "H"), "TM": (60, "S")}
    whole, rest = int(number), number - int(number)
    text = f"{head}{whole}{unit[-1]}" if whole or not rest else head
    if rest and unit in below:
        factor, small = below[unit]
        text += ("T" if unit == "D" else "") + f"{round(rest * factor)}{small}"
    return text


def _vague_length(unit: str) -> str | None:
    if unit not in ("D", "W", "M", "Y", "TH", "TM", "TS", "E", "C", "Q"):
        return None
    return f"PTX{unit[1]}" if unit[0] == "T" else f"PX{unit}"


def often(match: Match) -> Reading | None:
    """How often.

    yes: They patrol daily. => P1D
    yes: They patrol every month. => P1M
    no: They patrol for a month.
    """
    word, unit = match["A"], match["u"]
    if word is not None:
        return Reading(TimeType.SET, word.value, tells=False)
    if unit is None or unit.value in ("WE", "S", "i"):
        return None
    return Reading(TimeType.SET, _length(unit.value, match.number("n") or 1), tells=False)


def clock(match: Match) -> Reading | None:
    """A time of day; its day comes from the words beside it, else from the text.

    yes: The raid began at 10:35 p.m. => 2031-05-07T22:35
    yes: The raid began at 4 a.m. on Monday. => 2031-05-05T04:00
    no: The score was 4 to 3.
    """
    text = _clock_text(match)
    base = match.setting.told_day
    if text is None:
        return None
    if base is None:
        return Reading(TimeType.TIME, f"XXXX-XX-XXT{text}", tells=False)
    stretch = Stretch(Grain.DAY, base)
    if match.setting.told.stretch and match.setting.told.stretch.grain is not Grain.DAY:
        anchor = match.setting.anchor
        stretch = Stretch(Grain.DAY, anchor) if anchor and not match.setting.narrative else stretch
    return Reading(
        TimeType.TIME, f"{stretch.value}T{text}", stretch, match.setting.told_basis, tells=False
    )


def _clock_text(match: Match) -> str | None:
    if match["N"] is not None:
        return match["N"].value[1:]
    word = match["h"] or match["n"]
    if word is None:
        return None
    digits = re.findall(r"\d+", word.value)
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half = match["M"]
    if half is not None and half.value == "12":
        hour = hour % 12 + 12
    elif half is not None:
        hour %= 12
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def reference(match: Match) -> Reading | None:
    """Now, lately, soon: a time without bounds.

    yes: The road is now open. => PRESENT_REF
    yes: The road was recently mined. => PAST_REF
    no: The road was mined.
    """
    word = match["R"] or match["F"] or match["J"]
    return undated(word.value) if word is not None and word.value else None


class RuleRow(NamedTuple):
    """A rule: its name, its pattern over letters, its function."""

    name: str
    pattern: str
    read: Rule


YEAR: Final = r"(?:,?O?'?(?P<y>y|(?<=')n|n(?=B))(?P<B>B)?|,?O?T?(?P<of>[lxtv])u)"

DAY_MONTH: Final = r"(?P<d>[no])(?:[-&](?P<until>[no]))?O?(?P<m>m)"
MONTH_DAY: Final = r"(?P<m>m)T?(?P<d>[no])(?:-(?P<until>n))?"

DATES: Final = (
    RuleRow("full-date", rf"(?:w,?)?T?{DAY_MONTH}{YEAR}?", full_date),
    RuleRow("full-date", rf"(?:w,?)?(?:T?(?P<how>[lxt]))?{MONTH_DAY}{YEAR}?", full_date),
    RuleRow("month-year", r"(?P<m>m),?O?'?(?P<y>y|n(?=B))(?P<B>B)?", month_year),
    RuleRow("month-of-year", r"(?P<m>m),?O?T?(?P<how>[lxtvk])u", month_of_year_told),
    RuleRow("month", r"(?:T?(?P<how>[lxtvk]))?(?P<m>m)", month_alone),
    RuleRow("year", r"(?:T?X|T[uU])?(?P<y>y)(?P<B>B)?", year_alone),
    RuleRow("year-era", r"(?P<n>[ny])(?P<B>B)", year_with_era),
    RuleRow("year-era", r"(?<=I)(?P<n>n)(?![U~q])", year_without_era),
    RuleRow("short-year", r"(?<=y-)(?P<n>n)|(?<=[ImO&])'(?P<bare>n)", short_year),
    RuleRow("weekday", r"(?:T?(?P<how>[lxtvk])x?)?(?P<early>p(?=w))?(?P<w>w)(?P<p>p)?", weekday),
    RuleRow("weekday-set", r"(?:V(?=w)|(?=W)|(?=wP))(?P<w>[wW])(?P<p>P)?", weekday_set),
    RuleRow("month-set", r"V(?P<m>m)", month_set),
    RuleRow("today", r"(?P<early>p(?=D))?(?P<D>D)(?P<p>p)?", today),
    RuleRow("part-of-day", r"(?:T?(?P<how>[lxtkv])[xlv]?(?P<p>p)|(?P<night>G))", part_of_day),
    RuleRow("unit-near", r"T?(?P<how>[lxtkv])[vxl]?X?(?P<u>u)", unit_near),
    RuleRow("unit-told", r"T(?P<u>u)", unit_told),
    RuleRow("season", rf"T?(?:(?P<how>[lxtkv])x?)?(?P<s>s){YEAR}?", season),
    RuleRow("quarter", r"(?:T?(?P<how>[lxt])u'|T)?X?(?P<y>y(?=X?o))?X?(?P<o>o)-?(?P<u>u)"
            r"(?:O?(?P<year>y))?", quarter),
    RuleRow("year-ago-period", r"T?u-?[ra](?P<o>o)?-?[ui]?", quarter_year_ago),
    RuleRow("decade", r"T?'?(?P<Y>Y)", decade),
    RuleRow("century", r"T?(?P<o>o)-?(?P<u>u)B?", century),
    RuleRow("holiday", r"(?P<how>[lxt])?(?P<H>H)(?:,?(?P<y>y))?(?P<p>p)?", holiday),
    RuleRow("numeric-date", r"(?P<d>d)", numeric_date),
    RuleRow("iso-date", r"(?P<y>y)-(?P<n>n)-(?P<d>n)", iso_date),
)  # fmt: skip

ENDINGS: Final = (RuleRow("end-of-unit", r"T?(?P<u>u)", end_of_unit),)

OTHERS: Final = (
    RuleRow("ago", r"~*(?:(?P<n>n)|(?P<q>[qK]+)|(?P<c>c))?-?(?P<u>[uU])(?:&n)?(?P<how>a)", ago),
    RuleRow("later", r"~*(?:(?P<n>n)|(?P<q>[qK]+)|(?P<c>c))-?(?P<u>[uU])(?P<how>[rfb])", later),
    RuleRow("later", r"(?P<u>U)(?P<how>[rf])", later),
    RuleRow("duration", r"(?:~*|T?[lxotk]{0,2}~*)(?P<n>n)(?:[-&]n)?~?l?(?P<u>U)(?:-?j)?", duration),
    RuleRow("duration", r"(?:~*)(?P<n>n)-?(?P<u>[uU])(?:-?j)?", duration),
    RuleRow("duration", r"(?:~*|T?[lxo]?)(?P<q>[qK]+)-?(?P<u>U|(?<=-)u)(?:-?j)?", duration),
    RuleRow("duration", r"~*(?:c|(?<=~))(?P<u>u)(?:-?j)?", duration),
    RuleRow("often", r"(?P<A>A)", often),
    RuleRow("often", r"V(?P<n>n)?(?P<u>[uU])", often),
    RuleRow("clock", r"(?:(?P<h>h)|(?P<n>n)(?=[CM])|T?(?P<N>N))C?(?P<M>M)?(?P<z>z)?", clock),
    RuleRow("reference", r"(?:(?P<R>R)|T(?P<F>F)|(?P<J>[JkK]))", reference),
)  # fmt: skip
