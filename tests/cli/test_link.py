"""`variorum link`: decisions kept, listed, undone, contradicted, and the weights behind a link."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import Command

HERALD = (
    "VELMARO, May 4, 2031 - Gunmen killed at least 12 people at a market in Velmaro on Saturday, "
    "the interior ministry said."
)
VOICE = (
    "VELMARO, May 5, 2031 - Twelve people were killed when soldiers opened fire at a market in "
    "Velmaro on Saturday, the Northern League said."
)
POST = (
    "VELMARO, May 5, 2031 - Residents buried 12 people who were killed at the market in Velmaro "
    "on Saturday, when gunmen opened fire."
)


@pytest.fixture
def incident(variorum: Command, tmp_path: Path) -> str:
    """The id of the one incident of a case with three articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("herald", HERALD), ("voice", VOICE), ("post", POST)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    variorum("read", "articles")
    [line] = lines(variorum)
    assert line["documents"] == [f"articles/{name}.txt" for name in ("herald", "post", "voice")]
    return str(line["id"])


def lines(variorum: Command, *more: str) -> list[dict[str, object]]:
    rows = map(json.loads, variorum("compare", "--json", *more).out.splitlines())
    return [row for row in rows if row["kind"] == "incident"]


def listed(variorum: Command) -> list[dict[str, object]]:
    return [json.loads(line) for line in variorum("link", "--json").out.splitlines()]


def test_a_decision_is_kept_and_heeded_and_undone(variorum: Command, incident: str) -> None:
    post = "articles/post.txt"
    ran = variorum(
        "link", "--exclude", incident[:8], post, "--by", "ana", "--why", "another market"
    )
    assert ran.status == 0, ran.err
    assert "decision 1 is kept" in ran.err
    [line] = lines(variorum)
    assert line["documents"] == ["articles/herald.txt", "articles/voice.txt"]
    assert [one["reason"] for one in line["decisions"]] == ["another market"]  # type: ignore[attr-defined]
    assert "decision 1 (exclude by ana" in variorum("compare").out
    assert variorum("link", "--undo", "1", "--by", "ben", "--why", "it is the same").status == 0
    [again] = lines(variorum)
    assert again["id"] == incident
    states = [(one["now"], one["decided"]["made_by"]) for one in listed(variorum)]  # type: ignore[index]
    assert states == [("undone", "ana"), ("in force", "ben")]
    assert "another market" in variorum("link").out


def test_two_who_disagree_are_told_and_nothing_is_lost(variorum: Command, incident: str) -> None:
    variorum("link", "--join", "articles/herald.txt", "articles/post.txt", "--by", "ana",
             "--why", "one market")  # fmt: skip
    before = listed(variorum)
    ran = variorum(
        "link", "--exclude", incident, "articles/post.txt", "--by", "ben", "--why", "another one"
    )
    assert ran.status == 1
    assert "decision 1 (join by ana" in ran.err
    assert "one market" in ran.err
    assert "nothing was changed" in ran.err
    assert listed(variorum) == before
    assert len(lines(variorum)) == 1


def test_reading_anew_keeps_every_decision(variorum: Command, incident: str) -> None:
    variorum("link", "--exclude", incident, "articles/post.txt", "--why", "another market")
    later = Path("articles/later.txt")
    later.write_text(HERALD.replace("Gunmen", "Men with rifles"), encoding="utf-8")
    variorum("read", "articles")
    assert all("articles/post.txt" not in line["documents"] for line in lines(variorum))  # type: ignore[operator]
    Path("articles/post.txt").write_text(POST + " They wept.", encoding="utf-8")
    variorum("read", "articles")
    assert "decision 1 is not carried out" in variorum("compare").err
    assert [one["now"] for one in listed(variorum)] == [
        "not carried out: an account it names is not in the texts as they are now"
    ]


def test_the_weights_behind_a_link_are_told(variorum: Command, incident: str) -> None:
    told = variorum("link", "--explain", incident).out
    assert "same-day" in told
    assert "3 May 2031" in told
    pairs = [
        json.loads(line)
        for line in variorum("link", "--explain", incident, "--json").out.splitlines()
    ]
    assert len(pairs) == 3
    for pair in pairs:
        assert pair["odds"] == pytest.approx(sum(p["weight"] for p in pair["parts"]), abs=0.06)


def test_weights_can_be_fitted_to_decisions_and_used(variorum: Command, incident: str) -> None:
    assert variorum("link", "--fit", "mine.tsv").status == 1  # nothing was decided
    variorum("link", "--exclude", incident, "articles/post.txt", "--why", "another market")
    assert variorum("link", "--fit", "mine.tsv").status == 0
    [mine] = lines(variorum, "--weights", "mine.tsv")
    [shipped] = lines(variorum)
    assert mine["reasons"] != shipped["reasons"]


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("--exclude", "ffffff", "articles/post.txt", "--why", "x"), 1, "no incident 'ffffff'"),
        (("--explain", "ffffff"), 1, "no incident 'ffffff'"),
        (("--undo", "7", "--why", "x"), 1, "no decision '7'"),
        (("--undo", "7"), 2, "--why"),
        (("--join", "articles/post.txt", "--why", "x"), 2, "2 names"),
        (("--case", "none.sqlite"), 1, "there is no case file here"),
        (("--weights", "none.tsv"), 1, "none.tsv"),
    ],
)
def test_bad_input_is_refused(
    variorum: Command, incident: str, arguments: tuple[str, ...], status: int, told: str
) -> None:
    ran = variorum("link", *arguments)
    assert (ran.status, told in ran.err) == (status, True), ran.err
    assert listed(variorum) == []


def test_a_half_written_case_file_is_told_and_left_alone(variorum: Command, incident: str) -> None:
    path = Path("case.sqlite")
    half = path.read_bytes()[: path.stat().st_size // 2]
    Path("half.sqlite").write_bytes(half)
    ran = variorum("link", "--case", "half.sqlite", "--undo", "1", "--why", "x")
    assert ran.status == 1
    assert "half.sqlite: it is damaged" in ran.err
    assert Path("half.sqlite").read_bytes() == half
    assert incident
