"""A user's own list of actors: read before ours, and refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.annotate import Annotator
from variorum.errors import BadList
from variorum.lexicon import adding
from variorum.lexicon.actors import read_actors
from variorum.model.document import Document
from variorum.model.value import Actor, ActorKind
from variorum.resolve.actors import find_actors

HEAD = "# origin: our desk\nactor\tkind\tcountry\taliases\tpartisan\tnear\n"
MINE = HEAD + (
    "Lantern Brigade\tarmed-group\tUA\tLanterns;2nd Lantern\tlamp thieves\tUA\n"
    "Hezbollah\t\t\tthe Yellow Flag\n"
    "Ona Vesk\tperson\n"
    "Wagner Circus\torganisation\t\tWagner\n"
)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return written(tmp_path, MINE)


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def actors(annotate: Annotator, path: Path, text: str) -> dict[str, Actor]:
    with adding((read_actors(path),)):
        return {one.name: one for one in find_actors(annotate(Document("d", text)))}


def test_names_of_a_users_own_are_known(annotate: Annotator, mine: Path) -> None:
    text = "The Lanterns fled. The Lamp thieves robbed a bank in Ukraine. The Lantern Brigade lied."
    found = actors(annotate, mine, text.replace("Lamp", "lamp"))["Lantern Brigade"]
    assert (found.kind, found.country) == (ActorKind.ARMED_GROUP, "UA")
    assert [(one.span.text, one.partisan) for one in found.mentions] == [
        ("Lanterns", False), ("lamp thieves", True), ("Lantern Brigade", False),
    ]  # fmt: skip


def test_a_name_that_only_counts_near_a_country_waits_for_it(
    annotate: Annotator, mine: Path
) -> None:
    found = actors(annotate, mine, "The lamp thieves robbed a bank in Chile.")
    assert "Lantern Brigade" not in found


def test_a_list_may_add_names_to_an_actor_of_ours(annotate: Annotator, mine: Path) -> None:
    found = actors(annotate, mine, "the Yellow Flag shelled Tarn. Hezbollah denied it.")
    assert found["Hezbollah"].kind is ActorKind.ARMED_GROUP
    assert found["Hezbollah"].country == "LB"
    assert len(found["Hezbollah"].mentions) == 2


def test_a_person_of_a_users_own_is_known_by_the_surname(annotate: Annotator, mine: Path) -> None:
    found = actors(annotate, mine, "Gen. Ona Vesk visited Tarn. Vesk left.")
    assert [one.span.text for one in found["Ona Vesk"].mentions] == ["Gen. Ona Vesk", "Vesk"]


def test_a_users_name_stands_before_ours(annotate: Annotator, mine: Path) -> None:
    assert "Wagner Circus" in actors(annotate, mine, "Wagner left the town.")
    assert "Wagner Group" in {
        one.name for one in find_actors(annotate(Document("d", "Wagner left the town.")))
    }


@pytest.mark.parametrize(("text", "told"), [
    pytest.param("actor\tkind\nCats\tarmed-group\n", "line 1: expected a line '# origin:'",
                 id="no-origin"),
    pytest.param("# origin: x\nactor\tkind\nCats\tgang\n", "line 3: expected as kind one of state,",
                 id="kind"),
    pytest.param("# origin: x\nactor\tkind\nCats\n", "line 3: expected as kind one of state,",
                 id="kind-left-out"),
    pytest.param(HEAD + "Cats\tparty\tUkraine\n", "line 3: expected as country codes of ISO 3166-1",
                 id="country"),
    pytest.param(HEAD + "Cats\tparty\tUA\tCats\tmice\tRU;XX\n", "line 3: expected as near codes",
                 id="near"),
    pytest.param(HEAD + "Cats\tparty\tUA\t--;Cats\n", "line 3: expected names with letters",
                 id="no-letters"),
    pytest.param("# origin: x\nactor\tsort\nCats\tparty\n", "line 3: expected a 'actor'",
                 id="column"),
    pytest.param(HEAD, "line 1: expected columns (actor, kind,", id="empty"),
    pytest.param(HEAD + "Cats\tparty\tUA\ta\tb\tUA\tmore\n", "line 3: expected at most 6 values",
                 id="too-long"),
])  # fmt: skip
def test_a_broken_list_is_refused_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BadList) as raised:
        read_actors(path)
    assert f"{path}, {told}" in str(raised.value)
