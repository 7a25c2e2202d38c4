"""Several incidents on one line of time: a lane for each outlet, and the table that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from show.case import MAY_3, sheet
from variorum.model.ledger import Ledger
from variorum.model.sheet import Cell, Mark, Reading, Sheet, SheetRow, VoiceKind
from variorum.model.value import Bounds, Interval
from variorum.show.timeline import Entry, draw_timeline, entries


def entry(outlet: str, number: int, first: int, last: int | None = None) -> Entry:
    """An entry of days after the third of May."""
    days = [MAY_3 + timedelta(days=first), MAY_3 + timedelta(days=first if last is None else last)]
    return Entry(outlet, number, Interval(*days), Bounds(12, None))


def dated(laid: Sheet, *days: Interval) -> Sheet:
    """The sheet with a row of days, all told by the first voice."""
    words = laid.rows[0].cells[0].readings[0]
    told = tuple(Reading("day", words.quotation, "wire", (), None, days=one) for one in days)
    row = SheetRow("when", (Cell(told), Cell(())), Mark.ONLY_HERE, None)
    return replace(laid, rows=(row, *laid.rows))


@pytest.fixture
def case() -> tuple[Sheet, Mapping[str, Ledger]]:
    return sheet()


def test_each_outlet_is_told_with_days_and_figure(case: tuple[Sheet, Mapping[str, Ledger]]) -> None:
    laid, ledgers = case
    day = Interval(MAY_3, MAY_3)
    told = entries([dated(laid, day)], ledgers)
    assert [(one.outlet, one.number, one.days, one.killed_told) for one in told] == [
        ("Wire", 1, day, "12"), ("The Herald", 1, None, "20 or more"),
    ]  # fmt: skip
    assert told[1].days_told == "not said in the text given"


def test_days_are_those_that_meet_the_incidents(case: tuple[Sheet, Mapping[str, Ledger]]) -> None:
    laid, ledgers = case
    later = Interval(date(2031, 6, 1), date(2031, 6, 1))
    wire = entries([dated(laid, Interval(MAY_3, None), later)], ledgers)[0]
    assert wire.days == Interval(MAY_3, None)
    assert entries([dated(laid, later)], ledgers)[0].days == later


def test_a_dataset_is_no_outlet(case: tuple[Sheet, Mapping[str, Ledger]]) -> None:
    laid, ledgers = case
    voices = (laid.voices[0], replace(laid.voices[1], kind=VoiceKind.DATASET))
    assert len(entries([replace(laid, voices=voices)], ledgers)) == 1


def test_a_lane_for_each_outlet_and_a_bar_for_each_incident() -> None:
    drawn = draw_timeline([entry("Post", 1, 0), entry("Post", 2, 9), entry("Radio", 1, 0, 2)])
    assert drawn
    assert [lane.outlet for lane in drawn.lanes] == ["Post", "Radio"]
    assert [one.label for one in drawn.stretches] == ["1: 12+", "2: 12+", "1: 12+"]
    first, second, third = drawn.stretches
    assert first.x < second.x
    assert third.width > first.width
    assert drawn.lanes[1].top <= third.y <= drawn.lanes[1].top + drawn.lanes[1].height
    assert all(drawn.left <= one.x <= drawn.width for one in drawn.stretches)


def test_bars_that_would_meet_stand_on_lines_of_their_own() -> None:
    drawn = draw_timeline([entry("Post", at, 0) for at in (1, 2, 3)])
    assert drawn
    assert len({one.y for one in drawn.stretches}) == 3
    assert drawn.lanes[0].height == 60.0


def test_an_open_side_goes_on_to_the_edge() -> None:
    until = Entry("Post", 1, Interval(None, MAY_3), None)
    drawn = draw_timeline([until, entry("Post", 2, 9)])
    assert drawn
    assert (drawn.stretches[0].open_left, drawn.stretches[0].label) == (True, "1")


def test_what_has_no_day_is_in_the_table_alone() -> None:
    undated = Entry("Post", 3, None, None)
    drawn = draw_timeline([entry("Post", 1, 0), entry("Post", 2, 1), undated])
    assert drawn
    assert len(drawn.stretches) == 2
    assert draw_timeline([entry("Post", 1, 0), undated]) is None
    assert draw_timeline([]) is None
