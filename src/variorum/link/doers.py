"""Who is said to have done it, what was hit, and with what, over all events of an incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from variorum.lexicon import words
from variorum.link.bodies import bodies_of
from variorum.link.happening import Happening
from variorum.link.scene import COMMON, Scene
from variorum.model.document import Span
from variorum.model.incident import AgentKind, IncidentAgent
from variorum.model.record import Act, Agent, Responsibility

_LOOKED_AT: Final = 100  # doers; no incident of an article has more
_ORDER: Final = (
    Responsibility.CLAIMED,
    Responsibility.ACCUSED_BY_AUTHORITIES,
    Responsibility.ACCUSED,
    Responsibility.POSSIBLE,
    Responsibility.STATED,
    Responsibility.DENIED,
)
_OWN_WORD: Final = _ORDER.index(Responsibility.CLAIMED) + 0.5  # of the article itself
_SUSPICIONS: Final = frozenset({"suspected", "alleged", "presumed", "supposed", "accused"})
_ACCUSATIONS: Final = frozenset({Responsibility.ACCUSED, Responsibility.ACCUSED_BY_AUTHORITIES})


def find_agents(scene: Scene, group: Sequence[Happening]) -> tuple[IncidentAgent, ...]:
    """The doers, each once, under the most explicit word on their part, which a claim of their own
    and the word of the article itself outweigh, with the statement that gives it."""
    found: dict[str, IncidentAgent] = {}
    for happening in group:
        for agent in happening.event.agents:
            for one in _split(scene, agent):
                name = _known_as(found, one)
                known = found.get(name)
                if known is None or _rank(one) < _rank(known):
                    found[name] = one
    told = tuple(found.values())
    return tuple(one if _is_contested(one, told) else _plainly(scene, one) for one in told)


def _is_contested(one: IncidentAgent, told: tuple[IncidentAgent, ...]) -> bool:
    """Whether another word names another doer."""
    return any(other.statement != one.statement for other in told)


def _plainly(scene: Scene, one: IncidentAgent) -> IncidentAgent:
    """A doer whom nobody disputes as the text puts it: what somebody simply says is stated, by that
    statement; to accuse takes a word for it."""
    statement = scene.statements.get(one.statement or "")
    if one.responsibility not in _ACCUSATIONS or statement is None:
        return one
    doubted = not _SUSPICIONS.isdisjoint(one.mention.text.lower().split())
    if statement.act is not Act.SAY or doubted:
        return one
    return replace(one, responsibility=Responsibility.STATED)


def _known_as(found: Mapping[str, IncidentAgent], one: IncidentAgent) -> str:
    """The key of an agent: its actor, a longer or shorter wording already there, or its own."""
    name = one.actor or one.mention.text.lower()
    if name in found:
        return name
    ours = _telling(one.mention)
    for key, other in islice(found.items(), _LOOKED_AT):
        theirs = _telling(other.mention)
        if one.kind is other.kind and ours and theirs and (ours <= theirs or theirs <= ours):
            return key
    return name


def _telling(mention: Span) -> set[str]:
    """The words of a mention that say who it is."""
    return set(mention.text.lower().split()) - words(COMMON)


def _rank(agent: IncidentAgent) -> float:
    if agent.responsibility is Responsibility.STATED and agent.statement is None:
        return _OWN_WORD
    return _ORDER.index(agent.responsibility)


def _split(scene: Scene, agent: Agent) -> Iterator[IncidentAgent]:
    """The persons and the bodies in one mention: "rebels of the Front", and the Front."""
    mention, actor, put = agent.mention, agent.actor, agent.responsibility
    if scene.is_pronoun(mention):
        named = _naming(scene, actor)
        if named is None:
            return
        mention = named
    if scene.is_organisation(mention, actor):
        name = _by_name(scene, mention, actor)
        yield IncidentAgent(name, actor, AgentKind.ORGANISATION, put, agent.statement)
        return
    bodies = bodies_of(scene, mention, actor)
    own = None if actor in {id for _, id in bodies} else actor
    yield IncidentAgent(mention, own, AgentKind.PERSON, put, agent.statement)
    for span, id in bodies:
        yield IncidentAgent(span, id, AgentKind.ORGANISATION, put, agent.statement)


def _by_name(scene: Scene, mention: Span, actor: str | None) -> Span:
    """The name of a body where a mention only takes it up: "the group", "that army"."""
    if actor is None or scene.holds_name(mention) or not scene.is_named_body(actor):
        return mention
    name = scene.bodies.get(actor)
    return name if name is not None and scene.holds_name(name) else mention


def _naming(scene: Scene, actor: str | None) -> Span | None:
    if actor is None:
        return None
    mentions = scene.actors[actor].mentions
    return next((one.span for one in mentions if not scene.is_pronoun(one.span)), None)


def find_targets(scene: Scene, group: Sequence[Happening]) -> tuple[Span, ...]:
    """Buildings, vehicles and the like that were hit, each wording once."""
    found: dict[str, Span] = {}
    for happening in group:
        for one in happening.event.recipients:
            kinds = scene.kinds(one.mention)
            if kinds & {"target", "vehicle"} and not scene.is_person(one.mention, one.actor):
                found.setdefault(scene.head(one.mention).text.lower(), one.mention)
    return tuple(found.values())


def find_instruments(scene: Scene, group: Sequence[Happening]) -> tuple[Span, ...]:
    """What it was done with, each thing once."""
    found: dict[str, Span] = {}
    for happening in group:
        for one in happening.event.instruments:
            found.setdefault(scene.head(one).text.lower(), one)
    return tuple(found.values())
