"""Numbers themselves: digits, words, parts of a whole, sums of money, without what bounds them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import ceil, floor
from typing import Final, NamedTuple

from variorum.lexicon import rows
from variorum.model.value import Number

_DIGITS: Final = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{2,3}){0,3},\d{3}|\d{1,15}(?:\.\d{1,9})?)"
    r"(?P<scale>k|mn?|bn?|million|billion)?$",
    re.I,
)
_RANGE: Final = re.compile(r"(\d[\d,]{0,15})(?:-|–|—)(\d[\d,]{0,15})$")
_SCALES: Final = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
_LARGEST: Final = 10**15  # nothing that is counted is more; number words in a row end here
_ROUND: Final = {"tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6}
_PERCENT: Final = (("%",), ("percent",), ("per", "cent"), ("pc",))
_OUT_OF: Final = (("in", "every"), ("out", "of", "every"), ("out", "of"), ("in",))
_WHOLE: Final = 100  # "one in four": larger numbers behind "in" are years
CURRENCIES: Final = frozenset({"$", "€", "£", "¥", "₹", "₪", "₽", "₺", "us$", "hk$", "nz$", "c$"})


class Quantity(NamedTuple):
    """A number in the words [first, last): inclusive bounds, None where the wording leaves a side
    open. `core`: the place of the number word itself, `end` where that ends; `kind` as in
    lexicon/en/numbers.tsv, or "digits" or "money"."""

    first: int
    last: int
    core: int
    low: Number | None
    high: Number | None
    approximate: bool
    kind: str
    end: int


class Word(NamedTuple):
    """An entry of the list of number words."""

    kind: str
    low: Number
    high: Number | None


@cache
def number_words() -> Mapping[str, Word]:
    """The number words, lower case (lexicon/en/numbers.tsv)."""
    known = {
        row["word"]: Word(
            row["kind"], as_number(row["low"]), as_number(row["high"]) if row["high"] else None
        )
        for row in rows("en/numbers.tsv")
    }
    tens = [word for word, entry in known.items() if entry.kind == "unit" and entry.low >= 20]
    ones = [word for word, entry in known.items() if entry.kind == "unit" and 0 < entry.low < 10]
    sums = ((ten + one, known[ten].low + known[one].low) for ten in tens for one in ones)
    return known | {word: Word("unit", value, value) for word, value in sums}


def as_number(value: float | str) -> Number:
    """A whole number where it is one."""
    exact = round(float(value), 6)
    return int(exact) if exact == int(exact) else exact


def _exact(first: int, last: int, value: Number, kind: str) -> Quantity:
    return Quantity(first, last, first, value, value, False, kind, last)


def find_core(words: Sequence[str], place: int) -> Quantity | None:
    """The number that begins at a place, with what multiplies or divides it."""
    found = _begun(words, place)
    if found is None or found.kind not in ("digits", "unit"):
        return found
    return _percent(words, found) or _out_of(words, found) or _parts(words, found) or found


def _begun(words: Sequence[str], place: int) -> Quantity | None:
    word = words[place]
    if word[0].isdigit():
        return _digits(words, place)
    if "-" in word and word not in number_words():
        return _hyphened(words, place)
    entry = number_words().get(word)
    if entry is None or entry.kind == "parts":
        return None
    if entry.kind in ("article", "none"):
        return _after_article(words, place, entry)
    if entry.kind == "part" and word != "half":
        alone = _exact(place, place, 1, "unit")
        return _parts(words, alone) if _is_one_part(words, place) else None
    if entry.kind in ("vague", "part"):
        return _vague(words, place, entry)
    return _spelled(words, place)


def _is_one_part(words: Sequence[str], place: int) -> bool:
    """Whether a word such as "third" divides: "a third of them", not "the third of May"."""
    before = words[place - 1] if place else ""
    return words[place + 1 : place + 2] == ["of"] and before in ("a", "one", "nearly", "almost")


# ------------------------------------------------------------------ digits


def _digits(words: Sequence[str], place: int) -> Quantity | None:
    word = words[place]
    if ranged := _RANGE.match(word):
        low, high = (int(part.replace(",", "")) for part in ranged.groups())
        known = (low, high) if low <= high else (low, low)
        return Quantity(place, place + 1, place, *known, False, "digits", place + 1)
    found = _DIGITS.match(word)
    if found is None or _is_code(words, place):
        return None
    value, last = _grouped(words, place, as_number(found["number"].replace(",", "")))
    if found["scale"]:
        value = as_number(value * _SCALES[found["scale"].lower()])
    return _scaled(words, place, last, value, "digits")


def _is_code(words: Sequence[str], place: int) -> bool:
    """Whether digits are a telephone number or a code: "0800", "555 0199"."""
    first, last = place, place + 1
    while first and words[first - 1].isdigit():
        first -= 1
    while last < len(words) and words[last].isdigit():
        last += 1
    beside = (word for word in words[first:last] if len(word) > 1 and word != "000")
    return any(word[0] == "0" and word.isdigit() for word in beside)


def _grouped(words: Sequence[str], place: int, value: Number) -> tuple[Number, int]:
    """A number whose thousands stand apart: "30 000"."""
    last = place + 1
    if not (words[place].isdigit() and len(words[place]) <= 3):
        return value, last
    while last < len(words) and len(words[last]) == 3 and words[last].isdigit():
        value, last = value * 1000 + int(words[last]), last + 1
    return value, last


def _scaled(words: Sequence[str], first: int, last: int, value: Number, kind: str) -> Quantity:
    """A number with the scale words after it: "1.5 million", "3 dozen", "2 and a half million"."""
    at = last
    if words[at : at + 3] == ["and", "a", "half"]:
        value, at = as_number(value + 0.5), at + 3
    while at < len(words) and value <= _LARGEST:
        entry = number_words().get(words[at])
        if entry is None or entry.kind != "scale" or len(words[at]) < 4:
            break
        value, at = as_number(value * entry.low), at + 1
    return Quantity(first, at, first, value, value, False, kind, at)


# ------------------------------------------------------------------ words


def _hyphened(words: Sequence[str], place: int) -> Quantity | None:
    """A number in words with hyphens: "twenty-five"."""
    parts = [number_words().get(part) for part in words[place].split("-")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or any(part.kind != "unit" for part in known):
        return None
    return _scaled(words, place, place + 1, sum(part.low for part in known), "unit")


def _spelled(words: Sequence[str], place: int) -> Quantity | None:
    """A number over several words: "two hundred and five", "twenty - five", "three dozen"."""
    known, total, current, at = number_words(), 0.0, None, place
    while at < len(words):
        entry = known.get(words[at])
        joined = words[at] in ("and", "-") and at > place and at + 1 < len(words)
        if joined and _adds(known.get(words[at + 1]), total if current is None else current):
            at += 1
            continue
        if entry is None or entry.kind not in ("unit", "scale") or len(words[at]) < 2:
            break
        if max(total, current or 0) > _LARGEST:
            break
        if entry.kind == "unit":
            if current is not None and not _adds(entry, current):
                break
            current = (current or 0) + entry.low
        elif entry.low >= 1000:
            total, current = total + (current or 1) * entry.low, None
        else:
            current = (current or 1) * entry.low
        at += 1
    if at == place:
        return None
    value = as_number(total + (current or 0))
    if words[at : at + 3] == ["and", "a", "half"]:
        return _with_half(words, place, at, value)
    return _exact(place, at, value, "unit")


def _with_half(words: Sequence[str], place: int, at: int, value: Number) -> Quantity:
    """ "One and a half million", "a million and a half"."""
    scale = number_words().get(words[at - 1])
    if scale is not None and scale.kind == "scale":
        return _exact(place, at + 3, as_number(value + scale.low / 2), "unit")
    return _scaled(words, place, at, value, "unit")


def _adds(entry: Word | None, current: Number | None) -> bool:
    """Whether a unit goes on with a number begun: "twenty five", "hundred and five"."""
    if entry is None or entry.kind != "unit" or current is None:
        return False
    return (current % 100 == 0 and current > 0) or (
        current % 10 == 0 and current % 100 >= 20 and entry.low < 10
    )


def _after_article(words: Sequence[str], place: int, entry: Word) -> Quantity | None:
    """A number behind an article, or the article as one: "a dozen", "another two", "a man"."""
    at = place + 1
    following = number_words().get(words[at]) if at < len(words) else None
    digits = at < len(words) and words[at][0].isdigit()
    if entry.kind == "article" and words[place] == "another" and (digits or following is not None):
        found = find_core(words, at)
        return found._replace(first=place) if found and found.kind != "article" else None
    if entry.kind == "article" and following is not None and following.kind != "article":
        if following.kind not in ("scale", "vague", "part"):
            return None
        found = _spelled(words, at) if following.kind == "scale" else _begun(words, at)
        return found._replace(first=place) if found else None
    return Quantity(place, place + 1, place, entry.low, entry.high, False, entry.kind, place + 1)


def _vague(words: Sequence[str], place: int, entry: Word) -> Quantity:
    """A number that is open above: "dozens", "several hundred", "tens of thousands"."""
    word, last = words[place], place + 1
    if word in _ROUND and words[last : last + 1] == ["of"] and words[last + 1 : last + 2]:
        upper = _ROUND.get(words[last + 1])
        if upper is not None:
            low, end = 2 * _ROUND[word] * upper, last + 2
            return Quantity(place, end, place, low, None, False, "vague", end)
    if entry.kind == "part":
        return _half(words, place)
    high = entry.high
    if last < len(words):
        scale = number_words().get(words[last])
        if scale is not None and scale.kind == "scale" and len(words[last]) > 3:
            high = None if high is None else high * scale.low
            return Quantity(
                place, last + 1, place, entry.low * scale.low, high, False, "vague", last + 1
            )
    return Quantity(place, last, place, entry.low, high, False, entry.kind, last)


# ------------------------------------------------------------------ parts of a whole


def _half(words: Sequence[str], place: int) -> Quantity:
    at = place + 1
    if words[at : at + 1] == ["a"]:
        at += 1
    scale = number_words().get(words[at]) if at < len(words) else None
    if scale is not None and scale.kind == "scale":
        return _exact(place, at + 1, as_number(scale.low / 2), "unit")
    return _exact(place, place + 1, 0.5, "part")


def _parts(words: Sequence[str], count: Quantity) -> Quantity | None:
    """Parts counted: "a third of them", "two thirds", "three quarters of a million"."""
    at = count.last
    entry = number_words().get(words[at]) if at < len(words) else None
    if entry is None or entry.kind not in ("part", "parts") or count.low is None:
        return None
    low, high = count.low * entry.low, count.low * (entry.high or entry.low)
    if words[at + 1 : at + 3] == ["of", "a"] and at + 3 < len(words):
        scale = number_words().get(words[at + 3])
        if scale is not None and scale.kind == "scale":
            return _exact(count.first, at + 4, as_number(low * scale.low), "unit")
    bounds = as_number(low), as_number(high)
    return Quantity(count.first, at + 1, count.core, *bounds, False, "part", at + 1)


def _percent(words: Sequence[str], count: Quantity) -> Quantity | None:
    """Hundredths: "40 per cent"."""
    for sign in _PERCENT:
        end = count.last + len(sign)
        if tuple(words[count.last : end]) == sign and count.low is not None:
            share = as_number(count.low / 100)
            return count._replace(last=end, low=share, high=share, kind="part", end=end)
    return None


def _out_of(words: Sequence[str], count: Quantity) -> Quantity | None:
    """Some out of so many: "one in four", "two out of three"."""
    for link in _OUT_OF:
        at = count.last + len(link)
        if tuple(words[count.last : at]) != link or at >= len(words):
            continue
        whole = _begun(words, at)
        if whole is None or whole.kind not in ("digits", "unit") or count.low is None:
            return None
        if whole.high is None or not count.low < whole.high <= _WHOLE:
            return None
        share = 10**6 * count.low / whole.high
        low, high = as_number(floor(share) / 10**6), as_number(ceil(share) / 10**6)
        return count._replace(last=whole.last, low=low, high=high, kind="part", end=whole.last)
    return None
