"""The lists of event words: well formed, in PLOVER's terms, and looked up by form."""

from __future__ import annotations

import pytest

from variorum.errors import BadList
from variorum.extract.figures import RULES as FIGURE_RULES
from variorum.lexicon import Row, rows
from variorum.lexicon.events import Kind, effects, entries, event_nouns, read_entry
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.model.record import Counted, EventType, Responsibility, Stage


def row(**values: str) -> Row:
    """One line of a list of event words."""
    blank = dict.fromkeys(("word", "type", "mode", "effect", "roles", "to", "needs", "bars"), "")
    return Row(blank | values, "mine.tsv", 7, "our own")


def test_every_entry_names_its_list_and_its_origin() -> None:
    found = {(entry.list, bool(entry.origin)) for group in entries().values() for entry in group}
    assert found == {("en/events.tsv", True)}


def test_every_type_has_verbs_and_nouns() -> None:
    found = {(entry.type, entry.kind) for group in entries().values() for entry in group}
    missing = [(t, k) for t in EventType for k in (Kind.VERB, Kind.NOUN) if (t, k) not in found]
    assert missing == []


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"pos": "verb?"}, "as pos one of verb, noun, adj, not 'verb[?]'"),
        ({"type": "attack"}, "as type one of agree, .*, not 'attack'"),
        ({"mode": "drones"}, "as mode one of nothing, abduct, .*, not 'drones'"),
        ({"effect": "dead"}, "as effect one of nothing, killed, .*, not 'dead'"),
        ({"roles": "agent victim"}, "one or two roles of .*, not 'agent victim'"),
        ({"needs": "beside:bridge"}, "contexts such as 'object:bridge', not 'beside:bridge'"),
        ({"bars": "object:"}, "contexts such as 'object:bridge', not 'object:'"),
        ({"bars": "object:@bridges"}, "a class of en/roles.tsv, not 'bridges'"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_with_its_line(
    values: dict[str, str], wanted: str
) -> None:
    given = {"word": "raid", "pos": "verb", "type": "assault"} | values
    with pytest.raises(BadList, match=f"mine.tsv, line 7: expected {wanted}"):
        read_entry(row(**given))


def test_roles_that_are_not_given_are_the_usual_ones() -> None:
    verb, noun = (read_entry(row(word="raid", pos=pos, type="assault")) for pos in ("verb", "noun"))
    assert (verb.first, verb.second) == ("agent", "recipient")
    assert (noun.first, noun.second) == ("recipient", "agent")


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
