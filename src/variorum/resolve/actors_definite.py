"""Definite words for actors known before: "the army", "the group", "the minister"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from variorum.model.value import ActorKind
from variorum.resolve.actors_roles import Cast, held_roles
from variorum.resolve.actors_scene import Naming, Scene


def is_named_person(one: Naming) -> bool:
    return one.kind is ActorKind.PERSON and one.rule != "role"


def group_by_kind(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """ "The group", "the movement", "the agency", where one such body alone was named lately.

    yes: The Tarn Front fired at noon. The army watched. The group denied it. => Tarn Front
    yes: Hezbollah fired at noon. The movement denied it. => Hezbollah
    no: The Tarn Front met Hezbollah. The group denied it.
    no: The Ruritanian government met. The group denied it.
    """
    for token in scene.tokens:
        kinds = _BY_KIND.get(scene.folded[token.index])
        if kinds and token.xpos == "NN" and token.index not in cast.at:
            begin = scene.annotated.sentences[max(0, token.sentence - _LATELY)].first
            some = {one.name: one for i in range(begin, token.index)
                    if (one := cast.at.get(i)) and one.kind in kinds and not one.bare}  # fmt: skip
            if len(some) == 1 and is_plain_the(scene, token.index):
                yield next(iter(some.values()))._replace(
                    first=token.index, last=token.index + 1, rule="group-by-kind", partisan=False
                )


_LATELY: Final = 3  # sentences back
_FIGHTERS: Final = frozenset({ActorKind.ARMED_GROUP})
_BODIES: Final = frozenset({ActorKind.ORGANISATION, ActorKind.AGENCY})
_BY_KIND: Final[Mapping[str, frozenset[ActorKind]]] = {
    "group": _FIGHTERS | _BODIES, "movement": _FIGHTERS | {ActorKind.PARTY, ActorKind.ORGANISATION},
    "militia": _FIGHTERS, "organisation": _FIGHTERS | _BODIES, "organization": _FIGHTERS | _BODIES,
    "agency": frozenset({ActorKind.AGENCY, ActorKind.MEDIA}), "body": _BODIES, "charity": _BODIES,
    "broadcaster": frozenset({ActorKind.MEDIA}), "newspaper": frozenset({ActorKind.MEDIA}),
    "outlet": frozenset({ActorKind.MEDIA}), "channel": frozenset({ActorKind.MEDIA}),
    "party": frozenset({ActorKind.PARTY}),
}  # fmt: skip


def is_plain_the(scene: Scene, index: int) -> bool:
    """Whether "the" stands right before a word, and the word is no part of another."""
    token = scene.tokens[index]
    the = index > 0 and scene.folded[index - 1] == "the"
    behind = scene.annotated.child(index, "nmod", "acl", "appos")
    return the and not token.rel.startswith(("compound", "amod")) and behind is None


def definite_group(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """ "The army", after one owned army was named and no other.

    yes: The Ruritanian army shelled Tarn. The army denied it. => Ruritanian armed forces
    yes: Velkhari rebels took Tarn. The rebels then fled. => Velkhari rebels
    no: The Ruritanian army met the Velkhari army. The army denied it.
    no: The Ruritanian army shelled Tarn. An army is costly.
    """
    owned: dict[str, list[Naming]] = {}
    for one in cast.namings:
        if one.noun and one.rule in {"owned-group", "listed-name"}:
            owned.setdefault(_noun_key(one.noun), []).append(one)
        if one.noun.endswith(" ministry") and one.rule in {"owned-group", "group-noun"}:
            owned.setdefault("ministry", []).append(one)
    for one in cast.namings:
        if one.bare and one.noun and one.rule == "group-noun" and _is_plain(scene, one):
            like = _only_owned(one, owned.get(_noun_key(one.noun), []))
            if like and _is_definite(scene, one):
                yield one._replace(name=like.name, kind=like.kind, country=like.country,
                                   rule="definite-group", bare=False)  # fmt: skip


def _only_owned(one: Naming, owned: list[Naming]) -> Naming | None:
    """The one owned group that came before; where none did, the one that comes at all."""
    for some in ([like for like in owned if like.first < one.first], owned):
        if some:
            return some[0] if len({like.name for like in some}) == 1 else None
    return None


def _is_plain(scene: Scene, one: Naming) -> bool:
    """Whether no word stands before the noun that could tell it from others."""
    begin = one.first + (scene.folded[one.first] == "the")
    return begin in scene.noun_at and scene.noun_at[begin][0] == one.last


def _noun_key(noun: str) -> str:
    return "armed forces" if noun in {"forces", "armed forces"} else noun


_OFFICIAL: Final = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.PARTY})


def _is_definite(scene: Scene, one: Naming) -> bool:
    """Whether a noun is used of a known one: with "the", or of officials without a word before
    it, in the plural or before a deed ("Government forces shelled", "regime warplanes")."""
    before = scene.tokens[one.first - 1] if one.first else None
    the = scene.folded[one.first] == "the" or (before is not None and before.text.lower() == "the")
    last = scene.tokens[one.last - 1]
    if one.kind not in _OFFICIAL or the:
        return the
    free = before is None or before.upos not in {"DET", "NUM", "ADJ", "PRON"}
    named = one.kind is ActorKind.GOVERNMENT  # "by regime and allied jets"
    return last.rel.startswith("compound") or (free and (named or last.xpos == "NNS"))


def definite_role(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """ "The minister", after one person was named who holds that office.

    yes: Defence minister Arman Velik came. The minister denied it. => Arman Velik
    yes: Dov Harel, the mayor, fled. "I was ill," the mayor said. => Dov Harel
    no: Ministers Arman Velik and Lena Tor met. The mayor fled.
    """
    held = held_roles(scene, cast)
    people = {one.name: one for one in reversed(cast.namings)}
    for one in cast.namings:
        beside = _beside(scene, cast, one, held)
        holders = beside or _holders(one, held)
        holder = people[next(iter(holders))] if len(holders) == 1 else None
        if holder and (beside or _is_definite(scene, one) or not one.bare):
            yield one._replace(name=holder.name, kind=ActorKind.PERSON,
                               country=holder.country, rule="definite-role")  # fmt: skip


Held = Mapping[str, list[tuple[str, int]]]


_ONE_BY_ONE: Final = frozenset({ActorKind.PERSON, ActorKind.PEOPLE})


def _beside(scene: Scene, cast: Cast, one: Naming, held: Held) -> set[str]:
    """The person whose name a role or group noun in the singular stands beside."""
    alone = one.kind in _ONE_BY_ONE or one.noun.endswith("officials")
    if one.rule not in {"role", "group-noun", "owned-group"} or not alone:
        return set()
    found = {name for name, roles in held.items() if any(at == one.last for _, at in roles)}
    return found or _named_behind(scene, cast, one)


def _named_behind(scene: Scene, cast: Cast, one: Naming) -> set[str]:
    """The person named right behind a role and its body: "the chairman of the Tarn Council Dov
    Harel", "the envoy for Tarn, Maria Orsk"."""
    at = one.last
    if one.rule != "role" or at + 1 >= len(scene.tokens):
        return set()
    if scene.folded[at] in {"of", "for"}:
        at += 2 if scene.folded[at + 1] == "the" else 1
        body, name = cast.at.get(at), scene.annotated.name_at(at)
        at = body.last if body else name.last if name else at
    elif scene.folded[at - 1] in {"of", "for"}:
        return set()
    if at < len(scene.tokens) and scene.tokens[at].text == ",":
        at += 1
    named = cast.at.get(at)
    return {named.name} if named and at > one.last and is_named_person(named) else set()


def _holders(one: Naming, held: Held) -> set[str]:
    """The persons who were said to hold a role before it is named alone."""
    if one.rule != "role":
        return set()
    return {
        name
        for name, roles in held.items()
        if any(_same_role(one, role) and at < one.last for role, at in roles)
    }


def _same_role(one: Naming, role: str) -> bool:
    mine, other = one.noun.split(), role.split()
    return mine[-1] == other[-1] and (len(mine) == 1 or mine == other)
