"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.document import Span


class HitKind(StrEnum):
    """Where the words stand: in a document's text, or in the words of a record."""

    TEXT = "text"
    STATEMENT = "statement"
    EVENT = "event"
    FIGURE = "figure"
    ACTOR = "actor"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words were found.

    `document`: its id; `record`: the record's id in that document's ledger, None for the text.
    `quotation`: the passage around the first match in a text, or the words of the record.
    """

    document: str
    kind: HitKind
    record: str | None
    quotation: Span
