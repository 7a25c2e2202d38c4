"""JSON and back: the same values, every quotation checked on the way."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date
from typing import Any

import pytest

from variorum.errors import BadList, BadValue, UnreadableSource, VariorumError
from variorum.lexicon import read_list
from variorum.model.codec import (
    comparison_from_json,
    comparison_to_json,
    ledger_from_json,
    ledger_to_json,
)
from variorum.model.document import Document, PublishedBy
from variorum.model.incident import Comparison, EventRef, FigureAccount, SharedIncident, Toll
from variorum.model.ledger import Ledger
from variorum.model.record import (
    Act,
    Agent,
    Counted,
    Event,
    EventType,
    Figure,
    Quoted,
    Responsibility,
    Stage,
    Statement,
)
from variorum.model.value import (
    Basis,
    Interval,
    Sureness,
    SurenessLabel,
    Time,
    TimeType,
)

DOCUMENT = Document(
    "a.txt",
    "On May 3 gunmen killed 12 people, the ministry said.",
    source="The Port Herald",
    published=date(2031, 5, 4),
    published_by=PublishedBy.INPUT,
)
SAID = Statement(
    "s1",
    DOCUMENT.span(34, 46),
    None,
    DOCUMENT.span(47, 51),
    (DOCUMENT.span(0, 32),),
    Quoted.INDIRECT,
    Act.SAY,
    None,
    "said",
)
KILLED = Event(
    "e1",
    DOCUMENT.span(16, 22),
    EventType.ASSAULT,
    None,
    Stage.DONE,
    Sureness(2.0, SurenessLabel.HEDGED, (DOCUMENT.span(47, 51),)),
    (Agent(DOCUMENT.span(9, 15), None, Responsibility.ACCUSED, "s1"),),
    (),
    (),
    "t1",
    None,
    ("f1",),
    "s1",
    "verb",
)
TWELVE = Figure(
    "f1", DOCUMENT.span(23, 32), Counted.KILLED, 12, 12, False, None, None, "e1", "s1", "count"
)
MAY = Time(
    "t1",
    DOCUMENT.span(3, 8),
    TimeType.DATE,
    "2031-05-03",
    date(2031, 5, 3),
    date(2031, 5, 3),
    Basis.PUBLICATION,
    "month-day",
)
LEDGER = Ledger(DOCUMENT, statements=(SAID,), events=(KILLED,), figures=(TWELVE,), times=(MAY,))


def test_a_ledger_comes_back_the_same() -> None:
    row = json.loads(json.dumps(ledger_to_json(LEDGER)))
    again = ledger_from_json(row)
    assert again == LEDGER
    assert again.statements[0].cue.text == "said"


def test_json_has_the_shapes_of_the_contract() -> None:
    row = ledger_to_json(LEDGER)
    assert row["schema"] == "variorum.document/1"
    assert row["published"] == "2031-05-04"
    assert row["statements"][0]["cue"] == {"start": 47, "end": 51, "text": "said"}
    assert row["times"][0] | {"start": 3, "end": 8, "text": "May 3"} == row["times"][0]
    assert "predicates" not in row
    assert row["places"] == []


def _misquote(row: dict[str, Any]) -> None:
    row["statements"][0]["cue"]["text"] = "claimed"


def _leave_the_text(row: dict[str, Any]) -> None:
    row["events"][0]["cue"]["end"] = 900


def _invent_a_word(row: dict[str, Any]) -> None:
    row["statements"][0]["act"] = "shout"


def _lose_a_field(row: dict[str, Any]) -> None:
    del row["figures"][0]["of"]


def _change_the_text(row: dict[str, Any]) -> None:
    row["text"] = row["text"].replace("12", "13")


def _refer_to_nothing(row: dict[str, Any]) -> None:
    row["events"][0]["time"] = "t9"


def _report_itself(row: dict[str, Any]) -> None:
    row["statements"][0]["within"] = "s1"


def _give_no_list(row: dict[str, Any]) -> None:
    row["times"] = 3


def _count_in_words(row: dict[str, Any]) -> None:
    row["figures"][0]["low"] = "twelve"


def _number_a_rule(row: dict[str, Any]) -> None:
    row["statements"][0]["rule"] = 7


def _turn_the_bounds(row: dict[str, Any]) -> None:
    row["figures"][0]["high"] = 3


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_misquote, r"a\.txt: statements\[0\]\.cue at \[47, 51\): expected 'said', got 'claimed'"),
        (_leave_the_text, "quotes nothing"),
        (_invent_a_word, r"statements\[0\]\.act: expected one of say, claim"),
        (_lose_a_field, r"figures\[0\]: expected a field 'of'"),
        (_change_the_text, "sha256"),
        (_refer_to_nothing, "ids of its own records"),
        (_report_itself, "statements that end in no ring, got 's1'"),
        (_give_no_list, "times: expected a list, got 3"),
        (_count_in_words, r"figures\[0\]\.low: expected a number, got 'twelve'"),
        (_number_a_rule, r"statements\[0\]\.rule: expected a string, got 7"),
        (_turn_the_bounds, "figure f1: expected an upper bound"),
    ],
)
def test_a_spoilt_ledger_is_refused_by_name_and_place(spoil: Any, said: str) -> None:
    row = copy.deepcopy(ledger_to_json(LEDGER))
    spoil(row)
    with pytest.raises(VariorumError, match=said):
        ledger_from_json(row)


def test_a_comparison_comes_back_the_same_from_several_documents() -> None:
    other = Document("b.txt", "Forty dead.")
    toll = Toll(
        12,
        40,
        (
            FigureAccount("a.txt", 12, 12, DOCUMENT.span(23, 32), "s1"),
            FigureAccount("b.txt", 40, 40, other.span(0, 5), None),
        ),
    )
    incident = SharedIncident(
        "1f",
        ("a.txt", "b.txt"),
        (EventRef("a.txt", "e1"), EventRef("b.txt", "e1")),
        (EventRef("a.txt", "i1"),),
        EventType.ASSAULT,
        None,
        Interval(date(2031, 5, 3), date(2031, 5, 3)),
        None,
        toll,
        None,
        (),
        (),
        (),
    )
    given = Comparison((incident,), (("a.txt", "c.txt"),))
    rows = json.loads(json.dumps(comparison_to_json(given)))
    again = comparison_from_json(rows, {"a.txt": DOCUMENT, "b.txt": other})
    assert again == given
    assert again.incidents[0].killed is not None
    assert again.incidents[0].killed.accounts[1].mention is not None
    assert again.incidents[0].killed.accounts[1].mention.text == "Forty"
    with pytest.raises(BadValue, match="a document that was read"):
        comparison_from_json(rows, {"a.txt": DOCUMENT})


def test_errors_travel_between_processes() -> None:
    error = UnreadableSource("feb.json", "line 3", "one JSON object", "mend the line")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.name, again.at) == (str(error), "feb.json", "line 3")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["word\tact", "say\tsay"], "verbs, line 1: expected a line '# origin:'"),
        (["# origin: ours", "word", "say\tsay"], "verbs, line 3: expected at most 1 values"),
    ],
)
def test_a_broken_word_list_is_refused_with_its_line(lines: list[str], said: str) -> None:
    with pytest.raises(BadList, match=said):
        read_list(lines, "verbs")


def test_a_word_list_gives_its_entries() -> None:
    lines = ["# a list", "# origin: ours", "", "word\tact", "say\tsay", "ask"]
    assert [dict(row) for row in read_list(lines, "verbs")] == [
        {"word": "say", "act": "say"},
        {"word": "ask", "act": ""},
    ]
