"""How many, as one document says it: the figures of an incident."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from variorum.lexicon.comparing import used_for
from variorum.lexicon.load import words
from variorum.link.accounts import Account
from variorum.link.bounds import added, sharpens
from variorum.link.said import Said, said, said_by, stretch
from variorum.model.incident import Effect
from variorum.model.record import Counted, Figure
from variorum.model.sheet import Reading
from variorum.model.value import Bounds
from variorum.model.wording import bounds_in_words

_HARM: Final = {Counted.KILLED: Effect.DEATH, Counted.INJURED: Effect.INJURY}
_REACH: Final = 40  # code points in which the words before a figure stand
_WORDS_BEFORE: Final = 2  # in which "including" may stand
_NUMBERS: Final = "en/numbers.tsv"


def count_of(counted: Counted, account: Account) -> Iterator[Said]:
    """How many, each figure by whose word; those told in one breath also added up.

    Compared by what each speaker gives for all: not by parts of it ("three of the dead"), nor by
    "none of our men" beside a number. Who was harmed is counted where no figure is given.
    """
    told = dict.fromkeys([*account.figures, *account.aftermath])
    figures = [figure for figure in told if figure.of is counted]
    figures.sort(key=lambda figure: figure.mention.start)
    sums = list(_side_by_side(figures))
    added_up = [figure for one in sums for figure in one]
    whole = _whole(account, figures, added_up)
    for one in sums:
        yield _summed(account, one)
    for figure in figures:
        yield _counted(account, figure, figure in whole)
    if counted in _HARM and not sums and not whole:
        yield from _harmed(account, _HARM[counted])


def _side_by_side(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Figures that stand side by side and are of one event and one speaker: "five policemen and a
    schoolgirl were killed"."""
    run: list[Figure] = []
    for one in figures:
        if run and not (_goes_on(run[-1], one) and not is_part(one, figures)):
            if _is_list(run):
                yield run
            run = []
        run.append(one)
    if _is_list(run):
        yield run


def _is_list(run: Sequence[Figure]) -> bool:
    """Whether figures are joined by "and" in the end, and not by commas alone."""
    return len(run) > 1 and _joint(run[-2], run[-1]) != [","]


def _joint(one: Figure, other: Figure) -> list[str]:
    between = one.mention.document.text[one.mention.end : other.mention.start]
    return between.replace(",", " , ").casefold().split()


def _goes_on(one: Figure, other: Figure) -> bool:
    joined = _joint(one, other)
    same = (one.event, one.statement) == (other.event, other.statement)
    return same and bool(joined) and used_for("and").issuperset(joined)


def _whole(
    account: Account, figures: Sequence[Figure], added_up: Sequence[Figure]
) -> Sequence[Figure]:
    """The figures that a voice is compared by."""
    told = [one for one in figures if one not in added_up and not is_part(one, figures)]
    some = [one for one in told if one.high != 0]
    if not some:
        return [] if added_up else [one for one in told if counts_all(one)]
    return [
        one
        for one in some
        if not any(_holds(account, other, one) for other in some if other is not one)
        and not any(counts_all(other) and _outnumbers(other, one) for other in some)
    ]


def _outnumbers(one: Figure, other: Figure) -> bool:
    """Whether a number of everybody is higher than one of some, whoever gives them: "37" the three
    rescuers."""
    most = other.high if other.high is not None else other.low
    return not counts_all(other) and most is not None and (one.low or 0) > most


def _holds(account: Account, one: Figure, other: Figure) -> bool:
    """Whether a figure holds another of the same speaker: 24 people the three workers, and 37 is
    what "dozens" comes to."""
    if account.speakers(one.statement) != account.speakers(other.statement):
        return False
    if one.who == other.who and sharpens(_bounds(one), _bounds(other)):
        return True
    most = other.high if other.high is not None else other.low
    return (
        counts_all(one)
        and not counts_all(other)
        and most is not None
        and (one.high is None or most <= one.high)
    )


def _bounds(figure: Figure) -> Bounds:
    return Bounds(figure.low, figure.high)


def counts_all(figure: Figure) -> bool:
    """Whether a number is of everybody: "12 people", "12", "12 dead"; not "12 soldiers"."""
    last = figure.mention.text.casefold().split()[-1]
    everybody = used_for("all") | used_for("harmed") | words(_NUMBERS)
    return figure.who is None and (last[0].isdigit() or last in everybody)


def is_part(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether those counted are some of others: "nine of the dead", "including nine children",
    "40 people, six of them boys"; not "killed two of them"."""
    mention = figure.mention
    told = mention.text.casefold().split()
    behind = told[told.index("of") + 1 :] if "of" in told else []
    if not used_for("harmed").isdisjoint(behind):
        return True
    if len(figures) > 1 and _among().match(mention.document.text, mention.end):
        return True
    before = _word().findall(mention.document.text[: mention.start].casefold()[-_REACH:])
    if not used_for("among").isdisjoint(before[-_WORDS_BEFORE:]):
        return True
    return not used_for("those").isdisjoint(behind) and any(
        one.mention.start < mention.start and one.event == figure.event for one in figures
    )


@cache
def _among() -> re.Pattern[str]:
    """What follows those who are some of others: "three children are among the dead"."""
    harmed, among = "|".join(used_for("harmed")), "among|amongst"
    return re.compile(rf" (?:are|were|is|was) (?:{among}) (?:the |those )?(?:{harmed})\b", re.I)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+|[^\w\s]")


def _summed(account: Account, figures: Sequence[Figure]) -> Said:
    bounds = added([_bounds(one) for one in figures])
    value = bounds_in_words(bounds, any(one.approximate for one in figures))
    quotation = stretch([one.mention for one in figures])
    return said_by(account.number(value, quotation, figures[0].statement, bounds), bounds)


def _harmed(account: Account, harm: Effect) -> Iterator[Said]:
    """Those whom the incident harmed, each named or told of without a number, taken together."""
    victims = [one for one in account.victims(harm) if (one.low, one.high) != (None, None)]
    if not victims:
        return
    bounds = added([Bounds(one.low, one.high) for one in victims])
    quotation = stretch([one.mention for one in victims])
    reading = account.number(bounds_in_words(bounds), quotation, account.said_in(quotation), bounds)
    yield said(reading, bounds)


def _counted(account: Account, figure: Figure, compared: bool) -> Said:
    bounds = _bounds(figure)
    value = bounds_in_words(bounds, figure.approximate)
    shown = f"{value} {figure.who}" if figure.who else value
    reading = account.number(shown, figure.mention, figure.statement, bounds)
    return said_by(_detailed(account, reading, figure), bounds if compared else None)


def _detailed(account: Account, reading: Reading, figure: Figure) -> Reading:
    """The reading of a number with whom it counts, and to which side those belong."""
    told = (one for event in account.events for one in event.recipients)
    counted = next((one for one in told if one.mention.meets(figure.mention)), None)
    actor = counted.actor if counted else None
    party = account.party(actor, account.name(actor, figure.mention)) if actor else None
    return replace(reading, approximate=figure.approximate, who=figure.who, party=party)
