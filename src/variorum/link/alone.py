"""Incidents that one document alone tells of, in the shape of shared ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from variorum.link.shared import share
from variorum.link.tellings import find_tellings
from variorum.model.incident import Comparison, SharedIncident
from variorum.model.ledger import Ledger


def told_alone(comparison: Comparison, ledgers: Mapping[str, Ledger]) -> Iterator[SharedIncident]:
    """The incidents of each document that no other document tells of; copies of one text tell
    each of theirs."""
    shared = {(one.document, one.event) for each in comparison.incidents for one in each.events}
    for id in sorted(ledgers):
        for telling in find_tellings(ledgers[id]):
            if not any((id, event) in shared for event in telling.events):
                yield share([telling], ledgers, (), ())
