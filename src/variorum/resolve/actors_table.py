"""The names that are known beforehand: countries, seats of government, groups, persons.

Facts from lexicon/countries.tsv, actors_own.tsv, actors_ucdp.tsv, actors_phoenix.tsv, leaders.tsv
and en/partisan.tsv; each file names its origin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from variorum import lexicon
from variorum.lexicon.actors import listed, targets, values
from variorum.lexicon.load import follows_lists
from variorum.model.value import ActorKind

Words = tuple[str, ...]


class Sort(IntEnum):
    """What an entry is good for; the lower wins where one name has two entries."""

    COUNTRY = 0
    ADJECTIVE = 1
    PEOPLE = 2
    SEAT = 3
    PARTISAN = 4
    NAME = 5
    PERSON = 6
    OUTSIDE = 7  # from the long lists of others: counts only beside its country


class Known(NamedTuple):
    """One name of one actor.

    `written`: the name as the list writes it. `near`: ISO codes of which one must be named in the
    text; empty: none. `capitals`: which of its words are written with a capital. `row`: the line
    of the list that has it.
    """

    written: str
    actor: str
    kind: ActorKind
    country: str | None
    sort: Sort
    near: frozenset[str]
    capitals: tuple[bool, ...]
    row: lexicon.Row | None  # None: a name that only the text has


class Table(NamedTuple):
    """Every known name by its folded words; `lengths`: for a first word the lengths to try."""

    names: Mapping[Words, tuple[Known, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    adjectives: Mapping[str, str]  # country name -> the adjective we write
    surnames: Mapping[str, tuple[Known, ...]]
    small_starts: frozenset[str]  # first words that some name writes small
    terms: Mapping[str, tuple[str, str]]  # person -> first and last day of office, ISO, "" open
    offices: Mapping[tuple[str, str], tuple[str, ...]]  # country code and office -> its holders
    rulers: frozenset[str]  # persons who head or headed a state
    all_words: frozenset[str]
    last_words: frozenset[str]


KEPT_WORDS: Final = 1 << 14

_SPLIT: Final = re.compile(r"[^\w]+|_")
_APOSTROPHES: Final = str.maketrans("", "", "'’‘`ʿʾ.")


@lru_cache(KEPT_WORDS)
def fold(text: str) -> str:
    """Lower case, without accents, full stops and apostrophes.

    >>> fold("Türkiye"), fold("U.S."), fold("Qa’ida")
    ('turkiye', 'us', 'qaida')
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_APOSTROPHES)


def split(text: str) -> Words:
    """The folded words of a name; hyphens divide, a possessive "s" stands alone.

    >>> split("Lord's Resistance Army"), split("al-Qa'ida")
    (('lord', 's', 'resistance', 'army'), ('al', 'qaida'))
    """
    apart = re.sub(r"['’]s\b", " s", text)
    return tuple(word for word in _SPLIT.split(fold(apart)) if word)


def is_short_form(text: str) -> bool:
    """Whether a name is written in capitals, as "SDF" or "U.N." are."""
    return len(text) <= 8 and text.isupper() and " " not in text


@follows_lists
def table() -> Table:
    """The known names, read once for each set of lists."""
    found: dict[Words, list[Known]] = {}
    for known in [
        *_countries(),
        *_peoples(),
        *_own(),
        *_partisan(),
        *_persons(),
        *_outside(),
    ]:
        for words in _spellings(split(known.written)):
            found.setdefault(words, []).append(known)
    names = {words: tuple(sorted(some, key=_rank)) for words, some in found.items() if words}
    small = frozenset(
        words[0] for words, some in names.items() for one in some if not one.capitals[0]
    )
    return Table(
        names=names,
        lengths=_lengths(names),
        adjectives=_adjectives(),
        surnames=_surnames(names),
        small_starts=small,
        terms={row["actor"]: (row["from"], row["to"]) for row in lexicon.rows("leaders.tsv")},
        offices=_offices(),
        rulers=_rulers(),
        all_words=frozenset(
            word for some in names.values() for one in some for word in split(one.written)
        ),
        last_words=frozenset(words[-1] for words in names),
    )


def _spellings(words: Words) -> Iterator[Words]:
    """The words of a name, and as texts print them that have lost its apostrophe."""
    yield words
    if "s" in words[1:]:
        at = words.index("s", 1)
        yield (*words[: at - 1], f"{words[at - 1]}s", *words[at + 1 :])


def _rank(known: Known) -> tuple[bool, int]:
    """A user's own names stand before ours."""
    return known.row is None or known.row.list in _SHIPPED, known.sort


_SHIPPED: Final = frozenset({
    "countries.tsv", "actors_own.tsv", "actors_ucdp.tsv", "actors_phoenix.tsv", "leaders.tsv",
    "en/partisan.tsv", "en/actor_peoples.tsv",
})  # fmt: skip


def _lengths(names: Iterable[Words]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for words in names:
        found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(some, reverse=True)) for first, some in found.items()}


def _surnames(names: Mapping[Words, Sequence[Known]]) -> dict[str, tuple[Known, ...]]:
    found: dict[str, list[Known]] = {}
    for words, some in names.items():
        for known in some:
            if known.sort is Sort.PERSON and len(words) > 1:
                found.setdefault(words[-1], []).append(known)
    return {word: tuple(some) for word, some in found.items()}


def _peoples() -> Iterator[Known]:
    for row in lexicon.rows("en/actor_peoples.tsv"):
        if people := row["people"]:
            yield _known(people, people, ActorKind.PEOPLE, "", Sort.PEOPLE, row)


_RULING: Final = frozenset({
    "president", "prime minister", "chancellor", "king", "supreme leader", "leader",
    "crown prince", "chairman of the Sovereign Council",
})  # fmt: skip


def _rulers() -> frozenset[str]:
    return frozenset(
        row["actor"] for row in lexicon.rows("leaders.tsv")
        if row["office"] in _RULING and row["country"]
    )  # fmt: skip


def _offices() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in lexicon.rows("leaders.tsv"):
        key = row["country"], row["office"]
        found[key] = (*found.get(key, ()), row["actor"])
    return found


def _adjectives() -> dict[str, str]:
    return {
        row["name"]: values(row["adjective"])[0]
        for row in lexicon.rows("countries.tsv")
        if row["adjective"]
    }


def _known(
    written: str,
    actor: str,
    kind: ActorKind,
    country: str,
    sort: Sort,
    row: lexicon.Row,
    near: Iterable[str] = (),
) -> Known:
    words = [word for word in _SPLIT.split(_apart(written)) if word]
    capitals = tuple(word[:1].isupper() and word not in _ARTICLES for word in words)
    only = country if len(country) == 2 else None
    return Known(written, actor, kind, only, sort, frozenset(near), capitals, row)


_ARTICLES: Final = frozenset({"Al", "El", "Ad", "Ar", "As", "Ash", "An", "Az"})  # of Arabic names


def _apart(written: str) -> str:
    return re.sub(r"['’]s\b", " s", written).translate(_APOSTROPHES)


_COUNTRY_CELLS: Final = (
    ("name", Sort.COUNTRY, ActorKind.STATE),
    ("other", Sort.COUNTRY, ActorKind.STATE),
    ("seat", Sort.SEAT, ActorKind.STATE),
    ("adjective", Sort.ADJECTIVE, ActorKind.STATE),
)


def _countries() -> Iterator[Known]:
    for row in lexicon.rows("countries.tsv"):
        for cell, sort, kind in _COUNTRY_CELLS:
            for written in values(row[cell]):
                yield _known(written, row["name"], kind, row["iso"], sort, row)
        for written in values(row["people"]) or [f"{a}s" for a in values(row["adjective"])]:
            yield _known(written, f"people of {row['name']}", ActorKind.PEOPLE, row["iso"],
                         Sort.PEOPLE, row)  # fmt: skip


def _own() -> Iterator[Known]:
    for one in listed():
        sort = Sort.PERSON if one.kind is ActorKind.PERSON else Sort.NAME
        for written in one.aliases:
            near = values(one.country) if len(written) == 2 and one.is_ours else ()
            yield _known(written, one.actor, one.kind, one.country, sort, one.row, near)
        for written in one.partisan:
            yield _known(written, one.actor, one.kind, one.country, Sort.PARTISAN, one.row,
                         one.near)  # fmt: skip


def _partisan() -> Iterator[Known]:
    for row in lexicon.rows("en/partisan.tsv"):
        kind, country = targets()[row["target"]]
        for written in values(row["names"]):
            for spelling in _possessives(written):
                yield _known(spelling, row["target"], kind, country, Sort.PARTISAN,
                             row, values(row["near"]))  # fmt: skip


def _possessives(written: str) -> list[str]:
    """A name of two words, and with an "'s" between: "regime thugs", "regime's thugs"."""
    first, _, second = written.partition(" ")
    plain = second.isalpha() and first.isalpha()
    return [written, f"{first}'s {second}"] if plain else [written]


def _persons() -> Iterator[Known]:
    for row in lexicon.rows("leaders.tsv"):
        full = [row["actor"], *values(row["aliases"])]
        short = [name.replace(" al-", " ") for name in full if " al-" in name]
        for written in [*full, *short]:
            yield _known(written, row["actor"], ActorKind.PERSON, row["country"], Sort.PERSON, row)


def _outside() -> Iterator[Known]:
    taken = {split(known.written) for known in [*_countries(), *_peoples(), *_own()]}
    for name in ("actors_ucdp.tsv", "actors_phoenix.tsv"):
        for row in lexicon.rows(name):
            near = values(row["country"])
            for written in values(row["aliases"]):
                words = split(written)
                if words and words not in taken and (near or len(words) > 1):
                    yield _known(written, row["actor"], ActorKind(row["kind"]), row["country"],
                                 Sort.OUTSIDE, row, near if len(words) < 3 else ())  # fmt: skip
