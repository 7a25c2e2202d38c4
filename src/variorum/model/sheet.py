"""The incident sheet: what is claimed, one row each; the voices, one column each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from variorum.errors import BadValue, UnknownName
from variorum.model.change import Changes
from variorum.model.document import Span
from variorum.model.incident import SharedIncident
from variorum.model.record import EventType, Responsibility, Stage
from variorum.model.value import ActorKind, Bounds, Interval, Place, Sureness
from variorum.model.wording import siglum

SHEET_SCHEMA = "variorum.sheet/1"


class Mark(StrEnum):
    """How the voices of a row stand to one another. Nothing here says who is right."""

    AGREE = "agree"
    DIFFER = "differ"
    ONLY_HERE = "only here"
    NOT_SAID = "not said in the text given"


class VoiceKind(StrEnum):
    """What speaks in a column."""

    ACCOUNT = "account"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Voice:
    """One account; several prints of one text are one voice. `documents`: their ids, first print
    first; `published`: the earliest day of publication known. A row of a coded dataset is no
    account: its quotations are cells of that row. `changes`: how each later print differs from
    the first."""

    label: str
    documents: tuple[str, ...]
    published: date | None
    kind: VoiceKind = VoiceKind.ACCOUNT
    changes: tuple[Changes, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part, under a neutral name; `kind` None: a mention that names no actor.

    `part`: how a doer's responsibility is put. `country`: ISO 3166-1 alpha-2.
    """

    name: str
    kind: ActorKind | None
    country: str | None
    part: Responsibility | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What sort of happening a reading tells of."""

    type: EventType
    mode: str | None
    stage: Stage


@dataclass(frozen=True, slots=True)
class Reading:
    """What one account says in a row: the value, and the words it rests on.

    `speakers`: who says it, outermost first; empty: the article's own voice. `bounds`: the
    number, where the value is one; `who`: whom it counts, where the words say. `days`, `place`,
    `party`, `deed`: what the value is made of, each in its row. `published`: the day its document
    was published.
    """

    value: str
    quotation: Span
    document: str
    speakers: tuple[Span, ...]
    sureness: Sureness | None
    bounds: Bounds | None = None
    approximate: bool = False
    who: str | None = None
    days: Interval | None = None
    place: Place | None = None
    party: Party | None = None
    deed: Deed | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """All readings of one voice in one row; none: the text given does not say."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A figure as one voice gives it. `voice`: the index of its column."""

    published: date | None
    voice: int
    document: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Course:
    """A figure over all voices: its range, and each voice's figure in order of publication.

    Undated ones come last. `first`: the index of the voice that gave one first; None where that
    is not known, or where several gave theirs on one day.
    """

    range: Bounds
    first: int | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One thing that is claimed: "when", "killed". `note`: how the voices differ, in words;
    `course`: how a figure stands over the voices."""

    name: str
    cells: tuple[Cell, ...]
    mark: Mark
    note: str | None
    course: Course | None = None


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

    def cell(self, letter: str, row: str) -> Cell:
        """The cell of a voice, by its letter, in a row, by its name; raises UnknownName."""
        letters = [siglum(at) for at in range(len(self.voices))]
        if letter not in letters:
            raise UnknownName("voice", letter, letters)
        found = next((one for one in self.rows if one.name == row), None)
        if found is None:
            raise UnknownName("row", row, [one.name for one in self.rows])
        return found.cells[letters.index(letter)]

    def standing(self, mark: Mark) -> tuple[SheetRow, ...]:
        """The rows of a mark: what the accounts agree on, differ in, what only one says."""
        return tuple(row for row in self.rows if row.mark is mark)
