"""What sort of thing a noun names: person, fighter, weapon, building."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from variorum.lexicon.forms import noun_forms
from variorum.lexicon.load import rows

NOTHING: frozenset[str] = frozenset()


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """The classes of a noun by each of its forms, lower case (lexicon/en/roles.tsv)."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("en/roles.tsv"):
        kinds = frozenset(row["classes"].split())
        for form in noun_forms(row["word"]):
            found[form] = found.get(form, NOTHING) | kinds
    return found


@cache
def known_classes() -> frozenset[str]:
    """Every class that a noun may have."""
    return frozenset(kind for kinds in classes().values() for kind in kinds)
