"""What a text says: statements, events, figures, framing. Each rests on its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.errors import BadValue
from variorum.model.document import Span
from variorum.model.value import Number, Sureness, check_bounds


class Quoted(StrEnum):
    """In whose wording a statement stands."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a speaker does with the words."""

    SAY = "say"
    CLAIM = "claim"
    DENY = "deny"
    ACCUSE = "accuse"
    THREATEN = "threaten"
    PROMISE = "promise"
    DEMAND = "demand"
    PREDICT = "predict"
    ADMIT = "admit"
    BELIEVE = "believe"
    ASK = "ask"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or beliefs, as the text reports them.

    `speaker` None: no source is named. `within`: the statement that reports this one; None: the
    article's own voice does.
    """

    id: str
    speaker: Span | None
    speaker_actor: str | None
    cue: Span
    content: tuple[Span, ...]
    quoted: Quoted
    act: Act
    within: str | None
    rule: str

    def __post_init__(self) -> None:
        if not self.content:
            raise BadValue(f"statement {self.id}", self.content, "at least one piece of content")


def is_own_wording(inner: Statement, outer: Statement) -> bool:
    """Whether a statement only gives words in quotation marks of the one that it stands in: the
    same speaker by the same cue."""
    return inner.cue == outer.cue


class EventType(StrEnum):
    """The sixteen types of PLOVER."""

    AGREE = "agree"
    CONSULT = "consult"
    SUPPORT = "support"
    CONCEDE = "concede"
    COOPERATE = "cooperate"
    AID = "aid"
    RETREAT = "retreat"
    REQUEST = "request"
    ACCUSE = "accuse"
    REJECT = "reject"
    THREATEN = "threaten"
    PROTEST = "protest"
    SANCTION = "sanction"
    MOBILIZE = "mobilize"
    COERCE = "coerce"
    ASSAULT = "assault"


class Stage(StrEnum):
    """How far a happening has come."""

    DONE = "done"
    ONGOING = "ongoing"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    THREATENED = "threatened"
    FAILED = "failed"


class Responsibility(StrEnum):
    """How an agent's part in an act is put."""

    STATED = "stated"
    CLAIMED = "claimed"
    ACCUSED = "accused"
    ACCUSED_BY_AUTHORITIES = "accused-by-authorities"
    POSSIBLE = "possible"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Agent:
    """Who is said to have done it, by whose word (None: the article's own voice)."""

    mention: Span
    actor: str | None
    responsibility: Responsibility
    statement: str | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom it was done."""

    mention: Span
    actor: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of one happening. `mode`: PLOVER's, lower case."""

    id: str
    cue: Span
    type: EventType
    mode: str | None
    stage: Stage
    sureness: Sureness
    agents: tuple[Agent, ...]
    recipients: tuple[Recipient, ...]
    instruments: tuple[Span, ...]
    time: str | None
    place: str | None
    figures: tuple[str, ...]
    statement: str | None
    rule: str


class Counted(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    DISPLACED = "displaced"
    AFFECTED = "affected"
    ARRESTED = "arrested"
    TROOPS = "troops"
    WEAPONS = "weapons"
    MONEY = "money"
    SHARE = "share"
    OTHER = "other"


class Scope(StrEnum):
    """Whether a figure belongs to one event or sums up many."""

    EVENT = "event"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people or things, with the bounds its wording gives (inclusive)."""

    id: str
    mention: Span
    of: Counted
    low: Number | None
    high: Number | None
    approximate: bool
    who: str | None
    scope: Scope | None
    event: str | None
    statement: str | None
    rule: str

    def __post_init__(self) -> None:
        check_bounds(f"figure {self.id}", self.low, self.high)


class FrameLayer(StrEnum):
    """Whether a mark is plain to see or a rule's suggestion."""

    OBSERVED = "observed"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Frame:
    """A framing mark: scare quotes, "so-called", a name only one side uses."""

    span: Span
    mark: str
    layer: FrameLayer
    target: str | None
    statement: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate and how surely the text says that it holds."""

    span: Span
    sureness: Sureness


@dataclass(frozen=True, slots=True)
class Gap:
    """A passage that could not be read: code points [start, end) and why."""

    start: int
    end: int
    reason: str
