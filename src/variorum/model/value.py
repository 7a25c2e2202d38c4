"""What words come to: sureness, bounds, days, kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from variorum.errors import BadValue
from variorum.model.document import Span

Number = int | float


def check_bounds(what: str, low: Number | None, high: Number | None) -> None:
    """Raise BadValue unless the bounds are in order and none is negative."""
    if low is not None and low < 0:
        raise BadValue(what, low, "a lower bound of at least 0")
    if high is not None and high < (low or 0):
        raise BadValue(what, (low, high), "an upper bound at or above the lower one")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many, inclusive; None marks a side the wording leaves open."""

    low: Number | None
    high: Number | None

    def __post_init__(self) -> None:
        check_bounds("bounds", self.low, self.high)


@dataclass(frozen=True, slots=True)
class Interval:
    """The days on which something may lie, inclusive; None marks an open side."""

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise BadValue("interval", (self.earliest, self.latest), "days in order")


class SurenessLabel(StrEnum):
    """How the text puts a happening."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    OPEN = "open"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Sureness:
    """How surely the text says that something happened.

    `value` runs from +3 (certainly) over 0 (unknown) to -3 (certainly not); `cues` are the words
    that move it.
    """

    value: float
    label: SurenessLabel
    cues: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not -3 <= self.value <= 3:
            raise BadValue("sureness", self.value, "a value from -3 to +3")


class Basis(StrEnum):
    """What a time hangs on."""

    STATED = "stated"
    PUBLICATION = "relative-to-publication"
    TEXT = "relative-to-text"
    EVENT = "relative-to-event"


class TimeType(StrEnum):
    """The types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, its TIMEX3 value and the days it allows (inclusive). `anchor`: the words
    of the event that it hangs on, as "the ceasefire" in "two weeks after the ceasefire"."""

    id: str
    span: Span
    type: TimeType
    value: str
    earliest: date | None
    latest: date | None
    basis: Basis
    rule: str
    anchor: Span | None = None

    def __post_init__(self) -> None:
        Interval(self.earliest, self.latest)


class PlaceKind(StrEnum):
    """What sort of place."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    SITE = "site"
    SEA = "sea"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym and the place it is taken for.

    `lat`, `lon`: WGS 84 degrees, None where nothing is sure enough. `country`: ISO 3166-1
    alpha-2. `radius_km`: how far from the point the place may reach; a country is never a
    bare point. `geonames`: GeoNames id.
    """

    id: str
    mention: Span
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    kind: PlaceKind
    radius_km: float | None
    geonames: int | None
    rule: str

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise BadValue("place", (self.lat, self.lon), "both latitude and longitude, or none")
        if self.lat is not None and not -90 <= self.lat <= 90:
            raise BadValue("latitude", self.lat, "-90 to 90 degrees")
        if self.lon is not None and not -180 <= self.lon <= 180:
            raise BadValue("longitude", self.lon, "-180 to 180 degrees")


class ActorKind(StrEnum):
    """What sort of actor."""

    STATE = "state"
    GOVERNMENT = "government"
    MILITARY = "military"
    POLICE = "police"
    ARMED_GROUP = "armed-group"
    PARTY = "party"
    AGENCY = "agency"
    ORGANISATION = "organisation"
    PERSON = "person"
    PEOPLE = "people"
    MEDIA = "media"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One naming of an actor; `partisan`: a name that only one side uses."""

    span: Span
    partisan: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of a document under a neutral name, with every naming in it."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    mentions: tuple[ActorMention, ...]
    rule: str
