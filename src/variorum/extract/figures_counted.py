"""What a number counts: the noun it stands with, or nothing where it is a date, an age, a name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from variorum.extract.clause import Text
from variorum.extract.quantity_core import Quantity
from variorum.lexicon import rows, words
from variorum.lexicon.forms import noun_forms
from variorum.model.annotation import Token

_NUMBERED: Final = frozenset(
    {
        "no", "no.", "nos", "nos.", "number", "article", "resolution", "decree", "law", "flight",
        "channel", "chapter", "page", "aged", "age", "highway", "route", "section", "#", "room",
        "building", "gate", "block", "platform", "paragraph", "item", "clause", "class", "grade",
        "phase", "point", "line", "version", "volume", "verse", "protocol", "annex", "category",
        "level", "tel", "phone", "apartment", "flat", "zone", "sector", "station", "camp",
    }
)  # fmt: skip
_NUMBERING: Final = frozenset({"nummod", "det", "amod", "compound", "nmod", "advmod", "det:predet"})
_COUNTABLE: Final = frozenset({"NOUN", "PROPN", "ADJ", "SYM"})
_BETWEEN: Final = frozenset({"ADJ", "NOUN", "PROPN"})  # what may stand between number and noun
_DAYS: Final = 31
_YEARS: Final = range(1900, 2101)
_PERSONS: Final = frozenset({"people", "persons", "men", "women", "soldiers", "others"})
_AFTER_A_DATE: Final = frozenset({"", ",", ".", ":", ";", "—", "-", "--", "–", "(", ")", "]"})
_GROWN: Final = frozenset({"man", "woman", "person"})
_OLDER: Final = frozenset({"over", "under", "above", "below"})
_THOSE: Final = frozenset({"them", "whom", "these", "those"})
_FAR: Final = 5  # words between a number and its noun
_DETERMINERS: Final = ("det", "nmod", "case", "nummod", "advmod", "cc:preconj", "amod")
_CONTEST: Final = frozenset(
    {
        "match", "game", "vote", "votes", "won", "win", "wins", "lost", "beat", "drew", "draw",
        "score", "scored", "goal", "cup", "league", "final", "defeated", "ended", "voted", "tie",
    }
)  # fmt: skip
_PARENTS: Final = frozenset({"father", "mother", "parent", "grandmother", "grandfather"})
_AFTER_ONE: Final = frozenset({"by", "another", "thing", "day", "side", "-", "way", "hand"})
_BEFORE_ONE: Final = frozenset(
    {"by", "another", "this", "that", "which", "the", "every", "each", "any"}
)


def counted(text: Text, quantity: Quantity) -> int | None:
    """The head word of what a quantity counts, the number itself where it stands alone ("12 were
    killed"); None for dates, ages, measures, ranks, scores and names."""
    if quantity.kind in ("article", "none"):
        return _after_determiner(text, quantity)
    if _is_idiom(text, quantity):
        return None
    if quantity.kind == "money":
        return quantity.end - 1
    if quantity.kind == "part" and _needs_whole(text, quantity):
        return None
    if is_strong(text, quantity):
        return _noun_behind(text, quantity.last + 2)
    if _is_part_of_name(text, quantity) or _is_age(text, quantity):
        return None
    if _is_date(text, quantity) or _is_measure(text, quantity) or _is_score(text, quantity):
        return None
    head = head_noun(text, quantity)
    if quantity.kind == "vague" and text.tokens[head].xpos == "NN" and head != quantity.core:
        return head if text.kinds(head) else None
    return None if text.lower[head] in _units() else head


def at(text: Text, index: int) -> str:
    """A word, lower case; "" behind the end."""
    return text.lower[index] if 0 <= index < len(text.lower) else ""


def is_strong(text: Text, quantity: Quantity) -> bool:
    """Whether a number measures a body of people: "a 2,000-strong force"."""
    return (at(text, quantity.last), at(text, quantity.last + 1)) == ("-", "strong")


def _needs_whole(text: Text, quantity: Quantity) -> bool:
    """Whether a rate has nothing that it is a part of: "prices rose by 4 percent"."""
    rate = text.lower[quantity.end - 1] in ("%", "percent", "cent", "pc")
    return rate and at(text, quantity.end) != "of"


# ------------------------------------------------------------------ articles and "no"


def _after_determiner(text: Text, quantity: Quantity) -> int | None:
    token, word = text.tokens[quantity.core], text.lower[quantity.core]
    if word in ("none", "nobody"):
        return _whole(text, token.index, token.index) or token.index
    if word == "no" and at(text, token.index + 1) == "one":
        return token.index + 1
    if token.rel not in _DETERMINERS or token.head is None:
        return None
    head = token.head
    if text.tokens[head].upos not in ("NOUN", "PROPN", "ADJ"):
        return None
    if quantity.kind == "article" and text.tokens[head].xpos not in ("NN", "NNP", "JJ"):
        return None
    return head


# ------------------------------------------------------------------ near misses


def _is_part_of_name(text: Text, quantity: Quantity) -> bool:
    """Whether a number names: "M-16", "No. 4", "Group of Seven", "18th Street", "Room 14"."""
    token = text.tokens[quantity.core]
    before = at(text, token.index - 1)
    if before in _NUMBERED or _is_capitalised(text, token, before):
        return True
    name = text.annotated.name_at(token.index)
    if name is not None and name.last - name.first > 1 and not text.capitals:
        return True
    if before == "-" and token.index > 1 and text.tokens[token.index - 2].text.isupper():
        return True
    grown = token.rel in ("compound", "flat") and token.text[0].isdigit() and not text.capitals
    above = text.tokens[token.head] if token.head is not None else None
    return grown and above is not None and above.upos == "PROPN" and above.index != token.index + 1


def _is_idiom(text: Text, quantity: Quantity) -> bool:
    """Whether the words count nobody: "how many", "one by one", "a father of two", "many a"."""
    before, after = at(text, quantity.first - 1), at(text, quantity.last)
    if before == "how" or (quantity.kind == "vague" and after in ("a", "an")):
        return True
    word = text.lower[quantity.core]
    if word == "one" and (after in _AFTER_ONE or before in _BEFORE_ONE):
        return True
    return before == "of" and at(text, quantity.first - 2) in _PARENTS


def _is_capitalised(text: Text, token: Token, before: str) -> bool:
    """Whether a number word has a capital that no beginning gives it: "the Group of Seven"."""
    capital = token.text[0].isupper() and not token.text.isupper()
    return capital and before == "of" and at(text, token.index + 1) != "of"


def _is_age(text: Text, quantity: Quantity) -> bool:
    """Whether a number is somebody's age: "Ilin Daro, 34, a teacher", "she was 43", "a girl of
    six", "men over 60"."""
    token = text.tokens[quantity.core]
    if _is_years_behind(text, quantity):
        return True
    subject = text.child(token.index, "nsubj")
    if subject is not None and text.child(token.index, "cop") is not None:
        return text.lower[subject.index] in ("he", "she") or subject.xpos == "NNP"
    commas = {at(text, quantity.first - 1), at(text, quantity.last)}
    if commas != {","} or token.head is None:
        return False
    return text.tokens[token.head].upos == "PROPN" and token.head < token.index


def _is_years_behind(text: Text, quantity: Quantity) -> bool:
    """Whether a number tells how old those are that stand before it."""
    if not quantity.first or _noun_behind(text, quantity.last) is not None:
        return False
    if text.lower[quantity.first] in _OLDER:
        return bool(text.kinds(quantity.first - 1) & {"person", "fighter"})
    whose = quantity.first - 2
    if at(text, quantity.first - 1) != "of" or whose < 0 or text.tokens[whose].xpos != "NN":
        return False
    return text.lower[whose] in _GROWN or "children" in text.kinds(whose)


def _is_date(text: Text, quantity: Quantity) -> bool:
    token = text.tokens[quantity.core]
    exact = quantity.kind == "digits" and quantity.low == quantity.high
    if not exact or quantity.low is None:
        return False
    before, after = (
        at(text, i).rstrip(".") in _months() for i in (quantity.core - 1, quantity.last)
    )
    if before and quantity.low in _YEARS and quantity.end == quantity.last:
        return at(text, quantity.end) not in _PERSONS
    if _has_day(text, quantity.core):
        return False
    if (before or after) and quantity.low <= _DAYS:
        return True
    return quantity.low in _YEARS and "," not in token.text and token.rel != "nummod"


def _has_day(text: Text, core: int) -> bool:
    """Whether the month before a number has its day already: "on 4 May 12 soldiers"."""
    if core < 2 or text.lower[core - 1].rstrip(".") not in _months():
        return False
    return text.lower[core - 2].isdigit() and at(text, core + 1) not in _AFTER_A_DATE


@cache
def _months() -> frozenset[str]:
    listed = [row["word"] for row in rows("en/figures_units.tsv")]
    return frozenset(listed[listed.index("january") : listed.index("time")])


@cache
def _units() -> frozenset[str]:
    return frozenset(
        form for row in rows("en/figures_units.tsv") for form in noun_forms(row["word"])
    )


def _is_measure(text: Text, quantity: Quantity) -> bool:
    """Whether a unit or a mark makes a number a measure: "40 km", "a 90-day truce", "10:30"."""
    following = at(text, quantity.last)
    if following in _units() or following in ("-", "-year", "°", "°c", "°f"):
        return True
    return following[:1] in (":", "/") and following != ""


def _is_score(text: Text, quantity: Quantity) -> bool:
    """Whether numbers stand against one another: "the vote was 12 to 3", "it ended 2-2"."""
    for near, far in ((quantity.last, quantity.last + 1), (quantity.first - 1, quantity.first - 2)):
        if at(text, near) in ("-", "–", "to", ":") and at(text, far).isdigit():
            grown = at(text, far - 1) == "from"  # "raised from 12 to 19"
            return not grown and _noun_behind(text, max(quantity.last, far + 1)) is None
    ranged = quantity.kind in ("digits", "unit") and quantity.end - quantity.core > 2
    if not ranged or _noun_behind(text, quantity.last) is not None:
        return False
    return quantity.low == quantity.high or not _CONTEST.isdisjoint(text.near(quantity.core))


# ------------------------------------------------------------------ the noun


def head_noun(text: Text, quantity: Quantity) -> int:
    """The noun a number hangs on, that follows it, or that follows in an "of" phrase; the number
    where it stands alone."""
    if named := named_part(text, quantity):
        return named
    if at(text, quantity.end) == "of":
        for index in (quantity.core, quantity.end - 1):
            if whole := _whole(text, index, quantity.end):
                return whole
    token = _outermost(text, quantity)
    if token.rel in _NUMBERING and token.head is not None:
        close = quantity.last <= token.head <= quantity.last + _FAR
        if close and text.tokens[token.head].upos in _COUNTABLE:
            return token.head
    if at(text, quantity.last) in ("one", "others", "more"):
        return quantity.last
    behind = _noun_behind(text, quantity.last)
    return quantity.core if behind is None else behind


def _outermost(text: Text, quantity: Quantity) -> Token:
    """The word of a number by which it hangs on the rest."""
    for place in range(quantity.core, quantity.end):
        one = text.tokens[place]
        if one.head is not None and not quantity.first <= one.head < quantity.last:
            return one
    return text.tokens[quantity.core]


def _noun_behind(text: Text, index: int) -> int | None:
    """The common noun that ends what stands right behind a number: "12-15 rebel fighters"."""
    found = None
    for token in text.tokens[index : index + _FAR]:
        if token.upos not in _BETWEEN and token.xpos not in ("VBN", "VBG", "CD"):
            break
        if token.upos == "NOUN":
            found = token.index
        elif found is not None or token.text[0].isdigit():
            break
    if found is None or text.lower[found] in words("en/roles_times.tsv"):
        return None
    return found


def _whole(text: Text, index: int, end: int) -> int | None:
    """The noun of an "of" phrase behind a number: "dozens of people", "none of the guards"."""
    for child in text.children(index, "nmod", "obl"):
        if text.case(child.index) != "of" or child.upos == "PRON":
            continue
        if child.index < end:  # "tens of thousands of people"
            return _whole(text, child.index, end)
        return child.index
    return None


def of_those(text: Text, quantity: Quantity) -> bool:
    """Whether a number is of those counted before: "22 people, six of them children"."""
    return at(text, quantity.last) == "of" and at(text, quantity.last + 1) in _THOSE


def named_part(text: Text, quantity: Quantity) -> int | None:
    """The noun for some of those counted before: "22 people, six of them children"."""
    noun = quantity.last + 2
    if not of_those(text, quantity) or noun >= len(text.tokens):
        return None
    follows = text.tokens[noun].upos == "NOUN" and text.kinds(noun) & {"person", "fighter"}
    return noun if follows else None


def whole_before(text: Text, quantity: Quantity) -> Iterator[int]:
    """The noun of those of whom some are named: the last that a number counts before."""
    sentence = text.annotated.sentences[text.tokens[quantity.core].sentence]
    for index in range(quantity.first - 1, sentence.first - 1, -1):
        token = text.tokens[index]
        if token.upos == "NUM":
            yield token.head if token.rel == "nummod" and token.head is not None else index
            return
