"""Figures: numbers of people and things, what they count, of whom, in which event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from variorum.extract.clause import Text
from variorum.extract.figures_counted import at, counted, of_those, whole_before
from variorum.extract.figures_kind import (
    HARMED,
    SUBJECTS,
    kind_by_verb,
    kind_by_words,
    kinds_of_nouns,
    states,
)
from variorum.extract.quantity import bounded_after, find_quantities
from variorum.extract.quantity_core import Quantity
from variorum.extract.roles import take_part
from variorum.extract.roles_part import Part
from variorum.extract.triggers import Trigger, find_triggers
from variorum.lexicon.classes import NOTHING, classes
from variorum.lexicon.events import Kind, entries
from variorum.model.annotation import Annotated
from variorum.model.record import Counted, Scope

_WHO: Final = (
    "children", "women", "journalists", "medics", "peacekeepers", "police", "combatants",
    "refugees", "workers", "officials", "foreigners", "civilians",
)  # fmt: skip
_CUMULATIVE: Final = re.compile(
    r"\b(since|so far this|this year|last year|over the (past|last)|in the (past|last)|to date|"
    r"in total|altogether|in all|throughout|during the (war|conflict|civil war|past|last)|"
    r"(year|month|decade|week)s?[- ](long|old) (war|conflict)|every year|each year|annually|"
    r"\w+-(year|month|decade|week) (war|conflict|insurgency|siege))\b",
    re.I,
)
_WHOLE_WAR: Final = re.compile(
    r"\b(war|conflict|insurgency|uprising|crisis|revolt)\b.{0,40}\b(has|have|had) "
    r"(\w+ )?(killed|left|claimed|displaced|cost)\b|"
    r"\b(killed|died|displaced)\b.{0,40}\b(war|conflict|insurgency|uprising|revolt)\b"
    r".{0,30}\b(began|started|broke out|erupted|which|since)\b",
    re.I,
)
_GROUPS: Final = frozenset(
    {"total", "family", "group", "crew", "team", "band", "gang", "squad", "party", "families"}
)
_TOLLS: Final = frozenset({"toll", "number", "count", "total", "figure", "tally"})
_AMONG: Final = frozenset({"among", "amongst", "including"})
_INCLUDE: Final = frozenset({"include", "includes", "included", "including"})
_LIVES: Final = frozenset({"life", "lives"})
_PAIRS: Final = frozenset({"couple", "pair"})
_SUFFIXES: Final = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion", "k": "k"}
_FAR: Final = 5  # words between a number and its noun


class Draft(NamedTuple):
    """A figure before it is a record: its words [first, last), its noun, its event's place."""

    first: int
    last: int
    quantity: Quantity
    of: Counted
    who: str | None
    scope: Scope | None
    event: int | None
    rule: str


class Deed(NamedTuple):
    """What an event does to a word: the event's place and the effect, "" for none."""

    event: int
    effect: str


Happening = tuple[Trigger, Part]


def draft_figures(text: Text, happenings: Sequence[Happening]) -> list[Draft]:
    """The figures of a text in order. `event` is a place in `happenings`.

    Number words: lexicon/en/numbers.tsv; what is counted: lexicon/en/figures.tsv.
    """
    deeds = _deeds_by_word(happenings)
    drafts = []
    for quantity in find_quantities(_number_words(text)):
        head = counted(text, quantity)
        draft = None if head is None else _draft(text, quantity, head, deeds)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _number_words(text: Text) -> list[str]:
    """The words, lower case, with suffixes of size that touch their number spelled out: "$3bn"."""
    found = list(text.lower)
    for token in text.tokens[1:]:
        if token.rel == "compound:prt":  # "handed over forty men"
            found[token.index] = "|"
        before = text.tokens[token.index - 1]
        touches = token.start == before.end and before.text[0].isdigit()
        if touches and (scale := _SUFFIXES.get(text.lower[token.index])):
            found[token.index] = "thousand" if scale == "k" else scale
    return found


# ------------------------------------------------------------------ of what, of whom


def _deeds_by_word(happenings: Sequence[Happening]) -> Mapping[int, Deed]:
    """For each head word that something was done to, and for each trigger, the first event that
    has an effect on it, or the first event."""
    found: dict[int, Deed] = {}
    for place, (trigger, part) in enumerate(happenings):
        deed = Deed(place, trigger.entry.effect or "")
        for index in part.recipients:
            if index not in found or (deed.effect and not found[index].effect):
                found[index] = deed
        found.setdefault(trigger.head, deed)
    return found


def _draft(text: Text, quantity: Quantity, head: int, deeds: Mapping[int, Deed]) -> Draft | None:
    deed = _deed(text, quantity, head, deeds)
    by_verb = kind_by_verb(text, head)
    by_words = kind_by_words(text, quantity, head, deed.effect if deed else "")
    of = by_words or by_verb or Counted.OTHER
    rule = _RULE_OF_KIND.get(quantity.kind, "count")
    if not RULES[rule](text, head, of):
        return None
    first, last, quantity = _words(text, quantity, head)
    scope = _scope(text, quantity, told=bool(deed) or of is by_verb)
    event = deed.event if deed else None
    return Draft(first, last, quantity, of, _who(text, head), scope, event, rule)


def _deed(text: Text, quantity: Quantity, head: int, deeds: Mapping[int, Deed]) -> Deed | None:
    """The event that a number belongs to and what it did to those counted."""
    number = range(quantity.first, quantity.end)
    if at(text, quantity.end) == "of":  # "two of the six who were kidnapped are free"
        own = next((deeds[index] for index in number if index in deeds), None)
        if own is not None:
            return own
    said = states(text, quantity, head)
    words = (*number, head, *_above(text, quantity, head), *said)
    known = [deeds[index] for index in words if index in deeds]
    return next((deed for deed in known if deed.effect), known[0] if known else None)


def _above(text: Text, quantity: Quantity, head: int) -> Iterator[int]:
    """Words that tell the event of a number: "a family of five", "the toll rose to 12", "12 men,
    three of them boys", "the dead include two nurses"."""
    before = at(text, quantity.first - 1)
    if of_those(text, quantity) or before in ("including", "them", "whom"):
        yield from whole_before(text, quantity)
    yield from _heads_of_bounds(text, quantity)
    token = text.tokens[head]
    above = text.tokens[head if token.head is None else token.head]
    for child in (*text.annotated.children(head), *text.annotated.children(above.index)):
        if text.case(child.index) in _AMONG:  # "among the dead were two doctors"
            yield child.index
    if above is token:
        return
    case = text.case(head)
    if case == "including" or (case == "of" and text.lower[above.index] in _GROUPS | _LIVES):
        yield above.index
        if above.head is not None:
            yield above.head
    if text.lower[above.index] in _INCLUDE:
        yield from (child.index for child in text.children(above.index, *SUBJECTS))
    if above.upos == "VERB":
        for child in text.children(above.index, *SUBJECTS, "obj"):
            if text.lower[child.index] in _TOLLS:
                yield child.index
                yield from (below.index for below in text.annotated.children(child.index))


def _heads_of_bounds(text: Text, quantity: Quantity) -> Iterator[int]:
    """What the words hang on that bound a number: "in excess of 200 people were hurt"."""
    for place in range(quantity.first, quantity.core):
        head = text.tokens[place].head
        if head is not None and not quantity.first <= head < quantity.last:
            yield head


# ------------------------------------------------------------------ rules


def count(text: Text, head: int, of: Counted) -> bool:
    """A number in digits or words; "one" alone counts where something was done to it.

    yes: At least 12 people were killed. => At least 12 people: killed 12..
    no: One said that he had seen it.
    no: One woman said that she had seen it.
    """
    one = text.lower[head - 1] == "one" and head and text.tokens[head - 1].upos == "NUM"
    return of is not Counted.OTHER or not (text.lower[head] == "one" or one)


def vague_count(text: Text, head: int, of: Counted) -> bool:
    """A number word that leaves its upper bound open; "both" only where something was done to them.

    yes: Dozens of people were wounded. => Dozens of people: injured 24..
    yes: Both drivers were killed. => Both drivers: killed 2..2
    no: Twelve people were wounded.
    no: Shares fell in both capitals.
    """
    if of is not Counted.OTHER:
        return True
    both = (child.index for child in text.annotated.children(head))
    return text.lower[head] != "both" and all(text.lower[index] != "both" for index in both)


def share(text: Text, head: int, of: Counted) -> bool:
    """A part of a whole: always worth keeping.

    yes: A third of the refugees came from the north. => A third of the refugees: share
    no: Prices rose by 4 percent.
    """
    return True


def single(text: Text, head: int, of: Counted) -> bool:
    """One person harmed: "a soldier was killed"; "a house was sold" is no figure.

    yes: A soldier was killed. => A soldier: killed 1..1
    no: A house was sold.
    """
    word = text.lower[head]
    known = word not in _GROUPS | _PAIRS and kinds_of_nouns().get(word) not in HARMED
    person = text.kinds(head) & {"person", "fighter"} or _is_of_an_age(text, head)
    return (of in HARMED or of is Counted.MISSING) and known and bool(person)


def _is_of_an_age(text: Text, head: int) -> bool:
    """Whether somebody is called by an age: "a 17-year-old"."""
    return text.lower[head] == "old" and at(text, head - 2) == "year"


def none_at_all(text: Text, head: int, of: Counted) -> bool:
    """None of the dead, the injured, the missing, the arrested: "no casualties".

    yes: No casualties were reported. => No casualties: affected 0..0
    yes: No one was arrested. => No one: arrested 0..0
    no: No agreement was reached.
    no: The ministry has no information that civilians were killed.
    """
    told = (
        text.kinds(head) or text.tokens[head].upos != "NOUN" or text.lower[head] in kinds_of_nouns()
    )
    return bool(told) and (of in HARMED or of in (Counted.AFFECTED, Counted.MISSING))


# ------------------------------------------------------------------ whose, which words, how long


def _who(text: Text, head: int) -> str | None:
    """Who is counted, by the noun or the adjective beside it, or the body that they make up."""
    beside = (child.index for child in text.children(head, "amod", "compound"))
    known = [text.kinds(index) for index in (head, *beside)]
    for kinds in (*known, *(classes().get(word, NOTHING) for word in _body_of(text, head))):
        for who in _WHO:
            if who in kinds:
                return who
    return None


def _body_of(text: Text, head: int) -> Iterator[str]:
    """The body that a number makes up: "a family of five"."""
    token = text.tokens[head]
    above = text.lower[token.head] if token.head is not None else ""
    if text.case(head) == "of" and above in _GROUPS and token.upos == "NUM":
        yield above


def _words(text: Text, quantity: Quantity, head: int) -> tuple[int, int, Quantity]:
    """The words of a figure: the number with its noun, where that stands close behind it, what
    bounds it behind the noun, and the body counted ("a group of 12 students")."""
    near = quantity.last <= head <= quantity.last + _FAR
    near = near and not (head == quantity.last and _is_state(text, head))
    near = near and text.tokens[quantity.core].sentence == text.tokens[head].sentence
    ended = quantity._replace(last=head + 1) if near else quantity
    if of_those(text, quantity) and not near:
        ended = quantity._replace(last=quantity.last + 2)
    if at(text, ended.last) == "more":
        ended = ended._replace(last=ended.last + 1)
    ended = bounded_after(text.lower, ended)
    return _first_of_body(text, ended.first, head), ended.last, ended


def _first_of_body(text: Text, first: int, head: int) -> int:
    """Where the body begins that a number makes up: "a family of five"; else the number."""
    above = text.tokens[head].head
    if text.case(head) != "of" or above != first - 2 or text.lower[above] not in _GROUPS:
        return first
    return above - 1 if at(text, above - 1) in ("a", "an", "the", "one") else above


def _is_state(text: Text, head: int) -> bool:
    """Whether a word tells what became of those counted and not who they are: "five hurt"."""
    return any(entry.kind is Kind.ADJECTIVE for entry in entries().get(text.lower[head], ()))


def _scope(text: Text, quantity: Quantity, told: bool) -> Scope | None:
    sentence = text.annotated.sentences[text.tokens[quantity.core].sentence]
    words = text.annotated.span(sentence.first, sentence.last).text
    if _CUMULATIVE.search(words) or _WHOLE_WAR.search(words):
        return Scope.CUMULATIVE
    return Scope.EVENT if told else None


RULES: Final[Mapping[str, Callable[[Text, int, Counted], bool]]] = {
    "count": count,
    "vague-count": vague_count,
    "share": share,
    "single": single,
    "none-at-all": none_at_all,
}
_RULE_OF_KIND: Final = {
    "digits": "count", "unit": "count", "vague": "vague-count", "part": "share",
    "article": "single", "none": "none-at-all",
}  # fmt: skip


def shown(annotated: Annotated) -> Iterator[tuple[str, str]]:
    """Each figure as "words: kind low..high", under its rule."""
    text = Text(annotated)
    happenings = [(trigger, take_part(text, trigger)) for trigger in find_triggers(text)]
    for draft in draft_figures(text, happenings):
        low, high = ("" if side is None else side for side in draft.quantity[3:5])
        words = annotated.span(draft.first, draft.last).text
        yield draft.rule, f"{words}: {draft.of} {low}..{high}"
