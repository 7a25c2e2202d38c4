"""Ledgers and comparisons as rows: one table of tables says which field goes into which column.

A path such as "cue.start" walks the JSON of model/codec.py. A column in `refs` holds the id of
another record of the same document, and is stored as that record's key.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

Row = Mapping[str, Any]
Cell = str | int | float | bytes | None
Insert = tuple[str, tuple[Cell, ...]]  # a statement and its values

KEY_DIGITS: Final = 20  # hexadecimal; 80 bits: no two of a billion records meet
_UNSHOWN = re.compile("[\0\ud800-\udfff\ufdd0\ufdd1]")


@dataclass(frozen=True)
class Child:
    """A list inside a record: its table, one row a member, numbered in order."""

    table: str
    path: str
    columns: Mapping[str, str]
    refs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """A list of a ledger: its table, one row a record; `parent`: its name in its children.

    `anchor`: the paths whose values, with the document, make the key: what the record is about
    and where its words stand, so that a record keeps its key when another one is added.
    """

    name: str
    anchor: tuple[str, ...]
    columns: Mapping[str, str]
    refs: frozenset[str] = frozenset()
    children: tuple[Child, ...] = ()
    parent: str = ""


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _span(name: str) -> dict[str, str]:
    return {f"{name}_start": f"{name}.start", f"{name}_end": f"{name}.end"}


def _bounds(name: str) -> dict[str, str]:
    return {f"{name}_low": f"{name}.low", f"{name}_high": f"{name}.high"}


_HERE: Final = {"start_at": "start", "end_at": "end"}
_DAYS: Final = {"earliest": "time.earliest", "latest": "time.latest"}
_MENTION: Final = _span("mention")
_AT: Final = ("mention.start", "mention.end")

TABLES: Final = (
    Table(
        "actors",
        ("name", "kind"),
        _same("id", "name", "kind", "country", "rule"),
        children=(Child("actor_mentions", "mentions", _HERE | _same("partisan")),),
        parent="actor",
    ),
    Table(
        "times",
        ("start", "end"),
        _HERE | _same("id", "type", "value", "earliest", "latest", "basis", "rule"),
    ),
    Table(
        "places",
        _AT,
        _MENTION
        | {"latitude": "lat", "longitude": "lon"}
        | _same("id", "name", "country", "admin1", "kind", "radius_km", "geonames", "rule"),
    ),
    Table(
        "statements",
        ("cue.start", "cue.end"),
        _span("speaker")
        | _span("cue")
        | _same("id", "speaker_actor", "quoted", "act", "within", "rule"),
        refs=frozenset({"speaker_actor", "within"}),
        children=(Child("statement_content", "content", _HERE),),
        parent="statement",
    ),
    Table(
        "events",
        ("cue.start", "cue.end", "type"),
        _span("cue")
        | {"sureness": "sureness.value", "sureness_label": "sureness.label"}
        | _same("id", "type", "mode", "stage", "time", "place", "statement", "rule"),
        refs=frozenset({"time", "place", "statement"}),
        children=(
            Child(
                "event_agents",
                "agents",
                _MENTION | _same("actor", "responsibility", "statement"),
                frozenset({"actor", "statement"}),
            ),
            Child(
                "event_recipients", "recipients", _MENTION | _same("actor"), frozenset({"actor"})
            ),
            Child("event_instruments", "instruments", _HERE),
            Child("event_sureness_cues", "sureness.cues", _HERE),
            Child("event_figures", "figures", {"figure": ""}, frozenset({"figure"})),
        ),
        parent="event",
    ),
    Table(
        "figures",
        (*_AT, "of"),
        _MENTION
        | {"counts": "of"}
        | _same("id", "low", "high", "approximate", "who", "scope", "event", "statement", "rule"),
        refs=frozenset({"event", "statement"}),
    ),
    Table(
        "incidents",
        ("events",),
        _DAYS
        | _bounds("killed")
        | _bounds("injured")
        | _same("id", "type", "mode", "stage", "place"),
        refs=frozenset({"place"}),
        children=(
            Child("incident_events", "events", {"event": ""}, frozenset({"event"})),
            Child(
                "incident_agents",
                "agents",
                _MENTION | _same("actor", "kind", "responsibility"),
                frozenset({"actor"}),
            ),
            Child(
                "incident_victims",
                "victims",
                _MENTION | _same("actor", "low", "high", "effect"),
                frozenset({"actor"}),
            ),
            Child("incident_targets", "targets", _HERE),
            Child("incident_instruments", "instruments", _HERE),
        ),
        parent="incident",
    ),
    Table(
        "framing",
        ("start", "end", "mark"),
        _HERE | _same("mark", "layer", "target", "statement", "rule"),
        refs=frozenset({"target", "statement"}),
    ),
    Table("gaps", ("start", "end", "reason"), _HERE | _same("reason")),
)

SHARED: Final = Table(
    "shared_incidents",
    ("id",),
    _DAYS
    | _bounds("killed")
    | _bounds("injured")
    | {"place": "place.name", "latitude": "place.lat", "longitude": "place.lon"}
    | {"country": "place.country", "radius_km": "place.radius_km"}
    | _same("type", "mode"),
    children=(
        Child("shared_incident_documents", "documents", {"document": ""}),
        Child("shared_incident_events", "events", _same("document", "event")),
        Child("shared_incident_reasons", "reasons", _same("field", "weight")),
    ),
    parent="incident",
)


def digest(*parts: object) -> str:
    """A key: the beginning of the hash of its parts."""
    whole = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:KEY_DIGITS]


def shown(value: Cell) -> Cell:
    """The value as SQLite can show it: NUL and lone surrogates as U+FFFD, places unchanged."""
    return _UNSHOWN.sub("\ufffd", value) if isinstance(value, str) else value


def walk(row: Any, path: str) -> Any:
    """What lies at the path; None where a part of the way is missing. The path "" is the row."""
    for part in _parts(path):
        if row is None:
            return None
        row = row[part]
    return row


@cache
def _parts(path: str) -> tuple[str, ...]:
    return tuple(path.split(".")) if path else ()


def ledger_rows(row: Row, document: str) -> Iterator[Insert]:
    """Every row that lays open a ledger's JSON, parents before children."""
    keys = _record_keys(row, document)
    by_id = {
        record["id"]: key
        for table in TABLES
        for record, key in zip(row[table.name], keys[table.name], strict=True)
        if "id" in table.columns
    }
    for table in TABLES:
        for record, key in zip(row[table.name], keys[table.name], strict=True):
            yield from record_rows(table, record, {"key": key, "document": document}, by_id)


def record_rows(
    table: Table, record: Row, given: Mapping[str, Cell], by_id: Mapping[str, str]
) -> Iterator[Insert]:
    """A record's row, led by the columns given, and those of the lists inside it."""
    cells = _cells(table.columns, table.refs, record, by_id)
    yield _insert(table.name, (*given, *table.columns)), (*given.values(), *cells)
    for child in table.children:
        sql = _insert(child.table, (table.parent, "nth", *child.columns))
        for nth, member in enumerate(walk(record, child.path)):
            yield sql, (given["key"], nth, *_cells(child.columns, child.refs, member, by_id))


def _record_keys(row: Row, document: str) -> dict[str, list[str]]:
    """The keys of each table's records; of two with one anchor, the later counts up."""
    keys: dict[str, list[str]] = {}
    for table in TABLES:
        seen: Counter[str] = Counter()
        keys[table.name] = []
        for record in row[table.name]:
            anchor = [_anchored(walk(record, path), row, keys) for path in table.anchor]
            same = digest(document, table.name, *anchor)
            seen[same] += 1
            keys[table.name].append(digest(same, seen[same]))
    return keys


def _anchored(value: Any, row: Row, keys: Mapping[str, list[str]]) -> Any:
    """A list of event ids as the keys of the events, so that renumbering changes nothing."""
    if not isinstance(value, list):
        return value
    events = {event["id"]: key for event, key in zip(row["events"], keys["events"], strict=True)}
    return [events[one] for one in value]


def _cells(
    columns: Mapping[str, str], refs: Iterable[str], row: Any, by_id: Mapping[str, str]
) -> list[Cell]:
    cells: list[Cell] = []
    for column, path in columns.items():
        value = walk(row, path)
        cells.append(by_id.get(value) if column in refs else shown(value))
    return cells


@cache
def _insert(table: str, columns: Sequence[str]) -> str:
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
