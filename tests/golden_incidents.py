"""The gold sheets of invented incidents: accounts as articles, rows as somebody who read them all
would fill them in. Both are plain text, in tests/golden/incidents. Those in its folder `more` were
written later, in other manners; those in `held` before the rules were mended on the others, and
they are never looked at when they miss.

NAME.accounts.txt: each account below a line `=== outlet | day of publication | title`.

NAME.sheet.txt: each row of the sheet, `name<TAB>mark<TAB>range`, below it a line for each voice
that says anything, `outlet: wording | wording`. A range is `low..high`, an open side left out; only
rows of figures have one. Rows that are not there are not said. `copies<TAB>outlet + outlet` names
prints of one text; the first of them is the voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from variorum.model.document import Document
from variorum.model.sheet import Mark

TUNED = Path(__file__).parent / "golden" / "incidents"
MORE = TUNED / "more"
HELD = TUNED / "held"
MARKS = {"agree": Mark.AGREE, "differ": Mark.DIFFER, "only here": Mark.ONLY_HERE,
         "not said": Mark.NOT_SAID}  # fmt: skip

Range = tuple[int | None, int | None]


@dataclass(frozen=True)
class GoldRow:
    """A row: its mark, its range where it is one of figures, and wordings by outlet."""

    mark: Mark
    range: Range | None
    cells: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class GoldSheet:
    """An incident: its accounts, its prints of one text, its rows by name."""

    name: str
    documents: tuple[Document, ...]
    copies: tuple[tuple[str, ...], ...]
    rows: Mapping[str, GoldRow]

    @property
    def voices(self) -> tuple[str, ...]:
        """The outlets that count, later prints left out."""
        prints = {outlet for group in self.copies for outlet in group[1:]}
        outlets = [one.source or "" for one in self.documents]
        return tuple(one for one in outlets if one not in prints)


def sheets(folder: Path = TUNED) -> tuple[GoldSheet, ...]:
    """The gold sheets of a folder, by name. Raises ValueError for a wording no account has."""
    return tuple(_sheet(path) for path in sorted(folder.glob("*.sheet.txt")))


def _sheet(path: Path) -> GoldSheet:
    name = path.name.removesuffix(".sheet.txt")
    documents = tuple(_documents(path.with_name(f"{name}.accounts.txt")))
    copies: list[tuple[str, ...]] = []
    rows: dict[str, GoldRow] = {}
    for head, cells in _blocks(path):
        first, *rest = head.split("\t")
        if first == "copies":
            copies.append(tuple(rest[0].split(" + ")))
        else:
            rows[first] = GoldRow(MARKS[rest[0]], _range(rest[1:]), _cells(path, cells, documents))
    return GoldSheet(name, documents, tuple(copies), rows)


def _documents(path: Path) -> Iterator[Document]:
    name, text = path.name.removesuffix(".accounts.txt"), path.read_text(encoding="utf-8")
    for part in text.split("=== ")[1:]:
        head, _, body = part.partition("\n")
        outlet, day, title = head.split(" | ")
        yield Document(
            f"{name}/{outlet}", body.strip(), outlet, title, published=date.fromisoformat(day)
        )


def _blocks(path: Path) -> Iterator[tuple[str, list[str]]]:
    block: tuple[str, list[str]] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  ") and block:
            block[1].append(line.strip())
        elif line:
            if block:
                yield block
            block = line, []
    if block:
        yield block


def _range(rest: list[str]) -> Range | None:
    if not rest:
        return None
    low, _, high = rest[0].partition("..")
    return int(low) if low else None, int(high) if high else None


def _cells(
    path: Path, lines: list[str], documents: tuple[Document, ...]
) -> Mapping[str, tuple[str, ...]]:
    texts = {one.source: one.text for one in documents}
    cells: dict[str, tuple[str, ...]] = {}
    for line in lines:
        outlet, _, words = line.partition(": ")
        cells[outlet] = tuple(words.split(" | "))
        for one in cells[outlet]:
            if one not in texts.get(outlet, ""):
                raise ValueError(f"{path.name}: {outlet!r} does not say {one!r}")
    return cells
