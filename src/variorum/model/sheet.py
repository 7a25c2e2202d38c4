"""The incident sheet: what is claimed, one row each; the voices, one column each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from variorum.errors import BadValue
from variorum.model.document import Span
from variorum.model.incident import SharedIncident
from variorum.model.value import Bounds, Sureness


class Mark(StrEnum):
    """How the voices of a row stand to one another. Nothing here says who is right."""

    AGREE = "agree"
    DIFFER = "differ"
    ONLY_HERE = "only here"
    NOT_SAID = "not said in the text given"


@dataclass(frozen=True, slots=True)
class Voice:
    """One account; several prints of one text are one voice. `documents`: their ids, first print
    first; `published`: the earliest day of publication known."""

    label: str
    documents: tuple[str, ...]
    published: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one account says in a row: the value, and the words it rests on.

    `speakers`: who says it, outermost first; empty: the article's own voice. `bounds`: the
    number, where the value is one.
    """

    value: str
    quotation: Span
    document: str
    speakers: tuple[Span, ...]
    sureness: Sureness | None
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """All readings of one voice in one row; none: the text given does not say."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One thing that is claimed: "when", "killed". `note`: how the voices differ, in words."""

    name: str
    cells: tuple[Cell, ...]
    mark: Mark
    note: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One incident, every account of it. Raises BadValue where a row lacks a voice's cell."""

    incident: SharedIncident
    title: str
    voices: tuple[Voice, ...]
    rows: tuple[SheetRow, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.voices):
                raise BadValue(f"row {row.name}", len(row.cells), f"{len(self.voices)} cells")
