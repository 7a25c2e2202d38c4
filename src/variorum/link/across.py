"""Incidents that several documents tell of.

Tellings that may be of one incident are held against one another field by field, joined by average
linkage, and given with the reasons why. What a person decided outweighs what the fields tell.
Prints of one text are one voice: they do not speak for one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from variorum.link.clusters import Pair
from variorum.link.copies import find_copies
from variorum.link.decisions import bind
from variorum.link.grouping import group_tellings
from variorum.link.likeness import Likeness
from variorum.link.shared import earliest_first, share
from variorum.link.tellings import Telling, find_tellings
from variorum.link.weights import Weights
from variorum.model.decision import Decision
from variorum.model.incident import Comparison
from variorum.model.ledger import Ledger


def compare(
    ledgers: Sequence[Ledger],
    decisions: Sequence[Decision] = (),
    weights: Weights | None = None,
) -> Comparison:
    """The incidents told by two documents and more, and the groups of copies.

    The order of the ledgers changes nothing.
    """
    by_id = {ledger.document.id: ledger for ledger in ledgers}
    copies = find_copies([ledger.document for ledger in by_id.values()])
    tellings = tell(by_id.values())
    likeness = Likeness(tellings, weights)
    bonds = bind(decisions, tellings)
    groups = [
        group
        for group in group_tellings(len(tellings), likeness, bonds.odds)
        if len({tellings[at].document.id for at in group}) > 1
    ]
    voices = {id: str(number) for number, ids in enumerate(copies) for id in ids}
    spoken = [voices.get(t.document.id, f"of {t.document.id}") for t in tellings]
    reasons = likeness.mean_reasons([_voiced_pairs(group, spoken) for group in groups])
    found = [
        share([tellings[at] for at in group], by_id, copies, why, bonds.behind(group))
        for group, why in zip(groups, reasons, strict=True)
    ]
    return Comparison(tuple(sorted(found, key=earliest_first)), copies, bonds.unheeded)


def tell(ledgers: Iterable[Ledger]) -> list[Telling]:
    """What every document tells, by document id."""
    ordered = sorted(ledgers, key=lambda ledger: ledger.document.id)
    return [telling for ledger in ordered for telling in find_tellings(ledger)]


def _voiced_pairs(group: Sequence[int], voices: Sequence[str]) -> list[Pair]:
    """The pairs of a group that are of different voices; where it is one voice, all."""
    pairs = list(combinations(group, 2))
    return [(one, other) for one, other in pairs if voices[one] != voices[other]] or pairs
