"""Read a word list, with its line in hand when something is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, wraps
from importlib import resources
from pathlib import Path
from typing import Final, TypeVar

from variorum.errors import BadList

ORIGIN: Final = "# origin:"
Made = TypeVar("Made")


@dataclass(frozen=True)
class Row(Mapping[str, str]):
    """One entry: column -> value; a missing value is "".

    `list` and `line` (from 1) say where it stands; `origin`: the nearest line `# origin:` above.
    """

    columns: Mapping[str, str]
    list: str
    line: int
    origin: str

    def __getitem__(self, column: str) -> str:
        return self.columns[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def bad(self, wanted: str) -> BadList:
        """The error that names this line and what it ought to be."""
        return BadList(self.list, self.line, wanted)


def read_list(lines: Iterable[str], name: str) -> tuple[Row, ...]:
    """The entries of a list.

    >>> read_list(["# origin: our own", "word\\tact", "say\\tsay"], "verbs")[0]["act"]
    'say'

    Raises BadList, naming list and line, for a list without an origin or a row too long.
    """
    columns: list[str] | None = None
    found: list[Row] = []
    origin = ""
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\r\n")
        if line.startswith(ORIGIN):
            origin = line.removeprefix(ORIGIN).strip()
        if not line.strip() or line.startswith("#"):
            continue
        values = [value.strip() for value in line.split("\t")]
        if columns is None:
            if not origin:
                raise BadList(name, number, f"a line {ORIGIN!r} above the entries")
            columns = values
            continue
        if len(values) > len(columns):
            raise BadList(name, number, f"at most {len(columns)} values ({', '.join(columns)})")
        values += [""] * (len(columns) - len(values))
        found.append(Row(dict(zip(columns, values, strict=True)), name, number, origin))
    return tuple(found)


# ------------------------------------------------------------------ lists of a user's own


@dataclass(frozen=True)
class Added:
    """A user's own list: `to` is the list it adds to, `name` its file, `text` what it holds.

    It may leave out columns of that list, all but the first. Raises BadList, naming file and
    line, for one without entries, with a column that is not known, or without a first value.
    """

    to: str
    name: str
    text: str

    def __post_init__(self) -> None:
        known = list(_shipped(self.to)[0])
        if not self.rows:
            raise BadList(self.name, 1, f"columns ({', '.join(known)}) and entries below them")
        for row in self.rows:
            if not (row.get(known[0]) and row.keys() <= set(known)):
                raise row.bad(f"a {known[0]!r}, and no columns but {', '.join(known)}")

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its entries."""
        return _rows_of(self)

    @property
    def label(self) -> str:
        """File name and checksum of the content, for the record of a run."""
        return f"{Path(self.name).name} {hashlib.sha256(self.text.encode()).hexdigest()[:16]}"


Lists = tuple[Added, ...]
_added: ContextVar[Lists] = ContextVar("lists that a user adds", default=())


def read_added(path: Path, to: str) -> Added:
    """The list in a user's file, to stand before the entries of the list `to`.

    Raises BadList, naming file and line, for one that cannot be used.
    """
    try:
        return Added(to, str(path), path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        raise BadList(str(path), before.count(b"\n") + 1, "text in UTF-8") from None


@contextmanager
def adding(lists: Lists) -> Iterator[None]:
    """Within this block the lists that ship are read with these before them."""
    before = _added.set(lists)
    try:
        yield
    finally:
        _added.reset(before)


def follows_lists(make: Callable[[], Made]) -> Callable[[], Made]:
    """Keep what a function makes of the lists, anew for each set of lists added."""
    made: dict[Lists, Made] = {}

    @wraps(make)
    def look_up() -> Made:
        lists = _added.get()
        if lists not in made:
            made[lists] = make()
        return made[lists]

    return look_up


@cache
def _rows_of(added: Added) -> tuple[Row, ...]:
    blank = dict.fromkeys(_shipped(added.to)[0], "")
    found = read_list(added.text.split("\n"), added.name)
    return tuple(replace(row, columns=blank | dict(row)) for row in found)


# ------------------------------------------------------------------ lists that ship


def rows(name: str) -> tuple[Row, ...]:
    """The entries of a list, such as `rows("en/events.tsv")`: a user's first, then those that
    ship with the package."""
    own = (row for one in _added.get() if one.to == name for row in one.rows)
    return (*own, *_shipped(name))


@cache
def _shipped(name: str) -> tuple[Row, ...]:
    file = resources.files("variorum.lexicon").joinpath(*name.split("/"))
    return read_list(file.read_text(encoding="utf-8").splitlines(), name)


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a list."""
    return frozenset(next(iter(row.values())) for row in rows(name))
