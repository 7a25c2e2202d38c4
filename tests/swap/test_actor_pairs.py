"""What a name comes to depends on the name and its place, never on who stands in the other place.

Two names of actors are put into one tree, then in each other's places: only the names may change.
All names of both sides of every conflict are tried, and pairs over the whole list of actors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, islice
from typing import NamedTuple

import pytest

from variorum import lexicon
from variorum.annotate import Annotator
from variorum.annotate.tokenise import find_tokens
from variorum.lexicon.actors import listed, targets
from variorum.model.annotation import Annotated, Sentence, Token
from variorum.model.document import Document
from variorum.model.value import ActorKind
from variorum.resolve.actors import find_namings
from variorum.resolve.actors_scene import Naming

STORY = (
    "A report from {near} came. Then Xanor shelled the village, and Ybrel said so. "
    "Ybrel accused Xanor of the raid. Xanor denied that it had fired. Later soldiers came."
)
SLOTS = ("Xanor", "Ybrel")
WHOLE_LIST = 600  # pairs; a second


class Outline(NamedTuple):
    """One naming: in which slot or at which token of the story, and what it came to."""

    place: str
    name: str
    kind: ActorKind
    rule: str
    partisan: bool


@cache
def story(annotate: Annotator, near: str) -> Annotated:
    return annotate(Document("story", STORY.format(near=near)))


def told(annotated: Annotated, first: str, second: str) -> list[Outline]:
    """The namings of the story with these two names in its places."""
    filled, places = fill(annotated, dict(zip(SLOTS, (first, second), strict=True)))
    return [_outline(one, places) for one in find_namings(filled)]


def _outline(one: Naming, places: list[str]) -> Outline:
    return Outline(places[one.first], one.name, one.kind, one.rule, one.partisan)


def fill(annotated: Annotated, names: dict[str, str]) -> tuple[Annotated, list[str]]:
    """The same tree with names in the places of words, and for each token whence it came.

    The last word of a name hangs where the placeholder hung; those before are its compounds.
    """
    text, tokens, places, new = "", list[Token](), list[str](), dict[int, int]()
    for token in annotated.tokens:
        gap = annotated.document.text[annotated.tokens[token.index - 1].end : token.start]
        text += gap if token.index else ""
        for start, end in find_tokens(names.get(token.text, token.text)):
            word = names.get(token.text, token.text)[start:end]
            base = len(text)
            tokens.append(token._replace(index=len(tokens), start=base + start, end=base + end,
                                         text=word, lemma=word if token.text in names
                                         else token.lemma))  # fmt: skip
            places.append(f"{token.text}-{token.index}")
        text += names.get(token.text, token.text)
        new[token.index] = len(tokens) - 1
    return _hung(annotated, text, tokens, places, new), places


def _hung(
    annotated: Annotated, text: str, tokens: list[Token], places: list[str], new: dict[int, int]
) -> Annotated:
    lasts = set(new.values())
    hung = tuple(
        token._replace(head=None if token.head is None else new[token.head])
        if token.index in lasts
        else token._replace(head=_last_of(token.index, lasts), rel="compound", xpos="NNP")
        for token in tokens
    )
    sentences = tuple(
        Sentence(one.index, new[one.first - 1] + 1 if one.first else 0, new[one.last - 1] + 1)
        for one in annotated.sentences
    )
    return replace(
        annotated, document=Document("story", text), tokens=hung, sentences=sentences, names=()
    )


def _last_of(index: int, lasts: set[int]) -> int:
    return next(last for last in sorted(lasts) if last >= index)


def exchanged(outlines: list[Outline], one: str, other: str) -> list[Outline]:
    """The outlines with two actors' names in each other's place."""
    names = {one: other, other: one}
    return [outline._replace(name=names.get(outline.name, outline.name)) for outline in outlines]


COUNTRIES = {row["iso"]: row["name"] for row in reversed(lexicon.rows("countries.tsv"))}


def conflict_pairs(conflict: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Every two names that sides of a conflict use of two actors of one kind, with the actors, and
    countries that make the names count."""
    rows = [row for row in lexicon.rows("en/partisan.tsv") if row["conflict"] == conflict]
    for one, other in combinations(rows, 2):
        (kind, _), (other_kind, _) = targets()[one["target"]], targets()[other["target"]]
        if one["target"] != other["target"] and kind is other_kind:
            for name in one["names"].split(";"):
                for other_name in other["names"].split(";"):
                    yield name, one["target"], other_name, other["target"], _near(one, other)


def _near(one: lexicon.Row, other: lexicon.Row) -> str:
    codes = [code for row in (one, other) for code in row["near"].split(";")[:1] if code]
    return " and ".join(dict.fromkeys(COUNTRIES[code] for code in codes)) or "abroad"


@pytest.mark.parametrize(
    "conflict", sorted({r["conflict"] for r in lexicon.rows("en/partisan.tsv")})
)
def test_names_of_two_sides_are_read_alike(conflict: str, annotate: Annotator) -> None:
    for name, actor, other_name, other, near in conflict_pairs(conflict):
        annotated = story(annotate, near)
        found = told(annotated, name, other_name)
        assert found == exchanged(told(annotated, other_name, name), actor, other)
        assert {(one.name, one.partisan) for one in found} >= {(actor, True), (other, True)}


def list_pairs() -> Iterator[tuple[str, str]]:
    """Pairs of actors of one kind: each with its neighbours in the list, near ones first."""
    kinds: dict[ActorKind, list[str]] = {}
    for one in listed():
        if one.kind is not ActorKind.PERSON and one.aliases and one.aliases[0][-1].isalnum():
            kinds.setdefault(one.kind, []).append(one.aliases[0])
    for step in range(1, 100):
        for names in kinds.values():
            yield from zip(names, names[step:], strict=False)


def test_pairs_over_the_whole_list_are_read_alike(annotate: Annotator) -> None:
    annotated = story(annotate, "abroad")
    names = {alias: one.actor for one in listed() for alias in one.aliases}
    for one, other in islice(list_pairs(), WHOLE_LIST):
        found = told(annotated, one, other)
        back = exchanged(told(annotated, other, one), names[one], names[other])
        assert found == back, (one, other)


def test_states_are_read_alike(annotate: Annotator) -> None:
    states = [row["name"] for row in lexicon.rows("countries.tsv") if row["iso"]]
    annotated = story(annotate, "abroad")
    for one, other in zip(states, [*states[1:], states[0]], strict=True):
        assert told(annotated, one, other) == exchanged(told(annotated, other, one), one, other)
