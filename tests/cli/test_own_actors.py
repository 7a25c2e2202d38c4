"""A list of actors of a user's own on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from command import Command

LIST = "# origin: our desk\nactor\tkind\taliases\tpartisan\nGrey Cats\tarmed-group\tCats\tvermin\n"


def test_every_worker_knows_the_names(variorum: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text(LIST, encoding="utf-8")
    lines = [
        json.dumps({"id": f"{n}", "text": "The Cats fled. The vermin lied."}) for n in range(13)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ran = variorum(
        "read", "--format", "jsonl", "--workers", "2", "--actors", "mine.tsv", "news.jsonl"
    )
    found = [json.loads(line)["actors"][0] for line in ran.out.splitlines()]
    assert [one["name"] for one in found] == ["Grey Cats"] * 13
    assert [mention["partisan"] for mention in found[0]["mentions"]] == [False, True]


def test_a_changed_list_means_reading_anew(variorum: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Cats fled.", encoding="utf-8")
    told = []
    for text in (LIST, LIST, LIST + "Brown Bears\tparty\n"):
        (tmp_path / "mine.tsv").write_text(text, encoding="utf-8")
        told.append(variorum("read", "a.txt", "--actors", "mine.tsv").err.partition(";")[0])
    assert ["read before" in one for one in told] == [False, True, False]


def test_a_broken_list_is_told_with_its_line(variorum: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Cats fled.", encoding="utf-8")
    (tmp_path / "mine.tsv").write_text(LIST + "Brown Bears\tzoo\n", encoding="utf-8")
    ran = variorum("read", "a.txt", "--actors", "mine.tsv")
    assert (ran.status, ran.out) == (1, "")
    assert "mine.tsv, line 4: expected as kind one of state, government," in ran.err
