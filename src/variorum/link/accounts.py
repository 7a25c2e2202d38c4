"""What one document says of an incident, thing by thing: the readings of the incident sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from variorum.model.document import Span
from variorum.model.incident import FigureAccount, SharedIncident, Toll
from variorum.model.ledger import Ledger
from variorum.model.record import (
    Act,
    Agent,
    Counted,
    Event,
    EventType,
    Figure,
    Frame,
    Responsibility,
    Scope,
    Stage,
    Statement,
)
from variorum.model.sheet import Reading
from variorum.model.value import (
    Actor,
    ActorKind,
    ActorMention,
    Basis,
    Bounds,
    Interval,
    Place,
    Sureness,
    SurenessLabel,
    Time,
    TimeType,
)
from variorum.model.wording import bounds_in_words, days_in_words, kind_in_words

LONGEST_QUOTATION = 120  # code points; a longer stretch is quoted by its cue alone
_PRONOUNS = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me",
    "his", "hers", "its", "their", "theirs", "our", "ours", "my", "mine", "your", "yours",
    "who", "whom", "whose", "which", "that", "this", "these", "those",
    "himself", "herself", "itself", "themselves", "ourselves", "myself",
})  # fmt: skip
_DETERMINERS = frozenset({
    "the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these", "those",
})  # fmt: skip
_LINKING = frozenset({
    "of", "and", "or", "in", "on", "at", "from", "by", "with", "for", "to", "more", "than", "least",
})  # fmt: skip
_TALK = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.CONSULT})
_RESPONSIBLE = {
    Responsibility.STATED: "",
    Responsibility.CLAIMED: ", by its own claim",
    Responsibility.ACCUSED: ", accused",
    Responsibility.ACCUSED_BY_AUTHORITIES: ", accused by authorities",
    Responsibility.POSSIBLE: ", possibly",
    Responsibility.DENIED: ", denied",
}


class Named(NamedTuple):
    """What a reading names; two namings that differ in `holds` contradict one another."""

    words: frozenset[str]
    holds: bool = True


class Spotted(NamedTuple):
    """The place a reading gives."""

    place: Place


Key = Interval | Bounds | Named | Spotted


@dataclass(frozen=True, slots=True)
class Said:
    """A reading and what it is compared by.

    `key` None: it is compared only where its voice says nothing else. `sameness`: two readings
    of a voice alike in it are one, so it holds the speaker where it matters who says so too.
    `short`: what a note calls it.
    """

    reading: Reading
    key: Key | None
    sameness: tuple[str, ...]
    short: str


def said(reading: Reading, key: Key | None) -> Said:
    """A reading that other speakers of the same account would only repeat."""
    return Said(reading, key, (reading.value.casefold(),), reading.value)


def said_by(reading: Reading, key: Key | None, short: str | None = None) -> Said:
    """A reading that another speaker's like words do not repeat."""
    last = reading.speakers[-1].text.casefold() if reading.speakers else ""
    return Said(reading, key, (reading.value.casefold(), last), short or reading.value)


@dataclass(frozen=True)
class Account:
    """One document's part of an incident: its ledger and its events of the incident."""

    ledger: Ledger
    incident: SharedIncident

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The document's events of the incident, in its order; talk about a deed is no deed."""
        ours = {one.event for one in self.incident.events if one.document == self.id}
        talk = _TALK - {self.incident.type}
        return tuple(
            event for event in self.ledger.events if event.id in ours and event.type not in talk
        )

    @property
    def id(self) -> str:
        """The document's id."""
        return self.ledger.document.id

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The document's statements by id."""
        return {one.id: one for one in self.ledger.statements}

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """The document's actors by id."""
        return {one.id: one for one in self.ledger.actors}

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures tied to the incident's events; sums over a longer time are none of them."""
        events = {event.id for event in self.events}
        tied = {figure for event in self.events for figure in event.figures}
        return tuple(
            figure
            for figure in self.ledger.figures
            if (figure.id in tied or figure.event in events)
            and figure.scope is not Scope.CUMULATIVE
        )

    def name(self, actor: str | None, mention: Span) -> str:
        """The neutral name of an actor; where it has none, the mention without determiner."""
        return self.actors[actor].name if actor else bare(mention.text)

    def speakers(self, statement: str | None) -> tuple[Span, ...]:
        """Who says what stands in a statement, outermost first; named, where a name is known."""
        chain: list[Span] = []
        while statement is not None:
            said = self.statements[statement]
            if said.speaker is not None:
                chain.append(self._namer(said, said.speaker))
            statement = said.within
        return tuple(reversed(chain))

    def _namer(self, said: Statement, speaker: Span) -> Span:
        if said.speaker_actor is None or speaker.text.lower() not in _PRONOUNS:
            return speaker
        return self.actors[said.speaker_actor].mentions[0].span

    def reading(
        self, value: str, quotation: Span, statement: str | None, sureness: Sureness | None = None
    ) -> Reading:
        """A reading of this document."""
        return Reading(value, quotation, self.id, self.speakers(statement), sureness)

    def number(self, value: str, quotation: Span, statement: str | None, bounds: Bounds) -> Reading:
        """A reading of this document that gives a number."""
        return replace(self.reading(value, quotation, statement), bounds=bounds)

    def said_in(self, span: Span) -> str | None:
        """The innermost statement whose content holds a span."""
        holding = [
            (piece.end - piece.start, one.id)
            for one in self.ledger.statements
            for piece in one.content
            if piece.holds(span)
        ]
        return min(holding)[1] if holding else None


def bare(text: str) -> str:
    """A naming on one line, without the determiner or the quotation marks it begins with.

    >>> bare("the covered market"), bare("“evidence”")
    ('covered market', 'evidence')
    """
    first, *others = text.split() or [""]
    words = others if others and first.casefold() in _DETERMINERS else [first, *others]
    return " ".join(words).strip('“”"«»„‘’')


def folded(text: str) -> frozenset[str]:
    """The words of a naming that tell it from others: no case, determiners, linking words, plural.

    >>> sorted(folded("The two mortar shells"))
    ['mortar', 'shell', 'two']
    """
    words = (word.strip(".,;:'\"“”‘’()") for word in text.casefold().split())
    return frozenset(
        word.removesuffix("s") if len(word) > 3 else word
        for word in words
        if word and word not in _DETERMINERS | _LINKING
    )


def days(account: Account) -> Iterator[Said]:
    """When: the times of its events."""
    times = {time.id: time for time in account.ledger.times}
    for event in account.events:
        if event.time is not None and (time := times[event.time]).type is not TimeType.SET:
            value, key = _day_value(time)
            yield said(account.reading(value, time.span, event.statement), key)


def _day_value(time: Time) -> tuple[str, Interval | None]:
    if time.earliest is None and time.latest is None:
        value = "hangs on another event" if time.basis is Basis.EVENT else "a day left open"
        return value, None
    interval = Interval(time.earliest, time.latest)
    clock = time.value.partition("T")[2]
    shown = days_in_words(interval)
    return (f"{shown}, {clock[:5]}" if _CLOCK.match(clock) else shown), interval


_CLOCK = re.compile(r"\d\d:\d\d")


def clock_of(value: str) -> str | None:
    """The hour in a value that `days` gives, if it has one.

    >>> clock_of("3 May 2031, 09:40")
    '09:40'
    """
    found = _CLOCK.search(value)
    return found[0] if found else None


def places(account: Account) -> Iterator[Said]:
    """Where: the places of its events."""
    known = {place.id: place for place in account.ledger.places}
    for event in account.events:
        if event.place is not None:
            place = known[event.place]
            yield said(account.reading(place.name, place.mention, event.statement), Spotted(place))


def deeds(account: Account) -> Iterator[Said]:
    """What: its events, each kind once, in the words that tell it first."""
    for event in account.events:
        kind = kind_in_words(event.type, event.mode)
        value = kind if event.stage is Stage.DONE else f"{kind} ({event.stage})"
        reading = account.reading(value, _told(event), event.statement, event.sureness)
        key = Named(frozenset({event.type.value}))
        yield Said(reading, key, (value, event.sureness.label), value)


def _told(event: Event) -> Span:
    parts = [event.cue, *event.instruments, *(one.mention for one in event.agents)]
    return _stretch(parts + [one.mention for one in event.recipients])


def _stretch(parts: Sequence[Span]) -> Span:
    """From the first part to the last, where that is short and one paragraph; else the first."""
    first, last = min(part.start for part in parts), max(part.end for part in parts)
    whole = parts[0].document.span(first, last)
    fits = len(whole.text) <= LONGEST_QUOTATION and "\n" not in whole.text
    return whole if fits else parts[0]


def doers(account: Account) -> Iterator[Said]:
    """Who did it: each agent, how its part is put, and by whose word."""
    return _agents(account, frozenset(Responsibility))


def claimants(account: Account) -> Iterator[Said]:
    """Who claimed it."""
    return _agents(account, frozenset({Responsibility.CLAIMED}))


def _agents(account: Account, parts: frozenset[Responsibility]) -> Iterator[Said]:
    for event in account.events:
        for agent in event.agents:
            if agent.responsibility in parts and _names(agent.actor, agent.mention):
                yield _agent(account, event, agent)


def _names(actor: str | None, mention: Span) -> bool:
    """Whether a mention names somebody: "it" alone, taken for nobody, does not."""
    return actor is not None or mention.text.casefold() not in _PRONOUNS


def _agent(account: Account, event: Event, agent: Agent) -> Said:
    name = account.name(agent.actor, agent.mention)
    part = agent.responsibility if _happened(event) else Responsibility.DENIED
    holds = part is not Responsibility.DENIED
    reading = account.reading(
        name + _RESPONSIBLE[part], agent.mention, agent.statement or event.statement, event.sureness
    )
    return said_by(reading, Named(folded(name), holds), name if holds else f"not {name}")


def _happened(event: Event) -> bool:
    """Whether the words leave it that it happened."""
    return event.sureness.label is not SurenessLabel.DENIED


def deniers(account: Account) -> Iterator[Said]:
    """Who denied it: speakers of denials that bear on its events."""
    cues = [event.cue for event in account.events]
    for one in account.ledger.statements:
        bears = any(piece.meets(cue) for piece in one.content for cue in cues)
        if one.act is Act.DENY and one.speaker is not None and bears:
            name = account.name(one.speaker_actor, one.speaker)
            yield said_by(account.reading(name, one.content[0], one.id), Named(folded(name)))


def recipients(account: Account) -> Iterator[Said]:
    """To whom."""
    for event in account.events:
        for one in filter(lambda one: _names(one.actor, one.mention), event.recipients):
            yield _taking_part(account, event, account.name(one.actor, one.mention), one.mention)


def instruments(account: Account) -> Iterator[Said]:
    """With what."""
    for event in account.events:
        for span in event.instruments:
            yield _taking_part(account, event, bare(span.text), span)


def _taking_part(account: Account, event: Event, name: str, span: Span) -> Said:
    holds = _happened(event)
    reading = account.reading(name, span, event.statement, event.sureness)
    short = name if holds else f"not {name}"
    return Said(reading, Named(folded(name), holds), (short.casefold(),), short)


def count_of(counted: Counted, toll: Toll | None, account: Account) -> Iterator[Said]:
    """How many: the figures of a kind; the account the incident keeps is the one compared."""
    figures = [figure for figure in account.figures if figure.of is counted]
    kept = [one for one in toll.accounts if one.document == account.id] if toll else []
    shown: set[Span] = set()
    for one in kept:
        if found := _kept(account, one, figures):
            shown.add(found.reading.quotation)
            yield found
    whole = [] if shown else [figure for figure in figures if figure.who is None] or figures
    for figure in figures:
        if figure.mention not in shown:
            yield _counted(account, figure, figure in whole)


def _kept(account: Account, one: FigureAccount, figures: Sequence[Figure]) -> Said | None:
    """The kept account in the words it names, of the figure it equals, or of all its figures."""
    same = [figure for figure in figures if (figure.low, figure.high) == (one.low, one.high)]
    spans = [one.mention] if one.mention else [figure.mention for figure in same[:1] or figures]
    if not spans:
        return None
    quotation = _stretch(spans)
    told = next((figure for figure in figures if figure.mention == quotation), None)
    bounds = Bounds(one.low, one.high)
    if told and (told.low, told.high) != (one.low, one.high):
        quotation = _stretch([quotation, *_summed(told, figures)])
    value = bounds_in_words(bounds, told is not None and told.approximate)
    statement = one.statement or (told.statement if told else account.said_in(quotation))
    return said(account.number(value, quotation, statement, bounds), bounds)


def _summed(told: Figure, figures: Sequence[Figure]) -> list[Span]:
    """The figures told in one breath with this one, of which a kept sum is made."""
    same = (one for one in figures if one.event == told.event and one.statement == told.statement)
    return [one.mention for one in same]


def _counted(account: Account, figure: Figure, compared: bool) -> Said:
    bounds = Bounds(figure.low, figure.high)
    value = bounds_in_words(bounds, figure.approximate)
    shown = f"{value} {figure.who}" if figure.who else value
    reading = account.number(shown, figure.mention, figure.statement, bounds)
    return said_by(reading, bounds if compared else None)


def sides(account: Account) -> Mapping[str, Actor]:
    """The groups that act, suffer or speak in its events, by neutral name; no lone persons."""
    ids = {agent.actor for event in account.events for agent in event.agents}
    ids |= {one.actor for event in account.events for one in event.recipients}
    known = [account.actors[one] for one in ids if one is not None]
    return {actor.name: actor for actor in known if actor.kind not in _NO_SIDE}


_NO_SIDE = frozenset({ActorKind.PERSON, ActorKind.UNKNOWN, ActorKind.MEDIA, ActorKind.PEOPLE})


def namings(name: str, account: Account) -> Iterator[Said]:
    """How an actor is called; a name that takes a side or keeps a distance also by whom."""
    for actor in account.ledger.actors:
        if actor.name == name:
            for mention in actor.mentions:
                if mention.span.text.casefold() not in _PRONOUNS:
                    yield _naming(account, actor.id, mention)


def _naming(account: Account, actor: str, mention: ActorMention) -> Said:
    frames = [one.span for one in account.ledger.framing if one.target == actor]
    met = [span for span in frames if span.meets(mention.span)]
    span = next((span for span in met if span.holds(mention.span)), mention.span)
    reading = account.reading(bare(span.text), span, account.said_in(span))
    if mention.partisan or met:
        return said_by(reading, Named(folded(span.text)))
    return said(reading, None)


def framing(account: Account) -> Iterator[Said]:
    """Words that take a side or keep a distance, in the paragraphs that tell of the incident."""
    text = account.ledger.document.text
    told = {_paragraph(text, event.cue) for event in account.events}
    for frame in account.ledger.framing:
        if _paragraph(text, frame.span) in told:
            yield _framed(account, frame)


def _framed(account: Account, frame: Frame) -> Said:
    mark = frame.mark.replace("-", " ")
    key = Named(folded(frame.span.text))
    reading = account.reading(mark, frame.span, frame.statement)
    return said_by(reading, key, bare(frame.span.text))


def _paragraph(text: str, span: Span) -> int:
    return text.count("\n\n", 0, span.start)
