"""Who stands in the phrases and clauses that hang on a deed: "at the crowd", "to shell"."""

from __future__ import annotations

from typing import Final

from variorum.extract.clause import Text
from variorum.extract.roles_part import Part, is_thing, may_receive, times
from variorum.extract.roles_sides import objects_of
from variorum.extract.triggers import Trigger
from variorum.lexicon.events import Entry

WITH: Final = frozenset({"with", "using", "by"})
_ATTITUDES: Final = frozenset({"agree", "reject", "threaten", "request"})
_TOWARDS: Final = frozenset({"with", "to", "from", "against", "on", "for"})


def around_prepositions(text: Text, index: int, entry: Entry, part: Part) -> None:
    """What the phrases on a deed bring in: "with rifles", "at the crowd", "along with a guard"."""
    for child in text.children(index, "obl", "nmod", "obl:arg"):
        case = text.case(child.index)
        if case in WITH and is_thing(text, child.index):
            part.add(text, "instrument", [child.index])
            continue
        along = bool(entry.effect) and _is_along(text, child.index)
        if along or (case in entry.to and may_receive(text, child.index, case)):
            part.add(text, "recipient", [child.index])


def around_complement(text: Text, trigger: Trigger, part: Part) -> None:
    """Whom a refusal, a threat, an offer is about stands in the clause below it: "refused to meet
    the envoy", "threatened to shell the town"."""
    if trigger.entry.type not in _ATTITUDES or part.recipients:
        return
    for clause in text.children(trigger.head, "xcomp", "ccomp", "advcl", "acl"):
        if clause.upos != "VERB":
            continue
        part.add(text, "recipient", objects_of(text, clause))
        for child in text.children(clause.index, "obl"):
            if text.case(child.index) in _TOWARDS and text.lower[child.index] not in times():
                part.add(text, "recipient", [child.index])


def _is_along(text: Text, index: int) -> bool:
    """Whether a phrase names more victims: "killed along with two of his guards"."""
    for child in text.children(index, "case"):
        beside = text.lower[max(child.index - 1, 0) : child.index + 1]
        if text.lower[child.index] == "with" and beside[0] in ("along", "together"):
            return True
    return False
