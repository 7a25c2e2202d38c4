"""Deeds told by a noun, alone or with the verb that carries it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from variorum.extract.clause import Text
from variorum.extract.roles_around import WITH, around_prepositions
from variorum.extract.roles_part import THINGS, Part, acts, insert, is_thing, may_receive, times
from variorum.extract.roles_sides import by_phrases, done_to, is_passive, subjects_of
from variorum.extract.triggers import Trigger
from variorum.lexicon import rows
from variorum.lexicon.events import Entry
from variorum.lexicon.forms import verb_forms
from variorum.model.annotation import Token


def noun(text: Text, trigger: Trigger, part: Part) -> None:
    """A noun that names a happening, with "of", "by", "against", possessors and modifiers.

    yes: The killing of a priest by soldiers shocked us. => killing: assault; soldiers > a priest
    yes: The convoy attack killed 12 people. => attack: assault;  > convoy
    yes: A prison raid by rebels failed. => raid: assault; rebels > prison
    yes: A Ruritanian raid failed. => raid: assault; Ruritanian
    no: The team launched a charm offensive.
    """
    for child in _complements(text, trigger):
        role = _noun_role(text, child, trigger)
        if role == "sides":
            _take_sides(text, child.index, part)
        elif role:
            part.add(text, role, [child.index])
    if not any(text.children(trigger.head, "nmod:poss")):
        part.add(text, trigger.entry.second, _possessor(text, trigger))
    for clause in text.children(trigger.head, "acl"):
        if text.lower[clause.index] in light_verbs():
            part.add(text, "agent", by_phrases(text, clause.index))
    if trigger.entry.effect and not part.recipients:
        for child in text.children(trigger.head, "nummod"):
            insert(part.recipients, child.index)


def _complements(text: Text, trigger: Trigger) -> Iterator[Token]:
    """What hangs on a noun; of "the slaughter and maiming of men" the second shares it."""
    yield from text.annotated.children(trigger.head)
    token = text.tokens[trigger.head]
    if token.rel == "conj" and token.head is not None and not text.child(token.index, "nmod"):
        later = text.children(token.head, "nmod")
        yield from (child for child in later if child.index > token.index)


def _take_sides(text: Text, index: int, part: Part) -> None:
    """Set the first against the others: "a battle between troops and rebels"."""
    first, *others = text.with_conjuncts(index)
    insert(part.agents, first)
    for other in others:
        insert(part.recipients, other)


def _possessor(text: Text, trigger: Trigger) -> Iterator[int]:
    """The noun before "'s", where the tree has lost it."""
    place = trigger.first - 1
    while place > 0 and text.tokens[place].rel == "amod":
        place -= 1
    if place > 0 and text.tokens[place].xpos == "POS":
        owner = text.tokens[place - 1]
        yield owner.head if owner.rel == "flat" and owner.head is not None else owner.index


def light_verb(text: Text, trigger: Trigger, part: Part) -> None:
    """A noun with the verb that carries it.

    yes: Rebels carried out an attack on the base. => attack: assault; Rebels > the base
    yes: It denied reports that troops had carried out a raid on Orm. => raid: assault; troops > Orm
    no: The attack shocked the town.
    """
    noun(text, trigger, part)
    carrier = find_carrier(text, trigger)
    if carrier is None:
        return
    token, verb = carrier
    part.light = verb.index
    passive = is_passive(text, verb)
    if passive:
        part.add(text, "agent", by_phrases(text, verb.index))
    if passive and token.rel == "obj":  # "they were given an ultimatum"
        part.add(text, "recipient", done_to(text, verb))
    elif trigger.entry.effect and trigger.entry.second == "recipient":
        return  # "rescuers gave a toll of 23"
    elif token.rel == "obj" or (token.rel == "obl" and text.case(token.index) in ("in", "out")):
        part.add(text, light_verbs()[text.lower[verb.index]][0], subjects_of(text, verb))
    if token.rel in ("obj", "nsubj:pass"):
        around_prepositions(text, verb.index, trigger.entry, part)


_DEEDS_OF_PEOPLES: Final = frozenset({"assault", "threaten", "mobilize", "retreat", "aid"})
"""Types of event whose people is who does it: not "Ruritanian sanctions", which may be on them."""


def find_carrier(text: Text, trigger: Trigger) -> tuple[Token, Token] | None:
    """The noun as the verb has it (or the one it is joined to), and the light verb."""
    token = text.tokens[trigger.head]
    while token.rel == "conj" and token.head is not None:
        token = text.tokens[token.head]
    if token.head is None or token.rel not in ("obj", "nsubj:pass", "obl", "nsubj"):
        return None
    verb = text.tokens[token.head]
    known = text.lower[verb.index] in light_verbs() and verb.upos in ("VERB", "AUX")
    return (token, verb) if known else None


def _noun_role(text: Text, child: Token, trigger: Trigger) -> str:
    entry, index = trigger.entry, child.index
    if trigger.first <= index < trigger.last:
        return ""
    if child.rel == "nmod:poss":
        return entry.second
    if child.rel in ("compound", "amod", "nmod:desc", "nmod:unmarked"):
        return _modifier_role(text, index, entry)
    if child.rel not in ("nmod", "obl") or text.lower[index] in times() or child.upos == "NUM":
        return ""
    case = text.case(index)
    if case == "of":
        return entry.first if entry.first != "agent" or acts(text, index) else "recipient"
    if case == "by":
        return "agent"
    if case in WITH and is_thing(text, index):
        return "instrument"
    if case == "between":
        return "sides" if entry.type == "assault" else "agent"
    return "recipient" if case in entry.to and may_receive(text, index, case) else ""


def _modifier_role(text: Text, index: int, entry: Entry) -> str:
    """What a word before the noun is: "a rebel attack", "a grenade attack", "the hotel bombing",
    "a Ruritanian raid"."""
    if entry.type in _DEEDS_OF_PEOPLES and not entry.effect and text.is_people(index):
        return entry.second
    if text.tokens[index].upos == "ADJ":
        return ""
    kinds = text.kinds(index)
    if kinds & THINGS:
        return "instrument"
    if "target" in kinds and (entry.first == "recipient" or _is_struck(kinds, entry)):
        return "recipient"
    if kinds & {"fighter", "force", "organisation"}:
        return "agent"
    if "person" in kinds:
        return "recipient" if entry.first == "recipient" else "agent"
    token = text.tokens[index]
    acronym = token.upos == "PROPN" and token.text.isupper() and not text.capitals and not kinds
    return "agent" if acronym and entry.second == "agent" else ""


def _is_struck(kinds: frozenset[str], entry: Entry) -> bool:
    """Whether a noun before a deed names what it was aimed at ("a convoy attack") and not what it
    may have been done with ("a truck attack")."""
    return entry.type == "assault" and ("vehicle" not in kinds or "force" in kinds)


@cache
def light_verbs() -> Mapping[str, tuple[str, str]]:
    """(role of the subject, stage) by each form of a light verb's first word."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("en/roles_light.tsv"):
        for form in verb_forms(row["verb"].split()[0]):
            found.setdefault(form, (row["subject"], row["stage"]))
    return found
