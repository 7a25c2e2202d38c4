"""Rules of profiles for numbers: one out of several tolls, vague words, parts of a toll, crowds.

Nothing is added up that the accounts do not add up, and a number that a codebook makes of a word
says so in the trace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from variorum.export.draft import EMPTY, Coded, Draft
from variorum.export.profile import Settings, Table
from variorum.export.rules_who import cast, is_civilian
from variorum.model.record import Counted
from variorum.model.sheet import Reading
from variorum.model.value import ActorKind, Bounds, Number
from variorum.model.wording import bounds_in_words

LOWEST, HIGHEST, MOST_GIVEN = "lowest", "highest", "most-given"


class Toll(NamedTuple):
    """The number of one voice: what the codebook writes for it, what that gives up, and which part
    of a toll it is ("" for the whole)."""

    voice: int
    number: Number
    reading: Reading
    lost: tuple[str, ...]
    part: str


def write_count(draft: Draft, settings: Settings) -> Coded:
    """One number of the figures in a row of the sheet.

    `of`: the row. `take`: lowest, highest, or most-given (the number that most voices give, of
    those the lowest). `words`: a table of what the codebook writes for vague words. `unsaid`: what
    it demands where no account says; left empty without it. `who`: police or crowd, for those of
    the figures that count just them.
    """
    tolls = [one for one in find_tolls(draft, settings) if _is_of(settings["who"], one.reading)]
    if not tolls:
        return _unsaid(draft, settings)
    chosen = _TAKE[settings["take"]](tolls)
    lost = [
        f"{_number(one.number)} ({draft.label(one.voice)})"
        for one in tolls
        if one.number != chosen.number
    ]
    same = [one for one in tolls if one.number == chosen.number]
    words = [part for one in same for part in one.lost]
    coded = Coded(chosen.number, tuple(one.reading for one in same), (*dict.fromkeys(words), *lost))
    return _divided(draft, coded)


def _unsaid(draft: Draft, settings: Settings) -> Coded:
    """What is written where no account gives a number."""
    if not settings["unsaid"]:
        return EMPTY
    lost = f"not said in the texts given; the codebook demands {settings['unsaid']}"
    return Coded(int(settings["unsaid"]), (), (lost,))


def _divided(draft: Draft, coded: Coded) -> Coded:
    """A toll of several days, divided over them; the remainder goes to the first."""
    nth, of = draft.part
    if of == 1:
        return coded
    share, rest = divmod(int(coded.value), of)
    lost = f"{coded.value} over {of} days, divided over them, the remainder on the first"
    return Coded(share + (rest if nth == 0 else 0), coded.readings, (*coded.lost, lost))


def find_tolls(draft: Draft, settings: Settings) -> list[Toll]:
    """The number of each voice that gives one in the row `of`."""
    row = draft.row(settings["of"])
    if row is None or row.course is None:
        return []
    accounts = {at for at, _ in draft.voices}
    tolls = []
    for step in row.course.steps:
        told = row.cells[step.voice].readings
        reading = _whole(step.bounds, told)
        says = step.bounds != Bounds(None, None)
        if says and step.voice in accounts and reading is not None:
            tolls.append(_toll(draft, step.voice, reading, settings))
    return tolls


def _whole(bounds: Bounds, told: Sequence[Reading]) -> Reading | None:
    """The reading that gives a voice's bounds; where it tells of parts alone, the largest part,
    for the whole is no smaller."""
    given = [one for one in told if one.bounds and one.bounds != Bounds(None, None)]
    whole = next((one for one in given if one.bounds == bounds), None)
    return whole or max(given, key=_size, default=None)


def _size(reading: Reading) -> Number:
    bounds = reading.bounds
    return (bounds.low or bounds.high or 0) if bounds else 0


def _toll(draft: Draft, voice: int, reading: Reading, settings: Settings) -> Toll:
    number, lost = write_number(reading, settings.table("words"), settings["take"])
    return Toll(voice, number, reading, lost, _part(draft, reading))


def write_number(reading: Reading, words: Table, take: str) -> tuple[Number, tuple[str, ...]]:
    """The one number that stands for the words of a reading, and what it gives up.

    A vague word is written as the table says. Else the lower bound is taken, or the upper one
    where the highest is asked for and the wording closes it.
    """
    bounds = reading.bounds
    assert bounds is not None
    vague = _vague(reading, bounds, words)
    if vague is not None:
        word, number = vague
        given = f"“{word}” is {bounds_in_words(bounds)} by its wording, {number} by the codebook"
        return number, (given,)
    return _of_bounds(bounds, reading.approximate, take)


def _of_bounds(bounds: Bounds, approximate: bool, take: str) -> tuple[Number, tuple[str, ...]]:
    low, high = bounds.low, bounds.high
    first, second = (high, low) if take == HIGHEST else (low, high)
    number = first if first is not None else second
    assert number is not None, "bounds open on both sides say nothing"
    if low == high and not approximate:
        return number, ()
    return number, (f"{bounds_in_words(bounds, approximate)}, written as {_number(number)}",)


def _vague(reading: Reading, bounds: Bounds, words: Table) -> tuple[str, int] | None:
    """The longest phrase of the table that the words hold, where they give no closed number."""
    if bounds.high is not None:
        return None
    spoken = f" {' '.join(reading.quotation.text.lower().split())} "
    found = [row for row in words if f" {row['word']} " in spoken]
    if not found or any(letter.isdigit() for letter in spoken):
        return None
    best = max(found, key=lambda row: len(row["word"]))
    return best["word"], int(best["number"])


def _lowest(tolls: Sequence[Toll]) -> Toll:
    return min(tolls, key=lambda one: one.number)


def _highest(tolls: Sequence[Toll]) -> Toll:
    return max(tolls, key=lambda one: one.number)


def _most_given(tolls: Sequence[Toll]) -> Toll:
    times = Counter(one.number for one in tolls)
    return min(tolls, key=lambda one: (-times[one.number], one.number))


_TAKE: Final[dict[str, Callable[[Sequence[Toll]], Toll]]] = {
    LOWEST: _lowest,
    HIGHEST: _highest,
    MOST_GIVEN: _most_given,
}


def _is_of(who: str, reading: Reading) -> bool:
    """Whether a figure counts those asked for; figures that do not say whom count as the crowd."""
    police = reading.who == "police" or _kind(reading) is ActorKind.POLICE
    return {"": True, "police": police, "crowd": not police}[who]


def write_part(draft: Draft, settings: Settings) -> Coded:
    """The part of a toll that is side 1, side 2, civilians or unknown, in the account whose toll
    `write_count` takes with the same settings; the parts add up to it. What is told apart from
    that toll is no part of it."""
    tolls = find_tolls(draft, settings)
    if not tolls:
        return _unsaid(draft, settings)
    chosen = _TAKE[settings["take"]](tolls)
    parts = _parts(draft, chosen, settings)
    inside = {chosen.part: parts[chosen.part]} if chosen.part in parts else parts
    if chosen.reading.who and chosen.part not in parts:
        inside = {}
    rest = int(chosen.number) - sum(number for number, _ in inside.values())
    if rest < 0:  # the parts overlap: none of them can be told from the whole
        inside, rest = {}, int(chosen.number)
    if settings["part"] == "unknown":
        return Coded(rest, (chosen.reading,))
    if settings["part"] in inside:
        number, reading = inside[settings["part"]]
        return Coded(number, (reading,))
    if settings["part"] in parts:
        number, reading = parts[settings["part"]]
        lost = f"{number:,} told apart from {chosen.number:,}, not added to it"
        return Coded(0, (reading,), (lost,))
    return _unsaid(draft, settings)


def _parts(draft: Draft, chosen: Toll, settings: Settings) -> dict[str, tuple[int, Reading]]:
    """The largest figure of each single group in the chosen account: children may be among the
    civilians, so nothing is added up."""
    row = draft.row(settings["of"])
    assert row is not None
    found: dict[str, tuple[int, Reading]] = {}
    for reading in row.cells[chosen.voice].readings:
        part = _part(draft, reading)
        if part and reading.bounds not in (None, Bounds(None, None)):
            number, _ = write_number(reading, settings.table("words"), settings["take"])
            if part not in found or number > found[part][0]:
                found[part] = int(number), reading
    return found


def _part(draft: Draft, reading: Reading) -> str:
    """Which part of a toll a figure is of: a side's number, civilians, or ""."""
    if is_civilian(reading):
        return "civilians"
    name = reading.party.name if reading.party else None
    return next((str(nth) for nth in (1, 2) if name and cast(draft, nth).name == name), "")


def write_crowd(draft: Draft, settings: Settings) -> Coded:
    """The size of a crowd: low, high, mean, cat (its order of magnitude), or text, its vague words.

    `words`: a table of what the codebook writes for vague words.
    """
    told = [one for one in dict.fromkeys(_crowds(draft)) if one.bounds != Bounds(None, None)]
    if not told:
        return Coded(0) if settings["take"] == "cat" else EMPTY
    words = settings.table("words")
    lows = [write_number(reading, words, LOWEST) for reading in told]
    highs = [write_number(reading, words, HIGHEST) for reading in told]
    low, high = min(number for number, _ in lows), max(number for number, _ in highs)
    spoken = [draft.words(one) for one in told if _is_vague(one)]
    values = {
        "low": low,
        "high": high,
        "mean": (low + high) / 2,
        "text": "; ".join(spoken) or None,
        "cat": _magnitude((low + high) / 2),
    }
    lost = dict.fromkeys(part for _, parts in (*lows, *highs) for part in parts)
    return Coded(values[settings["take"]], tuple(told), tuple(lost))


def _is_vague(reading: Reading) -> bool:
    bounds = reading.bounds
    return reading.approximate or bounds is None or bounds.low != bounds.high


def _crowds(draft: Draft) -> Iterator[Reading]:
    """The figures that count those who act: they stand in the words that name the doers."""
    for told in draft.told("who did it"):
        reading = told.reading
        for figure in draft.ledgers[reading.document].figures:
            if figure.of in _CROWDS and figure.mention.meets(reading.quotation):
                bounds = Bounds(figure.low, figure.high)
                value = bounds_in_words(bounds, figure.approximate)
                yield replace(
                    reading, value=value, quotation=figure.mention, bounds=bounds,
                    approximate=figure.approximate,
                )  # fmt: skip


_CROWDS: Final = frozenset({Counted.OTHER, Counted.AFFECTED, Counted.TROOPS})


def _magnitude(size: float) -> int:
    """0 unknown, 1 below 100, 2 below 1,000, 3 below 10,000, 4 from there on.

    >>> [_magnitude(size) for size in (12, 100, 9_999, 10_000)]
    [1, 2, 3, 4]
    """
    return 1 + sum(size >= step for step in (100, 1_000, 10_000))


def _kind(reading: Reading) -> ActorKind | None:
    return reading.party.kind if reading.party else None


def _number(value: Number) -> str:
    return f"{value:,}"
