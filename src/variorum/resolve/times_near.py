"""Rules for days and stretches that hang on another: "Monday", "last week", "two days later".

The letters of a pattern are those of times_words.LETTERS; a rule's examples are read as published
on Wednesday 2031-05-07.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from variorum.model.value import Basis, TimeType
from variorum.resolve.calendar import Grain, Stretch
from variorum.resolve.times_anchor import Tense
from variorum.resolve.times_reading import (
    UNIT_GRAINS,
    Match,
    Reading,
    dated,
    is_abbreviation,
    undated,
    with_part,
)
from variorum.resolve.times_words import Word


def weekday(match: Match) -> Reading | None:
    """A day of the week, by the tense of its verb.

    yes: The envoy left on Monday. => 2031-05-05
    yes: The envoy will leave on Friday. => 2031-05-09
    yes: He was shot Tuesday night. => 2031-05-06TNI
    yes: Last Wednesday the line broke. => 2031-04-30
    yes: By Sunday evening there were sixteen names on the door. => 2031-05-04TEV
    yes: Officials promised an answer by Friday. => 2031-05-09
    no: The envoy left on a whim.
    """
    word, how, part = match["w"], match["how"], match["p"] or match["early"]
    anchor = match.setting.anchor
    if word is None or is_abbreviation(match, word):
        return None
    if anchor is None:
        return undated(f"XXXX-WXX-{int(word.value) + 1}")
    day = _weekday_near(match, anchor, int(word.value), how)
    return with_part(dated(Stretch(Grain.DAY, day), match.setting.anchor_basis), part)


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


def weekday_set(match: Match) -> Reading | None:
    """A day of every week.

    yes: The market opens every Thursday. => XXXX-WXX-4
    yes: It was closed after Fridays bombing in Tarn. => 2031-05-02
    no: The market opened Thursday.
    """
    word = match["w"]
    if word is None:
        return None
    if _has_lost_apostrophe(match, word):
        return weekday(match)
    part = match["p"]
    return Reading(
        TimeType.SET, f"XXXX-WXX-{int(word.value) + 1}{part.value if part else ''}", tells=False
    )


def _has_lost_apostrophe(match: Match, word: Word) -> bool:
    """Whether "Fridays" is "Friday's", in a text without apostrophes: it owns what follows."""
    tokens, text = match.setting.annotated.tokens, match.setting.annotated.document.text
    day = tokens[word.token]
    owns = day.rel in ("compound", "nmod:poss", "nmod:unmarked") and day.head is not None
    plural = text[word.start : word.end].endswith("s") and match["p"] is None
    plain = owns and tokens[day.head or 0].xpos == "NN" and day.head == day.index + 1
    return plural and plain and "’" not in text and "'" not in text


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
    return with_part(dated(day, Basis.PUBLICATION), match["p"] or match["early"])


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
    return with_part(dated(Stretch(Grain.DAY, base + timedelta(steps)), basis), part)


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


def year_end(match: Match) -> Reading | None:
    """The last day of the year.

    yes: They will leave by year-end. => 2031-12-31
    yes: They had left at year-end. => 2030-12-31
    no: They will leave in the end.
    """
    unit, base = match["u"], match.setting.anchor
    if unit is None or unit.value != "Y" or base is None:
        return None
    back = match.tense() is Tense.PAST and not match.setting.narrative
    day = Stretch(Grain.DAY, date(base.year - back, 12, 31))
    return dated(day, match.setting.anchor_basis)


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
    if after >= len(tokens):
        return False
    follows = tokens[after]
    return follows.xpos == "VBG" or follows.upos not in ("PUNCT", "CCONJ", "VERB", "AUX")


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
