"""The actors that are known by name (lexicon/actors_own.tsv), and those a user adds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from variorum.lexicon.load import Added, Row, follows_lists, read_added, rows
from variorum.model.value import ActorKind

ACTORS: Final = "actors_own.tsv"


class Listed(NamedTuple):
    """One line of the list. `aliases`: names in common use; `partisan`: names that only one side
    uses; `near`: codes of countries of which the text must name one for the latter to count."""

    actor: str
    kind: ActorKind
    country: str
    aliases: tuple[str, ...]
    partisan: tuple[str, ...]
    near: tuple[str, ...]
    row: Row

    @property
    def is_ours(self) -> bool:
        """Whether the line ships with the package."""
        return self.row.list == ACTORS


@follows_lists
def listed() -> tuple[Listed, ...]:
    """The actors of the list, a user's first."""
    return tuple(map(_read, rows(ACTORS)))


def read_actors(path: Path) -> Added:
    """A user's own list of actors, each entry checked.

    Its columns are those of the list that ships; all but `actor` may be left out, and `kind` only
    where the list that ships has the actor or state. Raises BadList, naming file, line and what was
    expected.
    """
    added = read_added(path, ACTORS)
    for row in added.rows:
        _check(row)
    return added


def _read(row: Row) -> Listed:
    kind, country = targets().get(row["actor"], (None, ""))
    names = values(row["aliases"])
    return Listed(
        row["actor"], ActorKind(row["kind"]) if row["kind"] else kind or ActorKind.UNKNOWN,
        row["country"] or country,
        names if row.list == ACTORS else tuple(dict.fromkeys((row["actor"], *names))),
        values(row["partisan"]), values(row["near"]), row,
    )  # fmt: skip


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell, between semicolons.

    >>> values("PKK; Kurdistan Workers' Party;")
    ('PKK', "Kurdistan Workers' Party")
    """
    return tuple(value for value in (part.strip() for part in cell.split(";")) if value)


@cache
def targets() -> dict[str, tuple[ActorKind, str]]:
    """Kind and country code of the actors and states that ship: whom a partisan name may mean."""
    states = {row["name"]: (ActorKind.STATE, row["iso"]) for row in rows("countries.tsv")}
    ours = (row for row in rows(ACTORS) if row.list == ACTORS)
    return states | {row["actor"]: (ActorKind(row["kind"]), row["country"]) for row in ours}


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["iso"] for row in rows("countries.tsv"))


def _check(row: Row) -> None:
    kinds = [str(kind) for kind in ActorKind]
    if row["kind"] not in kinds and (row["kind"] or row["actor"] not in targets()):
        raise row.bad(f"as kind one of {', '.join(kinds)}")
    for column in ("country", "near"):
        for code in values(row[column]):
            if code not in _codes():
                raise row.bad(f"as {column} codes of ISO 3166-1 such as UA, not {code!r}")
    for name in (row["actor"], *values(row["aliases"]), *values(row["partisan"])):
        if not any(letter.isalnum() for letter in name):
            raise row.bad(f"names with letters, not {name!r}")
