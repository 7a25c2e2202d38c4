"""What lies behind a place and a time."""

from __future__ import annotations

from datetime import date

from variorum.annotate import Annotator
from variorum.model.document import Document
from variorum.resolve.places_explained import explain_place
from variorum.resolve.times_explained import explain_time


def explained(annotate: Annotator, text: str, words: str) -> tuple[str, ...]:
    document = Document("d", text, published=date(2031, 5, 7))
    start = text.index(words)
    span = document.span(start, start + len(words))
    annotated = annotate(document)
    return explain_place(annotated, span) or explain_time(annotated, span)


def test_what_holds_a_place_is_named_with_its_candidates(annotate: Annotator) -> None:
    lines = explained(annotate, "The clinic in Paris, Texas, has closed.", "Paris")
    assert lines[0].startswith("held by: Texas")
    assert lines[1].startswith("candidate: Paris, Texas, US (town, ")
    assert sum(line.startswith("candidate: ") for line in lines) >= 2
    assert lines[-1] == "taken: Paris"


def test_both_candidates_of_an_undecided_name_are_named(annotate: Annotator) -> None:
    lines = explained(annotate, "Soldiers entered Ivanivka on Friday.", "Ivanivka")
    assert sum(line.startswith("candidate: Ivanivka, ") for line in lines) >= 2
    assert lines[-1] == "taken: none, for want of evidence"


def test_the_anchor_of_a_time_is_named(annotate: Annotator) -> None:
    text = "Orm fell on 1 May 2029. The day after its fall, on Monday, it rained."
    assert "anchor: “its fall”, its day is told" in explained(annotate, text, "The day after")
    assert "anchor: published 2031-05-07" in explained(annotate, text, "Monday")


def test_where_no_name_stands_nothing_is_explained(annotate: Annotator) -> None:
    assert explained(annotate, "It rained.", "rained") == ()
