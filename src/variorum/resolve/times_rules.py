"""The rules of the time grammar, by name: a pattern over the letters of word classes, and the
function that reads what it matched. Of several rules the longest match wins, then the first."""

from __future__ import annotations

from typing import Final

from variorum.resolve.times_dates import (
    full_date,
    iso_date,
    month_alone,
    month_of_year_told,
    month_set,
    month_year,
    numeric_date,
    short_year,
    year_alone,
    year_with_era,
    year_without_era,
)
from variorum.resolve.times_events import (
    after_event,
    anniversary,
    far_from_event,
    into_event,
    ordinal_day,
    same_day,
    within_event,
)
from variorum.resolve.times_lengths import clock, duration, long_while, often, reference
from variorum.resolve.times_near import (
    ago,
    end_of_unit,
    later,
    part_of_day,
    today,
    unit_near,
    unit_told,
    weekday,
    weekday_set,
    year_end,
)
from variorum.resolve.times_periods import (
    century,
    decade,
    holiday,
    quarter,
    quarter_year_ago,
    season,
)
from variorum.resolve.times_reading import RuleRow

YEAR: Final = r"(?:,?O?'?(?P<y>y|(?<=')n|n(?=B))(?P<B>B)?|,?O?T?(?P<of>[lxtv])u)"

DAY_MONTH: Final = r"(?P<d>[no])(?:[-&](?P<until>[no]))?O?(?P<m>m)"
MONTH_DAY: Final = r"(?P<m>m)T?(?P<d>[no])(?:-(?P<until>n))?"

DATES: Final = (
    RuleRow("full-date", rf"(?:w,?)?T?{DAY_MONTH}{YEAR}?", full_date),
    RuleRow("full-date", rf"(?:w,?)?(?:T?(?P<how>[lxt]))?{MONTH_DAY}{YEAR}?", full_date),
    RuleRow("month-year", r"(?P<m>m),?O?'?(?P<y>y|n(?=B))(?P<B>B)?", month_year),
    RuleRow("month-of-year", r"(?P<m>m),?O?T?(?P<how>[lxtvk])u", month_of_year_told),
    RuleRow("month", r"(?:T?(?P<how>[lxtvk]))?(?P<m>m)", month_alone),
    RuleRow("year", r"(?:T?X|T[uU])?(?P<y>y|(?<=u)n)(?P<B>B)?", year_alone),
    RuleRow("year-era", r"(?P<n>[ny])(?P<B>B)", year_with_era),
    RuleRow("year-era", r"(?<=I)(?P<n>n)(?![U~q])", year_without_era),
    RuleRow("short-year", r"(?<=y-)(?P<n>n)|(?<=[ImO&])'(?P<bare>n)", short_year),
    RuleRow("weekday", r"(?:T?(?P<how>[lxtvk])x?)?(?P<early>p(?=w))?(?P<w>w)(?P<p>p)?", weekday),
    RuleRow("weekday-set", r"(?:V(?=w)|(?=W)|(?=wP))(?P<w>[wW])(?P<p>P)?", weekday_set),
    RuleRow("month-set", r"V(?P<m>m)", month_set),
    RuleRow("today", r"(?P<early>p(?=D))?(?P<D>D)(?P<p>p)?", today),
    RuleRow("part-of-day", r"(?:T?(?P<how>[lxtkv])[xlv]?(?P<p>p)|(?P<night>G))", part_of_day),
    RuleRow("unit-near", r"T?(?:t(?=[lxv])|v(?=v))?(?P<how>[lxtkv])X?(?P<u>u)", unit_near),
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

COUNTED: Final = (
    r"(?P<about>~)*(?:(?P<n>n)-?(?=[uU])|(?P<q>[qK]+)(?=U)|(?P<the>T)(?=[uU])|c(?=u)|(?=U))"
    r"(?P<u>[uU])"
)

ENDINGS: Final = (RuleRow("end-of-unit", r"T?(?P<u>u)", end_of_unit),)

OTHERS: Final = (
    RuleRow("after-event", rf"{COUNTED}(?P<how>[bx])", after_event),
    RuleRow("far-from-event", rf"{COUNTED}(?=(?P<how>[bx]))", far_from_event),
    RuleRow("into-event", r"~*(?:(?P<n>n)-?|c)(?P<u>[uU])", into_event),
    RuleRow("within-event", r"(?:(?P<n>n)-?|c)(?P<u>[uU])(?=O)", within_event),
    RuleRow("ordinal-day", r"T?(?P<o>o)(?P<u>u)(?P<how>O)", ordinal_day),
    RuleRow("event-day", r"T(?P<u>u)(?P<how>O)", same_day),
    RuleRow("event-day", r"T(?P<p>p)(?P<how>[bO])", same_day),
    RuleRow("event-day", r"T?(?P<eve>Q)(?P<how>O)", same_day),
    RuleRow("anniversary", r"T?(?P<o>o)?L(?P<how>O)?", anniversary),
    RuleRow("ago", r"~*(?:(?P<n>n)|(?P<q>[qK]+)|(?P<c>c))?-?(?P<u>[uU])(?:&n)?(?P<how>a)", ago),
    RuleRow("later", r"~*(?:(?P<n>n)|(?P<q>[qK]+)|(?P<c>c))-?(?P<u>[uU])(?P<how>[rfb])", later),
    RuleRow("later", r"(?P<u>U)(?P<how>[rf])", later),
    RuleRow("duration", r"(?:~*|T?[lxotk]{0,2}~*)(?P<n>n)(?:[-&]n)?~?l?(?P<u>U)(?:-?j)?", duration),
    RuleRow("duration", r"(?:~*)(?P<n>n)-?(?P<u>[uU])(?:-?j)?", duration),
    RuleRow("duration", r"(?:~*|T?[lxo]?)(?P<q>[qK]+|x)-?(?P<u>U|(?<=-)u)(?:-?j)?", duration),
    RuleRow("duration", r"(?P<q>U)(?:-?j)?", long_while),
    RuleRow("year-end", r"(?P<u>u)-?E", year_end),
    RuleRow("duration", r"~*(?:c|(?<=~))(?P<u>u)(?:-?j)?", duration),
    RuleRow("often", r"(?P<A>A)", often),
    RuleRow("often", r"V(?P<n>n)?(?P<u>[uU])", often),
    RuleRow("clock", r"(?:(?P<h>h)|(?P<n>n)(?=[CM])|T?(?P<N>N))C?(?P<M>M)?(?P<z>z)?", clock),
    RuleRow("reference", r"(?:(?P<R>R)|T(?P<F>F)|(?P<J>[JkK]))", reference),
)  # fmt: skip
