"""Which mentions are one incident, and what the incident says."""

from __future__ import annotations

from datetime import date

import pytest

from variorum.annotate import Annotator
from variorum.extract.events import find_happenings
from variorum.extract.statements import find_statements
from variorum.link.within import group_events
from variorum.model.document import Document
from variorum.model.incident import Incident
from variorum.model.ledger import Ledger
from variorum.model.value import Bounds
from variorum.pipeline import find_records


def incidents(annotate: Annotator, text: str) -> tuple[Incident, ...]:
    document = Document("text", text, published=date(2031, 5, 4))
    annotated = annotate(document)
    statements = find_statements(annotated)
    events, figures = find_happenings(annotated, statements)
    return group_events(annotated, Ledger(document, statements, events, figures))


def read(annotate: Annotator, text: str) -> tuple[Incident, ...]:
    """The incidents of a text with its times, places and actors resolved."""
    return find_records(annotate(Document("text", text, published=date(2031, 5, 4)))).incidents


ATTACK = (
    "A car bomb exploded outside a hotel in Port Alma on Monday, killing 12 people and wounding "
    "30. The Velkhar Front claimed responsibility for the attack."
)


def test_an_attack_its_dead_and_its_claim_are_one_incident(annotate: Annotator) -> None:
    (found,) = incidents(annotate, ATTACK)
    assert (found.type, found.mode, found.stage) == ("assault", "explosives", "done")
    assert (found.killed, found.injured) == (Bounds(12, 12), Bounds(30, 30))
    assert [(one.mention.text, one.responsibility) for one in found.agents] == [
        ("The Velkhar Front", "claimed")
    ]
    assert [one.text for one in found.targets] == ["a hotel"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen killed the mayor and his driver.", Bounds(2, 2)),
        ("Gunmen killed three guards and a cook.", Bounds(4, 4)),
        ("More than 40 people were killed in the raid.", Bounds(41, None)),
        ("Gunmen attacked the hotel.", None),
        ("Gunmen killed two priests. The two citizens were shot at noon.", Bounds(2, 2)),
        ("Gunmen killed Mayor Arno Tell. The mayor was killed at noon.", Bounds(1, 1)),
        ("The blast killed many people. Police said 37 people died.", Bounds(37, 37)),
        ("A bomb killed 12 people, including three children.", Bounds(12, 12)),
        ("The baker Jonas Feld died of his wounds.", Bounds(1, 1)),
        ("A bomb killed 12 people, three of them children.", Bounds(12, 12)),
        ("A bomb killed 12 people, among them three children.", Bounds(12, 12)),
    ],
)
def test_the_dead_are_counted_not_only_read(
    annotate: Annotator, text: str, killed: Bounds | None
) -> None:
    assert incidents(annotate, text)[0].killed == killed


def test_acts_of_different_kinds_stay_apart(annotate: Annotator) -> None:
    found = incidents(annotate, "Gunmen kidnapped a priest. Warplanes bombed the harbour.")
    assert len(found) == 2


def test_a_market_and_a_barracks_are_two(annotate: Annotator) -> None:
    found = incidents(
        annotate,
        "Two shells hit the market, killing 14 people. The Skarn Brigade said that it had "
        "killed 11 soldiers in the barracks.",
    )
    assert [one.killed for one in found] == [Bounds(14, 14), Bounds(11, 11)]


def test_the_dead_are_those_told_of(annotate: Annotator) -> None:
    found = incidents(
        annotate,
        "Two shells hit the market, killing 14 people.\n\nThe Skarn Brigade claimed responsibility "
        "for an attack on a barracks.\n\nFour children are among the dead.",
    )
    assert found[0].killed == Bounds(14, 14)
    assert len(found[0].victims) == 2


def test_what_is_threatened_is_no_part_of_what_was_done(annotate: Annotator) -> None:
    found = incidents(annotate, "Rebels attacked the base. They will attack the airport.")
    assert [one.stage for one in found] == ["done", "planned"]


def test_retaliation_is_another_incident(annotate: Annotator) -> None:
    found = incidents(annotate, "Rebels killed two guards. Soldiers then killed seven rebels.")
    assert [one.killed for one in found] == [Bounds(2, 2), Bounds(7, 7)]


def test_a_sum_over_a_war_is_no_incident(annotate: Annotator) -> None:
    assert incidents(annotate, "More than 3,000 people were killed since the war began.") == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The war has killed more than 3,000 people.", id="a war"),
        pytest.param("A war in which 9,000 people died shaped him.", id="a war that holds them"),
        pytest.param("Some 400 people have been killed by the two sides.", id="so many, undated"),
        pytest.param("Violence against farmers goes on.", id="a state of things"),
        pytest.param("The Front kidnaps and kills farmers.", id="a habit"),
        pytest.param("The brigade is accused of killing farmers.", id="nobody in particular"),
        pytest.param("He spoke at the grave of the murdered judge.", id="taken for known"),
        pytest.param("Nine people were killed in a bus crash.", id="a mishap"),
        pytest.param("The two armies fought for the valley.", id="fighting without a day"),
    ],
)
def test_what_tells_of_no_one_deed_is_no_incident(annotate: Annotator, text: str) -> None:
    assert incidents(annotate, text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed a farmer.",
        "Rebels killed several farmers.",
        "Gunmen kidnapped the judge. The kidnapped judge was found dead.",
        "The bomb killed 140 people. The explosion destroyed a market.",
    ],
)
def test_one_deed_is_an_incident(annotate: Annotator, text: str) -> None:
    assert incidents(annotate, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Three gunmen attacked the hotel.", "person"),
        ("A group of armed men attacked the hotel.", "person"),
        ("The army attacked the hotel.", "organisation"),
    ],
)
def test_a_body_has_a_name_or_an_office(annotate: Annotator, text: str, kind: str) -> None:
    assert [one.kind for one in incidents(annotate, text)[0].agents] == [kind]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Members of the Tamar Liberation Front attacked the hotel.", "Tamar Liberation Front"),
        ("Twelve TLF guerrillas attacked the hotel.", "TLF"),
        ("The Tamar Liberation Front met. The guerrillas attacked the hotel on Monday.",
         "Tamar Liberation Front"),
    ],
)  # fmt: skip
def test_the_body_behind_its_people_is_named(annotate: Annotator, text: str, body: str) -> None:
    (found,) = read(annotate, text)
    assert [one.mention.text for one in found.agents if one.kind == "organisation"] == [body]


def test_the_guerrillas_of_two_groups_are_neither(annotate: Annotator) -> None:
    found = read(
        annotate,
        "The Tamar Liberation Front and the Orm Liberation Army met. The guerrillas attacked "
        "the hotel on Monday.",
    )
    assert [one.kind for one in found[0].agents] == ["person"]


@pytest.mark.parametrize(
    "text",
    [
        "The massacre of the priests Peter Hall, Maria Sand, Jonas Feld and Anna Berg shook us.",
        "Gunmen killed four priests: Peter Hall, 53, Maria Sand, 24, Jonas Feld and Anna Berg.",
        "A bomb hurt a crowd. Among the wounded were Maria Sand, 24; Jonas Feld and Anna Berg.",
    ],
)
def test_those_listed_by_name_are_victims(annotate: Annotator, text: str) -> None:
    victims = [one.mention.text for one in read(annotate, text)[0].victims]
    assert victims[-3:] == ["Maria Sand", "Jonas Feld", "Anna Berg"]


def test_those_listed_by_name_count_once(annotate: Annotator) -> None:
    (found,) = read(
        annotate, "Gunmen killed four priests: Peter Hall, Maria Sand, Jonas Feld and Anna Berg."
    )
    assert found.killed == Bounds(4, 4)


LAST_MONTH = (
    "A car bomb exploded outside a hotel in Port Alma on Monday, killing 12 people and wounding "
    "30. The Tamar Liberation Front claimed responsibility for the attack.\n\nLast month, "
    "gunmen kidnapped two engineers in the town of Orm. The army blamed the Red Brigade for the "
    "kidnapping."
)


def test_an_attack_and_what_came_before_it_keep_their_own(annotate: Annotator) -> None:
    attack, earlier = read(annotate, LAST_MONTH)
    assert (attack.mode, attack.killed, attack.injured) == (
        "explosives", Bounds(12, 12), Bounds(30, 30)
    )  # fmt: skip
    assert (attack.time and attack.time.earliest, attack.place is not None) == (
        date(2031, 4, 28), True
    )  # fmt: skip
    assert [(one.mention.text, one.responsibility) for one in attack.agents] == [
        ("The Tamar Liberation Front", "claimed")
    ]
    assert [one.text for one in attack.targets] == ["a hotel"]
    assert [one.text for one in attack.instruments] == ["A car bomb"]
    assert earlier.mode == "abduct"
    assert earlier.time is not None
    assert earlier.time.latest == date(2031, 4, 30)
    assert [(one.low, one.effect) for one in earlier.victims] == [(2, "abducted")]
    assert [(one.mention.text, one.responsibility) for one in earlier.agents] == [
        ("gunmen", "stated"), ("the Red Brigade", "accused-by-authorities")
    ]  # fmt: skip


def test_totals_that_differ_make_a_range(annotate: Annotator) -> None:
    (found,) = read(
        annotate,
        "A bomb exploded in Port Alma on Monday. Police said 12 people were killed. The Front said "
        "20 people were killed in the explosion.",
    )
    assert found.killed == Bounds(12, 20)


CONTESTED = (
    "Government warplanes bombed a market in Port Alma on Monday, killing 34 people, residents "
    "said. Colonel Peter Rask said terrorists had shelled the market themselves."
)


def test_another_word_on_who_did_it_is_no_incident_of_its_own(annotate: Annotator) -> None:
    (found,) = read(annotate, CONTESTED)
    assert found.mode == "aerial"
    assert [(one.mention.text, one.responsibility) for one in found.agents] == [
        ("Government", "stated"),
        ("terrorists", "accused-by-authorities"),
    ]


def test_a_denied_strike_on_the_town_is_the_one_told_of_its_market(annotate: Annotator) -> None:
    text = (
        "Rebels fired mortar shells at a market in Port Alma on Monday, a military source said. "
        "The source denied reports that the air force had carried out strikes on the town."
    )
    (found,) = read(annotate, text)
    assert {one.mention.text: one.responsibility for one in found.agents} == {
        "Rebels": "stated",
        "the air force": "denied",
    }


def test_a_war_is_no_part_of_an_attack(annotate: Annotator) -> None:
    text = (
        "A bomb killed 12 people in Port Alma on Monday. President Anton Velde said the state "
        "would go on with its war on terrorism."
    )
    (found,) = read(annotate, text)
    assert found.agents == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "Police used tear gas and began to shoot at a crowd in Port Alma on Monday. Officers "
            "fired live rounds, killing 11 people.",
            1,
        ),
        (
            "Nine civilians lost their lives in Port Alma on Monday. Monitors accused the police "
            "of firing at unarmed people. Four people were killed in a similar protest in March.",
            2,
        ),
    ],
)
def test_what_a_crowd_meets_is_one_incident_and_a_similar_one_another(
    annotate: Annotator, text: str, number: int
) -> None:
    assert len([one for one in read(annotate, text) if one.type == "assault"]) == number


def test_three_of_the_attackers_are_no_part_of_the_guards_told_before(
    annotate: Annotator,
) -> None:
    text = (
        "Two policemen were killed when rioters attacked the parliament. Three of the attackers "
        "were shot dead."
    )
    (found,) = read(annotate, text)
    assert found.killed == Bounds(5, 5)


def test_both_sides_strike_in_a_battle(annotate: Annotator) -> None:
    text = (
        "The army on Wednesday repelled an attack by gunmen on a military post at Mount Sera, "
        "killing 23 militants. Nine soldiers were wounded in the clash."
    )
    (found,) = read(annotate, text)
    assert (found.killed, found.injured) == (Bounds(23, 23), Bounds(9, 9))


def test_each_voice_is_summed_for_itself_where_they_contradict(annotate: Annotator) -> None:
    text = (
        "Heavy fighting broke out around Mount Sera on Wednesday. The army said it had killed 23 "
        "rebels and lost four soldiers. The rebels said they had killed 31 soldiers and lost three "
        "fighters."
    )
    (found,) = read(annotate, text)
    assert found.killed == Bounds(27, 34)


def test_a_byline_stands_not_between_a_headline_and_its_story(annotate: Annotator) -> None:
    text = (
        "Dozens feared dead in battle for mountain post\n\nBy Lara Finn\n\nHeavy fighting has left "
        "dozens dead around Mount Sera, both sides said on Monday."
    )
    assert len(read(annotate, text)) == 1


def test_who_dies_of_wounds_dies_of_the_attack(annotate: Annotator) -> None:
    text = (
        "The number of people killed in Monday's bombing at the academy rose to 21 on Wednesday "
        "after three cadets died of their injuries in hospital. The Front said it was behind the "
        "bombing."
    )
    (found,) = read(annotate, text)
    assert found.killed == Bounds(21, 21)


def test_the_mayor_is_killed_once(annotate: Annotator) -> None:
    text = (
        "Mayor of Tasmor gunned down outside home\n\nUnidentified gunmen shot dead "
        "the mayor of Tasmor, Helena Brandt, on Monday evening, police said."
    )
    (found,) = read(annotate, text)
    assert found.killed == Bounds(1, 1)
    assert [one.mention.text for one in found.agents] == ["Unidentified gunmen"]


def test_elsewhere_is_another_incident(annotate: Annotator) -> None:
    text = (
        "Jets bombed a market in Port Alma on Monday, killing 12 people. Elsewhere in the north, "
        "shells killed two farmers on Monday."
    )
    assert len(read(annotate, text)) == 2


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Dozens of rebels were killed in the raid. At least 40 rebels died.", Bounds(40, None)),
        (
            "The blast killed at least 25 members of the Front, the ministry said. An agency gave "
            "15 deaths.",
            Bounds(15, None),
        ),
    ],
)
def test_a_closer_count_replaces_a_vague_one_and_a_higher_widens_the_toll(
    annotate: Annotator, text: str, killed: Bounds
) -> None:
    (found,) = read(annotate, text)
    assert found.killed == killed
