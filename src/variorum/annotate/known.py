"""Bodies known by name, where a text in capitals hides that their words are a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from variorum.lexicon import rows, words
from variorum.lexicon.actors import listed, values
from variorum.lexicon.classes import classes
from variorum.lexicon.load import follows_lists
from variorum.model.annotation import Name, NameKind, Token
from variorum.model.value import ActorKind

_BODIES: Final = frozenset({ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.ORGANISATION})
_TABLES: Final = ("actors_ucdp.tsv", "actors_phoenix.tsv")
_SHORT: Final = 3  # letters; shorter ones are words too often
_MOSTLY: Final = 0.9  # of a sentence's words in capitals

Words = tuple[str, ...]


def mark_known(names: Iterable[Name], tokens: Sequence[Token]) -> tuple[Name, ...]:
    """The names, with the listed bodies that sentences in capitals name: "THE ELN", "SHINING
    PATH". A name that holds the whole of one stays as it is; one that cuts it gives way."""
    names = tuple(names)
    places = {name.first for name in names if name.kind is NameKind.PLACE}
    found = [
        one for one in _known_in(tokens) if one.last - one.first > 1 or one.first not in places
    ]
    kept = [name for name in names if not any(_gives_way(name, known) for known in found)]
    added = [known for known in found if not any(_meets(known, name) for name in kept)]
    return tuple(sorted((*kept, *added)))


def _gives_way(name: Name, known: Name) -> bool:
    wider = name.first <= known.first and known.last <= name.last
    longer = name.last - name.first > known.last - known.first
    return _meets(name, known) and not (wider and longer)


def _meets(one: Name, other: Name) -> bool:
    return one.first < other.last and other.first < one.last


def _known_in(tokens: Sequence[Token]) -> Iterator[Name]:
    known, reached = _known_names(), 0
    for at, token in enumerate(tokens):
        if at < reached or not token.text.isupper():
            continue
        for name in known.get(token.text.lower(), ()):
            last = at + len(name)
            if tuple(one.text.lower() for one in tokens[at:last]) == name:
                if len(name) == 1 and token.upos != "PROPN":
                    continue
                if _in_capitals(tokens, token.sentence, at):
                    yield Name(at, last, NameKind.ORGANISATION)
                    reached = last
                break


def _in_capitals(tokens: Sequence[Token], sentence: int, at: int) -> bool:
    """Whether the words around are in capitals too, so that those of a name tell nothing."""
    near = tokens[max(at - 12, 0) : at + 12]
    spelled = [one.text for one in near if one.sentence == sentence and one.text.isalpha()]
    return sum(map(str.isupper, spelled)) >= _MOSTLY * len(spelled) and len(spelled) > _SHORT


@follows_lists
def _known_names() -> Mapping[str, tuple[Words, ...]]:
    """The names of listed bodies, in small letters, by their first word; longer ones first."""
    found: dict[str, set[Words]] = {}
    for name in _listed_names():
        split = tuple(name.lower().replace("'", " '").split())
        if _is_telling(split):
            found.setdefault(split[0], set()).add(split)
    return {
        first: tuple(sorted(group, key=lambda n: (-len(n), n))) for first, group in found.items()
    }


def _listed_names() -> Iterator[str]:
    for one in listed():
        if one.kind in _BODIES:
            yield from one.aliases
    for table in _TABLES:
        for row in rows(table):
            if row["kind"] in _BODIES:
                yield from values(row["aliases"])


def _is_telling(name: Words) -> bool:
    """Whether a name can be nothing else: no short one, and no plain word."""
    if len(name) == 1:
        plain = name[0] in words("en/common_words.tsv") or name[0] in classes()
        plain = plain or name[0] in _given_names()
        return len(name[0]) >= _SHORT and not plain
    return any(word not in classes() for word in name)


@cache
def _given_names() -> frozenset[str]:
    names = (name for row in rows("en/given_names.tsv") for name in row["names"].split(";"))
    return frozenset(name.lower() for name in names)
