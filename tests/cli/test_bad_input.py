"""What cannot be read is refused by file, place and next step; the rest is read and kept."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command import Command

GOOD = "Gunmen killed 12 people in Port Alma, the ministry said."


def _lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


ROW = json.dumps({"id": "a", "text": GOOD})
BAD: dict[str, tuple[str, bytes, tuple[str, ...]]] = {
    "empty": ("x.txt", b"", ("x.txt: expected a text, found none", "leave it out")),
    "blank": ("x.txt", b" \n\n", ("x.txt: expected a text",)),
    "binary": ("x.txt", bytes(range(256)) * 8, ("x.txt",)),
    "page without text": (
        "x.html",
        b"<html><body><img src=x><script>go()</script></body></html>",
        ("x.html",),
    ),
    "truncated gzip": ("x.txt.gz", gzip.compress(GOOD.encode() * 99)[:-9], ("gzip", "again")),
    "broken line": ("x.jsonl", _lines(ROW, "{oops"), ("x.jsonl: line 2", "JSON", "mend")),
    "no text": ("x.jsonl", _lines(ROW, '{"id": "b"}'), ("x.jsonl: line 2", '"text"', "mend")),
    "same id": ("x.jsonl", _lines(ROW, ROW), ("x.jsonl: line 2", "'a'", "another id")),
    "no date": (
        "x.jsonl",
        _lines(ROW, json.dumps({"id": "b", "text": GOOD, "published": "soon"})),
        ("x.jsonl: line 2", "ISO date", "'soon'"),
    ),
    "too long": ("x.txt", b"Word. " * 900_000, ("x.txt", "5,000,000", "--max-characters")),
}


@pytest.mark.parametrize(("name", "content", "said"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_refused_and_the_rest_is_read(
    variorum: Command, tmp_path: Path, name: str, content: bytes, said: tuple[str, ...]
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    ran = variorum("read", "--strict", name, "good.txt")
    assert ran.status == 3, ran.err
    for part in said:
        assert part in ran.err
    assert "Traceback" not in ran.err
    assert json.loads(variorum("show", "--json", "good.txt").out)["text"] == GOOD


def test_nothing_read_at_all_is_an_error(variorum: Command, tmp_path: Path) -> None:
    assert variorum("read", "missing.txt").status == 1
    (tmp_path / "x.txt").write_bytes(b"")
    assert variorum("read", "x.txt").status == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "--published", "soon", "x.txt"),
        ("read", "--workers", "0", "x.txt"),
        ("compare", "--format", "poem"),
        ("sing",),
    ],
)
def test_wrong_usage_ends_with_2(variorum: Command, arguments: tuple[str, ...]) -> None:
    assert variorum(*arguments).status == 2


def test_an_encoding_is_found_or_its_gaps_are_told(variorum: Command, tmp_path: Path) -> None:
    latin = "Der Bürgermeister sagte, die Straße sei gesperrt.".encode("cp1252")
    (tmp_path / "latin.txt").write_bytes(latin)
    (tmp_path / "mixed.txt").write_bytes(GOOD.encode() + " “curly” ".encode() + b"caf\xe9 " * 2)
    rows = [
        json.loads(line)
        for line in variorum("read", "--format", "jsonl", "latin.txt", "mixed.txt").out.splitlines()
    ]
    assert "Bürgermeister" in rows[0]["text"]
    assert "“curly”" in rows[1]["text"]


def test_an_unknown_annotator_is_refused_with_the_next_step(variorum: Command) -> None:
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    ran = variorum("read", "--annotator", "spacy:none_such", "good.txt")
    assert ran.status == 1
    assert "none_such" in ran.err
    assert "Traceback" not in ran.err


def test_a_foreign_database_is_not_touched(variorum: Command, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = other.read_bytes()
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    ran = variorum("read", "--case", "other.sqlite", "good.txt")
    assert ran.status == 1
    assert "other.sqlite" in ran.err
    assert other.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_named(variorum: Command, tmp_path: Path) -> None:
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    ran = variorum("read", "--case", "no/such/folder/case.sqlite", "good.txt")
    assert ran.status == 1
    assert "no/such/folder/case.sqlite" in ran.err
    assert "Traceback" not in ran.err


def test_a_case_that_is_not_there_is_not_made_by_looking(variorum: Command) -> None:
    ran = variorum("search", "anything")
    assert ran.status == 1
    assert "variorum read" in ran.err
    assert not Path("case.sqlite").exists()


def test_an_incident_that_is_not_there_is_named(variorum: Command) -> None:
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    variorum("read", "good.txt")
    ran = variorum("compare", "abcdef123456")
    assert ran.status == 1
    assert "no incident 'abcdef123456'" in ran.err


def test_a_page_that_cannot_be_written_is_named(variorum: Command) -> None:
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    ran = variorum("compare", "--format", "html", "--out", "no/folder/r.html", "good.txt")
    assert ran.status == 1
    assert "no/folder/r.html" in ran.err
    assert "Traceback" not in ran.err


def test_a_reader_of_our_output_may_leave(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(number), "text": GOOD * 9}) for number in range(400)]
    (tmp_path / "many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = f"{sys.executable} -m variorum read --format jsonl --workers 1 many.jsonl | head -1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert json.loads(done.stdout)["id"] == "0"
    assert "Traceback" not in done.stderr


def _heed_interrupts() -> None:
    """A shell that runs the tests in the background hands down that interrupts are ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_was_kept_stays_when_a_run_is_stopped(tmp_path: Path, workers: str) -> None:
    rows = [
        json.dumps({"id": f"{number:04}", "text": f"{GOOD * 40} On day {number}."})
        for number in range(3000)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [sys.executable, "-m", "variorum", "read", "--json", "--workers", workers]
    process = subprocess.Popen(
        [*command, "many.jsonl"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        preexec_fn=_heed_interrupts,
    )
    assert process.stdout
    first = json.loads(process.stdout.readline())
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"what was kept stays" in err
    assert b"Traceback" not in err
    with sqlite3.connect(tmp_path / "case.sqlite") as case:
        (kept,) = case.execute("SELECT count(*) FROM documents").fetchone()
        (whole,) = case.execute("PRAGMA integrity_check").fetchone()
    case.close()
    assert first["id"] == "0000"
    assert 1 <= kept < 3000
    assert whole == "ok"
