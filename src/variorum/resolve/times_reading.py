"""What a rule of the time grammar is given, and what it gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from variorum.model.value import Basis, TimeType
from variorum.resolve.calendar import Grain, Stretch
from variorum.resolve.times_anchor import Setting, Tense, is_over_by
from variorum.resolve.times_words import Word

BY_PREPOSITION: Final = {
    "until": Tense.FUTURE,
    "till": Tense.FUTURE,
    "by": Tense.FUTURE,
    "since": Tense.PAST,
}
HALVES: Final = frozenset({"a.m.", "p.m.", "am", "pm", "noon", "midnight"})
UNIT_GRAINS: Final = {"D": Grain.DAY, "W": Grain.WEEK, "M": Grain.MONTH, "Y": Grain.YEAR,
                      "Q": Grain.QUARTER, "WE": Grain.WEEKEND, "E": Grain.DECADE,
                      "C": Grain.CENTURY, "S": Grain.SEASON}  # fmt: skip
SHORT_NAMES: Final = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ]
)


Days = tuple[date | None, date | None]
"""The first and the last day that words allow; None where they leave that side open."""


class Reading(NamedTuple):
    """What an expression comes to. `stretch`: its days; `until`: a later last day than the
    stretch's; `tells`: whether "the next day" may count from it; `days`: what it allows, where
    that is not the stretch; `anchor`: the tokens [first, last) that name the event it hangs on."""

    type: TimeType
    value: str
    stretch: Stretch | None = None
    basis: Basis = Basis.STATED
    tells: bool = True
    until: date | None = None
    days: Days | None = None
    anchor: tuple[int, int] | None = None


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

    @property
    def is_plural(self) -> bool:
        """Whether the unit is one in the plural: "weeks"."""
        unit = self["u"]
        return unit is not None and unit.letter == "U"

    def tense(self) -> Tense:
        """Where the words before the expression put it, or else the verb over it."""
        tokens, at = self.setting.annotated.tokens, self.first_token - 1
        while at > 0 and (tokens[at].upos == "NUM" or tokens[at].text.lower() in HALVES):
            at -= 1
        before = tokens[at].text.lower() if at >= 0 else ""
        if before in ("by", "until", "till") and is_over_by(self.setting.annotated, self.token):
            return Tense.PAST
        return BY_PREPOSITION.get(before) or self.setting.tense(self.token)


Rule = Callable[[Match], Reading | None]


def dated(stretch: Stretch, basis: Basis = Basis.STATED) -> Reading:
    """A date with the value of its stretch."""
    return Reading(TimeType.DATE, stretch.value, stretch, basis)


def undated(value: str) -> Reading:
    """A date whose days the text does not give."""
    return Reading(TimeType.DATE, value, tells=False)


def named_year(match: Match, group: str) -> int | None:
    number = match.number(group)
    if number is None:
        return None
    if number >= 100:
        return int(number)
    return int(number) + century_of(match, 2000 if number < 40 else 1900)


def pointed_year(match: Match) -> int | None:
    """The year of "of that year", "last year"."""
    how = match["of"]
    if how is None:
        return None
    base = match.setting.told_day if how.letter == "v" else match.setting.anchor
    return base.year + {"l": -1, "x": 1}.get(how.letter, 0) if base else None


def century_of(match: Match, usual: int = 1900) -> int:
    """The century of a year told by its last two digits."""
    told = match.setting.told.stretch
    return told.first.year // 100 * 100 if match.setting.narrative and told else usual


def with_part(reading: Reading, part: Word | None) -> Reading:
    """A day's reading narrowed to a part of it."""
    if part is None or not part.value.startswith("T"):
        return reading
    return reading._replace(type=TimeType.TIME, value=reading.value + part.value)


def is_abbreviation(match: Match, word: Word) -> bool:
    """Whether a month or weekday is cut short without a full stop: "Jan" and "Sun" may be names."""
    text = match.setting.annotated.document.text[word.start : word.end]
    return len(text) <= 5 and text[-1] != "." and text.lower() in SHORT_NAMES


def before_christ_year(match: Match, year: int) -> Reading:
    match.setting.told.before_christ = year
    return undated(f"BC{year:04}")


class RuleRow(NamedTuple):
    """A rule: its name, its pattern over letters, its function."""

    name: str
    pattern: str
    read: Rule
