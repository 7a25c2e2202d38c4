"""Which rows of coded datasets stand beside the accounts of an incident.

A row stands beside an incident where their days meet, give or take one, their places are one or
within each other's reach, and their types of event do not differ; of several incidents beside the
one whose sides and toll are likest. A row that names an article's address stands beside that
article's incident. Nothing is counted as a voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from variorum.link.accounts import Account, folded
from variorum.link.contrast import distance_km, lies_in
from variorum.model.incident import EventRef, SharedIncident
from variorum.model.ledger import CODED_WITHOUT_KIND, Ledger
from variorum.model.value import Bounds, Interval, Place

NEAR_DAYS: Final = timedelta(days=1)


def find_beside(
    incidents: Sequence[SharedIncident], ledgers: Mapping[str, Ledger], coded: Iterable[Ledger]
) -> dict[str, list[Ledger]]:
    """The rows beside each incident, by its id, in the order given."""
    beside: dict[str, list[Ledger]] = {}
    for row in coded:
        fits = [one for one in incidents if stands_beside(row, one, ledgers)]
        if fits:
            best = max(fits, key=lambda one: _likeness(row, one))
            beside.setdefault(best.id, []).append(row)
    return beside


def stands_beside(row: Ledger, incident: SharedIncident, ledgers: Mapping[str, Ledger]) -> bool:
    """Whether a row may tell of an incident."""
    documents = [ledgers[id].document for id in incident.documents]
    if row.document.url is not None:
        return any(one.url == row.document.url for one in documents)
    return (
        near_in_time(Interval(row.times[0].earliest, row.times[0].latest), incident.time)
        and row.events[0].type is incident.type
        and row.events[0].rule != CODED_WITHOUT_KIND
        and any(_one_place(row, place) for place in _places(incident, ledgers))
    )


def tells_kind(account: Account) -> bool:
    """Whether a row tells what kind of event it is of."""
    return all(event.rule != CODED_WITHOUT_KIND for event in account.ledger.events)


def as_part(row: Ledger, incident: SharedIncident) -> SharedIncident:
    """The incident as the row tells it: its event alone."""
    event = EventRef(row.document.id, row.events[0].id)
    return replace(incident, events=(event,), killed=None, injured=None, copies=())


def near_in_time(one: Interval, other: Interval | None) -> bool:
    """Whether days may be those of another interval, give or take one; never of an unknown one."""
    if other is None or one.earliest is None or one.latest is None:
        return False
    first = other.earliest or other.latest
    last = other.latest or other.earliest
    if first is None or last is None:
        return False
    return one.earliest - NEAR_DAYS <= last and first <= one.latest + NEAR_DAYS


def _places(incident: SharedIncident, ledgers: Mapping[str, Ledger]) -> list[Place]:
    """The places of the incident's events."""
    found = []
    for document in incident.documents:
        ours = {one.event for one in incident.events if one.document == document}
        ids = {event.place for event in ledgers[document].events if event.id in ours}
        found += [place for place in ledgers[document].places if place.id in ids]
    return found


def _one_place(row: Ledger, place: Place) -> bool:
    """Whether the row's place has the name, lies within reach, or one lies in the other."""
    if not row.places:
        return False
    coded = row.places[0]
    if coded.name.casefold() == place.name.casefold():
        return True
    distance = distance_km(coded, place)
    if distance is not None:
        return distance <= (coded.radius_km or 0) + (place.radius_km or 0)
    return lies_in(coded, place) or lies_in(place, coded)


def _likeness(row: Ledger, incident: SharedIncident) -> tuple[int, bool, bool]:
    """How many words of the sides' names are shared, and whether toll and mode go together."""
    named = {word for actor in row.actors for word in folded(actor.name)}
    told = {word for agent in incident.agents for word in folded(agent.name)}
    return len(named & told), _tolls_meet(row, incident), row.events[0].mode == incident.mode


def _tolls_meet(row: Ledger, incident: SharedIncident) -> bool:
    if not row.figures or incident.killed is None:
        return False
    coded = Bounds(row.figures[0].low, row.figures[0].high)
    return any(
        (one.low or 0) <= (coded.high or 0) and (one.high is None or one.high >= (coded.low or 0))
        for one in incident.killed.accounts
    )
