"""Who was harmed in an incident, and with what effect."""

from __future__ import annotations

from datetime import date

import pytest

from variorum.annotate import Annotator
from variorum.model.document import Document
from variorum.model.incident import Incident
from variorum.model.value import Bounds
from variorum.pipeline import find_records


def read(annotate: Annotator, text: str) -> tuple[Incident, ...]:
    """The incidents of a text with its times, places and actors resolved."""
    return find_records(annotate(Document("text", text, published=date(2031, 5, 4)))).incidents


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        (
            "A bomb killed 12 people and wounded 13 others.",
            [("12 people", 12, "death"), ("13 others", 13, "injury")],
        ),
        ("Gunmen killed two passersby.", [("two passersby", 2, "death")]),
        (
            "A bomb hit the hotel. Two cooks died, but the guards were not injured.",
            [("Two cooks", 2, "death"), ("the guards", None, "none")],
        ),
        ("Gunmen killed a priest. The priest, Father Arno Tell, was shot at noon.", None),
    ],
)
def test_victims_are_those_whom_the_words_for_harm_name(
    annotate: Annotator, text: str, victims: list[tuple[str, int | None, str]] | None
) -> None:
    found = [(one.mention.text, one.low, one.effect) for one in read(annotate, text)[0].victims]
    assert found == victims if victims else len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed three reporters. They are Maria Sand, a photographer of the agency, "
        "Jonas Feld and Anna Berg.",
        "Gunmen killed three guards. The victims were identified as Sergeant Maria Sand, Jonas "
        "Feld, 24, and Anna Berg.",
    ],
)
def test_a_group_whose_members_are_named_gives_way_to_them(annotate: Annotator, text: str) -> None:
    (found,) = read(annotate, text)
    named = [one.mention.text for one in found.victims]
    assert named == ["Maria Sand", "Jonas Feld", "Anna Berg"]
    assert found.killed == Bounds(3, 3)


@pytest.mark.parametrize(
    ("text", "bombed"),
    [
        ("A bridge near Orm was destroyed with dynamite on Monday.", True),
        ("A bridge near Orm was destroyed by the flood.", False),
    ],
)
def test_what_a_bomb_destroyed_was_bombed(annotate: Annotator, text: str, bombed: bool) -> None:
    assert any(one.mode == "explosives" for one in read(annotate, text)) is bombed


def test_guerrillas_of_a_people_are_no_organisation(annotate: Annotator) -> None:
    (found,) = read(annotate, "Salvadoran guerrillas met on Monday. They killed the mayor of Orm.")
    assert [one.kind for one in found.agents] == ["person"]


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Police said the Tamar Liberation Front killed the mayor of Orm.", ("stated", True)),
        ("Rebels killed the mayor of Orm, police said. Rebels shot him.", ("stated", False)),
        ("Police accused rebels of killing the mayor of Orm.", ("accused-by-authorities", True)),
        ("Gunmen killed the mayor of Orm.", ("stated", False)),
    ],
)
def test_what_somebody_says_of_a_doer_is_stated_by_that_statement(
    annotate: Annotator, text: str, put: tuple[str, bool]
) -> None:
    (agent, *_) = read(annotate, text)[0].agents
    assert (agent.responsibility, agent.statement is not None) == put


def test_a_killing_and_the_plan_for_it_are_one(annotate: Annotator) -> None:
    text = (
        "Gunmen killed Mayor Arno Tell in Port Alma on Monday. Police arrested a man who is "
        "accused of planning to kill Mayor Arno Tell."
    )
    found = [one for one in read(annotate, text) if one.type == "assault"]
    assert [one.stage for one in found] == ["done"]


def test_a_threat_to_kill_is_no_killing(annotate: Annotator) -> None:
    text = (
        "Gunmen killed Mayor Arno Tell in Port Alma on Monday. In March the rebels had threatened "
        "to kill Mayor Arno Tell."
    )
    killing = read(annotate, text)[0]
    assert len(killing.events) == 1
