"""What one document says of an incident: when, where, what, who, to whom, with what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from variorum.lexicon.comparing import used_for
from variorum.lexicon.events import event_nouns
from variorum.link.accounts import Account, Source
from variorum.link.contrast import bare_place
from variorum.link.said import (
    Named,
    Said,
    Spotted,
    Told,
    bare,
    folded,
    names,
    said,
    said_by,
    stretch,
)
from variorum.model.document import Span
from variorum.model.record import Act, Agent, Event, Recipient, Responsibility, Stage, Statement
from variorum.model.sheet import Deed, Party
from variorum.model.value import Basis, Interval, SurenessLabel, Time, TimeType
from variorum.model.wording import days_in_words, kind_in_words

_RESPONSIBLE = {
    Responsibility.STATED: "",
    Responsibility.CLAIMED: ", by its own claim",
    Responsibility.ACCUSED: ", accused",
    Responsibility.ACCUSED_BY_AUTHORITIES: ", accused by authorities",
    Responsibility.POSSIBLE: ", possibly",
    Responsibility.DENIED: ", denied",
}


def days(account: Account) -> Iterator[Said]:
    """When: the times of its events."""
    times = {time.id: time for time in account.ledger.times}
    for event in account.events:
        if event.time is not None and (time := times[event.time]).type is not TimeType.SET:
            value, key = _day_value(time)
            reading = account.reading(value, time.span, event.statement)
            yield said(replace(reading, days=key), key)


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
            reading = account.reading(place.name, place.mention, event.statement)
            yield said(replace(reading, place=place), Spotted(place, account.around(place)))


def pooled(told: Sequence[Told]) -> list[Told]:
    """Places with what any voice sets around them: a square is in a town for all, once one says
    so."""
    around: dict[str, frozenset[str]] = {}
    for one in chain.from_iterable(told):
        if isinstance(one.key, Spotted):
            name = bare_place(one.key.place.name)
            around[name] = around.get(name, frozenset()) | one.key.within
    return [tuple(_set_around(one, around) for one in voice) for voice in told]


def _set_around(one: Said, around: Mapping[str, frozenset[str]]) -> Said:
    if not isinstance(one.key, Spotted):
        return one
    place = one.key.place
    return replace(one, key=Spotted(place, around[bare_place(place.name)]))


def deeds(account: Account) -> Iterator[Said]:
    """What: its events, each kind once, in the words that tell it first; "the dead" tell of none
    beside another."""
    deeds = [one for one in account.events if _told(one).text.casefold() not in used_for("toll")]
    for event in deeds or account.events:
        kind = kind_in_words(event.type, event.mode)
        value = kind if event.stage is Stage.DONE else f"{kind} ({event.stage})"
        deed = Deed(event.type, event.mode, event.stage)
        told = account.reading(value, _told(event), event.statement, event.sureness)
        reading = replace(told, deed=deed)
        key = Named(frozenset({event.type.value}))
        yield Said(reading, key, (value, event.sureness.label), value)


def _told(event: Event) -> Span:
    parts = [event.cue, *event.instruments, *(one.mention for one in event.agents)]
    return stretch(parts + [one.mention for one in event.recipients])


def doers(account: Account) -> Iterator[Said]:
    """Who did it: each agent, how its part is put, and by whose word."""
    return _agents(account, frozenset(Responsibility))


def claimants(account: Account) -> Iterator[Said]:
    """Who claimed it; whoever merely tells of "our soldiers", or of what "it" did, claims
    nothing."""
    told = _agents(account, frozenset({Responsibility.CLAIMED}), _claims)
    return (
        one
        for one in told
        if used_for("ours").isdisjoint(one.reading.quotation.text.casefold().split())
    )


def _claims(account: Account, agent: Agent) -> bool:
    """Whether an agent is named, or is "it" of a statement that lays claim to the deed."""
    said = account.statements.get(agent.statement or "")
    return names(agent.actor, agent.mention) or (said is not None and said.act is Act.CLAIM)


def _agents(
    account: Account,
    parts: frozenset[Responsibility],
    counts: Callable[[Account, Agent], bool] = lambda account, agent: True,
) -> Iterator[Said]:
    for event in (*account.events, *account.taken_up):
        for told in event.agents:
            agent = _known(account, told)
            if agent and agent.responsibility in parts and counts(account, told):
                yield _agent(account, event, agent)


def _known(account: Account, agent: Agent) -> Agent | None:
    """An agent that the text names; "it" who claims a deed is whoever speaks."""
    if names(agent.actor, agent.mention):
        return agent
    if agent.responsibility is not Responsibility.CLAIMED or agent.statement is None:
        return None
    source = account.source(agent.statement)
    return replace(agent, actor=source[0], mention=source[1]) if source else None


def _agent(account: Account, event: Event, agent: Agent) -> Said:
    name = account.name(agent.actor, agent.mention)
    part = agent.responsibility if _happened(event) else Responsibility.DENIED
    holds = part is not Responsibility.DENIED
    told = account.reading(
        name + _RESPONSIBLE[part], agent.mention, agent.statement or event.statement, event.sureness
    )
    reading = replace(told, party=account.party(agent.actor, name, part))
    return said_by(reading, Named(folded(name), holds), name if holds else f"not {name}")


def _happened(event: Event) -> bool:
    """Whether the words leave it that it happened."""
    return event.sureness.label is not SurenessLabel.DENIED


def deniers(account: Account) -> Iterator[Said]:
    """Who denied it: speakers of denials that bear on its events."""
    for one in account.ledger.statements:
        speaker = _denier(account, one)
        if speaker is not None and _bears(account, one):
            actor, mention = speaker
            name = account.name(actor, mention)
            told = account.reading(name, one.content[0], one.id)
            reading = replace(told, party=account.party(actor, name))
            yield said_by(reading, Named(folded(name)))


def _denier(account: Account, denial: Statement) -> Source | None:
    """Who speaks a denial, where the text tells. To disagree on who began is no denial."""
    asks = used_for("asked").intersection(denial.content[0].text.casefold().split()[:_ASKED])
    return account.source(denial.id) if denial.act is Act.DENY and not asks else None


def _bears(account: Account, denial: Statement) -> bool:
    """Whether a denial is of an event of the incident, or, naming none that another incident
    holds, follows one: "The army denied it"."""
    inside = [one.id for one in account.ledger.events if _is_in(one.cue, denial)]
    ours = {event.id for event in account.events}
    if not ours.isdisjoint(inside):
        return True
    if not account.apart.isdisjoint(inside):
        return False
    if _is_of_words(denial) and (answered := _answered(account, denial)):
        return any(_is_in(event.cue, answered) for event in account.events)
    return _last_told(account, denial) in ours


def _is_of_words(denial: Statement) -> bool:
    """Whether somebody's words are denied: "rejected the claim as a lie"."""
    told = f"{denial.cue.text} {denial.content[0].text}".casefold().split()
    return not used_for("word").isdisjoint(told[:_NEAR])


_ASKED = 3  # words of a denial in which a question stands
_NEAR = 4  # words of a denial in which what is denied stands


def _answered(account: Account, denial: Statement) -> Statement | None:
    """What somebody else said last before a denial, in a sentence before."""
    text, ours = account.ledger.document.text, account.source(denial.id)
    before = (
        one
        for one in account.ledger.statements
        if one.cue.end <= denial.cue.start
        and not _one_source(ours, account.source(one.id))
        and _ENDS.search(text, max(one.cue.end, one.content[-1].start), denial.cue.start)
    )
    return max(before, key=lambda one: one.cue.start, default=None)


_ENDS = re.compile(r"[.!?][”\"’']?\s")


def _one_source(one: Source | None, other: Source | None) -> bool:
    if one is None or other is None or None in (one[0], other[0]):
        return one == other
    return one[0] == other[0]


def _is_in(cue: Span, statement: Statement) -> bool:
    return any(piece.meets(cue) for piece in statement.content)


def _last_told(account: Account, denial: Statement) -> str | None:
    """The event of an incident last told of before a denial."""
    known = {event.id for event in account.events} | account.apart
    begin = min(denial.cue.start, denial.content[0].start)
    before = [one for one in account.ledger.events if one.id in known and one.cue.start < begin]
    return max(before, key=lambda one: one.cue.start).id if before else None


def recipients(account: Account) -> Iterator[Said]:
    """To whom."""
    for event in account.events:
        for one in filter(_can_suffer, event.recipients):
            name = account.name(one.actor, one.mention)
            party = account.party(one.actor, name)
            yield _taking_part(account, event, party.name, one.mention, party)


def _can_suffer(one: Recipient) -> bool:
    """Whether a recipient is somebody or something: not "him" unknown, nor "the ceasefire"."""
    return names(one.actor, one.mention) and one.mention.text.split()[-1] not in event_nouns()


def instruments(account: Account) -> Iterator[Said]:
    """With what."""
    for event in account.events:
        for span in event.instruments:
            yield _taking_part(account, event, bare(span.text), span)


def _taking_part(
    account: Account, event: Event, name: str, span: Span, party: Party | None = None
) -> Said:
    holds = _happened(event)
    told = account.reading(name, span, event.statement, event.sureness)
    reading = replace(told, party=party)
    short = name if holds else f"not {name}"
    return Said(reading, Named(folded(name), holds), (short.casefold(),), short)
