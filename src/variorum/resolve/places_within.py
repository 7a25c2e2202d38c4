"""Places that the tagger takes for something else: within the name of an institution ("Orm Police
Department"), or as a person where the words around tell of a place ("shells hit Orm")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.model.annotation import Annotated, Name, NameKind, Token
from variorum.resolve.gazetteer import Gazetteer
from variorum.resolve.places_lookup import (
    SHORT_FORM,
    PlaceName,
    is_acronym,
    levels,
    looked_up,
    no_places,
    place_words,
)

LEVELS: Final = frozenset({"country", "capital", "admin1", "region"})
SEEN: Final = 15_000  # inhabitants of a town that an institution may be named after
TOWN: Final = 1000  # inhabitants of a town that the words around may tell of
LONGEST: Final = 4  # tokens
SURELY_AT: Final = frozenset({"in", "near", "outside", "around", "into", "inside"})
LINKS: Final = frozenset({"nsubj:pass", "obj"})
PARTIES: Final = frozenset({"D", "R", "DFL"})


def in_institutions(
    annotated: Annotated, known: frozenset[str], gazetteer: Gazetteer
) -> Iterator[PlaceName]:
    """The place in the name of an institution that stands there: "[Orm] Police Department",
    "University of [Orm]"; armies, parties and newspapers are none. `known`: what the text names
    as a place elsewhere."""
    for name in annotated.names:
        if name.kind is not NameKind.ORGANISATION or not _is_institution(annotated, name):
            continue
        for first, last in _parts(annotated, name):
            place = looked_up(annotated, first, last, gazetteer, whole=True)
            if _is_after(place, known) and not is_acronym(annotated, first, last):
                yield place._replace(level=_own_level(annotated, first, last), is_part=True)
                break


def _is_institution(annotated: Annotated, name: Name) -> bool:
    """Whether a name, or the word behind it, is of an institution that stands in a place."""
    tokens = annotated.tokens[name.first : name.last + 1]
    words = {token.text.lower() for token in tokens if token.index < name.last}
    behind = tokens[-1].text.lower() if tokens[-1].index == name.last else ""
    institutions = place_words("institution")
    return words.isdisjoint(place_words("no-institution")) and (
        not words.isdisjoint(institutions) or behind in institutions
    )


def _parts(annotated: Annotated, name: Name) -> Iterator[tuple[int, int]]:
    """What may be the place: the words before the institution's, or behind "of"; longest first."""
    tokens = annotated.tokens
    starts = [name.first] + [at + 1 for at in range(name.first, name.last) if _is_of(tokens[at])]
    for start in starts:
        for last in range(min(name.last, start + LONGEST), start, -1):
            yield start, last


def _is_of(token: Token) -> bool:
    return token.text.lower() in ("of", "in", "at", "for", "the")


def _is_after(place: PlaceName, known: frozenset[str]) -> bool:
    """Whether an institution may be named after a place: one that the text names, or a large one
    by its first name."""
    if not place.candidates or place.key in no_places():
        return False
    large = any(
        (each.rank < SHORT_FORM and (each.level in LEVELS or each.population >= SEEN))
        or (each.level == "admin2" and place.level == "admin2")
        for each in place.candidates
    )  # fmt: skip
    return place.key in known or large


def _own_level(annotated: Annotated, first: int, last: int) -> str | None:
    """The level that the name itself says: "Orm County"; not the institution behind it."""
    if last - first < 2:
        return None
    return levels().get(annotated.tokens[last - 1].text.lower())


def misread(
    annotated: Annotated, known: frozenset[str], gazetteer: Gazetteer
) -> Iterator[PlaceName]:
    """A name that the tagger takes for a person or body and that the words around make a place, or
    the place before a person's office. `known`: what the text names as a place elsewhere."""
    in_full = _in_full(annotated)
    for name in annotated.names:
        if name.kind is NameKind.PLACE:
            continue
        if name.kind is NameKind.PERSON and (
            place := _before_office(annotated, name, known, gazetteer)
        ):
            yield place
        elif name.last - name.first <= LONGEST and not _is_of_person(annotated, name, in_full):
            place = looked_up(annotated, name.first, name.last, gazetteer, whole=True)
            if _is_town(place) and (
                place.key in known
                or _is_placed(annotated, name, place)
                or any(_is_pair(annotated, place, o, gazetteer) for o in _joined(annotated, name))
            ):
                yield place


def _in_full(annotated: Annotated) -> frozenset[str]:
    """The words of the persons whom a text names in full."""
    persons = (name for name in annotated.names if name.kind is NameKind.PERSON)
    several = (range(name.first, name.last) for name in persons if name.last - name.first > 1)
    return frozenset(annotated.tokens[at].text for some in several for at in some)


def _is_of_person(annotated: Annotated, name: Name, in_full: frozenset[str]) -> bool:
    single = name.kind is NameKind.PERSON and name.last - name.first == 1
    return single and annotated.tokens[name.first].text in in_full


def _before_office(
    annotated: Annotated, name: Name, known: frozenset[str], gazetteer: Gazetteer
) -> PlaceName | None:
    """The place that a name of a person begins with: "[Orm] Mayor Mira Solen", "[U.S.] Sen. Solen";
    what follows a letter for a party: "R-[Orm]"."""
    tokens, first, last = annotated.tokens, name.first, name.last
    party = last - first > 2 and tokens[first].text in PARTIES and tokens[first + 1].text == "-"
    if party:
        place = looked_up(annotated, first + 2, last, gazetteer, whole=True)
        return place if place.candidates else None
    for end in range(min(last, first + LONGEST), first, -1):
        place = looked_up(annotated, first, end, gazetteer, whole=True)
        after = tokens[end].text.lower() if end < len(tokens) else ""
        state = any(each.level == "country" for each in place.candidates) and end < last
        if (state and is_acronym(annotated, first, end)) or (
            place.key in known and place.candidates and after in place_words("of-place")
        ):
            return place
    return None


def _is_town(place: PlaceName) -> bool:
    return place.key not in no_places() and any(
        each.rank < SHORT_FORM and (each.level in LEVELS or each.population >= TOWN)
        for each in place.candidates
    )


def _is_placed(annotated: Annotated, name: Name, place: PlaceName) -> bool:
    """Whether the words around make a name a place: what is entered or shelled, whose police or
    mayor is spoken of, what stands beside a place, or a capital that acts."""
    token = _head(annotated, name)
    head = annotated.tokens[token.head] if token.head is not None else None
    after = annotated.tokens[name.last] if name.last < len(annotated.tokens) else None
    if after is not None and after.sentence == token.sentence:
        office = after.text.lower() in place_words("of-place")
        if office and (after.text.islower() or token.rel.startswith("compound")):
            return True
    before = [each.text.lower() for each in annotated.tokens[max(0, name.first - 3) : name.first]]
    aged = len(before) == 3 and before[1:] == [",", "of"] and before[0].isdigit()  # "24, of Orm"
    if aged or (before and before[-1] in SURELY_AT):
        return True
    if head is None:
        return False
    if token.rel in LINKS and head.lemma in place_words("takes-place"):
        return True
    capital = any(each.level == "capital" and not each.rank for each in place.candidates)
    return capital and token.rel == "nsubj" and place.key not in place_words("given-name")


def _joined(annotated: Annotated, name: Name) -> Iterator[Name]:
    """The names that a name is joined to by "and" or a comma."""
    token = _head(annotated, name)
    joined = [child.index for child in annotated.children(token.index) if child.rel == "conj"]
    if token.rel in ("conj", "appos") and token.head is not None:
        joined.append(token.head)
    found = (annotated.name_at(at) for at in joined)
    yield from (other for other in found if other is not None)


def _is_pair(annotated: Annotated, place: PlaceName, other: Name, gazetteer: Gazetteer) -> bool:
    """Whether the name beside is of a place, or of a town that shares a country with this one."""
    if other.kind is NameKind.PLACE:
        return True
    beside = looked_up(annotated, other.first, other.last, gazetteer, whole=True)
    homes = [{each.country for each in one.candidates} for one in (place, beside)]
    both = {place.key, beside.key}.isdisjoint(place_words("given-name")) and _is_town(beside)
    return both and not homes[0].isdisjoint(homes[1])


def _head(annotated: Annotated, name: Name) -> Token:
    inside = annotated.tokens[name.first : name.last]
    return next(
        (t for t in inside if t.head is None or not name.first <= t.head < name.last), inside[0]
    )
