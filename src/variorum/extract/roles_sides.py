"""Who stands on either side of a verb, in its own words or understood from the verb above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.extract.clause import NOMINAL, Text
from variorum.extract.roles_part import times
from variorum.model.annotation import Token

_CONTROLLED: Final = frozenset({"xcomp", "advcl", "conj", "ccomp"})
SUBJECT: Final = ("nsubj", "nsubj:pass", "nsubj:outer")
_NEAR: Final = 4  # words between a verb and one joined to it
_DATELINE_ENDS: Final = frozenset({"—", "–", "--"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_passive(text: Text, token: Token) -> bool:
    """Whether a verb stands in the passive, or is a participle that describes what it was done to.

    A participle joined to a passive shares its voice.
    """
    if token.xpos not in ("VBN", "VBD", "JJ"):
        return False
    if any(text.children(token.index, "aux:pass")):
        return True
    if any(text.children(token.index, "nsubj:pass", "csubj:pass")):
        if _has_both_sides(text, token):
            return False
        return token.xpos == "VBN" or not any(text.children(token.index, "obj"))
    if token.rel == "amod":
        return True
    if token.rel == "acl" and not any(text.children(token.index, "aux", "nsubj")):
        return token.xpos in ("VBN", "VBD")
    if token.xpos == "VBN" and any(text.children(token.index, "nsubj")):
        shared = any(shared_objects(text, token))
        return not shared and not any(text.children(token.index, "aux", "obj"))
    if token.xpos == "VBN" and token.rel == "conj" and token.head is not None:
        own = any(text.children(token.index, "nsubj", "aux", "obj"))
        return not own and is_passive(text, text.tokens[token.head])
    if token.xpos != "VBN" or any(text.children(token.index, "aux", "nsubj", "obj")):
        return False
    return token.rel in ("advcl", "root", "parataxis", "acl:relcl", "xcomp", "ccomp")


def _has_both_sides(text: Text, token: Token) -> bool:
    """Whether subjects stand before and behind a verb, so that the later one is its object in
    truth: "gunmen shot dead the mayor"."""
    places = [child.index for child in text.children(token.index, "nsubj", "nsubj:pass", "obj")]
    return bool(places) and places[0] < token.index < places[-1]


def objects_of(text: Text, token: Token) -> Iterator[int]:
    """What an active verb is done to: its object, or the noun that its clause describes."""
    found = [child.index for child in text.children(token.index, "obj", "iobj")]
    if not found and _has_both_sides(text, token):
        later = text.children(token.index, "nsubj:pass")
        found = [child.index for child in later if child.index > token.index]
    yield from (antecedent(text, one, token) for one in found)
    if found or token.rel != "acl:relcl" or token.head is None:
        return
    own = any(text.children(token.index, "nsubj"))
    if own and not _has_relative_subject(text, token.index):
        yield token.head


def done_to(text: Text, token: Token) -> Iterator[int]:
    """What a passive verb is done to: its subject, or the noun that the participle describes."""
    own = [child.index for child in text.children(token.index, "nsubj:pass", "nsubj")]
    own = own or list(_joined_beside(text, token))
    if own:
        yield antecedent(text, nearer(text, own, token), token)
    elif token.head is not None and token.rel.startswith(("acl", "amod")):
        yield _first_joined(text, token.head) if token.index > token.head else token.head
    elif _is_told(text, token):
        yield from _before_saying(text, token)
    elif token.head is not None and token.rel in _CONTROLLED:
        yield from _governor(text, text.tokens[token.head])


def _joined_beside(text: Text, token: Token) -> Iterator[int]:
    """The noun between "and" and a participle, where the tree joins both to the verb before: "12
    were killed and 25 others injured"."""
    conjunction = text.child(token.index, "cc")
    if token.rel != "conj" or token.head is None or conjunction is None:
        return
    for beside in text.children(token.head, "conj"):
        if conjunction.index < beside.index < token.index and beside.upos in NOMINAL:
            yield beside.index


def _is_told(text: Text, token: Token) -> bool:
    """Whether a verb opens a whole clause that another verb reports, with a subject of its own."""
    helped = any(child.xpos in _FINITE for child in text.children(token.index, "aux", "aux:pass"))
    return token.rel == "ccomp" and (helped or token.xpos in _FINITE)


def _before_saying(text: Text, token: Token) -> Iterator[int]:
    """The subject of a told clause that the tree hangs on the verb of saying behind it: "OSTREL,
    May 4 — Ten people were killed, the ministry said". Who says so is never meant."""
    if token.head is None or token.head < token.index:
        return
    given = text.children(token.head, *SUBJECT)
    before = [child.index for child in given if child.index < token.index]
    if before:
        yield nearer(text, before, token)


def _first_joined(text: Text, index: int) -> int:
    """The first of nouns joined: what follows the last ("women and men injured") is said of all."""
    token = text.tokens[index]
    if text.child(index, "nummod"):  # "11 dead and 20 others injured"
        return index
    while token.rel == "conj" and token.head is not None:
        token = text.tokens[token.head]
    return token.index if token.upos in NOMINAL else index


def shared_objects(text: Text, token: Token) -> Iterator[int]:
    """What a later verb's object is for an earlier one: "attacked and killed the guard"."""
    for verb in text.children(token.index, "conj"):
        near = verb.index - token.index <= _NEAR
        if near and verb.upos == "VERB" and not any(text.children(verb.index, *SUBJECT)):
            yield from (child.index for child in text.children(verb.index, "obj"))


def nearer(text: Text, subjects: list[int], verb: Token) -> int:
    """Of several subjects the last before the verb; of a dateline what stands after its dash."""
    nearest = max((one for one in subjects if one < verb.index), default=subjects[0])
    for child in text.children(nearest, "appos", "parataxis", "list", "dep", "conj"):
        between = text.lower[nearest : child.index]
        if child.index < verb.index and not _DATELINE_ENDS.isdisjoint(between):
            return child.index
    return nearest


def _has_relative_subject(text: Text, index: int) -> bool:
    return any(text.is_relative(child) for child in text.children(index, *SUBJECT))


def subjects_of(text: Text, token: Token) -> Iterator[int]:
    """The head of a verb's subject: its own, or the one it is understood to have."""
    own = [child.index for child in text.children(token.index, *SUBJECT)
           if not _is_speaker_behind(text, token, child.index)]  # fmt: skip
    if own:
        yield antecedent(text, nearer(text, own, token), token)
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
            yield antecedent(text, given.index, governor)
        elif governor.upos in ("VERB", "AUX", "ADJ"):
            yield from _governor(text, governor)


def _is_speaker_behind(text: Text, verb: Token, subject: int) -> bool:
    """Whether a noun behind a verb is the subject of the verb of saying that follows, hung on the
    deed by mistake: "and killed 31 people, the governor said"."""
    above = verb.head
    while subject > verb.index and above is not None:
        if above > subject and not any(text.children(above, *SUBJECT)):
            return True
        above = text.tokens[above].head
    return False


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
    own = [child.index for child in text.children(verb.index, *SUBJECT)]
    if own:
        yield antecedent(text, nearer(text, own, verb), verb)
    elif verb.rel in _CONTROLLED and verb.head is not None:
        yield from _governor(text, text.tokens[verb.head])
    elif verb.rel.startswith("acl") and verb.head is not None:
        yield verb.head


def antecedent(text: Text, index: int, verb: Token) -> int:
    """What a relative pronoun stands for: the noun that its clause describes."""
    if not text.is_relative(text.tokens[index]):
        return index
    clause = verb
    while clause.rel in ("conj", "xcomp") and clause.head is not None:
        clause = text.tokens[clause.head]
    if clause.rel.startswith("acl") and clause.head is not None:
        return clause.head
    return index


def by_phrases(text: Text, index: int) -> Iterator[int]:
    """Who does it, as "by" names it."""
    for child in text.annotated.children(index):
        named = text.lower[child.index] not in times() and child.upos != "NUM"
        if named and child.rel in ("obl", "obl:agent", "nmod") and text.case(child.index) == "by":
            yield child.index
