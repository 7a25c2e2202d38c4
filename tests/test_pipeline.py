"""Promises of the whole way from a text to its ledger, whatever the text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from evals.hostile import KINDS, STORY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum import lexicon
from variorum.model.codec import ledger_from_json, ledger_to_json
from variorum.model.document import Document
from variorum.pipeline import Layer, Settings, read_document
from variorum.read import Read

PUBLISHED = date(2031, 5, 4)
ALL_LAYERS = Settings(layers=frozenset(Layer))
FEW = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def written(text: str, published: date | None = PUBLISHED, asked: Settings | None = None) -> str:
    """The ledger of a text as a line of JSON."""
    ledger = read_document(Read(Document("example", text, published=published)), asked)
    return json.dumps(ledger_to_json(ledger), allow_nan=False)


def assert_sound(text: str, published: date | None = PUBLISHED) -> None:
    """A text is read, its ledger quotes it, is the same when read back, and the same again."""
    line = written(text, published, ALL_LAYERS)
    again = ledger_from_json(json.loads(line))
    assert again.document.text == text
    assert json.dumps(ledger_to_json(again)) == line
    assert written(text, published, ALL_LAYERS) == line


# ------------------------------------------------------------------ hostile texts


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_text_is_read(kind: str) -> None:
    assert_sound(KINDS[kind](60))


@pytest.mark.parametrize(
    "text",
    [
        "- U P D A T E D -",
        pytest.param("", id="empty"),
        pytest.param(" \n\t\u200b\ufeff", id="nothing-to-read"),
        pytest.param("killed " + "1" * 5000 + " people", id="digits-beyond-any-float"),
        pytest.param("twenty three hundred and " * 300, id="number-words-beyond-any-float"),
        pytest.param("hundred " * 400 + "days ago", id="days-beyond-any-float"),
        pytest.param("9" * 400 + "/" + "9" * 400 + " days ago", id="fraction-beyond-any-float"),
        pytest.param("He saw Puget Sound\ud800 first.", id="half-a-character-in-a-name"),
        pytest.param("Last New Year's Day was calm.", id="the-feast-before-all-feasts"),
        pytest.param("half an today army", id="half-a-year-that-is-none"),
        pytest.param("9999 years ago and 99999 days before Monday", id="days-before-all-days"),
    ],
)
def test_a_text_that_once_stopped_a_rule_is_read(text: str) -> None:
    for published in (PUBLISHED, date.min, date.max):
        assert_sound(text, published)


# ------------------------------------------------------------------ any text


@FEW
@given(st.text(max_size=200))
def test_any_string_is_read(text: str) -> None:
    assert_sound(text)


NEWS = (
    "the a of in on at to by for with from and or but that which who he she they it his their was "
    "were is are be been have has had not no will may could said says told according reported "
    "killed wounded people soldiers rebels army ministry spokesman attack bomb shelled denied "
    "claimed accused Monday May two three twenty day days week year years ago last next before "
    "after since until between Velkhar Sela Port Alma UN President Orsk Mr. Gen. Dana Syria Cairo"
)
MARKS = [*".,;:-–—“”\"'‘’()[]!?…«»/%$€&|", "...", "'s", "n't", "\n", "\n\n", "\u200b", "\u00ad"]
NUMBERS = (
    "0 1 2 12 31 99 400 1,200 2031 1999 9999 99999 1.5 1/2 1/0 3-4 12:30 25:61 2031-05-04 "
    "9999-12-31 31/12/2031 5th 1990s '90s $5m 5bn 5% 2014-18 hundred million dozen first"
)
LISTS = ("calendar", "events", "reporting_verbs", "roles", "partisan", "numbers_bounds", "sureness")


def listed() -> list[str]:
    """Words that the rules know."""
    rows = (row for name in LISTS for row in lexicon.rows(f"en/{name}.tsv"))
    return [next(iter(row.values())) for row in rows]


WORD = st.one_of(
    st.sampled_from(NEWS.split()),
    st.sampled_from(NUMBERS.split()),
    st.sampled_from(MARKS),
    st.deferred(lambda: st.sampled_from(listed())),
)
SPACE = st.sampled_from([" ", " ", " ", " ", "", "\n"])
DAY = st.sampled_from([None, PUBLISHED, date.min, date.max, date(2032, 2, 29)])


@FEW
@given(st.lists(st.tuples(WORD, SPACE), max_size=40), DAY)
def test_any_row_of_words_is_read(words: list[tuple[str, str]], published: date | None) -> None:
    assert_sound("".join(word + space for word, space in words), published)


# ------------------------------------------------------------------ always the same


def test_what_was_read_before_changes_nothing() -> None:
    texts = [KINDS[kind](120) for kind in ("story", "surnames", "nested-quotations", "dates")]
    first = [written(text, None) for text in texts]
    assert [written(text, None) for text in reversed(texts)] == first[::-1]


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    kinds = ("story", "one-sentence", "new-names", "acronyms", "shelled-and-killed", "live-page")
    rows = [{"id": kind, "text": KINDS[kind](150), "published": "2031-05-04"} for kind in kinds]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, "-m", "variorum", "read", "--format", "jsonl", str(path)]
    runs = [
        subprocess.Popen(
            command,
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for seed in ("0", "1")
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert first.count(b"\n") == len(kinds)
    assert first == second


# ------------------------------------------------------------------ work


SMALL, LARGE = 150, 600
SLACK = 1.7
"""How much more work than four times as much four times the text may be."""


def calls(text: str) -> int:
    """How many calls it takes to read a text, those of built-in functions counted."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        read_document(Read(Document("example", text, published=PUBLISHED)))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "kind",
    ["story", "one-sentence", "opening-marks", "killed", "shelled-and-killed", "said", "one-word"],
)
def test_four_times_the_text_is_no_more_than_about_four_times_the_work(kind: str) -> None:
    write = KINDS[kind]
    read_document(Read(Document("example", write(LARGE))))  # fills what is kept of words
    assert calls(write(LARGE)) < SLACK * (LARGE / SMALL) * calls(write(SMALL))


def test_the_story_of_these_tests_is_understood() -> None:
    ledger = read_document(Read(Document("example", STORY, published=PUBLISHED)))
    assert len(ledger.statements) >= 3
    assert all((ledger.events, ledger.figures, ledger.times, ledger.actors))
