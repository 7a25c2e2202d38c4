"""Numbers in words and digits, with the bounds that their wording gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from variorum.extract.quantity_core import CURRENCIES, Quantity, find_core, number_words
from variorum.lexicon import rows
from variorum.model.value import Number

_JOINTS: Final = frozenset({"-", "–", "to", "or"})
_LONGEST: Final = 4
_RISING: Final = frozenset(
    {
        "rise", "rises", "rose", "risen", "raise", "raised", "raises", "raising", "climb", "climbs",
        "climbed", "go", "goes", "went", "grew", "grow", "grown", "increase", "increased", "jump",
        "jumped", "fall", "fell", "fallen", "drop", "dropped", "cut", "lowered", "revised", "up",
        "down", "change", "changed", "update", "updated",
    }
)  # fmt: skip
_REACH: Final = 7  # words between "raised" and "from 12 to 19"


@cache
def _bounds() -> Mapping[tuple[str, ...], str]:
    return {tuple(row["phrase"].split()): row["bound"] for row in rows("en/numbers_bounds.tsv")}


@cache
def _bound_edges() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(phrase[-1] for phrase in _bounds()), frozenset({"or", "and"})


def find_quantities(words: Sequence[str]) -> Iterator[Quantity]:
    """The quantities among words in lower case, in order, none inside another.

    >>> next(find_quantities("more than two dozen people".split()))[:5]
    (0, 4, 2, 25, None)

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
        if held is not None and held.core < found.first:
            yield held
        held, place = found, max(found.last, place + 1)
    if held is not None:
        yield held


def _read(words: Sequence[str], place: int) -> Quantity | None:
    core = find_core(words, place)
    if core is None:
        return None
    return _bounded(words, _in_money(words, _ranged(words, core)))


def _in_money(words: Sequence[str], core: Quantity) -> Quantity:
    """A number with the sign of a currency before it: "$3bn"."""
    if core.first and words[core.first - 1] in CURRENCIES:
        return core._replace(first=core.first - 1, kind="money")
    return core


# ------------------------------------------------------------------ ranges


def _ranged(words: Sequence[str], core: Quantity) -> Quantity:
    """A number widened to a range: "12 to 15", "two or three", "between 12 and 15"; what a number
    has changed to: "raised from 12 to 19"."""
    joint = words[core.last] if core.last < len(words) else ""
    before = words[core.first - 1] if core.first else ""
    between = before == "between" and joint == "and"
    if not (between or joint in _JOINTS) or core.last + 1 >= len(words):
        return core
    other = _upper_end(words, core, joint)
    if other is None or other.high is None or core.low is None:
        return core
    from_to = before == "from" and joint == "to"
    if from_to and not _RISING.isdisjoint(words[max(0, core.first - _REACH) : core.first]):
        return other
    low = _same_scale(core.low, other)
    if max(low, core.low) > other.high:  # "by 5-4 million people" is no range
        return core
    first = core.first - 1 if between or from_to else core.first
    return core._replace(first=first, last=other.last, low=low, high=other.high, end=other.last)


def _upper_end(words: Sequence[str], core: Quantity, joint: str) -> Quantity | None:
    word = words[core.last + 1]
    entry = number_words().get(word)
    if not (word[0].isdigit() or (entry and entry.kind in ("unit", "scale"))):
        return None
    if joint in ("-", "–") and not (word[0].isdigit() and core.kind == "digits"):
        return None
    other = find_core(words, core.last + 1)
    return other if other is None or other.kind == core.kind or core.kind != "part" else None


def _same_scale(low: Number, other: Quantity) -> Number:
    """The lower end on the scale of the upper: "two to three million"."""
    high = other.high or 0
    for scale in (10**9, 10**6, 1000):
        spelled = other.last - other.first > 1
        if spelled and high >= scale and low < 100 and high % scale == 0:
            return low * scale
    return low


# ------------------------------------------------------------------ bounds


def _bounded(words: Sequence[str], core: Quantity) -> Quantity:
    edges, _ = _bound_edges()
    if core.first and words[core.first - 1] in edges:
        for length in range(min(_LONGEST, core.first), 0, -1):
            bound = _bounds().get(tuple(words[core.first - length : core.first]))
            if bound is not None and (bound != "none" or core.low == core.high == 1):
                return open_bound(core._replace(first=core.first - length), bound)
    return bounded_after(words, core)


def bounded_after(words: Sequence[str], core: Quantity) -> Quantity:
    """A quantity with the bound that stands behind it: "12 or more"."""
    _, after = _bound_edges()
    if core.last < len(words) and words[core.last] in after:
        bound = _bounds().get(tuple(words[core.last : core.last + 2]))
        if bound is not None:
            return open_bound(core._replace(last=core.last + 2), bound)
    return core


def open_bound(core: Quantity, bound: str) -> Quantity:
    """A quantity as a bound of lexicon/en/numbers_bounds.tsv opens it."""
    low, high = core.low, core.high
    step: Number = 1 if isinstance(low, int) else 0
    if bound in ("above", "just-above") and low is not None:
        return core._replace(low=low + step, high=None, approximate=bound == "just-above")
    if bound == "none":
        return core._replace(low=0, high=0)
    if bound == "least":
        return core._replace(high=None)
    if bound in ("below", "just-below") and high is not None:
        below = max(high - step, 0)
        return core._replace(low=None, high=below, approximate=bound == "just-below")
    if bound == "most":
        return core._replace(low=None, high=high if high is not None else low)
    if bound == "near":
        return core._replace(low=None, high=high, approximate=True)
    return core if bound == "exact" else core._replace(approximate=True)
