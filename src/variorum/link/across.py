"""Incidents that several documents tell of.

Tellings that may be of one incident are held against one another field by field, joined by average
linkage, and given with the reasons why. What a person decided outweighs what the fields tell.
Prints of one text are one voice: they do not speak for one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from variorum.link.candidates import find_candidates
from variorum.link.clusters import Pair, average_linkage
from variorum.link.copies import find_copies
from variorum.link.decisions import bind
from variorum.link.likeness import BASE, Likeness
from variorum.link.shared import earliest_first, share
from variorum.link.tellings import Telling, find_tellings
from variorum.link.weights import Weights, shipped
from variorum.model.decision import Decision
from variorum.model.incident import Comparison, Reason
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
    odds = find_odds(tellings, likeness) | bonds.odds
    absent = (weights or shipped())[BASE, "no-candidate"]
    groups = average_linkage(len(tellings), odds, 0.0, absent)
    found = [
        share(group, by_id, copies, _reasons(group, likeness, copies), bonds.behind(indices))
        for indices, group in ((indices, [tellings[i] for i in indices]) for indices in groups)
        if len({telling.document.id for telling in group}) > 1
    ]
    return Comparison(tuple(sorted(found, key=earliest_first)), copies, bonds.unheeded)


def tell(ledgers: Iterable[Ledger]) -> list[Telling]:
    """What every document tells, by document id."""
    ordered = sorted(ledgers, key=lambda ledger: ledger.document.id)
    return [telling for ledger in ordered for telling in find_tellings(ledger)]


def find_odds(tellings: Sequence[Telling], likeness: Likeness) -> dict[Pair, float]:
    """The odds of all pairs worth a look, and of those inside one document."""
    pairs = find_candidates(tellings)
    odds = {(one, other): likeness.odds(tellings[one], tellings[other]) for one, other in pairs}
    return odds | dict.fromkeys(_within(tellings), likeness.one_document)


def _within(tellings: Sequence[Telling]) -> Iterable[Pair]:
    """All pairs inside one document."""
    places: dict[str, list[int]] = {}
    for index, telling in enumerate(tellings):
        places.setdefault(telling.document.id, []).append(index)
    return (pair for inside in places.values() for pair in combinations(inside, 2))


def _reasons(
    group: Sequence[Telling], likeness: Likeness, copies: Sequence[Sequence[str]]
) -> tuple[Reason, ...]:
    """The mean weight of each field over the pairs of different voices, what tells most first."""
    voices = {id: number for number, ids in enumerate(copies) for id in ids}

    def voice(telling: Telling) -> object:
        return voices.get(telling.document.id, telling.document.id)

    pairs = list(combinations(group, 2))
    apart = [(one, other) for one, other in pairs if voice(one) != voice(other)]
    return _mean([likeness.reasons(likeness.parts(one, other)) for one, other in apart or pairs])


def _mean(judged: Sequence[Iterable[Reason]]) -> tuple[Reason, ...]:
    sums: dict[str, float] = {}
    for reason in (one for reasons in judged for one in reasons):
        sums[reason.field] = sums.get(reason.field, 0.0) + reason.weight
    means = [Reason(field, round(total / len(judged), 2)) for field, total in sums.items()]
    kept = (reason for reason in means if reason.weight)
    return tuple(sorted(kept, key=lambda reason: (-reason.weight, reason.field)))
