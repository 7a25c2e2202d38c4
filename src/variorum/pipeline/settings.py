"""What decides the records of a run besides the text: annotator, layers, lists, the code itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path

from variorum.lexicon import Lists
from variorum.resolve.gazetteer_packs import packs


class Layer(StrEnum):
    """Parts of a ledger that are given only when asked for."""

    PREDICATES = "predicates"
    TOKENS = "tokens"


@dataclass(frozen=True)
class Settings:
    """What decides the records besides the text."""

    annotator: str = "en"
    layers: frozenset[Layer] = frozenset()
    lists: Lists = ()  # of the user's own, before those that ship

    def rule_set(self) -> str:
        """A checksum of all code, lists and models that decide records, with each own list and
        each pack of places."""
        own = [one.label for one in self.lists] + [pack.label for pack in packs()]
        return "; ".join((rule_set(), *own))


@cache
def rule_set() -> str:
    """A checksum of all code, lists and models that decide records: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    root = resources.files("variorum")
    assert isinstance(root, Path)
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
