"""Look a place name up: its spellings, its parts, and the level that its own words say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from variorum.lexicon import rows, words
from variorum.model.annotation import Annotated
from variorum.resolve.gazetteer import Candidate, Gazetteer
from variorum.resolve.gazetteer_build import fold

ACRONYM: Final = 5  # letters
CITY: Final = 100_000  # inhabitants
LARGE: Final = 15_000  # inhabitants of a town that may stand for an unknown name it is part of
WELL_KNOWN: Final = frozenset({"country", "capital", "admin1", "region"})
SHORT_FORM: Final = 2  # rank of "Ga."
ADMINISTRATIVE: Final = frozenset({"admin1", "admin2", "town"})


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


def looked_up(
    annotated: Annotated, first: int, last: int, gazetteer: Gazetteer, whole: bool = False
) -> PlaceName:
    """The name with its candidates; without a direction or a word for its kind where the whole
    name is unknown."""
    text = [token.text for token in annotated.tokens[first:last]]
    level = _level(annotated, first, last)
    fitting = _large if is_acronym(annotated, first, last) else _fitting
    for part in _bare_forms(text):
        candidates = fitting(gazetteer.find(_joined(part)), part)
        if f"{part[-1]}s" == text[-1]:  # a village's name is not made out by taking a letter away
            candidates = well_known(candidates)
        if candidates:
            return PlaceName(first, last, fold(_joined(part)), level, candidates)
    for start, end in () if whole else _fragments(text):
        if candidates := well_known(gazetteer.find(_joined(text[start:end]))):
            key = fold(_joined(text[start:end]))
            if level != "site":
                first, last = first + start, first + end
            return PlaceName(first, last, key, level, candidates, is_part=True)
    return PlaceName(first, last, fold(_joined(text)), level, ())


def is_acronym(annotated: Annotated, first: int, last: int) -> bool:
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
    if len(bare) > 1 and levels().get(bare[-1].lower().rstrip(".")) in ADMINISTRATIVE:
        yield bare[:-1]


def _fragments(text: list[str]) -> Iterator[tuple[int, int]]:
    """The beginnings of a name, the longest first, and its last word: "Henderson County Jail"."""
    size = len(text)
    parts = [(0, end) for end in range(size - 1, 0, -1)] + [(size - 1, size)] * (size > 1)
    whole = ((start, end) for start, end in parts if "-" not in text[end - 1 : end])
    yield from ((start, end) for start, end in whole if not _is_common(text[start:end]))


def _is_common(part: list[str]) -> bool:
    low = part[0].lower()
    return len(part) == 1 and (
        low in no_places() or low in levels() or low in place_words("direction")
    )


def well_known(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
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
    inner = levels().get(tokens[last - 1].text.lower().rstrip(".")) if last - first > 1 else None
    after = tokens[last].text.lower() if last < len(tokens) else ""
    before = [token.text.lower() for token in tokens[max(0, first - 2) : first]]
    named = levels().get(before[0]) if len(before) == 2 and before[1] == "of" else None
    if named and first > 2 and tokens[first - 3].text[0].isupper():  # "the Orm district of Tarn"
        named = None
    return inner or named or (levels().get(after) if tokens[first].text[0].isupper() else None)


def _fitting(candidates: tuple[Candidate, ...], text: list[str]) -> tuple[Candidate, ...]:
    """Without what two or three small letters cannot mean: "us" is no country."""
    word = "".join(text).replace(".", "")
    if len(word) <= 3 and not word.isupper() and "." not in "".join(text):
        return tuple(place for place in candidates if len(place.name) <= 3)
    return candidates


@cache
def place_words(kind: str) -> frozenset[str]:
    """The words of one class beside a place name."""
    return frozenset(row["word"] for row in rows("en/places_words.tsv") if row["class"] == kind)


@cache
def levels() -> dict[str, str]:
    levels = ("admin1", "admin2", "town", "site")
    return {word: level for level in levels for word in place_words(level)}


@cache
def no_places() -> frozenset[str]:
    return words("en/places_not.tsv")
