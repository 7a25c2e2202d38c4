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
MIDDLE = {"arabic": ("bin", "ibn", "Abu"), "european": ("von", "van", "de"), "hebrew": ("ben",)}
SLOT = re.compile(r"\{(\w+)\}")
SPLIT = re.compile(r"-|'s\b|[^\s'-]+(?:'(?!s\b)[^\s'-]+)*")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """Names by region, patterns of bodies by whether they follow an article, and fillers."""

    given: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, tuple[str, ...]]
    slots: Mapping[str, tuple[str, ...]]


@cache
def lists() -> Lists:
    """The lists that ship beside this module."""
    names = ("given", "surnames", "places", "patterns", "slots")
    return Lists(*(_read(FOLDER / f"{name}.tsv") for name in names))


def split(name: str) -> Words:
    """The words of a name as the tokeniser has them.

    >>> split("Min-jun O'Brien's")
    ('Min', '-', 'jun', "O'Brien", "'s")
    """
    return tuple(SPLIT.findall(name))


def person(rng: Random) -> Words:
    """A person: given name and surname, or one of them, or with a particle or an initial."""
    region = rng.choice(sorted(lists().given))
    given = rng.choice(lists().given[region])
    surname = rng.choice(lists().surnames[region])
    between = rng.choice(MIDDLE.get(region, ("",)))
    other = rng.choice(lists().given[region])
    shapes = (
        *[f"{given} {surname}"] * 11,
        *[surname] * 5,
        given,
        f"{given} {other} {surname}",
        f"{given} {between} {other}" if between else f"{given} {surname}",
        f"{given} {other[0]}. {surname}",
    )
    return split(rng.choice(shapes))


def place(rng: Random) -> Words:
    """A town, province or country."""
    return split(_place(rng))


def body(rng: Random, after_article: bool) -> Words:
    """A ministry, army unit, armed group, party, outlet, company or acronym."""
    pattern = rng.choice(lists().patterns["the" if after_article else "bare"])
    return split(SLOT.sub(lambda slot: _fill(slot[1], rng), pattern))


def _fill(slot: str, rng: Random) -> str:
    if slot in DRAWN:
        return DRAWN[slot](rng)
    return rng.choice(lists().slots[slot])


def _place(rng: Random) -> str:
    return rng.choice(lists().places[rng.choice(sorted(lists().places))])


def _surname(rng: Random) -> str:
    return rng.choice(lists().surnames[rng.choice(sorted(lists().surnames))])


def _acronym(rng: Random) -> str:
    return "".join(rng.choices("ABCDEFGHIJKLMNOPRSTUVWY", k=rng.choice((3, 3, 3, 4, 4, 2))))


DRAWN: dict[str, Callable[[Random], str]] = {
    "place": _place,
    "surname": _surname,
    "acronym": _acronym,
    "ordinal": lambda rng: rng.choice(ORDINALS.split()),
}


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, text in (row.split("\t") for row in rows[1:]):
        found[key].append(text)
    return {key: tuple(texts) for key, texts in found.items()}
