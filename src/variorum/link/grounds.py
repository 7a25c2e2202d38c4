"""What ties an account to one happening: the day, the spot or the number it gives itself, or that
it stands at the head of the article. "Years of bombardment" has none of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import Final

from variorum.model.document import Document, Span
from variorum.model.ledger import Ledger
from variorum.model.record import Counted, Event
from variorum.model.value import PlaceKind, Time

HEAD: Final = 400
"""Code points of a text in which an article says what it is about."""
LONGEST_DAYS: Final = 8
"""A time of more days does not tell one happening from the next."""
POINTS: Final = frozenset({PlaceKind.CITY, PlaceKind.SITE})
COUNTS: Final = frozenset({Counted.KILLED, Counted.INJURED, Counted.ABDUCTED, Counted.ARRESTED})


class Ground(StrEnum):
    """What ties an account to one happening."""

    DAY = "day"
    SPOT = "spot"
    COUNT = "count"
    HEAD = "head"


def find_grounds(ledger: Ledger, events: Iterable[Event]) -> frozenset[Ground]:
    """What ties events of a document to one happening, each by the words of its own sentence."""
    return frozenset(ground for event in events for ground in _grounds(ledger, event))


def _grounds(ledger: Ledger, event: Event) -> Iterator[Ground]:
    document = ledger.document
    times = (one for one in ledger.times if one.id == event.time and _is_of_days(one))
    if any(_is_near(document, event.cue, one.span) for one in times):
        yield Ground.DAY
    spots = (one for one in ledger.places if one.id == event.place and one.kind in POINTS)
    if any(_is_near(document, event.cue, one.mention) for one in spots):
        yield Ground.SPOT
    if any(one.id in event.figures and one.of in COUNTS for one in ledger.figures):
        yield Ground.COUNT
    if event.cue.start < HEAD:
        yield Ground.HEAD


def _is_of_days(time: Time) -> bool:
    if time.earliest is None or time.latest is None:
        return False
    return (time.latest - time.earliest).days < LONGEST_DAYS


def _is_near(document: Document, cue: Span, words: Span) -> bool:
    """Whether words stand in the sentence of a cue."""
    first, last = sorted((cue, words), key=lambda span: span.start)
    return not _break().search(document.text, first.end, last.start)


@cache
def _break() -> re.Pattern[str]:
    return re.compile(r"[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[^\W\d_a-z]|\n")
