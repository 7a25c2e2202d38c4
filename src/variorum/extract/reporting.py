"""The words that report speech and belief, each with what may follow it and the act it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from variorum.lexicon import rows
from variorum.model.record import Act

VERBS: Final = "en/reporting_verbs.tsv"
NOUNS: Final = "en/reporting_nouns.tsv"
ADJECTIVES: Final = "en/reporting_adjectives.tsv"

_VOWELS: Final = frozenset("aeiou")


class Entry(NamedTuple):
    """A word of saying. `frames`: what may follow it, and the act that this makes it."""

    word: str
    frames: Mapping[str, Act]


@cache
def verbs() -> Mapping[str, Entry]:
    """Entries by every form of the verb, lower case; lemmas a tagger gives are not needed."""
    return _by_form(VERBS, verb_forms)


@cache
def nouns() -> Mapping[str, Entry]:
    """Entries by singular and plural, lower case."""
    return _by_form(NOUNS, _noun_forms)


@cache
def adjectives() -> Mapping[str, Entry]:
    """Entries by the adjective, lower case."""
    return _by_form(ADJECTIVES, lambda word: iter((word,)))


def _by_form(name: str, forms: Callable[[str], Iterator[str]]) -> Mapping[str, Entry]:
    frames: dict[str, dict[str, Act]] = {}
    irregular: dict[str, set[str]] = {}
    for row in rows(name):
        word = row["word"]
        frames.setdefault(word, {}).update(dict.fromkeys(row["frames"].split(), Act(row["act"])))
        irregular.setdefault(word, set()).update(row.get("forms", "").split())
    return {
        form: Entry(word, frames[word])
        for word in frames
        for form in (*forms(word), *sorted(irregular[word]))
    }


def verb_forms(word: str) -> Iterator[str]:
    """The base form, -s, -ed and -ing; doubled consonants both ways, since usage differs."""
    yield word
    yield from _third_person(word)
    past = word[:-1] + "i" if _ends_in_consonant_y(word) else word.removesuffix("e")
    keeps = not word.endswith("e") or word.endswith(("ee", "oe", "ye"))
    yield past + "ed"
    yield (word if keeps else word[:-1]) + "ing"
    if len(word) > 2 and word[-1] not in _VOWELS | set("wxy") and word[-2] in _VOWELS:
        yield word + word[-1] + "ed"
        yield word + word[-1] + "ing"


def _noun_forms(word: str) -> Iterator[str]:
    yield word
    yield from _third_person(word)


def _third_person(word: str) -> Iterator[str]:
    if _ends_in_consonant_y(word):
        yield word[:-1] + "ies"
    elif word.endswith(("s", "x", "z", "ch", "sh", "o")):
        yield word + "es"
    else:
        yield word + "s"


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS
