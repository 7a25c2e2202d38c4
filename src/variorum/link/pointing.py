"""How a person points at accounts and incidents: by id, document or record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

from variorum.errors import BadValue, UnknownName
from variorum.link.tellings import Telling, find_tellings
from variorum.model.incident import Comparison, SharedIncident
from variorum.model.ledger import Ledger

MARK: Final = "#"
MOST_QUOTED: Final = 40

Fetch = Callable[[str], Ledger]
"""The ledger of a document; raises UnknownName where there is none."""


def account_name(telling: Telling) -> str:
    """`DOCUMENT#RECORD`, the record being the incident, or the event that stands alone."""
    return f"{telling.document.id}{MARK}{telling.incident or telling.events[0]}"


def find_incident(name: str, comparison: Comparison) -> SharedIncident:
    """The incident whose id begins so, or the one that a document of this name tells of.

    Raises UnknownName where there is none, or several.
    """
    by_id = [one for one in comparison.incidents if name and one.id.startswith(name)]
    hits = by_id or [one for one in comparison.incidents if name in one.documents]
    if len(hits) != 1:
        known = hits or comparison.incidents
        raise UnknownName(
            "incident" if not hits else "single incident", name, [one.id for one in known]
        )
    return hits[0]


def accounts_of(incident: SharedIncident, fetch: Fetch) -> tuple[Telling, ...]:
    """The tellings that are joined in an incident, by document."""
    ours = {(event.document, event.event) for event in incident.events}
    tellings = chain.from_iterable(find_tellings(fetch(id)) for id in incident.documents)
    return tuple(
        one for one in tellings if any((one.document.id, event) in ours for event in one.events)
    )


def find_accounts(name: str, comparison: Comparison, fetch: Fetch) -> tuple[Telling, ...]:
    """The tellings that a name stands for: of an incident, or DOCUMENT, or `DOCUMENT#RECORD`.

    Raises UnknownName where there is nothing of the name, BadValue where a document tells of
    several incidents and none is named.
    """
    if any(one.id.startswith(name) for one in comparison.incidents):
        return accounts_of(find_incident(name, comparison), fetch)
    document, _, record = name.rpartition(MARK)
    try:
        told = _foremost(fetch(name))
    except UnknownName:
        if not document:
            raise
        told = tuple(one for one in find_tellings(fetch(document)) if _is_named(one, record))
        if not told:
            known = [account_name(one) for one in find_tellings(fetch(document))]
            raise UnknownName("account", name, known) from None
    if len(told) != 1:
        wanted = (
            "one of its accounts, " + "; ".join(map(_shown, told)) if told else "an event in it"
        )
        raise BadValue(name, f"{len(told)} accounts", wanted)
    return told


def pick(names: Sequence[str], accounts: Sequence[Telling], incident: str) -> tuple[Telling, ...]:
    """The accounts of an incident that are named, each by DOCUMENT or `DOCUMENT#RECORD`."""
    picked: list[Telling] = []
    for name in names:
        hits = [one for one in accounts if name in (one.document.id, account_name(one))]
        if not hits:
            known = [one.document.id for one in accounts]
            raise UnknownName(f"account of incident {incident} in document", name, known)
        picked += (one for one in hits if one not in picked)
    return tuple(picked)


def _foremost(ledger: Ledger) -> tuple[Telling, ...]:
    """The incidents of a document; where it has none, its events."""
    told = tuple(find_tellings(ledger))
    return tuple(one for one in told if one.incident) or told


def _is_named(telling: Telling, record: str) -> bool:
    return record in (telling.incident, *telling.events)


def _shown(telling: Telling) -> str:
    first, last = min(telling.cues)
    words = telling.document.text[max(0, first - MOST_QUOTED) : last + MOST_QUOTED]
    return f"{account_name(telling)} “…{' '.join(words.split())}…”"
