"""Which rows of coded datasets stand beside the accounts of an incident.

A row stands beside an incident where their days meet, give or take one, their places are one or
within each other's reach, and their types of event do not differ; of several incidents beside the
one whose sides and toll are likest. A row that names an article's address stands beside that
article's incident. Nothing is counted as a voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from variorum.link.accounts import Account
from variorum.link.contrast import distance_km, lies_in
from variorum.link.said import folded
from variorum.model.incident import EventRef, SharedIncident
from variorum.model.ledger import CODED_WITHOUT_KIND, Ledger
from variorum.model.value import Bounds, Interval, Place

NEAR_DAYS: Final = timedelta(days=1)


def find_beside(
    incidents: Sequence[SharedIncident], ledgers: Mapping[str, Ledger], coded: Iterable[Ledger]
) -> dict[str, list[Ledger]]:
    """The rows beside each incident, by its id, in the order given; of incidents that are equally
    likely beside the one that most voices tell of."""
    beside: dict[str, list[Ledger]] = {}
    near = _Near(incidents, ledgers)
    for row in coded:
        fits = [one for one in near.to(row) if stands_beside(row, one, ledgers)]
        if fits:
            best = max(fits, key=lambda one: (*_likeness(row, one), one.voices))
            beside.setdefault(best.id, []).append(row)
    return beside


class _Near:
    """Incidents by the months they may be of, and by the addresses of their accounts."""

    def __init__(self, incidents: Sequence[SharedIncident], ledgers: Mapping[str, Ledger]) -> None:
        self._by_month: dict[int, list[SharedIncident]] = {}
        self._by_url: dict[str, list[SharedIncident]] = {}
        for one in incidents:
            for month in _months(one.time):
                self._by_month.setdefault(month, []).append(one)
            for url in {ledgers[id].document.url for id in one.documents}:
                if url is not None:
                    self._by_url.setdefault(url, []).append(one)

    def to(self, row: Ledger) -> Iterable[SharedIncident]:
        """Those of the row's address, where it names one; else those of its months."""
        if row.document.url is not None:
            return self._by_url.get(row.document.url, [])
        months = _months(Interval(row.times[0].earliest, row.times[0].latest))
        found = {one.id: one for month in months for one in self._by_month.get(month, [])}
        return found.values()


def near_days(times: Iterable[Interval | None]) -> Callable[[Interval], bool]:
    """Whether days may be those of one of these times, give or take one."""
    by_month: dict[int, set[Interval]] = {}
    for one in times:
        for month in _months(one):
            by_month.setdefault(month, set()).add(one or Interval(None, None))
    return lambda given: any(
        near_in_time(given, one) for month in _months(given) for one in by_month.get(month, ())
    )


def _months(time: Interval | None) -> range:
    """The months of a time and one on either side, counted from year 0; none where it is open on
    both sides."""
    first, last = time and (time.earliest or time.latest), time and (time.latest or time.earliest)
    if not first or not last:
        return range(0)
    return range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 2)


def stands_beside(row: Ledger, incident: SharedIncident, ledgers: Mapping[str, Ledger]) -> bool:
    """Whether a row may tell of an incident."""
    if row.document.url is not None:
        return row.document.url in {ledgers[id].document.url for id in incident.documents}
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
    return one.earliest - last <= NEAR_DAYS and first - one.latest <= NEAR_DAYS


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
