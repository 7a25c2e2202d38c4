"""A row of a coded dataset as a document with its records: each cell is quoted where it stands."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final, NamedTuple

from variorum.lexicon import rows
from variorum.model.document import Document, PublishedBy, Span
from variorum.model.ledger import CODED, CODED_WITHOUT_KIND, Ledger
from variorum.model.record import (
    Agent,
    Counted,
    Event,
    EventType,
    Figure,
    Recipient,
    Responsibility,
    Scope,
    Stage,
)
from variorum.model.value import (
    Actor,
    ActorKind,
    ActorMention,
    Basis,
    Interval,
    Place,
    PlaceKind,
    Sureness,
    SurenessLabel,
    Time,
    TimeType,
)

KINDS: Final = "coded_kinds.tsv"
FORMS: Final = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d/%m/%Y", "%Y%m%d", "%Y%m%d%H%M%S")
DAY: Final = "a day such as 2031-05-03"
EARLIEST_YEAR: Final = 1900
SHOWN: Final = (
    "id", "day", "last-day", "kind", "mode", "doer", "target", "killed", "killed-low",
    "killed-high", "civilians", "place", "admin1", "country", "latitude", "longitude", "source",
    "url", "confidence", "notes",
)  # fmt: skip
"""The fields that a row's text holds, in this order."""
ZERO_IS_UNSAID: Final = frozenset({"acled"})
"""Datasets that write 0 for "not said" too: their 0 tells nothing."""


class BadCell(Exception):
    """A cell that cannot be read: its column, and what was expected there; None: the row."""

    def __init__(self, column: str | None, wanted: str, got: str) -> None:
        super().__init__(column, wanted, got)
        self.column, self.wanted = column, f"{wanted}, found {got[:60]!r}"


class Reach(NamedTuple):
    """How far from its point a place of some precision may be."""

    kind: PlaceKind
    radius_km: float


REACH: Final[Mapping[tuple[str, str], Reach]] = {
    ("acled", "1"): Reach(PlaceKind.CITY, 5.0),
    ("acled", "2"): Reach(PlaceKind.CITY, 25.0),
    ("acled", "3"): Reach(PlaceKind.REGION, 100.0),
    ("ged", "1"): Reach(PlaceKind.CITY, 5.0),
    ("ged", "2"): Reach(PlaceKind.CITY, 25.0),
    ("ged", "3"): Reach(PlaceKind.REGION, 50.0),
    ("ged", "4"): Reach(PlaceKind.REGION, 150.0),
    ("ged", "5"): Reach(PlaceKind.REGION, 150.0),
    ("ged", "6"): Reach(PlaceKind.COUNTRY, 500.0),
    ("ged", "7"): Reach(PlaceKind.SEA, 150.0),
}
"""Codes of precision as the codebooks define them; kilometres by our own reading of them."""


@dataclass(frozen=True)
class CodedRow:
    """The cells of a row by what they tell: column and value. `file`: where it stands."""

    shape: str
    file: str
    cells: Mapping[str, tuple[str, str]]

    def __getitem__(self, field: str) -> str | None:
        """The value of a field; None where the row has none."""
        cell = self.cells.get(field)
        return cell[1] if cell else None

    @property
    def id(self) -> str:
        """The dataset's id of the row."""
        return self["id"] or "?"


def days_of(row: CodedRow, column: str) -> Interval:
    """The days on which a row's event may lie: the day, widened as its precision says.

    Raises BadCell for a day that is none, or where `column`, which tells it, is empty.
    """
    first = _day(row, "day")
    if first is None:
        raise BadCell(column, DAY, "")
    last = _day(row, "last-day") or first
    if first > last:
        raise BadCell(row.cells["last-day"][0], "a day not before the first", str(last))
    if row.shape == "acled" and row["day-precision"] == "2":
        return Interval(first - timedelta(days=3), first + timedelta(days=3))
    if row.shape == "acled" and row["day-precision"] == "3":
        return Interval(
            first.replace(day=1), first.replace(day=monthrange(first.year, first.month)[1])
        )
    return Interval(first, last)


def _day(row: CodedRow, field: str) -> date | None:
    value = row[field]
    if value is None:
        return None
    for form in FORMS:
        with suppress(ValueError):
            day = datetime.strptime(_spelled(value, form), form).date()
            if day.year >= EARLIEST_YEAR:
                return day
    raise BadCell(row.cells[field][0], DAY, value)


def _spelled(value: str, form: str) -> str:
    """A day without the hour that some releases write behind it."""
    return value.split(" ")[0].split("T")[0] if form == "%Y-%m-%d" else value


def ledger_of(row: CodedRow, days: Interval, nth: int) -> Ledger:
    """The row as a ledger; `nth` of the rows with its id. Raises BadCell for a number that is
    none."""
    lines, places = _text(row)
    name = f"{row.file}#{row.id}" + (f" ({nth})" if nth > 1 else "")
    published = _day(row, "published")
    document = Document(
        name,
        lines,
        source=row.file,
        title=f"{row.file}, row {row.id}",
        url=row["url"],
        published=published,
        published_by=PublishedBy.METADATA if published else None,
    )
    cells = {field: document.span(*place) for field, place in places.items()}
    return _Row(row, document, cells, days).ledger()


def _text(row: CodedRow) -> tuple[str, dict[str, tuple[int, int]]]:
    """The cells, one a line, and where the value of each field stands."""
    text, places = "", {}
    for field in SHOWN:
        if field in row.cells:
            column, value = row.cells[field]
            value = " ".join(value.split())
            text += f"{column}: "
            places[field] = len(text), len(text) + len(value)
            text += f"{value}\n"
    return text, places


@dataclass(frozen=True)
class _Row:
    row: CodedRow
    document: Document
    cells: Mapping[str, Span]
    days: Interval

    def ledger(self) -> Ledger:
        actors = self._actors()
        figures = self._figures()
        place, kind = self._place(), self._kind()
        event = Event(
            "e1",
            self.cells.get("mode") or self.cells.get("kind") or self.cells["id"],
            *(kind or (EventType.CONSULT, None)),
            Stage.DONE,
            Sureness(3.0, SurenessLabel.ASSERTED),
            tuple(
                Agent(self.cells["doer"], one.id, Responsibility.STATED, None)
                for one in actors
                if one.id == "a-doer"
            ),
            tuple(
                Recipient(self.cells["target"], one.id) for one in actors if one.id == "a-target"
            ),
            (),
            "t1",
            place.id if place else None,
            tuple(one.id for one in figures),
            None,
            CODED if kind else CODED_WITHOUT_KIND,
        )
        time = Time(
            "t1", self.cells["day"], TimeType.DATE, str(self.days.earliest), self.days.earliest,
            self.days.latest, Basis.STATED, CODED,
        )  # fmt: skip
        places = (place,) if place else ()
        return Ledger(
            self.document, events=(event,), figures=figures, times=(time,), places=places,
            actors=actors,
        )  # fmt: skip

    def _kind(self) -> tuple[EventType, str | None] | None:
        """Type and mode: the finest that the codebook's words give; None where they give none."""
        if self.row.shape == "polecat":
            return _plover(self.row["kind"] or "", self.row["mode"])
        for field in ("mode", "kind"):
            found = _kinds().get((self.row.shape, "event", (self.row[field] or "").casefold()))
            if found:
                return EventType(found[0]), found[1]
        return None

    def _actors(self) -> tuple[Actor, ...]:
        return tuple(
            Actor(
                f"a-{field}", self.cells[field].text, self._side(field), None,
                (ActorMention(self.cells[field]),), CODED,
            )
            for field in ("doer", "target")
            if field in self.cells
        )  # fmt: skip

    def _side(self, field: str) -> ActorKind:
        word = (self.row[f"{field}-kind"] or "").casefold()
        found = _kinds().get((self.row.shape, "side", word))
        return ActorKind(found[0]) if found else ActorKind.ORGANISATION

    def _figures(self) -> tuple[Figure, ...]:
        """The toll; where low, best and high are given, from the lowest to the highest of them."""
        fields = [one for one in ("killed", "killed-low", "killed-high") if one in self.cells]
        numbers = [self._number(one) for one in fields]
        if not numbers or (numbers == [0] and self.row.shape in ZERO_IS_UNSAID):
            return ()
        figures = [self._figure("f1", "killed", min(numbers), max(numbers), None)]
        if "civilians" in self.cells and (civilians := self._number("civilians")):
            figures.append(self._figure("f2", "civilians", civilians, civilians, "civilians"))
        return tuple(figures)

    def _figure(self, id: str, field: str, low: int, high: int, who: str | None) -> Figure:
        return Figure(
            id, self.cells[field], Counted.KILLED, low, high, False, who, Scope.EVENT, "e1", None,
            CODED,
        )  # fmt: skip

    def _number(self, field: str) -> int:
        column, value = self.row.cells[field]
        try:
            number = float(value)
        except ValueError:
            raise BadCell(column, "a number", value) from None
        if number != number or number < 0 or number != int(number):
            raise BadCell(column, "a whole number of at least 0", value)
        return int(number)

    def _place(self) -> Place | None:
        named = "place" if "place" in self.cells else "country"
        if named not in self.cells:
            return None
        reach = REACH.get(
            (self.row.shape, self.row["place-precision"] or ""), Reach(PlaceKind.CITY, 25.0)
        )
        country = _countries().get((self.row["country"] or "").casefold())
        return Place(
            "p1", self.cells[named], self.cells[named].text, self._degrees("latitude", 90),
            self._degrees("longitude", 180), country, self.row["admin1"], reach.kind,
            reach.radius_km, None, CODED,
        )  # fmt: skip

    def _degrees(self, field: str, most: int) -> float | None:
        if "latitude" not in self.cells or "longitude" not in self.cells:
            return None
        column, value = self.row.cells[field]
        try:
            degrees = float(value)
        except ValueError:
            raise BadCell(column, "degrees", value) from None
        if not -most <= degrees <= most:
            raise BadCell(column, f"degrees from -{most} to {most}", value)
        return degrees


def _plover(kind: str, mode: str | None) -> tuple[EventType, str | None] | None:
    known = {one.value: one for one in EventType}
    spelled = mode.casefold().replace(" ", "-").replace("_", "-") if mode else None
    return (known[kind.casefold()], spelled) if kind.casefold() in known else None


@cache
def _kinds() -> dict[tuple[str, str, str], tuple[str, str | None]]:
    return {
        (row["shape"], row["what"], row["word"].casefold()): (row["kind"], row["mode"] or None)
        for row in rows(KINDS)
    }


@cache
def _countries() -> dict[str, str]:
    """ISO 3166-1 codes by the names of countries."""
    found: dict[str, str] = {}
    for row in rows("en/places_countries.tsv"):
        for name in (row["name"], *row["names"].split("|")):
            if name:
                found.setdefault(name.casefold(), row["iso"])
    return found
