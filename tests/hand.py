"""Ledgers made by hand, so that tests of later stages need no annotator.

Records are given by the words they rest on; `words` finds them in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from variorum.model.document import Document, Span
from variorum.model.incident import (
    EventRef,
    FigureAccount,
    Reason,
    SharedIncident,
    Spot,
    Toll,
)
from variorum.model.ledger import Ledger
from variorum.model.record import (
    Act,
    Agent,
    Counted,
    Event,
    EventType,
    Figure,
    Frame,
    FrameLayer,
    Quoted,
    Recipient,
    Responsibility,
    Scope,
    Stage,
    Statement,
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

SURE = Sureness(3.0, SurenessLabel.ASSERTED)
AgentWords = tuple[str, str | None, str, str | None]  # words, actor, responsibility, statement


@dataclass
class Hand:
    """One document and the records laid on it so far; each method gives the new record's id."""

    id: str
    text: str
    source: str | None = None
    published: date | None = None
    title: str | None = None
    url: str | None = None
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    framing: list[Frame] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.document = Document(
            self.id, self.text, self.source, self.title, self.url, self.published
        )

    def words(self, text: str) -> Span:
        """The first place of a wording."""
        start = self.text.index(text)
        return self.document.span(start, start + len(text))

    def statement(
        self,
        speaker: str | None,
        cue: str,
        content: str,
        *,
        act: str = "say",
        actor: str | None = None,
        within: str | None = None,
    ) -> str:
        """Somebody's words."""
        name = f"s{len(self.statements) + 1}"
        who = self.words(speaker) if speaker else None
        pieces = (self.words(content),)
        self.statements.append(
            Statement(
                name, who, actor, self.words(cue), pieces, Quoted.INDIRECT, Act(act), within, "hand"
            )
        )
        return name

    def event(
        self,
        cue: str,
        kind: str = "assault",
        mode: str | None = None,
        *,
        agents: Sequence[AgentWords] = (),
        recipients: Sequence[tuple[str, str | None]] = (),
        instruments: Sequence[str] = (),
        time: str | None = None,
        place: str | None = None,
        figures: Sequence[str] = (),
        statement: str | None = None,
        sureness: Sureness = SURE,
    ) -> str:
        """One mention of one happening."""
        name = f"e{len(self.events) + 1}"
        self.events.append(
            Event(
                name, self.words(cue), EventType(kind), mode, Stage.DONE, sureness,
                tuple(
                    Agent(self.words(words), actor, Responsibility(part), said)
                    for words, actor, part, said in agents
                ),
                tuple(Recipient(self.words(words), actor) for words, actor in recipients),
                tuple(map(self.words, instruments)),
                time, place, tuple(figures), statement, "hand",
            )
        )  # fmt: skip
        return name

    def figure(
        self,
        words: str,
        of: str,
        low: int | None,
        high: int | None,
        *,
        who: str | None = None,
        event: str | None = None,
        statement: str | None = None,
        scope: Scope | None = None,
        approximate: bool = False,
    ) -> str:
        """A number of people or things."""
        name = f"f{len(self.figures) + 1}"
        self.figures.append(
            Figure(
                name, self.words(words), Counted(of), low, high, approximate, who, scope,
                event, statement, "hand",
            )
        )  # fmt: skip
        return name

    def time(self, words: str, first: date | None, last: date | None, value: str = "") -> str:
        """A time expression and the days it allows."""
        name = f"t{len(self.times) + 1}"
        shown = value or (first.isoformat() if first else "PAST_REF")
        basis = Basis.STATED if first or last else Basis.EVENT
        self.times.append(
            Time(name, self.words(words), TimeType.DATE, shown, first, last, basis, "hand")
        )
        return name

    def place(
        self,
        words: str,
        name: str | None = None,
        at: tuple[float, float] | None = None,
        kind: str = "city",
        country: str | None = None,
        radius_km: float | None = None,
    ) -> str:
        """A toponym; `at`: latitude and longitude."""
        known = f"p{len(self.places) + 1}"
        lat, lon = at or (None, None)
        self.places.append(
            Place(
                known, self.words(words), name or words, lat, lon, country, None,
                PlaceKind(kind), radius_km, None, "hand",
            )
        )  # fmt: skip
        return known

    def actor(self, name: str, kind: str, *mentions: str, partisan: Sequence[str] = ()) -> str:
        """An actor under a neutral name, with its namings."""
        known = f"a{len(self.actors) + 1}"
        named = tuple(ActorMention(self.words(one), one in partisan) for one in mentions)
        self.actors.append(Actor(known, name, ActorKind(kind), None, named, "hand"))
        return known

    def frame(self, words: str, mark: str, target: str | None, statement: str | None) -> None:
        """A framing mark."""
        self.framing.append(
            Frame(self.words(words), mark, FrameLayer.OBSERVED, target, statement, "hand")
        )

    def ledger(self) -> Ledger:
        """Everything laid so far."""
        return Ledger(
            self.document,
            statements=tuple(self.statements),
            events=tuple(self.events),
            figures=tuple(self.figures),
            times=tuple(self.times),
            places=tuple(self.places),
            actors=tuple(self.actors),
            framing=tuple(self.framing),
        )


def share(
    *ledgers: Ledger,
    copies: tuple[tuple[str, ...], ...] = (),
    killed: Sequence[tuple[str, int | None, int | None]] = (),
    place: str | None = None,
    time: Interval | None = None,
) -> SharedIncident:
    """All events of the ledgers as one incident; `killed`: document, low, high."""
    documents = tuple(sorted(one.document.id for one in ledgers))
    events = tuple(
        EventRef(one.document.id, event.id)
        for one in sorted(ledgers, key=lambda one: one.document.id)
        for event in one.events
    )
    tolls = tuple(FigureAccount(document, low, high, None, None) for document, low, high in killed)
    return SharedIncident(
        "i-" + "-".join(documents),
        documents,
        events,
        (),
        EventType.ASSAULT,
        None,
        time,
        Spot(place, None, None, None, None) if place else None,
        Toll(None, None, tolls) if tolls else None,
        None,
        (),
        (Reason("time", 1.2),),
        copies,
    )
