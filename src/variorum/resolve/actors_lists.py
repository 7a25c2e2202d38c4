"""The lists of nouns, roles and adjectives that the actor rules read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from variorum import lexicon
from variorum.lexicon.forms import noun_forms
from variorum.model.value import ActorKind
from variorum.resolve.actors_table import Words, fold, split


class Noun(NamedTuple):
    """A noun that names a group or body, from lexicon/en/actor_nouns.tsv."""

    name: str
    kind: ActorKind
    tone: str
    bare: bool
    row: lexicon.Row


class Role(NamedTuple):
    """A role of a person, from lexicon/en/actor_roles.tsv."""

    name: str
    speaks: bool
    sex: str
    title: bool
    row: lexicon.Row


Phrase = TypeVar("Phrase", Noun, Role)


@cache
def nouns() -> Mapping[Words, Noun]:
    """Group nouns by their folded words, the last one singular."""
    return {
        split(row["noun"]): Noun(row["name"], ActorKind(row["kind"]), row["tone"],
                                 row["bare"] == "yes", row)
        for row in lexicon.rows("en/actor_nouns.tsv")
    }  # fmt: skip


@cache
def roles() -> Mapping[Words, Role]:
    """Roles by their folded words."""
    return {
        split(row["role"]): Role(row["role"].replace("defense", "defence"), row["speaks"] == "yes",
                                 row["sex"], row["title"] == "yes", row)
        for row in lexicon.rows("en/actor_roles.tsv")
    }  # fmt: skip


@cache
def name_kinds() -> Mapping[str, ActorKind]:
    """Words in the names of organisations and the kind each tells of."""
    return {row["word"]: ActorKind(row["kind"]) for row in lexicon.rows("en/actor_kinds.tsv")}


@cache
def lengths_of(name: str) -> Mapping[str, tuple[int, ...]]:
    lists: Mapping[str, Mapping[Words, object]] = {"nouns": nouns(), "roles": roles()}
    found: dict[str, set[int]] = {}
    for words in lists[name]:
        singles = {*noun_forms(words[0]), f"{words[0]}s"}  # "armys", an apostrophe lost
        for first in singles if len(words) == 1 else words[:1]:
            found.setdefault(first, set()).add(len(words))
    return {first: tuple(sorted(some, reverse=True)) for first, some in found.items()}


@cache
def peoples() -> frozenset[str]:
    """The folded adjectives of peoples that are no states."""
    return frozenset(fold(row["adjective"]) for row in lexicon.rows("en/actor_peoples.tsv"))


@cache
def loaded_adjectives() -> frozenset[str]:
    """Adjectives that take a side: "terrorist", "heroic"."""
    return frozenset(
        row["word"] for row in lexicon.rows("en/framing_labels.tsv") if row["upos"] == "ADJ"
    )
