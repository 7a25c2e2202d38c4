"""What ties an account to one happening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from link.accounts_by_hand import Told, ledger
from variorum.link.grounds import HEAD, Ground, find_grounds
from variorum.model.document import Document, Span
from variorum.model.ledger import Ledger
from variorum.model.value import Bounds

FAR = "The council met again without a word on the harbour. " * 10
"""So much stands before it that what follows is not what an article is about."""
MAY = (date(2031, 5, 3), date(2031, 5, 3))
YEAR = (date(2031, 1, 1), date(2031, 12, 31))


def grounds(told: Told, time: str | None = None) -> frozenset[Ground]:
    """The grounds of the one event of a text; `time`: the words of its day, else the cue."""
    made = ledger("d", told)
    if time is not None:
        times = tuple(replace(one, span=_span(made.document, time)) for one in made.times)
        made = replace(made, times=times)
    return _of(made)


def _of(made: Ledger) -> frozenset[Ground]:
    return find_grounds(made, made.events)


def _span(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return document.span(start, start + len(words))


def test_the_head_of_an_article_says_what_it_is_about() -> None:
    assert len(FAR) > HEAD
    assert grounds(Told("An attack on a farm.")) == {Ground.HEAD}
    assert grounds(Told(f"{FAR}An attack on a farm.")) == set()


@pytest.mark.parametrize(
    ("text", "days", "found"),
    [
        pytest.param("An attack on May 3.", MAY, {Ground.DAY}, id="its-own-day"),
        pytest.param("The U.S. attack, the force said, was on May 3.", MAY, {Ground.DAY}, id="far"),
        pytest.param("All was calm on May 3. An attack came.", MAY, set(), id="taken-over"),
        pytest.param("An attack came.\nMay 3 was calm", MAY, set(), id="the-next-line"),
        pytest.param("An attack on May 3.", YEAR, set(), id="no-day-but-a-year"),
    ],
)
def test_a_day_counts_in_its_own_sentence(
    text: str, days: tuple[date, date], found: set[Ground]
) -> None:
    assert grounds(Told(FAR + text, days=days), "May 3") == found


def test_a_spot_counts_and_a_province_does_not() -> None:
    assert grounds(Told(f"{FAR}An attack on Sarn.", place="Sarn")) == {Ground.SPOT}
    assert grounds(Told(f"{FAR}An attack in Alma.", place="Alma")) == set()


def test_a_number_counts() -> None:
    told = Told(f"{FAR}An attack killed 12.", killed=("12", Bounds(12, 12)))
    assert grounds(told) == {Ground.COUNT}
