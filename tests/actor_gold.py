"""Articles in which every naming of an actor is marked by hand, and how readings score on them.

A line `= key name | kind | country` tells who a key means; behind a slash stands what would do as
well, and "-" is no country. In the text `{key:words}` is a naming, `{key!words}` one that only one
side uses, `{key@words}` a role, short form or pronoun; `{?@words}` may be read or left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from variorum.model.document import Document, Span
from variorum.model.value import Actor

FOLDER = Path(__file__).parent / "golden" / "actors"
_MARK = re.compile(r"\{([a-z0-9?]+)([:!@])([^{}]*)\}")


class Who(NamedTuple):
    """The names, kinds and countries that are right for one actor."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    countries: tuple[str | None, ...]


class Marked(NamedTuple):
    """One naming marked by hand at [start, end); `who` is None where it may be read or left."""

    start: int
    end: int
    who: Who | None
    partisan: bool
    remembered: bool


@dataclass(frozen=True)
class Gold:
    """One article with its namings."""

    document: Document
    marked: tuple[Marked, ...]


class Judged(NamedTuple):
    """What became of one naming: right, wrong or silent, with what was read."""

    outcome: str
    words: str
    wanted: Who | None
    found: str
    remembered: bool


def golds(name: str) -> list[Gold]:
    """The articles of one file under tests/golden/actors."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return [_gold(part) for part in text.split("\n== ")[1:]]


def _gold(part: str) -> Gold:
    head, *rest = part.splitlines()
    name, day = head.split()
    legend = dict(_who(line) for line in rest if line.startswith("= "))
    body = " ".join(line for line in rest if line and not line.startswith("= "))
    text, marked, reached = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[reached : mark.start()]
        start, text, reached = len(text), text + mark[3], mark.end()
        marked.append(Marked(start, len(text), legend.get(mark[1]), mark[2] == "!", mark[2] == "@"))
        assert mark[1] in legend or mark[1] == "?", (name, mark[0])
    document = Document(name, text + body[reached:], published=date.fromisoformat(day))
    return Gold(document, tuple(marked))


def _who(line: str) -> tuple[str, Who]:
    key, _, told = line[2:].partition(" ")
    names, kinds, countries = ([one.strip() for one in part.split(" / ")]
                               for part in told.split(" | "))  # fmt: skip
    return key, Who(tuple(names), tuple(kinds), tuple(None if c == "-" else c for c in countries))


def judge(gold: Gold, actors: Iterable[Actor]) -> Iterator[Judged]:
    """Each marked naming, and each naming found where none is marked, which is wrong."""
    found = [(mention, actor) for actor in actors for mention in actor.mentions]
    text = gold.document.text
    met: set[Span] = set()
    for mark in gold.marked:
        over = [(m, a) for m, a in found if m.span.start < mark.end and mark.start < m.span.end]
        met.update(m.span for m, _ in over)
        if mark.who:
            shown = "; ".join(f"{a.name}|{a.kind}|{a.country}|{'!' * m.partisan}" for m, a in over)
            right = any(_fits(mark, a, m.partisan) for m, a in over)
            outcome = "right" if right else "wrong" if over else "silent"
            yield Judged(outcome, text[mark.start : mark.end], mark.who, shown, mark.remembered)
    for mention, actor in found:
        if mention.span not in met:
            yield Judged("wrong", mention.span.text, None, actor.name,
                         not mention.span.text[:1].isupper())  # fmt: skip


def _fits(mark: Marked, actor: Actor, partisan: bool) -> bool:
    who = mark.who
    assert who is not None
    return (
        actor.name in who.names
        and str(actor.kind) in who.kinds
        and actor.country in who.countries
        and partisan == mark.partisan
    )


def shares(judged: Iterable[Judged]) -> tuple[float, float]:
    """The shares of marked namings that are right, and that are wrong."""
    counts = Counter(one.outcome for one in judged)
    marked = sum(counts.values())
    return counts["right"] / marked, counts["wrong"] / marked
