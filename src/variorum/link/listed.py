"""Persons listed by name behind a word for them all: "the priests A, B, C", "the dead are D, E"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.link.scene import Scene
from variorum.model.annotation import NameKind
from variorum.model.document import Span

_FEWEST: Final = 2  # names that make a list
_BETWEEN: Final = frozenset(
    {",", ";", ":", "and", "&", "(", ")", "-", "--", "years", "year", "old", "aged", "age"}
)
_ARE: Final = frozenset({"are", "were", "is", "was", "include", "included", "includes", ":", "as"})
_LEADING: Final = 3  # words from a noun to the verb that opens the list: "the injured here are"
_LONGEST_AGE: Final = 3  # digits


def listed_behind(scene: Scene, mention: Span) -> list[Span]:
    """The names of a list that stands right behind a mention, in order; [] where there is none."""
    inside = scene.annotated.tokens_in(mention)
    return _names_from(scene, inside[-1].index + 1) if inside else []


def listed_as(scene: Scene, cue: Span) -> list[Span]:
    """The names that a sentence gives to those of its noun: "among the injured are A and B"."""
    inside = scene.annotated.tokens_in(cue)
    last = inside[-1].index if inside else 0
    for token in scene.annotated.tokens[last + 1 : last + 1 + _LEADING]:
        if token.text.lower() in _ARE:
            return _names_from(scene, token.index + 1)
    return []


def _names_from(scene: Scene, start: int) -> list[Span]:
    names = list(_names(scene, start))
    return names if len(names) >= _FEWEST else []


def _names(scene: Scene, start: int) -> Iterator[Span]:
    tokens, at = scene.annotated.tokens, start
    while at < len(tokens) and tokens[at].sentence == tokens[max(start - 1, 0)].sentence:
        name = scene.annotated.name_at(at)
        if name is not None and name.kind is NameKind.PERSON and name.first == at:
            yield scene.annotated.span(name.first, name.last)
            at = name.last
        elif _may_stand_between(tokens[at].text.lower()):
            at += 1
        else:
            return


def _may_stand_between(word: str) -> bool:
    return word in _BETWEEN or (word.isdigit() and len(word) < _LONGEST_AGE)
