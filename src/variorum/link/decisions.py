"""What persons decided, as pairs of tellings that must be joined and pairs that may not.

A decision that speaks against earlier ones is not carried out and is told, never dropped in
silence; so is one whose account is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import inf

from variorum.link.clusters import Pair
from variorum.link.tellings import Telling
from variorum.model.decision import Account, Decided, Decision, Unheeded, in_force


@dataclass(frozen=True)
class Bound:
    """The decisions carried out: with each, the tellings it joins and the pairs it keeps apart."""

    decision: Decision
    joined: tuple[int, ...]
    apart: frozenset[Pair]


@dataclass(frozen=True)
class Bonds:
    """Decisions over tellings, the earlier before the later."""

    bound: tuple[Bound, ...]
    unheeded: tuple[Unheeded, ...]

    @property
    def odds(self) -> dict[Pair, float]:
        """Infinite odds for and against: what a person decided outweighs what fields tell."""
        together = chain.from_iterable(pairwise(one.joined) for one in self.bound)
        apart = chain.from_iterable(one.apart for one in self.bound)
        return dict.fromkeys(together, inf) | dict.fromkeys(apart, -inf)

    def behind(self, group: Iterable[int]) -> tuple[Decided, ...]:
        """The decisions that joined tellings of a group, or kept others from it."""
        inside = set(group)
        return tuple(
            one.decision.decided
            for one in self.bound
            if len(inside.intersection(one.joined)) > 1
            or any(len(inside.intersection(pair)) == 1 for pair in one.apart)
        )


def bind(decisions: Sequence[Decision], tellings: Sequence[Telling]) -> Bonds:
    """Carry out the decisions in force, by number, on the tellings as they are now."""
    found = _Places(tellings)
    bound: list[Bound] = []
    unheeded: list[Unheeded] = []
    for decision in in_force(decisions):
        one = found.bound(decision)
        others = _against(one, bound) if one else ()
        if one and not others:
            bound.append(one)
        else:
            unheeded.append(Unheeded(decision, others))
    return Bonds(tuple(bound), tuple(unheeded))


def find_account(telling: Telling) -> Account:
    """The account that a telling is."""
    document = telling.document
    return Account(document.id, document.sha256, tuple(sorted(telling.cues)))


class _Places:
    """Finds the telling that an account is."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._by_text: dict[tuple[str, str], list[tuple[int, Telling]]] = {}
        for index, telling in enumerate(tellings):
            text = telling.document.id, telling.document.sha256
            self._by_text.setdefault(text, []).append((index, telling))

    def bound(self, decision: Decision) -> Bound | None:
        """The decision on tellings; None where an account is not there or not one of its own."""
        joined = [self._place(account) for account in decision.together]
        apart = [(self._place(one), self._place(other)) for one, other in decision.apart]
        known = [index for index in chain(joined, *apart) if index is not None]
        if len(known) < len(joined) + 2 * len(apart) or any(one == other for one, other in apart):
            return None
        pairs = [(one, other) for one, other in apart if one is not None and other is not None]
        kept = frozenset((min(pair), max(pair)) for pair in pairs)
        return Bound(decision, tuple(sorted({one for one in joined if one is not None})), kept)

    def _place(self, account: Account) -> int | None:
        """The telling that holds most of the account's cues, the first of equals."""
        best, place = 0, None
        for index, telling in self._by_text.get((account.document, account.sha256), ()):
            common = len(telling.cues & set(account.cues))
            if common > best:
                best, place = common, index
        return place


def _against(new: Bound, before: Sequence[Bound]) -> tuple[Decision, ...]:
    """The earlier decisions that a new one speaks against: each that does so alone; where only
    several together do, all that join tellings it is about."""
    if not _contradict([*before, new]):
        return ()
    alone = [one.decision for one in before if _contradict([one, new])]
    return tuple(alone or (one.decision for one in before if _touch(one, new, before)))


def _contradict(bound: Sequence[Bound]) -> bool:
    group = _groups(bound)
    pairs = chain.from_iterable(one.apart for one in bound)
    return any(group.get(a, a) == group.get(b, b) for a, b in pairs)


def _touch(one: Bound, new: Bound, before: Sequence[Bound]) -> bool:
    group = _groups([*before, new])
    named = {group.get(index, index) for index in chain(new.joined, *new.apart)}
    return any(group.get(index, index) in named for index in chain(one.joined, *one.apart))


def _groups(bound: Sequence[Bound]) -> dict[int, int]:
    """The lowest member of the joined group that each telling is in."""
    group: dict[int, int] = {}
    for one in bound:
        met = {group.get(index, index) for index in one.joined}
        for index in {*one.joined, *(index for index, at in group.items() if at in met)}:
            group[index] = min(met)
    return group
