"""Timesketch: a CSV of what is told to have happened, and of what was printed when.

Structure: https://timesketch.org/guides/user/import-from-json-csv/ (columns message, datetime and
timestamp_desc are required, others may follow). A day without an hour stands at midnight UTC, and
`days` says which days the words allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from variorum.export.csv_writing import csv_bytes
from variorum.export.draft import Draft, Told
from variorum.export.material import Files, Material
from variorum.model.codec import Row
from variorum.model.wording import day as day_in_words
from variorum.model.wording import days_in_words

COLUMNS: Final = (
    "message", "datetime", "timestamp_desc", "timestamp", "days", "incident", "title", "voice",
    "speaker", "document", "start", "end", "quotation",
)  # fmt: skip
TOLD, PRINTED = "Day told by an account", "Day of publication"
_FIGURES: Final = ("killed", "injured", "abducted", "arrested", "missing", "detained")


def write_timesketch(material: Material) -> Files:
    """A row for each day told of an incident and for each figure as it was printed."""
    rows = [
        row
        for sheet in material.sheets
        for row in _rows(Draft(sheet, material.ledgers, material.with_text))
    ]
    rows.sort(key=lambda row: (row["datetime"], row["incident"], row["voice"], row["start"]))
    cells = ([row[column] for column in COLUMNS] for row in rows)
    return {"timesketch.csv": csv_bytes(COLUMNS, cells)}


def _rows(draft: Draft) -> Iterator[Row]:
    for told in draft.told("when"):
        days = told.reading.days
        if days is not None and (day := days.earliest or days.latest):
            message = f"{draft.sheet.title}, as {draft.label(told.voice)} tells it"
            yield _row(draft, told, day, TOLD, message, days_in_words(days))
    for name in _FIGURES:
        for told in draft.told(name):
            if (day := told.reading.published) is not None:
                message = f"{name}: {told.reading.value}, in {draft.label(told.voice)}"
                yield _row(draft, told, day, PRINTED, message, day_in_words(day))


def _row(draft: Draft, told: Told, day: date, what: str, message: str, days: str) -> Row:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    reading = told.reading
    return {
        "message": message,
        "datetime": at.isoformat(),
        "timestamp_desc": what,
        "timestamp": int(at.timestamp()) * 1_000_000,
        "days": days,
        "incident": draft.sheet.incident.id,
        "title": draft.sheet.title,
        "voice": draft.label(told.voice),
        "speaker": " > ".join(" ".join(one.text.split()) for one in reading.speakers),
        "document": reading.document,
        "start": reading.quotation.start,
        "end": reading.quotation.end,
        "quotation": draft.words(reading),
    }
