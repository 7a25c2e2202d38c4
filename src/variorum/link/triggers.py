"""The words that tell of events, one form for all of "nominated", "nominates" and "nomination"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from variorum.lexicon import words
from variorum.lexicon.events import Kind, entries
from variorum.lexicon.load import follows_lists

COMMON: Final = "en/common_words.tsv"
ENDINGS: Final = ("ation", "ment", "ing", "ion", "ate", "al", "er", "ed", "e", "s")
"""What is cut from a word, the longest first, so that a noun meets its verb."""
SHORTEST: Final = 3
"""Letters that stay."""


def find_triggers(cues: Iterable[str]) -> frozenset[str]:
    """The stems of the words of some cues, function words left out.

    >>> sorted(find_triggers(["was nominated", "the nomination", "shot"]))
    ['nomin', 'shoot']
    """
    found = {word for cue in cues for word in cue.casefold().split()}
    return frozenset(stem(_bases().get(word, word)) for word in found - words(COMMON))


def stem(word: str) -> str:
    """A word without its ending.

    >>> [stem(word) for word in ("killing", "kill", "arrest", "fire", "firing")]
    ['kill', 'kill', 'arrest', 'fir', 'fir']
    """
    ending = next((end for end in ENDINGS if _is_cut(word, end)), "")
    return word.removesuffix(ending)


def _is_cut(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= SHORTEST


@follows_lists
def _bases() -> Mapping[str, str]:
    """The base form of each form in which a trigger may stand; that of a verb before a noun's."""
    found: dict[str, str] = {}
    for kind in Kind:
        for group in entries().values():
            for entry in (one for one in group if one.kind is kind):
                for form in entry.parts[entry.head]:
                    found.setdefault(form, entry.word.split()[entry.head])
    return found
