"""The accounts that ship."""

from __future__ import annotations

import json

from variorum.show.demo import accounts


def test_five_accounts_ship_with_outlet_title_and_date() -> None:
    with accounts() as path:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == 5
    for row in rows:
        assert all(row[name] for name in ("source", "title", "published"))
        assert 120 <= len(row["text"].split()) <= 250
