"""Persons listed by name behind a word for them all: "the priests A, B, C", "the dead are D, E"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from variorum.lexicon.classes import NOTHING, classes
from variorum.link.scene import PERSONS, Scene
from variorum.model.annotation import NameKind, Token
from variorum.model.document import Span
from variorum.model.incident import Effect

_FEWEST: Final = 2  # names that make a list
_BETWEEN: Final = frozenset(
    {",", ";", ":", "and", "&", "(", ")", "-", "--", "years", "year", "old", "aged", "age"}
)
_MARKS: Final = frozenset({",", ";", "(", "--", "-", "[", "and"})
_ARE: Final = frozenset({"are", "were", "is", "was", "include", "included", "includes", ":", "as"})
_LEADING: Final = 3  # words from a noun to the verb that opens the list: "the injured here are"
_LONGEST_AGE: Final = 3  # digits
_ASIDE: Final = 10  # words that say more of one on the list: ", a photographer of the agency,"
_TITLE: Final = 4  # words of a title before a name
_VERBAL: Final = frozenset({"VERB", "AUX"})
_SENTENCES_ON: Final = 2  # from a deed to those who "were identified as"
_OPENING: Final = 10  # words of a sentence within which it says of whom it gives the names
_BY: Final = frozenset({"identified", "named"})
_OF_THEM: Final = {
    "dead": Effect.DEATH, "killed": Effect.DEATH, "deceased": Effect.DEATH,
    "murdered": Effect.DEATH, "wounded": Effect.INJURY, "injured": Effect.INJURY,
    "kidnapped": Effect.ABDUCTED, "abducted": Effect.ABDUCTED, "hostages": Effect.ABDUCTED,
    "they": None, "victims": None, "victim": None, "names": None, "bodies": Effect.DEATH,
}  # fmt: skip


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


def identified(scene: Scene, cue: Span) -> tuple[list[Span], Effect | None]:
    """Those whom one of the next sentences names, and what it says befell them: "They are A and
    B", "the dead were identified as C and D"."""
    first = scene.head(cue).sentence + 1
    for sentence in scene.annotated.sentences[first : first + _SENTENCES_ON]:
        found, effect = _named_in(scene, scene.annotated.sentence_tokens(sentence))
        if found:
            return found, effect
    return [], None


def _named_in(scene: Scene, tokens: Sequence[Token]) -> tuple[list[Span], Effect | None]:
    opening = tokens[:_OPENING]
    told = [token.text.lower() for token in opening if token.text.lower() in _OF_THEM]
    if not told:
        return [], None
    by_name = any(token.text.lower() in _BY for token in opening)
    opens = "as" if by_name else ""
    for token in opening:
        word = token.text.lower()
        if word == opens or (not by_name and word in _ARE):
            names = list(_names(scene, token.index + 1))
            least = 1 if by_name else _FEWEST
            return (names, _OF_THEM[told[0]]) if len(names) >= least else ([], None)
    return [], None


def _names_from(scene: Scene, start: int) -> list[Span]:
    names = list(_names(scene, start))
    return names if len(names) >= _FEWEST else []


def _names(scene: Scene, start: int) -> Iterator[Span]:
    tokens, at, named = scene.annotated.tokens, start, False
    sentence = tokens[max(start - 1, 0)].sentence
    while at < len(tokens) and tokens[at].sentence == sentence:
        name = scene.annotated.name_at(at)
        if name is not None and name.kind is NameKind.PERSON and name.first == at:
            yield scene.annotated.span(name.first, name.last)
            at, named = name.last, True
        elif _may_stand_between(tokens[at].text.lower()):
            at += 1
        else:
            further = _behind_title(scene, at) or (_behind_aside(scene, at) if named else None)
            if further is None:
                return
            at = further


def _may_stand_between(word: str) -> bool:
    return word in _BETWEEN or (word.isdigit() and len(word) < _LONGEST_AGE)


def _behind_title(scene: Scene, start: int) -> int | None:
    """Where a name begins whose title stands at a place: "Major Arno Tell"."""
    for at in range(start, min(start + _TITLE, len(scene.annotated.tokens))):
        name = scene.annotated.name_at(at)
        if name is not None and name.kind is NameKind.PERSON and name.first == at:
            return at if _is_title(scene, at - 1) else None
        if scene.annotated.tokens[at].upos not in ("NOUN", "PROPN", "ADJ"):
            return None
    return None


def _is_title(scene: Scene, at: int) -> bool:
    return bool(classes().get(scene.annotated.tokens[at].text.lower(), NOTHING) & PERSONS)


def _behind_aside(scene: Scene, start: int) -> int | None:
    """The mark behind what is said of one on the list: ", a photographer of the agency,"."""
    tokens = scene.annotated.tokens
    if tokens[start - 1].text.lower() not in _MARKS and tokens[start].upos != "ADP":
        return None
    for at in range(start, min(start + _ASIDE, len(tokens))):
        if tokens[at].upos in _VERBAL or tokens[at].sentence != tokens[start].sentence:
            return None
        if tokens[at].text in (",", ";", ")", "--", "]"):
            return at
    return None
