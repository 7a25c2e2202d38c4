"""Why a record is there: the rule that made it, the words it was read from, the entries of the
word lists that hold them, and what resolving weighed.

Nothing of this is kept: reading is pure, so it is worked out anew from the text.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from variorum import annotate
from variorum.errors import UnknownName
from variorum.extract import events, figures, statements
from variorum.lexicon.entries import entries_with
from variorum.lexicon.load import Row, adding
from variorum.model.annotation import Annotated, Token
from variorum.model.document import Span
from variorum.model.incident import Incident
from variorum.model.ledger import Ledger
from variorum.model.record import Event, Figure, Statement
from variorum.model.value import Actor, Place, Time
from variorum.model.why import Listed, Part, Why, Word
from variorum.pipeline import Settings
from variorum.resolve import actors
from variorum.resolve.actors_explained import explain_actor
from variorum.resolve.places_explained import explain_place
from variorum.resolve.times_explained import explain_time

Record = Statement | Event | Figure | Incident | Time | Place | Actor
Rules = Mapping[str, Callable[..., Any]]

RULES: Final[Mapping[type, Rules]] = {
    Statement: statements.RULES,
    Event: events.RULES,
    Figure: figures.RULES,
    Actor: actors.RULES,
}
LISTS: Final[Mapping[type, tuple[str, ...]]] = {
    Statement: ("reporting", "sureness"),
    Event: ("events", "roles", "sureness"),
    Figure: ("figures", "numbers", "roles"),
    Incident: ("events",),
    Time: ("calendar", "numbers"),
    Place: ("places",),
    Actor: ("actor", "bodies", "countries", "demonyms", "leaders", "partisan"),
}
"""The lists that have a say in each sort of record, by the beginning of their names."""

SAID: Final = "content"  # what is told, not what decides
EXAMPLES: Final = ("yes:", "no:")


def why(ledger: Ledger, id: str, settings: Settings | None = None) -> Why:
    """What lies behind the record `id` of a ledger, worked out with the settings it was read with.

    Raises UnknownName where the ledger has no such record.
    """
    settings = settings or Settings()
    record = _record(ledger, id)
    annotated = annotate.load(settings.annotator)(ledger.document)
    parts = tuple(dict.fromkeys(_parts(ledger, record)))
    tokens = sorted(set(_deciding(annotated, parts)))
    with adding(settings.lists):
        entries = tuple(map(_listed, _entries(type(record), tokens)))
        grounds = tuple(_grounds(annotated, record))
    rule = getattr(record, "rule", None)
    return Why(
        id, type(record).__name__.lower(), rule, _says(type(record), rule), parts,
        tuple(_word(annotated, token) for token in tokens), entries, grounds,
    )  # fmt: skip


def _grounds(annotated: Annotated, record: Record) -> Iterator[str]:
    """What resolving weighed: for an actor, what lies behind each of the namings; for a place its
    candidates; for a time what it counts from."""
    if isinstance(record, Place):
        yield from explain_place(annotated, record.mention)
    if isinstance(record, Time):
        yield from explain_time(annotated, record.span)
    if isinstance(record, Actor):
        for mention in record.mentions:
            for line in explain_actor(annotated, mention.span):
                yield f"“{mention.span.text}”: {line}"


def _record(ledger: Ledger, id: str) -> Record:
    records: list[Record] = [
        *ledger.statements, *ledger.events, *ledger.figures, *ledger.incidents,
        *ledger.times, *ledger.places, *ledger.actors,
    ]  # fmt: skip
    for one in records:
        if one.id == id:
            return one
    raise UnknownName(f"record of {ledger.document.id}", id, [one.id for one in records])


def _says(kind: type, rule: str | None) -> str | None:
    """A rule's docstring, its examples left out."""
    found = RULES.get(kind, {}).get(rule or "")
    lines = (inspect.getdoc(found) or "").splitlines() if found else []
    kept = [line.strip() for line in lines if not line.strip().startswith(EXAMPLES)]
    return " ".join(filter(None, kept)) or None


def _parts(ledger: Ledger, record: Record) -> Iterator[Part]:
    """Every wording of a record; of an incident also the cues of its events."""
    if isinstance(record, Incident):
        cues = {one.id: one.cue for one in ledger.events}
        yield from (Part(one, cues[one]) for one in record.events)
    for name in type(record).__slots__:
        yield from (Part(name, span) for span in _spans(getattr(record, name)))


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _spans(one)
    else:
        for name in getattr(type(value), "__slots__", ()):
            yield from _spans(getattr(value, name))


def _deciding(annotated: Annotated, parts: Iterable[Part]) -> Iterator[Token]:
    """The words that decide a record."""
    for one in parts:
        if one.role != SAID:
            yield from annotated.tokens_in(one.span)


def _word(annotated: Annotated, token: Token) -> Word:
    head = annotated.tokens[token.head] if token.head is not None else None
    return Word(
        annotated.document.span(token.start, token.end),
        token.lemma, token.upos, token.xpos, token.rel,
        annotated.document.span(head.start, head.end) if head else None,
    )  # fmt: skip


def _entries(kind: type, tokens: Iterable[Token]) -> Iterator[Row]:
    words = {form.casefold() for token in tokens for form in (token.lemma, token.text)}
    return entries_with(LISTS[kind], words)


def _listed(row: Row) -> Listed:
    entry = " ".join(f"{column}={value}" for column, value in row.items() if value)
    return Listed(row.list, row.line, row.origin, entry)
