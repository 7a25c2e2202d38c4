"""The date that stands at the head of an article, where its outlet puts it.

Each form is a named rule with the lines it takes and leaves; the examples run as tests. A date in
a running sentence is no dateline. A date without a year is none either: the year would be a guess.
Month and weekday names: English, in full and as newspapers shorten them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Final

HEAD_LINES: Final = 6
HEAD_CHARACTERS: Final = 2_000
BODY_LINE: Final = 160  # a line longer than this is a paragraph: the head ends with it
LINE_CHARACTERS: Final = 200  # no dateline reaches further into its line

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>1[5-9]\d\d|2[01]\d\d)(?!\d)"
_SHORT_YEAR: Final = r"(?P<year>(?:1[5-9]|2[01])?\d\d)(?!\d)"
_WEEKDAY: Final = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b\.?,?\s+(?:the\s+)?"
)
_DAY_MONTH_YEAR: Final = rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+"
_MONTH_DAY_YEAR: Final = rf"{_MONTH}\s+{_DAY},?\s+"
_DATES: Final = (
    _DAY_MONTH_YEAR + _YEAR,
    _MONTH_DAY_YEAR + _YEAR,
    rf"{_YEAR}[-/.](?P<month>[01]\d)[-/.](?P<day>[0-3]\d)",
    rf"(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.{_YEAR}",
    rf"(?P<either>[0-3]?\d)(?P<mark>[/-])(?P<other>[0-3]?\d)(?P=mark){_YEAR}",
)
_WIRE_DATES: Final = (_DAY_MONTH_YEAR + _SHORT_YEAR, _MONTH_DAY_YEAR + _SHORT_YEAR)
_HOUR: Final = r"[0-2]?\d[:.h]?[0-5]\d(?::?[0-5]\d(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?"
_ZONE: Final = r"(?:\s*(?:z|[a-z]{3,5}|[+-]\d\d:?\d\d)\b)?"
_BEFORE: Final = rf"(?:{_HOUR}{_ZONE},?\s+(?:on\s+)?)?(?:{_WEEKDAY})?"
_AFTER: Final = rf"(?:(?:t|,?\s*(?:at|[-–—@])?\s*)\(?{_HOUR}(?:\s*h(?:rs|ours))?{_ZONE}\)?)?\.?"
_LABEL: Final = (
    r"(?:(?:first\s+)?(?:published|posted|issued|filed|released)(?:\s+(?:on|at))?"
    r"|(?:publication|release|publish)\s+date|date(?:\s+(?:of\s+publication|published))?|dated)\s*[:=–—-]?\s*"
)
_BYLINE: Final = r"by\s[^\d]{2,80}[,–—-]\s*"
_PLACE: Final = (
    r"(?:[(\[][^)\]]{1,60}[)\]]\s*)?"
    r"[A-Z][\w.'’-]*(?:(?:,\s*|/|\s+)(?:\(?[A-Z][\w.'’-]*\)?|(?:of|de|del|la|el|al|and|the|du)\b))*"
)
_AGENCY: Final = r"(?:,?\s*[(\[/][^)\]]{1,60}?[)\]/])*"
_OUTLET: Final = r"(?:[A-Z][\w.'’&-]*\s+){0,5}[A-Z][\w.'’&-]*"
_DASH: Final = r"\s*(?:--|[—–:_]|-(?=\s))"

_SEGMENTS: Final = re.compile(r"\s*[|•·]\s*")
_DIGIT: Final = re.compile(r"\d")


@cache
def _patterns(before: str, dates: tuple[str, ...], after: str) -> tuple[re.Pattern[str], ...]:
    """One pattern a way of writing a date; names of places keep their case."""
    return tuple(re.compile(f"{before}(?i:{each}){after}") for each in dates)


def _read(words: str, before: str, dates: tuple[str, ...], after: str) -> date | None:
    for pattern in _patterns(before, dates, after):
        if found := pattern.match(words):
            return _day(found.groupdict())
    return None


def _day(part: dict[str, str]) -> date | None:
    """The day, or None where the calendar or the order of the numbers leaves none."""
    year = int(part["year"])
    if len(part["year"]) == 2:  # the POSIX century: 69 to 99 are 19xx
        year += 1900 if year >= 69 else 2000
    if "either" in part:
        part |= _day_first(int(part["either"]), int(part["other"]))
    month = part["month"]
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    try:
        return date(year, number, int(part["day"]))
    except ValueError:
        return None


def _day_first(either: int, other: int) -> dict[str, str]:
    """Which of two numbers is the month; 0, which no calendar has, where both may be."""
    if either > 12 or either == other:
        return {"day": str(either), "month": str(other)}
    return {"day": str(other), "month": str(either if other > 12 else 0)}


def read_date(words: str) -> date | None:
    """The day that `words` name and nothing else; weekday and time of day may stand by.

    >>> read_date("Sunday, May 4, 2031 10:22 GMT")
    datetime.date(2031, 5, 4)
    >>> read_date("04/05/2031") is None  # April or May?
    True
    """
    return _read(words.strip(), f"(?i:{_BEFORE})", _DATES, f"(?i:{_AFTER})$")


def date_alone(line: str) -> date | None:
    """A line that is a date and no more.

    yes: May 4, 2031  => 2031-05-04
    yes: Sunday, 4 May 2031 10:22 GMT  => 2031-05-04
    yes: Sun., 4th of May 2031  => 2031-05-04
    yes: 2031-05-04T10:22:00Z  => 2031-05-04
    yes: 10:22 AM, 4 May 2031  => 2031-05-04
    yes: 04.05.2031  => 2031-05-04
    yes: 5/14/2031  => 2031-05-14
    no: May 4
    no: 04/05/2031
    no: 31 June 2031
    no: Sunday
    no: On 4 May 2031
    no: Battle of Port Alma, 4 May 2031
    """
    return read_date(line)


def labelled_date(line: str) -> date | None:
    """A date after a word that says what it is.

    yes: date 2031-05-04  => 2031-05-04
    yes: Date: May 4, 2031  => 2031-05-04
    yes: Published: 4 May 2031 10:22  => 2031-05-04
    yes: First published on Sun 4 May 2031 10.22 BST  => 2031-05-04
    yes: Posted at 10:22 on 4 May 2031  => 2031-05-04
    no: Updated: 5 May 2031
    no: Published weekly since 4 May 2031
    no: Date: to be announced
    """
    return _read(line, f"(?i:{_LABEL}{_BEFORE})", _DATES, f"(?i:{_AFTER})$")


def segment_date(line: str) -> date | None:
    """A date set off by bars or bullets, or at the end of a byline.

    yes: The Harbour Post | 4 May 2031 | World  => 2031-05-04
    yes: By Ana Brell • Published May 4, 2031  => 2031-05-04
    yes: By Ana Brell, 4 May 2031  => 2031-05-04
    yes: Published 4 May 2031 | Updated 6 May 2031  => 2031-05-04
    no: The siege of Port Alma, 4 May 2031
    no: World | Updated 4 May 2031
    """
    parts = _SEGMENTS.split(line)
    if len(parts) == 1:
        return _read(line, f"(?i:{_BYLINE}{_BEFORE})", _DATES, f"(?i:{_AFTER})$")
    return next((day for part in parts if (day := date_alone(part) or labelled_date(part))), None)


def outlet_then_date(line: str) -> date | None:
    """An outlet by its name and a date, and no more; below a headline, where no picture's caption
    stands.

    yes: The Harbour Post, 4 May 2031  => 2031-05-04
    yes: Northern News Agency - Sunday, May 4, 2031  => 2031-05-04
    no: Battle of Port Alma, 4 May 2031
    no: The Harbour Post, 4 May 2031, had another headline.
    """
    before = rf"{_OUTLET}\s*[,:–—-]\s*(?i:{_BEFORE})"
    return _read(line, before, _DATES, f"(?i:{_AFTER})$")


def place_then_date(line: str) -> date | None:
    """A wire service's opening: place, date, agency, dash.

    yes: PORT ALMA, 4 May 2031 -- The bridge was hit.  => 2031-05-04
    yes: PORT ALMA, May 4, 2031 (Northern Wire) — The bridge was hit.  => 2031-05-04
    yes: PORT ALMA, 3 JAN 90 (NW) -- [TEXT] THE BRIDGE WAS HIT.  => 1990-01-03
    yes: Port Alma, Velkhar – Sunday, 4 May 2031 – The bridge was hit.  => 2031-05-04
    yes: (Northern Wire) Port Alma, 4 May 2031: The bridge was hit.  => 2031-05-04
    no: PORT ALMA, May 4 (Northern Wire) — The bridge was hit.
    no: PORT ALMA — The bridge was hit on 4 May 2031.
    no: Port Alma, 4 May 2031, was quiet - for an hour.
    no: In Port Alma on 4 May 2031 - a quiet day - the bridge was hit.
    """
    before = rf"{_PLACE}(?:,|\.|\s*[-–—])?\s*\(?(?i:{_WEEKDAY})?"
    return _read(line, before, (*_WIRE_DATES, *_DATES), rf"\)?{_AGENCY}{_DASH}")


def date_then_place(line: str) -> date | None:
    """The same the other way round.

    yes: May 4, 2031 (Port Alma) – The bridge was hit.  => 2031-05-04
    yes: 4 May 2031, PORT ALMA -- The bridge was hit.  => 2031-05-04
    no: 4 May 2031: The bridge was hit.
    no: May 4, 2031 – Port Alma falls.
    """
    return _read(line, f"(?i:{_WEEKDAY})?", _DATES, rf",?\s+(?:\(.{{2,40}}\)|{_PLACE}){_DASH}\s")


def date_opens_text(line: str) -> date | None:
    """A date run into the headline or the first words, as scraped pages have it.

    yes: Wed 05 May 2032 Bridge at Port Alma hit, says ministry.  => 2032-05-05
    yes: Sun May 4 2031 at 0914 Governor names the dead.  => 2031-05-04
    yes: Date of publication 4 May 2031 A bridge was hit.  => 2031-05-04
    yes: 4 May 2031 At least 20 people crossed the bridge.  => 2031-05-04
    yes: 14-05-2031 Army moves into Port Alma.  => 2031-05-14
    no: Sunday 4 May 2031 was a quiet day.
    no: 4 May 2031, Port Alma: a day to remember.
    no: May 4, 2031: Bridge hit. May 5, 2031: Army moves in.
    no: Last updated 4 May 2031 A bridge was hit.
    no: 04-05-2031 Army moves into Port Alma.
    """
    before = rf"(?i:(?:{_LABEL})?(?:{_WEEKDAY})?)"
    after = rf"(?i:\s+(?:at\s+)?{_HOUR})?\s+[\"“‘']?(?:[A-Z]|\d+\s)"
    return _read(line, before, _DATES, after)


Rule = Callable[[str], date | None]

RULES: Final[dict[str, Rule]] = {
    "date-alone": date_alone,
    "labelled-date": labelled_date,
    "segment-date": segment_date,
    "outlet-then-date": outlet_then_date,
    "place-then-date": place_then_date,
    "date-then-place": date_then_place,
}
OPENING: Final[dict[str, Rule]] = {**RULES, "date-opens-text": date_opens_text}
del OPENING["outlet-then-date"]


def find_dateline(text: str) -> date | None:
    """The date at the head of `text`; None where its first lines give none with a year.

    >>> find_dateline("Bridge hit\\n\\nPORT ALMA, 4 May 2031 (NW) -- A bridge was hit.")
    datetime.date(2031, 5, 4)
    >>> find_dateline("The bridge was hit on 4 May 2031.") is None
    True
    """
    for number, line in enumerate(_head(text)):
        if not _DIGIT.search(line):
            continue
        rules = OPENING if number == 0 else RULES
        if day := next((day for rule in rules.values() if (day := rule(line))), None):
            return day
    return None


def _head(text: str) -> Iterator[str]:
    """The first lines, up to and with the first paragraph, each cut to what a dateline needs."""
    lines = (line.strip() for line in text[:HEAD_CHARACTERS].splitlines())
    for _, line in zip(range(HEAD_LINES), filter(None, lines), strict=False):
        yield line[:LINE_CHARACTERS]
        if len(line) > BODY_LINE:
            return
