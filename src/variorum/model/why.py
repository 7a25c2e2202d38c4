"""What lies behind a record: a rule, the words it was read from, the entries that hold them."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model.document import Span


@dataclass(frozen=True, slots=True)
class Part:
    """A wording of the record; `role`: what it is to it ("cue", "speaker", "content")."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the trees have it. `head`: the word it hangs on, None for the root."""

    span: Span
    lemma: str
    upos: str
    xpos: str
    rel: str
    head: Span | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a word list: file, line (from 1), where its facts are from, what it holds
    ("word=shell type=assault")."""

    list: str
    line: int
    origin: str
    entry: str


@dataclass(frozen=True, slots=True)
class Why:
    """What lies behind one record.

    `says`: the rule in words, None where it has none. `grounds`: what resolving weighed, a line
    each ("anchor: …", "candidate: …").
    """

    id: str
    kind: str
    rule: str | None
    says: str | None
    parts: tuple[Part, ...]
    words: tuple[Word, ...]
    entries: tuple[Listed, ...]
    grounds: tuple[str, ...] = ()
