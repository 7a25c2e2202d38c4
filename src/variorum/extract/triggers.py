"""The words of a text that tell of events: entries of the list whose context holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from variorum.extract.clause import Text
from variorum.lexicon import rows, words
from variorum.lexicon.classes import NOTHING, classes
from variorum.lexicon.events import (
    ANYTHING,
    NO_EVENT,
    PREPOSITIONS,
    Context,
    Entry,
    Kind,
    Where,
    entries,
)
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.model.annotation import Token

_KINDS: Final = {
    "VERB": (Kind.VERB,),
    "AUX": (Kind.VERB,),
    "NOUN": (Kind.NOUN, Kind.ADJECTIVE, Kind.VERB),
    "PROPN": (Kind.NOUN,),
    "ADJ": (Kind.ADJECTIVE, Kind.VERB, Kind.NOUN),
}
_PARTICIPLES: Final = frozenset({"VBN", "VBG", "VBD"})
_THINGS: Final = frozenset({"weapon", "explosive", "heavy"})
_FORCE: Final = _THINGS | {"fighter", "force", "police"}
_DEADLY: Final = frozenset({"killed", "dead", "died", "wounded", "injured", "blast", "explosion"})
_REACH: Final = 6


class Trigger(NamedTuple):
    """An entry found in a text: the tokens [first, last); `head` is the inflected one, `apart` are
    words of it that stand elsewhere ("imposed a curfew")."""

    head: int
    first: int
    last: int
    entry: Entry
    apart: tuple[int, ...] = ()


def find_triggers(text: Text) -> Iterator[Trigger]:
    """The triggers of a text in order, no token in two of them."""
    found = list(_find(text))
    idle = [one for one in found if one.entry.type == NO_EVENT]
    nothing = {index for one in idle for index in range(one.first, one.last)}
    for trigger in found:
        if trigger.entry.type == NO_EVENT:
            continue
        figured = trigger.entry.type == "assault" and bool(nothing)
        if not figured or nothing.isdisjoint(_objects(text, trigger)):  # "fought a legal battle"
            yield trigger


def _find(text: Text) -> Iterator[Trigger]:
    """The same with the wordings that are no events."""
    reached, apart = 0, set[int]()
    for token in text.tokens:
        if token.index < reached or token.index in apart:
            continue
        trigger = _at(text, token.index)
        trigger = trigger and _by_its_noun(text, trigger)
        if trigger is None or _is_figurative(text, trigger):
            continue
        reached = max(reached, trigger.last if trigger.first == token.index else 0)
        apart.update(trigger.apart, range(trigger.first, trigger.last))
        yield trigger


def _at(text: Text, index: int) -> Trigger | None:
    """The trigger whose first word stands at a place."""
    candidates = entries().get(text.lower[index])
    return _first_that_holds(text, text.tokens[index], candidates) if candidates else None


def _by_its_noun(text: Text, trigger: Trigger) -> Trigger | None:
    """A verb that carries a noun which tells the same alone is cited by that noun: "imposed a
    curfew"; None where the verb only lends its subject: "gave an ultimatum"."""
    for index in trigger.apart:
        noun = _noun_around(text, index)
        if noun is None or noun.entry.kind is Kind.ADJECTIVE or text.kinds(index) & _THINGS:
            continue
        if noun.entry.type == trigger.entry.type:
            light = text.lower[trigger.head] in _giving()
            return None if light else trigger._replace(first=noun.first, last=noun.last)
        return trigger._replace(apart=())  # "broke the ceasefire" tells of two
    return trigger


def _noun_around(text: Text, index: int) -> Trigger | None:
    """The noun that tells of something and holds a word: "strike" of "a general strike"."""
    for first in range(max(index - 2, 0), index + 1):
        noun = _at(text, first)
        verbal = noun is None or noun.entry.kind is Kind.VERB
        if noun is not None and not verbal and noun.first <= index < noun.last:
            return noun
    return None


def _is_figurative(text: Text, trigger: Trigger) -> bool:
    """Whether an assault is a figure of speech or part of a game, by who or what takes part in it
    and by the words around it: "the bill died", "the visitors bombarded the goal"."""
    if trigger.entry.type != "assault":
        return False
    words = _metaphors()
    beside = (*_subjects(text, trigger), *_objects(text, trigger))
    if any(words.get(text.lower[index]) in ("matter", "score") for index in beside):
        return True
    if any(words.get(text.lower[index]) == "score" for index in _complements(text, trigger)):
        return True
    near = text.near(trigger.head)
    if trigger.entry.effect == "killed" or near.isdisjoint(_sports()):
        return False
    return not any(classes().get(word, NOTHING) & _FORCE or word in _DEADLY for word in near)


@cache
def _metaphors() -> dict[str, str]:
    listed = rows("en/events_metaphor.tsv")
    return {form: row["kind"] for row in listed for form in noun_forms(row["word"])}


@cache
def _sports() -> frozenset[str]:
    return frozenset(word for word, kind in _metaphors().items() if kind == "sport")


@cache
def _giving() -> frozenset[str]:
    return verb_forms("give")


def _first_that_holds(text: Text, token: Token, candidates: tuple[Entry, ...]) -> Trigger | None:
    for kind in _KINDS.get(token.upos, ()):
        for entry in candidates:
            if entry.kind is not kind and len(entry.parts) == 1:
                continue
            trigger = _match(text, token, entry)
            if trigger and _may_stand(text, trigger) and _holds(text, trigger):
                return trigger
    return None


def _match(text: Text, token: Token, entry: Entry) -> Trigger | None:
    if len(entry.parts) == 1:
        return Trigger(token.index, token.index, token.index + 1, entry)
    if entry.kind is Kind.VERB:
        return _match_apart(text, token, entry) if token.upos in ("VERB", "AUX") else None
    last = token.index + len(entry.parts)
    standing = text.lower[token.index : last]
    together = len(standing) == len(entry.parts) and all(map(_is_form, standing, entry.parts))
    return Trigger(token.index + entry.head, token.index, last, entry) if together else None


def _is_form(word: str, forms: frozenset[str]) -> bool:
    return word in forms


def _match_apart(text: Text, token: Token, entry: Entry) -> Trigger | None:
    """A verb whose further words stand after it, or hang on it, within a few tokens."""
    at, found = token.index, []
    for forms in entry.parts[1:]:
        later = range(at + 1, min(at + 1 + _REACH, len(text.lower)))
        at = next((i for i in later if text.lower[i] in forms and _belongs(text, i, token)), -1)
        if at < 0:
            return None
        found.append(at)
    last = at + 1 if at - token.index == len(entry.parts) - 1 else token.index + 1
    return Trigger(token.index, token.index, last, entry, tuple(found))


def _belongs(text: Text, index: int, verb: Token) -> bool:
    """Whether a word hangs on the verb, at most two steps down, or follows it at once."""
    if index == verb.index + 1:
        return True
    head = text.tokens[index].head
    if head == verb.index:
        return True
    if head is None or text.lower[head] in words("en/roles_times.tsv"):  # "called him on Friday"
        return False
    return text.tokens[head].head == verb.index


def _may_stand(text: Text, trigger: Trigger) -> bool:
    """Names of people, operations and books are no events; nor are bare adjectives of verbs."""
    token, entry = text.tokens[trigger.head], trigger.entry
    if entry.kind is Kind.VERB and token.upos not in ("VERB", "AUX"):
        bent = text.lower[token.index] != entry.word.partition(" ")[0]  # not "the news feed"
        return token.xpos in _PARTICIPLES or (bent and token.text.endswith(("ed", "ED")))
    if _is_month(text, token) or _is_means(text, trigger):
        return False
    name = text.annotated.name_at(trigger.head)
    if _goes_off(text, trigger):
        return False
    if name is None:
        return not (token.upos == "PROPN" and _inside_title(text, trigger))
    return text.capitals and name.last - name.first <= trigger.last - trigger.first


def _is_month(text: Text, token: Token) -> bool:
    """Whether a word is the name of a month or a day: "March", but not "the march"."""
    named = token.upos == "PROPN" if text.capitals else token.text[0].isupper()
    return named and text.lower[token.index] in words("en/roles_times.tsv")


def _is_means(text: Text, trigger: Trigger) -> bool:
    """Whether what a crowd is driven back with stands beside the verb for that: "dispersed them
    with tear gas"."""
    token = text.tokens[trigger.head]
    if trigger.entry.mode != "crowd-control" or token.rel != "obl" or token.head is None:
        return False
    verbs = entries().get(text.lower[token.head], ())
    return text.case(token.index) == "with" and any(one.type == "assault" for one in verbs)


def _goes_off(text: Text, trigger: Trigger) -> bool:
    """Whether a weapon that stands for its blast has the verb for that: "a car bomb exploded"."""
    token = text.tokens[trigger.head]
    if trigger.entry.kind is not Kind.NOUN or not text.kinds(trigger.head) & _THINGS:
        return False
    if token.rel not in ("nsubj", "nsubj:pass", "obj") or token.head is None:
        return False
    verbs = entries().get(text.lower[token.head], ())
    return any(entry.second == "instrument" for entry in verbs if len(entry.parts) == 1)


def _inside_title(text: Text, trigger: Trigger) -> bool:
    """Whether capitals inside a sentence make a noun part of a title ("Desert Storm")."""
    if text.capitals or len(trigger.entry.parts) > 1:
        return False
    token = text.tokens[trigger.head]
    if token.rel not in ("compound", "flat") and token.text[0].islower():
        return False
    before = text.tokens[trigger.head - 1] if trigger.head else None
    if _heads_title(text, token):
        return True
    beside = before is not None and before.sentence == token.sentence and before.upos == "PROPN"
    return beside and before is not None and before.text[0].isupper() and token.text[0].isupper()


def _heads_title(text: Text, token: Token) -> bool:
    """Whether a noun opens a name: "the Battle of Reeds", but not in a headline all in capitals."""
    after = text.tokens[token.index + 1 : token.index + 3]
    if len(after) < 2 or after[0].text != "of" or not after[1].text[0].isupper():
        return False
    sentence = text.annotated.sentences[token.sentence]
    spelled = [
        one.text for one in text.tokens[sentence.first : sentence.last] if one.text.isalpha()
    ]
    capital = sum(word[0].isupper() for word in spelled)
    return token.index > sentence.first and 2 * capital < len(spelled) + 2


def _holds(text: Text, trigger: Trigger) -> bool:
    entry = trigger.entry
    return all(_is_met(text, trigger, context) for context in entry.needs) and not any(
        _is_met(text, trigger, context) for context in entry.bars
    )


def _is_met(text: Text, trigger: Trigger, context: Context) -> bool:
    if context.where is Where.NEAR:
        return not context.words.isdisjoint(text.near(trigger.head))
    if context.where is Where.TEXT:
        return not context.words.isdisjoint(text.vocabulary)
    return any(_fits(text, index, context) for index in _beside(text, trigger, context.where))


def _fits(text: Text, index: int, context: Context) -> bool:
    if text.lower[text.content(index)] in context.words or text.lower[index] in context.words:
        return True
    if ANYTHING in context.classes:
        return True
    bare = text.tokens[index].upos == "NUM" and text.content(index) == index
    if bare and "person" in context.classes:  # "capturing six"
        return True
    return bool(context.classes) and not context.classes.isdisjoint(text.kinds(index))


def _beside(text: Text, trigger: Trigger, where: Where) -> Iterator[int]:
    """The head words that stand at a place beside a trigger."""
    if where is Where.BEFORE:
        for child in text.children(trigger.head, "amod", "compound", "nmod:poss", "nmod"):
            if child.index < trigger.head:
                yield child.index
        if trigger.first:
            yield trigger.first - 1
        return
    for start in _RELATIONS[where](text, trigger):
        yield from text.with_conjuncts(start)


def _objects(text: Text, trigger: Trigger) -> Iterator[int]:
    token = text.tokens[trigger.head]
    for child in text.children(trigger.head, "obj", "iobj", "nsubj:pass", "dobj"):
        yield child.index
    if token.head is not None and token.xpos == "VBN" and token.rel.startswith(("acl", "amod")):
        yield token.head
    if trigger.entry.kind is Kind.VERB:
        prepositions = trigger.entry.to.union(*trigger.entry.parts[1:])
        for child in text.children(trigger.head, "obl"):
            if text.case(child.index) in prepositions:
                yield child.index


def _subjects(text: Text, trigger: Trigger) -> Iterator[int]:
    token = text.tokens[trigger.head]
    found = text.child(trigger.head, "nsubj")
    if found is None and token.rel in ("conj", "xcomp") and token.head is not None:
        found = text.child(token.head, "nsubj", "nsubj:pass")
    if found is not None and text.is_relative(found) and token.head is not None:
        yield token.head
    elif found is not None:
        yield found.index
    elif token.rel == "acl" and token.head is not None and token.xpos == "VBG":
        yield token.head


def _complements(text: Text, trigger: Trigger) -> Iterator[int]:
    """Prepositional complements; of "withdraw from" only those behind "from"."""
    last = trigger.entry.word.rpartition(" ")[2]
    own = trigger.entry.kind is Kind.VERB and last in PREPOSITIONS
    for child in text.children(trigger.head, "nmod", "obl", "nmod:poss"):
        if not own or text.case(child.index) == last:
            yield child.index


def _openings(text: Text, trigger: Trigger) -> Iterator[int]:
    for clause in text.children(trigger.head, "xcomp", "ccomp", "advcl"):
        for mark in text.children(clause.index, "mark"):
            yield mark.index


_RELATIONS: Final = {
    Where.CLAUSE: _openings,
    Where.OBJECT: _objects,
    Where.SUBJECT: _subjects,
    Where.OF: _complements,
}
