"""How many, as one document says it: the figures of an incident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from variorum.link.accounts import Account, Said, said, said_by, stretch
from variorum.model.document import Span
from variorum.model.incident import Effect, FigureAccount, Toll
from variorum.model.record import Counted, Figure
from variorum.model.sheet import Reading
from variorum.model.value import Bounds
from variorum.model.wording import bounds_in_words


def count_of(counted: Counted, toll: Toll | None, account: Account) -> Iterator[Said]:
    """How many: the figures of a kind; the account the incident keeps is the one compared."""
    told = dict.fromkeys([*account.figures, *account.aftermath])
    figures = [figure for figure in told if figure.of is counted]
    kept = [one for one in toll.accounts if one.document == account.id] if toll else []
    shown: set[Span] = set()
    for one in kept:
        if found := _kept(account, one, figures, _HARM[counted]):
            shown.add(found.reading.quotation)
            yield found
    whole = [] if shown else _wholes(figures, kept)
    for figure in figures:
        if figure.mention not in shown:
            yield _counted(account, figure, figure in whole)


def _wholes(figures: Sequence[Figure], kept: Sequence[FigureAccount]) -> Sequence[Figure]:
    """The figures that count all who were harmed: those that a kept account spans, or else those
    that are of nobody in particular."""
    inside = [figure for figure in figures if any(_holds(one, figure) for one in kept)]
    return inside or [figure for figure in figures if figure.who is None] or figures


def _holds(one: FigureAccount, figure: Figure) -> bool:
    below = one.low is None or (figure.low is not None and one.low <= figure.low)
    above = one.high is None or (figure.high is not None and figure.high <= one.high)
    return below and above


def _kept(
    account: Account, one: FigureAccount, figures: Sequence[Figure], harm: Effect
) -> Said | None:
    """The kept account in the words it names, of the figure it equals, or of all its figures; of
    its victims where it counts none."""
    same = [figure for figure in figures if (figure.low, figure.high) == (one.low, one.high)]
    if not same and _spans(one, figures):
        return None
    counted = [figure.mention for figure in same[:1] or figures]
    spans = [one.mention] if one.mention else counted or account.victims(harm)
    if not spans:
        return None
    quotation = stretch(spans)
    told = next((figure for figure in figures if figure.mention == quotation), None)
    bounds = Bounds(one.low, one.high)
    if told and (told.low, told.high) != (one.low, one.high):
        quotation = stretch([quotation, *_summed(told, figures)])
    value = bounds_in_words(bounds, told is not None and told.approximate)
    statement = one.statement or (told.statement if told else account.said_in(quotation))
    reading = account.number(value, quotation, statement, bounds)
    return said(_detailed(account, reading, told), bounds)


def _spans(one: FigureAccount, figures: Sequence[Figure]) -> bool:
    """Whether the kept account reaches from one figure's lower bound to another's upper one."""
    lows, highs = {each.low for each in figures}, {each.high for each in figures}
    return one.low in lows and one.high in highs


_HARM = {Counted.KILLED: Effect.DEATH, Counted.INJURED: Effect.INJURY}


def _summed(told: Figure, figures: Sequence[Figure]) -> list[Span]:
    """The figures told in one breath with this one, of which a kept sum is made."""
    same = (one for one in figures if one.event == told.event and one.statement == told.statement)
    return [one.mention for one in same]


def _counted(account: Account, figure: Figure, compared: bool) -> Said:
    bounds = Bounds(figure.low, figure.high)
    value = bounds_in_words(bounds, figure.approximate)
    shown = f"{value} {figure.who}" if figure.who else value
    reading = account.number(shown, figure.mention, figure.statement, bounds)
    return said_by(_detailed(account, reading, figure), bounds if compared else None)


def _detailed(account: Account, reading: Reading, figure: Figure | None) -> Reading:
    """The reading of a number with whom it counts, and to which side those belong."""
    if figure is None:
        return reading
    told = (one for event in account.events for one in event.recipients)
    counted = next((one for one in told if one.mention.meets(figure.mention)), None)
    actor = counted.actor if counted else None
    party = account.party(actor, account.name(actor, figure.mention)) if actor else None
    return replace(reading, approximate=figure.approximate, who=figure.who, party=party)
