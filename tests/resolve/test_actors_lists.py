"""The lists behind the actor rules: no doubles, known kinds, the generated ones as generated."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
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
