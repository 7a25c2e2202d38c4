"""The lists of event words: well formed, in PLOVER's terms, and looked up by form."""

from __future__ import annotations

import pytest

from variorum.errors import BadList
from variorum.extract.figures import RULES as FIGURE_RULES
from variorum.lexicon import rows
from variorum.lexicon.classes import classes
from variorum.lexicon.events import Kind, effects, entries, event_nouns
from variorum.lexicon.events import _entry as read_entry
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.model.record import Counted, EventType, Responsibility, Stage

MODES = {
    "retreat": "withdraw release disarm ceasefire access resign",
    "accuse": "disapprove investigate allege",
    "threaten": "restrict arrest relations expel territory violence",
    "protest": "demo riot strike hunger boycott obstruct",
    "sanction": "convict expel withdraw discontinue",
    "mobilize": "troops weapons police militia",
    "coerce": "seize restrict censor curfew martial-law arrest deport withhold misinformation "
    "cyber",
    "assault": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}
ROLES = {"agent", "recipient", "instrument", "-"}


def test_every_entry_is_in_plovers_terms() -> None:
    for group in entries().values():
        for entry in group:
            assert entry.type in list(EventType), entry
            assert entry.mode is None or entry.mode in MODES[entry.type].split(), entry
            assert {entry.first, entry.second} <= ROLES, entry


def test_every_type_has_verbs_and_nouns() -> None:
    found = {(entry.type, entry.kind) for group in entries().values() for entry in group}
    missing = [(t, k) for t in EventType for k in (Kind.VERB, Kind.NOUN) if (t, k) not in found]
    assert missing == []


def test_every_class_that_a_context_asks_for_exists() -> None:
    known = {kind for kinds in classes().values() for kind in kinds} | {"any"}
    asked = {
        name
        for group in entries().values()
        for entry in group
        for context in (*entry.needs, *entry.bars)
        for name in context.classes
    }
    assert asked - known == set()


def test_a_list_that_cannot_be_used_is_named_with_its_line() -> None:
    row = dict.fromkeys(("word", "type", "mode", "effect", "roles", "to", "needs", "bars"), "")
    with pytest.raises(BadList, match=r"en/events.tsv, line 7: expected verb, noun or adj"):
        read_entry(row | {"word": "raid", "pos": "verb?"}, 7)
    with pytest.raises(BadList, match="line 8: expected contexts"):
        read_entry(row | {"word": "raid", "pos": "verb", "needs": "beside:bridge"}, 8)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("raid", "raid raids raided raiding"),
        ("besiege", "besiege besieges besieged besieging"),
        ("occupy", "occupy occupies occupied occupying"),
        ("shoot", "shoot shoots shot shooting"),
        ("die", "die dies died dying"),
    ],
)
def test_a_verb_is_found_in_all_its_forms(verb: str, forms: str) -> None:
    assert verb_forms(verb) >= set(forms.split())


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("raid", "raids"), ("casualty", "casualties"), ("gunman", "gunmen"), ("clash", "clashes"),
     ("human", "humans"), ("child", "children"), ("hero", "heroes")],
)  # fmt: skip
def test_a_noun_is_found_in_the_plural(noun: str, plural: str) -> None:
    assert plural in noun_forms(noun)


def test_effects_and_nouns_are_looked_up_by_form() -> None:
    assert (effects()["killed"], effects()["gunned down"]) == ("killed", "killed")
    assert "raids" in event_nouns()


def test_the_small_lists_use_the_models_terms() -> None:
    assert {row["of"] for row in rows("en/figures.tsv")} <= set(Counted)
    assert {row["stage"] for row in rows("en/events_stage.tsv")} <= set(Stage)
    assert {row["responsibility"] for row in rows("en/events_blame.tsv")} <= set(Responsibility)
    assert {row["stage"] for row in rows("en/roles_light.tsv")} <= set(Stage)
    assert len(FIGURE_RULES) == 5
