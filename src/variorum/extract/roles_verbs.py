"""Deeds told by a verb: active, passive, or a participle that describes a noun."""

from __future__ import annotations

from variorum.extract.clause import Text
from variorum.extract.roles_around import around_complement, around_prepositions
from variorum.extract.roles_counts import number_after, number_before
from variorum.extract.roles_part import Part, can_suffer, is_thing
from variorum.extract.roles_sides import (
    by_phrases,
    done_to,
    is_passive,
    objects_of,
    shared_objects,
    subjects_of,
)
from variorum.extract.triggers import Trigger
from variorum.lexicon.events import Entry
from variorum.model.annotation import Token


def active_verb(text: Text, trigger: Trigger, part: Part) -> None:
    """A verb whose subject does it, or, of some verbs, has it done to it ("they died").

    yes: Rebels shelled the village. => shelled: assault heavy-weapons; Rebels > the village
    yes: Three miners died. => died: assault;  > Three miners
    yes: Police were firing at people. => firing at: assault firearms; Police > people
    yes: Guards opened fire at a market. => opened fire: assault firearms; Guards > a market
    no: The village was shelled by rebels.
    no: He was sinking into the mud.
    """
    token, entry = text.tokens[trigger.head], trigger.entry
    subjects, objects = _sides(text, token, entry)
    if entry.second == "instrument":
        _explode(text, part, subjects, objects)
    else:
        part.add(text, entry.first, subjects)
        part.add(text, entry.second, objects)
    around_prepositions(text, token.index, entry, part)
    around_complement(text, trigger, part)


def _sides(text: Text, token: Token, entry: Entry) -> tuple[list[int], list[int]]:
    """The heads on either side of an active verb: who does it, to whom.

    A verb of harm with nothing after it speaks of its subject ("12 wounded"), and so does one
    whose subject is only counted ("8 persons killed 58 others injured").
    """
    subjects, objects = list(subjects_of(text, token)), list(objects_of(text, token))
    if not objects and entry.second == "recipient":
        objects = list(shared_objects(text, token)) or list(number_after(text, token.index))
        if entry.effect and not objects:
            return [], _harmed(text, token, subjects)
    numbered = any(text.child(one, "nummod") or text.tokens[one].upos == "NUM" for one in objects)
    counted = any(_is_count_of_persons(text, one) for one in subjects)
    return ([], subjects) if entry.effect and numbered and counted else (subjects, objects)


def passive_verb(text: Text, trigger: Trigger, part: Part) -> None:
    """A verb whose subject it is done to; "by" may name who does it.

    yes: Two drivers were kidnapped by gunmen. => kidnapped: assault abduct; gunmen > Two drivers
    yes: Twelve people were killed. => killed: assault;  > Twelve people
    yes: Six men were killed and 25 others injured when it fell. => injured: assault;  > 25 others
    no: Gunmen kidnapped two drivers.
    """
    token, entry = text.tokens[trigger.head], trigger.entry
    role = "recipient" if entry.second == "-" else entry.second
    part.add(text, role, done_to(text, token))
    part.add(text, "agent", by_phrases(text, token.index))
    around_prepositions(text, token.index, entry, part)


def participle(text: Text, trigger: Trigger, part: Part) -> None:
    """A participle that describes a noun: what was done to it, or what it did.

    yes: The bridge hit by rebels fell. => hit: assault; rebels > The bridge
    no: Rebels hit the bridge.
    """
    passive = is_passive(text, text.tokens[trigger.head])
    (passive_verb if passive else active_verb)(text, trigger, part)


def _explode(text: Text, part: Part, subjects: list[int], objects: list[int]) -> None:
    """Sides of an explosion: "they exploded a bomb", "a bomb exploded"."""
    part.add(text, "instrument", objects)
    for subject in subjects:
        thing = is_thing(text, subject) or text.lower[subject] in ("it", "they", "one")
        role = "instrument" if not objects and thing else "agent"
        part.add(text, role, [subject])


def _harmed(text: Text, token: Token, subjects: list[int]) -> list[int]:
    """Who "12 wounded" speaks of: the number before it, or the subject if it can be harmed."""
    before = list(number_before(text, token.index))
    return before or [one for one in subjects if can_suffer(text, one)]


def _is_count_of_persons(text: Text, index: int) -> bool:
    """Whether a subject is only counted, so that it did not do it: "8 persons killed, 58 hurt"."""
    counted = text.child(index, "nummod") is not None
    return counted and text.lower[index] in ("people", "persons", "civilians", "others")
