"""Who is said to have done it, what was hit, and with what, over all events of an incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from variorum.lexicon import words
from variorum.lexicon.classes import NOTHING, classes
from variorum.link.happening import Happening
from variorum.link.scene import COMMON, PERSONS, Scene
from variorum.model.annotation import NameKind
from variorum.model.document import Span
from variorum.model.incident import AgentKind, IncidentAgent
from variorum.model.record import Agent, Responsibility

_LOOKED_AT: Final = 100  # doers; no incident of an article has more
_ORDER: Final = (
    Responsibility.CLAIMED,
    Responsibility.ACCUSED_BY_AUTHORITIES,
    Responsibility.ACCUSED,
    Responsibility.POSSIBLE,
    Responsibility.STATED,
    Responsibility.DENIED,
)


def find_agents(scene: Scene, group: Sequence[Happening]) -> tuple[IncidentAgent, ...]:
    """The doers, each once, under the most explicit word on their part."""
    found: dict[str, IncidentAgent] = {}
    for happening in group:
        for agent in happening.event.agents:
            for one in _split(scene, agent):
                name = _known_as(found, one)
                known = found.get(name)
                if known is None or _rank(one) < _rank(known):
                    found[name] = one
    return tuple(found.values())


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


def _rank(agent: IncidentAgent) -> int:
    return _ORDER.index(agent.responsibility)


def _split(scene: Scene, agent: Agent) -> Iterator[IncidentAgent]:
    """The persons and the bodies in one mention: "rebels of the Front", and the Front."""
    mention, actor = agent.mention, agent.actor
    if scene.is_pronoun(mention):
        named = _naming(scene, actor)
        if named is None:
            return
        mention = named
    whole = scene.is_organisation(mention, actor)
    bodies = [] if whole else list(_bodies(scene, mention))
    kind = AgentKind.ORGANISATION if whole else AgentKind.PERSON
    own = None if bodies and actor in {id for _, id in bodies} else actor
    yield IncidentAgent(mention, own, kind, agent.responsibility)
    if not whole and not bodies and actor is not None:
        bodies = list(_body_behind(scene, actor))
    for span, id in bodies:
        yield IncidentAgent(span, id, AgentKind.ORGANISATION, agent.responsibility)


def _body_behind(scene: Scene, actor: str) -> Iterator[tuple[Span, str]]:
    """The name of the body that "the guerrillas" stands for, where the text gives one."""
    if actor in scene.bodies:
        yield scene.bodies[actor], actor


def _naming(scene: Scene, actor: str | None) -> Span | None:
    if actor is None:
        return None
    mentions = scene.actors[actor].mentions
    return next((one.span for one in mentions if not scene.is_pronoun(one.span)), None)


def _bodies(scene: Scene, mention: Span) -> Iterator[tuple[Span, str | None]]:
    """The organisations named inside a mention of persons."""
    seen = False
    for span, actor in scene.organised_in(mention):
        if span != mention and scene.is_organisation(span, actor.id):
            seen = True
            yield span, actor.id
    if seen:
        return
    for token in scene.annotated.tokens_in(mention):
        name = scene.annotated.name_at(token.index)
        if name and name.first == token.index and name.kind is NameKind.ORGANISATION:
            last = name.last
            while last > name.first and _is_common(scene, last - 1):
                last -= 1
            if last > name.first:
                yield scene.annotated.span(name.first, last), None


def _is_common(scene: Scene, index: int) -> bool:
    """Whether a word names persons ("guerrillas"), however a name may have swallowed it."""
    return bool(classes().get(scene.annotated.tokens[index].text.lower(), NOTHING) & PERSONS)


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
