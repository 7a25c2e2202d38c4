"""TimelineJS: one slide for each account of each incident, grouped by account.

Structure: https://timeline.knightlab.com/docs/json-format.html. Its texts are HTML, so every
wording is escaped. An incident without a day has no place on a line of time.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date

from variorum.export.draft import Draft, Told
from variorum.export.json_writing import json_bytes
from variorum.export.material import Files, Material
from variorum.model.codec import Row
from variorum.model.value import Interval
from variorum.model.wording import days_in_words

ROWS = ("what", "who did it", "to whom", "killed", "injured", "who claimed it", "who denied it")


def write_timelinejs(material: Material) -> Files:
    """The slides of all incidents that have a day."""
    events = [
        slide
        for sheet in material.sheets
        for slide in _slides(Draft(sheet, material.ledgers, material.with_text))
    ]
    title = {"text": {"headline": "Accounts side by side", "text": "Who says what. Not verified."}}
    return {"timeline.json": json_bytes({"title": title, "events": events})}


def _slides(draft: Draft) -> Iterator[Row]:
    for at, voice in draft.voices:
        days = next((one.reading.days for one in draft.told("when") if _dates(one, at)), None)
        if days is None:
            continue
        first, last = days.earliest or days.latest, days.latest or days.earliest
        assert first is not None
        assert last is not None
        slide: Row = {
            "start_date": _date(first, days),
            "text": {"headline": html.escape(draft.sheet.title), "text": _told(draft, at)},
            "group": html.escape(voice.label),
            "unique_id": f"{draft.sheet.incident.id}-{at + 1}",
        }
        yield slide | ({"end_date": _date(last, days)} if last != first else {})


def _dates(one: Told, voice: int) -> bool:
    days = one.reading.days
    return one.voice == voice and days is not None and bool(days.earliest or days.latest)


def _date(day: date, days: Interval) -> Row:
    shown = days_in_words(days)
    return {"year": day.year, "month": day.month, "day": day.day, "display_date": shown}


def _told(draft: Draft, voice: int) -> str:
    lines = []
    for row in ROWS:
        told = [one.reading for one in draft.told(row) if one.voice == voice]
        said = "; ".join(f"{one.value} (“{draft.words(one)}”)" for one in told)
        if said:
            lines.append(f"<p><b>{html.escape(row)}</b>: {html.escape(said)}</p>")
    return "".join(lines)
