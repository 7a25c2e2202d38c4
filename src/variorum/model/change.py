"""What one print of a story changed against another."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model.document import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of the first print and what the later one has for them; None: nothing."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class Reworded:
    """A sentence that both prints have, in other words."""

    before: Span
    after: Span
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """How the print `document` differs from the print `first`, sentence by sentence.

    `added`, `moved` and the later wordings quote `document`, `dropped` and the earlier ones
    quote `first`. `title`: the two titles, where both are known and differ.
    """

    document: str
    first: str
    title: tuple[str, str] | None
    added: tuple[Span, ...]
    dropped: tuple[Span, ...]
    reworded: tuple[Reworded, ...]
    moved: tuple[Span, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing but layout and letter case was changed."""
        return not (self.title or self.added or self.dropped or self.reworded or self.moved)
