"""What an export is made of, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

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
    quotations are cut short. `coded`: the rows of datasets that stand in the sheets."""

    sheets: tuple[Sheet, ...]
    ledgers: Mapping[str, Ledger]
    comparison: Comparison
    about: About
    with_text: bool = True
    coded: Mapping[str, Ledger] = field(default_factory=dict)

    @property
    def documents(self) -> Mapping[str, Ledger]:
        """All that is quoted, by document id: the articles, then the rows of datasets."""
        return {**self.ledgers, **self.coded}


Write = Callable[[Material], Files]
