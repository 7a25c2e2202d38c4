"""Datelines: each rule's own examples, and what stands at the head of a text."""

from __future__ import annotations

import inspect
from datetime import date

import pytest

from variorum.read.dateline import OPENING, find_dateline, read_date


def _examples(kind: str) -> list[tuple[str, str]]:
    return [
        (name, line.removeprefix(f"{kind}: "))
        for name, rule in OPENING.items()
        for line in (inspect.getdoc(rule) or "").splitlines()
        if line.startswith(f"{kind}: ")
    ]


def test_every_rule_has_lines_it_takes_and_lines_it_leaves() -> None:
    for kind in ("yes", "no"):
        assert {name for name, _ in _examples(kind)} == set(OPENING)


@pytest.mark.parametrize(("rule", "example"), _examples("yes"))
def test_a_rule_takes_its_yes_lines(rule: str, example: str) -> None:
    line, _, day = example.rpartition("  => ")
    assert OPENING[rule](line) == date.fromisoformat(day)


@pytest.mark.parametrize(("rule", "line"), _examples("no"))
def test_a_rule_leaves_its_no_lines(rule: str, line: str) -> None:
    assert OPENING[rule](line) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("date 2031-05-04\n\nA bridge was hit.", "2031-05-04", id="label"),
        pytest.param("Bridge hit\nMay 4, 2031\nA bridge was hit.", "2031-05-04", id="second-line"),
        pytest.param("\r\n\r\nPORT ALMA, 4 May 2031 -- Hit.", "2031-05-04", id="after-blank-lines"),
        pytest.param("PORT ALMA, May 4 (NW) -- A bridge was hit.", None, id="no-year"),
        pytest.param("The bridge was hit on 4 May 2031.", None, id="running-sentence"),
        pytest.param("4 May 2031 was a Sunday.", None, id="date-as-subject"),
        pytest.param("a\nb\nc\nd\ne\nf\n4 May 2031", None, id="too-far-down"),
        pytest.param("word " * 60 + "\n4 May 2031\n", None, id="below-a-paragraph"),
        pytest.param("30 February 2031\nA bridge was hit.", None, id="no-such-day"),
        pytest.param("", None, id="empty"),
    ],
)
def test_only_the_head_of_a_text_gives_its_date(text: str, day: str | None) -> None:
    assert find_dateline(text) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "words", ["May 2031", "2031", "4 May", "Sunday", "31/31/2031", "12 dead", "", "4 Mayor 2031"]
)
def test_no_date_is_made_of_less_than_a_day(words: str) -> None:
    assert read_date(words) is None


def test_a_wire_service_year_of_two_digits_follows_posix() -> None:
    line = "PORT ALMA, 3 JAN {} (NW) -- [TEXT] THE BRIDGE WAS HIT."
    years = [getattr(find_dateline(line.format(year)), "year", None) for year in (68, 69, 99, "00")]
    assert years == [2068, 1969, 1999, 2000]


def test_a_long_line_costs_no_more_than_a_short_one() -> None:
    assert find_dateline("A" * 1_000_000) is None
    assert find_dateline("Aa " * 700 + "1") is None
