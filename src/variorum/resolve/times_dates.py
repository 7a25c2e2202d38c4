"""Rules for whole and partial dates.

The letters of a pattern are those of times_words.LETTERS; a rule's examples are read as published
on Wednesday 2031-05-07.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from variorum.model.value import Basis, TimeType
from variorum.resolve.calendar import Grain, Stretch, day_or_none
from variorum.resolve.times_anchor import Tense
from variorum.resolve.times_reading import (
    Match,
    Reading,
    before_christ_year,
    century_of,
    dated,
    is_abbreviation,
    named_year,
    pointed_year,
    undated,
)
from variorum.resolve.times_words import Word

LONG_AGO: Final = 150  # years within which a bare number still counts years before Christ
BACK_OVER_NEW_YEAR: Final = 11  # months later than the last one told: it looks back a year
AROUND_NEW_YEAR: Final = 5  # months earlier than the last one told: the account is a year further
USUAL_YEARS: Final = range(1400, 2151)
BEFORE_YEARS: Final = frozenset({"in", "of", "since", "from", "until", "by", "year"})
MONEY: Final = frozenset({"$", "£", "€", "No.", "#"})
ZONES: Final = frozenset({"gmt", "utc", "hours", "hrs", "local"})
ROUGHLY: Final = frozenset({"about", "around", "approximately", "nearly", "exactly", "roughly"})
HOUR_AWAY: Final = 3  # words from "at" to its hour: "at about 1700"
DEAR: Final = 3
SOON: Final = 60  # days within which a day without its year is the coming one, whatever the tense
MONTHS_AHEAD: Final = 2
PAST_ONLY_DAYS: Final = 2  # a day this far after publication is still read as past, by time zones


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
    year = named_year(match, "y") or pointed_year(match) or _year_ahead(match)
    if year is not None:
        first, basis = day_or_none(year, month, int(day)), Basis.STATED
    else:
        first, basis = _nearest_day(match, month, int(day))
    if first is None:
        return undated(f"XXXX-{month:02}-{int(day):02}") if year is None and day <= 31 else None
    follows = last is not None and day < last <= 31 and _is_digits(match, match["until"])
    until = day_or_none(first.year, month, int(last)) if last and follows else None
    return dated(Stretch(Grain.DAY, first), basis)._replace(until=until)


def _year_ahead(match: Match) -> int | None:
    """The year that stands only with the second of two dates: "August and September 1914"."""
    ahead = re.compile(r"T?[-&]T?(?:[no]?O?m[no]?),?(?P<y>y)").match(
        match.found.string, match.found.end(), match.found.endpos
    )
    return int(match.words[ahead.start("y")].value) if ahead else None


def _is_digits(match: Match, word: Word | None) -> bool:
    return word is not None and match.setting.annotated.document.text[word.start].isdigit()


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
        near = [found for found in days if abs((found - anchor).days) <= SOON]
        days = [found for found in days if found <= anchor + timedelta(PAST_ONLY_DAYS)] or days
        days = days if any(found in near for found in days) else near or days
    dear = DEAR if tense is Tense.FUTURE else 1  # a plan for a day that has passed is unlikely

    def distance(day: date) -> int:
        return max((day - anchor).days, (anchor - day).days * dear)

    return min(days, key=distance, default=None), setting.anchor_basis


def _year_told(told: Stretch, month: int) -> int:
    """The year in which an account that has come to `told` next names a month."""
    if told.grain in (Grain.DAY, Grain.WEEK, Grain.MONTH):
        if month <= told.first.month - AROUND_NEW_YEAR:
            return told.first.year + 1
        if month >= told.first.month + BACK_OVER_NEW_YEAR:
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
    month, year = match["m"], named_year(match, "y")
    if month is None or year is None:
        return None
    if (era := match["B"]) and era.value == "BC":
        return undated(f"BC{year:04}-{int(month.value):02}")
    return dated(Stretch.of(Grain.MONTH, year, int(month.value)))


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
    if how is None and is_abbreviation(match, word):
        return None
    if setting.told.before_christ and setting.narrative:
        return undated(f"BC{setting.told.before_christ:04}-{month:02}")
    if how is None and (ahead := _year_ahead(match)):
        return dated(Stretch.of(Grain.MONTH, ahead, month))
    if how is None and _is_told_year(match) and setting.told.stretch:
        year = _year_told(setting.told.stretch, month)
        return dated(Stretch.of(Grain.MONTH, year, month), Basis.TEXT)
    anchor = setting.anchor
    if anchor is None:
        return undated(f"XXXX-{month:02}")
    if setting.narrative:
        back = how is not None and how.letter == "l"
        found = dated(Stretch.of(Grain.MONTH, anchor.year - back, month), Basis.TEXT)
        return found._replace(tells=not back)  # "the previous April" only looks back
    year = anchor.year + _years_off(match, month, anchor, how)
    return dated(Stretch.of(Grain.MONTH, year, month), setting.anchor_basis)


def _years_off(match: Match, month: int, anchor: date, how: Word | None) -> int:
    if how is not None and how.letter == "l":
        return 0 if month < anchor.month else -1
    if how is not None and how.letter == "x":
        return 0 if month > anchor.month else 1
    if how is not None and how.letter in "tk":
        return 0
    if match.tense() is Tense.FUTURE:
        return 0 if month >= anchor.month else 1
    is_soon = 0 < month - anchor.month <= MONTHS_AHEAD and match.tense() is Tense.UNCLEAR
    return 0 if month <= anchor.month or is_soon else -1


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
    return dated(Stretch.of(Grain.MONTH, year, int(word.value)), match.setting.anchor_basis)


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
    no: The bridge fell at about 1700 (2300 GMT).
    """
    word = match["y"]
    if word is None or not word.value.isdigit() or _is_count(match, word) or _is_hour(match, word):
        return None
    year = int(word.value)
    if (era := match["B"]) and era.value == "BC":
        return before_christ_year(match, year)
    before = match.setting.annotated.tokens[match.first_token - 1].text if match.first_token else ""
    is_usual = year in USUAL_YEARS or before.lower() in BEFORE_YEARS
    return dated(Stretch.of(Grain.YEAR, year)) if is_usual else None


def _is_count(match: Match, word: Word) -> bool:
    """Whether four digits count things or money."""
    tokens, at = match.setting.annotated.tokens, word.token
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    if before is not None and before.text in MONEY:
        return True
    if follower is None or follower.text == "%":
        return follower is not None
    after_verb = before is not None and before.upos == "VERB"
    counted = tokens[at].rel.startswith("nummod") or (after_verb and tokens[at].rel == "compound")
    return counted and follower.xpos == "NNS" and tokens[at].head == follower.index


def _is_hour(match: Match, word: Word) -> bool:
    """Whether four digits tell an hour, or a house: "at 1700", "1745 GMT", "at 1467 Mill Road"."""
    tokens, at = match.setting.annotated.tokens, word.token
    after = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
    before = [token.text.lower() for token in tokens[max(at - HOUR_AWAY, 0) : at]]
    if after in ZONES:
        return True
    while before and before[-1] in ROUGHLY:
        before.pop()
    return before[-1:] == ["at"]


def year_with_era(match: Match) -> Reading | None:
    """A year before or after Christ, with the letters that say so.

    yes: The city fell in 480 BC. => BC0480
    no: The city fell in 1480.
    """
    number, era = match.number("n"), match["B"]
    if number is None or era is None:
        return None
    if era.value == "BC":
        return before_christ_year(match, int(number))
    return dated(Stretch.of(Grain.YEAR, int(number))) if 1 <= number <= 9999 else None


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
    return before_christ_year(match, int(number)) if near and not counts else None


def short_year(match: Match) -> Reading | None:
    """The second of two years, shortened.

    yes: The war of 2014-18 was long. => 2018
    no: The score was 14-18.
    no: It fell in 2031 - forty people fled.
    """
    bare = match.number("bare")
    if bare is not None and 10 <= bare <= 99:
        return dated(Stretch.of(Grain.YEAR, century_of(match) + int(bare)))
    first, number = match.words[match.found.start() - 2], match.number("n")
    if number is None or not first.value.isdigit() or not _is_one_mark_after(match, first):
        return None
    year = int(first.value) // 100 * 100 + int(number)
    return dated(Stretch.of(Grain.YEAR, year)) if year > int(first.value) else None


def _is_one_mark_after(match: Match, first: Word) -> bool:
    """Whether digits follow a year with a dash alone between: the two are written as one."""
    start = match.words[match.found.start()].start
    return start == first.end + 1 and match.setting.annotated.document.text[start].isdigit()


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
