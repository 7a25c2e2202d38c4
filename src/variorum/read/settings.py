"""What a caller may ask of reading, and what reading gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from variorum.errors import BadValue, VariorumError
from variorum.model.document import Document
from variorum.model.ledger import Ledger
from variorum.model.record import Gap


class InputFormat(StrEnum):
    """What the input is taken for; AUTO goes by the name, then by the content."""

    AUTO = "auto"
    JSONL = "jsonl"
    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """`published` and `source` stand for every document that does not name its own.

    `max_characters`: a longer document is refused, so that one file cannot fill the memory.
    Raises BadValue where a setting makes no sense.
    """

    published: date | None = None
    source: str | None = None
    input_format: InputFormat | str = InputFormat.AUTO
    max_characters: int = 5_000_000

    def __post_init__(self) -> None:
        known = [str(each) for each in InputFormat]
        if self.input_format not in known:
            raise BadValue("input format", self.input_format, "one of " + ", ".join(known))
        if self.max_characters < 1:
            raise BadValue("max_characters", self.max_characters, "at least 1")

    @property
    def max_bytes(self) -> int:
        """The most bytes that can hold `max_characters`, a byte-order mark included."""
        return 4 * self.max_characters + 4


@dataclass(frozen=True, slots=True)
class Read:
    """A document, the passages that could not be read, and what the user should know.

    `origin`: where it was found, as a message names it: "news.jsonl: line 7". `ledger`: what an
    earlier reading found in it, where the input is a document ledger.
    """

    document: Document
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()
    origin: str = ""
    ledger: Ledger | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """One source of which no document can be made, and why; the others go on."""

    error: VariorumError


Reading = Read | Refused
