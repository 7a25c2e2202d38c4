"""Tokens -> the words that tell time, each with a letter for its class.

Rules over time expressions are patterns over these letters, so a sentence is read once, word by
word, and only stretches that hold such words are looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from variorum.lexicon import rows
from variorum.model.annotation import Annotated, Token

LETTERS: Final[Mapping[str, str]] = {
    "month": "m", "weekday": "w", "weekdays": "W", "season": "s", "seasons": "S", "daypart": "p",
    "dayparts": "P", "noon": "N", "unit": "u", "units": "U", "period": "i", "today": "D",
    "tonight": "G", "last": "l", "next": "x", "this": "t", "current": "k", "that": "v",
    "edge": "e", "edgenoun": "E", "ago": "a", "before": "r", "after": "f", "further": "b",
    "some": "q", "recent": "K", "a": "c", "the": "T", "of": "O", "in": "I", "comma": ",",
    "dash": "-", "and": "&", "about": "~", "ref": "R", "refnoun": "F", "refadj": "J", "often": "A",
    "every": "V", "fiscal": "X", "era": "B", "ampm": "M", "zone": "z", "clockword": "C",
    "old": "j", "number": "n", "year": "y", "ordinal": "o", "decade": "Y", "holiday": "H",
    "clock": "h", "day": "d", "digits": "9", "possessive": "'", "eve": "Q", "anniversary": "L",
}  # fmt: skip
OTHER: Final = "."
BREAK: Final = "|"
TELLING: Final = frozenset("mwWsSpPNuUDGHRFJAhdYyBXEiQLMC")
"""A stretch that holds none of these tells no time."""

DIGITS: Final = re.compile(
    r"""(?P<decade>(?:1[0-9]|20)\d0['’]?s)
      | (?P<ordinal>\d{1,2}(?:st|nd|rd|th))
      | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?:hrs?)?|\d{4}(?:hrs|h))
      | (?P<day>\d{1,4}/\d{1,2}/\d{2,4})
      | (?P<year>[12]\d{3})
      | (?P<digits>\d{1,3}(?:\.\d{1,9})?|\d{1,9}/\d{1,9}|\d{1,3}(?:,\d{3}){1,4})""",
    re.IGNORECASE | re.VERBOSE,
)
UNITS_OF_TEN: Final = range(20, 100, 10)
LONGEST_NUMBER: Final = 12
"""Words; no number that tells time has more."""


class Word(NamedTuple):
    """A word that tells time: its class as a letter, its value, its code points, its token."""

    letter: str
    value: str
    start: int
    end: int
    token: int


class Entry(NamedTuple):
    """A row of the word list."""

    words: tuple[str, ...]
    letter: str
    value: str
    tags: frozenset[str]


def find_words(annotated: Annotated) -> tuple[Word, ...]:
    """The words of a document by class; all other words have the letter "." and no value."""
    found: list[Word] = []
    tokens, at = annotated.tokens, 0
    entries, break_at = _entries(), {sentence.first for sentence in annotated.sentences}
    while at < len(tokens):
        token = tokens[at]
        if at in break_at:
            found.append(Word(BREAK, "", token.start, token.start, at))
        low = token.text.lower()
        if low[0].isdigit():
            found.append(_digits(token, low))
        elif low in entries:
            word, length = _listed(tokens, at, entries[low])
            found.append(word)
            at += length
            continue
        elif "-" in low and low.startswith(("mid-", "post-")):
            found.extend(_prefixed(token, low, entries))
        else:
            letter = "'" if low in ("'s", "’s", "'", "’") else OTHER
            found.append(Word(letter, "", token.start, token.end, at))
        at += 1
    return tuple(_with_numbers_joined(found))


@cache
def _entries() -> dict[str, tuple[Entry, ...]]:
    """The word list by first word, the longest entries first."""
    table: dict[str, list[Entry]] = {}
    for row in rows("en/calendar.tsv"):
        words = tuple(row["words"].split(" "))
        entry = Entry(words, LETTERS[row["class"]], row["value"], frozenset(row["tags"].split()))
        table.setdefault(words[0], []).append(entry)
    return {
        first: tuple(sorted(of, key=lambda e: (-len(e.words), not e.tags)))
        for first, of in table.items()
    }


def _listed(tokens: Sequence[Token], at: int, entries: tuple[Entry, ...]) -> tuple[Word, int]:
    first = tokens[at]
    for words, letter, value, tags in entries:
        last = at + len(words)
        here = tokens[at:last]
        if len(words) > 1 and [token.text.lower() for token in here] != list(words):
            continue
        if tags and not _fits(here[-1], tags):
            continue
        return Word(letter, value, first.start, here[-1].end, at), len(words)
    return Word(OTHER, "", first.start, first.end, at), 1


def _fits(token: Token, tags: frozenset[str]) -> bool:
    if "Cap" in tags:
        return token.text[0].isupper() and (tags == {"Cap"} or token.upos in tags)
    return token.upos in tags


def _digits(token: Token, low: str) -> Word:
    kind = DIGITS.fullmatch(low)
    if not kind or not kind.lastgroup:
        return Word(OTHER, "", token.start, token.end, token.index)
    return Word(LETTERS[kind.lastgroup], low, token.start, token.end, token.index)


def _prefixed(token: Token, low: str, entries: Mapping[str, tuple[Entry, ...]]) -> Iterator[Word]:
    """ "mid-March" is one token and two words."""
    head, _, tail = low.partition("-")
    cut = token.start + len(head) + 1
    rest = token._replace(start=cut, text=token.text[len(head) + 1 :])
    if head == "mid":
        yield Word("e", "mid", token.start, cut, token.index)
    else:
        yield Word(OTHER, "", token.start, cut, token.index)
    if not tail:
        return
    if tail[0].isdigit():
        yield _digits(rest, tail)
    elif tail in entries:
        entry = entries[tail][-1]
        yield Word(entry.letter, entry.value, cut, token.end, token.index)
    else:
        yield Word(OTHER, "", cut, token.end, token.index)


def _with_numbers_joined(words: Sequence[Word]) -> Iterator[Word]:
    """Digits ("9") and number words ("n") that are one number, as one word "n" or a year "y"."""
    at = 0
    while at < len(words):
        if words[at].letter in "n9":
            last = _end_of_number(words, at)
            yield _joined(words[at:last])
            at = last
        else:
            yield words[at]
            at += 1


def _end_of_number(words: Sequence[Word], first: int) -> int:
    """The end of "two hundred and ten", "twenty-one", "5 1/2", "nineteen ninety-six"."""
    last, most = first + 1, min(len(words), first + LONGEST_NUMBER)
    while last < most:
        if words[last].letter in "n9" and _follows(words[last - 1], words[last]):
            last += 1
        elif last + 1 < len(words) and _bridges(*words[last - 1 : last + 2]):
            last += 2
        else:
            break
    return last


def _bridges(before: Word, mark: Word, after: Word) -> bool:
    """Whether a hyphen or "and" stands inside a number."""
    if before.letter != "n" or after.letter != "n":
        return False
    left, right = _number(before.value), _number(after.value)
    if mark.letter == "-":
        return left in UNITS_OF_TEN and 0 < right < 10 and before.end + 1 == after.start
    return mark.value == "and" and ((left in (100, 1000) and right < 100) or right == 0.5)


def _follows(before: Word, after: Word) -> bool:
    left, right = _number(before.value), _number(after.value)
    if 0 < right < 1 <= left:
        return True
    if before.letter == "9":
        return after.letter == "n" and right in (100, 1000)
    if after.letter == "9":
        return False
    is_year = 10 <= left <= 20 and 10 <= right <= 99
    return (
        right in (100, 1000)
        or left in (100, 1000)
        or (left in UNITS_OF_TEN and right < 10)
        or is_year
    )


def _joined(words: Sequence[Word]) -> Word:
    numbers = [_number(word.value) for word in words if word.letter in "n9"]
    is_year = len(numbers) > 1 and 10 <= numbers[0] <= 20 and 10 <= numbers[1] <= 99
    total = numbers[0] * 100 + sum(numbers[1:]) if is_year else _sum(numbers)
    return words[0]._replace(letter="y" if is_year else "n", value=_spelt(total), end=words[-1].end)


def _sum(numbers: Sequence[float]) -> float:
    total = 0.0
    for number in numbers:
        total = total * number if number in (100, 1000) and total else total + number
    return total


def _number(value: str) -> float:
    if "/" in value:
        above, below = value.split("/")
        return float(above) / float(below) if float(below) else 0.0
    return float(value.replace(",", ""))


def _spelt(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
