"""The words that tell of events, by the form in which they stand (lexicon/en/events.tsv)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from variorum.lexicon.classes import known_classes
from variorum.lexicon.forms import noun_forms, verb_forms
from variorum.lexicon.load import Added, Row, follows_lists, read_added, rows
from variorum.model.record import EventType

EVENTS: Final = "en/events.tsv"
NO_EVENT: Final = "-"
ANYTHING: Final = "any"
EFFECTS: Final = ("killed", "injured", "abducted", "arrested", "detained", "displaced")
ROLES: Final = frozenset({"agent", "recipient", "instrument", "-"})
MODES: Final = {
    "retreat": "withdraw release disarm ceasefire access resign",
    "consult": "visit third-party multilateral phone",
    "request": "assist change yield meet",
    "accuse": "disapprove investigate allege",
    "reject": "assist change yield meet",
    "threaten": "restrict arrest relations expel territory violence",
    "protest": "demo riot strike hunger boycott obstruct",
    "sanction": "convict expel withdraw discontinue",
    "mobilize": "troops weapons police militia",
    "coerce": "seize restrict censor curfew martial-law arrest deport withhold misinformation "
    "cyber",
    "assault": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}
_USUAL: Final = {
    "verb": ("agent", "recipient"), "noun": ("recipient", "agent"), "adj": ("recipient", "-"),
}  # fmt: skip
PREPOSITIONS: Final = frozenset(
    [
        "of",
        "on",
        "against",
        "at",
        "for",
        "with",
        "to",
        "in",
        "into",
        "from",
        "by",
        "over",
        "between",
    ]
)


class Kind(StrEnum):
    """The part of speech of a trigger."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adj"


class Where(StrEnum):
    """Where a context looks for its words."""

    OBJECT = "object"
    SUBJECT = "subject"
    OF = "of"
    BEFORE = "before"
    NEAR = "near"
    TEXT = "text"
    CLAUSE = "clause"


class Context(NamedTuple):
    """Words (in any form) or classes that stand at a place beside a trigger."""

    where: Where
    words: frozenset[str]
    classes: frozenset[str]


class Entry(NamedTuple):
    """One line of the list.

    `parts`: for each word of it the forms it may take; `head`: which of them is the trigger.
    `first`, `second`: the roles that "roles" gives. `list`: the file it stands in; `origin`: as
    that file has it.
    """

    word: str
    kind: Kind
    type: str
    mode: str | None
    effect: str | None
    first: str
    second: str
    to: frozenset[str]
    needs: tuple[Context, ...]
    bars: tuple[Context, ...]
    parts: tuple[frozenset[str], ...]
    head: int
    list: str
    origin: str


@follows_lists
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Entries by each form of their first word (of nouns: as it stands), the most telling first:
    more words before fewer, a user's own before those that ship, with a context before without."""
    found: dict[str, list[Entry]] = {}
    for row in rows(EVENTS):
        entry = read_entry(row)
        for form in entry.parts[0]:
            found.setdefault(form, []).append(entry)
    return {form: tuple(sorted(group, key=_telling)) for form, group in found.items()}


@follows_lists
def effects() -> Mapping[str, str]:
    """What becomes of the recipient, by each form of a word, or of words that stand together."""
    known: dict[str, str] = {}
    for form, group in entries().items():
        for entry in group:
            if entry.effect:
                rest = entry.word.split()[1:]
                known.setdefault(" ".join((form, *rest)), entry.effect)
    return known


@follows_lists
def event_nouns() -> frozenset[str]:
    """The nouns, in each form, that alone may tell of an event."""
    return frozenset(
        form
        for form, group in entries().items()
        if any(entry.kind is Kind.NOUN and len(entry.parts) == 1 for entry in group)
    )


def read_events(path: Path) -> Added:
    """A user's own list of event words, each entry checked.

    Raises BadList, naming file, line and what was expected.
    """
    added = read_added(path, EVENTS)
    for row in added.rows:
        read_entry(row)
    return added


def _telling(entry: Entry) -> tuple[int, bool, int]:
    return -len(entry.parts), entry.list == EVENTS, -len(entry.needs)


def read_entry(row: Row) -> Entry:
    """One line of the list. Raises BadList where it cannot be used."""
    _check(row, "pos", list(Kind))
    _check(row, "type", [*EventType, NO_EVENT])
    _check(row, "mode", ["", *MODES.get(row["type"], "").split()])
    _check(row, "effect", ["", *EFFECTS])
    kind, words = Kind(row["pos"]), tuple(row["word"].split())
    head = _head(kind, words)
    return Entry(
        row["word"], kind, row["type"], row["mode"] or None, row["effect"] or None,
        *_roles(row), _bringing_in(kind, words, row["to"].split()),
        tuple(_contexts(row, "needs")), tuple(_contexts(row, "bars")),
        tuple(_forms(kind, word, place == head) for place, word in enumerate(words)), head,
        row.list, row.origin,
    )  # fmt: skip


def _check(row: Row, column: str, known: Sequence[str]) -> None:
    if row[column] not in known:
        wanted = ", ".join(one or "nothing" for one in known)
        raise row.bad(f"as {column} one of {wanted}, not {row[column]!r}")


def _roles(row: Row) -> tuple[str, str]:
    """What the column "roles" gives, or what is usual for the part of speech."""
    given = row["roles"].split() or list(_USUAL[row["pos"]])
    if len(given) > 2 or not ROLES.issuperset(given):
        raise row.bad(f"one or two roles of {', '.join(sorted(ROLES))}, not {row['roles']!r}")
    return given[0], given[-1] if len(given) > 1 else "-"


def _bringing_in(kind: Kind, words: tuple[str, ...], to: Sequence[str]) -> frozenset[str]:
    """The prepositions that bring in the recipient: those of "to", and the one a verb ends in."""
    return frozenset([*to, *words[-1:]] if kind is Kind.VERB and len(words) > 1 else to)


def _head(kind: Kind, words: tuple[str, ...]) -> int:
    """The verb comes first; a noun's head is its last word, or the one before a preposition."""
    if kind is Kind.VERB:
        return 0
    inner = (place for place, word in enumerate(words) if place and word in PREPOSITIONS)
    return next(inner, len(words)) - 1


def _forms(kind: Kind, word: str, inflected: bool) -> frozenset[str]:
    if kind is Kind.VERB:
        return verb_forms(word) if inflected else noun_forms(word) | {word}
    if kind is Kind.NOUN and inflected:
        return noun_forms(word)
    return frozenset({word})


def _contexts(row: Row, column: str) -> Iterator[Context]:
    for part in row[column].split():
        place, colon, listed = part.partition(":")
        names = listed.split(",")
        if not colon or place not in list(Where) or not all(names):
            raise row.bad(f"contexts such as 'object:bridge', not {part!r}")
        kinds = frozenset(name[1:] for name in names if name[0] == "@")
        if unknown := kinds - known_classes() - {ANYTHING}:
            raise row.bad(f"a class of en/roles.tsv, not {sorted(unknown)[0]!r}")
        if "person" in kinds:
            kinds |= {"fighter"}
        plain = frozenset(form for name in names if name[0] != "@" for form in noun_forms(name))
        yield Context(Where(place), plain, kinds)
