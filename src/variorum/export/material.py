"""What an export is made of, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from variorum.model.incident import Comparison
from variorum.model.ledger import Ledger
from variorum.model.sheet import Sheet

Files = dict[str, bytes]  # by name, folders divided by "/"


@dataclass(frozen=True, slots=True)
class About:
    """What every export says of itself. `runs`: the keys of the runs that read its documents."""

    version: str
    runs: tuple[str, ...]
    licence: str | None = None


@dataclass(frozen=True)
class Material:
    """Sheets and the ledgers they rest on. `with_text` False: article texts stay out, and
    quotations are cut short."""

    sheets: tuple[Sheet, ...]
    ledgers: Mapping[str, Ledger]
    comparison: Comparison
    about: About
    with_text: bool = True


Write = Callable[[Material], Files]
