"""Which entries of which lists hold given words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Final

from variorum.lexicon.load import Row, rows

LANGUAGE: Final = "en"
NAMING: Final = frozenset(
    {"word", "words", "phrase", "verb", "noun", "role", "adjective", "people", "demonym"}
    | {"actor", "name", "names", "partisan", "alias", "aliases", "seat", "other"}
)
"""Columns that hold wordings; the others say what a wording means."""


def entries_with(lists: Sequence[str], words: Collection[str]) -> Iterator[Row]:
    """The entries, in the lists whose name begins with one of `lists`, that are made of `words`
    alone (lower case: as they stand, and their base forms)."""
    for name in _lists():
        if name.rpartition("/")[2].startswith(tuple(lists)):
            yield from (row for row in rows(name) if _holds(row, words))


def _holds(row: Row, words: Collection[str]) -> bool:
    return any(
        parts and all(part in words for part in parts)
        for column in NAMING & row.keys()
        for wording in row[column].replace(";", "|").split("|")
        if (parts := wording.casefold().split())
    )


@cache
def _lists() -> tuple[str, ...]:
    """Every list that ships, by the name that `rows` takes."""
    root = resources.files("variorum.lexicon")
    own = [file.name for file in root.iterdir()]
    english = [f"{LANGUAGE}/{file.name}" for file in root.joinpath(LANGUAGE).iterdir()]
    return tuple(sorted(name for name in own + english if name.endswith(".tsv")))
