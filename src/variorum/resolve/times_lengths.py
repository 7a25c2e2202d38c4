"""Rules for durations, sets, clock times and words like "now".

The letters of a pattern are those of times_words.LETTERS; a rule's examples are read as published
on Wednesday 2031-05-07.
"""

from __future__ import annotations

import re

from variorum.model.value import TimeType
from variorum.resolve.calendar import Grain, Stretch
from variorum.resolve.times_reading import (
    Match,
    Reading,
    undated,
)


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
    if (
        unit.value in ("WE", "S")
        or (unit.value == "Q" and number is None and match["q"] is None)
        or is_age(match)
    ):
        return None
    if number is None:
        value = vague_length(unit.value) if match["q"] is not None else length(unit.value, 1)
    else:
        value = length(unit.value, number)
    return Reading(TimeType.DURATION, value, tells=False) if value else None


def long_while(match: Match) -> Reading | None:
    """Units without a number.

    yes: They held out for weeks. => PXW
    no: The weeks went by.
    """
    unit, first = match["q"], match.first_token
    before = match.setting.annotated.tokens[first - 1].text.lower() if first else ""
    value = vague_length(unit.value) if unit else None
    fits = value and before in ("for", "within") and not is_age(match)
    return Reading(TimeType.DURATION, value, tells=False) if fits and value else None


def is_age(match: Match) -> bool:
    tokens, last = match.setting.annotated.tokens, match.token
    after = [token.text.lower() for token in tokens[last : last + 3]]
    return "old" in after or after[1:] == ["of", "age"]


def length(unit: str, number: float) -> str:
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


def vague_length(unit: str) -> str | None:
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
    return Reading(TimeType.SET, length(unit.value, match.number("n") or 1), tells=False)


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
