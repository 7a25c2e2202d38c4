"""Whose a group is: the country, people, leader or group named before or behind its noun."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from variorum import lexicon
from variorum.model.annotation import NameKind, Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_lists import loaded_adjectives
from variorum.resolve.actors_names import kind_by_words
from variorum.resolve.actors_scene import Hit, Scene
from variorum.resolve.actors_table import Known, Sort, Words, table

STATE_SORTS: Final = frozenset({Sort.COUNTRY, Sort.ADJECTIVE, Sort.SEAT})
ARMED: Final = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY})
_RULED: Final = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY})
GROUP_SORTS: Final = frozenset({Sort.NAME, Sort.PARTISAN, Sort.OUTSIDE})
_BACKING: Final = frozenset({
    "backed", "led", "allied", "aligned", "linked", "affiliated", "supported", "controlled",
    "held", "run", "based", "funded", "installed", "appointed", "imposed", "trained", "sponsored",
    "occupied",
})  # fmt: skip


class Owner(NamedTuple):
    """Whose a group is: the adjective or name to write before its noun, and the country's code.

    `group`: set where the owner is itself a group with members.
    """

    shown: str
    country: str | None
    group: Known | None = None
    partisan: bool = False


def is_loaded(token: Token) -> bool:
    return token.text.lower() in loaded_adjectives()


def owner_before(scene: Scene, first: int, start: int) -> Owner | None:
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
    if is_loaded(scene.tokens[index]):
        return None
    text = " ".join(scene.name_text(name.first, name.last).split())
    group = Known(text, text, kind_by_words(text), None, Sort.NAME, frozenset(), (), None)
    return Owner(text, None, group)


def _owner_listed(scene: Scene, hit: Hit, start: int) -> Owner:
    known = hit.known
    state = known.actor in table().adjectives
    group = known if known.sort in GROUP_SORTS and not state else None
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


def possessor_of(scene: Scene, first: int) -> tuple[Owner, int] | None:
    """Whose: the name before an "'s" that stands before the phrase, and where it begins."""
    if first < 2 or scene.tokens[first - 1].xpos != "POS":
        return None
    name = scene.annotated.name_at(first - 2)
    if name is not None and name.last > first - 1:  # "Teachers' Union" is one name
        return None
    found = _owner_at(scene, first - 2)
    return found and (found[0], found[1])


def owner_behind(scene: Scene, start: int, last: int) -> tuple[Owner, int] | None:
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
        return plural and noun is not None and noun[1].kind in ARMED
    return scene.folded[last] == "of"


# Words between "of" and a name that do not change whose it is.
_PASSED: Final = frozenset({"the", "so", "called", "so-called", "self", "proclaimed", "styled"})


def _owner_at(scene: Scene, index: int) -> tuple[Owner, int, int] | None:
    """The owner that token `index` is part of, with its first token and its end."""
    hit = scene.hit_at.get(index)
    if hit and hit.known.sort is not Sort.PARTISAN:
        known = hit.known
        group = known if known.sort in GROUP_SORTS else None
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
