"""Where a text names places: the words, the name to look up, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from variorum.lexicon import rows, words
from variorum.model.annotation import Annotated, Name, NameKind, Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_table import Sort, split, table
from variorum.resolve.gazetteer import Candidate, Gazetteer
from variorum.resolve.gazetteer_build import fold

ACRONYM: Final = 5  # letters
CITY: Final = 100_000  # inhabitants
DATELINE: Final = re.compile(
    r"(?P<place>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3})"  # "PORT ALMA"
    r"(?P<more>(?:, [^\n—–,]{1,30}){0,2}(?: \([^()\n]{1,40}\))?) ?(?:[—–]|--? )"
)
LISTED: Final = frozenset({Sort.NAME, Sort.PARTISAN})
TERRITORIAL: Final = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})
GOVERNED: Final = frozenset({"country", "capital", "admin1"})  # what stands for its government
WELL_KNOWN: Final = frozenset({"country", "capital", "admin1", "region"})
ENDS: Final = frozenset({"of", "the", "in", "area", "areas"})
LONGEST: Final = 5  # tokens of a name looked for where the tagger is silent
SHORT_FORM: Final = 2  # rank of "Ga."
LEFT_OUT: Final = ((0, 3), (0, 2), (0, 1), (1, 0), (2, 0))  # tokens before and after
ADMINISTRATIVE: Final = frozenset({"admin1", "admin2", "town"})
LARGE: Final = 15_000  # inhabitants of a town that may stand for an unknown name it is part of
ARABIC_ARTICLES: Final = frozenset({"al", "el", "ar", "as", "ash", "at", "az", "an", "ad", "ul"})
ARTICLES: Final = frozenset({"the", "a", "an"})
POSSESSIVES: Final = frozenset({"'s", "’s", "'", "’"})


class PlaceName(NamedTuple):
    """A place as the text names it: the tokens [first, last), the name to look up, the level its
    own words say ("province"), the places that may be meant; `is_part`: only a part of the name
    was known, as in "Henderson County Jail"."""

    first: int
    last: int
    key: str
    level: str | None
    candidates: tuple[Candidate, ...]
    is_part: bool = False


def find_place_names(annotated: Annotated, gazetteer: Gazetteer) -> tuple[PlaceName, ...]:
    """Every place name, in order: the tagger's, and the gazetteer's where the tagger is silent."""
    surnames = _surnames(annotated)
    found = [name for tagged in annotated.names if tagged.kind is NameKind.PLACE
             for name in _of_tagger(annotated, tagged, gazetteer)
             if name.candidates or not _is_surname(annotated, name, surnames)]  # fmt: skip
    found = _with_dateline(annotated, found, gazetteer)
    found += _of_organisations(annotated, {name.key for name in found}, gazetteer)
    taken = {index for name in annotated.names for index in range(name.first, name.last)}
    taken |= {index for name in found for index in range(name.first, name.last)}
    found += _of_gazetteer(annotated, taken, {name.key for name in found}, gazetteer)
    return tuple(sorted(found))


def _surnames(annotated: Annotated) -> frozenset[str]:
    """The last words of the persons whom a text names in full."""
    persons = (name for name in annotated.names if name.kind is NameKind.PERSON)
    return frozenset(
        annotated.tokens[name.last - 1].text for name in persons if name.last - name.first > 1
    )


def _is_surname(annotated: Annotated, name: PlaceName, surnames: frozenset[str]) -> bool:
    return name.last - name.first == 1 and annotated.tokens[name.first].text in surnames


def _with_dateline(
    annotated: Annotated, found: list[PlaceName], gazetteer: Gazetteer
) -> list[PlaceName]:
    """The place of the dateline that begins a text, whatever the tagger made of its capitals."""
    line = DATELINE.match(annotated.document.text)
    head = annotated.tokens[: LONGEST + 1] if line else ()
    last = sum(line is not None and token.end <= line.end("place") for token in head)
    if not (last and line and annotated.tokens[last - 1].end == line.end("place")):
        return found
    name = _looked_up(annotated, 0, last, gazetteer, whole=True)
    whole = any(other.last >= last for other in found if other.first == 0)
    if whole or not (name.candidates or line["more"]):  # "BREAKING NEWS —"
        return found
    return [name, *(other for other in found if other.first >= last)]


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
        place = _looked_up(annotated, *bounds, gazetteer, whole=True)
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
    known = bool(name.candidates) or not _is_acronym(annotated, name.first, name.last)
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
    before = annotated.tokens[name.first - 1].text.lower() if name.first else ""
    several = name.last - name.first > 1 and not name.is_part and bool(name.candidates)
    return several and before in place_words("at")


def _split(
    annotated: Annotated, first: int, last: int, gazetteer: Gazetteer
) -> Iterator[PlaceName]:
    """A name, or the names that stand in a row where a text has lost its commas."""
    whole = _looked_up(annotated, first, last, gazetteer)
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
            name = _looked_up(annotated, first, end, gazetteer, whole=True)
            if _well_known(name.candidates):
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
    return token.text.islower() or low in _levels() or low in place_words("direction")


def _is_last_word(token: Token) -> bool:
    low = token.text.lower()
    kind = token.text.islower() and (
        low in _levels() or low in place_words("direction") or low in ENDS
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


def _looked_up(
    annotated: Annotated, first: int, last: int, gazetteer: Gazetteer, whole: bool = False
) -> PlaceName:
    """The name with its candidates; without a direction or a word for its kind where the whole
    name is unknown."""
    text = [token.text for token in annotated.tokens[first:last]]
    level = _level(annotated, first, last)
    fitting = _large if _is_acronym(annotated, first, last) else _fitting
    for part in _bare_forms(text):
        if candidates := fitting(gazetteer.find(_joined(part)), part):
            return PlaceName(first, last, fold(_joined(part)), level, candidates)
    for start, end in () if whole else _fragments(text):
        if candidates := _well_known(gazetteer.find(_joined(text[start:end]))):
            key = fold(_joined(text[start:end]))
            if level != "site":
                first, last = first + start, first + end
            return PlaceName(first, last, key, level, candidates, is_part=True)
    return PlaceName(first, last, fold(_joined(text)), level, ())


def _is_acronym(annotated: Annotated, first: int, last: int) -> bool:
    """Whether a name is letters such as "UAE", in a sentence that is not all capitals."""
    tokens = annotated.tokens
    text = tokens[first].text
    if last - first > 1 or not text.isupper() or len(text) > ACRONYM:
        return False
    sentence = annotated.sentences[tokens[first].sentence]
    after = tokens[last].text if last < len(tokens) else ""
    if first == sentence.first or after in (",", "("):  # a dateline: "HOMS, Syria"
        return False
    return any(token.text.islower() for token in annotated.sentence_tokens(sentence))


def _large(candidates: tuple[Candidate, ...], text: list[str]) -> tuple[Candidate, ...]:
    """What an acronym may mean: no town."""
    return tuple(place for place in candidates if place.level in ("country", "region", "admin1"))


def _joined(text: list[str]) -> str:
    return " ".join(text).replace(" - ", "-").replace(" 's", "'s").replace(" ’ ", "’")


def _bare_forms(text: list[str]) -> Iterator[list[str]]:
    """The name, and the name without a direction before it and a word for its kind behind it."""
    yield text
    bare = text[1:] if text[0].lower() in place_words("direction") else text
    bare = bare[1:] if bare and bare[0].lower() == "of" else bare
    if bare and bare is not text:
        yield bare
    if text[-1].endswith("s") and len(text[-1]) > len("Iraqs") - 1:
        yield [*text[:-1], text[-1][:-1]]  # "Syrias", in a text that has lost its apostrophes
    if len(bare) > 1 and _levels().get(bare[-1].lower().rstrip(".")) in ADMINISTRATIVE:
        yield bare[:-1]


def _fragments(text: list[str]) -> Iterator[tuple[int, int]]:
    """The beginnings of a name, the longest first, and its last word: "Henderson County Jail"."""
    size = len(text)
    parts = [(0, end) for end in range(size - 1, 0, -1)] + [(size - 1, size)] * (size > 1)
    yield from ((start, end) for start, end in parts if not _is_common(text[start:end]))


def _is_common(part: list[str]) -> bool:
    low = part[0].lower()
    return len(part) == 1 and (
        low in _no_places() or low in _levels() or low in place_words("direction")
    )


def _well_known(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """All that a part of a name may mean, if one of them is well known by it."""
    known = any(
        place.level in WELL_KNOWN
        or (place.rank != SHORT_FORM and place.population >= CITY)
        or (place.rank == 0 and (place.level == "admin2" or place.population >= LARGE))
        for place in candidates
    )
    return tuple(place for place in candidates if place.rank != SHORT_FORM) if known else ()


def _level(annotated: Annotated, first: int, last: int) -> str | None:
    """What the name says of itself ("Idlib province"), or the words around it ("the town of")."""
    tokens = annotated.tokens
    inner = _levels().get(tokens[last - 1].text.lower().rstrip(".")) if last - first > 1 else None
    after = tokens[last].text.lower() if last < len(tokens) else ""
    before = [token.text.lower() for token in tokens[max(0, first - 2) : first]]
    named = _levels().get(before[0]) if len(before) == 2 and before[1] == "of" else None
    return inner or named or (_levels().get(after) if tokens[first].text[0].isupper() else None)


def _fitting(candidates: tuple[Candidate, ...], text: list[str]) -> tuple[Candidate, ...]:
    """Without what two or three small letters cannot mean: "us" is no country."""
    word = "".join(text).replace(".", "")
    if len(word) <= 3 and not word.isupper() and "." not in "".join(text):
        return tuple(place for place in candidates if len(place.name) <= 3)
    return candidates


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
    name = _looked_up(annotated, first, last, gazetteer)
    if not name.candidates or name.candidates[0].rank == SHORT_FORM:
        return None
    if _is_listed_actor(annotated, name):
        return None
    before = annotated.tokens[first - 1].text.lower() if first else ""
    known = any(place.level in ("country", "capital", "region") for place in name.candidates)
    large = before in place_words("at") and any(
        place.population >= 1000 for place in name.candidates
    )
    if name.key in named and not name.is_part:
        return name
    return name if (known or large) and name.key not in _no_places() else None


@cache
def place_words(kind: str) -> frozenset[str]:
    """The words of one class beside a place name."""
    return frozenset(row["word"] for row in rows("en/places_words.tsv") if row["class"] == kind)


@cache
def _levels() -> dict[str, str]:
    levels = ("admin1", "admin2", "town", "site")
    return {word: level for level in levels for word in place_words(level)}


@cache
def _no_places() -> frozenset[str]:
    return words("en/places_not.tsv")
