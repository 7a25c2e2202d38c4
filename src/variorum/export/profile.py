"""A codebook profile: which columns a draft has, and which rule fills each, read from a file.

A profile is a tab-separated file. Lines of the form "# name: value" head it:

    # origin: where the rules are written down (required)
    # takes: every, fatal, protest, or the name of a table of kinds of events
    # form: csv or jsonl
    # split: days, where an incident of several days gives a row for each

The first other line names the columns: column, rule, settings, because. Settings are of the form
"take=lowest; unsaid=0"; what stands under "because" is the codebook's rule in our words, and goes
into the trace of every cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from variorum.errors import BadList, UnknownName
from variorum.export.draft import Coded, Draft
from variorum.lexicon.load import ORIGIN, Row, read_list

Table = tuple[Row, ...]

SHIPPED: Final = {
    "acled": "drafts in the shape of ACLED's files",
    "ged": "drafts in the shape of UCDP GED's files",
    "ccc": "drafts in the shape of the Crowd Counting Consortium's files",
    "plover": "drafts in the shape of PLOVER's JSON lines",
}
COLUMNS: Final = ("column", "rule", "settings", "because")
FORMS: Final = ("csv", "jsonl")
_HEAD: Final = ("origin", "takes", "form", "split")


@dataclass(frozen=True)
class Settings:
    """What a profile says to a rule. `tables`: the tables it names, by the setting's name."""

    values: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """The value of a setting; "" where the profile says nothing."""
        return self.values.get(name, "")

    def table(self, name: str) -> Table:
        """The rows of a table that a setting names; none where it names none."""
        return self.tables.get(name, ())


Rule = Callable[[Draft, Settings], Coded]


@dataclass(frozen=True)
class Known:
    """A rule a profile may name: what it does, and the settings it must and may have."""

    fill: Rule
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    """What a setting may be, as a regular expression; anything where nothing is said."""


@dataclass(frozen=True)
class Column:
    """One column of a draft. `spelled`: rule and settings as the profile writes them."""

    name: str
    rule: Rule
    settings: Settings
    spelled: str
    because: str


@dataclass(frozen=True)
class Profile:
    """How one codebook writes an incident down."""

    name: str
    origin: str
    form: str
    takes: str
    split_days: bool
    kinds: Table
    columns: tuple[Column, ...]


def shipped(name: str, rules: Mapping[str, Known]) -> Profile:
    """A profile that comes with variorum; raises UnknownName for another name."""
    if name not in SHIPPED:
        raise UnknownName("profile", name, sorted(SHIPPED))
    return _read(_folder() / f"{name}.tsv", name, rules)


def read_profile(path: Path, rules: Mapping[str, Known]) -> Profile:
    """A profile of one's own; its tables stand beside it, or are shipped ones.

    Raises BadList, naming file and line, for a rule or a setting that is not known.
    """
    return _read(path, str(path), rules)


@cache
def _folder() -> Traversable:
    return resources.files("variorum.export") / "profiles"


def _read(file: Traversable, name: str, rules: Mapping[str, Known]) -> Profile:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadList(name, 1, f"a profile that can be read ({error})") from error
    head = _read_head(lines, name)
    reader = _Reader(name, rules, file)
    columns = tuple(reader.column(number, line) for number, line in _entries(lines, name))
    if not columns:
        raise BadList(name, len(lines), "at least one column")
    takes = head.get("takes", "every")
    kinds = () if takes in TAKES else reader.table(1, takes)
    return Profile(
        Path(name).stem, head["origin"], head.get("form", "csv"), takes,
        head.get("split") == "days", kinds, columns,
    )  # fmt: skip


TAKES: Final = ("every", "fatal", "protest")


def _read_head(lines: Sequence[str], name: str) -> Mapping[str, str]:
    head: dict[str, str] = {}
    for line in lines:
        key, colon, value = line.removeprefix("#").partition(":")
        if line.startswith("#") and colon and key.strip() in _HEAD:
            head.setdefault(key.strip(), value.strip())
    if not head.get("origin"):
        raise BadList(name, 1, f"a line {ORIGIN!r} that says where the rules are written down")
    if head.get("form", "csv") not in FORMS:
        raise BadList(name, 1, f"# form: one of {', '.join(FORMS)}, found {head['form']!r}")
    if head.get("split", "days") != "days":
        raise BadList(name, 1, f"# split: days, or no such line, found {head['split']!r}")
    return head


def _entries(lines: Sequence[str], name: str) -> Iterable[tuple[int, str]]:
    """The numbered lines below the one that names the columns."""
    numbered = [(at, line) for at, line in enumerate(lines, 1) if line.strip() and line[:1] != "#"]
    wanted = "\t".join(COLUMNS)
    if not numbered or numbered[0][1] != wanted:
        at = numbered[0][0] if numbered else len(lines)
        raise BadList(name, at, f"the line {wanted!r} above the columns")
    return numbered[1:]


@dataclass(frozen=True)
class _Reader:
    name: str
    rules: Mapping[str, Known]
    file: Traversable

    def column(self, number: int, line: str) -> Column:
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) != len(COLUMNS):
            raise BadList(self.name, number, f"{len(COLUMNS)} values ({', '.join(COLUMNS)})")
        name, rule, spelled, because = parts
        known = self.rules.get(rule)
        if known is None:
            raise BadList(
                self.name, number, f"a rule of {', '.join(sorted(self.rules))}, found {rule!r}"
            )
        settings = self._settings(number, rule, known, spelled)
        return Column(name, known.fill, settings, f"{rule} {spelled}".strip(), because)

    def _settings(self, number: int, rule: str, known: Known, spelled: str) -> Settings:
        pairs = [part.partition("=") for part in spelled.split(";") if part.strip()]
        values = {name.strip(): value.strip() for name, _, value in pairs}
        may = (*known.needs, *known.may, *known.tables)
        for name in values:
            if name not in may:
                shown = ", ".join(may) or "none"
                raise BadList(self.name, number, f"settings of {rule}: {shown}, found {name!r}")
        for name in known.needs:
            if name not in values:
                raise BadList(self.name, number, f"a setting {name}=… for the rule {rule}")
        for name, value in values.items():
            if not re.fullmatch(known.values.get(name, ".*"), value):
                wanted = f"{name} to be of the form {known.values[name]}, found {value!r}"
                raise BadList(self.name, number, wanted)
        tables = {name: self.table(number, values[name]) for name in known.tables if name in values}
        return Settings(values, tables)

    def table(self, number: int, name: str) -> Table:
        beside = Path(str(self.file)).parent / name
        file = beside if beside.is_file() else _folder() / name
        if Path(name).name != name or not file.is_file():
            raise BadList(
                self.name, number, f"a table beside the profile or shipped, found {name!r}"
            )
        return read_list(file.read_text(encoding="utf-8-sig").splitlines(), name)


@cache
def read_shipped(name: str) -> Table:
    """The rows of a table that ships with the profiles."""
    return read_list((_folder() / name).read_text(encoding="utf-8").splitlines(), name)
