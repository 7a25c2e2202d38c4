"""What a person decides about links: kept beside the machine's word, never in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What a person does to links; each can be undone, an undoing too."""

    JOIN = "join"
    EXCLUDE = "exclude"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Account:
    """One document's account of one incident, known by its text (`sha256`) and by where the cues
    of its events stand (code points, half-open), so that it is found again however the records
    and incidents are numbered."""

    document: str
    sha256: str
    cues: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided what, when (ISO date-time, UTC) and why."""

    number: int
    act: Act
    made_by: str
    made_at: str
    reason: str | None

    def in_words(self) -> str:
        """Who decided what, when and why, in one line."""
        day, why = self.made_at[:10], f": {self.reason}" if self.reason else ""
        return f"{self.number} ({self.act} by {self.made_by}, {day}{why})"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `subject`: what was named: an incident's id as it then was, or the number of
    the decision that is undone. `groups`: the accounts it is about, see `together` and `apart`."""

    decided: Decided
    subject: str
    groups: tuple[tuple[Account, ...], ...] = ()

    @property
    def number(self) -> int:
        """Decisions are numbered as they are made, from 1."""
        return self.decided.number

    @property
    def together(self) -> tuple[Account, ...]:
        """The accounts that are of one incident: all that are joined; those split off together."""
        if self.decided.act is Act.JOIN:
            return tuple(account for group in self.groups for account in group)
        return self.groups[0] if self.decided.act is Act.SPLIT else ()

    @property
    def apart(self) -> tuple[tuple[Account, Account], ...]:
        """Pairs of accounts of different incidents: what is taken out, and each that stays."""
        if self.decided.act not in (Act.EXCLUDE, Act.SPLIT):
            return ()
        out, stays = self.groups
        return tuple((one, other) for one in out for other in stays)


@dataclass(frozen=True, slots=True)
class Unheeded:
    """A decision that cannot hold. `others`: the earlier ones it speaks against; none where an
    account it names is no longer there, or no longer one of its own."""

    decision: Decision
    others: tuple[Decision, ...]


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold: neither undone, nor themselves an undoing; by number."""
    undone: set[str] = set()
    held: list[Decision] = []
    for decision in sorted(decisions, key=lambda one: -one.number):
        if str(decision.number) in undone:
            continue
        if decision.decided.act is Act.UNDO:
            undone.add(decision.subject)
        else:
            held.append(decision)
    return tuple(reversed(held))
