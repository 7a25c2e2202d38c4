"""A reading and what it is compared by, and what readings are made of: names, places, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from variorum.lexicon.comparing import used_for
from variorum.lexicon.load import words
from variorum.model.document import Span
from variorum.model.sheet import Reading
from variorum.model.value import Bounds, Interval, Place

LONGEST_QUOTATION = 120  # code points; a longer stretch is quoted by its cue alone
PRONOUNS: Final = "en/pronouns.tsv"


def is_pronoun(mention: str) -> bool:
    """Whether a mention is a pronoun alone."""
    return mention.casefold() in words(PRONOUNS)


def names(actor: str | None, mention: Span) -> bool:
    """Whether a mention names somebody: "it" alone, taken for nobody, does not."""
    return actor is not None or not is_pronoun(mention.text)


class Named(NamedTuple):
    """What a reading names; two namings that differ in `holds` contradict one another."""

    words: frozenset[str]
    holds: bool = True


class Spotted(NamedTuple):
    """The place a reading gives; `within`: the names that the text itself sets around it, lower
    case ("the square in Orm")."""

    place: Place
    within: frozenset[str] = frozenset()


Key = Interval | Bounds | Named | Spotted


@dataclass(frozen=True, slots=True)
class Said:
    """A reading and what it is compared by.

    `key` None: it is compared only where its voice says nothing else. `sameness`: two readings
    of a voice alike in it are one, so it holds the speaker where it matters who says so too.
    `short`: what a note calls it.
    """

    reading: Reading
    key: Key | None
    sameness: tuple[str, ...]
    short: str


Told = tuple[Said, ...]
"""What one voice says in a row."""


def said(reading: Reading, key: Key | None) -> Said:
    """A reading that other speakers of the same account would only repeat."""
    return Said(reading, key, (reading.value.casefold(),), reading.value)


def said_by(reading: Reading, key: Key | None, short: str | None = None) -> Said:
    """A reading that another speaker's like words do not repeat."""
    last = reading.speakers[-1].text.casefold() if reading.speakers else ""
    return Said(reading, key, (reading.value.casefold(), last), short or reading.value)


def bare(text: str) -> str:
    """A naming on one line, without the determiner or the quotation marks it begins with.

    >>> bare("the covered market"), bare("“evidence”")
    ('covered market', 'evidence')
    """
    first, *others = text.split() or [""]
    words = others if others and first.casefold() in used_for("determiner") else [first, *others]
    return " ".join(words).strip('“”"«»„‘’')


def folded(text: str) -> frozenset[str]:
    """The words of a naming that tell it from others: no case, determiners, linking words, plural.

    >>> sorted(folded("The two mortar shells"))
    ['mortar', 'shell', 'two']
    """
    words = (word.strip(".,;:'\"“”‘’()") for word in text.casefold().split())
    return frozenset(
        word.removesuffix("s") if len(word) > 3 else word
        for word in words
        if word and word not in used_for("determiner") | used_for("linking")
    )


def stretch(parts: Sequence[Span]) -> Span:
    """From the first part to the last, where that is short and one paragraph; else the first."""
    first, last = min(part.start for part in parts), max(part.end for part in parts)
    whole = parts[0].document.span(first, last)
    fits = len(whole.text) <= LONGEST_QUOTATION and "\n" not in whole.text
    return whole if fits else parts[0]
