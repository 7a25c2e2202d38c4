"""JSON lines: the contract's call, and every way a line can be wrong."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from variorum.model.codec import ledger_from_json, ledger_to_json
from variorum.model.document import Document, PublishedBy
from variorum.model.ledger import Ledger
from variorum.model.record import Gap
from variorum.read import Read, Reading, ReadSettings, Refused, read_stream

LEDGER = ledger_to_json(Ledger(Document("a", "12 dead"), gaps=(Gap(0, 2, "torn"),)))
GOOD = '{"id": "good", "text": "12 dead"}'


def _read(
    raw: str | bytes, settings: ReadSettings | None = None, name: str = "a.jsonl"
) -> list[Reading]:
    stream = io.BytesIO(raw.encode() if isinstance(raw, str) else raw)
    return list(read_stream(stream, name, settings or ReadSettings()))


def _documents(readings: list[Reading]) -> list[str]:
    return [each.document.id for each in readings if isinstance(each, Read)]


def test_every_field_of_a_line_reaches_the_document() -> None:
    line = {
        "id": "7/ü", "text": "12 dead", "published": "2031-05-04T23:59:00-05:00",
        "source": "The Harbour Post", "title": "Bridge hit", "url": "https://harbour.example/7",
        "language": "xx", "events": [],
    }  # fmt: skip
    [read] = _read(json.dumps(line))
    assert isinstance(read, Read)
    document = read.document
    assert (document.id, document.text, document.title) == ("7/ü", "12 dead", "Bridge hit")
    assert (document.source, document.url) == ("The Harbour Post", "https://harbour.example/7")
    assert (document.published, document.published_by) == (date(2031, 5, 4), PublishedBy.INPUT)
    assert read.origin == "a.jsonl: line 1"


@pytest.mark.parametrize(
    "text", ["a\r\nb\n", " a ", "\ufeffa", "a\x00b", "\ud800a", "😀a\u2028b", "e\u0301"]
)
def test_text_comes_back_exactly_as_given(text: str) -> None:
    [read] = _read(json.dumps({"id": "a", "text": text}))
    assert isinstance(read, Read)
    assert read.document.text == text


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        pytest.param('{"id": "a", "te', "a JSON object", id="broken"),
        pytest.param("[1]", "a JSON object, found list", id="no-object"),
        pytest.param('{"id": "a"}', '"text", found none', id="no-text"),
        pytest.param('{"id": "a", "text": null}', '"text", found none', id="null-text"),
        pytest.param('{"id": "a", "text": ""}', "a text, found none", id="empty-text"),
        pytest.param('{"id": "a", "text": " \\n"}', "a text, found none", id="white-text"),
        pytest.param('{"id": "a", "text": 3}', '"text" to be a string, found 3', id="number-text"),
        pytest.param('{"text": "12 dead"}', '"id", found none', id="no-id"),
        pytest.param('{"id": 1, "text": "12"}', '"id" to be a string', id="number-id"),
        pytest.param('{"id": "a", "text": "1", "published": "yesterday"}', "ISO", id="no-date"),
        pytest.param('{"id": "a", "text": "1", "published": "2031-02-30"}', "ISO", id="no-day"),
        pytest.param('{"id": "a", "text": "1", "published": "2031-05"}', "ISO date", id="month"),
        pytest.param('{"id": "a", "text": "1", "published": 2031}', '"published" to be', id="year"),
        pytest.param("[" * 100_000, "a JSON object", id="deep"),
        pytest.param('{"id": ' + "9" * 10_000 + "}", "a JSON object that can", id="long-number"),
        pytest.param("\x93", "a JSON object", id="odd"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_refused_by_its_number_and_the_rest_is_read(line: str, wanted: str) -> None:
    readings = _read("\n".join([GOOD, line, GOOD.replace("good", "last")]))
    assert _documents(readings) == ["good", "last"]
    assert isinstance(readings[1], Refused)
    message = str(readings[1].error)
    assert message.startswith(f"a.jsonl: line 2: expected {wanted}") or wanted in message
    assert "; " in message


def test_a_line_that_is_no_utf8_is_refused_with_the_byte() -> None:
    readings = _read(GOOD.encode() + b'\n{"id": "a", "text": "\x93no\x94"}\n')
    assert isinstance(readings[1], Refused)
    assert "line 2: expected UTF-8, found byte 0x93 at 21" in str(readings[1].error)


def test_blank_lines_windows_line_ends_and_a_mark_are_passed_over() -> None:
    readings = _read("\ufeff" + GOOD + "\r\n\r\n  \n" + GOOD.replace("good", "last") + "\r\n")
    assert _documents(readings) == ["good", "last"]
    assert isinstance(readings[1], Read)
    assert readings[1].origin == "a.jsonl: line 4"


def test_too_long_a_line_is_refused_without_being_kept() -> None:
    settings = ReadSettings(max_characters=10)
    long = json.dumps({"id": "long", "text": "a" * 300_000})
    bearable = json.dumps({"id": "eleven", "text": "a" * 11})
    readings = _read("\n".join([GOOD, long, bearable, GOOD.replace("good", "last")]), settings)
    assert _documents(readings) == ["good", "last"]
    messages = [str(each.error) for each in readings if isinstance(each, Refused)]
    assert "line 2: expected at most 65,656 bytes in a line" in messages[0]
    assert "line 3: expected at most 10 characters, found 11; split it" in messages[1]
    assert "--max-characters" in messages[1]


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        pytest.param('{\n "id": "a",\n "text": "12 dead"\n}', ["a"], id="one"),
        pytest.param(
            '[{"id": "a", "text": "12"},\n{"id": "b", "text": "13"}]', ["a", "b"], id="list"
        ),
        pytest.param(
            '{"id": "a", "text": "12"}\n{"id": "b", "text": "13"}', ["a", "b"], id="lines"
        ),
    ],
)
def test_a_json_file_holds_one_document_a_list_or_lines(raw: str, ids: list[str]) -> None:
    assert _documents(_read(raw, name="a.json")) == ids


def test_a_list_with_a_wrong_member_names_it() -> None:
    readings = _read('[{"id": "a", "text": "12"}, 3]', name="a.json")
    assert isinstance(readings[1], Refused)
    assert str(readings[1].error).startswith(
        "a.json: document 2: expected a JSON object, found int"
    )


def test_a_ledger_is_a_document_with_what_was_found_in_it() -> None:
    [read] = _read(json.dumps(LEDGER))
    assert isinstance(read, Read)
    assert read.ledger == ledger_from_json(LEDGER)
    assert read.gaps == (Gap(0, 2, "torn"),)


@pytest.mark.parametrize(
    ("spoilt", "wanted"),
    [
        pytest.param({"text": "13 dead"}, "sha256", id="another-text"),
        pytest.param({"times": 3}, "a whole ledger", id="no-list"),
        pytest.param({"events": [{"id": "e1"}]}, "a field", id="no-event"),
        pytest.param({"framing": [{"start": 3, "end": 90}]}, "quotes nothing", id="no-quotation"),
    ],
)
def test_a_ledger_that_is_not_sound_is_refused(spoilt: dict[str, object], wanted: str) -> None:
    readings = _read(json.dumps(LEDGER | spoilt) + "\n" + GOOD)
    assert _documents(readings) == ["good"]
    assert isinstance(readings[0], Refused)
    assert wanted in str(readings[0].error)
