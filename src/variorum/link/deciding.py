"""From what a person asks for to a decision that can hold, or a refusal that says why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from variorum.errors import BadValue, ContradictoryDecision, UnknownName
from variorum.link.decisions import bind, find_account
from variorum.link.pointing import Fetch, accounts_of, find_accounts, find_incident, pick
from variorum.link.tellings import Telling, find_tellings
from variorum.model.decision import Account, Act, Decided, Decision, in_force
from variorum.model.incident import Comparison


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for; `names`: the incident first, then documents, as the act needs."""

    act: Act
    names: tuple[str, ...]
    made_by: str
    made_at: str
    reason: str | None

    def numbered(self, number: int) -> Decided:
        """Who decided, when and why."""
        return Decided(number, self.act, self.made_by, self.made_at, self.reason)


def settle(wish: Wish, made: Sequence[Decision], comparison: Comparison, fetch: Fetch) -> Decision:
    """The decision that a wish comes to, numbered behind those made before.

    Raises UnknownName or BadValue for a name that fits nothing, ContradictoryDecision where it
    speaks against a decision in force.
    """
    decided = wish.numbered(max((one.number for one in made), default=0) + 1)
    if wish.act is Act.UNDO:
        return Decision(decided, _undoable(wish.names, made))
    subject, groups = _groups(wish, comparison, fetch)
    accounts = tuple(tuple(find_account(one) for one in group) for group in groups)
    decision = Decision(decided, subject, accounts)
    _refuse_contradiction(decision, made, fetch)
    return decision


def _groups(
    wish: Wish, comparison: Comparison, fetch: Fetch
) -> tuple[str, tuple[tuple[Telling, ...], ...]]:
    """What the decision is about, by name, and its groups of accounts."""
    if wish.act is Act.JOIN:
        found = chain.from_iterable(find_accounts(one, comparison, fetch) for one in wish.names)
        joined = tuple({(one.document.id, one.cues): one for one in found}.values())
        if len(joined) < 2:
            raise BadValue("join", " ".join(wish.names), "two incidents or documents, or more")
        return " ".join(wish.names), (joined,)
    incident = find_incident(wish.names[0], comparison)
    accounts = accounts_of(incident, fetch)
    out = pick(wish.names[1:], accounts, incident.id)
    stays = tuple(one for one in accounts if one not in out)
    if not out or not stays:
        wanted = "some of its documents, not all: " + ", ".join(incident.documents)
        raise BadValue(f"{wish.act} {incident.id}", " ".join(wish.names[1:]), wanted)
    return " ".join((incident.id, *wish.names[1:])), (out, stays)


def _undoable(names: Sequence[str], made: Sequence[Decision]) -> str:
    """The number of a decision that is not undone yet."""
    by_number = {str(one.number): one for one in made}
    if len(names) != 1 or names[0] not in by_number:
        raise UnknownName("decision", " ".join(names), list(by_number))
    undone = {
        one.subject: one
        for one in made
        if one.decided.act is Act.UNDO and not _is_undone(one, made)
    }
    if earlier := undone.get(names[0]):
        raise ContradictoryDecision(f"undo {names[0]}", _told([earlier]))
    return names[0]


def _is_undone(one: Decision, made: Sequence[Decision]) -> bool:
    later = [each for each in made if each.number > one.number and each.decided.act is Act.UNDO]
    return any(each.subject == str(one.number) and not _is_undone(each, made) for each in later)


def _refuse_contradiction(new: Decision, made: Sequence[Decision], fetch: Fetch) -> None:
    holding = (*in_force(made), new)
    named = {account.document for one in holding for account in _accounts(one)}
    tellings = [one for id in sorted(named) for one in _tellings(id, fetch)]
    for one in bind(holding, tellings).unheeded:
        if one.decision is new:
            raise ContradictoryDecision(f"{new.decided.act} {new.subject}", _told(one.others))


def _told(decisions: Iterable[Decision]) -> dict[int, str]:
    return {one.number: f"decision {one.decided.in_words()}" for one in decisions}


def _accounts(decision: Decision) -> tuple[Account, ...]:
    return tuple(chain.from_iterable(decision.groups))


def _tellings(document: str, fetch: Fetch) -> tuple[Telling, ...]:
    try:
        return tuple(find_tellings(fetch(document)))
    except UnknownName:  # it was read no more
        return ()
