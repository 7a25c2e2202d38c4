"""Who is named: every naming of an actor in an article, under one neutral name.

First the rules that need nothing but the sentence (actors_names, actors_persons, actors_groups),
then roles, then what a reader remembers (actors_memory, actors_definite), last the pronouns. Of
namings that lie over one another the longest stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from variorum.model.annotation import Annotated
from variorum.model.value import Actor, ActorMention
from variorum.resolve import (
    actors_definite,
    actors_groups,
    actors_members,
    actors_memory,
    actors_names,
    actors_persons,
    actors_pronouns,
    actors_roles,
)
from variorum.resolve.actors_roles import Cast, choose
from variorum.resolve.actors_scene import Naming, Scene

Plain = Callable[[Scene], Iterator[Naming]]
Reminded = Callable[[Scene, Cast], Iterator[Naming]]

PLAIN_RULES: Final[Mapping[str, Plain]] = {
    "listed-name": actors_names.listed_name,
    "person": actors_persons.person,
    "owned-group": actors_groups.owned_group,
    "country-that-acts": actors_names.country_that_acts,
    "seat-that-acts": actors_names.seat_that_acts,
    "doer": actors_names.doer,
    "group-noun": actors_groups.group_noun,
    "other-name": actors_names.other_name,
}
REMINDED_RULES: Final[Mapping[str, Reminded]] = {
    "role": actors_roles.role,
    "office-holder": actors_roles.office_holder,
    "speaks-for": actors_roles.speaks_for,
    "bracketed-short-form": actors_memory.bracketed_short_form,
    "surname": actors_memory.surname,
    "definite-group": actors_definite.definite_group,
    "definite-role": actors_definite.definite_role,
    "own-members": actors_members.own_members,
    "relative": actors_members.relative,
    "group-by-kind": actors_definite.group_by_kind,
    "shortened-name": actors_memory.shortened_name,
}
RULES: Final[Mapping[str, Callable[..., Iterator[Naming] | Naming | None]]] = {
    **PLAIN_RULES, **REMINDED_RULES, **actors_pronouns.PRONOUN_RULES,
}  # fmt: skip


def find_actors(annotated: Annotated) -> tuple[Actor, ...]:
    """The actors of a document in the order of their first naming, ids a1, a2, ...

    Each mention is one naming; `partisan` marks a wording that only one side uses.
    """
    return _actors(annotated, find_namings(annotated))


def find_namings(annotated: Annotated) -> tuple[Naming, ...]:
    """Every naming of an actor, in order, none over another."""
    scene = Scene(annotated)
    cast = Cast(choose(found for rule in PLAIN_RULES.values() for found in rule(scene)))
    cast = actors_memory.rename(cast, actors_memory.same_side(scene, cast))
    cast = actors_memory.rename(cast, actors_memory.shortened(scene, cast))
    for rule in (actors_roles.speaks_for, actors_roles.role, actors_roles.office_holder):
        cast = _joined(cast, rule(scene, cast))
    cast = actors_memory.rename(cast, actors_memory.surnames(scene, cast), "surname")
    for rule in (
        actors_memory.bracketed_short_form,
        actors_memory.shortened_name,
        actors_memory.surname,
        actors_definite.definite_group,
        actors_definite.definite_role,
        actors_members.own_members,
        actors_definite.group_by_kind,
        actors_members.relative,
        actors_pronouns.pronouns,
    ):
        cast = _joined(cast, rule(scene, cast))
    return cast.namings


def _joined(cast: Cast, more: Iterable[Naming]) -> Cast:
    """The cast with new namings; over the same tokens the new one counts."""
    return Cast(choose([*more, *cast.namings]))


def _actors(annotated: Annotated, namings: Iterable[Naming]) -> tuple[Actor, ...]:
    found: dict[str, list[Naming]] = {}
    for naming in namings:
        found.setdefault(naming.name, []).append(naming)
    return tuple(
        _actor(annotated, f"a{number}", some) for number, some in enumerate(found.values(), start=1)
    )


def _actor(annotated: Annotated, id: str, namings: list[Naming]) -> Actor:
    first = namings[0]
    mentions = tuple(
        ActorMention(annotated.span(one.first, one.last), one.partisan) for one in namings
    )
    return Actor(id, first.name, first.kind, first.country, mentions, first.rule)


def shown(annotated: Annotated) -> Iterator[tuple[str, str]]:
    """Rule and reading of each naming, for the examples: the name, then ", partisan"."""
    for naming in find_namings(annotated):
        yield naming.rule, naming.name + (", partisan" if naming.partisan else "")
