"""Who stands where around a trigger: agents, recipients, instruments, read off the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from variorum.extract.clause import NOMINAL, Text
from variorum.extract.triggers import Trigger
from variorum.lexicon import rows, words
from variorum.lexicon.classes import classes
from variorum.lexicon.events import Entry, Kind, event_nouns
from variorum.lexicon.forms import verb_forms
from variorum.model.annotation import Token

_CONTROLLED: Final = frozenset({"xcomp", "advcl", "conj", "ccomp"})
_SUBJECT: Final = ("nsubj", "nsubj:pass", "nsubj:outer")
_HARMED: Final = frozenset({"leave", "left", "leaves", "leaving", "find", "found", "shoot", "shot"})
_WITH: Final = frozenset({"with", "using", "by"})
_ATTITUDES: Final = frozenset({"agree", "reject", "threaten", "request"})
_TOWARDS: Final = frozenset({"with", "to", "from", "against", "on", "for"})
_NEAR: Final = 4  # words
_QUANTITIES: Final = frozenset({"dozens", "scores", "hundreds", "thousands", "several", "many"})
_BOUNDING: Final = frozenset(
    {
        "at", "least", "more", "than", "up", "to", "as", "many", "over", "about", "around",
        "nearly", "almost", "some", "an", "estimated", "roughly", "approximately",
    }
)  # fmt: skip
_COUNTED: Final = frozenset({"others", "people", "persons", "more", "other", "seriously", "also"})
_DATELINE_ENDS: Final = frozenset({"—", "–", "--"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPATIAL: Final = frozenset(
    {"in", "at", "near", "outside", "over", "for", "to", "inside", "under", "beside", "along"}
)
_THINGS: Final = frozenset({"weapon", "explosive", "heavy"})
_ACTING: Final = frozenset({"person", "fighter", "force", "organisation", "authority", "generic"})


@dataclass
class Part:
    """The head words that take part in one event; `light`: the verb that carries its noun."""

    agents: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    instruments: list[int] = field(default_factory=list)
    light: int | None = None
    construction: str = ""

    def add(self, text: Text, role: str, heads: Iterable[int]) -> None:
        """Put heads, and what is joined to them, where their role belongs."""
        listed = _LISTS.get(role)
        if listed is None:
            return
        for head in heads:
            for index in text.with_conjuncts(head):
                if text.tokens[index].upos in NOMINAL:
                    _insert(getattr(self, listed), index)


_LISTS: Final = {"agent": "agents", "recipient": "recipients", "instrument": "instruments"}


def _insert(heads: list[int], index: int) -> None:
    if index not in heads:
        heads.append(index)


def take_part(text: Text, trigger: Trigger) -> Part:
    """Who takes part in the event a trigger tells of."""
    part = Part(construction=_construction(text, trigger))
    CONSTRUCTIONS[part.construction](text, trigger, part)
    part.recipients = [one for one in part.recipients if not _is_wording(text, trigger, one)]
    _sort_out(text, part)
    return part


def _is_wording(text: Text, trigger: Trigger, index: int) -> bool:
    """Whether a noun only belongs to the cue: "opened fire", but not "took refugees"."""
    inside = index != trigger.head and trigger.first <= index < trigger.last
    return inside and text.kinds(index).isdisjoint({"person", "fighter"})


def _construction(text: Text, trigger: Trigger) -> str:
    token, kind = text.tokens[trigger.head], trigger.entry.kind
    if kind is Kind.ADJECTIVE:
        return "state"
    if kind is Kind.NOUN or token.upos in ("NOUN", "PROPN"):
        return "noun" if _carrier(text, trigger) is None else "light-verb"
    if token.rel.startswith(("acl", "amod")) and token.rel != "acl:relcl":
        return "participle"
    return "passive-verb" if is_passive(text, token) else "active-verb"


# ------------------------------------------------------------------ verbs


def active_verb(text: Text, trigger: Trigger, part: Part) -> None:
    """A verb whose subject does it, or, of some verbs, has it done to it ("they died").

    yes: Rebels shelled the village. => shelled: assault heavy-weapons; Rebels > the village
    yes: Three miners died. => died: assault;  > Three miners
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
    _around_prepositions(text, token.index, entry, part)
    _around_complement(text, trigger, part)


def _sides(text: Text, token: Token, entry: Entry) -> tuple[list[int], list[int]]:
    """The heads on either side of an active verb: who does it, to whom.

    A verb of harm with nothing after it speaks of its subject ("12 wounded"), and so does one
    whose subject is only counted ("8 persons killed 58 others injured").
    """
    subjects, objects = list(_subjects(text, token)), list(_objects(text, token))
    if not objects and entry.second == "recipient":
        objects = list(_shared_objects(text, token)) or list(_number_after(text, token.index))
        if entry.effect and not objects:
            return [], _harmed(text, token, subjects)
    numbered = any(text.child(one, "nummod") or text.tokens[one].upos == "NUM" for one in objects)
    counted = any(_is_count_of_persons(text, one) for one in subjects)
    return ([], subjects) if entry.effect and numbered and counted else (subjects, objects)


def passive_verb(text: Text, trigger: Trigger, part: Part) -> None:
    """A verb whose subject it is done to; "by" may name who does it.

    yes: Two drivers were kidnapped by gunmen. => kidnapped: assault abduct; gunmen > Two drivers
    yes: Twelve people were killed. => killed: assault;  > Twelve people
    no: Gunmen kidnapped two drivers.
    """
    token, entry = text.tokens[trigger.head], trigger.entry
    done_to = "recipient" if entry.second == "-" else entry.second
    part.add(text, done_to, _done_to(text, token))
    part.add(text, "agent", _by_phrases(text, token.index))
    _around_prepositions(text, token.index, entry, part)


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
        thing = _is_thing(text, subject) or text.lower[subject] in ("it", "they", "one")
        role = "instrument" if not objects and thing else "agent"
        part.add(text, role, [subject])


def is_passive(text: Text, token: Token) -> bool:
    """Whether a verb stands in the passive, or is a participle that describes what it was done to.

    A participle joined to a passive shares its voice.
    """
    if token.xpos not in ("VBN", "VBD", "JJ"):
        return False
    if any(text.children(token.index, "aux:pass")):
        return True
    if any(text.children(token.index, "nsubj:pass", "csubj:pass")):
        return token.xpos == "VBN" or not any(text.children(token.index, "obj"))
    if token.rel == "amod" or (token.rel == "acl" and token.xpos in ("VBN", "VBD")):
        return True
    if token.xpos == "VBN" and any(text.children(token.index, "nsubj")):
        return not any(text.children(token.index, "aux", "obj"))
    if token.xpos == "VBN" and token.rel == "conj" and token.head is not None:
        own = any(text.children(token.index, "nsubj", "aux"))
        return not own and is_passive(text, text.tokens[token.head])
    if token.xpos != "VBN" or any(text.children(token.index, "aux", "nsubj", "obj")):
        return False
    return token.rel in ("advcl", "root", "parataxis", "acl:relcl", "xcomp", "ccomp")


def _objects(text: Text, token: Token) -> Iterator[int]:
    """What an active verb is done to: its object, or the noun that its clause describes."""
    found = [child.index for child in text.children(token.index, "obj", "iobj")]
    yield from (_antecedent(text, one, token) for one in found)
    if found or token.rel != "acl:relcl" or token.head is None:
        return
    own = any(text.children(token.index, "nsubj"))
    if own and not _has_relative_subject(text, token.index):
        yield token.head


def _done_to(text: Text, token: Token) -> Iterator[int]:
    """What a passive verb is done to: its subject, or the noun that the participle describes."""
    own = [child.index for child in text.children(token.index, "nsubj:pass", "nsubj")]
    if own:
        yield _antecedent(text, _nearer(text, own, token), token)
    elif token.head is not None and token.rel.startswith(("acl", "amod")):
        yield _first_joined(text, token.head) if token.index > token.head else token.head
    elif _is_told(text, token):
        yield from _before_saying(text, token)
    elif token.head is not None and token.rel in _CONTROLLED:
        yield from _governor(text, text.tokens[token.head])


def _is_told(text: Text, token: Token) -> bool:
    """Whether a verb opens a whole clause that another verb reports, with a subject of its own."""
    helped = any(child.xpos in _FINITE for child in text.children(token.index, "aux", "aux:pass"))
    return token.rel == "ccomp" and (helped or token.xpos in _FINITE)


def _before_saying(text: Text, token: Token) -> Iterator[int]:
    """The subject of a told clause that the tree hangs on the verb of saying behind it: "OSTREL,
    May 4 — Ten people were killed, the ministry said". Who says so is never meant."""
    if token.head is None or token.head < token.index:
        return
    given = text.children(token.head, *_SUBJECT)
    before = [child.index for child in given if child.index < token.index]
    if before:
        yield _nearer(text, before, token)


def _harmed(text: Text, token: Token, subjects: list[int]) -> list[int]:
    """Who "12 wounded" speaks of: the number before it, or the subject if it can be harmed."""
    before = list(_number_before(text, token.index))
    return before or [one for one in subjects if _can_suffer(text, one)]


def _is_count_of_persons(text: Text, index: int) -> bool:
    """Whether a subject is only counted, so that it did not do it: "8 persons killed, 58 hurt"."""
    counted = text.child(index, "nummod") is not None
    return counted and text.lower[index] in ("people", "persons", "civilians", "others")


def _can_suffer(text: Text, index: int) -> bool:
    if _is_thing(text, index):
        return False
    return text.lower[index] not in event_nouns() or bool(text.kinds(index))


def _number_after(text: Text, index: int) -> Iterator[int]:
    """The number that stands right after a verb, past words that bound it: "killed at least 16"."""
    for token in text.tokens[index + 1 : index + 1 + _NEAR]:
        if token.upos == "NUM" or text.lower[token.index] in _QUANTITIES:
            counted = token.head is not None and token.rel in ("nummod", "compound", "det")
            yield token.head if counted and token.head is not None else token.index
            return
        if text.lower[token.index] not in _BOUNDING:
            return


def _number_before(text: Text, index: int) -> Iterator[int]:
    """The number that stands right before a state: "12 wounded", "30 others were hurt"."""
    for place in range(index - 1, max(index - 1 - _NEAR, -1), -1):
        token = text.tokens[place]
        if token.sentence != text.tokens[index].sentence:
            return
        if token.upos == "NUM" or text.lower[place] in _QUANTITIES:
            counted = token.rel == "nummod" and token.head is not None and token.head < index
            yield token.head if counted and token.head is not None else place
            return
        if token.upos != "AUX" and text.lower[place] not in _COUNTED:
            return


def _first_joined(text: Text, index: int) -> int:
    """The first of nouns joined: what follows the last ("women and men injured") is said of all."""
    token = text.tokens[index]
    if text.child(index, "nummod"):  # "11 dead and 20 others injured"
        return index
    while token.rel == "conj" and token.head is not None:
        token = text.tokens[token.head]
    return token.index if token.upos in NOMINAL else index


def _shared_objects(text: Text, token: Token) -> Iterator[int]:
    """What a later verb's object is for an earlier one: "attacked and killed the guard"."""
    for verb in text.children(token.index, "conj"):
        near = verb.index - token.index <= _NEAR
        if near and verb.upos == "VERB" and not any(text.children(verb.index, *_SUBJECT)):
            yield from (child.index for child in text.children(verb.index, "obj"))


def _nearer(text: Text, subjects: list[int], verb: Token) -> int:
    """Of several subjects the last before the verb; of a dateline what stands after its dash."""
    nearest = max((one for one in subjects if one < verb.index), default=subjects[0])
    for child in text.children(nearest, "appos", "parataxis", "list", "dep", "conj"):
        between = text.lower[nearest : child.index]
        if child.index < verb.index and not _DATELINE_ENDS.isdisjoint(between):
            return child.index
    return nearest


def _has_relative_subject(text: Text, index: int) -> bool:
    return any(text.is_relative(child) for child in text.children(index, *_SUBJECT))


def _subjects(text: Text, token: Token) -> Iterator[int]:
    """The head of a verb's subject: its own, or the one it is understood to have."""
    own = [child.index for child in text.children(token.index, *_SUBJECT)]
    if own:
        yield _antecedent(text, _nearer(text, own, token), token)
    elif token.head is None:
        return
    elif token.rel.startswith("acl") and token.xpos == "VBG":
        yield from _described(text, token)
    elif _is_told(text, token):
        yield from _before_saying(text, token)
    elif token.rel in _CONTROLLED or token.rel == "acl":
        governor = text.tokens[token.head]
        given = text.child(governor.index, "obj", "iobj", "nsubj:pass")
        if given is not None and (token.rel == "xcomp" or _of_the_object(text, token)):
            yield _antecedent(text, given.index, governor)
        elif governor.upos in ("VERB", "AUX", "ADJ"):
            yield from _governor(text, governor)


def _described(text: Text, token: Token) -> Iterator[int]:
    """The noun that "killing" describes; in "accused by them of killing" it is the accused."""
    if token.head is None:
        return
    marks = {text.lower[child.index] for child in text.children(token.index, "mark", "case")}
    above = text.tokens[token.head].head
    if marks.isdisjoint({"of", "for", "from"}):
        yield token.head
    elif above is not None and text.tokens[above].upos == "VERB":
        yield from (child.index for child in text.children(above, "nsubj:pass", "obj"))


def _of_the_object(text: Text, token: Token) -> bool:
    """Whether the object does it: "accused them of killing", "prevented them from marching"."""
    marks = {text.lower[child.index] for child in text.children(token.index, "mark", "case")}
    return token.rel == "advcl" and not marks.isdisjoint({"of", "from", "for"})


def _governor(text: Text, verb: Token) -> Iterator[int]:
    own = [child.index for child in text.children(verb.index, *_SUBJECT)]
    if own:
        yield _antecedent(text, _nearer(text, own, verb), verb)
    elif verb.rel in _CONTROLLED and verb.head is not None:
        yield from _governor(text, text.tokens[verb.head])
    elif verb.rel.startswith("acl") and verb.head is not None:
        yield verb.head


def _antecedent(text: Text, index: int, verb: Token) -> int:
    """What a relative pronoun stands for: the noun that its clause describes."""
    if not text.is_relative(text.tokens[index]):
        return index
    clause = verb
    while clause.rel in ("conj", "xcomp") and clause.head is not None:
        clause = text.tokens[clause.head]
    if clause.rel.startswith("acl") and clause.head is not None:
        return clause.head
    return index


def _by_phrases(text: Text, index: int) -> Iterator[int]:
    for child in text.annotated.children(index):
        named = text.lower[child.index] not in _times() and child.upos != "NUM"
        if named and child.rel in ("obl", "obl:agent", "nmod") and text.case(child.index) == "by":
            yield child.index


def _around_prepositions(text: Text, index: int, entry: Entry, part: Part) -> None:
    for child in text.children(index, "obl", "nmod", "obl:arg"):
        case = text.case(child.index)
        if case in _WITH and _is_thing(text, child.index):
            part.add(text, "instrument", [child.index])
            continue
        along = bool(entry.effect) and _is_along(text, child.index)
        if along or (case in entry.to and _may_receive(text, child.index, case)):
            part.add(text, "recipient", [child.index])


def _around_complement(text: Text, trigger: Trigger, part: Part) -> None:
    """Whom a refusal, a threat, an offer is about stands in the clause below it: "refused to meet
    the envoy", "threatened to shell the town"."""
    if trigger.entry.type not in _ATTITUDES or part.recipients:
        return
    for clause in text.children(trigger.head, "xcomp", "ccomp", "advcl", "acl"):
        if clause.upos != "VERB":
            continue
        part.add(text, "recipient", _objects(text, clause))
        for child in text.children(clause.index, "obl"):
            if text.case(child.index) in _TOWARDS and text.lower[child.index] not in _times():
                part.add(text, "recipient", [child.index])


# ------------------------------------------------------------------ states: dead, wounded


def state(text: Text, trigger: Trigger, part: Part) -> None:
    """A state that tells what happened or may: dead, wounded, kidnapped, ready to.

    yes: The blast left 12 people dead. => dead: assault;  > 12 people
    no: The blast killed 12 people.
    """
    token = text.tokens[trigger.head]
    role = trigger.entry.first
    before = text.tokens[token.index - 1] if token.index else token
    if before.upos == "NUM" and (token.rel != "amod" or token.head == before.index):
        _insert(part.recipients, before.index)
        return
    if token.rel == "amod" and token.head is not None:
        part.add(text, role, [token.head])
        return
    subject = text.child(token.index, *_SUBJECT)
    if subject is not None:
        part.add(text, role, [_antecedent(text, subject.index, token)])
    elif token.head is not None and token.rel in ("xcomp", "advcl", "amod", "acl", "obj", "dep"):
        governor = text.tokens[token.head]
        given = text.child(governor.index, "obj", "nsubj:pass")
        if text.lower[governor.index] in _HARMED and given is not None and given != token:
            part.add(text, role, [given.index])
    _around_complement(text, trigger, part)
    if not part.recipients and not part.agents:
        for index in _number_before(text, token.index):
            _insert(part.recipients, index)
    if not part.recipients and not part.agents and token.rel != "amod":
        _insert(part.recipients, token.index)


# ------------------------------------------------------------------ nouns


def noun(text: Text, trigger: Trigger, part: Part) -> None:
    """A noun that names a happening, with "of", "by", "against", possessors and modifiers.

    yes: The killing of a priest by soldiers shocked us. => killing: assault; soldiers > a priest
    yes: The convoy attack killed 12 people. => attack: assault;  > convoy
    yes: A prison raid by rebels failed. => raid: assault; rebels > prison
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
            part.add(text, "agent", _by_phrases(text, clause.index))
    if trigger.entry.effect and not part.recipients:
        for child in text.children(trigger.head, "nummod"):
            _insert(part.recipients, child.index)


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
    _insert(part.agents, first)
    for other in others:
        _insert(part.recipients, other)


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
    no: The attack shocked the town.
    """
    noun(text, trigger, part)
    carrier = _carrier(text, trigger)
    if carrier is None:
        return
    token, verb = carrier
    part.light = verb.index
    passive = is_passive(text, verb)
    if passive:
        part.add(text, "agent", _by_phrases(text, verb.index))
    if passive and token.rel == "obj":  # "they were given an ultimatum"
        part.add(text, "recipient", _done_to(text, verb))
    elif token.rel == "obj" or (token.rel == "obl" and text.case(token.index) in ("in", "out")):
        part.add(text, light_verbs()[text.lower[verb.index]][0], _subjects(text, verb))
    if token.rel in ("obj", "nsubj:pass"):
        _around_prepositions(text, verb.index, trigger.entry, part)


def _carrier(text: Text, trigger: Trigger) -> tuple[Token, Token] | None:
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
    if child.rel not in ("nmod", "obl") or text.lower[index] in _times() or child.upos == "NUM":
        return ""
    case = text.case(index)
    if case == "of":
        return entry.first if entry.first != "agent" or _acts(text, index) else "recipient"
    if case == "by":
        return "agent"
    if case in _WITH and _is_thing(text, index):
        return "instrument"
    if case == "between":
        return "sides" if entry.type == "assault" else "agent"
    return "recipient" if case in entry.to and _may_receive(text, index, case) else ""


def _is_along(text: Text, index: int) -> bool:
    """Whether a phrase names more victims: "killed along with two of his guards"."""
    for child in text.children(index, "case"):
        beside = text.lower[max(child.index - 1, 0) : child.index + 1]
        if text.lower[child.index] == "with" and beside[0] in ("along", "together"):
            return True
    return False


def _may_receive(text: Text, index: int, case: str) -> bool:
    """Whether "in", "near", "at" bring in what was hit and not merely where or when."""
    if text.lower[index] in _times():
        return False
    if case not in _SPATIAL:
        return True
    return "target" in text.kinds(index) or (case == "to" and "place" not in text.kinds(index))


def _modifier_role(text: Text, index: int, entry: Entry) -> str:
    """What a noun before the noun is: "a rebel attack", "a grenade attack", "the hotel bombing"."""
    if text.tokens[index].upos == "ADJ":
        return ""
    kinds = text.kinds(index)
    if kinds & _THINGS:
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


def _acts(text: Text, index: int) -> bool:
    return bool(text.kinds(index) & {"person", "fighter", "force", "organisation"})


@cache
def light_verbs() -> Mapping[str, tuple[str, str]]:
    """(role of the subject, stage) by each form of a light verb's first word."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("en/roles_light.tsv"):
        for form in verb_forms(row["verb"].split()[0]):
            found.setdefault(form, (row["subject"], row["stage"]))
    return found


# ------------------------------------------------------------------ sorting out


def _sort_out(text: Text, part: Part) -> None:
    """Weapons are instruments, happenings and dates are nobody."""
    for index in [one for one in part.agents if _is_thing(text, one)]:
        part.agents.remove(index)
        _insert(part.instruments, index)
    part.agents = [index for index in part.agents if _may_act(text, index)]
    part.recipients = [
        index
        for index in part.recipients
        if text.lower[index] not in _times() and index not in part.agents
    ]


def _may_act(text: Text, index: int) -> bool:
    """Whether a noun can do something: persons, bodies, names, "12"; not "the reason"."""
    token, word = text.tokens[index], text.lower[index]
    if word in _times() or word in event_nouns():
        return False
    if any(text.lower[child.index] == "no" for child in text.children(index, "det")):
        return False
    if text.kinds(index) == frozenset({"place"}) and text.lower[index] in classes():
        return False
    named = not text.capitals or text.annotated.name_at(index) is not None
    if token.upos in ("PRON", "DET") or (token.upos == "PROPN" and named):
        return True
    if token.upos == "NUM":
        return not word[0].isdigit() or len(word) < 4
    return bool(text.kinds(index) & _ACTING)


@cache
def _times() -> frozenset[str]:
    return words("en/roles_times.tsv")


def _is_thing(text: Text, index: int) -> bool:
    kinds = text.kinds(index)
    return bool(kinds & _THINGS) and not kinds & {"person", "fighter"}


CONSTRUCTIONS: Final[Mapping[str, Callable[[Text, Trigger, Part], None]]] = {
    "active-verb": active_verb,
    "passive-verb": passive_verb,
    "participle": participle,
    "noun": noun,
    "light-verb": light_verb,
    "state": state,
}
