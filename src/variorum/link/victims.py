"""Who was harmed in an incident, how many, with what effect; and the tolls that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from variorum.lexicon import words
from variorum.lexicon.classes import classes
from variorum.lexicon.events import effects, event_nouns
from variorum.link.concrete import is_abstract
from variorum.link.happening import Happening
from variorum.link.listed import identified, listed_as, listed_behind
from variorum.link.scene import QUANTITIES, Scene
from variorum.model.annotation import NameKind, Token
from variorum.model.document import Span
from variorum.model.incident import Effect, Victim
from variorum.model.record import Counted, Event, EventType, Figure, Stage
from variorum.model.value import Number

EFFECTS: Final = {"killed": Effect.DEATH, "injured": Effect.INJURY, "abducted": Effect.ABDUCTED}
_WEIGHT: Final = {
    Effect.DEATH: 4, Effect.INJURY: 3, Effect.ABDUCTED: 2, Effect.NONE: 1, Effect.UNKNOWN: 0,
}  # fmt: skip
_OF_PERSONS: Final = frozenset(
    {Counted.KILLED, Counted.INJURED, Counted.ABDUCTED, Counted.ARRESTED, Counted.DETAINED}
)
_ARTICLES: Final = frozenset({"the", "a", "an"})
_LOOKED_BACK: Final = 100  # victims; no incident of an article has more
_FIGHTING: Final = frozenset({"fighter", "force", "generic"})
_NOT: Final = frozenset({"not", "n't", "never"})
_HARMS: Final = frozenset({"killed", "injured"})
_BODIES: Final = frozenset({"place", "organisation"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ"})
_UNCOUNTED: Final = (None, None)
HAPPENED: Final = frozenset({Stage.DONE, Stage.ONGOING})
_MANY: Final = frozenset({"people", "family", "group", "crew", "team", "band", "crowd", "party"})
_TOLL_NOUNS: Final = frozenset(
    {"people", "persons", "dead", "toll", "victims", "deaths", "killed", "casualties", "lives",
     "fatalities", "wounded", "injured", "others", "bodies", "individuals", "injuries"}
)  # fmt: skip

_HARMED_NOUNS: Final = _TOLL_NOUNS - {"people", "persons", "others", "individuals", "lives", "toll"}


@dataclass(frozen=True)
class Harmed:
    """A victim with what is needed to tell whether another mention is the same. `voice`: who says
    so, None for the text itself."""

    victim: Victim
    key: str
    head: str
    sentence: int
    is_toll: bool
    is_part: bool
    is_named: bool
    points_back: bool
    voice: str | None
    is_listed: bool = False


def find_victims(scene: Scene, group: Sequence[Happening]) -> list[Harmed]:
    """The persons that a group of events harms, each once, in order of first mention."""
    found: list[Harmed] = []
    for happening in group:
        if happening.is_denied and not (happening.event.figures or _is_spared(scene, happening)):
            continue
        for one in (*_of_event(scene, happening), *_by_name(scene, happening)):
            _merge(found, one)
    return _one_by_one(found)


def _one_by_one(found: list[Harmed]) -> list[Harmed]:
    """The same without a group all of whose members are named: "two priests, Arno Tell and ..."."""
    listed = [place for place, one in enumerate(found) if one.is_listed]
    named = [found[place] for place in listed]
    if not named:
        return found
    group = next((one for one in found if _count(one.victim) == (len(named), len(named))), None)
    if group is None or len(named) < 2 or group.victim.effect is not named[0].victim.effect:
        return found
    whole = (replace(one, is_part=one.is_part and not one.is_listed) for one in found)
    return [one for one, old in zip(whole, found, strict=True) if old is not group]


def _of_event(scene: Scene, happening: Happening) -> Iterator[Harmed]:
    event = happening.event
    for recipient in event.recipients:
        mention = _named(scene, recipient.mention, recipient.actor)
        figure = _figure_at(scene, event, recipient.mention)
        if mention is None or not (
            _is_somebody(scene, mention, recipient.actor, figure)
            or _may_be_somebody(scene, happening, mention)
        ):
            continue
        low, high = _how_many(scene, recipient.mention, figure)
        if high == 0:
            continue
        effect = _effect(scene, happening)
        token = scene.head(mention)
        word = token.text.lower()
        actor = recipient.actor or _body_of(scene, mention)
        yield Harmed(
            victim=Victim(mention, actor, low, high, effect),
            key=recipient.actor or word,
            head=word,
            sentence=token.sentence,
            is_toll=is_whole(scene, recipient.mention),
            is_part=_is_part(scene, mention),
            is_named=token.upos == "PROPN" and token.xpos != "NNPS",
            points_back=_points_back(scene, token),
            voice=scene.voices.get(event.statement or ""),
        )


def _is_spared(scene: Scene, happening: Happening) -> bool:
    """Whether somebody is said to have come to no harm: "the guards were not injured"."""
    below = scene.annotated.children(happening.head.index)
    return happening.effect in _HARMS and any(one.text.lower() in _NOT for one in below)


def _by_name(scene: Scene, happening: Happening) -> Iterator[Harmed]:
    """Those whom a list names one by one; they are of those counted before it."""
    if happening.effect is None:
        return
    groups = [one.mention for one in happening.event.recipients]
    behind = [name for mention in groups for name in listed_behind(scene, mention)]
    effect = _effect(scene, happening)
    names = behind or listed_as(scene, happening.event.cue)
    if not names and any(_is_several(scene, happening.event, one) for one in groups):
        names, told = identified(scene, happening.event.cue)
        effect = told or effect
    for name in names:
        head = scene.head(name)
        yield Harmed(
            victim=Victim(name, scene.person_at(name), 1, 1, effect),
            key=scene.person_at(name) or head.text.lower(),
            head=head.text.lower(),
            sentence=head.sentence,
            is_toll=False,
            is_part=True,
            is_named=True,
            points_back=False,
            voice=scene.voices.get(happening.event.statement or ""),
            is_listed=True,
        )


def _is_several(scene: Scene, event: Event, mention: Span) -> bool:
    """Whether a mention names several persons, and none of them by name."""
    counted = _how_many(scene, mention, _figure_at(scene, event, mention))
    return counted != (1, 1) and scene.annotated.name_at(scene.head(mention).index) is None


def _is_somebody(scene: Scene, mention: Span, actor: str | None, figure: Figure | None) -> bool:
    head = scene.head(mention)
    if head.upos == "NUM":
        things = any(_is_thing(scene, child) for child in scene.annotated.children(head.index))
        return figure is not None and figure.of in _OF_PERSONS and not things
    return scene.is_person(mention, actor)


def _is_thing(scene: Scene, token: Token) -> bool:
    """Whether what a number is of is no persons: "one of the leaflets"."""
    if token.rel != "nmod" or token.upos != "NOUN" or "of" not in _cases(scene, token):
        return False
    span = scene.annotated.span(token.index, token.index + 1)
    return token.text.lower() not in _TOLL_NOUNS and not scene.is_person(span, None)


def _may_be_somebody(scene: Scene, happening: Happening, mention: Span) -> bool:
    """Whether a word of no known class can mean those of whom it says that they were killed or
    hurt: "13 others", "a Velkhari", "two domestics"; not a building, "the dead", nor "democracy".
    """
    if happening.effect not in _HARMS or happening.event.type is not EventType.ASSAULT:
        return False
    head = scene.head(mention)
    word = head.text.lower()
    known = word in classes() or word in event_nouns() or word in effects()
    vague = word in words(QUANTITIES) or is_abstract(word) or scene.kinds(mention) & _BODIES
    return head.upos in _NOMINAL and not known and not vague


def _body_of(scene: Scene, mention: Span) -> str | None:
    """The body whose fighters a mention names: "three soldiers of the 2nd Brigade"."""
    bodies = [actor for _, actor in scene.organised_in(mention)]
    return bodies[0].id if bodies and scene.kinds(mention) & _FIGHTING else None


def _points_back(scene: Scene, head: Token) -> bool:
    """Whether a mention takes up one told of before: "the general", "this man"."""
    below = {child.text.lower() for child in scene.annotated.children(head.index)}
    common = head.upos == "NOUN" or head.xpos == "NNPS"
    return common and not below.isdisjoint({"the", "this", "that", "these"})


def _named(scene: Scene, mention: Span, actor: str | None) -> Span | None:
    """A mention that says who it is: for a pronoun the first naming of its actor, if any."""
    if not scene.is_pronoun(mention):
        return mention
    if actor is None:
        return None
    named = (one.span for one in scene.actors[actor].mentions if not scene.is_pronoun(one.span))
    return next(named, None)


def _effect(scene: Scene, happening: Happening) -> Effect:
    if happening.is_denied and _is_spared(scene, happening):
        return Effect.NONE
    if happening.event.stage not in HAPPENED:
        return Effect.NONE if happening.event.stage is Stage.FAILED else Effect.UNKNOWN
    return EFFECTS.get(happening.effect or "", Effect.UNKNOWN)


def _figure_at(scene: Scene, event: Event, mention: Span) -> Figure | None:
    mine = (scene.figures[id] for id in event.figures)
    return next((figure for figure in mine if figure.mention.meets(mention)), None)


def _how_many(
    scene: Scene, mention: Span, figure: Figure | None
) -> tuple[Number | None, Number | None]:
    if figure is not None:
        return figure.low, figure.high
    head = scene.head(mention)
    name = scene.annotated.name_at(head.index)
    if name is not None and name.kind is NameKind.PERSON and head.upos == "PROPN":
        return (1, 1)
    single = head.xpos in ("NN", "NNP") and "Number=Plur" not in head.feats
    many = "force" in scene.kinds(mention) or head.text.lower() in _MANY
    return (1, 1) if single and not many else (None, None)


def _is_part(scene: Scene, mention: Span) -> bool:
    """Whether they are among others: "12 people, including three children", "five of the dead"."""
    head, inside = scene.head(mention), scene.annotated.tokens_in(mention)
    first = inside[0].index if inside else head.index
    before = [token.text.lower() for token in scene.annotated.tokens[max(0, first - 2) : first]]
    words = {child.text.lower() for child in scene.annotated.children(head.index)}
    if words & {"including", "among"} or "including" in before or before == ["among", "them"]:
        return True
    return head.upos == "NUM" and _of_those(scene, head)


def is_whole(scene: Scene, mention: Span) -> bool:
    """Whether a number counts all: "12 people"; not "12 soldiers", "12 of them", "12 others"."""
    head = scene.head(mention)
    above = None if head.head is None else scene.annotated.tokens[head.head]
    if above is not None and head.rel == "obj" and above.lemma == "include":
        return False
    words = {child.text.lower() for child in scene.annotated.children(head.index)}
    if words & {"other", "others", "another", "more", "additional"}:
        return False
    said = (token.text.lower() for token in scene.annotated.tokens_in(mention))
    if "of" in said or any("of" in _cases(scene, child) for child in _inside(scene, mention)):
        return False
    return head.upos == "NUM" or head.text.lower() in _TOLL_NOUNS


def _inside(scene: Scene, mention: Span) -> Iterator[Token]:
    """What hangs on the head of a mention, as far as it is part of the mention."""
    below = scene.annotated.children(scene.head(mention).index)
    return (child for child in below if child.start < mention.end)


def _of_those(scene: Scene, head: Token) -> bool:
    """Whether a number is of those harmed: "two of them", "five of the dead"; not "two of his
    guards", nor "three of the attackers", who were not told of as harmed."""
    for child in scene.annotated.children(head.index):
        if child.rel == "nmod" and "of" in _cases(scene, child):
            below = {one.text.lower() for one in scene.annotated.children(child.index)}
            harmed = child.text.lower() in _HARMED_NOUNS
            return child.upos == "PRON" or (harmed and bool(below & {"the", "these", "those"}))
    return False


def _cases(scene: Scene, token: Token) -> set[str]:
    return {c.text.lower() for c in scene.annotated.children(token.index) if c.rel == "case"}


def _merge(found: list[Harmed], one: Harmed) -> None:
    """Add a victim, or let a mention of one already there sharpen it."""
    for place in range(max(len(found) - _LOOKED_BACK, 0), len(found)):
        if _same(found[place], one):
            found[place] = _sharper(found[place], one)
            return
    found.append(one)


def _same(one: Harmed, other: Harmed) -> bool:
    first, second = one.victim, other.victim
    if _differ(first, second):
        return False
    if other.points_back and _takes_up(one, other):
        return True
    if _restates(one, other):
        return True
    counts = len({_count(first), _count(second)} - {_UNCOUNTED})
    if _words_of(first.mention) == _words_of(second.mention) and counts <= 1:
        return True
    if first.actor and second.actor:
        return first.actor == second.actor and (counts <= 1 or one.voice == other.voice)
    if one.key != other.key and not _one_name(first.mention, second.mention):
        return False
    return counts <= 1 or _sharpens(first, second)


def _words_of(mention: Span) -> list[str]:
    return [word for word in mention.text.casefold().split() if word not in _ARTICLES]


def _takes_up(one: Harmed, other: Harmed) -> bool:
    """Whether one takes up another: "the general" a name, "the clergymen" "six priests"."""
    if _count(one.victim) == _count(other.victim) == (1, 1):
        return one.is_named
    several = _count(one.victim) != (1, 1)
    return several and _count(other.victim) in (_UNCOUNTED, _count(one.victim))


def _restates(one: Harmed, other: Harmed) -> bool:
    """Whether one counts the same anew: "two missionaries", then "two citizens"."""
    number = one.victim.low
    several = number is not None and number > 1 and number == other.victim.low
    heads = one.head == other.head or _count(one.victim) == _count(other.victim)
    return several and heads and one.sentence != other.sentence


def _count(victim: Victim) -> tuple[Number | None, Number | None]:
    return victim.low, victim.high


def _differ(first: Victim, second: Victim) -> bool:
    """A dead man and a wounded one under one common noun are two."""
    effects = {first.effect, second.effect} - {Effect.UNKNOWN}
    return len(effects) > 1 and Effect.ABDUCTED not in effects


def _sharpens(first: Victim, second: Victim) -> bool:
    """Whether the later number is only a closer one: "dozens of rebels", then "40 rebels"."""
    if first.low is None or first.high is not None or second.low is None:
        return False
    return second.low >= first.low


def _one_name(first: Span, second: Span) -> bool:
    """Whether two names are one: "Mayor Arno Tell" and "Tell"."""
    one, other = first.text.lower().split(), second.text.lower().split()
    return first.text[:1].isupper() and second.text[:1].isupper() and (
        set(one) <= set(other) or set(other) <= set(one)
    )  # fmt: skip


def _sharper(old: Harmed, new: Harmed) -> Harmed:
    """The two as one, in the words that say best who it is: a name, and of names the fullest."""
    first, second = old.victim, new.victim
    named = new if _names_better(new, old) else old
    counted = second if _count(first) == _UNCOUNTED or _sharpens(first, second) else first
    victim = Victim(
        mention=named.victim.mention,
        actor=first.actor or second.actor,
        low=counted.low,
        high=counted.high,
        effect=max(first.effect, second.effect, key=_WEIGHT.__getitem__),
    )
    return replace(
        old,
        victim=victim,
        key=named.key,
        head=named.head,
        is_named=old.is_named or new.is_named,
        is_listed=old.is_listed or new.is_listed,
    )


def _names_better(one: Harmed, other: Harmed) -> bool:
    if one.is_named != other.is_named:
        return one.is_named
    return one.is_named and len(_words(one)) > len(_words(other))


def _words(one: Harmed) -> list[str]:
    return one.victim.mention.text.split()
