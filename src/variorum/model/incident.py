"""The events that are one happening, within one document and across several."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.decision import Decided, Unheeded
from variorum.model.document import Span
from variorum.model.record import EventType, Responsibility, Stage
from variorum.model.value import Bounds, Interval, Number


class AgentKind(StrEnum):
    """A person or persons, or an organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Effect(StrEnum):
    """What became of a victim."""

    DEATH = "death"
    INJURY = "injury"
    NONE = "none"
    ABDUCTED = "abducted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class IncidentAgent:
    """Who is said to have done it, over all mentions of the incident, by whose word (None: the
    article's own voice)."""

    mention: Span
    actor: str | None
    kind: AgentKind
    responsibility: Responsibility
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Victim:
    """To whom it was done, how many (inclusive bounds), with what effect."""

    mention: Span
    actor: str | None
    low: Number | None
    high: Number | None
    effect: Effect


@dataclass(frozen=True, slots=True)
class Incident:
    """The events of one document that are one happening."""

    id: str
    type: EventType
    mode: str | None
    events: tuple[str, ...]
    stage: Stage
    time: Interval | None
    place: str | None
    agents: tuple[IncidentAgent, ...]
    victims: tuple[Victim, ...]
    targets: tuple[Span, ...]
    instruments: tuple[Span, ...]
    killed: Bounds | None
    injured: Bounds | None


@dataclass(frozen=True, slots=True)
class EventRef:
    """An event of a document's ledger."""

    document: str
    event: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the accounts put an incident; degrees, kilometres, ISO 3166-1 alpha-2."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    radius_km: float | None


@dataclass(frozen=True, slots=True)
class FigureAccount:
    """One document's figure."""

    document: str
    low: Number | None
    high: Number | None
    mention: Span | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class Toll:
    """The hull of what the accounts give; None where one of them is open."""

    low: Number | None
    high: Number | None
    accounts: tuple[FigureAccount, ...]


@dataclass(frozen=True, slots=True)
class AgentAccount:
    """One document's word on an agent."""

    document: str
    mention: Span
    responsibility: Responsibility
    statement: str | None


@dataclass(frozen=True, slots=True)
class NamedAgent:
    """An agent under one name, with each document's word on it."""

    name: str
    accounts: tuple[AgentAccount, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why accounts were joined: a field and its weight (natural-log odds)."""

    field: str
    weight: float


@dataclass(frozen=True, slots=True)
class SharedIncident:
    """One incident that several documents tell of. `id`: hash of its documents and events.

    `reasons`: the machine's; `decisions`: those of persons that joined or parted its accounts.
    """

    id: str
    documents: tuple[str, ...]
    events: tuple[EventRef, ...]
    incidents: tuple[EventRef, ...]
    type: EventType
    mode: str | None
    time: Interval | None
    place: Spot | None
    killed: Toll | None
    injured: Toll | None
    agents: tuple[NamedAgent, ...]
    reasons: tuple[Reason, ...]
    copies: tuple[tuple[str, ...], ...]
    decisions: tuple[Decided, ...] = ()

    @property
    def voices(self) -> int:
        """How many accounts there are when several prints of one text count once."""
        return len(self.documents) - sum(len(prints) - 1 for prints in self.copies)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several ledgers share: incidents told by two and more, and groups of copies.

    `unheeded`: decisions that could not be carried out.
    """

    incidents: tuple[SharedIncident, ...]
    copies: tuple[tuple[str, ...], ...]
    unheeded: tuple[Unheeded, ...] = ()
