"""JSON lines of ledgers and comparisons."""

from __future__ import annotations

import io
import json

from show.case import hands, incident
from variorum.model.codec import ledger_from_json
from variorum.model.document import Document
from variorum.model.incident import Comparison
from variorum.model.ledger import Ledger
from variorum.show.jsonl import write_comparison, write_ledgers


def test_ledgers_come_back_from_their_lines() -> None:
    ledgers = [hand.ledger() for hand in hands()]
    stream = io.BytesIO()
    assert write_ledgers(iter(ledgers), stream) == 3
    lines = stream.getvalue().splitlines()
    assert [ledger_from_json(json.loads(line)) for line in lines] == ledgers


def test_a_line_holds_any_text() -> None:
    text = "Ha\u2028lvet \x00 \ud800 ” \u0085 end"
    stream = io.BytesIO()
    write_ledgers([Ledger(Document("a", text))], stream)
    assert stream.getvalue().count(b"\n") == 1
    assert json.loads(stream.getvalue())["text"] == text


def test_a_comparison_gives_incidents_then_copies() -> None:
    shared, _ = incident()
    stream = io.BytesIO()
    write_comparison(Comparison((shared,), (("reprint", "wire"),)), stream)
    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [row["kind"] for row in rows] == ["incident", "copies"]
    assert rows[1]["documents"] == ["reprint", "wire"]
