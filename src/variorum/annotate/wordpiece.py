"""Words as the encoder reads them: pieces of a fixed vocabulary, and a class of letter case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

CLS: Final = "[CLS]"
SEP: Final = "[SEP]"
UNKNOWN: Final = "[UNK]"
CONTINUES: Final = "##"

MOST_PIECES: Final = 12
"""A word gives at most so many pieces."""
MOST_READ: Final = 200
"""Code points of a word that are looked at: more than its pieces can hold."""
LONGEST_RUN: Final = 100
"""A longer run of letters is unknown as a whole."""
KEPT_WORDS: Final = 1 << 16

IDEOGRAPHS: Final = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF))

CASELESS: Final = 0
"""The case class of a word whose case tells nothing, as in a text all in capitals."""


class Pieces(NamedTuple):
    """A word for the encoder: ids of its pieces, and its class of letter case (0 to 7)."""

    ids: tuple[int, ...]
    case: int


def case_class(word: str) -> int:
    """The class of a word's letter case.

    1 lower, 2 Capitalised, 3 CAPITALS, 4 miXed, 5 without letters, 6 one capital letter.

    >>> [case_class(word) for word in ("of", "Port", "UN", "McRae", "12", "A")]
    [1, 2, 3, 4, 5, 6]
    """
    if not any(map(str.isalpha, word)):
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 6
    return 2 if word[0].isupper() and word[1:].islower() else 4


class WordPiece:
    """Cuts words into the longest pieces that a vocabulary knows.

    `vocabulary`: piece -> id; "##" marks a piece that goes on. Case and accents are dropped.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self.cls, self.sep = vocabulary[CLS], vocabulary[SEP]
        self._unknown = vocabulary[UNKNOWN]
        self.pieces = lru_cache(KEPT_WORDS)(self._pieces)

    def _pieces(self, word: str) -> Pieces:
        ids = [piece for run in _runs(word[:MOST_READ]) for piece in self._cut(run)]
        return Pieces(tuple(ids[:MOST_PIECES]) or (self._unknown,), case_class(word))

    def _cut(self, run: str) -> list[int]:
        """The ids of the longest known pieces of a run, from the left."""
        if len(run) > LONGEST_RUN:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(run):
            for end in range(len(run), start, -1):
                piece = self._ids.get((CONTINUES if start else "") + run[start:end])
                if piece is not None:
                    break
            else:
                return [self._unknown]
            found.append(piece)
            start = end
        return found


def _runs(word: str) -> Iterator[str]:
    """The lower-cased, unaccented runs of a word; each mark and each ideograph by itself."""
    run = ""
    for character in _plain(word):
        if character.isspace() or _stands_alone(character):
            if run:
                yield run
            if not character.isspace():
                yield character
            run = ""
        else:
            run += character
    if run:
        yield run


def _plain(word: str) -> str:
    kept = (c for c in word if c in "\t\n\r" or (c != "\ufffd" and not _is_control(c)))
    bare = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c for c in bare if unicodedata.category(c) != "Mn").lower()


def _is_control(character: str) -> bool:
    return unicodedata.category(character).startswith("C")


def _stands_alone(character: str) -> bool:
    point = ord(character)
    if unicodedata.category(character).startswith("P") or (
        33 <= point <= 126 and not character.isalnum()
    ):
        return True
    return any(first <= point <= last for first, last in IDEOGRAPHS)
