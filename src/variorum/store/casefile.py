"""The case file: one SQLite file with every document read and what was found in it.

A document is known by its id and the checksum of its text. The text read last under an id is the
current one; earlier texts stay, with their records, and are left out of what is fetched.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from variorum.errors import BadCaseFile, UnknownName
from variorum.model.codec import (
    comparison_from_json,
    comparison_to_json,
    document_from_json,
    ledger_from_json,
    ledger_to_json,
)
from variorum.model.decision import Decision
from variorum.model.document import Document
from variorum.model.hit import Hit, HitKind
from variorum.model.incident import Comparison
from variorum.model.ledger import COMPARISON_SCHEMA, Ledger
from variorum.store.decisions import ALL, NEW, decision_of, decision_row
from variorum.store.opening import open_case, telling, transaction
from variorum.store.tables import SHARED, Cell, Insert, digest, ledger_rows, record_rows, shown
from variorum.store.words import OPEN, SHUT, ask, passage_around, passages

Row = dict[str, Any]

WAIT_S: Final = 10.0
FIELDS: Final = (
    "id", "sha256", "source", "title", "url", "published", "published_by", "language", "text",
)  # fmt: skip
_CURRENT: Final = "FROM documents AS d JOIN ledgers AS l ON l.document = d.key WHERE d.current"
_HEAD: Final = ", ".join(f"d.{name}" for name in FIELDS[:-1])


@dataclass(frozen=True, slots=True)
class Run:
    """What decides the records besides the text; `rule_set`: a checksum of code and lists."""

    version: str
    rule_set: str
    annotator: str
    layers: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The hash of all of it."""
        return digest(*astuple(self))


class CaseFile:
    """One open case file; use it in a `with` block.

    Every method raises BadCaseFile, naming the file and the next step, where the disk, its rights
    or another program stand in the way. What was added before stays.
    """

    def __init__(self, path: Path | str, wait_s: float = WAIT_S) -> None:
        """`wait_s`: how long to wait, in seconds, while another program writes."""
        self._path, self._wait_s = Path(path), wait_s

    @classmethod
    def existing(cls, path: Path | str) -> Self:
        """A case file to fetch from; raises BadCaseFile where there is none yet."""
        if not Path(path).exists():
            next_step = "make one with: variorum read PATH"
            raise BadCaseFile(str(path), "there is no case file here", next_step)
        return cls(path)

    def __enter__(self) -> Self:
        self._sql = open_case(self._path, self._wait_s)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._sql.close()

    def add(self, ledger: Ledger, run: Run) -> None:
        """Keep a ledger, at once and whole; one that is there already changes nothing."""
        row, key = ledger_to_json(ledger), document_key(ledger.document)
        packed = _packed(row)
        if self._first(f"SELECT l.run, l.json {_CURRENT} AND d.key = ?", key) == (run.key, packed):
            return
        with self._writing():
            self._set_aside(key, _spelled(ledger.document.id))
            self._insert("documents", (key, *_head(ledger.document), shown(row["text"]), 1))
            self._sql.execute(
                "INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?)",
                (run.key, run.version, run.rule_set, run.annotator, " ".join(run.layers)),
            )
            self._insert("ledgers", (key, run.key, packed))
            self._insert_all(ledger_rows(row, key))
            words = ((None, key, *map(shown, passage)) for passage in passages(row))
            self._sql.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", words)

    def has(self, document: Document, run: Run) -> bool:
        """Whether this very document is the current one under its id, as this run reads it."""
        sql = f"SELECT l.run, {_HEAD} {_CURRENT} AND d.id = ?"
        return self._first(sql, _spelled(document.id)) == (run.key, *_head(document))

    def __contains__(self, document_id: str) -> bool:
        sql = "SELECT 1 FROM documents WHERE current AND id = ?"
        name = _spelled(document_id)
        return bool(self._first(sql, name) or self._first(_ROW, name))

    def ids(self) -> tuple[str, ...]:
        """The ids of the current documents, sorted."""
        sql = "SELECT id FROM documents WHERE current ORDER BY id"
        return tuple(row[0] for row in self._all(sql))

    def ledger(self, document_id: str) -> Ledger:
        """The ledger of a document, as it was added, or of a dataset's row; raises UnknownName
        where there is none."""
        return ledger_from_json(self._ledger_row(document_id))

    def ledgers(self) -> Iterator[Ledger]:
        """Every current ledger, by document id."""
        return map(self.ledger, self.ids())

    def documents(self) -> Iterator[Document]:
        """Every current document, by id."""
        return map(self.document, self.ids())

    def document(self, document_id: str) -> Document:
        """A document; raises UnknownName where there is none."""
        found = self._first(
            f"SELECT {_HEAD}, d.text {_CURRENT} AND d.id = ?", _spelled(document_id)
        )
        row = dict(zip(FIELDS, found, strict=True)) if found else self._ledger_row(document_id)
        if "\ufffd" in "".join(filter(None, found or ())) or "\\" in row["id"]:  # may not be exact
            row = self._ledger_row(document_id)
        return document_from_json(row)

    def runs(self) -> tuple[str, ...]:
        """The keys of the runs that read the current documents, sorted."""
        return tuple(row[0] for row in self._all(f"SELECT DISTINCT l.run {_CURRENT} ORDER BY 1"))

    def search(self, query: str, most: int = 20) -> tuple[Hit, ...]:
        """Where all words of the query stand, the best first.

        "two words" in quotation marks stand side by side; word* is the beginning of a word.
        """
        asked = ask(query)
        found = self._all(_SEARCH, OPEN, SHUT, asked, most) if asked else []
        documents = {name: self.document(name) for name, *_ in found}
        return tuple(_hit(documents[name], *rest) for name, *rest in found)

    def keep_dataset(self, name: str, rows: Sequence[Ledger]) -> None:
        """Keep rows of a dataset, in place of those kept under its name before."""
        spelled = _spelled(name)
        with self._writing():
            self._sql.execute("DELETE FROM datasets WHERE name = ?", (spelled,))
            self._insert("datasets", (spelled,))
            for nth, one in enumerate(rows):
                row = ledger_to_json(one)
                cells = _spelled(one.document.id), spelled, nth, shown(row["text"]), _packed(row)
                self._insert("dataset_rows", cells)

    def drop_dataset(self, name: str) -> None:
        """Keep a dataset no longer; raises UnknownName where there is none of the name."""
        if name not in self.datasets():
            raise UnknownName("dataset", name, list(self.datasets()))
        with self._writing():
            self._sql.execute("DELETE FROM datasets WHERE name = ?", (_spelled(name),))

    def datasets(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the rows kept of each dataset, by its name."""
        found: dict[str, tuple[str, ...]] = {}
        for name, id in self._all(_DATASETS):
            found[name] = (*found.get(name, ()), *([id] if id else []))
        return found

    def rows(self) -> Iterator[Ledger]:
        """Every dataset's rows, each as a ledger, dataset by dataset in the order of its file."""
        return (self.ledger(id) for ids in self.datasets().values() for id in ids)

    def keep_comparison(self, comparison: Comparison) -> None:
        """Keep what the documents share, in place of what was kept before."""
        rows = comparison_to_json(comparison)
        key = digest(*map(_canonical, rows))
        if self._first("SELECT 1 FROM comparisons WHERE key = ?", key):
            return
        with self._writing():
            self._sql.execute("DELETE FROM comparisons")
            self._insert("comparisons", (key, len(comparison.incidents), len(comparison.copies)))
            for nth, row in enumerate(rows[: len(comparison.incidents)]):
                given = {"key": row["id"], "comparison": key, "nth": nth, "json": _canonical(row)}
                self._insert_all(record_rows(SHARED, row, given, {}))
            for voice, group in enumerate(comparison.copies):
                for nth, name in enumerate(group):
                    self._insert("copies", (key, voice, nth, name))

    def comparison(self) -> Comparison | None:
        """The comparison kept last; None where there is none, or documents have changed since."""
        if not self._first("SELECT 1 FROM comparisons"):
            return None
        kept = self._all("SELECT json FROM shared_incidents ORDER BY nth")
        rows = [json.loads(row) for (row,) in kept]
        named = {name: self.document(name) for row in rows for name in row["documents"]}
        return comparison_from_json([*rows, *self._copies()], named)

    def decide(self, decision: Decision) -> None:
        """Keep a decision behind those there are; raises BadCaseFile where its number is taken."""
        try:
            with self._writing():
                self._sql.execute(NEW, decision_row(decision))
        except sqlite3.IntegrityError as error:
            problem = f"somebody else made decision {decision.number} meanwhile"
            next_step = "see it with: variorum link, and decide again; nothing was changed"
            raise BadCaseFile(str(self._path), problem, next_step) from error

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision on links, as they were made; raises BadCaseFile for one damaged."""
        return tuple(decision_of(row, str(self._path)) for row in self._all(ALL))

    def _copies(self) -> list[Row]:
        groups: dict[int, list[str]] = {}
        for voice, name in self._all("SELECT voice, document FROM copies ORDER BY voice, nth"):
            groups.setdefault(voice, []).append(name)
        head = {"schema": COMPARISON_SCHEMA, "kind": "copies"}
        return [head | {"documents": group} for group in groups.values()]

    def _ledger_row(self, document_id: str) -> Row:
        sql = f"SELECT l.json {_CURRENT} AND d.id = ?"
        found = self._first(sql, _spelled(document_id)) or self._first(_ROW, _spelled(document_id))
        if found is None:
            raise UnknownName("document", document_id, list(self.ids()))
        try:
            row: Row = json.loads(zlib.decompress(found[0]))
        except (zlib.error, ValueError) as error:
            problem = f"the ledger of {document_id} is damaged ({error})"
            raise BadCaseFile(str(self._path), problem, "read that document again") from error
        return row

    def _set_aside(self, key: str, name: str) -> None:
        """Take away what was found in this text, and the first place of other texts of its id."""
        old = "SELECT key FROM documents WHERE id = ? AND key <> ?"
        self._sql.execute(f"DELETE FROM passages WHERE document IN ({old})", (name, key))
        self._sql.execute("UPDATE documents SET current = 0 WHERE id = ?", (name,))
        self._sql.execute("DELETE FROM ledgers WHERE document = ?", (key,))
        self._sql.execute("DELETE FROM documents WHERE key = ?", (key,))
        self._sql.execute("DELETE FROM comparisons")  # it spoke of the documents as they were

    def _insert(self, table: str, cells: tuple[Cell, ...]) -> None:
        self._sql.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells))})", cells)

    def _insert_all(self, rows: Iterable[Insert]) -> None:
        """Insert table by table, in the order in which the tables first come up."""
        by_table: dict[str, list[tuple[Cell, ...]]] = {}
        for sql, cells in rows:
            by_table.setdefault(sql, []).append(cells)
        for sql, many in by_table.items():
            self._sql.executemany(sql, many)

    def _first(self, sql: str, *given: Cell) -> tuple[Any, ...] | None:
        with telling(self._path):
            found: tuple[Any, ...] | None = self._sql.execute(sql, given).fetchone()
            return found

    def _all(self, sql: str, *given: Cell) -> list[tuple[Any, ...]]:
        with telling(self._path):
            return self._sql.execute(sql, given).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with telling(self._path), transaction(self._sql):
            yield


_ROW: Final = "SELECT json FROM dataset_rows WHERE id = ?"
_DATASETS: Final = """
SELECT s.name, r.id FROM datasets AS s LEFT JOIN dataset_rows AS r ON r.dataset = s.name
ORDER BY s.name, r.nth
"""
_SEARCH: Final = """
SELECT d.id, p.kind, p.record, p.start_at, p.end_at, highlight(passages_index, 0, ?, ?)
FROM passages_index
JOIN passages AS p ON p.key = passages_index.rowid
JOIN documents AS d ON d.key = p.document
WHERE passages_index MATCH ?
ORDER BY rank, d.id, p.key
LIMIT ?
"""


def document_key(document: Document) -> str:
    """The key of a text under its id."""
    return digest(document.id, document.sha256)


def _canonical(row: Row) -> str:
    """One spelling for one value, in ASCII: lone surrogates survive."""
    return json.dumps(row, sort_keys=True, separators=(",", ":"))


def _packed(row: Row) -> bytes:
    return zlib.compress(_canonical(row).encode(), 3)


def _spelled(name: str) -> str:
    """An id as SQLite can hold it: lone surrogates spelled out."""
    return name.encode("utf-8", "backslashreplace").decode()


def _head(document: Document) -> tuple[Cell, ...]:
    """The columns of a document, the text aside."""
    said = (shown(_cell(getattr(document, name))) for name in FIELDS[1:-1])
    return _spelled(document.id), *said


def _cell(value: Any) -> Cell:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None else str(value)


def _hit(
    document: Document, kind: str, record: str | None, start: int, end: int, marked: str
) -> Hit:
    if record is None:
        first = marked.index(OPEN)
        start, end = passage_around(document.text, first, marked.index(SHUT) - 1)
    return Hit(document.id, HitKind(kind), record, document.span(start, end))
