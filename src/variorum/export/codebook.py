"""Drafts for a codebook: incidents written as its profile says, and a trace of every cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from variorum.export.choosing import choose_days, happened, lasts, length
from variorum.export.csv_writing import csv_bytes
from variorum.export.draft import Coded, Draft, Told
from variorum.export.json_writing import json_lines
from variorum.export.material import Files, Material
from variorum.export.profile import Column, Profile, Settings
from variorum.export.quoting import quote
from variorum.export.rules_counts import LOWEST, find_tolls
from variorum.export.rules_texts import find_kind
from variorum.export.rules_who import is_protest
from variorum.model.codec import Json, Row
from variorum.model.record import Stage
from variorum.model.sheet import Reading

TRACE: Final = "variorum.trace/1"
MOST_DAYS: Final = 31
"""Of more days than this an incident is not divided into one row a day."""


@dataclass(frozen=True)
class Line:
    """A row of a draft: the cell of each column."""

    draft: Draft
    cells: tuple[Coded, ...]


def write_drafts(material: Material, profile: Profile) -> Files:
    """The draft and its trace, a line for each cell and for each incident left out."""
    drafts = [Draft(sheet, material.ledgers, material.with_text) for sheet in material.sheets]
    taken = [one for one in drafts if _left_out(one, profile) is None]
    lines = [_line(part, profile) for one in taken for part in _parts(one, profile)]
    trace = list(_trace(lines, profile, material.with_text))
    trace += [_absence(one, why) for one in drafts if (why := _left_out(one, profile))]
    return {
        f"{profile.name}.{profile.form}": _FORMS[profile.form](profile, lines),
        f"{profile.name}.trace.jsonl": json_lines(trace),
    }


def _left_out(draft: Draft, profile: Profile) -> str | None:
    """Why the codebook has no row for an incident; None where it has one."""
    if not any(map(_has_happened, draft.told("what"))):
        return "no account tells that it happened"
    if profile.kinds:
        kind = draft.sheet.incident.type.value
        fits = find_kind(draft, profile.kinds) is not None
        return None if fits else f"{kind}: the codebook has no such kind of event"
    if profile.takes == "protest":
        return None if is_protest(draft) else "no protest"
    if profile.takes == "fatal":
        tolls = find_tolls(draft, Settings({"of": "killed", "take": LOWEST}))
        return None if any(one.number for one in tolls) else "no account tells of anybody killed"
    return None


def _has_happened(told: Told) -> bool:
    deed = told.reading.deed
    return happened(told.reading) and deed is not None and deed.stage in _REAL


_REAL: Final = frozenset({Stage.DONE, Stage.ONGOING, Stage.ATTEMPTED})


def _parts(draft: Draft, profile: Profile) -> Iterator[Draft]:
    """The draft, or one a day where the words name both ends of several days."""
    days = choose_days(draft) if profile.split_days else None
    if days is None or not lasts(days) or length(days.interval) > MOST_DAYS:
        yield draft
        return
    many, first = length(days.interval), days.interval.earliest
    assert first is not None
    for nth in range(many):
        yield replace(draft, day=first + timedelta(days=nth), part=(nth, many))


def _line(draft: Draft, profile: Profile) -> Line:
    return Line(draft, tuple(one.rule(draft, one.settings) for one in profile.columns))


def _as_csv(profile: Profile, lines: Sequence[Line]) -> bytes:
    header = [column.name for column in profile.columns]
    return csv_bytes(header, ([cell.value for cell in line.cells] for line in lines))


def _as_jsonl(profile: Profile, lines: Sequence[Line]) -> bytes:
    names = [column.name for column in profile.columns]
    return json_lines(
        dict(zip(names, (cell.value for cell in line.cells), strict=True)) for line in lines
    )


_FORMS: Final = {"csv": _as_csv, "jsonl": _as_jsonl}


def _trace(lines: Sequence[Line], profile: Profile, with_text: bool) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        for column, cell in zip(profile.columns, line.cells, strict=True):
            yield _cell(number, line.draft, column, cell, with_text)


def _cell(number: int, draft: Draft, column: Column, cell: Coded, with_text: bool) -> Row:
    return {
        "schema": TRACE,
        "row": number,
        "incident": draft.sheet.incident.id,
        "column": column.name,
        "value": _traced(cell.value),
        "rule": column.spelled,
        "because": column.because,
        "rests_on": [_rests_on(one, with_text) for one in cell.readings],
        "lost": list(cell.lost),
    }


def _traced(value: Json) -> Json:
    """A plain value; what is nested stands in the draft itself."""
    return value if value is None or isinstance(value, str | int | float) else "…"


def _rests_on(reading: Reading, with_text: bool) -> Row:
    speakers = [quote(span, with_text) for span in reading.speakers]
    published = reading.published.isoformat() if reading.published else None
    value = {"value": reading.value, "speakers": speakers, "published": published}
    return quote(reading.quotation, with_text) | value


def _absence(draft: Draft, why: str) -> Row:
    return {"schema": TRACE, "row": None, "incident": draft.sheet.incident.id, "left_out": why}
