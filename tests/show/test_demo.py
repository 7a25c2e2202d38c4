"""The accounts that ship."""

from __future__ import annotations

import json

import variorum
from variorum.model.record import EventType
from variorum.pipeline import read_document
from variorum.read import Read, ReadSettings
from variorum.read.source import read_path
from variorum.show.demo import accounts


def test_five_accounts_ship_with_outlet_title_and_date() -> None:
    with accounts() as path:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == 5
    for row in rows:
        assert all(row[name] for name in ("source", "title", "published"))
        assert 120 <= len(row["text"].split()) <= 250


def test_the_market_and_the_barracks_are_two_incidents() -> None:
    with accounts() as path:
        given = [one for one in read_path(path, ReadSettings()) if isinstance(one, Read)]
    ledgers = [read_document(one) for one in given]
    found = [one for one in variorum.compare(ledgers).incidents if one.type is EventType.ASSAULT]
    assert [len(one.documents) for one in found] == [5, 2]
