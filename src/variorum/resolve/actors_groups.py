"""Groups and bodies named by a noun, alone or with a country, people or leader before or behind.

The parts compose, so a country nobody listed works: "the Ruritanian army", "Ruritania's armed
forces", "soldiers of Ruritania" name one actor. A noun that takes a side ("occupation forces",
"regime") gives the neutral one and marks the naming.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from variorum import lexicon
from variorum.model.annotation import NameKind, Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_names import is_deed, kind_by_words, role_of
from variorum.resolve.actors_scene import Hit, Naming, Noun, Scene, loaded_adjectives
from variorum.resolve.actors_table import Known, Sort, Words, split, table

STATE_SORTS: Final = frozenset({Sort.COUNTRY, Sort.ADJECTIVE, Sort.SEAT})
_ARMED: Final = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY})
_RULED: Final = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY})
_GROUP_SORTS: Final = frozenset({Sort.NAME, Sort.PARTISAN, Sort.OUTSIDE})
_BEFORE: Final = frozenset({"ADJ", "PROPN", "NOUN", "VERB"})
_BACKING: Final = frozenset({
    "backed", "led", "allied", "aligned", "linked", "affiliated", "supported", "controlled",
    "held", "run", "based", "funded", "installed", "appointed", "imposed", "trained", "sponsored",
    "occupied",
})  # fmt: skip
# Nouns that name the members of a group whose name stands before them.
_MEMBERS: Final = frozenset({
    "fighters", "rebels", "militants", "insurgents", "forces", "guerrillas", "gunmen",
    "separatists",
    "paramilitaries", "jihadists", "Islamists", "militias", "armed forces", "armed groups",
    "armed men", "attackers", "hired fighters", "snipers", "air force", "coalition",
    "members", "units",
})  # fmt: skip


class Owner(NamedTuple):
    """Whose a group is: the adjective or name to write before its noun, and the country's code.

    `group`: set where the owner is itself a group with members.
    """

    shown: str
    country: str | None
    group: Known | None = None
    partisan: bool = False


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
    armed = noun.kind in _ARMED
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
    loaded = any(_is_loaded(scene.tokens[i]) for i in range(first, start))
    if is_own_name(scene, first, start, last):
        return Phrase(first, start, last, None, loaded, True)
    if before := _owner_before(scene, first, start):
        return Phrase(first, start, last, before, loaded, False)
    if possessor := _possessor(scene, first):
        owner, begins = possessor
        return Phrase(begins, start, last, owner, loaded, False)
    if behind := _owner_behind(scene, start, last):
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
        and hit.known.sort in _GROUP_SORTS
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


def _is_loaded(token: Token) -> bool:
    return token.text.lower() in loaded_adjectives()


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


def _owner_before(scene: Scene, first: int, start: int) -> Owner | None:
    """The owner that the words [first, start) before a noun name, the last state if several."""
    owner = Owner("", None)
    index = first
    while index < start:
        hit = scene.hit_at.get(index)
        if end := _past_backing(scene, index, start) or _past_opposed(scene, index):
            index = end
        elif hit and hit.first == index and hit.last <= start:
            owner = _joined(owner, _owner_listed(scene, hit, start))
            index = hit.last
        elif (group := _unlisted_group(scene, index)) and _name_end(scene, index) <= start:
            owner = _joined(owner, group)
            index = _name_end(scene, index)
        else:
            if scene.is_owner_word(index):
                owner = _joined(owner, _owner_unlisted(scene, index, start))
            index += 1
    return owner if owner.shown else None


def _joined(one: Owner, other: Owner) -> Owner:
    """Two owners side by side: of two states the second, else both ("Syrian Kurdish")."""
    if not one.shown or (one.country and other.country) or one.shown == other.shown:
        return other
    return Owner(
        f"{one.shown} {other.shown}",
        other.country or one.country,
        other.group or one.group,
        one.partisan or other.partisan,
    )


def _name_end(scene: Scene, index: int) -> int:
    name = scene.annotated.name_at(index)
    return name.last if name else index + 1


def _unlisted_group(scene: Scene, index: int) -> Owner | None:
    """The organisation nobody listed, of several words, that token `index` begins."""
    name = scene.annotated.name_at(index)
    if name is None or name.kind is not NameKind.ORGANISATION or name.last - name.first < 2:
        return None
    if name.first != index or any(i in scene.hit_at for i in range(name.first, name.last)):
        return None
    if _is_loaded(scene.tokens[index]):
        return None
    text = " ".join(scene.name_text(name.first, name.last).split())
    group = Known(text, text, kind_by_words(text), None, Sort.NAME, frozenset(), (), None)
    return Owner(text, None, group)


def _owner_listed(scene: Scene, hit: Hit, start: int) -> Owner:
    known = hit.known
    state = known.actor in table().adjectives
    group = known if known.sort in _GROUP_SORTS and not state else None
    noun = scene.noun_at.get(start)
    governs = noun is not None and noun[1].kind is ActorKind.GOVERNMENT
    if known.sort is Sort.SEAT and not (governs and hit.last == start):
        return Owner(known.written, None)
    return Owner(_shown(known), known.country, group, known.sort is Sort.PARTISAN)


def _owner_unlisted(scene: Scene, index: int, start: int) -> Owner:
    noun = scene.noun_at.get(start)
    ruled = noun is not None and noun[1].kind in _RULED
    code = _leaders_country(scene.words_of(index, index + 1)) if ruled else None
    shown = _adjective_of_code(code) if code else scene.name_text(index, index + 1)
    return Owner(shown, code)


def _leaders_country(words: Words) -> str | None:
    """The country whose rulers bear a surname, if all bearers rule or ruled that one."""
    some = table().surnames.get(words[-1], ()) if words else ()
    countries = {one.country if one.actor in table().rulers else None for one in some}
    return countries.pop() if len(countries) == 1 else None


def _past_backing(scene: Scene, index: int, start: int) -> int | None:
    """The end of "Iran-backed" and the like, whose country is no owner."""
    for at in range(index + 1, min(index + 5, start - 1)):
        after = scene.tokens[at + 1]
        backing = after.xpos in {"VBN", "VBD"} or scene.folded[at + 1] in _BACKING
        if scene.tokens[at].text == "-" and after.text.islower() and backing:
            return at + 2
    return None


def _past_opposed(scene: Scene, index: int) -> int | None:
    """The end of "anti-Daesh" and "pro-Assad", whose name is no owner."""
    token = scene.tokens[index]
    if token.text.lower().startswith(_TOWARDS):
        return index + 1
    if scene.folded[index] in {"anti", "pro", "counter", "non"}:
        hyphen = scene.folded[index + 1] == "" and scene.tokens[index + 1].text in {"-", "–", "‑"}
        hit = scene.hit_at.get(index + 2)
        return (hit.last if hit else index + 3) if hyphen else None
    return None


_TOWARDS: Final = ("anti-", "pro-", "counter-", "non-")


def _shown(known: Known) -> str:
    if known.sort in STATE_SORTS or known.actor in table().adjectives:
        return table().adjectives.get(known.actor, known.actor)
    if known.actor in table().rulers and known.country:
        return _adjective_of_code(known.country)
    return f"{known.actor.split()[-1]}'s" if known.sort is Sort.PERSON else known.actor


@cache
def _adjective_of_code(code: str) -> str:
    """The adjective of a country by its code; the code where there is none."""
    for row in lexicon.rows("countries.tsv"):
        if row["iso"] == code and row["adjective"]:
            return row["adjective"].partition(";")[0]
    return code


def _possessor(scene: Scene, first: int) -> tuple[Owner, int] | None:
    """Whose: the name before an "'s" that stands before the phrase, and where it begins."""
    if first < 2 or scene.tokens[first - 1].xpos != "POS":
        return None
    name = scene.annotated.name_at(first - 2)
    if name is not None and name.last > first - 1:  # "Teachers' Union" is one name
        return None
    found = _owner_at(scene, first - 2)
    return found and (found[0], found[1])


def _owner_behind(scene: Scene, start: int, last: int) -> tuple[Owner, int] | None:
    """Whose: the name behind "of" that follows the phrase, and where it ends."""
    tokens = scene.tokens
    if scene.folded[last : last + 2] == ["loyal", "to"]:
        last += 1
    elif last + 1 >= len(tokens) or not _names_owner(scene, start, last):
        return None
    if last + 1 >= len(tokens):
        return None
    at = last + 1
    while at < len(tokens) and (scene.folded[at] in _PASSED or tokens[at].text == "-"):
        at += 1
    at = scene.role_at[at][0] if at in scene.role_at else at
    if at >= len(tokens):
        return None
    found = _owner_at(scene, at)
    if found and (_is_seat_of_others(scene, start, at) or _is_mere_adjective(scene, at)):
        return None
    return found and (found[0], found[2])


def _is_mere_adjective(scene: Scene, at: int) -> bool:
    """Whether an adjective of a country stands before another noun: "of the American Forum"."""
    hit = scene.hit_at.get(at)
    adjective = hit is not None and hit.known.sort is Sort.ADJECTIVE
    after = scene.tokens[hit.last : hit.last + 1] if hit else ()
    return adjective and any(token.upos in {"NOUN", "PROPN", "ADJ"} for token in after)


def _is_seat_of_others(scene: Scene, start: int, at: int) -> bool:
    """Whether a seat of government stands behind a noun that names no government or army: the
    residents of Moscow are not all of Russia's."""
    hit, noun = scene.hit_at.get(at), scene.noun_at.get(start)
    seat = hit is not None and hit.known.sort is Sort.SEAT
    return seat and (noun is None or noun[1].kind not in _RULED)


def _names_owner(scene: Scene, start: int, last: int) -> bool:
    """Whether "of" stands behind a noun, or "from" behind fighters in the plural."""
    if scene.folded[last] == "from":
        noun = scene.noun_at.get(start)
        plural = scene.tokens[last - 1].xpos in {"NNS", "NNPS"}
        return plural and noun is not None and noun[1].kind in _ARMED
    return scene.folded[last] == "of"


# Words between "of" and a name that do not change whose it is.
_PASSED: Final = frozenset({"the", "so", "called", "so-called", "self", "proclaimed", "styled"})


def _owner_at(scene: Scene, index: int) -> tuple[Owner, int, int] | None:
    """The owner that token `index` is part of, with its first token and its end."""
    hit = scene.hit_at.get(index)
    if hit and hit.known.sort is not Sort.PARTISAN:
        known = hit.known
        group = known if known.sort in _GROUP_SORTS else None
        return Owner(_shown(known), known.country, group), hit.first, hit.last
    name = scene.annotated.name_at(index)
    if name is None or scene.tokens[index].upos != "PROPN":
        return None
    text = scene.name_text(name.first, name.last)
    if unlisted := _unlisted_group(scene, index):
        return unlisted, name.first, name.last
    if code := _leaders_country(scene.words_of(index, index + 1)[-1:]):
        return Owner(_adjective_of_code(code), code), name.first, name.last
    single = name.last == name.first + 1 and not scene.is_persons(text)
    land = scene.is_land(text) or single
    shown = scene.adjective_of(text) if land else f"{text.split()[-1]}'s"
    return Owner(shown, None), name.first, name.last
