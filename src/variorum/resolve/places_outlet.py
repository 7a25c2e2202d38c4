"""Where an outlet is at home, by its name and its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from variorum.model.document import Document
from variorum.resolve.gazetteer import Gazetteer
from variorum.resolve.gazetteer_build import fold
from variorum.resolve.places_lookup import PlaceName, place_words

DOMAINS: Final = {"uk": "GB"}
SOLD_DOMAINS: Final = frozenset(
    "ai am cc co eu fm gg io la ly me su to tv ws".split()  # noqa: SIM905 - a list of endings
)
SECOND_LEVEL: Final = frozenset({"com", "co", "org", "net", "gov", "ac", "edu"})
SHORTEST: Final = 4  # letters of a place in an address
LONG: Final = 2  # letters; a shorter word of newspapers ("is") ends no word
LEAST: Final = 3000  # inhabitants of a town that has an outlet of its own
LEVELS: Final = frozenset({"country", "capital", "admin1", "admin2", "region"})


def outlet_country(document: Document) -> str | None:
    """The country whose domain the outlet's address ends in: "herald.co.uk" is of GB."""
    end = _host(document).rpartition(".")[2]
    if len(end) != 2 or not end.isalpha() or end in SOLD_DOMAINS:
        return None
    return DOMAINS.get(end, end.upper())


def outlet_places(document: Document, gazetteer: Gazetteer) -> tuple[PlaceName, ...]:
    """The places that the outlet is named after: Paris for "parisbeacon.com" and "The Paris News";
    which Paris is not said."""
    found: dict[str, PlaceName] = {}
    for words in _names(document):
        for name in _places_in(words, gazetteer):
            found.setdefault(name.key, name)
    return tuple(found.values())


def _host(document: Document) -> str:
    return re.sub(r"^[a-z]+://|[/:?#].*$", "", (document.url or document.source or "").lower())


def _names(document: Document) -> Iterator[list[str]]:
    """The words of an outlet's name, and of each part of its address."""
    if document.source and "." not in document.source:
        yield document.source.lower().split()
    labels = _host(document).split(".")[:-1] if "." in _host(document) else []
    yield from (re.split("[-_]", label) for label in labels if label not in SECOND_LEVEL)


def _places_in(words: list[str], gazetteer: Gazetteer) -> Iterator[PlaceName]:
    press = place_words("press")
    proper = [part for word in words for part in _without_press(word) if part not in press]
    for first in range(len(proper)):
        for last in range(len(proper), first, -1):
            if name := _known(" ".join(proper[first:last]), gazetteer):
                yield name
                return


def _without_press(word: str) -> Iterator[str]:
    """A word of an address without words of newspapers around it: "theparisnews"."""
    every = sorted(place_words("press"), key=len, reverse=True)
    ends = "|".join(press for press in every if len(press) > LONG)
    cut = re.fullmatch(rf"(?:{'|'.join(every)})*(?P<rest>.+?)(?:{ends})*", word)
    yield cut["rest"] if cut else word


def _known(name: str, gazetteer: Gazetteer) -> PlaceName | None:
    if len(name) < SHORTEST:
        return None
    spaced = (f"{name[:at]} {name[at:]}" for at in range(3, len(name) - 2) if " " not in name)
    for spelling in (name, *spaced):  # "kansascity"
        some = tuple(
            place
            for place in gazetteer.find(spelling)
            if place.level in LEVELS or place.population >= LEAST
        )
        if some:
            return PlaceName(-1, -1, fold(spelling), None, some)
    return None
