"""Figures: numbers of people and things, what they count, of whom, in which event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from variorum.extract.clause import Text
from variorum.extract.quantity import Quantity, find_quantities
from variorum.extract.roles import take_part
from variorum.extract.roles_part import Part
from variorum.extract.triggers import Trigger, find_triggers
from variorum.lexicon import rows
from variorum.lexicon.forms import noun_forms
from variorum.model.annotation import Annotated, Token
from variorum.model.record import Counted, Scope

_WHO: Final = (
    "children", "women", "journalists", "medics", "peacekeepers", "police", "combatants",
    "refugees", "workers", "officials", "foreigners", "civilians",
)  # fmt: skip
_BY_EFFECT: Final = {
    "killed": Counted.KILLED,
    "injured": Counted.INJURED,
    "abducted": Counted.ABDUCTED,
    "arrested": Counted.ARRESTED,
    "detained": Counted.DETAINED,
    "displaced": Counted.DISPLACED,
}
_CUMULATIVE: Final = re.compile(
    r"\b(since|so far this|this year|last year|over the (past|last)|in the (past|last)|to date|"
    r"in total|altogether|in all|throughout|during the (war|conflict|civil war|past|last)|"
    r"(year|month|decade|week)s?[- ](long|old) (war|conflict)|every year|each year|annually)\b",
    re.I,
)
_NUMBERED: Final = frozenset(
    {
        "no", "no.", "nos", "nos.", "number", "article", "resolution", "decree", "law", "flight",
        "channel", "chapter", "page", "aged", "age", "highway", "route", "section", "#",
    }
)  # fmt: skip
_NUMBERING: Final = frozenset({"nummod", "det", "amod", "compound", "nmod", "advmod", "det:predet"})
_COUNTABLE: Final = frozenset({"NOUN", "PROPN", "ADJ", "SYM"})
_DAYS: Final = 31
_YEARS: Final = range(1900, 2101)
_WHOLE_WAR: Final = re.compile(
    r"\b(war|conflict|insurgency|uprising|crisis|revolt)\b.{0,40}\b(has|have|had) "
    r"(\w+ )?(killed|left|claimed|displaced|cost)\b|"
    r"\b(killed|died|displaced)\b.{0,40}\b(war|conflict|insurgency|uprising|revolt)\b"
    r".{0,30}\b(began|started|broke out|erupted|which|since)\b",
    re.I,
)
_MONEY: Final = frozenset("$€£¥")
_TOLLS: Final = frozenset({"toll", "number", "count", "total", "figure", "tally"})
_THOSE: Final = frozenset({"them", "whom", "these", "those"})
_AFTER_A_DATE: Final = frozenset({"", ",", ".", ":", ";", "—", "-"})
_FAMILY: Final = frozenset(
    {"total", "family", "group", "crew", "team", "band", "gang", "squad", "party"}
)


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


Happening = tuple[Trigger, Part]


def draft_figures(text: Text, happenings: Sequence[Happening]) -> list[Draft]:
    """The figures of a text in order. `event` is a place in `happenings`.

    Number words: lexicon/en/numbers.tsv; what is counted: lexicon/en/figures.tsv.
    """
    effects = _effects_by_head(happenings)
    drafts = []
    for quantity in find_quantities(text.lower):
        counted = _counted(text, quantity)
        if counted is None:
            continue
        draft = _draft(text, quantity, counted, effects)
        if draft is not None:
            drafts.append(draft)
    return drafts


# ------------------------------------------------------------------ what is counted


def _counted(text: Text, quantity: Quantity) -> int | None:
    """The head word of what a quantity counts; None for dates, ages, measures, ranks and names."""
    token = text.tokens[quantity.core]
    if quantity.kind in ("article", "none"):
        return _after_determiner(text, quantity)
    if _is_part_of_name(text, token) or _is_age(text, quantity):
        return None
    if _is_date(text, quantity) or _is_unit(text, quantity):
        return None
    head = _head_noun(text, quantity)
    if quantity.kind == "vague" and text.tokens[head].xpos == "NN" and head != quantity.core:
        return None
    if text.lower[head] in _units():
        return None
    return head


def _after_determiner(text: Text, quantity: Quantity) -> int | None:
    token = text.tokens[quantity.core]
    if quantity.kind == "none" and text.lower[token.index] in ("none", "nobody"):
        return token.index
    if text.lower[token.index] == "no" and _follows(text, token.index, "one"):
        return token.index + 1
    if token.rel not in ("det", "nmod", "case", "nummod", "advmod", "cc:preconj", "amod"):
        return None
    head = token.head
    if head is None or text.tokens[head].upos not in ("NOUN", "PROPN", "ADJ"):
        return None
    if quantity.kind == "article" and text.tokens[head].xpos not in ("NN", "NNP", "JJ"):
        return None
    return head


def _follows(text: Text, index: int, word: str) -> bool:
    return index + 1 < len(text.lower) and text.lower[index + 1] == word


def _is_part_of_name(text: Text, token: Token) -> bool:
    """Whether a number names: "M-16", "No. 4", "Group of Seven", "18th Street"."""
    before = text.lower[token.index - 1] if token.index else ""
    if before in _NUMBERED:
        return True
    name = text.annotated.name_at(token.index)
    if name is not None and name.last - name.first > 1 and not text.capitals:
        return True
    if before == "-" and token.index > 1 and text.tokens[token.index - 2].text.isupper():
        return True
    grown = token.rel in ("compound", "flat") and token.text[0].isdigit() and not text.capitals
    return grown and token.head is not None and text.tokens[token.head].upos == "PROPN"


def _is_age(text: Text, quantity: Quantity) -> bool:
    """Whether a number is somebody's age: "Ilin Daro, 34, a teacher", "she was 43"."""
    token = text.tokens[quantity.core]
    subject = text.child(token.index, "nsubj")
    if subject is not None and text.child(token.index, "cop") is not None:
        return text.lower[subject.index] in ("he", "she") or subject.xpos == "NNP"
    commas = {text.lower[quantity.first - 1] if quantity.first else "", _at(text, quantity.last)}
    if commas != {","} or token.head is None:
        return False
    return text.tokens[token.head].upos == "PROPN" and token.head < token.index


def _is_date(text: Text, quantity: Quantity) -> bool:
    token = text.tokens[quantity.core]
    exact = quantity.kind == "digits" and quantity.low == quantity.high
    if not exact or quantity.low is None:
        return False
    beside = text.lower[max(0, quantity.core - 1)], _at(text, quantity.last)
    if _has_day(text, quantity.core):
        return False
    if quantity.low <= _DAYS and any(word.rstrip(".") in _months() for word in beside):
        return True
    return quantity.low in _YEARS and "," not in token.text and token.rel != "nummod"


def _has_day(text: Text, core: int) -> bool:
    """Whether the month before a number has its day already: "on 4 May 12 soldiers"."""
    if core < 2 or text.lower[core - 1].rstrip(".") not in _months():
        return False
    return text.lower[core - 2].isdigit() and _at(text, core + 1) not in _AFTER_A_DATE


def _at(text: Text, index: int) -> str:
    return text.lower[index] if index < len(text.lower) else ""


@cache
def _months() -> frozenset[str]:
    words = [row["word"] for row in rows("en/figures_units.tsv")]
    return frozenset(words[words.index("january") : words.index("time")])


@cache
def _units() -> frozenset[str]:
    return frozenset(
        form for row in rows("en/figures_units.tsv") for form in noun_forms(row["word"])
    )


def _is_unit(text: Text, quantity: Quantity) -> bool:
    following = _at(text, quantity.last)
    before = text.lower[quantity.first - 1] if quantity.first else ""
    if before in _MONEY or following in ("%", "percent", "-year", "-"):
        return following == "-" or following == "-year"
    return following in _units() or (following[:1] in ":/" and following != "")


def _head_noun(text: Text, quantity: Quantity) -> int:
    """The noun a number hangs on, or that follows in an "of" phrase; the number where it stands
    alone ("12 were killed")."""
    if named := _named_part(text, quantity):
        return named
    token = text.tokens[quantity.core]
    for place in range(quantity.first, quantity.last):
        one = text.tokens[place]
        if one.head is not None and not quantity.first <= one.head < quantity.last:
            token = one
            break
    if token.rel in _NUMBERING and token.head is not None:
        follows = token.head > token.index
        if text.tokens[token.head].upos in _COUNTABLE and follows:
            return token.head
    if token.head is not None and text.lower[token.head] in ("one", "others"):
        return token.head
    for child in text.children(token.index, "nmod"):
        if text.case(child.index) == "of":
            return child.index
    return token.index


def _named_part(text: Text, quantity: Quantity) -> int | None:
    """The noun for some of those counted before: "22 people, six of them children"."""
    of, them, noun = (quantity.last + step for step in range(3))
    if _at(text, of) != "of" or _at(text, them) not in _THOSE or noun >= len(text.tokens):
        return None
    follows = text.tokens[noun].upos == "NOUN" and text.kinds(noun) & {"person", "fighter"}
    return noun if follows else None


def _whole_before(text: Text, quantity: Quantity) -> int | None:
    """The noun of those of whom some are named: the last that a number counts before."""
    sentence = text.annotated.sentences[text.tokens[quantity.core].sentence]
    for index in range(quantity.first - 1, sentence.first, -1):
        token = text.tokens[index]
        if token.upos == "NUM" and token.rel == "nummod" and token.head is not None:
            return token.head
    return None


# ------------------------------------------------------------------ of what, of whom


def _effects_by_head(happenings: Sequence[Happening]) -> Mapping[int, tuple[int, str]]:
    """For each head word that something was done to: the place of the event and its effect."""
    found: dict[int, tuple[int, str]] = {}
    for place, (trigger, part) in enumerate(happenings):
        effect = trigger.entry.effect
        for index in part.recipients:
            if effect and (index not in found or not found[index][1]):
                found[index] = place, effect
            elif not effect:
                found.setdefault(index, (place, ""))
        if effect:
            found.setdefault(trigger.head, (place, effect))
    return found


def _draft(
    text: Text, quantity: Quantity, head: int, effects: Mapping[int, tuple[int, str]]
) -> Draft | None:
    event, effect = _effect(text, quantity, head, effects)
    of = _BY_EFFECT.get(effect) or _of_noun(text, quantity, head)
    if quantity.kind == "part":
        of = Counted.SHARE
    rule = _RULE_OF_KIND.get(quantity.kind, "count")
    if not RULES[rule](text, head, of):
        return None
    low_first, last = _words(text, quantity, head)
    scope = _scope(text, quantity, event)
    return Draft(low_first, last, quantity, of, _who(text, head), scope, event, rule)


def _effect(
    text: Text, quantity: Quantity, head: int, effects: Mapping[int, tuple[int, str]]
) -> tuple[int | None, str]:
    """The event that a number belongs to and what it did to those counted."""
    for index in (head, quantity.core, *_above(text, quantity, head)):
        if index in effects:
            place, effect = effects[index]
            return place, effect
    return None, ""


def _above(text: Text, quantity: Quantity, head: int) -> Iterator[int]:
    """Words above a number that tell its event: "a family of five", "the toll rose to 12"."""
    token = text.tokens[head]
    if _named_part(text, quantity) and (whole := _whole_before(text, quantity)):
        yield whole
    if token.head is None:
        return
    above = text.tokens[token.head]
    case = text.case(head)
    if case in ("of", "including") and (text.lower[above.index] in _FAMILY or case == "including"):
        yield above.index
        if above.head is not None:
            yield above.head
    if above.upos == "VERB":
        for child in text.children(above.index, "nsubj", "nsubj:pass", "obj"):
            if text.lower[child.index] in _TOLLS:
                yield child.index
                yield from (below.index for below in text.annotated.children(child.index))


def _of_noun(text: Text, quantity: Quantity, head: int) -> Counted:
    before = text.lower[quantity.first - 1] if quantity.first else ""
    if before in _MONEY:
        return Counted.MONEY
    following = _at(text, quantity.last)
    if following in ("%", "percent") or quantity.kind == "part":
        return Counted.SHARE
    for index in _states(text, head):
        if of := _nouns().get(text.lower[index]):
            return of
    if following in _nouns():
        return _nouns()[following]
    return Counted.OTHER


def _states(text: Text, head: int) -> Iterator[int]:
    """What is said of those counted ("missing villagers", "are missing"), then their noun."""
    yield from (child.index for child in text.children(head, "amod", "acl"))
    token = text.tokens[head]
    if token.head is not None and token.rel.startswith("nsubj") and not _acts(text, token.head):
        yield token.head
    yield head


def _acts(text: Text, verb: int) -> bool:
    """Whether a verb tells what its subject does to somebody: "a bomber killed 30"."""
    return any(text.children(verb, "obj"))


@cache
def _nouns() -> Mapping[str, Counted]:
    return {
        form: Counted(row["of"])
        for row in rows("en/figures.tsv")
        for form in noun_forms(row["word"])
    }


def count(text: Text, head: int, of: Counted) -> bool:
    """A number in digits or words: always worth keeping.

    yes: At least 12 people were killed. => At least 12 people: killed 12..
    no: Several people were killed.
    """
    return True


def vague_count(text: Text, head: int, of: Counted) -> bool:
    """A number word that leaves its upper bound open: always worth keeping.

    yes: Dozens of people were wounded. => Dozens of people: injured 24..
    no: Twelve people were wounded.
    """
    return True


def share(text: Text, head: int, of: Counted) -> bool:
    """A part of a whole: always worth keeping.

    yes: A third of the refugees came from the north. => A third of the refugees: share
    no: Thirty refugees came from the north.
    """
    return True


def single(text: Text, head: int, of: Counted) -> bool:
    """One person harmed: "a soldier was killed"; "a house was sold" is no figure.

    yes: A soldier was killed. => A soldier: killed 1..1
    no: A house was sold.
    """
    known = text.lower[head] not in _FAMILY and _nouns().get(text.lower[head]) not in _HARMED
    return of in _HARMED and known and bool(text.kinds(head) & {"person", "fighter"})


def none_at_all(text: Text, head: int, of: Counted) -> bool:
    """None of the dead, the injured, the missing: "no casualties".

    yes: No casualties were reported. => No casualties: affected 0..0
    no: No agreement was reached.
    """
    return of in (Counted.KILLED, Counted.INJURED, Counted.AFFECTED, Counted.MISSING)


def _who(text: Text, head: int) -> str | None:
    """Who is counted, by the noun or the adjective beside it."""
    for index in (head, *(child.index for child in text.children(head, "amod", "compound"))):
        kinds = text.kinds(index)
        for who in _WHO:
            if who in kinds:
                return who
    return None


def _words(text: Text, quantity: Quantity, head: int) -> tuple[int, int]:
    """The words of a figure: the number with its noun, where that stands close behind it."""
    if head < quantity.last or head - quantity.last > 5:
        return quantity.first, quantity.last
    return quantity.first, head + 1


def _scope(text: Text, quantity: Quantity, event: int | None) -> Scope | None:
    sentence = text.annotated.sentences[text.tokens[quantity.core].sentence]
    words = text.annotated.span(sentence.first, sentence.last).text
    if _CUMULATIVE.search(words) or _WHOLE_WAR.search(words):
        return Scope.CUMULATIVE
    return Scope.EVENT if event is not None else None


_HARMED: Final = frozenset(_BY_EFFECT.values())
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
