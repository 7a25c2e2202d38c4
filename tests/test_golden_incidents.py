"""Invented incidents, read together: twelve, five more, and four held out. Who tells of the same,
how accounts stand to one another, which range each figure has: tests/golden/incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from golden_incidents import HELD, MORE, TUNED, GoldRow, GoldSheet, Range, sheets
from variorum import pipeline
from variorum.link.sheet import lay_out
from variorum.model.incident import SharedIncident
from variorum.model.sheet import Cell, Mark, Sheet, SheetRow
from variorum.model.value import Number
from variorum.pipeline import Compared
from variorum.read import Read


@dataclass(frozen=True)
class Floors:
    """What share of accounts, marks, ranges and wordings must be as in the gold."""

    joined: float
    marks: float
    ranges: float
    wordings: float


FLOORS = {
    TUNED: Floors(joined=0.97, marks=0.96, ranges=0.97, wordings=0.91),
    MORE: Floors(joined=1.0, marks=0.87, ranges=0.88, wordings=0.84),
    HELD: Floors(joined=0.95, marks=0.61, ranges=0.61, wordings=0.71),
}
EVERY = [pytest.param(one, id=one.name) for one in FLOORS]
NO_RANGE: Range = (None, None)


@dataclass(frozen=True)
class Line:
    """A row of the gold beside what was made of it."""

    incident: str
    name: str
    gold: GoldRow
    made: SheetRow | None
    voices: tuple[str, ...]

    @property
    def mark(self) -> Mark:
        """As made; a row that is not there is not said."""
        return self.made.mark if self.made else Mark.NOT_SAID

    @property
    def range(self) -> Range:
        """From the least to the most that any voice gives."""
        course = self.made.course if self.made else None
        return (_whole(course.range.low), _whole(course.range.high)) if course else NO_RANGE

    @property
    def cells(self) -> Mapping[str, Cell]:
        """By outlet."""
        return dict(zip(self.voices, self.made.cells, strict=True)) if self.made else {}

    def wordings(self) -> Iterator[tuple[str, str, bool]]:
        """Each wording of the gold, and whether its cell quotes it, in part or with more."""
        for outlet, words in self.gold.cells.items():
            cell = self.cells.get(outlet)
            readings = cell.readings if cell else ()
            quoted = [span.text for one in readings for span in (one.quotation, *one.speakers)]
            for one in words:
                yield outlet, one, any(one in other or other in one for other in quoted)


def _whole(number: Number | None) -> int | None:
    return None if number is None else int(number)


@cache
def compared() -> Compared:
    """All accounts of all incidents, read and compared at once."""
    documents = [one for folder in FLOORS for gold in sheets(folder) for one in gold.documents]
    return pipeline.compare(pipeline.read_document(Read(one)) for one in documents)


def made(gold: GoldSheet) -> Sheet | None:
    """The sheet of the deed that most of an incident's accounts are taken to tell of, of several
    the one that most of them begin with."""
    ours = {one.id for one in gold.documents}
    found = [one for one in compared().ranked() if ours & set(one.documents)]
    if not found:
        return None
    widest = max(found, key=lambda one: (len(ours & set(one.documents)), leading(one)))
    return lay_out(widest, compared().ledgers)


def leading(incident: SharedIncident) -> int:
    """How many documents begin with an event of an incident."""
    held = {(one.document, one.event) for one in incident.events}
    firsts = (
        (id, min(one.events, key=lambda event: int(event[1:])))
        for id, ledger in compared().ledgers.items()
        for one in ledger.incidents[:1]
    )
    return len(held & set(firsts))


def lines(gold: GoldSheet) -> list[Line]:
    """The rows of the gold and every row that was made besides, but for names and loaded words."""
    sheet = made(gold)
    rows = {row.name: row for row in sheet.rows} if sheet else {}
    voices = tuple(voice.label for voice in sheet.voices) if sheet else ()
    silent = GoldRow(Mark.NOT_SAID, None, {})
    names = [*gold.rows, *(name for name in rows if name not in gold.rows and _is_core(name))]
    return [
        Line(gold.name, name, gold.rows.get(name, silent), rows.get(name), voices) for name in names
    ]


def _is_core(name: str) -> bool:
    return not name.startswith(("called: ", "loaded words"))


def every_line(folder: Path) -> list[Line]:
    return [line for gold in sheets(folder) for line in lines(gold)]


def shown(folder: Path, right: float, of: int, missed: list[str]) -> str:
    """How many are right, and which are not; those held out stay unread."""
    return "\n".join([f"{right:.1%} of {of}", *(missed if folder is not HELD else [])])


def test_there_are_twelve_incidents_and_others_of_three_to_seven_accounts() -> None:
    assert {folder: len(sheets(folder)) for folder in FLOORS} == {TUNED: 12, MORE: 5, HELD: 4}
    every = [gold for folder in FLOORS for gold in sheets(folder)]
    assert all(3 <= len(gold.documents) <= 7 for gold in every)
    lengths = [len(one.text.split()) for gold in every for one in gold.documents]
    assert min(lengths) >= 80
    assert max(lengths) <= 250


@pytest.mark.parametrize(
    "gold",
    [pytest.param(gold, id=gold.name) for folder in FLOORS for gold in sheets(folder)],
)
def test_no_account_of_another_incident_is_joined(gold: GoldSheet) -> None:
    sheet = made(gold)
    assert sheet is not None
    ours = {one.id for one in gold.documents}
    assert set(sheet.incident.documents) <= ours


@pytest.mark.parametrize("folder", EVERY)
def test_accounts_of_one_incident_are_joined(folder: Path) -> None:
    missed = []
    for gold in sheets(folder):
        sheet = made(gold)
        joined = set(sheet.incident.documents) if sheet else set()
        missed += [one.id for one in gold.documents if one.id not in joined]
    every = sum(len(gold.documents) for gold in sheets(folder))
    right = 1 - len(missed) / every
    assert right >= FLOORS[folder].joined, shown(folder, right, every, missed)


def test_prints_of_one_story_are_one_voice() -> None:
    wanted = {
        tuple(sorted(f"{gold.name}/{one}" for one in group))
        for folder in FLOORS
        for gold in sheets(folder)
        for group in gold.copies
    }
    assert {tuple(sorted(group)) for group in compared().comparison.copies} == wanted


@pytest.mark.parametrize("folder", EVERY)
def test_rows_are_marked_as_a_reader_would(folder: Path) -> None:
    every = every_line(folder)
    wrong = [
        f"{one.incident} {one.name}: {one.mark}, not {one.gold.mark}"
        for one in every
        if one.mark is not one.gold.mark
    ]
    right = 1 - len(wrong) / len(every)
    assert right >= FLOORS[folder].marks, shown(folder, right, len(every), wrong)


@pytest.mark.parametrize("folder", EVERY)
def test_figures_have_the_range_that_the_accounts_give(folder: Path) -> None:
    figures = [one for one in every_line(folder) if one.gold.range is not None]
    wrong = [
        f"{one.incident} {one.name}: {one.range}, not {one.gold.range}"
        for one in figures
        if one.range != one.gold.range
    ]
    right = 1 - len(wrong) / len(figures)
    assert right >= FLOORS[folder].ranges, shown(folder, right, len(figures), wrong)


@pytest.mark.parametrize("folder", EVERY)
def test_cells_quote_the_words_they_rest_on(folder: Path) -> None:
    found = [
        (f"{line.incident} {line.name}: {outlet}: {words}", there)
        for line in every_line(folder)
        for outlet, words, there in line.wordings()
    ]
    missed = [what for what, there in found if not there]
    right = Counter(there for _, there in found)[True] / len(found)
    assert right >= FLOORS[folder].wordings, shown(folder, right, len(found), missed)
