"""The bodies for which doers act: named in their mention, or meant by "the guerrillas"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from variorum.lexicon import rows, words
from variorum.lexicon.classes import NOTHING, classes
from variorum.link.scene import COMMON, PERSONS, Scene
from variorum.model.annotation import NameKind, Token
from variorum.model.document import Span

Body = tuple[Span, str | None]  # its name as the text has it, and its actor

_FIGHTERS: Final = frozenset({"fighter", "force", "organisation"})
_PROPER: Final = frozenset({"PROPN"})
_NAMING: Final = frozenset({"PROPN", "NOUN", "X"})


def bodies_of(scene: Scene, mention: Span, actor: str | None) -> list[Body]:
    """The bodies of those whom a mention names: "rebels of the Front", "ELN members"; else the
    body that their actor is, or the one that the text names."""
    inside = list(_mentioned(scene, mention))
    if inside:
        return inside
    named = _before_head(scene, mention, actor) or _after_of(scene, mention)
    if named is not None:
        return [(named, actor)]
    if actor in scene.bodies:
        return [(_without_people(scene, scene.bodies[actor]), actor)]
    return list(_tagged(scene, mention)) or list(_only_one(scene, mention))


def _mentioned(scene: Scene, mention: Span) -> Iterator[Body]:
    for span, actor in scene.organised_in(mention):
        if span != mention and scene.is_organisation(span, actor.id):
            yield span, actor.id


def _tagged(scene: Scene, mention: Span) -> Iterator[Body]:
    for token in scene.annotated.tokens_in(mention):
        name = scene.annotated.name_at(token.index)
        if name and name.first == token.index and name.kind is NameKind.ORGANISATION:
            span = scene.annotated.span(name.first, name.last)
            if not _is_common(scene, name.first):
                yield _without_people(scene, span), None


def _without_people(scene: Scene, name: Span) -> Span:
    """A name without the noun for its people that stands behind it: "Red Dawn guerrillas"."""
    inside = [token.index for token in scene.annotated.tokens_in(name)]
    while len(inside) > 1 and _is_common(scene, inside[-1]):
        inside.pop()
    return scene.annotated.span(inside[0], inside[-1] + 1) if inside else name


def _is_common(scene: Scene, index: int) -> bool:
    """Whether a word names persons ("guerrillas"), however a name may have swallowed it."""
    return bool(classes().get(scene.annotated.tokens[index].text.lower(), NOTHING) & PERSONS)


def _before_head(scene: Scene, mention: Span, actor: str | None) -> Span | None:
    """The name right before the noun for its people: "12 ELN members", where it is an actor's."""
    proper = actor is None or not scene.is_named_body(actor)
    head, first = scene.head(mention).index, scene.annotated.tokens_in(mention)[0].index
    start = head
    while start > first and _may_name(scene, scene.annotated.tokens[start - 1], proper):
        start -= 1
    return scene.annotated.span(start, head) if start < head else None


def _after_of(scene: Scene, mention: Span) -> Span | None:
    """The name behind the noun for its people: "members of the Liberation Front"."""
    for child in scene.annotated.children(scene.head(mention).index):
        name = scene.annotated.name_at(child.index)
        inside = child.rel == "nmod" and child.end <= mention.end
        if inside and name is not None and name.kind is NameKind.ORGANISATION:
            return _without_people(scene, scene.annotated.span(name.first, name.last))
    return None


def _may_name(scene: Scene, token: Token, proper: bool) -> bool:
    word = token.text.lower()
    common = word in words(COMMON) or word in _peoples() or word in classes()
    named = scene.annotated.name_at(token.index) is not None
    return (named or token.upos in (_PROPER if proper else _NAMING)) and not common


@cache
def _peoples() -> frozenset[str]:
    return frozenset(row["demonym"].lower() for row in rows("en/demonyms.tsv"))


def _only_one(scene: Scene, mention: Span) -> Iterator[Body]:
    """The one armed group that a text names, where "the guerrillas" means those told of."""
    head = scene.head(mention)
    below = {child.text.lower() for child in scene.annotated.children(head.index)}
    told = not below.isdisjoint({"the", "these", "those"})
    groups = scene.armed_groups
    if told and scene.kinds(mention) & _FIGHTERS and len(groups) == 1:
        yield scene.bodies[groups[0]], groups[0]
