"""Persons by their roles: "the defence minister", "a spokesman for the army"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from variorum.model.annotation import Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_groups import read_phrase
from variorum.resolve.actors_lists import Role
from variorum.resolve.actors_owners import Owner
from variorum.resolve.actors_persons import in_office, role_of
from variorum.resolve.actors_scene import Naming, Scene
from variorum.resolve.actors_table import fold, table


@dataclass(frozen=True)
class Cast:
    """The namings found so far, in order, none over another."""

    namings: tuple[Naming, ...]

    @cached_property
    def at(self) -> dict[int, Naming]:
        """The naming that each token belongs to."""
        return {i: one for one in self.namings for i in range(one.first, one.last)}


def choose(namings: Iterable[Naming]) -> tuple[Naming, ...]:
    """Of namings that lie over one another the longest; of equals the one that came first."""
    chosen: list[Naming] = []
    taken: set[int] = set()
    for naming in sorted(namings, key=lambda one: one.first - one.last):
        tokens = range(naming.first, naming.last)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(naming)
    return tuple(sorted(chosen, key=lambda one: one.first))


def role(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """A person by a role alone, with whose it is.

    yes: The Ruritanian defence minister resigned. => Ruritanian defence minister
    yes: The rebel commander fled Tarn. => rebel commander
    no: Defence minister Arman Velik resigned.
    no: A spokesman for the Ruritanian army denied it.
    """
    for start, (last, found) in scene.role_at.items():
        if _stands_alone(scene, cast, start, last) and not _body_of(
            scene, cast, start, last, found
        ):
            phrase = read_phrase(scene, start, last)
            first = _behind_namings(scene, cast, phrase.first, start)
            shown = _owner_shown(phrase.owner, cast, first)
            office = " ".join([*_field(scene, first, start), found.name])
            if not (shown or found.title):
                continue
            name = f"{shown} {office}" if shown else office
            country = phrase.owner.country if phrase.owner else None
            end = last if any(i in cast.at for i in range(last, phrase.last)) else phrase.last
            yield Naming(first, end, name, ActorKind.PERSON,
                         country, "role", phrase.loaded, office, not shown)  # fmt: skip


def office_holder(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """A listed office of a country: whoever held it on the day of publication.

    yes: The Russian president denied it. => Vladimir Putin
    no: A former Russian president denied it.
    no: The Ruritanian president denied it.
    """
    for one in cast.namings:
        some = table().offices.get((one.country or "", one.noun), ()) if one.rule == "role" else ()
        holders = [person for person in some if in_office(scene, person)]
        if len(holders) == 1 and not _is_past(scene, one):
            yield one._replace(name=holders[0], rule="office-holder", noun="")


def _is_past(scene: Scene, one: Naming) -> bool:
    """Whether a word before or in a role says that it is held no more, or not yet."""
    words = {scene.folded[index] for index in range(max(0, one.first - 2), one.last)}
    return bool(words & _NOT_NOW)


_NOT_NOW = frozenset({
    "former", "ex", "late", "then", "previous", "next", "future", "acting", "deputy", "vice",
    "first", "last", "any", "no", "new", "incoming", "ousted", "deposed", "self", "elect", "a",
    "another",
})  # fmt: skip


def _field(scene: Scene, first: int, start: int) -> list[str]:
    """The common nouns before a role that tell its field: "disarmament" chief."""
    return [
        scene.folded[index]
        for index in range(first, start)
        if scene.tokens[index].upos == "NOUN"
        and scene.tokens[index].text.islower()
        and scene.tokens[index + 1].text != "-"
    ]


def _owner_shown(owner: Owner | None, cast: Cast, first: int) -> str:
    group = cast.at.get(first - 1)
    if group and group.last == first:
        return group.name
    return owner.shown if owner and not owner.shown.endswith("'s") else ""


def _behind_namings(scene: Scene, cast: Cast, first: int, start: int) -> int:
    """The first word from `first` on that no naming before the role covers."""
    begin = max([i + 1 for i in range(first, start) if i in cast.at], default=first)
    return next((i for i in range(begin, start) if scene.tokens[i].upos not in _LINKS), start)


_LINKS = frozenset({"PUNCT", "PART"})


def _stands_alone(scene: Scene, cast: Cast, start: int, last: int) -> bool:
    """Whether the role is a noun phrase of its own: no name behind it, no mere modifier."""
    head = scene.tokens[last - 1]
    if any(i in cast.at for i in range(start, last)) or head.xpos not in {"NN", "NNP"}:
        return False
    if head.rel.startswith(("compound", "amod", "nmod:desc")) and not _is_head_behind(head):
        return False
    if start and scene.tokens[start - 1].text == "-":
        return False
    named = cast.at.get(last)
    return not (named and named.kind is ActorKind.PERSON) and not head.text.endswith(".")


def _is_head_behind(head: Token) -> bool:
    return head.head is not None and head.head < head.index


def speaks_for(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """One who speaks for a body and is not named stands for the body.

    yes: A spokesman for the Ruritanian army denied it. => Ruritanian armed forces
    yes: Ruritanian army spokeswoman denied it. => Ruritanian armed forces
    no: Ruritanian army spokesman Dov Harel denied it.
    """
    for start, (last, found) in scene.role_at.items():
        if _stands_alone(scene, cast, start, last):
            body = _body_of(scene, cast, start, last, found)
            if body:
                yield body._replace(first=start, last=last, rule="speaks-for", partisan=False,
                                    noun=found.name)  # fmt: skip


def _body_of(scene: Scene, cast: Cast, start: int, last: int, found: Role) -> Naming | None:
    if not found.speaks:
        return None
    before = cast.at.get(start - 1)
    if before and before.kind is not ActorKind.PERSON:
        return before
    if last >= len(scene.tokens) or scene.folded[last] not in {"for", "of"}:
        return None
    return next((cast.at[i] for i in range(last + 1, last + 4) if i in cast.at), None)


def held_roles(scene: Scene, cast: Cast) -> dict[str, list[tuple[str, int]]]:
    """For each person the roles that the text gives, each with the token it ends at: before the
    name as a title, beside it as an apposition."""
    found: dict[str, list[tuple[str, int]]] = {}
    for naming in cast.namings:
        if naming.kind is ActorKind.PERSON and naming.rule != "role":
            roles = [*_titles(scene, naming), *_appositions(scene, naming),
                     *_set_off(scene, naming), *_led(scene, naming)]  # fmt: skip
            found.setdefault(naming.name, []).extend(roles)
    return found


def _titles(scene: Scene, naming: Naming) -> Iterator[tuple[str, int]]:
    for index in range(naming.first, naming.last):
        if index in scene.role_at:
            yield scene.role_at[index][1].name, index


def _appositions(scene: Scene, naming: Naming) -> Iterator[tuple[str, int]]:
    for index in range(naming.first, naming.last):
        beside = [child.index for child in scene.annotated.children(index) if child.rel in _BESIDE]
        above = scene.tokens[index]
        if above.rel in _BESIDE and above.head is not None:
            beside.append(above.head)
        for other in beside:
            if naming.first <= other < naming.last:
                continue
            if found := role_of(scene, other):
                yield found[2].name, found[1]
            elif scene.tokens[other].xpos == "NN":
                yield scene.folded[other], other + 1


def _set_off(scene: Scene, naming: Naming) -> Iterator[tuple[str, int]]:
    """The role that commas set beside a name: "Dov Harel, the mayor," or ", mayor of"."""
    tokens, at = scene.tokens, naming.last + 1
    if at >= len(tokens) or tokens[at - 1].text != ",":
        return
    at += scene.folded[at] in {"a", "an", "the"}
    found = scene.role_at.get(at)
    after = scene.folded[found[0]] if found and found[0] < len(tokens) else ""
    if found and after in {",", "of", "for"}:
        yield found[1].name, found[0]


def _led(scene: Scene, naming: Naming) -> Iterator[tuple[str, int]]:
    """The role of one "who leads the rebels": "leader", and "rebel leader"."""
    for index in range(naming.first, naming.last):
        for verb in scene.annotated.children(index):
            role = _LEADING.get(verb.lemma) if verb.rel == "acl:relcl" else None
            led = scene.annotated.child(verb.index, "obj") if role else None
            if role and led:
                yield role, led.index + 1
                yield f"{fold(led.lemma)} {role}", led.index + 1


_LEADING = {"lead": "leader", "head": "head", "command": "commander", "govern": "governor",
            "run": "head", "direct": "director"}  # fmt: skip
_BESIDE = frozenset({"appos", "flat", "nmod:desc"})
