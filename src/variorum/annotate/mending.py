"""Names as a reader would mark them, where the likeliest tags cut or take them amiss."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from variorum.lexicon import rows
from variorum.model.annotation import Name, NameKind, Token

HYPHENS: Final = frozenset({"-", "‐", "‑"})
POSSESSIVE: Final = frozenset({"'s", "’s", "'S", "’S"})
NO_END: Final = frozenset({",", ";", ":", "–", "—", '"', "“", "”", "("}) | HYPHENS
"""Marks that no name ends with."""

SMALL_WORDS: Final = """
al el as ad an ar ash at az ul ur bin ibn bint ben bat ould ag abu ole da das de del della der di
do dos du la le van von zu ter ten af av
"""
PARTICLES: Final = frozenset(SMALL_WORDS.split())
"""Small words inside names of persons, of many languages; from general knowledge."""

RANKS: Final = """
president prime minister secretary ambassador envoy representative senator governor mayor
chancellor king queen prince princess grand vizier sheikh sheik imam ayatollah mullah mufti rabbi
pope bishop archbishop cardinal father sister reverend judge justice sir lord lady datuk u daw mr
mrs ms miss dr prof professor doctor sen rep gov rev hon general gen colonel col lieutenant lt
major maj brigadier brig captain capt sergeant sgt corporal cpl private pvt admiral adm commander
cmdr marshal chief inspector insp superintendent supt constable honourable vice - of
"""
TITLES: Final = frozenset(RANKS.split())
"""Words that titles before persons are made of; from general knowledge."""


def mend_names(names: Iterable[Name], tokens: Sequence[Token]) -> tuple[Name, ...]:
    """The same names: whole at hyphens and particles, without what follows them, bodies told
    from persons."""
    trimmed = (_without_end(_widen(name, tokens), tokens) for name in names)
    return tuple(_body(name, tokens) for name in _join(trimmed, tokens))


def _join(names: Iterable[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """Parts of one name are one, of the kind of the first; no title before a person is a name."""
    waiting: Name | None = None
    for name in names:
        if waiting and (waiting.last > name.first or _goes_on(waiting, name, tokens)):
            kind = name.kind if _is_ordinal(waiting, tokens) else waiting.kind
            waiting = Name(min(waiting.first, name.first), max(waiting.last, name.last), kind)
            continue
        if waiting and not _entitles(waiting, name, tokens):
            yield waiting
        waiting = name
    if waiting:
        yield waiting


def _widen(name: Name, tokens: Sequence[Token]) -> Name:
    """With the rest of a word that a hyphen cuts, and of a person that a particle cuts."""
    first, last, person = name.first, name.last, name.kind is NameKind.PERSON
    while first > 1 and _is_particle(tokens[first - 2]) and _cuts_word(tokens, first - 1):
        first -= 2
    if _cuts_word(tokens, last - 1) or (person and _leads_on(tokens, last)):
        last += 1
    elif person and last - first > 1 and _cuts_word(tokens, last) and _is_capital(tokens, last + 1):
        last += 2
    return name if (first, last) == (name.first, name.last) else Name(first, last, name.kind)


def _cuts_word(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen stands there, inside a written word: "Shu-fen"."""
    if not 0 < index < len(tokens) - 1 or tokens[index].text not in HYPHENS:
        return False
    before, hyphen, after = tokens[index - 1 : index + 2]
    touches = before.end == hyphen.start and hyphen.end == after.start
    return touches and before.sentence == after.sentence and after.text[0].isalnum()


def _leads_on(tokens: Sequence[Token], last: int) -> bool:
    """Whether the word before `last` is a particle and a name goes on: "de la" of "de la Vega"."""
    return _is_particle(tokens[last - 1]) and _is_capital(tokens, last)


def _is_capital(tokens: Sequence[Token], index: int) -> bool:
    if not 0 < index < len(tokens) or tokens[index - 1].sentence != tokens[index].sentence:
        return False
    return tokens[index].text[0].isupper()


def _is_particle(token: Token) -> bool:
    return token.text in PARTICLES


def _goes_on(name: Name, after: Name, tokens: Sequence[Token]) -> bool:
    """Whether two names are one: bodies with nothing between them, or a word that starts the name
    right after it: "Saw" of "Saw Ler Moo", "3rd" of a unit."""
    if not _stands_before(name, after, tokens):
        return False
    if name.kind is after.kind is NameKind.ORGANISATION:
        return True
    if name.last - name.first > 1:
        return False
    if _is_ordinal(name, tokens):
        return after.kind is NameKind.ORGANISATION
    persons = name.kind is after.kind is NameKind.PERSON
    return persons and not _is_title(tokens[name.first])


def _entitles(name: Name, after: Name, tokens: Sequence[Token]) -> bool:
    """Whether a name is titles alone and the name right after it is a person."""
    if after.kind is not NameKind.PERSON or not _stands_before(name, after, tokens):
        return False
    return all(_is_title(token) for token in tokens[name.first : name.last])


def _stands_before(name: Name, after: Name, tokens: Sequence[Token]) -> bool:
    last, first = tokens[name.last - 1], tokens[after.first]
    return name.last == after.first and last.sentence == first.sentence


def _is_title(token: Token) -> bool:
    return token.text.lower().rstrip(".") in TITLES


def _is_ordinal(name: Name, tokens: Sequence[Token]) -> bool:
    return name.last - name.first == 1 and tokens[name.first].text[0].isdigit()


def _without_end(name: Name, tokens: Sequence[Token]) -> Name:
    """Without a mark at its end, or an "'s" by which a place owns what is named after it."""
    last = name.last
    while last - 1 > name.first and _is_no_end(name.kind, last, tokens):
        last -= 1
    return name if last == name.last else Name(name.first, last, name.kind)


def _is_no_end(kind: NameKind, last: int, tokens: Sequence[Token]) -> bool:
    """Whether the word before `last` ends no name of the kind; bodies are named "Velm's" too."""
    word = tokens[last - 1]
    if word.text not in POSSESSIVE:
        return word.text in NO_END
    owned = None if word.head is None else tokens[word.head].head
    return kind is NameKind.PLACE and owned is not None and owned >= last


def _body(name: Name, tokens: Sequence[Token]) -> Name:
    """An organisation, where a person begins or ends with a word for a body: "Partido", "Sena"."""
    if name.kind is not NameKind.PERSON or name.last - name.first < 2:
        return name
    first, last = (_plain(tokens[place].text) for place in (name.first, name.last - 1))
    if ("first", first) in _body_words() or ("last", last) in _body_words():
        return Name(name.first, name.last, NameKind.ORGANISATION)
    return name


@cache
def _body_words() -> frozenset[tuple[str, str]]:
    """Where a word for a body stands in its name, and the word: lexicon/bodies.tsv."""
    return frozenset((row["stands"], row["word"]) for row in rows("bodies.tsv"))


def _plain(word: str) -> str:
    """Small letters without marks.

    >>> _plain("Jasağy")
    'jasagy'
    """
    apart = unicodedata.normalize("NFD", word.lower().replace("ı", "i"))
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("’", "'")
