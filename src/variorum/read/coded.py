"""Coded datasets: files in the shape of ACLED's, UCDP GED's, POLECAT's and GDELT's mentions.

Columns move and are renamed between releases, so they are found by their names. A row becomes a
document whose text is its cells, one a line, and whose records quote those cells; it is no
account, and stands beside accounts.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from variorum.errors import UnreadableSource
from variorum.lexicon import rows
from variorum.model.ledger import Ledger
from variorum.model.value import Interval
from variorum.read.coded_rows import BadCell, CodedRow, days_of, ledger_of
from variorum.read.settings import Read, Reading, Refused

COLUMNS: Final = "coded_columns.tsv"
MENTION_COLUMNS: Final = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
    "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo",
    "Extras",
)  # fmt: skip
"""GDELT's mentions have no header line: http://data.gdeltproject.org/documentation (2.0)."""
MENTIONS: Final = "gdelt-mentions"
"""Its last columns may be left away."""
MOST_SHOWN: Final = 8  # columns that a message names

Wanted = Callable[[Interval, str | None], bool]  # the days of a row, and an address it names
Numbered = tuple[int, list[str]]


@dataclass(frozen=True)
class Shape:
    """What a file is, and where in a row each field stands."""

    name: str
    fields: Mapping[str, int]


def read_coded(path: Path, wanted: Wanted) -> Iterator[Reading]:
    """The rows of a dataset that are wanted, each with its records.

    Raises UnreadableSource, naming file and columns, where the file has no shape that is known. A
    row that cannot be read comes back as Refused, and the others go on.
    """
    text, notes = _text(path)
    header, body = _split(text, str(path))
    shape = find_shape(header, str(path))
    seen: dict[str, int] = {}
    for number, values in body:
        try:
            one = _read_row(path.name, shape, header, values, wanted, seen)
        except BadCell as error:
            place = f"line {number}" + (f", column {error.column!r}" if error.column else "")
            yield Refused(
                UnreadableSource(str(path), place, error.wanted, "mend the cell or leave it")
            )
            continue
        if one is not None:
            yield Read(one.document, notes=notes, origin=f"{path}: line {number}", ledger=one)


def _text(path: Path) -> tuple[str, tuple[str, ...]]:
    try:
        raw = path.read_bytes()
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
    except (OSError, EOFError) as error:
        raise UnreadableSource(
            str(path), None, f"a file that can be opened ({error})", "check name and rights"
        ) from error
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return raw.decode("latin-1"), ("read as Latin-1, for it is no UTF-8",)


def _split(text: str, name: str) -> tuple[list[str], Iterator[Numbered]]:
    """The header and the numbered rows; GDELT's mentions are given the header they lack."""
    lines = _numbered(text, name)
    number, header = next(lines, (1, []))
    if _is_mention(header):
        return list(MENTION_COLUMNS), chain([(number, header)], lines)
    return header, lines


def _numbered(text: str, name: str) -> Iterator[Numbered]:
    """The rows that hold anything, each with the line on which it ends."""
    delimiter = _delimiter(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for values in reader:
            if any(values):
                yield reader.line_num, values
    except csv.Error as error:
        place = f"line {reader.line_num}"
        raise UnreadableSource(name, place, f"a table ({error})", "export it again") from error


def _delimiter(line: str) -> str:
    return max("\t,;", key=line.count)


def _is_mention(values: Sequence[str]) -> bool:
    return (
        len(values) in (len(MENTION_COLUMNS), len(MENTION_COLUMNS) - 1)
        and values[0].isdigit()
        and values[1].isdigit()
        and len(values[1]) == len("YYYYMMDDHHMMSS")
    )


def find_shape(header: Sequence[str], name: str) -> Shape:
    """Which dataset's file has these columns; raises UnreadableSource where none has."""
    places = {_folded(column): at for at, column in reversed(list(enumerate(header)))}
    best: tuple[int, str, list[str]] | None = None
    for shape, fields in _shapes().items():
        found = {
            field: next(places[one] for one in names if one in places)
            for field, (names, _) in fields.items()
            if any(one in places for one in names)
        }
        missing = [field for field, (_, needed) in fields.items() if needed and field not in found]
        if not missing:
            return Shape(shape, found)
        had = sum(needed for field, (_, needed) in fields.items() if field in found)
        if best is None or had - len(missing) > best[0]:
            best = had - len(missing), shape, missing
    assert best is not None
    raise _no_shape(name, header, best[1], best[2])


def _no_shape(
    name: str, header: Sequence[str], shape: str, missing: Sequence[str]
) -> UnreadableSource:
    """Which columns the nearest shape lacks, by all their names, and which there are instead."""
    wanted = ", ".join(" or ".join(_spelled(shape, field)) for field in missing[:MOST_SHOWN])
    known = {name for names, _ in _shapes()[shape].values() for name in names}
    others = [column for column in header if _folded(column) not in known]
    more = len(others) - MOST_SHOWN
    there = ", ".join(others[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
    shapes = ", ".join(_shapes())
    return UnreadableSource(
        name,
        "line 1",
        f"the columns of a dataset ({shapes}); nearest is {shape}, which lacks {wanted}; "
        f"besides, found {there or 'nothing'}",
        "rename the columns as the dataset's codebook does",
    )


def _spelled(shape: str, field: str) -> list[str]:
    found = (row for row in rows(COLUMNS) if (row["shape"], row["field"]) == (shape, field))
    return next(found)["names"].split("|")


@cache
def _shapes() -> dict[str, dict[str, tuple[tuple[str, ...], bool]]]:
    """For each shape, for each field: its names, folded, and whether a row needs it."""
    shapes: dict[str, dict[str, tuple[tuple[str, ...], bool]]] = {}
    for row in rows(COLUMNS):
        names = tuple(_folded(name) for name in row["names"].split("|"))
        shapes.setdefault(row["shape"], {})[row["field"]] = names, row["needed"] == "yes"
    return shapes


def _folded(column: str) -> str:
    return "".join(letter for letter in column.casefold() if letter.isalnum())


def _read_row(
    file: str,
    shape: Shape,
    header: Sequence[str],
    values: Sequence[str],
    wanted: Wanted,
    seen: dict[str, int],
) -> Ledger | None:
    """The row's ledger; None where its day is not wanted. Raises BadCell."""
    many = len(values) - len(header)
    if any(values[len(header) :]) or (many < 0 and shape.name != MENTIONS):
        raise BadCell(None, f"{len(header)} cells", f"{len(values)}")
    row = CodedRow(
        shape.name,
        file,
        {
            field: (header[at], values[at].strip())
            for field, at in shape.fields.items()
            if at < len(values) and values[at].strip()
        },
    )
    days = days_of(row, header[shape.fields["day"]])
    if not wanted(days, row["url"]):
        return None
    seen[row.id] = seen.get(row.id, 0) + 1
    return ledger_of(row, days, seen[row.id])
