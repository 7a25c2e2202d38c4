"""One incident on its way into a codebook, and what a rule makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from variorum.export.quoting import wording
from variorum.model.codec import Json
from variorum.model.document import Document
from variorum.model.ledger import Ledger
from variorum.model.sheet import Reading, Sheet, SheetRow, Voice, VoiceKind


@dataclass(frozen=True, slots=True)
class Told:
    """What one voice says in a row. `voice`: the index of its column."""

    voice: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Coded:
    """A cell of a draft: its value, the readings it rests on, and what it does not keep.

    `value` None: the cell is left empty.
    """

    value: Json
    readings: tuple[Reading, ...] = ()
    lost: tuple[str, ...] = ()


EMPTY: Final = Coded(None)


@dataclass(frozen=True)
class Draft:
    """One incident as the rules of a profile see it.

    `day`: the day this row stands for, where an incident of several days gives a row each, and
    `part` which of how many. Rows of coded datasets are no source of a draft.
    """

    sheet: Sheet
    ledgers: Mapping[str, Ledger]
    with_text: bool = True
    day: date | None = None
    part: tuple[int, int] = (0, 1)

    @cached_property
    def _rows(self) -> Mapping[str, SheetRow]:
        return {row.name: row for row in self.sheet.rows}

    @cached_property
    def voices(self) -> tuple[tuple[int, Voice], ...]:
        """The accounts, each with the index of its column."""
        every = enumerate(self.sheet.voices)
        return tuple((at, one) for at, one in every if one.kind is VoiceKind.ACCOUNT)

    def row(self, name: str) -> SheetRow | None:
        """A row of the sheet, if it has it."""
        return self._rows.get(name)

    def told(self, name: str) -> Iterator[Told]:
        """All that the accounts say in a row."""
        row = self.row(name)
        if row is not None:
            for at, _ in self.voices:
                for reading in row.cells[at].readings:
                    yield Told(at, reading)

    def sources(self) -> Iterator[Document]:
        """The first print of each voice."""
        return (self.ledgers[voice.documents[0]].document for _, voice in self.voices)

    def label(self, voice: int) -> str:
        """What a voice is called."""
        return self.sheet.voices[voice].label

    def words(self, reading: Reading) -> str:
        """The quotation of a reading, on one line, cut short where texts are to be left out."""
        return wording(reading.quotation, self.with_text)


def readings(told: Iterable[Told]) -> tuple[Reading, ...]:
    """The readings, each once, in order."""
    return tuple(dict.fromkeys(one.reading for one in told))


def most_told(told: Sequence[Told]) -> int:
    """How many voices say it."""
    return len({one.voice for one in told})
