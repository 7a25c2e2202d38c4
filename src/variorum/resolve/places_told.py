"""Places that the words before them tell of, whatever the tagger made of the name and whether or
not a list has it: "the village of Orm", "the mayor of Orm"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.model.annotation import Annotated
from variorum.resolve.gazetteer import Gazetteer
from variorum.resolve.places_lookup import PlaceName, looked_up, no_places, place_words

LONGEST: Final = 4  # tokens


def told(annotated: Annotated, known: frozenset[str], gazetteer: Gazetteer) -> Iterator[PlaceName]:
    """The names behind "the village of" and the like (lexicon/en/places_words.tsv: holder), and
    where else they stand."""
    found = [
        looked_up(annotated, token.index + 2, last, gazetteer)
        for token in annotated.tokens[:-2]
        if token.text.lower() in place_words("holder")
        and annotated.tokens[token.index + 1].text.lower() == "of"
        and (last := _end_of_name(annotated, token.index + 2)) is not None
    ]
    named = {name.key for name in found if name.key not in no_places()}
    yield from (name for name in found if name.key in named)
    for name in annotated.names:
        again = looked_up(annotated, name.first, name.last, gazetteer)
        if again.key in named:
            yield again


def _end_of_name(annotated: Annotated, first: int) -> int | None:
    """The end of the capitalised words that begin at a token; None in a text of capitals."""
    last = first
    sentence = annotated.sentences[annotated.tokens[first].sentence]
    for token in annotated.tokens[first : min(first + LONGEST, sentence.last)]:
        if not token.text[:1].isupper() or token.upos not in ("PROPN", "NOUN", "ADJ"):
            break
        last = token.index + 1
    words = annotated.tokens[first:last]
    return last if words and not all(token.text.isupper() for token in words) else None
