"""Names as a reader would mark them, where the likeliest tags cut or take them amiss."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from variorum.model.annotation import Name, NameKind, Token

HYPHENS: Final = frozenset({"-", "‐", "‑"})
POSSESSIVE: Final = frozenset({"'s", "’s", "'S", "’S"})
NO_END: Final = frozenset({",", ";", ":", "–", "—", '"', "“", "”", "("}) | HYPHENS
"""Marks that no name ends with."""


def mend_names(names: Iterable[Name], tokens: Sequence[Token]) -> tuple[Name, ...]:
    """The same names: whole at a hyphen, without what follows them, bodies told from persons."""
    whole = _join_hyphens(names, tokens)
    trimmed = (_without_end(name, tokens) for name in whole)
    return tuple(_body(name, tokens) for name in trimmed)


def _join_hyphens(names: Iterable[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """No name ends inside a word that a hyphen goes on with: "Shu-" of "Shu-fen"."""
    waiting: Name | None = None
    for name in names:
        if waiting and waiting.last > name.first:
            waiting = Name(waiting.first, name.last, waiting.kind)
        else:
            if waiting:
                yield waiting
            waiting = name
        if tokens[waiting.last - 1].text in HYPHENS and _touches(tokens, waiting.last):
            waiting = Name(waiting.first, waiting.last + 1, waiting.kind)
    if waiting:
        yield waiting


def _touches(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word stands there, in the same sentence, right after the one before it."""
    if index >= len(tokens) or not tokens[index].text[0].isalnum():
        return False
    before, word = tokens[index - 1], tokens[index]
    return before.end == word.start and before.sentence == word.sentence


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
    """Where a word for a body stands in its name, and the word, of bodies.tsv."""
    text = files("variorum.annotate").joinpath("bodies.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return frozenset((stands, word) for _, stands, word in rows[1:])


def _plain(word: str) -> str:
    """Small letters without marks.

    >>> _plain("Jasağy")
    'jasagy'
    """
    apart = unicodedata.normalize("NFD", word.lower().replace("ı", "i"))
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("’", "'")
