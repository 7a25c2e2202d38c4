"""Incidents by hand for the tests of exports: what two papers say of one shelling."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from hand import Hand, share
from variorum.export.material import About, Files, Material
from variorum.link.sheet import lay_out
from variorum.model.incident import Comparison, SharedIncident
from variorum.model.ledger import Ledger

MAY_3, MAY_4, MAY_5 = (date(2031, 5, day) for day in (3, 4, 5))
ABOUT = About("0.1.0", ("run-1",), "CC0-1.0")
Row = dict[str, Any]
Fill = Callable[[Hand, str], None]
TEXT = (
    "On Saturday soldiers of the Northern League shelled Port Alma, the mayor said. "
    "At least 14 people were killed and dozens hurt, among them 4 children."
)


def material(
    ledgers: Sequence[Ledger], with_text: bool = True, incident: SharedIncident | None = None
) -> Material:
    """All ledgers as one incident, ready to be exported."""
    by_id = {one.document.id: one for one in ledgers}
    shared = incident or share(*ledgers)
    sheet = lay_out(shared, by_id)
    return Material((sheet,), by_id, Comparison((shared,), ()), ABOUT, with_text)


def shelling(id: str = "herald", source: str = "Herald", day: date = MAY_4) -> Hand:
    """One account of the shelling, all records in place."""
    hand = Hand(id, TEXT, source, day, "Shells fall on Port Alma", f"https://{id}.example/1")
    league = hand.actor("Northern League", "armed-group", "the Northern League")
    said = hand.statement(
        "the mayor", "said", "On Saturday soldiers of the Northern League shelled Port Alma"
    )
    saturday = hand.time("Saturday", MAY_3, MAY_3)
    port = hand.place("Port Alma", at=(-4.25, 12.5), country="GA", radius_km=3.0)
    hand.event(
        "shelled",
        mode="heavy-weapons",
        agents=[("soldiers of the Northern League", league, "accused", said)],
        time=saturday,
        place=port,
        statement=said,
    )
    killed = hand.event("killed", recipients=[("14 people", None)])
    hand.figure("At least 14 people", "killed", 14, None, event=killed)
    hand.figure("4 children", "killed", 4, 4, who="children", event=killed)
    hand.figure("dozens", "injured", 24, None, event=killed)
    return hand


def rows_of(content: bytes) -> list[Row]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def lines_of(content: bytes) -> list[Row]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in content.splitlines()]


def traced(files: Files, name: str, column: str, row: int = 1) -> Row:
    """What a trace says of one cell."""
    lines = lines_of(files[f"{name}.trace.jsonl"])
    return next(one for one in lines if one["row"] == row and one["column"] == column)
