"""Numbers in words and digits, with the bounds that their wording gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from variorum.lexicon import rows
from variorum.model.value import Number

_DIGITS: Final = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3}){1,4}|\d{1,15}(?:\.\d{1,9})?)"
    r"(?P<scale>k|mn?|bn?|million|billion)?$",
    re.I,
)
_RANGE: Final = re.compile(r"(\d[\d,]{0,15})(?:-|–|—|/)(\d[\d,]{0,15})$")
_SCALES: Final = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
_JOINTS: Final = frozenset({"-", "–", "to", "or"})
_LARGEST: Final = 10**15  # nothing that is counted is more; number words in a row end here
_LONGEST: Final = 4
_ROUND: Final = {"tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6}


class Quantity(NamedTuple):
    """A number in the words [first, last): inclusive bounds, None where the wording leaves a side
    open. `core`: the place of the number word itself; `kind` as in lexicon/en/numbers.tsv, or
    "digits"."""

    first: int
    last: int
    core: int
    low: Number | None
    high: Number | None
    approximate: bool
    kind: str


class _Word(NamedTuple):
    kind: str
    low: Number
    high: Number | None


@cache
def number_words() -> Mapping[str, _Word]:
    """The number words, lower case (lexicon/en/numbers.tsv)."""
    known = {
        row["word"]: _Word(
            row["kind"], _number(row["low"]), _number(row["high"]) if row["high"] else None
        )
        for row in rows("en/numbers.tsv")
    }
    tens = [word for word, entry in known.items() if entry.kind == "unit" and entry.low >= 20]
    ones = [word for word, entry in known.items() if entry.kind == "unit" and 0 < entry.low < 10]
    sums = ((ten + one, known[ten].low + known[one].low) for ten in tens for one in ones)
    return known | {word: _Word("unit", value, value) for word, value in sums}


@cache
def _bounds() -> Mapping[tuple[str, ...], str]:
    return {tuple(row["phrase"].split()): row["bound"] for row in rows("en/numbers_bounds.tsv")}


@cache
def _bound_edges() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(phrase[-1] for phrase in _bounds()), frozenset({"or", "and"})


def _number(value: float | str) -> Number:
    exact = round(float(value), 6)
    return int(exact) if exact == int(exact) else exact


def find_quantities(words: Sequence[str]) -> Iterator[Quantity]:
    """The quantities among words in lower case, in order, none inside another.

    >>> next(find_quantities("more than two dozen people".split()))
    Quantity(first=0, last=4, core=2, low=25, high=None, approximate=False, kind='unit')

    "a", "an", "another" and "no" are given too; whether they count is the caller's to say.
    """
    known, place = number_words(), 0
    held: Quantity | None = None
    while place < len(words):
        word = words[place]
        found = None
        if word in known or word[0].isdigit() or "-" in word:
            found = _read(words, place)
        if found is None:
            place += 1
            continue
        if held is not None and held.first < found.first:
            yield held
        held, place = found, max(found.last, place + 1)
    if held is not None:
        yield held


def _read(words: Sequence[str], place: int) -> Quantity | None:
    core = _core(words, place)
    if core is None:
        return None
    core = _ranged(words, core)
    return _bounded(words, core)


def _core(words: Sequence[str], place: int) -> Quantity | None:
    word = words[place]
    if word[0].isdigit():
        return _digits(words, place)
    if "-" in word and word not in number_words():
        return _hyphened(words, place)
    entry = number_words()[word]
    if entry.kind in ("article", "none"):
        return _after_article(words, place, entry)
    if entry.kind == "part" and word != "half" and words[place + 1 : place + 2] != ["of"]:
        return None  # "the third member"
    if entry.kind in ("vague", "part"):
        return _vague(words, place, entry)
    return _spelled(words, place)


def _digits(words: Sequence[str], place: int) -> Quantity | None:
    word = words[place]
    if ranged := _RANGE.match(word):
        low, high = (int(part.replace(",", "")) for part in ranged.groups())
        known = (low, high) if low <= high else (low, low)
        return Quantity(place, place + 1, place, *known, False, "digits")
    found = _DIGITS.match(word)
    if found is None:
        return None
    value: Number = _number(found["number"].replace(",", ""))
    if found["scale"]:
        value = _number(value * _SCALES[found["scale"].lower()])
    return _scaled(words, place, place + 1, value, "digits")


def _hyphened(words: Sequence[str], place: int) -> Quantity | None:
    """A number in words with hyphens: "twenty-five"."""
    parts = [number_words().get(part) for part in words[place].split("-")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or any(part.kind != "unit" for part in known):
        return None
    value = sum(part.low for part in known)
    return _scaled(words, place, place + 1, value, "unit")


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
    value = _number(total + (current or 0))
    return Quantity(place, at, place, value, value, False, "unit")


def _adds(entry: _Word | None, current: Number | None) -> bool:
    """Whether a unit goes on with a number begun: "twenty five", "hundred and five"."""
    if entry is None or entry.kind != "unit" or current is None:
        return False
    return (current % 100 == 0 and current > 0) or (
        current % 10 == 0 and current % 100 >= 20 and entry.low < 10
    )


def _scaled(words: Sequence[str], first: int, last: int, value: Number, kind: str) -> Quantity:
    """A number with the scale words after it: "1.5 million", "3 dozen"."""
    at = last
    while at < len(words) and value <= _LARGEST:
        entry = number_words().get(words[at])
        if entry is None or entry.kind != "scale" or len(words[at]) < 4:
            break
        value, at = _number(value * entry.low), at + 1
    return Quantity(first, at, first, value, value, False, kind)


def _after_article(words: Sequence[str], place: int, entry: _Word) -> Quantity | None:
    """A number behind an article, or the article as one: "a dozen", "another two", "a man"."""
    following = number_words().get(words[place + 1]) if place + 1 < len(words) else None
    if entry.kind == "article" and following is not None and following.kind != "article":
        if following.kind == "scale":
            found = _spelled(words, place + 1)
            return found._replace(first=place) if found else None
        if following.kind in ("vague", "part"):
            found = _core(words, place + 1)
            return found._replace(first=place) if found else None
        if words[place] == "another":
            found = _core(words, place + 1)
            return found._replace(first=place) if found else None
        return None
    return Quantity(place, place + 1, place, entry.low, entry.high, False, entry.kind)


def _vague(words: Sequence[str], place: int, entry: _Word) -> Quantity:
    """A number that is open above: "dozens", "several hundred", "tens of thousands"."""
    word, last = words[place], place + 1
    if word in _ROUND and words[last : last + 1] == ["of"] and words[last + 1 : last + 2]:
        upper = _ROUND.get(words[last + 1])
        if upper is not None:
            low = 2 * _ROUND[word] * upper
            return Quantity(place, last + 2, place, low, None, False, "vague")
    if entry.kind == "part" and word == "half":
        return _half(words, place)
    if entry.kind == "vague" and last < len(words):
        scale = number_words().get(words[last])
        if scale is not None and scale.kind == "scale" and len(words[last]) > 3:
            high = None if entry.high is None else entry.high * scale.low
            return Quantity(place, last + 1, place, entry.low * scale.low, high, False, "vague")
    return Quantity(place, last, place, entry.low, entry.high, False, entry.kind)


def _half(words: Sequence[str], place: int) -> Quantity:
    at = place + 1
    if words[at : at + 1] == ["a"]:
        at += 1
    scale = number_words().get(words[at]) if at < len(words) else None
    if scale is not None and scale.kind == "scale":
        value = _number(scale.low / 2)
        return Quantity(place, at + 1, place, value, value, False, "unit")
    return Quantity(place, place + 1, place, 0.5, 0.5, False, "part")


def _ranged(words: Sequence[str], core: Quantity) -> Quantity:
    """A number widened to a range: "12 to 15", "two or three", "between 12 and 15"."""
    joint = words[core.last] if core.last < len(words) else ""
    between = core.first > 0 and words[core.first - 1] == "between" and joint == "and"
    if not (between or joint in _JOINTS) or core.last + 1 >= len(words):
        return core
    word = words[core.last + 1]
    entry = number_words().get(word)
    if not (word[0].isdigit() or (entry and entry.kind in ("unit", "scale"))):
        return core
    if joint in ("-", "–") and not (word[0].isdigit() and core.kind == "digits"):
        return core
    other = _core(words, core.last + 1)
    if other is None or other.high is None or core.low is None or other.high < core.low:
        return core
    low = _same_scale(core.low, other)
    if low > other.high:  # "by 5-4 million people" is no range
        return core
    first = core.first - 1 if between else core.first
    return core._replace(first=first, last=other.last, low=low, high=other.high)


def _same_scale(low: Number, other: Quantity) -> Number:
    """The lower end on the scale of the upper: "two to three million"."""
    high = other.high or 0
    for scale in (10**9, 10**6, 1000):
        spelled = other.last - other.first > 1
        if spelled and high >= scale and low < 100 and high % scale == 0:
            return low * scale
    return low


def _bounded(words: Sequence[str], core: Quantity) -> Quantity:
    edges, after = _bound_edges()
    if core.first and words[core.first - 1] in edges:
        for length in range(min(_LONGEST, core.first), 0, -1):
            bound = _bounds().get(tuple(words[core.first - length : core.first]))
            if bound is not None:
                return _open(core._replace(first=core.first - length), bound)
    if core.last < len(words) and words[core.last] in after:
        bound = _bounds().get(tuple(words[core.last : core.last + 2]))
        if bound is not None:
            return _open(core._replace(last=core.last + 2), bound)
    return core


def _open(core: Quantity, bound: str) -> Quantity:
    low, high = core.low, core.high
    step: Number = 1 if isinstance(low, int) else 0
    if bound == "above" and low is not None:
        return core._replace(low=low + step, high=None)
    if bound == "least":
        return core._replace(high=None)
    if bound == "below" and high is not None:
        return core._replace(low=None, high=max(high - step, 0))
    if bound == "most":
        return core._replace(low=None, high=high if high is not None else low)
    if bound == "near":
        return core._replace(low=None, high=high, approximate=True)
    return core._replace(approximate=True)
