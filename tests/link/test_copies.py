"""Prints of one text are one voice."""

from __future__ import annotations

import random
from datetime import date

import pytest

from variorum.link.copies import find_copies
from variorum.model.document import Document

STORY = (
    "The council of Port Alma met on Tuesday to hear how the bridge over the Velk was lost. Two of "
    "its members left before the vote, and General Orsk, who had come in the night, said that "
    "nothing was decided. The ferry runs again from Saturday. Farmers on the east bank asked for "
    "grain, while the mayor of Sarn promised lorries, fuel and a doctor for each village. Nobody "
    "would say when the engineers are to come, or who is to pay them once the snow has melted."
)
OTHER = (
    "In Velkhar the harvest was brought in three weeks late. The co-operative blames the mines "
    "that were laid along the railway, the ministry blames the co-operative, and the railway says "
    "that its trains would have run had anybody asked. Prices at the market have doubled since "
    "the first frost, so that many households eat what they meant to sow in spring."
)
FOOTER = (
    "Read more of our reports from the valley in the weekly letter, which is free of charge and "
    "can be ordered at any post office between the lake and the mountains."
)


def sentences(text: str) -> list[str]:
    return [sentence.strip(".") + "." for sentence in text.split(". ")]


def doc(number: int, text: str, source: str | None = None, day: int | None = None) -> Document:
    published = date(2031, 5, day) if day else None
    return Document(f"d{number}", text, source, published=published)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(STORY, id="same"),
        pytest.param("Bridge lost, council split\n\n" + STORY, id="new-headline"),
        pytest.param(STORY.upper(), id="capitals"),
        pytest.param(" ".join(sentences(STORY)[:3]), id="cut"),
        pytest.param(" ".join(reversed(sentences(STORY))), id="sentences-moved"),
        pytest.param(OTHER + " " + " ".join(sentences(STORY)[:4]), id="behind-another"),
        pytest.param(STORY.replace("said", "stated").replace("asked", "begged"), id="words"),
    ],
)
def test_copies_are_found(copy: str) -> None:
    documents = [doc(1, STORY, "Gazette"), doc(2, copy, "Herald"), doc(3, FOOTER, "Herald")]
    assert find_copies(documents) == (("d1", "d2"),)


def test_two_reports_of_one_event_are_no_copies() -> None:
    retold = (
        "Port Alma's council heard on Tuesday that the bridge over the Velk is lost, and parted."
    )
    assert find_copies([doc(1, STORY), doc(2, retold)]) == ()


def test_standing_text_of_one_outlet_joins_nothing() -> None:
    first = " ".join(sentences(STORY)[:2]) + " " + FOOTER
    second = " ".join(sentences(OTHER)[:2]) + " " + FOOTER
    assert find_copies([doc(1, first, "Gazette", 1), doc(2, second, "Gazette", 20)]) == ()


def test_copies_are_found_in_spite_of_a_footer() -> None:
    documents = [
        doc(1, STORY + " " + FOOTER, "Gazette", 1),
        doc(2, STORY, "Herald", 2),
        doc(3, OTHER + " " + FOOTER, "Gazette", 9),
    ]
    assert find_copies(documents) == (("d1", "d2"),)


@pytest.mark.parametrize("text", ["", "Ten fell.", "\n", "one two three four five"])
def test_texts_too_short_to_tell(text: str) -> None:
    assert find_copies([doc(1, text), doc(2, text)]) == ()


def test_no_documents() -> None:
    assert find_copies([]) == ()


def test_the_order_of_the_documents_changes_nothing() -> None:
    texts = [STORY, OTHER, " ".join(sentences(STORY)[:3]), OTHER + FOOTER, STORY + FOOTER]
    documents = [doc(number, text, f"outlet {number % 4}") for number, text in enumerate(texts)]
    groups = find_copies(documents)
    assert groups == (("d0", "d2", "d4"), ("d1", "d3"))
    for seed in range(5):
        random.Random(seed).shuffle(documents)
        assert find_copies(documents) == groups
