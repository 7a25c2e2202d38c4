"""One incident out of several tellings: nothing is averaged away, each account keeps its word."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from variorum.link.tellings import Telling
from variorum.model.decision import Decided
from variorum.model.incident import (
    AgentAccount,
    EventRef,
    FigureAccount,
    NamedAgent,
    Reason,
    SharedIncident,
    Spot,
    Toll,
)
from variorum.model.ledger import Ledger
from variorum.model.record import Counted, Event, EventType, Figure, Responsibility
from variorum.model.value import Bounds, Interval, Place, PlaceKind

ID_DIGITS: Final = 16
FINENESS: Final = (
    PlaceKind.SITE,
    PlaceKind.CITY,
    PlaceKind.OTHER,
    PlaceKind.SEA,
    PlaceKind.REGION,
    PlaceKind.COUNTRY,
)
EXPLICIT: Final = (
    Responsibility.CLAIMED,
    Responsibility.ACCUSED_BY_AUTHORITIES,
    Responsibility.ACCUSED,
    Responsibility.POSSIBLE,
    Responsibility.DENIED,
    Responsibility.STATED,
)
"""Of several words of one account on one agent, the first of these is kept."""


def share(
    group: Sequence[Telling],
    ledgers: Mapping[str, Ledger],
    copies: Iterable[Sequence[str]],
    reasons: tuple[Reason, ...],
    decisions: tuple[Decided, ...] = (),
) -> SharedIncident:
    """The incident that a group of tellings, of at least two documents, tells of."""
    documents = tuple(sorted({telling.document.id for telling in group}))
    events = tuple(_refs((telling.document.id, id) for telling in group for id in telling.events))
    incidents = ((t.document.id, t.incident) for t in group if t.incident is not None)
    type_, mode = _kind(group)
    return SharedIncident(
        id=_id(group),
        documents=documents,
        events=events,
        incidents=tuple(_refs(incidents)),
        type=type_,
        mode=mode,
        time=common_time([telling.time for telling in group if telling.time]),
        place=_spot([telling.place for telling in group if telling.place]),
        killed=_toll(group, ledgers, Counted.KILLED),
        injured=_toll(group, ledgers, Counted.INJURED),
        agents=_agents(group, ledgers),
        reasons=reasons,
        copies=_inside(copies, set(documents)),
        decisions=decisions,
    )


def earliest_first(incident: SharedIncident) -> tuple[date, tuple[str, ...], str]:
    """The order of incidents: by earliest day, then documents; those without a day last."""
    time = incident.time
    day = time.earliest or time.latest if time else None
    return day or date.max, incident.documents, incident.id


def _refs(pairs: Iterable[tuple[str, str]]) -> list[EventRef]:
    """References by document, then by number of the record."""
    return [
        EventRef(document, id)
        for document, id in sorted(set(pairs), key=lambda pair: (pair[0], len(pair[1]), pair[1]))
    ]


def _id(group: Sequence[Telling]) -> str:
    """A hash of documents and of where the cues of their events stand, not of their numbers."""
    cues = sorted((telling.document.id, *cue) for telling in group for cue in telling.cues)
    listed = "\n".join("\t".join(map(str, cue)) for cue in cues)
    return hashlib.sha256(listed.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


def _kind(group: Sequence[Telling]) -> tuple[EventType, str | None]:
    """The type that most tellings give, and among those the mode that most give."""
    types = Counter(telling.type for telling in group)
    type_ = min(types, key=lambda one: (-types[one], one.value))
    modes = Counter(one.mode for one in group if one.type is type_ and one.mode is not None)
    return type_, min(modes, key=lambda one: (-modes[one], one), default=None)


def common_time(times: Sequence[Interval]) -> Interval | None:
    """The days that all accounts allow; where there are none, the days from first to last."""
    if not times:
        return None
    starts = [time.earliest for time in times if time.earliest]
    ends = [time.latest for time in times if time.latest]
    first, last = max(starts, default=None), min(ends, default=None)
    if first is None or last is None or first <= last:
        return Interval(first, last)
    is_open = (len(starts) < len(times), len(ends) < len(times))
    return Interval(None if is_open[0] else min(starts), None if is_open[1] else max(ends))


def _spot(places: Sequence[Place]) -> Spot | None:
    """Of the finest places named, the one that most tellings name."""
    if not places:
        return None
    finest = min(FINENESS.index(place.kind) for place in places)
    at = [place for place in places if FINENESS.index(place.kind) == finest]
    names = Counter(place.name for place in at)
    best = min(
        at,
        key=lambda place: (-names[place.name], place.lat is None, place.name, str(place.geonames)),
    )
    return Spot(best.name, best.lat, best.lon, best.country, best.radius_km)


def _toll(group: Sequence[Telling], ledgers: Mapping[str, Ledger], counted: Counted) -> Toll | None:
    accounts = []
    for telling in group:
        bounds = telling.killed if counted is Counted.KILLED else telling.injured
        if bounds is not None:
            figure = _figure(ledgers[telling.document.id], telling, counted, bounds)
            mention, statement = (figure.mention, figure.statement) if figure else (None, None)
            accounts.append(
                FigureAccount(telling.document.id, bounds.low, bounds.high, mention, statement)
            )
    if not accounts:
        return None
    lows = [one.low for one in accounts if one.low is not None]
    highs = [one.high for one in accounts if one.high is not None]
    return Toll(
        min(lows) if len(lows) == len(accounts) else None,
        max(highs) if len(highs) == len(accounts) else None,
        tuple(accounts),
    )


def _figure(ledger: Ledger, telling: Telling, counted: Counted, bounds: Bounds) -> Figure | None:
    """The figure of the telling's events that gives these bounds; None where they are a sum."""
    ours = {id for event in _events(ledger, telling) for id in event.figures}
    figures = [one for one in ledger.figures if one.id in ours or one.event in telling.events]
    given = (one for one in figures if one.of is counted)
    return next((one for one in given if (one.low, one.high) == (bounds.low, bounds.high)), None)


def _events(ledger: Ledger, telling: Telling) -> list[Event]:
    return [event for event in ledger.events if event.id in telling.events]


def _agents(group: Sequence[Telling], ledgers: Mapping[str, Ledger]) -> tuple[NamedAgent, ...]:
    """Each agent under one name, with one word of each account on it."""
    found: dict[str, dict[str, AgentAccount]] = {}
    names: dict[str, str] = {}
    for telling in group:
        ledger = ledgers[telling.document.id]
        known = {actor.id: actor.name for actor in ledger.actors}
        for agent in (agent for event in _events(ledger, telling) for agent in event.agents):
            name = known[agent.actor] if agent.actor else " ".join(agent.mention.text.split())
            key = name.casefold()
            names.setdefault(key, name)
            account = AgentAccount(
                ledger.document.id, agent.mention, agent.responsibility, agent.statement
            )
            before = found.setdefault(key, {}).get(ledger.document.id)
            if before is None or _explicit(account) < _explicit(before):
                found[key][ledger.document.id] = account
    most_told = sorted(found, key=lambda key: (-len(found[key]), key))
    return tuple(NamedAgent(names[key], tuple(found[key].values())) for key in most_told)


def _explicit(account: AgentAccount) -> int:
    return EXPLICIT.index(account.responsibility)


def _inside(copies: Iterable[Sequence[str]], documents: set[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of copies within some documents."""
    groups = (tuple(id for id in group if id in documents) for group in copies)
    return tuple(group for group in groups if len(group) > 1)
