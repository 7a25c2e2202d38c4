"""Incidents that several documents tell of.

Tellings that may be of one incident are held against one another field by field, joined by average
linkage, and given with the reasons why. Prints of one text are one voice: they do not speak for
one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from variorum.link.candidates import find_candidates
from variorum.link.clusters import Pair, average_linkage
from variorum.link.copies import find_copies
from variorum.link.likeness import BASE, Likeness, weights
from variorum.link.shared import earliest_first, share
from variorum.link.tellings import Telling, find_tellings
from variorum.model.incident import Comparison, Reason
from variorum.model.ledger import Ledger


def compare(ledgers: Sequence[Ledger]) -> Comparison:
    """The incidents told by two documents and more, and the groups of copies.

    The order of the ledgers changes nothing.
    """
    by_id = {ledger.document.id: ledger for ledger in ledgers}
    ordered = [by_id[id] for id in sorted(by_id)]
    copies = find_copies([ledger.document for ledger in ordered])
    tellings = [telling for ledger in ordered for telling in find_tellings(ledger)]
    likeness = Likeness(tellings)
    odds = {
        pair: likeness.odds(tellings[pair[0]], tellings[pair[1]])
        for pair in find_candidates(tellings)
    }
    absent = weights()[BASE, "no-candidate"]
    groups = average_linkage(len(tellings), odds | _within(tellings), 0.0, absent)
    found = [
        share(group, by_id, copies, _reasons(group, likeness, copies))
        for group in ([tellings[index] for index in indices] for indices in groups)
        if len({telling.document.id for telling in group}) > 1
    ]
    return Comparison(tuple(sorted(found, key=earliest_first)), copies)


def _within(tellings: Sequence[Telling]) -> dict[Pair, float]:
    """The odds of all pairs inside one document."""
    places: dict[str, list[int]] = {}
    for index, telling in enumerate(tellings):
        places.setdefault(telling.document.id, []).append(index)
    apart = weights()[BASE, "one-document"]
    return {pair: apart for inside in places.values() for pair in combinations(inside, 2)}


def _reasons(
    group: Sequence[Telling], likeness: Likeness, copies: Sequence[Sequence[str]]
) -> tuple[Reason, ...]:
    """The mean weight of each field over the pairs of different voices, what tells most first."""
    voices = {id: number for number, ids in enumerate(copies) for id in ids}

    def voice(telling: Telling) -> object:
        return voices.get(telling.document.id, telling.document.id)

    pairs = list(combinations(group, 2))
    apart = [(one, other) for one, other in pairs if voice(one) != voice(other)]
    judged = [likeness.reasons(one, other) for one, other in apart or pairs]
    return _mean(judged)


def _mean(judged: Sequence[Iterable[Reason]]) -> tuple[Reason, ...]:
    sums: dict[str, float] = {}
    for reason in (one for reasons in judged for one in reasons):
        sums[reason.field] = sums.get(reason.field, 0.0) + reason.weight
    means = [Reason(field, round(total / len(judged), 2)) for field, total in sums.items()]
    kept = (reason for reason in means if reason.weight)
    return tuple(sorted(kept, key=lambda reason: (-reason.weight, reason.field)))
