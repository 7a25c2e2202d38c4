"""States that tell what happened: dead, wounded, kidnapped."""

from __future__ import annotations

from typing import Final

from variorum.extract.clause import Text
from variorum.extract.roles_around import around_complement
from variorum.extract.roles_counts import number_before
from variorum.extract.roles_part import Part, insert
from variorum.extract.roles_sides import SUBJECT, antecedent
from variorum.extract.triggers import Trigger

_HARMED: Final = frozenset({"leave", "left", "leaves", "leaving", "find", "found", "shoot", "shot"})


def state(text: Text, trigger: Trigger, part: Part) -> None:
    """A state that tells what happened or may: dead, wounded, kidnapped, ready to.

    yes: The blast left 12 people dead. => dead: assault;  > 12 people
    no: The blast killed 12 people.
    """
    token = text.tokens[trigger.head]
    role = trigger.entry.first
    before = text.tokens[token.index - 1] if token.index else token
    if before.upos == "NUM" and (token.rel != "amod" or token.head == before.index):
        insert(part.recipients, before.index)
        return
    if token.rel == "amod" and token.head is not None:
        part.add(text, role, [token.head])
        return
    subject = text.child(token.index, *SUBJECT)
    if subject is not None:
        part.add(text, role, [antecedent(text, subject.index, token)])
    elif token.head is not None and token.rel in ("xcomp", "advcl", "amod", "acl", "obj", "dep"):
        governor = text.tokens[token.head]
        given = text.child(governor.index, "obj", "nsubj:pass")
        if text.lower[governor.index] in _HARMED and given is not None and given != token:
            part.add(text, role, [given.index])
    around_complement(text, trigger, part)
    if not part.recipients and not part.agents:
        for index in number_before(text, token.index):
            insert(part.recipients, index)
    if not part.recipients and not part.agents and token.rel != "amod":
        insert(part.recipients, token.index)
