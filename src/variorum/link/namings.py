"""How one document calls the sides of an incident, and the loaded words it tells it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from variorum.link.accounts import Account
from variorum.link.said import Named, Said, bare, folded, is_pronoun, said, said_by
from variorum.model.document import Span
from variorum.model.record import Frame
from variorum.model.value import Actor, ActorKind, ActorMention


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
                if not is_pronoun(mention.span.text):
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
