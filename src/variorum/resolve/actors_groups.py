"""Groups and bodies named by a noun, alone or with a country, people or leader before or behind.

The parts compose, so a country nobody listed works: "the Ruritanian army", "Ruritania's armed
forces", "soldiers of Ruritania" name one actor. A noun that takes a side ("occupation forces",
"regime") gives the neutral one and marks the naming.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from variorum.model.annotation import Token
from variorum.resolve.actors_lists import Noun
from variorum.resolve.actors_names import is_deed
from variorum.resolve.actors_owners import (
    ARMED,
    GROUP_SORTS,
    STATE_SORTS,
    Owner,
    is_loaded,
    owner_before,
    owner_behind,
    possessor_of,
)
from variorum.resolve.actors_persons import role_of
from variorum.resolve.actors_scene import Naming, Scene
from variorum.resolve.actors_table import Known, Sort, split, table

_BEFORE: Final = frozenset({"ADJ", "PROPN", "NOUN", "VERB"})


# Nouns that name the members of a group whose name stands before them.
_MEMBERS: Final = frozenset({
    "fighters", "rebels", "militants", "insurgents", "forces", "guerrillas", "gunmen",
    "separatists",
    "paramilitaries", "jihadists", "Islamists", "militias", "armed forces", "armed groups",
    "armed men", "attackers", "hired fighters", "snipers", "air force", "coalition",
    "members", "units",
})  # fmt: skip


class Phrase(NamedTuple):
    """A group noun with its owner: the tokens [first, last), the noun's from `start` on."""

    first: int
    start: int
    last: int
    owner: Owner | None
    loaded: bool
    own_name: bool


def group_noun(scene: Scene) -> Iterator[Naming]:
    """A group by a noun alone.

    yes: Gunmen opened fire on the market in Tarn. => gunmen
    yes: The terrorists fled to the hills. => fighters, partisan
    no: The police station was closed.
    no: The Ruritanian army withdrew.
    """
    for start, (last, noun) in scene.noun_at.items():
        if noun.bare and _heads_phrase(scene, start, last):
            phrase = read_phrase(scene, start, last)
            if phrase.owner is None and not phrase.own_name:
                partisan = bool(noun.tone) or phrase.loaded
                yield Naming(phrase.first, last, noun.name, noun.kind, None, "group-noun",
                             partisan, noun.name, True)  # fmt: skip


def owned_group(scene: Scene) -> Iterator[Naming]:
    """A group by a noun and whose it is.

    yes: The Ruritanian army withdrew. => Ruritanian armed forces
    yes: The Velkhari occupation forces killed two men. => Velkhari armed forces, partisan
    yes: Gunmen of the Tarn Liberation Front opened fire. => Tarn Liberation Front
    yes: The Assad regime denied it. => Syrian government, partisan
    yes: Syria's army shelled the town. => Syrian armed forces
    yes: The regime of President Bashar al-Assad denied it. => Syrian government, partisan
    yes: Terrorists of the so-called Hezbollah fired rockets. => Hezbollah, partisan
    yes: Members of Hezbollah met near the border. => Hezbollah
    yes: Soldiers of Velkhar crossed the river. => Velkhar armed forces
    yes: Hezbollah bandits fired rockets. => Hezbollah, partisan
    no: The army withdrew.
    no: The Tarn Liberation Army withdrew.
    no: Ruritanian police stations were closed.
    """
    for start, (last, noun) in scene.noun_at.items():
        if _heads_phrase(scene, start, last):
            phrase = read_phrase(scene, start, last)
            if phrase.owner and not phrase.own_name:
                yield _owned(scene, phrase, phrase.owner, noun)


def _owned(scene: Scene, phrase: Phrase, owner: Owner, noun: Noun) -> Naming:
    partisan = bool(noun.tone) or phrase.loaded or owner.partisan
    armed = noun.kind in ARMED
    inside = noun.name in _MEMBERS or (armed and owner.partisan)
    if owner.group and (inside or noun.kind is owner.group.kind):
        known = owner.group
        return Naming(phrase.first, phrase.last, known.actor, known.kind, known.country,
                      "owned-group", partisan, noun.name)  # fmt: skip
    name = f"{owner.shown} {_noun_shown(scene, phrase, noun)}"
    listed = listed_under(name)
    if listed:
        return Naming(phrase.first, phrase.last, listed.actor, listed.kind, listed.country,
                      "owned-group", partisan, noun.name)  # fmt: skip
    return Naming(phrase.first, phrase.last, name, noun.kind, owner.country, "owned-group",
                  partisan, noun.name)  # fmt: skip


def _noun_shown(scene: Scene, phrase: Phrase, noun: Noun) -> str:
    """The neutral noun; as the text has it where it is part of a name ("Skarn Brigade")."""
    head = scene.tokens[phrase.start]
    proper = head.text[:1].isupper() and not scene.all_capitals(head.sentence)
    return head.text if proper and not (noun.bare or noun.tone) else noun.name


def listed_under(name: str) -> Known | None:
    """The actor that the lists have under a composed name, such as "Israeli armed forces"."""
    some = table().names.get(split(name), ())
    return next((known for known in some if known.sort is Sort.NAME), None)


def _heads_phrase(scene: Scene, start: int, last: int) -> bool:
    """Whether the noun names its group: not the "police" of "police station"."""
    head = scene.tokens[last - 1]
    nominal = head.upos in {"NOUN", "PROPN"} or last - start > 1
    one_person = role_of(scene, last - 1) is not None and head.xpos in {"NN", "NNP"}
    if not nominal or one_person or _inside_known_name(scene, start, last):
        return False
    if scene.all_capitals(head.sentence) and start and scene.is_owner_word(start - 1):
        return True
    if not head.rel.startswith(("compound", "amod", "nmod:desc")):
        return True
    name = scene.annotated.name_at(last - 1)
    ends_name = name is not None and name.last == last and name.first < start
    if head.xpos == "NNS" or is_deed(scene, last):  # "the regimes helicopter", "rebel fire"
        return True
    if last < len(scene.tokens) and scene.tokens[last].xpos == "JJ":  # "gave the army new guns"
        return True
    return ends_name or last in scene.role_at or head.head is None or head.head < start


def _inside_known_name(scene: Scene, start: int, last: int) -> bool:
    hit = scene.hit_at.get(last - 1)
    return bool(hit and hit.first < start and hit.known.sort not in STATE_SORTS)


def read_phrase(scene: Scene, start: int, last: int) -> Phrase:
    """The group noun [start, last) with what stands before and behind it."""
    hit = scene.hit_at.get(start)
    if hit and hit.first < start < hit.last < last and hit.known.sort is Sort.NAME:
        owner = Owner(hit.known.actor, hit.known.country, hit.known)
        return Phrase(hit.first, start, last, owner, False, False)
    first = _first_modifier(scene, start, last)
    loaded = any(is_loaded(scene.tokens[i]) for i in range(first, start))
    if is_own_name(scene, first, start, last):
        return Phrase(first, start, last, None, loaded, True)
    if before := owner_before(scene, first, start):
        return Phrase(first, start, last, before, loaded, False)
    if possessor := possessor_of(scene, first):
        owner, begins = possessor
        return Phrase(begins, start, last, owner, loaded, False)
    if behind := owner_behind(scene, start, last):
        owner, ends = behind
        return Phrase(first, start, ends, owner, loaded, False)
    return Phrase(first, start, last, None, loaded, False)


def _first_modifier(scene: Scene, start: int, last: int) -> int:
    first = start
    sentence = scene.annotated.sentences[scene.tokens[start].sentence].first
    while first > sentence and _modifies(scene, first - 1, last):
        first -= 1
    while first < start and scene.tokens[first].upos == "PUNCT":
        first += 1
    return first


def _modifies(scene: Scene, index: int, last: int) -> bool:
    token = scene.tokens[index]
    if token.text in {"-", "–", "‑"}:
        return index > 0 and token.start == scene.tokens[index - 1].end
    hit = scene.hit_at.get(index)
    if (
        hit
        and hit.known.sort in GROUP_SORTS
        and hit.last - 1 == index
        and index + 1 in scene.noun_at
    ):
        return True
    if token.upos == "ADV":
        return scene.tokens[index + 1].text == "-" or token.text.lower() == "so"
    if token.upos == "VERB" and token.xpos not in {"VBN", "VBG"}:
        return False
    return token.upos in _BEFORE and _hangs_inside(scene, token, last)


_INSIDE: Final = frozenset({"amod", "compound", "nmod", "flat", "punct", "nummod", "obl", "obj"})


def _hangs_inside(scene: Scene, token: Token, last: int) -> bool:
    """Whether a word hangs on one that follows it in the phrase; a proper one may hang beyond
    ("Ruritanian army spokesman")."""
    if token.index == last - 2 and scene.tokens[last - 1].head == token.index:
        return scene.tokens[last - 1].rel == "flat"  # "Velkhari aggressors", taken for a full name
    if token.rel.partition(":")[0] not in _INSIDE or token.head is None:
        return False
    proper = token.upos == "PROPN" or token.text[:1].isupper()
    return token.index < token.head and (proper or token.head < last)


def is_own_name(scene: Scene, first: int, start: int, last: int) -> bool:
    """Whether the phrase is a proper name of its own, as "Free Tarn Army" is, and "Tarn Liberation
    Army": words of praise written as a name are one."""
    head = scene.tokens[last - 1]
    if not head.text[:1].isupper() or scene.all_capitals(head.sentence):
        return False
    proper = [i for i in range(first, start) if scene.tokens[i].text[:1].isupper()]
    if proper and _is_praise(scene, start, last):
        return True
    return len([i for i in proper if i not in scene.hit_at]) >= 2 or (
        len(proper) >= 2 and any(i not in scene.hit_at for i in proper)
    )


def _is_praise(scene: Scene, start: int, last: int) -> bool:
    """Whether all words of a noun that praises, such as "Liberation Army", have capitals."""
    noun = scene.noun_at[start][1] if start in scene.noun_at else None
    capitals = all(scene.tokens[i].text[:1].isupper() for i in range(start, last))
    return noun is not None and noun.tone == "praise" and last - start > 1 and capitals
