"""What became of each source of a run, counted and told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

import click

from variorum.cli.options import say
from variorum.model.ledger import Ledger
from variorum.pipeline import Kept, Outcome
from variorum.read import Read, Reading, Refused

NOTHING_READ, SOME_REFUSED = 1, 3

_COUNTED = ("statements", "events", "figures", "incidents", "places", "actors")


class Tally:
    """Counts outcomes as they pass; a refusal is told at once, on stderr."""

    def __init__(self, advance: Callable[[], None] = lambda: None) -> None:
        self.read = self.kept = self.refused = 0
        self._advance = advance

    def notes(self, given: Iterable[Reading]) -> Iterator[Reading]:
        """The same readings; what the user should know of one is told as it passes."""
        for one in given:
            if isinstance(one, Read):
                for note in one.notes:
                    say(f"variorum: {one.origin or one.document.id}: {note}")
            yield one

    def ledgers(self, outcomes: Iterable[Outcome]) -> Iterator[Ledger]:
        """The ledgers among the outcomes."""
        for one in outcomes:
            self._advance()
            if isinstance(one, Refused):
                self.refused += 1
                say(f"variorum: {one.error}")
            elif isinstance(one, Kept):
                self.kept += 1
            else:
                self.read += 1
                yield one

    def status(self, strict: bool) -> int:
        """The exit status of the run: see `variorum --help`."""
        if self.refused and not self.read + self.kept:
            return NOTHING_READ
        return SOME_REFUSED if self.refused and strict else 0

    def tell(self, rest: str = "") -> None:
        """One line on stderr that sums the run up."""
        refused = f", {_many(self.refused, 'source')} refused" if self.refused else ""
        kept = f", {self.kept:,} read before" if self.kept else ""
        say(f"{_many(self.read, 'document')} read{kept}{refused}{rest}")


def tell_summary(ledger: Ledger) -> None:
    """One JSON line on stdout: which document, and how many records of each kind."""
    document = ledger.document
    counts = {name: len(getattr(ledger, name)) for name in _COUNTED}
    click.echo(json.dumps({"id": document.id, "sha256": document.sha256} | counts))


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
