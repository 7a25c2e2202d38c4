"""Time expressions: their days, what they hang on, and what stays open."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate import Annotator
from variorum.model.document import Document
from variorum.model.value import Basis, Time
from variorum.resolve.times import find_times

PUBLISHED = date(2031, 5, 7)  # a Wednesday


def times(
    annotate: Annotator, text: str, published: date | None = PUBLISHED
) -> dict[str, tuple[str, str | None]]:
    """Wording -> value and days."""
    found = find_times(annotate(Document("d", text, published=published)))
    return {time.span.text: (time.value, days(time)) for time in found}


def days(time: Time) -> str | None:
    if time.earliest is None or time.latest is None:
        return None
    both = time.earliest.isoformat(), time.latest.isoformat()
    return both[0] if both[0] == both[1] else "/".join(both)


@pytest.mark.parametrize(
    ("text", "wording", "value", "interval"),
    [
        pytest.param("It fell on March 3, 2029.", "March 3, 2029", "2029-03-03", "2029-03-03",
                     id="month-first"),
        pytest.param("It fell on 6-7 October 2029.", "6-7 October 2029", "2029-10-06",
                     "2029-10-06/2029-10-07", id="range-of-days"),
        pytest.param("PORT SELA, May 4 — Twenty-two men fell.", "May 4", "2031-05-04",
                     "2031-05-04", id="a-dateline-is-no-range"),
        pytest.param("It fell, the same as last year.", "last year", "2030",
                     "2030-01-01/2030-12-31", id="same-as-last-year"),
        pytest.param("It fell in early March 2029.", "early March 2029", "2029-03",
                     "2029-03-01/2029-03-31", id="edge-of-a-month"),
        pytest.param("It fell last week.", "last week", "2031-W18", "2031-04-28/2031-05-04",
                     id="week"),
        pytest.param("It fell in the first half of 2029.", "the first half of 2029", "2029-H1",
                     "2029-01-01/2029-06-30", id="half"),
        pytest.param("It fell in the winter of 2029.", "the winter of 2029", "2029-WI",
                     "2029-12-01/2030-02-28", id="winter"),
        pytest.param("It fell recently.", "recently", "PAST_REF", None, id="vague"),
        pytest.param("It held for three weeks.", "three weeks", "P3W", None, id="duration"),
        pytest.param("It was built in the 19th century.", "the 19th century", "18",
                     "1800-01-01/1899-12-31", id="century"),
        pytest.param("THE TOWN FELL ON MONDAY.", "MONDAY", "2031-05-05", "2031-05-05",
                     id="capitals"),
        pytest.param("Wed 5 Apr 2017 the town fell", "Wed 5 Apr 2017", "2017-04-05", "2017-04-05",
                     id="without-commas"),
        pytest.param("He left for two and a half years.", "two and a half years", "P2Y6M", None,
                     id="fraction"),
        pytest.param("On 30 February 2029 it fell.", "February 2029", "2029-02",
                     "2029-02-01/2029-02-28", id="no-such-day"),
    ],
)  # fmt: skip
def test_an_expression_means_these_days(
    text: str, wording: str, value: str, interval: str | None, annotate: Annotator
) -> None:
    assert times(annotate, text).get(wording) == (value, interval)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("They march in the rain and may fall.", id="words-that-are-also-months"),
        pytest.param("The fall of the city was quick.", id="the-fall-of-a-city"),
        pytest.param("The battalion has 2019 soldiers.", id="a-count"),
        pytest.param("Jan Velk spoke.", id="a-person"),
        pytest.param("The 42-year-old driver spoke.", id="an-age"),
        pytest.param("They scored 10-3 at 7/8 of the way.", id="scores"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_tells_no_time(text: str, annotate: Annotator) -> None:
    assert times(annotate, text) == {}


def test_without_a_day_of_publication_nothing_hangs_on_one(annotate: Annotator) -> None:
    text = "On Monday they met. In March they fought. Last week they fled. In 2029 it ended."
    found = find_times(annotate(Document("d", text)))
    assert [(time.span.text, days(time)) for time in found] == [
        ("Monday", None), ("March", None), ("Last week", None), ("2029", "2029-01-01/2029-12-31"),
    ]  # fmt: skip
    assert {time.basis for time in found} == {Basis.STATED}


def test_a_partial_date_hangs_on_the_last_date_told(annotate: Annotator) -> None:
    text = "On 28 December 2029 the truce began. It broke on 3 January. The next day they met."
    found = find_times(annotate(Document("d", text)))
    assert [(time.value, time.basis) for time in found[1:]] == [
        ("2030-01-03", Basis.TEXT), ("2030-01-04", Basis.TEXT),
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["Thursday", "Friday", "Saturday", "in June", "in December"])
def test_what_is_told_as_past_lies_before_publication(day: str, annotate: Annotator) -> None:
    preposition = "" if day.startswith("in") else "on "
    text = f"Gunmen killed two men {preposition}{day}."
    (time,) = find_times(annotate(Document("d", text, published=PUBLISHED)))
    assert time.latest is not None
    assert time.latest <= PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "0 BC", "year 0000", "31/31/31", "99999 years ago", "the 99th century", "00:00 on 0 May",
        "1,000,000 years ago", "in the year 0", "ten hundred", "9999 years later", "in 9999 AD",
    ],
)  # fmt: skip
def test_odd_numbers_break_nothing(text: str, annotate: Annotator) -> None:
    find_times(annotate(Document("d", f"It was {text} then.", published=PUBLISHED)))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "last",
                "next",
                "May",
                "3",
                "31",
                "2029",
                "1980s",
                "twenty",
                "-",
                ",",
                "of",
                "end",
                "early",
                "ago",
                "later",
                "Monday",
                "night",
                "week",
                "years",
                "a",
                "few",
                "at",
                "10:30",
                "p.m.",
                "'",
                "BC",
                "Easter",
                "in",
                "March",
                "and",
                "to",
                "quarter",
                "first",
                "noon",
                "every",
            ]
        ),
        max_size=14,
    )
)
def test_any_row_of_time_words_is_read_and_quoted(annotate: Annotator, row: list[str]) -> None:
    document = Document("d", " ".join(row), published=PUBLISHED)
    reached = 0
    for time in find_times(annotate(document)):
        assert time.span.start >= reached
        assert time.span.text == document.text[time.span.start : time.span.end]
        reached = time.span.end


def test_printable_noise_breaks_nothing(annotate: Annotator) -> None:
    find_times(annotate(Document("d", string.printable * 3, published=PUBLISHED)))
