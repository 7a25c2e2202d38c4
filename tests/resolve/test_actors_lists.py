"""The lists behind the actor rules: no doubles, known kinds, the generated ones as generated."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from variorum import lexicon
from variorum.model.value import ActorKind

ROOT = Path(__file__).parents[2]
FACTS = ROOT.parent / "shared" / "actors"
LISTS = ROOT / "src" / "variorum" / "lexicon"


@pytest.mark.parametrize(("name", "column"), [
    ("en/actor_nouns.tsv", "noun"), ("en/actor_roles.tsv", "role"), ("en/actor_acts.tsv", "verb"),
    ("en/actor_deeds.tsv", "noun"), ("en/actor_kinds.tsv", "word"), ("actors_own.tsv", "actor"),
    ("leaders.tsv", "actor"), ("countries.tsv", "name"), ("en/actor_peoples.tsv", "adjective"),
])  # fmt: skip
def test_a_list_has_each_entry_once(name: str, column: str) -> None:
    counts = Counter(row[column] for row in lexicon.rows(name))
    assert [entry for entry, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", [
    "actors_own.tsv", "actors_ucdp.tsv", "actors_phoenix.tsv", "en/actor_nouns.tsv",
    "en/actor_kinds.tsv",
])  # fmt: skip
def test_a_list_knows_only_kinds_of_the_model(name: str) -> None:
    assert {row["kind"] for row in lexicon.rows(name)} <= {str(kind) for kind in ActorKind}


def test_blame_and_praise_for_groups_give_neutral_nouns() -> None:
    loaded = {row["noun"] for row in lexicon.rows("en/actor_nouns.tsv") if row["tone"]}
    assert not loaded & {row["name"] for row in lexicon.rows("en/actor_nouns.tsv")}


BLAME, PRAISE = "blame", "praise"


def onesided(rows: Iterable[lexicon.Row]) -> list[str]:
    """What a conflict's rows lack so that every side both names and is named.

    A side is a user. Each must blame another side, praise its own, and be blamed by another for
    whom it praises; and no side may have more than twice the names of the next.
    """
    said: dict[tuple[str, str], list[str]] = {}
    sizes = {BLAME: Counter[str](), PRAISE: Counter[str]()}
    for row in rows:
        said.setdefault((row["user"], row["tone"]), []).append(row["target"])
        sizes[row["tone"]][row["user"]] += len(row["names"].split(";"))
    users = dict.fromkeys(user for user, _ in said)
    blamed = {one: {t for u in users if u != one for t in said.get((u, BLAME), ())}
              for one in users}  # fmt: skip
    faults = [f"{user} has no {tone}" for user in users for tone in (BLAME, PRAISE)
              if (user, tone) not in said]  # fmt: skip
    faults += [f"nobody blames whom {user} praises" for user in users
               if not blamed[user] & set(said.get((user, PRAISE), ()))]  # fmt: skip
    for tone, counts in sizes.items():
        (_, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        faults += [f"{tone}: {dict(counts)}"] * (most > 2 * next_most + 1)
    return faults


def conflicts() -> dict[str, list[lexicon.Row]]:
    found: dict[str, list[lexicon.Row]] = {}
    for row in lexicon.rows("en/partisan.tsv"):
        found.setdefault(row["conflict"], []).append(row)
    return found


@pytest.mark.parametrize("conflict", conflicts())
def test_every_side_of_a_conflict_names_and_is_named(conflict: str) -> None:
    assert onesided(conflicts()[conflict]) == []


@pytest.mark.parametrize("conflict", conflicts())
def test_words_of_one_side_alone_are_a_fault(conflict: str) -> None:
    rows = conflicts()[conflict]
    for side in {row["user"] for row in rows}:
        assert onesided([row for row in rows if row["user"] == side])
        assert onesided([row for row in rows if (row["user"], row["tone"]) != (side, BLAME)])


def test_the_list_of_partisan_names_is_long_and_says_each_once() -> None:
    said = [(name, near) for row in lexicon.rows("en/partisan.tsv")
            for name in row["names"].split(";")
            for near in row["near"].split(";")]  # fmt: skip
    assert len({name for name, _ in said}) >= 1000
    assert [one for one, count in Counter(said).items() if count > 1] == []


def test_whoever_a_partisan_name_means_is_an_actor_of_ours() -> None:
    ours = {row["actor"] for row in lexicon.rows("actors_own.tsv")}
    states = {row["name"] for row in lexicon.rows("countries.tsv")}
    assert {row["target"] for row in lexicon.rows("en/partisan.tsv")} <= ours | states


def test_the_lists_are_small() -> None:
    sizes = [path.stat().st_size for path in LISTS.glob("*.tsv")]
    assert sum(sizes) < 1_500_000


@pytest.mark.skipif(not FACTS.is_dir(), reason="the lists of facts are not at hand")
def test_the_generated_lists_are_as_generated(tmp_path: Path) -> None:
    shutil.copy(LISTS / "countries.tsv", tmp_path)
    command = [sys.executable, str(ROOT / "tools" / "actor_tables.py"), str(FACTS), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for name in ("actors_ucdp.tsv", "actors_phoenix.tsv"):
        assert (tmp_path / name).read_bytes() == (LISTS / name).read_bytes()
