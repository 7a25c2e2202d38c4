"""Base forms: a table of forms seen in the treebanks, and rules for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from variorum.annotate.tokenise import HIDDEN

PROPER: Final = frozenset({"NNP", "NNPS"})
KEPT_LEMMAS: Final = 1 << 16


def apply_rule(rule: str, form: str) -> str:
    """Apply a rule "L|N|ENDING": lower-case if L is 1, drop N characters, add the ending.

    A rule "=LEMMA" gives the lemma itself.

    >>> apply_rule("1|3|y", "Armies"), apply_rule("=be", "was")
    ('army', 'be')
    """
    if rule.startswith("="):
        return rule[1:]
    lower, dropped, ending = rule.split("|", 2)
    kept = form.lower() if lower == "1" else form
    return kept[: len(kept) - int(dropped)] + ending


def read_table(lines: Iterable[str]) -> dict[tuple[str, str], str]:
    """(form, tag) -> lemma, from lines of three values parted by tabs."""
    found = {}
    for line in lines:
        form, tag, lemma = line.rstrip("\n").split("\t")
        found[form, tag] = lemma
    return found


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(f"[{HIDDEN}]")


class Lemmas:
    """Finds lemmas by table, then for names by their form, then by rule; soft hyphens and the
    like are no part of a lemma."""

    def __init__(self, table: Mapping[tuple[str, str], str]) -> None:
        self._table = table
        self.lemma = lru_cache(KEPT_LEMMAS)(self._lemma)

    def _lemma(self, written: str, tag: str, rule: str) -> str:
        form = _hidden().sub("", written)
        known = self._table.get((form, tag)) or self._table.get((form.lower(), tag))
        if known:
            return known
        return form if tag in PROPER else apply_rule(rule, form) or form
