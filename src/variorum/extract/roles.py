"""Who stands where around a trigger: agents, recipients, instruments, read off the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from variorum.extract.clause import Text
from variorum.extract.roles_nouns import find_carrier, light_verb, noun
from variorum.extract.roles_part import Part, insert, is_thing, may_act, times
from variorum.extract.roles_sides import is_passive
from variorum.extract.roles_states import state
from variorum.extract.roles_verbs import active_verb, participle, passive_verb
from variorum.extract.triggers import Trigger
from variorum.lexicon.events import Kind

_FIRING: Final = frozenset({"fire", "gunfire"})


def take_part(text: Text, trigger: Trigger) -> Part:
    """Who takes part in the event a trigger tells of."""
    part = Part(construction=_construction(text, trigger))
    CONSTRUCTIONS[part.construction](text, trigger, part)
    for index in range(trigger.first, trigger.last):  # "fired tear gas", "a drone strike"
        if is_thing(text, index) and text.lower[index] not in _FIRING:
            insert(part.instruments, index)
    part.recipients = [one for one in part.recipients if not _is_wording(text, trigger, one)]
    _sort_out(text, part, trigger.entry.mode == "crowd-control")
    if trigger.entry.type == "assault" and not part.agents:
        part.agents = [one for index in part.instruments for one in _owners(text, index)]
    return part


def _owners(text: Text, index: int) -> Iterator[int]:
    """Whose a weapon is, where nothing else tells who used it: "the army's guns"."""
    for child in text.children(index, "nmod:poss", "compound", "amod", "nmod:desc"):
        group = text.kinds(child.index) & {"fighter", "force", "organisation"}
        if text.is_people(child.index) or (group and child.upos != "ADJ"):
            yield child.index
    for child in text.children(index, "nmod"):
        if text.case(child.index) == "of" and text.kinds(child.index) & {"force", "organisation"}:
            yield child.index


def _is_wording(text: Text, trigger: Trigger, index: int) -> bool:
    """Whether a noun only belongs to the cue: "opened fire", but not "took refugees"."""
    inside = index != trigger.head and trigger.first <= index < trigger.last
    return inside and text.kinds(index).isdisjoint({"person", "fighter"})


def _construction(text: Text, trigger: Trigger) -> str:
    token, kind = text.tokens[trigger.head], trigger.entry.kind
    if kind is Kind.ADJECTIVE:
        return "state"
    if kind is Kind.NOUN or token.upos in ("NOUN", "PROPN"):
        return "noun" if find_carrier(text, trigger) is None else "light-verb"
    if _points_at(text, trigger):
        return "active-verb"
    if token.rel.startswith(("acl", "amod")) and token.rel != "acl:relcl":
        return "participle"
    return "passive-verb" if is_passive(text, token) else "active-verb"


def _points_at(text: Text, trigger: Trigger) -> bool:
    """Whether a verb's own preposition has a noun of its own, so that nobody suffers before it:
    "men fired on a convoy", but "the convoy was fired on"."""
    if not trigger.apart or any(text.children(trigger.head, "aux:pass")):
        return False
    return text.tokens[trigger.apart[-1]].rel == "case"


def _sort_out(text: Text, part: Part, crowd: bool) -> None:
    """Weapons are instruments, happenings and dates are nobody."""
    for index in [one for one in part.agents if is_thing(text, one)]:
        part.agents.remove(index)
        insert(part.instruments, index)
    used = [one for one in part.recipients if crowd and is_thing(text, one)]
    for index in used:  # "used tear gas", to drive back a crowd
        part.recipients.remove(index)
        insert(part.instruments, index)
    part.agents = [index for index in part.agents if may_act(text, index)]
    part.recipients = [
        index
        for index in part.recipients
        if text.lower[index] not in times() and index not in part.agents
    ]


CONSTRUCTIONS: Final[Mapping[str, Callable[[Text, Trigger, Part], None]]] = {
    "active-verb": active_verb,
    "passive-verb": passive_verb,
    "participle": participle,
    "noun": noun,
    "light-verb": light_verb,
    "state": state,
}
