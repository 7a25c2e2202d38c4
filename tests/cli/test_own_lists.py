"""Lists of a user's own on the command line: used by every worker, kept in the record of a run."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from command import Command

LIST = "# origin: our desk\nword\tpos\ttype\tmode\nkettle\tverb\tcoerce\trestrict\n"
TEXT = "Guards kettled the marchers in Port Alma."


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_each_worker_reads_with_the_list(variorum: Command, events: Path, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"{number}", "text": TEXT}) for number in range(13)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ran = variorum(
        "read", "--format", "jsonl", "--workers", "2", "--events", str(events), "news.jsonl"
    )
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [[event["cue"]["text"] for event in row["events"]] for row in rows] == [["kettled"]] * 13


def test_another_list_is_another_run(variorum: Command, events: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for arguments, told in (
        ((), "1 document read"),
        (("--events", "mine.tsv"), "1 document read"),
        (("--events", "mine.tsv"), "1 read before"),
        ((), "1 document read"),
    ):
        assert told in variorum("read", "a.txt", *arguments).err
    with sqlite3.connect(tmp_path / "case.sqlite") as case:
        (found,) = case.execute("SELECT count(*) FROM runs WHERE rule_set LIKE '%; mine.tsv %'")
    assert found == (1,)


def test_a_broken_list_is_told_before_anything_is_read(
    variorum: Command, events: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    events.write_text(LIST + "raid\tverb\n", encoding="utf-8")
    ran = variorum("read", "a.txt", "--events", str(events))
    assert (ran.status, ran.out) == (1, "")
    assert "mine.tsv, line 4: expected as type one of" in ran.err
    assert not (tmp_path / "case.sqlite").exists()
