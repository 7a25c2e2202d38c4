"""Actors: every rule's own examples, the tables behind them, and whole small articles."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from variorum import lexicon
from variorum.annotate import Annotator
from variorum.extract.rules import Example, examples
from variorum.model.document import Document
from variorum.model.value import Actor, ActorKind
from variorum.resolve.actors import RULES, find_actors, shown
from variorum.resolve.actors_table import fold, split, table

DAY = date(2023, 5, 4)


@pytest.mark.parametrize("example", [
    pytest.param(example, id=f"{example.rule}-{number}")
    for number, example in enumerate(examples(RULES))
])  # fmt: skip
def test_a_rule_does_what_its_docstring_says(example: Example, annotate: Annotator) -> None:
    found = [
        text for rule, text in shown(annotate(Document("example", example.text, published=DAY)))
        if rule == example.rule
    ]  # fmt: skip
    if example.expected is None:
        assert not found
    else:
        assert example.expected in found


def actors(annotate: Annotator, text: str) -> dict[str, Actor]:
    return {actor.name: actor for actor in find_actors(annotate(Document("d", text)))}


def wordings(actor: Actor) -> list[str]:
    return [mention.span.text for mention in actor.mentions]


ARTICLE = (
    "The Ruritanian army shelled the town of Tarn on Monday, Velkhar's defence minister, "
    "Gen. Arman Velik, said. Velik accused the Ruritanian occupation forces of killing "
    "civilians. A spokesman for the Ruritanian army denied it. The Velkhar Relief Committee "
    "(VRC) counted 12 dead. The VRC said gunmen had fired on its staff. The minister said he "
    "would visit Tarn."
)


def test_one_actor_gathers_its_namings_under_a_neutral_name(annotate: Annotator) -> None:
    found = actors(annotate, ARTICLE)
    army = found["Ruritanian armed forces"]
    assert [(m.span.text, m.partisan) for m in army.mentions] == [
        ("Ruritanian army", False), ("Ruritanian occupation forces", True),
        ("spokesman", False), ("Ruritanian army", False),
    ]  # fmt: skip
    assert {"Velik", "The minister", "he"} & set(wordings(found["Arman Velik"]))
    assert "VRC" in wordings(found["Velkhar Relief Committee"])
    assert "gunmen" in found


@pytest.mark.parametrize(("text", "name"), [
    pytest.param("RURITANIAN ARMY SHELLS TARN", "Ruritanian armed forces", id="capitals"),
    pytest.param("The U.S. military denied it.", "American armed forces", id="dots"),
    pytest.param("Soldiers of the Israeli army left.", "Israel Defense Forces", id="listed"),
    pytest.param("Al-Qa'ida claimed the attack.", "al-Qaeda", id="spelling"),
    pytest.param("The Syrian Democratic Forces (SDF) left.", "Syrian Democratic Forces", id="sdf"),
    pytest.param("The Assad regime shelled the town.", "Syrian government", id="leader-regime"),
    pytest.param("Zionist soldiers left, Israel said.", "Israel Defense Forces", id="adjective"),
    pytest.param("Hermann von Tarn spoke.", "Hermann von Tarn", id="particle"),
    pytest.param("Idris bin Tamir al-Qasri spoke.", "Idris bin Tamir al-Qasri", id="long-name"),
])  # fmt: skip
def test_names_of_many_shapes(text: str, name: str, annotate: Annotator) -> None:
    assert name in actors(annotate, text)


@pytest.mark.parametrize(("text", "day", "name"), [
    ("The Russian president left.", date(2023, 5, 4), "Vladimir Putin"),
    ("The Russian president left.", date(2011, 5, 4), "Dmitry Medvedev"),
    ("The Russian president left.", None, "Russian president"),
    ("The former Russian president left.", date(2023, 5, 4), "Russian president"),
    ("Ukraine's president left.", date(2018, 5, 4), "Petro Poroshenko"),
    ("Aoun left Beirut for Lebanon's south.", date(2020, 5, 4), "Michel Aoun"),
    ("Aoun left Beirut for Lebanon's south.", date(2025, 5, 4), "Joseph Aoun"),
])  # fmt: skip
def test_who_holds_an_office_follows_the_day_of_publication(
    text: str, day: date | None, name: str, annotate: Annotator
) -> None:
    found = find_actors(annotate(Document("d", text, published=day)))
    assert name in {actor.name for actor in found}


def test_a_listed_place_is_no_person(annotate: Annotator) -> None:
    found = actors(annotate, "Syria denied it. Khan Shaykhun and Deir ez-Zor saw heavy fighting.")
    assert {actor.kind for actor in found.values()} == {ActorKind.STATE}


def test_a_text_that_names_no_one_has_no_actors(annotate: Annotator) -> None:
    assert find_actors(annotate(Document("d", "It rained all night. The roof fell in."))) == ()
    assert find_actors(annotate(Document("d", ""))) == ()


def test_every_naming_quotes_the_text_and_none_lies_over_another(annotate: Annotator) -> None:
    found = find_actors(annotate(Document("d", ARTICLE)))
    spans = sorted(mention.span for actor in found for mention in actor.mentions)
    assert all(ARTICLE[span.start : span.end] == span.text for span in spans)
    assert not any(one.meets(other) for one, other in combinations(spans, 2))


SWAPS = {"Ruritanian": "Velkhari", "Ruritania": "Velkhar"}


def swapped(text: str) -> str:
    """The two sides of ARTICLE exchanged."""
    held = text.replace("Ruritanian", "\0a").replace("Ruritania", "\0b")
    held = held.replace("Velkhari", "Ruritanian").replace("Velkhar", "Ruritania")
    return held.replace("\0a", "Velkhari").replace("\0b", "Velkhar")


def test_sides_exchanged_change_nothing_but_the_names(annotate: Annotator) -> None:
    def outline(text: str) -> list[tuple[str, str, list[bool]]]:
        found = find_actors(annotate(Document("d", text)))
        return [(str(a.kind), a.rule, [m.partisan for m in a.mentions]) for a in found]

    assert outline(swapped(ARTICLE)) == outline(ARTICLE)


def partisan() -> tuple[lexicon.Row, ...]:
    return lexicon.rows("en/partisan.tsv")


COUNTRY = {row["iso"]: row["name"] for row in reversed(lexicon.rows("countries.tsv"))}


@pytest.mark.parametrize("conflict", sorted({row["conflict"] for row in partisan()}))
def test_a_partisan_name_gives_the_neutral_one(conflict: str, annotate: Annotator) -> None:
    rows = [row for row in partisan() if row["conflict"] == conflict]
    for row in rows:
        near = COUNTRY.get(row["near"].partition(";")[0])
        names = row["names"].split(";")
        text = f"A report from {near} came." if near else "A report came."
        text += "".join(f" On Monday the {name} shelled the village." for name in names)
        target = actors(annotate, text).get(row["target"])
        found = (
            {mention.span.text for mention in target.mentions if mention.partisan} if target else ()
        )
        assert [name for name in names if name not in found] == []


def test_no_neutral_name_is_a_partisan_one() -> None:
    loaded = {fold(name) for row in partisan()
              for name in row["names"].split(";")}  # fmt: skip
    neutral = {fold(row["actor"]) for row in lexicon.rows("actors_own.tsv")}
    assert not loaded & neutral


def test_every_name_can_be_found_by_its_words() -> None:
    names = table().names
    written = [known for some in names.values() for known in some]
    assert all(known in names[split(known.written)] for known in written)
    assert all(len(known.capitals) == len(split(known.written)) for known in written)


def test_a_name_that_lost_its_apostrophe_is_still_found(annotate: Annotator) -> None:
    found = actors(annotate, "Syrias army fought the Peoples Protection Units near the river.")
    assert {"Syrian armed forces", "People's Protection Units"} <= set(found)
