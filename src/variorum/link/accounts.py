"""One document's part of an incident: its events, its figures, and whose words it gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property

from variorum.lexicon.comparing import used_for
from variorum.link.concrete import states
from variorum.link.contrast import bare_place
from variorum.link.said import bare, is_pronoun, names
from variorum.model.document import Span
from variorum.model.incident import Effect, Incident, IncidentAgent, SharedIncident, Victim
from variorum.model.ledger import Ledger
from variorum.model.record import (
    Counted,
    Event,
    EventType,
    Figure,
    Responsibility,
    Scope,
    Statement,
    is_own_wording,
)
from variorum.model.sheet import Party, Reading
from variorum.model.value import (
    Actor,
    Bounds,
    Interval,
    Place,
    Sureness,
)

_FEW = 3  # a lower number of dead is too common to part two deeds
_HARM = frozenset({Counted.KILLED, Counted.INJURED})
_AFTERMATH = _HARM | {
    Counted.MISSING, Counted.ABDUCTED, Counted.DETAINED, Counted.ARRESTED, Counted.DISPLACED,
    Counted.AFFECTED,
}  # fmt: skip
_HARMFUL = frozenset({EventType.ASSAULT, EventType.PROTEST, EventType.MOBILIZE})
_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE})
_AFTER = timedelta(days=14)  # in which the wounded may die
_EXPLICIT = frozenset({
    Responsibility.CLAIMED, Responsibility.ACCUSED, Responsibility.ACCUSED_BY_AUTHORITIES,
    Responsibility.DENIED,
})  # fmt: skip
_TALK = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.CONSULT})


Source = tuple[str | None, Span]
"""Whoever speaks: the actor, where one is known, and the words that name it."""


@dataclass(frozen=True)
class Account:
    """One document's part of an incident: its ledger and its events of the incident."""

    ledger: Ledger
    incident: SharedIncident

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The document's events of the incident, in its order: those that link it to the others,
        and those of its kind that the document tells of the same day and place. Talk about a deed
        is no deed; what followed it ("laid down their arms") is none beside it."""
        linked = {event.id for event in self._linked}
        told = [event for event in self.ledger.events if event.id in linked | self._around]
        deeds = [event for event in told if event.type in _DEEDS | {self.incident.type}]
        return tuple(deeds or told)

    @cached_property
    def _linked(self) -> tuple[Event, ...]:
        """The events by which the document is linked to the incident."""
        ours = {one.event for one in self.incident.events if one.document == self.id}
        talk = _TALK - {self.incident.type}
        return tuple(
            event for event in self.ledger.events if event.id in ours and event.type not in talk
        )

    @cached_property
    def _around(self) -> frozenset[str]:
        """The document's other events, where it leads with the incident, that are of its type and
        of no other day or place: those of some incident, or done by somebody."""
        return (
            frozenset(
                event.id
                for event in self.ledger.events
                if self.leads
                and event.type is self.incident.type
                and (event.agents or event.id in self._grouped)
                and event.cue.text.casefold() not in states()
            )
            - self.apart
        )

    @cached_property
    def _grouped(self) -> frozenset[str]:
        """The events that are of some incident of the document."""
        return frozenset(id for one in self.ledger.incidents for id in one.events)

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

    @cached_property
    def aftermath(self) -> tuple[Figure, ...]:
        """Figures of what came of the incident, such as arrests, where the document tells of it
        before anything else; not of an earlier day, nor of a deed told apart."""
        if not self.leads:
            return ()
        return tuple(
            figure
            for figure in self.ledger.figures
            if figure.of in _AFTERMATH
            and figure.scope is not Scope.CUMULATIVE
            and not (figure.of in _HARM and (self._is_mild or figure.event in self.apart))
            and not self._is_earlier(figure)
        )

    @cached_property
    def taken_up(self) -> tuple[Event, ...]:
        """Events that the document groups elsewhere, though they only take up the incident that it
        leads with, to say who did it: "It claimed responsibility for the attack"."""
        ours = {event.id for event in self.events} | self.apart
        return tuple(
            event
            for event in self.ledger.events
            if self.leads
            and event.id not in ours
            and event.type is self.incident.type
            and any(agent.responsibility in _EXPLICIT for agent in event.agents)
            and not event.recipients
        )

    @cached_property
    def apart(self) -> frozenset[str]:
        """The events of other incidents of the document that have a day or a place of their own,
        or are said to be others: "an earlier attack"."""
        incidents = self.ledger.incidents
        others = (one for one in incidents if self._is_apart(one) or self._is_parted(one))
        cues = {event.id: event.cue for event in self.ledger.events}
        return frozenset(id for one in others for id in one.events) | {
            id for id, cue in cues.items() if _is_another(cue)
        } - {event.id for event in self._linked}

    def _is_apart(self, other: Incident) -> bool:
        if any(one.id in other.events for one in self._linked):
            return False
        ours = self._places([event.id for event in self._linked])
        theirs = self._places(other.events)
        whole = self.incident.time
        day = whole and other.time and not meet(whole, other.time)
        day = day and not self._follows(other)
        return bool(day or (ours and theirs and ours.isdisjoint(theirs)))

    def _is_parted(self, other: Incident) -> bool:
        """Whether an incident of the document is another deed than those linked to this one."""
        return other not in self._told and any(_are_parted(one, other) for one in self._told)

    @cached_property
    def _told(self) -> list[Incident]:
        """The document's own incidents that are linked to this one."""
        linked = {event.id for event in self._linked}
        return [one for one in self.ledger.incidents if not linked.isdisjoint(one.events)]

    def _follows(self, other: Incident) -> bool:
        """Whether what is told of a later day is only whom it harmed: "a 15th died on Monday"."""
        begin = self.incident.time.latest if self.incident.time else None
        then = other.time.earliest if other.time else None
        told = [event for event in self.ledger.events if event.id in other.events]
        bare = all(event.mode is None and not event.agents and event.recipients for event in told)
        later = begin is not None and then is not None and begin < then < begin + _AFTER
        return bare and later

    def _places(self, events: Collection[str]) -> frozenset[str]:
        """The names of the places of some events, and of what the text sets around them."""
        known = {one.id: one for one in self.ledger.places}
        told = (event for event in self.ledger.events if event.id in events)
        places = [known[event.place] for event in told if event.place]
        return frozenset(bare_place(one.name) for one in places).union(*map(self.around, places))

    def around(self, place: Place) -> frozenset[str]:
        """The names that the text sets around a place, wherever it names it: "the square in
        Orm"."""
        spans = [one.mention for one in self.ledger.places if one.name == place.name]
        return frozenset(
            bare_place(other.name)
            for other in self.ledger.places
            for span in spans
            if _inside().fullmatch(self.ledger.document.text, span.end, other.mention.start)
        )

    @cached_property
    def leads(self) -> bool:
        """Whether the incident is the first that the document tells of."""
        cues = {event.id: event.cue.start for event in self.ledger.events}
        told = (one for one in self.ledger.incidents if not self._is_apart(one))
        first = min((cues[id] for one in told for id in one.events), default=None)
        return first is None or first == min(cues[id] for id in self._grouped)

    @cached_property
    def _is_mild(self) -> bool:
        """Whether nobody comes to harm in what the incident is, and the document begins with
        something else: after a shelling, soldiers stop an ambulance."""
        if self.incident.type in _HARMFUL or not self._grouped:
            return False
        cues = {event.id: event.cue.start for event in self.ledger.events}
        first = min(self._grouped, key=cues.__getitem__)
        leading = next(one for one in self.ledger.incidents if first in one.events)
        return leading.type in _HARMFUL

    def _is_earlier(self, figure: Figure) -> bool:
        """Whether a figure's event lies before the incident."""
        times = {time.id: time for time in self.ledger.times}
        event = next((one for one in self.ledger.events if one.id == figure.event), None)
        end = times[event.time].latest if event and event.time else None
        begin = self.incident.time.earliest if self.incident.time else None
        return end is not None and begin is not None and end < begin

    def victims(self, effect: Effect) -> list[Victim]:
        """Those whom the incident did this to."""
        ours = {one.event for one in self.incident.incidents if one.document == self.id}
        told = (one for one in self.ledger.incidents if one.id in ours)
        return [one for each in told for one in each.victims if one.effect is effect]

    def name(self, actor: str | None, mention: Span) -> str:
        """The neutral name of an actor; where it has none, the mention without determiner."""
        return self.actors[actor].name if actor else bare(mention.text)

    def speakers(self, statement: str | None) -> tuple[Span, ...]:
        """Who says what stands in a statement, outermost first; named, where a name is known."""
        chain: list[Span] = []
        while statement is not None:
            said = self.statements[statement]
            outer = self.statements[said.within] if said.within else None
            repeats = outer is not None and is_own_wording(said, outer)
            if said.speaker is not None and not repeats:
                chain.append(self._namer(said, said.speaker))
            statement = said.within
        return tuple(reversed(chain))

    def _namer(self, said: Statement, speaker: Span) -> Span:
        actor, mention = self.source(said.id) or (said.speaker_actor, speaker)
        if actor is None or not is_pronoun(mention.text):
            return mention
        spoke = (one.speaker for one in self._spoken_before(said) if one.speaker_actor == actor)
        named = [span for span in spoke if span is not None]
        return named[-1] if named else self.actors[actor].mentions[0].span

    def source(self, statement: str) -> Source | None:
        """Whose words a statement gives: its speaker; for "it" or "which", known to nobody, whoever
        does what the statement's cue tells ("Orm, which denies"), or spoke last in the paragraph
        before. None where the text leaves it open."""
        said = self.statements[statement]
        if said.speaker is None:
            return None
        if names(said.speaker_actor, said.speaker):
            return said.speaker_actor, said.speaker
        telling = (event for event in self.ledger.events if event.cue.meets(said.cue))
        agents = (agent for event in telling for agent in event.agents)
        named = (one for one in agents if names(one.actor, one.mention))
        if does := next(named, None):
            return does.actor, does.mention
        paragraph = self.ledger.document.text.rfind("\n\n", 0, said.speaker.start)
        near = [one for one in self._spoken_before(said) if one.cue.start > paragraph]
        return (near[-1].speaker_actor, near[-1].speaker) if near and near[-1].speaker else None

    def _spoken_before(self, said: Statement) -> list[Statement]:
        """The statements before one whose speakers are named, in their order."""
        before = [
            one
            for one in self.ledger.statements
            if one.speaker is not None
            and said.speaker is not None
            and one.speaker.start < said.speaker.start
            and not is_pronoun(one.speaker.text)
        ]
        return sorted(before, key=lambda one: one.speaker.start if one.speaker else 0)

    def reading(
        self, value: str, quotation: Span, statement: str | None, sureness: Sureness | None = None
    ) -> Reading:
        """A reading of this document."""
        published = self.ledger.document.published
        speakers = self.speakers(statement)
        return Reading(value, quotation, self.id, speakers, sureness, published=published)

    def number(self, value: str, quotation: Span, statement: str | None, bounds: Bounds) -> Reading:
        """A reading of this document that gives a number."""
        return replace(self.reading(value, quotation, statement), bounds=bounds)

    def party(self, actor: str | None, name: str, part: Responsibility | None = None) -> Party:
        """Somebody who takes part; without an actor, no more than a name is known."""
        if actor is None:
            return Party(name, None, None, part)
        return Party(name, self.actors[actor].kind, self.actors[actor].country, part)

    def said_in(self, span: Span) -> str | None:
        """The innermost statement whose content holds a span."""
        holding = [
            (piece.end - piece.start, one.id)
            for one in self.ledger.statements
            for piece in one.content
            if piece.holds(span)
        ]
        return min(holding)[1] if holding else None


@cache
def _inside() -> re.Pattern[str]:
    sides = "|".join((" the", " central", " southern", " northern", " eastern", " western"))
    return re.compile(rf",? (?:in|of|near|outside)(?:{sides})? |, ")


def _is_another(cue: Span) -> bool:
    """Whether the words before a deed set it apart: "an earlier attack"."""
    before = cue.document.text[max(0, cue.start - _REACH) : cue.start].casefold().split()
    return not used_for("apart").isdisjoint(before[-_WORDS_BEFORE:])


_REACH = 40  # code points in which the words before a deed stand
_WORDS_BEFORE = 2


def meet(one: Interval, other: Interval) -> bool:
    """Whether two intervals share a day."""
    first = max(one.earliest or date.min, other.earliest or date.min)
    return first <= min(one.latest or date.max, other.latest or date.max)


def _are_parted(one: Incident, other: Incident) -> bool:
    """Whether two deeds of a document number their dead otherwise, or somebody claims one of them
    to whom the other is not laid."""
    return _count_apart(one.killed, other.killed) or _claims_apart(one, other)


def _count_apart(one: Bounds | None, other: Bounds | None) -> bool:
    if one is None or other is None or min(one.low or 0, other.low or 0) < _FEW:
        return False
    above = one.high is not None and (other.low or 0) > one.high
    return above or (other.high is not None and (one.low or 0) > other.high)


def _claims_apart(one: Incident, other: Incident) -> bool:
    doers = [{_doer(agent) for agent in each.agents} for each in (one, other)]
    claimed = any(
        agent.responsibility is Responsibility.CLAIMED for agent in (*one.agents, *other.agents)
    )
    return claimed and all(doers) and doers[0].isdisjoint(doers[1])


def _doer(agent: IncidentAgent) -> str:
    return agent.actor or agent.mention.text.casefold()
