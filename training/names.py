"""Made-up names of persons, places and bodies, in the manner of eleven regions of the world.

The lists under names/ hold facts (names in common use); what is put together from them
names nobody. Every region has the same share, whatever the length of its lists.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "names"
ORDINALS = "1st 2nd 3rd 4th 5th 7th 9th 10th 14th 17th 22nd 36th 53rd 72nd 101st First Second Third"
SLOT = re.compile(r"\{(\w+)(\[0\])?\}")
SPLIT = re.compile(r"-|'s\b|[^\s'-]+(?:'(?!s\b)[^\s'-]+)*")
ARTICLE = "the "
KNOWN_TOWN = 0.6  # share of places that are real ones, not made up
OWN_LANGUAGE = {"the": 0.15, "bare": 0.6}  # share of bodies named in their own language
FULL_NAME = 0.75  # share of persons named in full, where one name would do

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """Names and their patterns by region, patterns of English names by use, and fillers."""

    given: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    shapes: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    toponyms: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, tuple[str, ...]]
    slots: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name, and what a text calls the person the second time."""

    full: str
    short: str


@cache
def lists() -> Lists:
    """The lists that ship beside this module."""
    return Lists(**{name: read_list(name) for name in Lists.__slots__})


def read_list(name: str) -> Mapping[str, tuple[str, ...]]:
    """The texts of names/NAME.tsv by their key, in order."""
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line[:1] != "#"]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, entry in (row.split("\t") for row in rows[1:]):
        found[key].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def regions() -> list[str]:
    """The regions that the lists know."""
    return sorted(lists().given)


def split(name: str) -> Words:
    """The words of a name as the tokeniser has them.

    >>> split("Min-jun O'Brien's")
    ('Min', '-', 'jun', "O'Brien", "'s")
    """
    return tuple(SPLIT.findall(name))


def person(rng: Random, region: str) -> Person:
    """A person of a region."""
    shape = rng.choice(lists().shapes[region])
    drawn: list[tuple[str, str]] = []
    full = SLOT.sub(lambda slot: _note(slot, rng, region, drawn), shape)
    surnames = [text for slot, text in drawn if slot == "surname"]
    return Person(full, _short(full, surnames[-1] if surnames else drawn[-1][1]))


def _short(full: str, drawn: str) -> str:
    """The surname where it stands by itself, else the last word: "Karimoğlu"."""
    alone = f" {drawn} " in f" {full} "
    return drawn if alone else full.rsplit(" ", 1)[-1]


def any_person(rng: Random, region: str) -> str:
    """A person of a region, named in full or not."""
    named = person(rng, region)
    return named.full if rng.random() < FULL_NAME else named.short


def place(rng: Random, region: str) -> str:
    """A town, province or country, real or made up."""
    if rng.random() < KNOWN_TOWN:
        return rng.choice(lists().places[region]).replace(" - ", "-")
    return _capital(_fill(rng.choice(lists().toponyms[region]), rng, region))


def body(rng: Random, region: str, kind: str) -> str:
    """A ministry, army unit, armed group, party, outlet, company or acronym.

    ``kind`` is "the" for one that follows an article, "bare" for one that does not, "shop"
    for the firms and schools of everyday texts.
    """
    if rng.random() < OWN_LANGUAGE.get(kind, 0.0):
        return native_body(rng, region)
    return _fill(rng.choice(lists().patterns[kind]), rng, region)


def native_body(rng: Random, region: str) -> str:
    """A body named in a language of its region."""
    return _fill(rng.choice(lists().bodies[region]), rng, region)


def coined(rng: Random) -> str:
    """A made-up word such as products and companies have for names."""
    first, second = rng.choice(lists().slots["syllable"]), rng.choice(lists().slots["syllable"])
    return _capital(first + rng.choice(("", second)) + rng.choice(lists().slots["tail"]))


def _fill(pattern: str, rng: Random, region: str) -> str:
    return SLOT.sub(lambda slot: _note(slot, rng, region, []), pattern)


def _note(slot: re.Match[str], rng: Random, region: str, drawn: list[tuple[str, str]]) -> str:
    """What fills a slot, noted in ``drawn``; "[0]" asks for its first letter alone."""
    name, initial = slot.groups()
    text = DRAWN[name](rng, region) if name in DRAWN else rng.choice(_fillers(name))
    if initial:
        return text[0]
    drawn.append((name, text))
    return text


def _fillers(slot: str) -> tuple[str, ...]:
    return lists().slots.get(slot) or lists().words[slot]


def _capital(text: str) -> str:
    small = text.startswith(("al-", "el-"))
    return text if small else text[:1].upper() + text[1:]


def _acronym(rng: Random) -> str:
    return "".join(rng.choices("ABCDEFGHIJKLMNOPRSTUVWY", k=rng.choice((3, 3, 3, 4, 4, 2))))


DRAWN: dict[str, Callable[[Random, str], str]] = {
    "given": lambda rng, region: rng.choice(lists().given[region]),
    "surname": lambda rng, region: rng.choice(lists().surnames[region]),
    "place": place,
    "native": native_body,
    "acronym": lambda rng, _: _acronym(rng),
    "coin": lambda rng, _: coined(rng),
    "ordinal": lambda rng, _: rng.choice(ORDINALS.split()),
    "number": lambda rng, _: str(rng.randrange(2, 200)),
}
