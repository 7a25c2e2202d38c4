"""Times that hang on events, over a gold of invented articles: times_events.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from variorum.annotate import Annotator
from variorum.model.document import Document
from variorum.model.value import Basis, Time
from variorum.resolve.times import find_times

GOLD = Path(__file__).with_name("times_events.tsv")
BAR = 0.95  # share of the expressions whose days are exactly right


class Wanted(NamedTuple):
    """An expression of an article, its days, and a word of the event it hangs on."""

    document: Document
    start: int
    end: int
    days: tuple[date | None, date | None]
    anchor: str


def wanted() -> Iterator[Wanted]:
    document, reached = Document("", ""), 0
    lines = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    for number, line in enumerate(lines[1:]):
        published, text, words, earliest, latest, anchor = line.split("\t")
        if text:
            reached = 0
            document = Document(f"d{number}", text, published=date.fromisoformat(published))
        start = document.text.lower().index(words.lower(), reached)
        reached = start + len(words)
        yield Wanted(document, start, reached, (_day(earliest), _day(latest)), anchor)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def found_at(each: Wanted, times: tuple[Time, ...]) -> Time | None:
    return next((t for t in times if t.span.start < each.end and each.start < t.span.end), None)


def _is_right(each: Wanted, time: Time | None) -> bool:
    days = (time.earliest, time.latest) if time else None
    return time is not None and time.basis is Basis.EVENT and days == each.days


def test_times_that_hang_on_events_reach_the_bar(annotate: Annotator) -> None:
    cases = [(each, find_times(annotate(each.document))) for each in wanted()]
    wrong = [each for each, times in cases if not _is_right(each, found_at(each, times))]
    told = [each.document.text[each.start : each.end] for each in wrong]
    assert len(cases) == 82
    assert len(wrong) <= (1 - BAR) * len(cases), told


def test_the_event_that_a_time_hangs_on_is_named(annotate: Annotator) -> None:
    named = [
        (each.anchor, found_at(each, find_times(annotate(each.document)))) for each in wanted()
    ]
    missed = [word for word, time in named if time and time.anchor and word not in time.anchor.text]
    without = [word for word, time in named if time is None or time.anchor is None]
    assert missed == []
    assert without == ["massacre"]  # "its second anniversary" names none


def test_a_past_time_is_never_after_publication(annotate: Annotator) -> None:
    text = "Orm fell on 6 May 2031. A week after its fall, shops opened."
    document = Document("d", text, published=date(2031, 5, 7))
    (_, week) = find_times(annotate(document))
    assert (week.basis, week.earliest, week.latest) == (Basis.EVENT, None, date(2031, 5, 7))


def test_a_plan_may_lie_ahead(annotate: Annotator) -> None:
    text = "Orm fell on 6 May 2031. A week after its fall, shops will open."
    document = Document("d", text, published=date(2031, 5, 7))
    (_, week) = find_times(annotate(document))
    assert (week.earliest, week.latest) == (date(2031, 5, 12), date(2031, 5, 18))
