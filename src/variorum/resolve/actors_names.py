"""Actors by their names: listed ones, countries and seats that act, organisations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from variorum import lexicon
from variorum.model.annotation import NameKind
from variorum.model.value import ActorKind
from variorum.resolve.actors_lists import name_kinds
from variorum.resolve.actors_persons import DATELINE, as_listed, core_of, is_listed_place, plain
from variorum.resolve.actors_scene import Hit, Naming, Scene
from variorum.resolve.actors_table import Sort, fold, is_short_form, split

_LISTED: Final = frozenset({Sort.NAME, Sort.PARTISAN, Sort.OUTSIDE, Sort.PEOPLE})
_AGAINST: Final = frozenset({"by", "against", "between", "with", "for", "towards", "toward"})
_FEW: Final = frozenset({"by", "against", "between"})
_LEAVES: Final = frozenset(["leave", "enter", "visit", "reach", "flee", "cross", "tour", "quit"])


def listed_name(scene: Scene) -> Iterator[Naming]:
    """A name of the lists; one that a single side uses is marked partisan.

    yes: Hezbollah fired rockets across the border. => Hezbollah
    yes: The Zionist entity struck southern Lebanon, Hezbollah said. => Israel, partisan
    yes: Daesh lost the town in spring. => Islamic State, partisan
    no: The resistance lost the town in spring.
    no: WHO IS LOSING THE TOWN OF TARN?
    """
    for hit in scene.hits:
        known = hit.known
        if known.sort in _LISTED and not _is_modifier(scene, hit):
            yield as_listed(hit, "listed-name")._replace(noun=_noun_of(scene, hit))


def _noun_of(scene: Scene, hit: Hit) -> str:
    """The group noun that ends a listed name, as "regime" ends "Syrian regime"."""
    inside = (scene.noun_at.get(index) for index in range(hit.first + 1, hit.last))
    return next((found[1].name for found in inside if found and found[0] == hit.last), "")


def _is_modifier(scene: Scene, hit: Hit) -> bool:
    """Whether a name is no more than an adjective of the noun behind it."""
    head = scene.tokens[hit.last - 1]
    single = hit.known.sort is Sort.PARTISAN and hit.last - hit.first == 1
    if single and head.upos == "ADJ" and head.rel == "amod":
        return True
    return hit.known.sort is Sort.PEOPLE and (
        head.upos not in {"NOUN", "PROPN"} or head.rel.startswith(("amod", "compound"))
    )


def country_that_acts(scene: Scene) -> Iterator[Naming]:
    """A country where it is named as one that acts or is acted against, not as a place.

    yes: Russia rejected the report. => Russia
    yes: The Velkhari army left. Velkhar accused Ruritania of shelling Tarn. => Velkhar
    no: Three people were killed in Russia.
    no: Latin America rejected the plan.
    no: The convoy left for the hills.
    """
    for hit in scene.hits:
        whole = not _inside_place(scene, hit)
        if hit.known.sort is Sort.COUNTRY and whole and _acts(scene, hit.first, hit.last, _AGAINST):
            yield as_listed(hit, "country-that-acts")
    for name in scene.annotated.names:
        text = scene.name_text(name.first, name.last)
        unlisted = name.first not in scene.hit_at and name.last == name.first + 1
        if unlisted and scene.is_state(text) and _acts(scene, name.first, name.last, _FEW):
            yield Naming(name.first, name.last, text, ActorKind.STATE, None, "country-that-acts")


def doer(scene: Scene) -> Iterator[Naming]:
    """A country or demonym right before a noun for a deed: whose deed it is.

    yes: Russian airstrikes hit the town. => Russia
    yes: Troops of Velkhar left after Velkhari air strikes killed two people. => Velkhar
    no: Russian tourists left the town.
    """
    for index in range(1, len(scene.tokens)):
        known = scene.folded[index - 1] in scene.demonyms or index - 1 in scene.hit_at
        if known and is_deed(scene, index):
            yield from _doer_before(scene, index)


def _doer_before(scene: Scene, index: int) -> Iterator[Naming]:
    hit = scene.hit_at.get(index - 1)
    if hit and hit.last == index and hit.known.sort in {Sort.COUNTRY, Sort.ADJECTIVE}:
        yield as_listed(hit, "doer")
    elif land := scene.demonyms.get(scene.folded[index - 1]):
        yield Naming(index - 1, index, land, ActorKind.STATE, None, "doer")


def is_deed(scene: Scene, index: int) -> bool:
    """Whether a noun for a deed stands at token `index`, or behind one plain word."""
    if index >= len(scene.tokens):
        return False
    plain = scene.tokens[index].xpos in {"JJ", "NN"} and index + 1 < len(scene.tokens)
    ends = [index, index + 1] if plain else [index]
    return any(_lemma(scene, end) in deeds() for end in ends)


def _lemma(scene: Scene, index: int) -> str:
    return fold(scene.tokens[index].lemma)


@cache
def deeds() -> frozenset[str]:
    """Nouns for deeds, from lexicon/en/actor_deeds.tsv; of several words the last."""
    return frozenset(word.split()[-1] for word in lexicon.words("en/actor_deeds.tsv"))


def seat_that_acts(scene: Scene) -> Iterator[Naming]:
    """A seat of government that stands for its government: the subject of a verb of acting.

    yes: Moscow denied the report. => Russia
    yes: The truce was brokered by Moscow and Washington. => United States
    yes: Velkhar asked Washington for help. => United States
    no: Moscow fell silent.
    no: Moscow was hit by three drones.
    no: The minister returned to Moscow.
    """
    for hit in scene.hits:
        head = scene.tokens[hit.last - 1]
        acts_here = _seat_acts(scene, hit) or fold(head.text) in _ALWAYS_SEATS
        after = scene.tokens[hit.last].text if hit.last < len(scene.tokens) else ""
        apart = head.rel.startswith(("compound", "amod")) or after in DATELINE
        apart = apart or _inside_place(scene, hit)
        if hit.known.sort is Sort.SEAT and acts_here and not apart:
            yield as_listed(hit, "seat-that-acts")


def _inside_place(scene: Scene, hit: Hit) -> bool:
    """Whether a name is only the end of a place's, as "America" is of "Latin America"."""
    name = scene.annotated.name_at(hit.first)
    if name is not None and name.kind is NameKind.PLACE and name.first < hit.first:
        return True
    before = scene.tokens[hit.first - 1] if hit.first else None
    proper = before is not None and before.text[:1].isupper() and before.xpos in {"NNP", "JJ"}
    within = before is not None and before.head in range(hit.first, hit.last)
    return proper and within and hit.first - 1 not in scene.hit_at


def _seat_acts(scene: Scene, hit: Hit) -> bool:
    head = scene.tokens[_head_of(scene, hit.first, hit.last)]
    if head.rel == "conj" and head.head is not None:
        head = scene.tokens[head.head]
    if head.rel in {"obj", "iobj"} and head.head is not None:
        return scene.tokens[head.head].lemma in _ADDRESSES
    if head.rel == "nsubj" and head.head is not None:
        verb = scene.tokens[head.head]
        return verb.upos == "VERB" and verb.lemma not in _still_verbs()
    case = scene.annotated.child(head.index, "case")
    return case is not None and fold(case.text) in _FEW


@cache
def _still_verbs() -> frozenset[str]:
    return lexicon.words("en/actor_still_verbs.tsv")


# Verbs whose object is somebody who hears or answers.
_ADDRESSES: Final = frozenset({
    "ask", "tell", "urge", "warn", "accuse", "blame", "thank", "call", "inform", "notify",
    "condemn", "criticise", "criticize", "denounce", "support", "back", "press", "pressure",
    "persuade", "assure", "remind", "threaten", "implore", "beg",
})  # fmt: skip


_ALWAYS_SEATS: Final = frozenset({"kremlin", "whitehall"})


def _acts(scene: Scene, first: int, last: int, cases: frozenset[str]) -> bool:
    head = scene.annotated.tokens[_head_of(scene, first, last)]
    rel = head.rel.partition(":")[0]
    if rel == "conj" and head.head is not None:
        head = scene.tokens[head.head]
        rel = head.rel.partition(":")[0]
    if rel in {"compound", "flat"} and head.head is not None and head.head in scene.hit_at:
        beside = scene.hit_at[head.head]
        if beside.known.sort is Sort.COUNTRY and beside.first == last:
            return _acts(scene, beside.first, beside.last, cases)
    if rel == "nsubj":
        return cases is _AGAINST or _is_acting_subject(scene, head.index)
    if rel in {"obj", "iobj"} and head.head is not None:
        return scene.tokens[head.head].lemma not in _LEAVES and cases is _AGAINST
    case = scene.annotated.child(head.index, "case")
    return rel in {"obl", "nmod"} and case is not None and fold(case.text) in cases


def _head_of(scene: Scene, first: int, last: int) -> int:
    for index in range(first, last):
        head = scene.tokens[index].head
        if head is None or not first <= head < last:
            return index
    return last - 1


def _is_acting_subject(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if token.rel != "nsubj" or token.head is None:
        return False
    return scene.tokens[token.head].lemma in acts()


@cache
def acts() -> frozenset[str]:
    """Verbs of states, from lexicon/en/actor_acts.tsv."""
    return lexicon.words("en/actor_acts.tsv")


def other_name(scene: Scene) -> Iterator[Naming]:
    """An organisation that no list has, under its own name.

    yes: The Tarn Liberation Front claimed the attack. => Tarn Liberation Front
    yes: The Committee of Velkhar denied it. => Committee of Velkhar
    no: Hezbollah claimed the attack.
    no: The army bombed Minovar.
    no: A shop burned in Deir al-Tamar.
    no: Shells fell near the post office of Bab al-Farid and Sahat al-Nahr.
    """
    for name in scene.annotated.names:
        core = core_of(scene, name)
        held = any(index in scene.role_at for index in range(name.first, name.last))
        if name.kind is NameKind.ORGANISATION and core and not held:
            first, last = core[0], _with_its_land(scene, *core)
            text = plain(scene.name_text(first, last))
            placed = scene.is_land(text) or _may_be_place(scene, first, last)
            if len(text) > 1 and not placed and not _is_known(scene, first, last):
                yield Naming(first, last, text, kind_by_words(text), None, "other-name")


def _may_be_place(scene: Scene, first: int, last: int) -> bool:
    """Whether a name without a word for a body is only located, moved to, hit or held."""
    text = plain(scene.name_text(first, last))
    if any(word in name_kinds() for word in split(text)) or is_short_form(text):
        return False
    if scene.is_located(text) or is_listed_place(scene, first, last):
        return True
    if "al" in scene.words_of(first, last) and not _is_acting(scene, first, last):
        return True  # quarters and villages that no gazetteer has, and rows of them
    head = scene.tokens[_head_of(scene, first, last)]
    hit = head.rel in {"obj", "nsubj:pass"} and head.head is not None
    return hit and scene.tokens[head.head or 0].lemma in _REACHES


def _is_acting(scene: Scene, first: int, last: int) -> bool:
    """Whether a name is the subject of an active verb, or behind "by"."""
    head = scene.tokens[_head_of(scene, first, last)]
    case = scene.annotated.child(head.index, "case")
    return head.rel == "nsubj" or (case is not None and fold(case.text) == "by")


# Verbs that are done to places more often than to bodies.
_REACHES: Final = _LEAVES | {
    "bomb", "shell", "bombard", "capture", "seize", "take", "retake", "recapture", "storm",
    "besiege", "surround", "liberate", "evacuate", "overrun", "hold", "hit", "burn", "occupy",
    "raid", "bypass", "encircle", "defend", "near", "approach", "destroy", "pound", "rock",
}  # fmt: skip


def _with_its_land(scene: Scene, first: int, last: int) -> int:
    """The end of a name that goes on with "of" and a name, as "People's Front of Velkhar" does."""
    tokens = scene.tokens
    ends_in_kind = scene.folded[last - 1] in name_kinds()
    if not ends_in_kind or last + 1 >= len(tokens) or scene.folded[last] not in {"of", "for"}:
        return last
    end = last + 1 + (scene.folded[last + 1] == "the")
    begin = end
    while end < len(tokens) and tokens[end].upos == "PROPN":
        end += 1
    return end if end > begin else last


_ENDING: Final = frozenset({Sort.NAME, Sort.COUNTRY})


def _is_known(scene: Scene, first: int, last: int) -> bool:
    """Whether a name is a country, seat or adjective of the lists, a common noun, or ends in a
    listed name."""
    begin, end = scene.hit_at.get(first), scene.hit_at.get(last - 1)
    noun = scene.noun_at.get(first)
    state = begin is not None and begin.last >= last and begin.known.sort <= Sort.SEAT
    listed = end is not None and end.last == last and end.known.sort in _ENDING
    return state or listed or (noun is not None and noun[0] == last)


def kind_by_words(text: str) -> ActorKind:
    """What sort of actor a name's own words tell, the last word first.

    >>> str(kind_by_words("Tarn Liberation Front"))
    'armed-group'
    """
    words = split(text)
    return next(
        (name_kinds()[w] for w in reversed(words) if w in name_kinds()), ActorKind.ORGANISATION
    )
