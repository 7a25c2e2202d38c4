"""Short made-up documents in which persons, places and bodies of one region stand in the open.

The sentences of names/scenes.tsv (news, datelines, headlines, live blogs, lists, everyday web
texts) are filled with names of one region after the other, so that each region's names are
seen as often, in the same surroundings. They carry names and no trees.
"""

import re
from collections.abc import Callable
from functools import cache
from random import Random

from training import names
from training.corpus import Article, Sentence
from variorum.annotate.tokenise import find_tokens

SLOT = re.compile(r"\{([a-z]+?)(\d?)\}")
PLAIN = "bare"
SENTENCES = (3, 4, 5, 6, 7)  # in a document
TWO_REGIONS = 0.25  # share of documents in which a second region's names stand too

Marked = tuple[str, str | None]  # a text, and the kind of name that it is


class Cast:
    """Who and what a made-up document speaks of: a slot asked for twice is the same name."""

    def __init__(self, rng: Random, regions: tuple[str, ...]) -> None:
        self._rng, self._regions = rng, regions
        self._known: dict[tuple[str, str], names.Person | str] = {}

    def fill(self, slot: str, number: str) -> list[Marked]:
        """The pieces that a slot makes room for: a name, after its article if it has one."""
        if slot in ("person", "short"):
            who = self._person(number)
            return [(who.full if slot == "person" else who.short, "PER")]
        text = self._named(slot, number)
        article = names.ARTICLE if text.startswith(names.ARTICLE) else ""
        return [(article, None), (text.removeprefix(article), KINDS[slot])]

    def _person(self, number: str) -> names.Person:
        who = self._known.setdefault(("person", number), names.person(self._rng, self._region()))
        assert isinstance(who, names.Person)
        return who

    def _named(self, slot: str, number: str) -> str:
        text = self._known.setdefault((slot, number), MADE[slot](self._rng, self._region()))
        assert isinstance(text, str)
        return text

    def _region(self) -> str:
        return self._rng.choice(self._regions)


def scenes(rng: Random, count: int) -> list[Article]:
    """So many documents; every region has as many."""
    regions = names.regions()
    return [scene(rng, regions[number % len(regions)]) for number in range(count)]


def scene(rng: Random, region: str) -> Article:
    """A document of a few sentences with names of a region, and sometimes of another."""
    other = (rng.choice(names.regions()),) if rng.random() < TWO_REGIONS else ()
    cast = Cast(rng, (region, region, *other))
    lines = rng.choices(_lines(), k=rng.choice(SENTENCES))
    return Article("scene", tuple(stage(line, cast) for line in lines))


def stage(line: str, cast: Cast) -> Sentence:
    """The sentence with names in its slots, cut into words as the annotator does."""
    pieces: list[Marked] = []
    end = 0
    for slot in SLOT.finditer(line):
        pieces += [(line[end : slot.start()], None), *cast.fill(*slot.groups())]
        end = slot.end()
    return _sentence([*pieces, (line[end:], None)])


def _sentence(pieces: list[Marked]) -> Sentence:
    text, spans = "", []
    for piece, kind in pieces:
        part = piece if text else piece[:1].upper() + piece[1:]
        spans.append((len(text), len(text) + len(part), kind))
        text += part
    tokens = find_tokens(text)
    tags = ["O"] * len(tokens)
    for start, end, kind in spans:
        inside = [n for n, (first, last) in enumerate(tokens) if first < end and last > start]
        for place, number in enumerate(inside if kind else ()):
            tags[number] = f"{'I' if place else 'B'}-{kind}"
    return Sentence(tuple(text[start:end] for start, end in tokens), None, tuple(tags))


@cache
def _lines() -> tuple[str, ...]:
    return tuple(line for lines in names.read_list("scenes").values() for line in lines)


def _body(rng: Random, region: str) -> str:
    """A body with its article, if it has one."""
    if rng.random() < 0.4:
        return names.ARTICLE + names.body(rng, region, "the")
    return names.body(rng, region, PLAIN)


def _bare(rng: Random, region: str) -> str:
    return names.body(rng, region, rng.choice(("the", PLAIN, PLAIN)))


MADE: dict[str, Callable[[Random, str], str]] = {
    "place": names.place,
    "org": _body,
    "bare": _bare,
    "shop": lambda rng, region: names.body(rng, region, "shop"),
    "thing": lambda rng, _: names.coined(rng),
}
KINDS: dict[str, str | None] = {"place": "LOC", "org": "ORG", "bare": "ORG", "shop": "ORG"}
KINDS |= {"thing": None}
