"""The words that tell of events, by the form in which they stand (lexicon/en/events.tsv)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from variorum.errors import BadList
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.lexicon.load import Row, rows

EVENTS: Final = "en/events.tsv"
PREPOSITIONS: Final = frozenset(
    [
        "of",
        "on",
        "against",
        "at",
        "for",
        "with",
        "to",
        "in",
        "into",
        "from",
        "by",
        "over",
        "between",
    ]
)


class Kind(StrEnum):
    """The part of speech of a trigger."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adj"


class Where(StrEnum):
    """Where a context looks for its words."""

    OBJECT = "object"
    SUBJECT = "subject"
    OF = "of"
    BEFORE = "before"
    NEAR = "near"
    CLAUSE = "clause"


class Context(NamedTuple):
    """Words (in any form) or classes that stand at a place beside a trigger."""

    where: Where
    words: frozenset[str]
    classes: frozenset[str]


class Entry(NamedTuple):
    """One line of the list.

    `parts`: for each word of it the forms it may take; `head`: which of them is the trigger.
    `first`, `second`: the roles that "roles" gives.
    """

    word: str
    kind: Kind
    type: str
    mode: str | None
    effect: str | None
    first: str
    second: str
    to: frozenset[str]
    needs: tuple[Context, ...]
    bars: tuple[Context, ...]
    parts: tuple[frozenset[str], ...]
    head: int


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Entries by each form of their first word (of nouns: as it stands), the most telling first:
    more words before fewer, with a context before without."""
    found: dict[str, list[Entry]] = {}
    for number, row in enumerate(rows(EVENTS), start=1):
        entry = _entry(row, number)
        for form in entry.parts[0]:
            found.setdefault(form, []).append(entry)
    return {form: tuple(sorted(group, key=_telling)) for form, group in found.items()}


@cache
def effects() -> Mapping[str, str]:
    """What becomes of the recipient, by each form of a word, or of words that stand together."""
    known: dict[str, str] = {}
    for form, group in entries().items():
        for entry in group:
            if entry.effect:
                rest = entry.word.split()[1:]
                known.setdefault(" ".join((form, *rest)), entry.effect)
    return known


@cache
def event_nouns() -> frozenset[str]:
    """The nouns, in each form, that alone may tell of an event."""
    return frozenset(
        form
        for form, group in entries().items()
        if any(entry.kind is Kind.NOUN and len(entry.parts) == 1 for entry in group)
    )


def _telling(entry: Entry) -> tuple[int, int]:
    return -len(entry.parts), -len(entry.needs)


def _entry(row: Row, number: int) -> Entry:
    try:
        kind = Kind(row["pos"])
    except ValueError:
        raise BadList(EVENTS, number, "verb, noun or adj as pos") from None
    words = tuple(row["word"].split())
    head = _head(kind, words)
    roles = row["roles"].split() or ["recipient", "-"]
    return Entry(
        row["word"], kind, row["type"], row["mode"] or None, row["effect"] or None,
        roles[0], roles[1], frozenset(row["to"].split()),
        tuple(_contexts(row["needs"], number)), tuple(_contexts(row["bars"], number)),
        tuple(_forms(kind, word, place == head) for place, word in enumerate(words)), head,
    )  # fmt: skip


def _head(kind: Kind, words: tuple[str, ...]) -> int:
    """The verb comes first; a noun's head is its last word, or the one before a preposition."""
    if kind is Kind.VERB:
        return 0
    inner = (place for place, word in enumerate(words) if place and word in PREPOSITIONS)
    return next(inner, len(words)) - 1


def _forms(kind: Kind, word: str, inflected: bool) -> frozenset[str]:
    if kind is Kind.VERB:
        return verb_forms(word) if inflected else noun_forms(word) | {word}
    if kind is Kind.NOUN and inflected:
        return noun_forms(word)
    return frozenset({word})


def _contexts(text: str, number: int) -> Iterator[Context]:
    for part in text.split():
        place, colon, listed = part.partition(":")
        if not colon or place not in list(Where):
            raise BadList(EVENTS, number, f"contexts such as 'object:bridge', not {part!r}")
        names = listed.split(",")
        yield Context(
            Where(place),
            frozenset(form for name in names if name[0] != "@" for form in noun_forms(name)),
            frozenset(name[1:] for name in names if name[0] == "@"),
        )
