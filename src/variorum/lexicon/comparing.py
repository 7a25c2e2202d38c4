"""Words by which the readings of a sheet are compared (lexicon/en/sheet_words.tsv)."""

from __future__ import annotations

from functools import cache

from variorum.lexicon.load import rows


@cache
def used_for(use: str) -> frozenset[str]:
    """The words of a use: "office", "armed", "among". Raises KeyError for a use no word has."""
    return _by_use()[use]


@cache
def _by_use() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("en/sheet_words.tsv"):
        found.setdefault(row["use"], set()).add(row["word"])
    return {use: frozenset(members) for use, members in found.items()}
