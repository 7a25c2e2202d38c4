"""The forms of English words, so that text is looked up by what stands there.

A tagger's lemma is a guess, and a poor one in capitals; a form is a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from variorum.lexicon.load import rows

_VOWELS: Final = frozenset("aeiou")
_IRREGULAR_PLURALS: Final = {
    "man": "men", "woman": "women", "child": "children", "person": "persons", "wife": "wives",
    "knife": "knives", "life": "lives", "thief": "thieves", "foot": "feet", "tooth": "teeth",
    "wolf": "wolves", "leaf": "leaves", "half": "halves", "crisis": "crises", "corps": "corps",
}  # fmt: skip


def verb_forms(verb: str) -> frozenset[str]:
    """Every form of a verb: base, -s, -ing, past and participle.

    >>> sorted(verb_forms("raid"))
    ['raid', 'raided', 'raiding', 'raids']

    >>> "raped" in verb_forms("rap")
    False

    Irregular verbs: lexicon/en/events_irregular.tsv. Final consonants are doubled in words of one
    syllable, and both ways in longer ones, since usage differs.
    """
    past = _irregular().get(verb, ()) or tuple(_past(verb))
    return frozenset({verb, *_third_person(verb), *_present_participle(verb), *past})


def noun_forms(noun: str) -> frozenset[str]:
    """The singular and the plural.

    >>> sorted(noun_forms("policeman"))
    ['policeman', 'policemen']
    """
    for ending, plural in _IRREGULAR_PLURALS.items():
        if noun.endswith(ending) and noun != "human":
            return frozenset({noun, noun[: -len(ending)] + plural})
    return frozenset({noun, *_third_person(noun)})


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {
        row["verb"]: (row["past"], row["participle"]) for row in rows("en/events_irregular.tsv")
    }


def _third_person(word: str) -> Iterator[str]:
    if _ends_in_consonant_y(word):
        yield word[:-1] + "ies"
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        yield word + "es"
    else:
        yield word + "s"
        if word.endswith("o"):
            yield word + "es"


def _past(verb: str) -> Iterator[str]:
    if verb.endswith("e"):
        yield verb + "d"
    elif _ends_in_consonant_y(verb):
        yield verb[:-1] + "ied"
    else:
        yield from (stem + "ed" for stem in _stems(verb))


def _present_participle(verb: str) -> Iterator[str]:
    if verb.endswith("ie"):
        yield verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        yield verb[:-1] + "ing"
    else:
        yield from (stem + "ing" for stem in _stems(verb))


def _stems(verb: str) -> Iterator[str]:
    """What endings are put to: with the last consonant doubled, or not, or either."""
    doubles = len(verb) > 2 and verb[-1] not in _VOWELS | set("wxy") and verb[-2] in _VOWELS
    short = doubles and sum(letter in _VOWELS for letter in verb) == 1
    if not short:
        yield verb
    if doubles:
        yield verb + verb[-1]


def _ends_in_consonant_y(word: str) -> bool:
    return len(word) > 1 and word.endswith("y") and word[-2] not in _VOWELS
