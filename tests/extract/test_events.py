"""Events: what happened, who took part, how far it came, and whose word it is."""

from __future__ import annotations

import pytest

from variorum.annotate import Annotator
from variorum.extract.events import find_happenings
from variorum.extract.statements import find_statements
from variorum.model.document import Document
from variorum.model.record import Event, Figure


def read(annotate: Annotator, text: str) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
    annotated = annotate(Document("text", text))
    return find_happenings(annotated, find_statements(annotated))


def event(annotate: Annotator, text: str, cue: str) -> Event:
    found = {one.cue.text: one for one in read(annotate, text)[0]}
    assert cue in found, list(found)
    return found[cue]


@pytest.mark.parametrize(
    ("text", "cue", "agents", "recipients"),
    [
        ("Gunmen kidnapped the mayor and his driver.", "kidnapped", ["Gunmen"],
         ["the mayor", "his driver"]),
        ("The bridge was destroyed by rebels.", "destroyed", ["rebels"], ["The bridge"]),
        ("The army, which shelled the village, left.", "shelled", ["The army"], ["the village"]),
        ("Rebels attacked the base, killing two guards.", "killing", ["Rebels"], ["two guards"]),
        ("The army's shelling of Port Alma lasted an hour.", "shelling", ["The army"],
         ["Port Alma"]),
        ("GUNMEN MURDERED THE JUDGE.", "MURDERED", ["GUNMEN"], ["THE JUDGE"]),
        ("The general accused the militia of killing villagers.", "killing", ["the militia"],
         ["villagers"]),
        ("He was killed along with two of his guards.", "killed", [], ["He", "two of his guards"]),
        ("OSTREL, May 4 — Twenty-two people, six of them children, were murdered yesterday.",
         "murdered", [], ["Twenty-two people"]),
        ("OSTREL, May 4 — Ten people, six of them children, were murdered yesterday when rebels "
         "fired rockets into the market of Halvet, the Interior Ministry said. Two were hurt.",
         "murdered", [], ["Ten people"]),
        ("The baker Jonas Feld died of his wounds.", "died", [], ["The baker Jonas Feld"]),
        ("The strikes of September 2015 22 dead.", "dead", [], ["22"]),
        ("The army said 11 dead and 20 others injured.", "injured", [], ["20 others"]),
        ("Rebels refused to meet the envoy.", "refused", ["Rebels"], ["the envoy"]),
        ("Rebels fired three rockets into the market.", "fired", ["Rebels"], ["the market"]),
        ("Suicide bombing kills at least 16 in Port Alma.", "kills", [], ["16"]),
        ("Troops were given an ultimatum by rebels.", "ultimatum", ["rebels"], ["Troops"]),
    ],
)  # fmt: skip
def test_roles_are_read_off_the_tree(
    annotate: Annotator, text: str, cue: str, agents: list[str], recipients: list[str]
) -> None:
    found = event(annotate, text, cue)
    assert [one.mention.text for one in found.agents] == agents
    assert [one.mention.text for one in found.recipients] == recipients


@pytest.mark.parametrize(
    ("text", "cue", "stage"),
    [
        ("Rebels shelled the village.", "shelled", "done"),
        ("The army is shelling the village.", "shelling", "ongoing"),
        ("Rebels tried to attack the base.", "attack", "attempted"),
        ("Rebels failed to seize the base.", "seize", "failed"),
        ("Rebels will attack the base.", "attack", "planned"),
        ("Rebels threatened to attack the base.", "attack", "threatened"),
        ("Police foiled a planned attack.", "attack", "failed"),
    ],
)
def test_the_stage_is_what_the_words_around_say(
    annotate: Annotator, text: str, cue: str, stage: str
) -> None:
    assert event(annotate, text, cue).stage == stage


@pytest.mark.parametrize(
    ("text", "cue", "responsibility"),
    [
        ("Rebels shelled the village.", "shelled", "stated"),
        ("Suspected rebels shelled the village.", "shelled", "accused"),
        ("Rebels may have shelled the village.", "shelled", "possible"),
        ("The Front claimed responsibility for the bombing.", "bombing", "claimed"),
        ("The Front denied responsibility for the bombing.", "bombing", "denied"),
        ("The opposition blamed rebels for the bombing.", "bombing", "accused"),
        ("The army blamed rebels for the bombing.", "bombing", "accused-by-authorities"),
        ("The Front said that the army bombed the market.", "bombed", "accused"),
        ("If the Front bombed the market, talks will end.", "bombed", "possible"),
        ("Our men bombed the barracks.", "bombed", "claimed"),
        ("The Front denied any part in the bombing.", "bombing", "denied"),
        ("The Front claimed the bombing.", "bombing", "claimed"),
        ("The army said that rebels bombed the market.", "bombed", "accused-by-authorities"),
        ("The minister said rebels had bombed it.", "bombed", "accused-by-authorities"),
        ("The army said that soldiers shelled the village.", "shelled", "stated"),
        ("The armed forces shelled the post, the general staff said.", "shelled", "stated"),
        ("Witnesses said that rebels shelled the village.", "shelled", "stated"),
        ("A reporter said that rebels shelled the village.", "shelled", "stated"),
        ("The Front said that it had shelled the village.", "shelled", "claimed"),
        (
            "The Tarn Liberation Army said that the government army shelled the village.",
            "shelled",
            "accused-by-authorities",
        ),
        (
            "The army said that Velkhar soldiers shelled the village.",
            "shelled",
            "accused-by-authorities",
        ),
        ("The Front said that villagers marched to the town.", "marched", "stated"),
    ],
)
def test_an_agent_carries_how_its_part_is_put(
    annotate: Annotator, text: str, cue: str, responsibility: str
) -> None:
    agents = event(annotate, text, cue).agents
    assert [one.responsibility for one in agents] == [responsibility]


@pytest.mark.parametrize(
    "text",
    [
        "He was bombarded with questions.",
        "The truck was sinking into the mud.",
        "The company launched a charm offensive.",
        "She died of cancer.",
        "He shot a film in the valley.",
        "The minister launched a scathing attack on the press.",
        "The heart attack came without warning.",
        "Shares were hit by the crisis.",
        "The opposition-besieged town waited for buses.",
        "The crime rate fell.",
        "The papers bombarded us with figures.",
        "It was a war of words.",
        "The minister likes to shoot from the hip.",
        "The decision was a political ambush.",
        "The ministers fought a legal battle.",
        "She attacked the report as unfair.",
        "The trade war goes on.",
        "The match went to a penalty shoot-out.",
        "The visitors bombarded the goal.",
        "The striker shot wide.",
        "Ostrel thrashed Halvet by three goals.",
        "Police gave Operation Desert Fire its name.",
        "The film is about the Battle of Reeds.",
        "The album exploded onto the charts.",
        "Prices exploded in May.",
        "The news was a bombshell.",
        "He killed time in the bar.",
        "The plan died in committee.",
        "The bill was torpedoed by the senate.",
        "The storm struck the coast.",
        "An earthquake hit the town.",
        "The company launched a price war.",
        "She was shot for a magazine cover.",
        "The team crushed its rivals.",
    ],
)
def test_metaphor_and_daily_life_are_no_assaults(annotate: Annotator, text: str) -> None:
    assert [one.cue.text for one in read(annotate, text)[0] if one.type == "assault"] == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("A bomb exploded during a football match.", "exploded"),
        ("Gunmen attacked the referee after the match with clubs and killed him.", "attacked"),
        ("Rebels killed the goalkeeper of the team.", "killed"),
        ("Soldiers shot at the striker outside the stadium.", "shot at"),
        ("The Killing of Mayor Rille Shocks Dalena", "Killing"),
    ],
)
def test_an_assault_beside_a_game_is_one(annotate: Annotator, text: str, cue: str) -> None:
    assert event(annotate, text, cue).type == "assault"


@pytest.mark.parametrize(
    "text",
    [
        "The news feed was cut.",
        "Opposition forces were in the town.",
        "They told AFP the story.",
    ],
)
def test_what_is_no_happening_gives_no_event(annotate: Annotator, text: str) -> None:
    assert [one.cue.text for one in read(annotate, text)[0]] == []


def test_the_cue_and_the_statement_are_quoted(annotate: Annotator) -> None:
    text = "The ministry said that rebels had shelled the village."
    annotated = annotate(Document("text", text))
    statements = find_statements(annotated)
    (found,) = [e for e in find_happenings(annotated, statements)[0] if e.type == "assault"]
    assert found.statement == statements[0].id
    assert text[found.cue.start : found.cue.end] == "shelled"


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The murder was attributed to the Front and not to the army.",
         [("the Front", "accused"), ("the army", "denied")]),
        ("Neither the Front nor any other group has claimed responsibility for the murder.", []),
        ("The Front has not claimed responsibility for the murder.", []),
        ("The Front handed out leaflets claiming responsibility for the murder.",
         [("The Front", "claimed")]),
        ("A man called a radio on behalf of the Front to claim responsibility for the murder.",
         [("the Front", "claimed")]),
        ("The army blamed the Front for the murder; the Tamar Brigade claimed it.",
         [("the Front", "accused-by-authorities"), ("the Tamar Brigade", "claimed")]),
    ],
)  # fmt: skip
def test_each_named_as_the_doer_is_put_as_the_text_puts_it(
    annotate: Annotator, text: str, agents: list[tuple[str, str]]
) -> None:
    found = event(annotate, text, "murder").agents
    assert [(one.mention.text, one.responsibility) for one in found] == agents


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Jets bombed a town. A second strike killed rescuers.", ["assault"] * 3),
        ("Jets bombed the town. The strike by transport workers ended.", ["assault", "protest"]),
    ],
)
def test_what_a_strike_is_the_whole_text_tells(
    annotate: Annotator, text: str, types: list[str]
) -> None:
    assert [one.type for one in read(annotate, text)[0]] == types
