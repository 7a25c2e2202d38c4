"""What happening a time expression hangs on, and when the text says that it was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from variorum.lexicon import rows
from variorum.model.annotation import Annotated, Token
from variorum.resolve.calendar import Grain, Stretch
from variorum.resolve.times_reading import Match

FAR: Final = 12  # tokens within which the happening is named
APART: Final = 4  # tokens between the words of an entry
WITHIN: Final = frozenset({"DET", "ADJ", "PRON", "NUM", "ADP", "PART", "ADV", "PROPN", "AUX"})
TELLING: Final = frozenset({"NOUN", "VERB", "ADJ"})
PHASES: Final = frozenset(
    ["begin", "start", "end", "erupt", "break", "happen", "occur", "take", "come", "go", "follow"]
)
SET_OFF: Final = frozenset({",", "-", "–", "—", "("})
A_MONTH: Final = 31  # days
UNITS: Final = frozenset({"month", "week", "quarter", "century"})
LONGEST: Final = {"M": 366, "Y": 3660, "E": 3660, "C": 36600}  # days of a date counted from
SUFFIXES: Final = ("ation", "ment", "tion", "sion", "ance", "ing", "ion", "ure", "al", "er", "e")
ROOT: Final = 4  # letters that are left of a word without its suffix
SAME, KIN, GENERAL, SHARED = 4, 3, 2, 1  # what a likeness of words counts


class Happening(NamedTuple):
    """A happening as an expression names it: its words [first, last), the token they hang by."""

    first: int
    last: int
    token: Token


def happening_behind(match: Match, at: int) -> Happening | None:
    """What is named behind the word "after" or "of" at a token: "[the assassination]"."""
    tokens, first = match.setting.annotated.tokens, at + 1
    if first >= len(tokens) or tokens[first].sentence != tokens[match.token].sentence:
        return None
    token = _by_tree(match.setting.annotated, at, first) or _in_line(tokens, first)
    token = token if token and token.lemma not in UNITS else None
    return Happening(first, _end(match.setting.annotated, token), token) if token else None


def _end(annotated: Annotated, token: Token) -> int:
    """Where the words for a happening end: with the object or particle of a verb near by."""
    parts = [token.index] + [
        child.index
        for child in annotated.children(token.index)
        if token.upos == "VERB" and child.rel in ("obj", "compound:prt")
        and child.index - token.index <= APART
    ]  # fmt: skip
    return max(parts) + 1


def is_known(happening: Happening) -> bool:
    """Whether its word is one of a happening."""
    return root(happening.token.lemma) in _kin()


def _by_tree(annotated: Annotated, at: int, first: int) -> Token | None:
    """What the preposition or conjunction before `first` is tied to."""
    link = annotated.tokens[at]
    if link.rel not in ("case", "mark") or link.head is None:
        link = annotated.tokens[first]
    head = annotated.tokens[link.head] if link.head is not None else None
    tied = head is not None and link.rel in ("case", "mark") and first <= head.index < first + FAR
    return head if tied else None


def _in_line(tokens: tuple[Token, ...], first: int) -> Token | None:
    for token in tokens[first : first + FAR]:
        if token.upos in ("NOUN", "VERB") and not token.rel.startswith("compound"):
            return token
        if token.upos not in WITHIN and token.upos != "NOUN":
            return None
    return None


def apposed(match: Match) -> Stretch | None:
    """The day told right before a match: "on 2 May, [the day after] the vote"."""
    tokens, history = match.setting.annotated.tokens, match.setting.told.history
    first = match.first_token
    if not history or history[-1].last != first - 1 or tokens[first - 1].text not in SET_OFF:
        return None
    stretch = history[-1].stretch
    return stretch if stretch.grain is Grain.DAY else None


def day_of(match: Match, happening: Happening) -> Stretch | None:
    """The days that the happening's own words give, or a sentence before that tells of it."""
    annotated = match.setting.annotated
    below = [at for at in annotated.subtree(happening.token.index) if at >= happening.first]
    within = match.setting.ahead(below[0], below[-1] + 1) if below else None
    return within or _told_of(match, happening)


def last_told(match: Match) -> Stretch | None:
    """The last stretch told before a match."""
    history = match.setting.told.history
    return history[-1].stretch if history else None


def _told_of(match: Match, happening: Happening) -> Stretch | None:
    """The days told in the sentence that is likeliest to tell of the happening; the last of
    equals, and of several dates in it the one nearest to the word."""
    annotated = match.setting.annotated
    wanted, longest = _wanted(annotated, happening), _longest(match)
    best: tuple[int, bool, int, int] = (GENERAL - 1, False, 0, 0)
    found: Stretch | None = None
    history = match.setting.told.history
    for dated in history:
        if (
            dated.first >= match.first_token
            or (dated.stretch.last - dated.stretch.first).days > longest
        ):
            continue
        sentence = annotated.sentences[annotated.tokens[dated.first].sentence]
        told = annotated.tokens[sentence.first : min(sentence.last, match.first_token)]
        for likeness, at, near in _likenesses(wanted, told):
            if dated.anchor and dated.anchor[0] <= at < dated.anchor[1]:
                continue
            rank = (
                likeness + (dated.stretch.grain is Grain.DAY),
                _governs(annotated, dated.first, at),
                sentence.first,
                -abs(near - dated.first),
            )
            if rank >= best:
                best, found = rank, dated.stretch
    return found


def _longest(match: Match) -> int:
    """How many days a date may span that something is counted from in the unit of a match."""
    unit = match["u"]
    return LONGEST.get(unit.value if unit else "D", A_MONTH)


def _governs(annotated: Annotated, date: int, event: int) -> bool:
    """Whether a date stands under the word for an event, or with it as subject under its verb."""
    above, at = [], annotated.tokens[date].head
    while at is not None:
        above.append(at)
        at = annotated.tokens[at].head
    token = annotated.tokens[event]
    return event in above or (token.head in above and token.rel.startswith("nsubj"))


class Wanted(NamedTuple):
    """The roots of the words that name a happening, of words of its kind, of general words, and
    of the other words beside it."""

    same: frozenset[str]
    kin: frozenset[str]
    several: frozenset[tuple[str, ...]]
    general: frozenset[str]
    beside: frozenset[str]


def _wanted(annotated: Annotated, happening: Happening) -> Wanted:
    named = [annotated.tokens[at] for at in range(happening.first, happening.last)]
    named += [token for token in annotated.children(happening.token.index)
              if token.index >= happening.first]  # fmt: skip
    head = happening.token
    if head.lemma in PHASES:
        subject = annotated.child(head.index, "nsubj")
        head = subject if subject and subject.upos in ("NOUN", "PROPN") else head
    kin, several, general = _kin().get(root(head.lemma), NO_KIN)
    beside = frozenset(
        root(token.lemma)
        for token in named
        if token.upos in ("NOUN", "PROPN", "VERB") and token.index != head.index
    )
    return Wanted(frozenset({root(head.lemma)}), kin, several, general, beside)


def _likenesses(wanted: Wanted, told: tuple[Token, ...]) -> Iterator[tuple[int, int, int]]:
    """How alike the words of a sentence are to a happening's, which of them, and beside which a
    date would be the happening's: a name that both share, or the word."""
    roots = [root(token.lemma) for token in told]
    beside = [token for token, its in zip(told, roots, strict=True)
              if its in wanted.beside and token.upos in ("NOUN", "PROPN", "VERB")]  # fmt: skip
    shared = SHARED * len({token.lemma for token in beside})
    name = next((token.index for token in reversed(beside) if token.upos == "PROPN"), None)
    for token, its in zip(told, roots, strict=True):
        near = token.index if name is None else name
        if token.upos not in TELLING and token.upos != "PROPN":
            continue
        if its in wanted.same:
            yield SAME + shared, token.index, near
        elif token.upos in TELLING and (its in wanted.kin or _begins(wanted.several, roots, its)):
            yield KIN + shared, token.index, near
        elif token.upos in TELLING and its in wanted.general:
            yield GENERAL + shared, token.index, near


def _begins(several: frozenset[tuple[str, ...]], roots: list[str], first: str) -> bool:
    """Whether a word begins an entry of several words that stands there."""
    return any(
        parts[0] == first and set(parts[1:]) <= set(roots[at + 1 : at + 1 + APART])
        for parts in several
        for at, word in enumerate(roots)
        if word == first
    )


@cache
def root(lemma: str) -> str:
    """A word without the ending that makes a noun of a verb.

    >>> root("bombing"), root("arrival"), root("seizure"), root("seize"), root("vote")
    ('bomb', 'arriv', 'seiz', 'seiz', 'vot')
    """
    low = lemma.lower()
    for suffix in SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= min(ROOT, 3 + len(suffix) // 3):
            return low[: -len(suffix)]
    return low


Kin = tuple[frozenset[str], frozenset[tuple[str, ...]], frozenset[str]]
NO_KIN: Final[Kin] = (frozenset(), frozenset(), frozenset())


@cache
def _kin() -> dict[str, Kin]:
    """The roots of words of the same kind, the entries of several words, and the general words,
    by the root of each word."""
    found: dict[str, Kin] = {}
    for row in rows("en/events_same.tsv"):
        entries = [tuple(map(root, words.split())) for words in row["words"].split("|")]
        general = frozenset(root(word) for word in row["general"].split("|") if word)
        single = frozenset(entry[0] for entry in entries if len(entry) == 1)
        several = frozenset(entry for entry in entries if len(entry) > 1)
        for word in single | {entry[0] for entry in several}:
            _join(found, word, (single, several, general))
        for word in general:
            _join(found, word, (general, several, single))
    return found


def _join(found: dict[str, Kin], word: str, row: Kin) -> None:
    kin, several, general = found.get(word, NO_KIN)
    found[word] = (kin | row[0], several | row[1], general | row[2])
