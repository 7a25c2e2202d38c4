"""What a reader remembers within one article: surnames, short forms, roles, "the army".

Each rule takes the scene and the cast so far and gives what is new: a rename (two names, one
actor) or a naming. Deterministic; where two could be meant, neither is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from variorum.model.value import ActorKind
from variorum.resolve.actors_definite import is_named_person
from variorum.resolve.actors_roles import Cast
from variorum.resolve.actors_scene import Naming, Scene
from variorum.resolve.actors_table import Words, is_short_form, split

Renames = Mapping[str, str]


def rename(cast: Cast, renames: Renames, rule: str | None = None) -> Cast:
    """The cast with some names replaced, kind and country as the new name's first naming has
    them; `rule`: what to note as the rule of these."""
    firsts = {one.name: one for one in reversed(cast.namings)}
    return Cast(tuple(_renamed(one, renames, firsts, rule) for one in cast.namings))


def _renamed(
    one: Naming, renames: Renames, firsts: Mapping[str, Naming], rule: str | None
) -> Naming:
    if one.name not in renames:
        return one
    name = renames[one.name]
    like = firsts.get(name, one)
    return one._replace(name=name, kind=like.kind, country=like.country, rule=rule or one.rule)


def surnames(scene: Scene, cast: Cast) -> Renames:
    """A part of a full name that the text gives once, and that no other full name shares."""
    longer = _overlong(cast)
    names = {split(one.name): one.name for one in cast.namings
             if is_named_person(one) and one.name not in longer}  # fmt: skip
    having: dict[str, list[Words]] = {}
    for words in names:
        for word in dict.fromkeys(words):
            having.setdefault(word, []).append(words)
    parts = {
        words: holding
        for words in names
        if words and (holding := _holding(words, having[words[0]]))
    }
    found: dict[str, str] = {}
    for words, holding in parts.items():
        whole = [name for name in holding if name not in parts]
        if len(whole) == 1:
            found[names[words]] = names[whole[0]]
    return found | {name: found.get(plain, plain) for name, plain in longer.items()}


def _overlong(cast: Cast) -> Renames:
    """Names that are a full name of the text with more words before it ("Crooked Lena Velik"),
    where the shorter stands oftener, each with the shorter."""
    counts = Counter(one.name for one in cast.namings if is_named_person(one))
    found: dict[str, str] = {}
    for name, count in counts.items():
        ends = (" ".join(name.split()[at:]) for at in range(1, len(name.split()) - 1))
        plain = next((end for end in ends if counts.get(end, 0) > count), None)
        if plain:
            found[name] = plain
    return found


def _holding(words: Words, names: Iterable[Words]) -> list[Words]:
    """The longer names that hold these words side by side."""
    size = len(words)
    return [
        name
        for name in names
        if len(name) > size
        and any(name[at : at + size] == words for at in range(len(name) - size + 1))
    ]


def surname(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """A person by the last word of a name given before.

    yes: Gen. Arman Velik visited Tarn. Velik then left. => Arman Velik
    yes: Idris al-Tamir spoke. Aides said al-Tamir was tired. => Idris al-Tamir
    no: Gen. Arman Velik and Lena Velik visited Tarn. Velik then left.
    """
    known = _last_words(cast)
    for token in scene.tokens:
        word = scene.folded[token.index]
        if word in known and token.text[0].isupper() and token.index not in cast.at:
            one = known[word]
            if one and token.upos == "PROPN" and one.last <= token.index:
                first = _with_article(scene, cast, token.index)
                yield one._replace(first=first, last=token.index + 1, rule="surname",
                                   partisan=False, noun="")  # fmt: skip


def _last_words(cast: Cast) -> dict[str, Naming | None]:
    found: dict[str, Naming | None] = {}
    for one in cast.namings:
        words = split(one.name)
        if is_named_person(one) and len(words) > 1:
            other = found.get(words[-1], one)
            found[words[-1]] = one if other and other.name == one.name else None
            if other and other.name == one.name and other.first < one.first:
                found[words[-1]] = other
    return found


def _with_article(scene: Scene, cast: Cast, index: int) -> int:
    joined = index >= 2 and scene.tokens[index - 1].text == "-"
    particle = joined and scene.folded[index - 2] in {"al", "el", "ad", "as", "an"}
    return index - 2 if particle and index - 2 not in cast.at else index


def shortened(scene: Scene, cast: Cast) -> Renames:
    """A word of a longer name in the text that no other name shares: "the Observatory"."""
    longer: dict[str, set[str]] = {}
    for one in cast.namings:
        if one.kind is not ActorKind.PERSON and one.last - one.first > 1 and not one.noun:
            words = scene.words_of(one.first, one.last)
            for word in {words[0], *(word for word in words if word in _SHORTENED)}:
                longer.setdefault(word, set()).add(one.name)
    found: dict[str, str] = {}
    for one in cast.namings:
        word = " ".join(scene.words_of(one.first, one.last))
        names = longer.get(word, set()) if len(word) > 3 else set()
        if one.rule in _UNSURE and not one.country and len(names) == 1 and one.name not in names:
            found[one.name] = next(iter(names))
    return found


_UNSURE: Final = frozenset({"other-name", "country-that-acts"})


def shortened_name(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """A body by the one word of its name that tells its kind, with "the".

    yes: The Tarn Relief Council met. Later the council denied it. => Tarn Relief Council
    yes: The Tarn Relief Council met. Later the relief council denied it. => Tarn Relief Council
    no: The Tarn Relief Council met. Later a council denied it.
    no: The Tarn Relief Council met the Velkhar Town Council. Later the council denied it.
    """
    longer: dict[str, dict[str, Naming]] = {}
    for one in cast.namings:
        named = one.rule in {"other-name", "listed-name", "group-noun", "owned-group"}
        if named and one.last - one.first > 1:
            words = scene.words_of(one.first, one.last)
            for word in {words[0], words[-1], *(w for w in words if w in _SHORTENED)}:
                longer.setdefault(word, {}).setdefault(one.name, one)
    for token in scene.tokens:
        names = longer.get(scene.folded[token.index], {})
        free = token.index not in cast.at and token.upos in {"NOUN", "PROPN"}
        if len(names) == 1 and free and scene.folded[token.index] in _SHORTENED:
            one = next(iter(names.values()))
            first = _own_words_before(scene, one, token.index)
            if one.first < token.index and behind_the(scene, first):
                yield one._replace(first=first, last=token.index + 1, rule="shortened-name",
                                   partisan=False)  # fmt: skip


def _own_words_before(scene: Scene, one: Naming, index: int) -> int:
    """Where the words of a longer name begin that stand before its last: "the traders' council"."""
    own = {scene.folded[i] for i in range(one.first, one.last)}
    first = index
    while first and scene.folded[first - 1] in own - {"the", "of"}:
        first -= 1
    return first


def behind_the(scene: Scene, index: int) -> bool:
    """Whether "the" stands before a word, with no more between than "Britain-based"."""
    at = index - 1
    while at > index - 4 and at > 0 and scene.tokens[at].xpos in {"VBN", "HYPH", "NNP", "JJ"}:
        at -= 1
    return at >= 0 and scene.folded[at] == "the"


_SHORTENED: Final = frozenset({
    "observatory", "council", "committee", "commission", "front", "party", "movement", "coalition",
    "network", "association", "union", "agency", "ministry", "court", "brigade", "league", "centre",
    "center", "assembly", "guard", "battalion", "legion", "corps", "regiment", "bureau",
    "institute", "committees", "brigades", "forum", "society", "directorate", "foundation",
    "federation", "authority",
})  # fmt: skip


def short_forms(scene: Scene, cast: Cast) -> dict[str, Naming]:
    """Short forms that the text introduces in brackets behind a name, or before one."""
    found: dict[str, Naming] = {}
    for one in cast.namings:
        inside = _in_brackets(scene, one.last) or _known_as(scene, one.last)
        if inside and one.rule != "country-that-acts" and one.name != inside:
            found.setdefault(inside, one)
    return found


_CLOSING: Final = frozenset('"”’»')
_MARKS: Final = _CLOSING | frozenset("“‘«'")


def _in_brackets(scene: Scene, at: int) -> str | None:
    tokens = scene.tokens[at : at + 4]
    tokens = tokens[1:] if tokens and tokens[0].text in _CLOSING else tokens[:3]
    if len(tokens) < 3 or tokens[0].text != "(" or tokens[2].text != ")":
        return None
    text = tokens[1].text
    return text if is_short_form(text) and len(text) > 1 and text.isalnum() else None


def _known_as(scene: Scene, at: int) -> str | None:
    """The short form or nickname of one word behind "known as" and the like."""
    at += scene.tokens[at : at + 1] != () and scene.tokens[at].text == ","
    words = scene.folded[at : at + 2]
    if words[1:] == ["as"] and words[0] == "known":
        at += 2
    elif words[:1] and words[0] in {"nicknamed", "alias", "dubbed", "called"}:
        at += 1
    else:
        return None
    while at < len(scene.tokens) and (scene.folded[at] == "the" or scene.tokens[at].text in _MARKS):
        at += 1
    name = scene.tokens[at].text if at < len(scene.tokens) else ""
    after = scene.tokens[at + 1].upos if at + 1 < len(scene.tokens) else ""
    return name if name[:1].isupper() and name.isalnum() and after != "PROPN" else None


def bracketed_short_form(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """An actor by the short form or nickname that the text gives: in brackets behind a name, or
    behind "known as" and the like.

    yes: The Tarn Liberation Front (TLF) fled. Troops chased the TLF. => Tarn Liberation Front
    yes: The Tarn Front, known as the Moles, fled. The Moles left. => Tarn Front
    yes: Gen. Arman Velik, nicknamed "Falcon", fled. Falcon left. => Arman Velik
    no: The Tarn Liberation Front fled. Troops chased the TLF.
    """
    forms = short_forms(scene, cast)
    for token in scene.tokens if forms else ():
        one = forms.get(token.text)
        covered = cast.at.get(token.index)
        alone = covered is None or covered.last - covered.first == 1
        if one and alone and token.index >= one.last:
            yield one._replace(first=token.index, last=token.index + 1,
                               rule="bracketed-short-form", partisan=False)  # fmt: skip


def same_side(scene: Scene, cast: Cast) -> Renames:
    """ "Ruritanian forces" are the Ruritanian armed forces where the text speaks of these, or the
    owner is a country of the lists."""
    names = {one.name: one for one in cast.namings}
    states = {
        name.removesuffix(f" {one.noun}")
        for name, one in names.items()
        if one.rule == "owned-group" and one.kind in _STATELY and one.noun != "forces"
    }
    found: dict[str, str] = {}
    for name, one in names.items():
        plain = one.noun == "forces" and one.kind is ActorKind.MILITARY
        if one.rule == "owned-group" and plain and name.endswith(" forces"):
            owner = name.removesuffix(" forces")
            if owner in states or one.country:
                found[name] = f"{owner} armed forces"
    return found


_STATELY: Final = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY})
