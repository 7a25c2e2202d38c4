"""Where a text names places: the words, the name to look up, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from variorum.lexicon import rows
from variorum.model.annotation import Annotated, Name, NameKind, Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_table import Sort, split, table
from variorum.resolve.gazetteer import Gazetteer
from variorum.resolve.places_lookup import (
    CITY,
    SHORT_FORM,
    PlaceName,
    is_acronym,
    levels,
    looked_up,
    no_places,
    place_words,
    well_known,
)
from variorum.resolve.places_told import told
from variorum.resolve.places_within import in_institutions, misread

DATELINE: Final = re.compile(
    r"(?P<place>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3})"  # "PORT ALMA"
    r"(?P<more>(?:, [^\n—–,]{1,30}){0,2}(?: \([^()\n]{1,40}\))?) ?(?:[—–]|--? )"
)
NO_NAME: Final = frozenset({"PRON", "SCONJ", "CCONJ", "AUX"})  # parts of speech that end no name
HEADLINES: Final = 3  # sentences that a dateline may stand below
LISTED: Final = frozenset({Sort.NAME, Sort.PARTISAN})
TERRITORIAL: Final = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})
GOVERNED: Final = frozenset({"country", "capital", "admin1"})  # what stands for its government
ENDS: Final = frozenset({"of", "the", "in", "area", "areas"})
LONGEST: Final = 5  # tokens of a name looked for where the tagger is silent
LEFT_OUT: Final = ((0, 3), (0, 2), (0, 1), (1, 0), (2, 0))  # tokens before and after
ARABIC_ARTICLES: Final = frozenset({"al", "el", "ar", "as", "ash", "at", "az", "an", "ad", "ul"})
ARTICLES: Final = frozenset({"the", "a", "an"})
POSSESSIVES: Final = frozenset({"'s", "’s", "'", "’"})


def find_place_names(
    annotated: Annotated, gazetteer: Gazetteer, at_home: frozenset[str] = frozenset()
) -> tuple[PlaceName, ...]:
    """Every place name, in order: the tagger's, and the gazetteer's where the tagger is silent.
    `at_home`: the keys of places that the outlet is named after."""
    surnames = _surnames(annotated)
    found = [name for tagged in annotated.names if tagged.kind is NameKind.PLACE
             for name in _of_tagger(annotated, tagged, gazetteer)
             if name.candidates or not _is_surname(annotated, name, surnames)]  # fmt: skip
    found = _with_datelines(annotated, found, gazetteer)
    found += _of_organisations(annotated, {name.key for name in found}, gazetteer)
    named = frozenset(name.key for name in found) | at_home
    for more in (misread, in_institutions, told):
        for name in more(annotated, named, gazetteer):
            found += _besides(found, [name])
    taken = {index for name in annotated.names for index in range(name.first, name.last)}
    taken |= {index for name in found for index in range(name.first, name.last)}
    found += _of_gazetteer(annotated, taken, {name.key for name in found}, gazetteer)
    return tuple(sorted(found))


def _besides(found: list[PlaceName], more: Iterable[PlaceName]) -> list[PlaceName]:
    """What does not overlap the names that are found."""
    taken = {index for name in found for index in range(name.first, name.last)}
    return [name for name in more if taken.isdisjoint(range(name.first, name.last))]


def _surnames(annotated: Annotated) -> frozenset[str]:
    """The last words of the persons whom a text names in full."""
    persons = (name for name in annotated.names if name.kind is NameKind.PERSON)
    return frozenset(
        annotated.tokens[name.last - 1].text for name in persons if name.last - name.first > 1
    )


def _is_surname(annotated: Annotated, name: PlaceName, surnames: frozenset[str]) -> bool:
    return name.last - name.first == 1 and annotated.tokens[name.first].text in surnames


def _with_datelines(
    annotated: Annotated, found: list[PlaceName], gazetteer: Gazetteer
) -> list[PlaceName]:
    """With the place of a dateline that begins a text, or what stands below its headline, whatever
    the tagger made of its capitals."""
    for sentence in annotated.sentences[:HEADLINES]:
        first = sentence.first
        last = _end_of_dateline(annotated, first)
        if last is None:
            continue
        name = looked_up(annotated, first, last, gazetteer, whole=True)
        at = annotated.tokens[first].start
        more = DATELINE.match(annotated.document.text, at)
        if name.candidates or (first == 0 and more and more["more"]):  # "BREAKING NEWS —"
            whole = any(other.first <= first and other.last >= last for other in found)
            apart = [o for o in found if o.last <= first or o.first >= last]
            return found if whole else sorted([name, *apart])
    return found


def _end_of_dateline(annotated: Annotated, first: int) -> int | None:
    """The end of the name that a dateline begins with at a token."""
    line = DATELINE.match(annotated.document.text, annotated.tokens[first].start)
    head = annotated.tokens[first : first + LONGEST + 1] if line else ()
    last = first + sum(line is not None and token.end <= line.end("place") for token in head)
    whole = last > first and line and annotated.tokens[last - 1].end == line.end("place")
    return last if whole else None


def _of_organisations(
    annotated: Annotated, known: set[str], gazetteer: Gazetteer
) -> Iterator[PlaceName]:
    """A country or town that the tagger takes for its government: "the U.S. has agreed"."""
    for name in annotated.names:
        bounds = _trimmed(annotated, name.first, name.last)
        if (
            name.kind is not NameKind.ORGANISATION
            or bounds is None
            or bounds[1] - bounds[0] > LONGEST
        ):
            continue
        place = looked_up(annotated, *bounds, gazetteer, whole=True)
        governed = bool(place.candidates) and place.candidates[0].level in GOVERNED
        governed = governed or _is_where(annotated, place)
        if (governed or place.key in known) and not _is_listed_actor(annotated, place):
            yield place


def _of_tagger(annotated: Annotated, name: Name, gazetteer: Gazetteer) -> Iterator[PlaceName]:
    """A tagged name, cut at its commas, without the articles around it."""
    first = name.first
    for at in range(name.first, name.last + 1):
        if at == name.last or annotated.tokens[at].text in (",", "/", ";", "("):
            bounds = _trimmed(annotated, first, at)
            if bounds and not _is_demonym(annotated, *bounds):
                found = _split(annotated, *_mended(annotated, *bounds, gazetteer), gazetteer)
                yield from (place for place in found if _may_be_place(annotated, place))
            first = at + 1


def _may_be_place(annotated: Annotated, name: PlaceName) -> bool:
    """Not so an acronym that nothing is known by, nor a listed group or outlet."""
    known = bool(name.candidates) or not is_acronym(annotated, name.first, name.last)
    return known and not _is_listed_actor(annotated, name)


def _is_listed_actor(annotated: Annotated, name: PlaceName) -> bool:
    """Whether the actors' lists have a name as a group's or outlet's, as "IS" and "SANA"; where
    a town of that name is known, "in" before it still says that it is the town."""
    tokens = annotated.tokens
    text = annotated.span(name.first, name.last).text
    some = table().names.get(split(text), ())
    listed = any(
        known.sort in LISTED
        and known.kind not in TERRITORIAL
        and not known.near
        and (text == known.written or not known.written.isupper())
        for known in some
    )
    if not listed or any(known.sort <= Sort.SEAT for known in some):
        return False
    before = tokens[name.first - 1].text.lower() if name.first else ""
    return text.isupper() or before not in place_words("at")


def _is_where(annotated: Annotated, name: PlaceName) -> bool:
    """Whether a known name of several words stands behind "in" or the like: "in Khan al-Tamir"."""
    first = name.first - 1
    the = first > 0 and annotated.tokens[first].text.lower() == "the"
    before = annotated.tokens[first - the].text.lower() if name.first else ""
    several = name.last - name.first > 1 and not name.is_part and bool(name.candidates)
    return several and before in place_words("at")


def _split(
    annotated: Annotated, first: int, last: int, gazetteer: Gazetteer
) -> Iterator[PlaceName]:
    """A name, or the names that stand in a row where a text has lost its commas."""
    whole = looked_up(annotated, first, last, gazetteer)
    row = list(_in_a_row(annotated, first, last, gazetteer)) if whole.is_part else []
    in_a_row = row and row[-1].last == last and all(map(_is_large, row[1:]))
    yield from row if in_a_row else [whole]


def _is_large(name: PlaceName) -> bool:
    return any(
        place.level in ("country", "admin1") or place.population >= CITY
        for place in name.candidates
    )


def _in_a_row(
    annotated: Annotated, first: int, last: int, gazetteer: Gazetteer
) -> Iterator[PlaceName]:
    while first < last:
        for end in range(last, first, -1):
            name = looked_up(annotated, first, end, gazetteer, whole=True)
            if well_known(name.candidates):
                yield name
                first = end
                break
        else:
            return


def _trimmed(annotated: Annotated, first: int, last: int) -> tuple[int, int] | None:
    tokens = annotated.tokens
    while first < last and (tokens[first].text.lower() in ARTICLES or not _is_word(tokens[first])):
        first += 1
    while first < last and not _is_last_word(tokens[last - 1]):
        last -= 1
    while (
        first < last
        and tokens[first].text.lower() in place_words("direction")
        and tokens[first].text.islower()
    ):
        first += 1
    generic = all(_is_generic(token) for token in tokens[first:last])
    return (first, last) if first < last and not generic else None


def _is_generic(token: Token) -> bool:
    low = token.text.lower()
    return token.text.islower() or low in levels() or low in place_words("direction")


def _is_last_word(token: Token) -> bool:
    low = token.text.lower()
    kind = token.text.islower() and (
        low in levels() or low in place_words("direction") or low in ENDS or token.upos in NO_NAME
    )
    return _is_word(token) and low not in POSSESSIVES and not kind


def _mended(annotated: Annotated, first: int, last: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """A name with what the tagger cut off it: "United [States]", "Democratic Republic of [the
    Congo]", the full stop of "Ind."."""
    tokens = annotated.tokens
    if _is_short_form(annotated, first, last, gazetteer):
        return first, last + 1
    if tokens[last - 1].text.lower() in ARABIC_ARTICLES and _is_hyphenated(tokens, last):
        last += 2
    follows = tokens[last].text.lower() if last < len(tokens) else ""
    if follows in place_words("site") and gazetteer.find(annotated.span(first, last + 1).text):
        return first, last + 1  # "al-Hol [camp]"
    if not _continues(tokens, last) and not (first and tokens[first - 1].upos == "PROPN"):
        return first, last
    for before, after in LEFT_OUT:
        start, end = first - before, last + after
        capitals = start >= 0 and end <= len(tokens) and _is_capital(tokens, start, end)
        if capitals and gazetteer.find(annotated.span(start, end).text):
            return start, end
    return first, last


def _is_hyphenated(tokens: tuple[Token, ...], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at + 1].text[0].isupper()


def _is_short_form(annotated: Annotated, first: int, last: int, gazetteer: Gazetteer) -> bool:
    tokens = annotated.tokens
    if last == len(tokens) or tokens[last].text != "." or tokens[last].start > tokens[last - 1].end:
        return False
    known = gazetteer.find(annotated.span(first, last + 1).text)
    return bool(known) and known[0].rank == SHORT_FORM


def _is_capital(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    return tokens[start].text[0].isupper() and tokens[end - 1].text[0].isupper()


def _continues(tokens: tuple[Token, ...], at: int) -> bool:
    return at < len(tokens) and (
        tokens[at].upos == "PROPN" or tokens[at].text.lower() in ("of", "the")
    )


def _is_word(token: Token) -> bool:
    return any(letter.isalnum() for letter in token.text)


def _is_demonym(annotated: Annotated, first: int, last: int) -> bool:
    text = annotated.span(first, last).text.casefold()
    return text in _demonyms() or (text.removesuffix("s") in _demonyms() and text != "philippines")


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(row["demonym"].casefold() for row in rows("en/demonyms.tsv"))


# --- where the tagger is silent


def _of_gazetteer(
    annotated: Annotated, taken: set[int], named: set[str], gazetteer: Gazetteer
) -> Iterator[PlaceName]:
    """Names of places in runs of capitals that are in no name; `named`: what the tagger found."""
    at, tokens = 0, annotated.tokens
    while at < len(tokens):
        if at in taken or not _is_capitalised(tokens[at]):
            at += 1
            continue
        last = at + 1
        while (
            last < len(tokens)
            and last - at < LONGEST
            and last not in taken
            and (tokens[last].text == "-" or _is_capitalised(tokens[last]))
        ):
            last += 1
        is_name = any(token.upos == "PROPN" for token in tokens[at:last])
        name = _known(annotated, at, last, named, gazetteer) if is_name else None
        if name is not None and not _is_demonym(annotated, at, last):
            yield name
        at = last


def _is_capitalised(token: Token) -> bool:
    """Whether a word may be part of a name; a word in capitals only where it is tagged as one."""
    if not token.text[0].isupper():
        return False
    return token.upos == "PROPN" or (token.upos in ("ADJ", "NOUN") and not token.text.isupper())


def _known(
    annotated: Annotated, first: int, last: int, named: set[str], gazetteer: Gazetteer
) -> PlaceName | None:
    """A whole run of capitals that is a country or capital, a place named elsewhere in the text,
    or a town where a preposition says that it is a place."""
    name = looked_up(annotated, first, last, gazetteer)
    if not name.candidates or name.candidates[0].rank == SHORT_FORM:
        return None
    if _is_listed_actor(annotated, name):
        return None
    before = annotated.tokens[first - 1].text.lower() if first else ""
    taken = first > 0 and annotated.tokens[first - 1].lemma in place_words("takes-place")
    known = any(place.level in ("country", "capital", "region") for place in name.candidates)
    large = (taken or before in place_words("at")) and any(
        place.population >= 1000 for place in name.candidates
    )
    if name.key in named and not name.is_part:
        return name
    return name if (known or large) and name.key not in no_places() else None
