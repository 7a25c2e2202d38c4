""" "Who" and "its fighters": words that lean on the actor right beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.model.value import ActorKind
from variorum.resolve.actors_groups import listed_under
from variorum.resolve.actors_roles import Cast
from variorum.resolve.actors_scene import Naming, Scene
from variorum.resolve.actors_table import table


def stands_for(one: Naming, first: int, last: int, rule: str) -> Naming:
    return one._replace(first=first, last=last, rule=rule, partisan=False, noun="", bare=False)


def relative(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """ "Who", "which" and "that" stand for the actor before them.

    yes: The rebels, who took Tarn, fled. => rebels
    yes: The ministry, which denied it, gave no figure. => ministry
    no: The town that fell was Tarn.
    """
    for token in scene.tokens:
        if token.xpos in _RELATIVE and token.rel.startswith("nsubj") and token.head is not None:
            verb = scene.tokens[token.head]
            if verb.rel == "acl:relcl" and verb.head is not None and verb.head < token.index:
                one = cast.at.get(verb.head)
                if one:
                    yield stands_for(one, token.index, token.index + 1, "relative")


_RELATIVE: Final = frozenset({"WP", "WDT"})


def own_members(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """The fighters or soldiers of a group, by "its" or "their": they stand for the group.

    yes: The Tarn Front denied that its fighters had shelled Velm. => Tarn Front
    yes: The Velkhari army said three of its soldiers had died. => Velkhari armed forces
    yes: The Tarn Front met on Monday. Its forces then left. => Tarn Front
    yes: Israel said its soldiers had left the town. => Israel Defense Forces
    yes: The Velkhari army left. Gen. Arman Velik said his soldiers won. => Velkhari armed forces
    no: The Velkhari army left. Arman Velik said his fighters won.
    no: The Tarn Front met the Velkhari army. Its soldiers then left.
    no: The Tarn Front denied that its market had burned.
    """
    for start, (last, noun) in scene.noun_at.items():
        begin = start - 1
        word = scene.folded[begin] if begin >= 0 and noun.kind in _FIGHTING else ""
        if word in {"his", "her"}:
            one = _only_fighting(scene, cast, begin)
            if one and one.kind is noun.kind:
                yield one._replace(first=begin, last=last, rule="own-members", bare=False,
                                   partisan=bool(noun.tone), noun=noun.name)  # fmt: skip
        elif word in {"its", "their"}:
            one = _subject_above(scene, cast, last - 1) or _only_fighting(scene, cast, begin)
            if one and one.kind in _FIGHTING:
                yield one._replace(first=begin, last=last, rule="own-members", bare=False,
                                   partisan=bool(noun.tone), noun=noun.name)  # fmt: skip
            elif one and one.kind is ActorKind.STATE and noun.kind is ActorKind.MILITARY:
                yield _army_of(scene, one)._replace(
                    first=begin, last=last, partisan=bool(noun.tone)
                )


def _army_of(scene: Scene, state: Naming) -> Naming:
    """The armed forces of a state, as the lists name them."""
    adjective = table().adjectives.get(state.name) or scene.adjective_of(state.name)
    name = f"{adjective} armed forces"
    known = listed_under(name)
    return Naming(state.first, state.last, known.actor if known else name, ActorKind.MILITARY,
                  state.country, "own-members", False, "armed forces")  # fmt: skip


_FIGHTING: Final = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY})


def _subject_above(scene: Scene, cast: Cast, index: int) -> Naming | None:
    """The actor that is the subject of a verb over a token, the nearest verb that has one."""
    at = scene.tokens[index].head
    while at is not None:
        subject = scene.annotated.child(at, "nsubj")
        if subject and subject.index < index and subject.index in cast.at:
            return cast.at[subject.index]
        at = scene.tokens[at].head
    return None


def _only_fighting(scene: Scene, cast: Cast, index: int) -> Naming | None:
    """The one group or army named before a token in its sentence or in the one before."""
    sentence = scene.annotated.sentences[scene.tokens[index].sentence]
    before = scene.annotated.sentences[max(0, sentence.index - 1)]
    some = [cast.at[at] for at in range(before.first, index) if at in cast.at]
    named = {one.name: one for one in some if one.kind in _FIGHTING and not one.bare}
    return next(iter(named.values())) if len(named) == 1 else None
