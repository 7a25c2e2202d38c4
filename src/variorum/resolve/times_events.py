"""Rules for times that hang on an event: "two weeks after the ceasefire".

The letters of a pattern are those of times_words.LETTERS; a rule's examples are read as published
on Wednesday 2031-05-07. Where the text does not say when the event was, a past time is known to be
no later than publication, and the event is named all the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from variorum.model.value import Basis, TimeType
from variorum.resolve.calendar import Grain, Stretch, add_months
from variorum.resolve.times_anchor import Tense
from variorum.resolve.times_happenings import (
    Happening,
    apposed,
    day_of,
    happening_behind,
    is_known,
    last_told,
)
from variorum.resolve.times_lengths import length, vague_length
from variorum.resolve.times_reading import UNIT_GRAINS, Days, Match, Reading

MONTHS_OF: Final = {"M": 1, "Y": 12, "E": 120, "C": 1200}
DAYS_OF: Final = {"D": 1, "W": 7, "2W": 14}
VAGUE_END: Final = {"D": (14, 0), "W": (0, 2), "M": (0, 24), "Y": (0, 240)}  # days, months
COUNTED_IN: Final = UNIT_GRAINS | {"2W": Grain.WEEK, "E": Grain.YEAR, "C": Grain.YEAR}
UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
LESS, MORE = "-", "+"
FROM: Final = frozenset({"after", "before", "following", "prior", "preceding"})
FOR: Final = frozenset({"for", "of", "lasted"})


def after_event(match: Match) -> Reading | None:
    """So many units after or before an event.

    yes: On 1 May 2029 he was murdered. He had fled the day before the murder. => 2029-04-30
    yes: The ceasefire began on 1 May 2029. They fled two weeks after the ceasefire. => 2029-W20
    yes: They fled two days after Monday's blast. => 2031-05-07
    yes: Jets bombed Tarn on 1 May. Three days after the strike, a truce began. => 2031-05-04
    no: They fled two weeks after the ceasefire.
    """
    happening = happening_behind(match, match.token) if _counts_from(match, match.token) else None
    if happening and (day := apposed(match)):
        return _on(match, day, happening)
    known = day_of(match, happening) if happening else None
    return _counted(match, known, happening, _sign(match)) if known and happening else None


def far_from_event(match: Match) -> Reading | None:
    """So many units after or before an event that the text does not date.

    yes: They fled two weeks after the ceasefire. => P2W
    yes: They fled weeks after the ceasefire. => PXW
    yes: They fled the day after the ceasefire. => XXXX-XX-XX
    no: They fled two weeks after.
    """
    at = match.token + 1
    happening = happening_behind(match, at) if _counts_from(match, at) else None
    unit = match["u"]
    if happening is None or unit is None:
        return None
    if match["the"] and not match.is_plural:
        value = UNKNOWN.get(unit.value)
        found = Reading(TimeType.DATE, value or "", None, Basis.EVENT, tells=False)
        return _tied(match, found, (None, None), happening) if value else None
    return _of_length(match, happening, (None, None))


def _sign(match: Match) -> int:
    how = match["how"]
    return -1 if how is not None and how.value == "-1" else 1


def _counts_from(match: Match, at: int) -> bool:
    """Whether the word at a token says what a time is counted from ("after", "prior to", not
    "previously"), and the time is no length: "for weeks after", "it was weeks before"."""
    annotated, unit = match.setting.annotated, match["u"]
    tokens, first = annotated.tokens, match.first_token
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if unit is None or after is None or after.lemma in ("that", "this"):
        return False
    word = tokens[at].text.lower()
    links = word in FROM and (word != "prior" or after.text.lower() == "to")
    is_length = tokens[first - 1].text.lower() in FOR if first else False
    is_length = is_length or annotated.child(unit.token, "cop") is not None
    return links and not is_length and not (word == "following" and after.upos == "VERB")


def into_event(match: Match) -> Reading | None:
    """So many units into an event.

    yes: The siege began on 1 May 2029. Three days into the siege, bread ran out. => 2029-05-04
    no: They fled two days into the hills.
    """
    tokens, after = match.setting.annotated.tokens, match.token + 1
    if after >= len(tokens) or tokens[after].text.lower() != "into":
        return None
    happening = happening_behind(match, after)
    known = day_of(match, happening) if happening else None
    return _counted(match, known, happening, 1) if known and happening else None


def within_event(match: Match) -> Reading | None:
    """At most so many units after an event.

    yes: The truce began on 1 May 2029. Within a week of the truce, they fled. => P1W
    no: They fled in a week of rain.
    """
    tokens, first = match.setting.annotated.tokens, match.first_token
    before = tokens[first - 1].text.lower() if first else ""
    unit = match["u"]
    if unit is None or before not in ("within", "inside"):
        return None
    happening = happening_behind(match, match.token + 1)
    known = day_of(match, happening) if happening else None
    if known is None or happening is None:
        return None
    last = _shifted(known.last, unit.value, match.number("n") or 1)
    return _of_length(match, happening, (known.first, last))


def ordinal_day(match: Match) -> Reading | None:
    """The day of an event that has so many.

    yes: The siege began on 1 May 2029. On the third day of the siege it rained. => 2029-05-03
    no: It rained on the third day of every month.
    """
    unit, nth = match["u"], match.number("o")
    happening = happening_behind(match, match.token) if unit and unit.value == "D" else None
    if happening and (day := apposed(match)):
        return _on(match, day, happening)
    known = day_of(match, happening) if happening else None
    if known is None or nth is None or known.grain is not Grain.DAY:
        return None
    day = Stretch(Grain.DAY, known.first + timedelta(int(nth) - 1))
    return _on(match, day, happening)


def same_day(match: Match) -> Reading | None:
    """The day, the night, the week of an event, or the one before or after.

    yes: He was shot on 1 May 2029. The night before the murder, it rained. => 2029-04-30TNI
    yes: Orm fell on 1 May 2029. On the day of its capture, it rained. => 2029-05-01
    yes: They vote on 2 June 2031. On the eve of the vote, all is calm. => 2031-06-01
    yes: They fled on the night of the raid. => XXXX-XX-XXTNI
    no: It was the day of the dog.
    """
    happening, how = happening_behind(match, match.token), match["how"]
    if happening is None or how is None or _is_date(match, happening):
        return None
    if happening.token.upos not in ("NOUN", "PROPN", "VERB"):
        return None
    unit, part, known = match["u"], match["p"], day_of(match, happening)
    grain = UNIT_GRAINS.get(unit.value) if unit else Grain.DAY
    if known is None or grain is None or (part and known.grain is not Grain.DAY):
        return _on_unknown(match, happening)
    steps = -1 if match["eve"] else {"1": 1, "-1": -1}.get(how.value, 0)
    stretch = Stretch.around(known.first, grain).moved(steps)
    return _on(match, stretch, happening, part.value if part else None)


def _on_unknown(match: Match, happening: Happening) -> Reading | None:
    """A day that hangs on an event of which nobody says when it was."""
    unit, part = match["u"], match["p"]
    value = UNKNOWN.get(unit.value if unit else "D")
    if value is None or not is_known(happening):
        return None
    found = Reading(TimeType.DATE, value, None, Basis.EVENT, tells=False)
    if part:
        found = found._replace(type=TimeType.TIME, value=value + part.value)
    return _tied(match, found, (None, None), happening)


def _is_date(match: Match, happening: Happening) -> bool:
    """Whether a date follows at once: "the week of 5 May"."""
    return match.setting.ahead(happening.first, happening.first + 2) is not None


def anniversary(match: Match) -> Reading | None:
    """A year or more after an event, to the day.

    yes: Orm fell on 1 May 2029. On the first anniversary of its fall, it rained. => 2030-05-01
    yes: Orm fell on 1 May 2029. On its second anniversary it rained. => 2031-05-01
    no: They marked an anniversary.
    """
    first = match.first_token
    own = first > 0 and match.setting.annotated.tokens[first - 1].upos == "PRON"
    happening = happening_behind(match, match.token) if match["how"] else None
    known = day_of(match, happening) if happening else None
    nth = match.number("o")
    known = known or (last_told(match) if own and nth else None)
    if known is None or known.grain is not Grain.DAY:
        return None
    years = int(nth) if nth else _years_to(match, known.first)
    day = Stretch(Grain.DAY, add_months(known.first, 12 * years))
    published = match.setting.published
    is_far = published is not None and day.first > add_months(published, 12)
    return None if is_far else _on(match, day, happening)


def _years_to(match: Match, first: date) -> int:
    """The years to the anniversary nearest to the day of the account, on the side of its tense."""
    setting = match.setting
    now = (setting.told_day if setting.narrative else setting.published) or first
    passed = add_months(first, 12 * (now.year - first.year)) <= now
    ahead = match.tense() is Tense.FUTURE
    return now.year - first.year + (ahead and passed) - (not ahead and not passed)


def _counted(match: Match, known: Stretch, happening: Happening, sign: int) -> Reading | None:
    """What lies so many units after or before an event of known days."""
    word, number, bound = match["u"], match.number("n"), match["about"]
    unit = word.value if word else ""
    if number is None and match.is_plural:
        return _of_length(match, happening, _vague_days(known, unit, sign))
    steps = sign * (number if number is not None else 1)
    if bound is not None and bound.value in (LESS, MORE):
        return _of_length(match, happening, _bounded(known, unit, steps, bound.value))
    if unit in ("TH", "TM"):
        return _hours_off(match, known, unit, steps, happening)
    return _moved(match, known, unit, steps, happening)


def _moved(
    match: Match, known: Stretch, unit: str, steps: float, happening: Happening
) -> Reading | None:
    """The day, week, month or year so far away; what is coarser than its unit is shifted."""
    grain = COUNTED_IN.get(unit)
    if grain is None:
        return None
    first, last = (_shifted(day, unit, steps) for day in (known.first, known.last))
    around = Stretch.around(first, grain)
    found = _on(match, around, happening)
    return found if around.holds(last) else _tied(match, found, (first, last), happening)


def _hours_off(
    match: Match, known: Stretch, unit: str, steps: float, happening: Happening
) -> Reading | None:
    if unit == "TH" and known.grain is Grain.DAY and steps % 24 == 0:
        return _on(match, Stretch(Grain.DAY, known.first + timedelta(int(steps) // 24)), happening)
    return _of_length(match, happening, _vague_days(known, unit, 1 if steps > 0 else -1))


def _vague_days(known: Stretch, unit: str, sign: int) -> Days:
    """What a bare plural allows: two of its unit to less than two of the next larger one; hours
    may run into the next day."""
    if unit not in VAGUE_END:
        off = timedelta(unit == "TH")
        return (known.first, known.last + off) if sign > 0 else (known.first - off, known.last)
    days, months = VAGUE_END[unit]
    if sign > 0:
        far = add_months(known.last, months) + timedelta(days - 1)
        return _shifted(known.first, unit, 2), far
    far = add_months(known.first, -months) - timedelta(days - 1)
    return far, _shifted(known.last, unit, -2)


def _bounded(known: Stretch, unit: str, steps: float, bound: str) -> Days:
    """What lies less, or more, than so far from the event."""
    far = _shifted(known.last if steps > 0 else known.first, unit, steps)
    if bound == MORE:
        near = _shifted(known.first if steps > 0 else known.last, unit, steps)
        return (near, None) if steps > 0 else (None, near)
    return (known.first, far) if steps > 0 else (far, known.last)


def _shifted(day: date, unit: str, steps: float) -> date:
    """A day so many units on; raises OverflowError beyond the years 1 to 9999."""
    if unit in MONTHS_OF:
        return add_months(day, round(MONTHS_OF[unit] * steps))
    return day + timedelta(round(DAYS_OF.get(unit, 0) * steps))


def _on(
    match: Match, stretch: Stretch, happening: Happening | None, part: str | None = None
) -> Reading:
    """A date that hangs on an event, or a part of one."""
    found = Reading(TimeType.DATE, stretch.value, stretch, Basis.EVENT)
    if part:
        found = found._replace(type=TimeType.TIME, value=stretch.value + part)
    return _tied(match, found, (stretch.first, stretch.last), happening)


def _of_length(match: Match, happening: Happening, days: Days) -> Reading | None:
    """A length from an event, with the days it allows."""
    unit, number = match["u"], match.number("n")
    name = unit.value if unit else ""
    is_vague = number is None and match.is_plural
    value = vague_length(name) if is_vague else length(name, number or 1)
    if not value or name in ("WE", "S", "i"):
        return None
    found = Reading(TimeType.DURATION, value, None, Basis.EVENT, tells=False)
    near = days[0] if _sign(match) > 0 else days[1]
    if (
        is_vague and near and match["q"] is None and name in VAGUE_END
    ):  # "the weeks before": about that month
        grain = Grain.YEAR if name in ("M", "Y") else Grain.MONTH
        found = found._replace(type=TimeType.DATE, value=Stretch.around(near, grain).value)
    return _tied(match, found, days, happening)


def _tied(match: Match, reading: Reading, days: Days, happening: Happening | None) -> Reading:
    """A reading with the event that it hangs on and its days, of which none is past publication
    where the text tells of the past."""
    published, (first, last) = match.setting.published, days
    if published is not None and match.tense() is Tense.PAST:
        is_ahead = first is not None and first > published
        first, last = None if is_ahead else first, min(last or published, published)
    words = (happening.first, happening.last) if happening else None
    return reading._replace(days=(first, last), anchor=words)
