"""Hold an export against its manifest and its texts, offline: every file, every quotation.

What was changed is named. An export without texts can be held against a case file that has them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final

from variorum.errors import BadSpan, BadValue, UnreadableSource
from variorum.export.csv_writing import cell
from variorum.export.manifest import MANIFEST, SCHEMA
from variorum.export.material import Files
from variorum.export.quoting import digest
from variorum.model.codec import Json, Row, ledger_from_json
from variorum.model.document import Document
from variorum.model.ledger import SCHEMA as LEDGER

Find = Callable[[str], Document | None]  # a document by its id, where it is kept elsewhere

MOST_BYTES: Final = 4 << 30
"""Of a zip that would unpack to more than this nothing is read."""
OF_THE_FIRST: Final = frozenset({"dropped", "before"})
"""Fields of a print's changes that quote the first print."""
_TEXT_BOUND: Final = re.compile(r"T\d+\t\S+ (?P<at>[\d ;]+)\t(?P<words>.*)")


@dataclass
class Held:
    """What was held against its text so far: how many quotations hold, and what does not.

    `open`: quotations whose text is not at hand.
    """

    quotations: int = 0
    open: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A place and its words, or their hash. `at`: file and line, for messages."""

    document: str
    start: int
    end: int
    words: str | None
    sha256: str | None
    at: str


def is_export(path: Path) -> bool:
    """Whether a path is a folder or a zip that `variorum export` wrote, or looks like one."""
    return (path / MANIFEST).is_file() or (path.is_file() and zipfile.is_zipfile(path))


def read_export(path: Path) -> Files:
    """The files of an export, by name. Raises UnreadableSource where it cannot be read."""
    try:
        if path.is_dir():
            names = sorted(each for each in path.rglob("*") if each.is_file())
            return {each.relative_to(path).as_posix(): each.read_bytes() for each in names}
        with zipfile.ZipFile(path) as archive:
            _refuse_huge(path, archive)
            _refuse_twice(path, archive)
            return {name: archive.read(name) for name in sorted(archive.namelist())}
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableSource(
            str(path), None, f"an export that can be read ({error})", "fetch or export it again"
        ) from error


def _refuse_huge(path: Path, archive: zipfile.ZipFile) -> None:
    size = sum(entry.file_size for entry in archive.infolist())
    if size > MOST_BYTES:
        raise UnreadableSource(
            str(path), None, f"at most {MOST_BYTES:,} bytes, found {size:,}", "unpack it yourself"
        )


def _refuse_twice(path: Path, archive: zipfile.ZipFile) -> None:
    """Of two files of one name a program may show the one that was not held."""
    names = archive.namelist()
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UnreadableSource(
            str(path), twice[0], "each file once, found it twice", "fetch or export it again"
        )


def seal(path: Path) -> str:
    """The SHA-256 by which an export can be known again: of its manifest, or of the whole zip."""
    whole = path / MANIFEST if path.is_dir() else path
    return hashlib.sha256(whole.read_bytes()).hexdigest()


def hold(files: Files, name: str, find: Find) -> Held:
    """Hold the files of an export against its manifest and its quotations against their texts.

    `name`: what messages call it. `find` gives a document that the export has no text of.
    """
    held = Held()
    manifest = _manifest(files, name, held)
    if manifest is None:
        return held
    _hold_files(files, manifest, name, held)
    texts = _Texts(files, manifest, find, held, name)
    for at in sorted(files):
        for one in _quotations(files[at], at, files, held):
            _hold(one, texts, held, name)
    return held


def _manifest(files: Files, name: str, held: Held) -> Row | None:
    try:
        manifest = json.loads(files[MANIFEST])
    except KeyError:
        held.faults.append(f"{name}: {MANIFEST} is not there; without it nothing can be checked")
        return None
    except ValueError as error:
        held.faults.append(f"{name}/{MANIFEST}: expected JSON ({error})")
        return None
    if not _is_manifest(manifest):
        held.faults.append(f"{name}/{MANIFEST}: expected a manifest of schema {SCHEMA!r}")
        return None
    return dict(manifest)


def _is_manifest(manifest: Json) -> bool:
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        return False
    listed = {"files": ("name", "sha256"), "documents": ("id", "sha256")}
    return all(
        isinstance(manifest.get(part), list)
        and all(
            isinstance(one, dict) and all(isinstance(one.get(name), str) for name in names)
            for one in manifest[part]
        )
        for part, names in listed.items()
    )


def _hold_files(files: Files, manifest: Row, name: str, held: Held) -> None:
    listed = {one["name"]: one["sha256"] for one in manifest["files"]}
    for at, sha256 in listed.items():
        if at not in files:
            held.faults.append(f"{name}/{at}: the manifest names it, and it is not there")
        elif hashlib.sha256(files[at]).hexdigest() != sha256:
            held.faults.append(f"{name}/{at}: changed since it was written (its SHA-256 differs)")
    for at in sorted(set(files) - set(listed) - {MANIFEST}):
        held.faults.append(f"{name}/{at}: the manifest does not name it")


class _Texts:
    """The texts of an export's documents, from its own files or from elsewhere."""

    def __init__(self, files: Files, manifest: Row, find: Find, held: Held, name: str) -> None:
        self._sums = {one["id"]: one["sha256"] for one in manifest["documents"]}
        self._own = {hashlib.sha256(content).hexdigest(): content for content in files.values()}
        self._lines = dict(_texts_in_ledgers(files))
        self._find, self._held, self._name = find, held, name
        self._texts: dict[str, Document | None] = {}
        for one in manifest["documents"]:
            if one.get("text") and one["sha256"] not in self._own:
                held.faults.append(f"{name}/{one['text']}: not the text of {one['id']} (SHA-256)")

    def __getitem__(self, id: str) -> Document | None:
        if id not in self._texts:
            self._texts[id] = self._fetched(id)
        return self._texts[id]

    def _fetched(self, id: str) -> Document | None:
        wanted = self._sums.get(id) or (id.partition(":")[2] if id.startswith("sha256:") else None)
        if wanted is None:
            self._held.faults.append(f"{self._name}: the manifest names no document {id!r}")
            return None
        if wanted in self._own:
            return Document(id, self._own[wanted].decode("utf-8", "surrogatepass"))
        found = self._lines.get(id) or self._find(id)
        if found is not None and found.sha256 != wanted:
            self._held.faults.append(f"{self._name}: {id}: the text at hand is another (SHA-256)")
            return None
        return found


def _texts_in_ledgers(files: Files) -> Iterator[tuple[str, Document]]:
    for at, content in files.items():
        if PurePath(at).name == "ledgers.jsonl":
            with suppress(ValueError):  # what is no JSON is told where its quotations are read
                for _, row in _json_rows(content):
                    if isinstance(row, dict) and row.get("schema") == LEDGER and "text" in row:
                        yield str(row.get("id")), Document(str(row.get("id")), str(row["text"]))
        if PurePath(at).name == "documents.csv":
            with suppress(ValueError, csv.Error):
                yield from _texts_in_table(content)


def _texts_in_table(content: bytes) -> Iterator[tuple[str, Document]]:
    for row in csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")):
        if row.get("text"):
            id, text = row["id"], row["text"]
            yield id, Document(id, text[1:] if cell(text[1:]) == text else text)


def _hold(one: Quotation, texts: _Texts, held: Held, name: str) -> None:
    document = texts[one.document]
    if document is None:
        held.open += 1
        return
    try:
        words = document.span(one.start, one.end).text
    except BadSpan as error:
        held.faults.append(f"{name}/{one.at}: {error}")
        return
    right = digest(words) == one.sha256 if one.sha256 else _same(words, one.words)
    if right:
        held.quotations += 1
    else:
        held.faults.append(
            f"{name}/{one.at}: {one.document} [{one.start}, {one.end}) reads {words[:80]!r}, "
            f"not {(one.words or '')[:80]!r}"
        )


def _same(words: str, given: str | None) -> bool:
    """Whether a quotation is these words, or these words on one line, or as a cell of a table."""
    line = " ".join(words.split())
    return given in (words, line, cell(words), cell(line))


def _quotations(content: bytes, at: str, files: Files, held: Held) -> Iterator[Quotation]:
    read = _READERS.get(PurePath(at).suffix)
    if at == MANIFEST or read is None:
        return
    try:
        yield from read(content, at, files)
    except (ValueError, csv.Error, TypeError, KeyError) as error:
        held.faults.append(f"{at}: cannot be read ({type(error).__name__}: {error})")
    except BadValue as error:
        held.faults.append(f"{at}: {error}")


def _in_json(content: bytes, at: str, files: Files) -> Iterator[Quotation]:
    rows = _json_rows(content) if at.endswith(".jsonl") else [(1, json.loads(content))]
    for number, row in rows:
        place = f"{at}, line {number}" if at.endswith(".jsonl") else at
        owner = None
        if isinstance(row, dict) and row.get("schema") == LEDGER:
            owner = row["id"]
            if "text" in row:
                ledger_from_json(row)  # its spans, ids and checksum hold, or it raises
        yield from _walk(row, owner, place)


def _json_rows(content: bytes) -> Iterator[tuple[int, Json]]:
    for number, line in enumerate(content.splitlines(), start=1):
        yield number, json.loads(line)


def _walk(value: Json, owner: str | None, at: str, first: str | None = None) -> Iterator[Quotation]:
    """Every quotation in JSON, of the document named nearest to it.

    `first`: the first print, which parts of what a later one changed quote.
    """
    if isinstance(value, list):
        for part in value:
            yield from _walk(part, owner, at, first)
    if not isinstance(value, dict):
        return
    if isinstance(value.get("document"), str):
        owner = value["document"]
    if isinstance(value.get("first"), str):
        first = value["first"]
    if owner and isinstance(value.get("selector"), list):
        yield _selected(value["selector"], owner, at)
    elif owner and "text" in value and isinstance(value.get("start"), int):
        yield Quotation(owner, value["start"], value["end"], value["text"], value.get("sha256"), at)
    for name, part in value.items():
        yield from _walk(part, first if name in OF_THE_FIRST else owner, at, first)


def _selected(selectors: list[Json], owner: str, at: str) -> Quotation:
    """The quotation of an annotation, by both of its selectors."""
    parts: Row = {}
    for one in selectors:
        parts |= one
    return Quotation(owner, parts["start"], parts["end"], parts["exact"], parts.get("sha256"), at)


def _in_csv(content: bytes, at: str, files: Files) -> Iterator[Quotation]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    for number, row in enumerate(rows, start=1):
        for start, end, words in _span_columns(row):
            sha256 = row.get(words.removesuffix("text") + "sha256")
            if row.get("document") and row.get(start):
                yield Quotation(
                    row["document"], int(row[start]), int(row[end]), row[words], sha256 or None,
                    f"{at}, row {number}",
                )  # fmt: skip


def _span_columns(row: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in row:
        if name and (name == "start" or name.endswith("_start")):
            stem = name.removesuffix("start")
            words = "quotation" if stem == "" and "quotation" in row else f"{stem}text"
            if words in row:
                yield name, f"{stem}end", words


def _in_standoff(content: bytes, at: str, files: Files) -> Iterator[Quotation]:
    """Every text-bound annotation; the document is the .txt of the same name, by its hash."""
    text = files.get(f"{at.removesuffix('.ann')}.txt")
    if text is None:
        raise ValueError("no .txt beside it")
    for number, line in enumerate(content.decode("utf-8", "surrogatepass").split("\n"), start=1):
        if found := _TEXT_BOUND.fullmatch(line):
            yield from _pieces(found, text, f"{at}, line {number}")


def _pieces(found: re.Match[str], content: bytes, at: str) -> Iterator[Quotation]:
    text, rest = content.decode("utf-8", "surrogatepass"), found["words"]
    for piece in found["at"].split(";"):
        start, end = map(int, piece.split())
        words, rest = rest[: end - start], rest[end - start + 1 :]
        yield Quotation(f"sha256:{digest(text)}", start, end, words, None, at)


_READERS: Final[Mapping[str, Callable[[bytes, str, Files], Iterator[Quotation]]]] = {
    ".json": _in_json,
    ".jsonl": _in_json,
    ".geojson": _in_json,
    ".csv": _in_csv,
    ".ann": _in_standoff,
}
