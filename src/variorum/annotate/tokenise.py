"""Cut a text into words and marks, the way the treebanks do, with exact positions."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

TITLES: Final = (
    "Mr|Mrs|Ms|Messrs|Dr|Drs|Prof|Rev|Hon|St|Gen|Col|Lt|Maj|Capt|Cpt|Sgt|Cpl|Pvt|Adm|Brig|Cmdr|Cdr"
    "|Gov|Sen|Rep|Pres|Amb|Supt|Det|Insp"
)
SHORTENED: Final = (
    "vs|Inc|Ltd|Co|Corp|Bros|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues"
    "|Thu|Thurs|Fri|Ave|Blvd|Mt|Ft|Dept|Univ|approx|est|cf|etc|Ph\\.D"
)
"""Abbreviations that keep their full stop. From general usage."""

PREFIXES: Final = (
    "non|anti|mid|re|co|pre|pro|post|cross|semi|multi|ex|sub|counter|over|mini|inter|e"
    "|NON|ANTI|MID|RE|CO|PRE|PRO|POST|EX|COUNTER|Non|Anti|Mid|Re|Co|Pre|Pro|Post|Ex|Counter|E"
)
"""Prefixes that the treebanks keep with their word: "anti-tank" is one word, "sea-borne" three."""

DOMAINS: Final = "com|org|net|gov|edu|mil|int|info|co\\.uk|htm|html|pdf|docx?|jpg|png|xls"

HIDDEN: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Soft hyphens, joiners and direction marks: no words, but found inside words."""
ACCENTS: Final = "\u0300-\u036f"
CONTROL: Final = "\x00-\x1f\x7f-\x9f"

LETTERS: Final = (
    rf"[^\W_](?:[^\W_]|[{ACCENTS}{HIDDEN}](?=[{ACCENTS}{HIDDEN}]{{0,4}}[^\W_]))*[{ACCENTS}]*"
)
APOSTROPHE: Final = "['’‘`]"
CLITIC: Final = "(?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)"

# Each repetition over characters that a later alternative might read again is bounded, so that
# the time stays linear whatever the text.
PATTERN: Final = rf"""
  (?:https?://|www\.)[^\s<>"]{{1,2000}}[^\s<>".,;:!?)\]'’”]         # addresses
| [\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}}
| (?:\w[\w-]{{0,64}}\.){{1,5}}(?:{DOMAINS})\b
| (?:[A-Za-z]\.){{2,}}                                              # U.S., a.m.
| [ap]\.m\b | (?<=\bet\s)al\. | (?:US|HK|NZ|C|A)\$
| (?:{TITLES}|{SHORTENED}|{TITLES.upper()})\.(?=[\s,;:)\]-]|$)
| No\.(?=\s?\d)
| [A-HJ-Z]\.(?=\s?[A-Z])                                            # initials
| \d++(?:[.,:/]\d++){{0,8}}+(?:st|nd|rd|th|s)?+(?![^\W_])           # 1,200  10:30  5th  1990s
| \d++(?:[.,:]\d++){{0,3}}+(?=(?:[ap]m|km|kg|mm|cm|mn?|bn|k|tn)\b)  # 5|pm  10|km  1.5|m
| (?:can|Can|CAN)(?=not\b|NOT\b)
| (?:[Gg]on|[Ww]an|[Gg]ot)(?=(?:na|ta)\b)
| \b(?:{PREFIXES})-{LETTERS}(?![-–]|{APOSTROPHE}[^\W_])             # non-state
| {LETTERS}(?=[nN]{APOSTROPHE}[tT]\b)                               # is|n't
| [nN]{APOSTROPHE}[tT]\b
| {APOSTROPHE}{CLITIC}\b(?![’'-]\w)
| {LETTERS}(?:{APOSTROPHE}(?!{CLITIC}\b){LETTERS})*                 # words, O'Brien
| \.{{2,}} | -{{2,}} | _+ | \*+ | ={{2,}} | ~{{2,}} | `` | '' | ([!?$<>])\1+
| [^\w\s{HIDDEN}{CONTROL}]                                          # marks, one by one
"""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(PATTERN, re.VERBOSE)


def find_tokens(text: str) -> list[tuple[int, int]]:
    """The words and marks of a text, each as its code points [start, end).

    >>> text = "Gen. Orsk didn't say."
    >>> [text[start:end] for start, end in find_tokens(text)]
    ['Gen.', 'Orsk', 'did', "n't", 'say', '.']

    White space, control characters and invisible marks alone are no tokens. Any string is
    accepted; the time is linear in its length.
    """
    return [match.span() for match in _pattern().finditer(text)]
