"""The golden articles: texts of our own with everything that a reader should find in them.

Beside each NAME.txt stands NAME.gold, a line a record, which quotes the words it is about:

    s1 accuse: [the governor] [blamed] {the Front … for the bombing}     who, cue, pieces of content
    e1 assault/firearms planned: [opened fire]; by [Gunmen] (accused, s1); to [the crowd];
       with [guns]; in [Halvet]; on [Tuesday]; said s1                                (in one line)
    f killed 12.. ~ civilians: [at least 12 people]; event e1; scope cumulative
    c [They] = [the Front]                                                who a pronoun or a role is

A wording that stands in the text more than once is told apart by a number: [Tuesday#2] is the
second. Whole words are meant. `stage` is done and an agent is "stated" where nothing is said.
What is missed in articles of the half "held" is counted and never looked at, so that they stay
unseen; those of "tuned" are there to learn from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from variorum.model.record import Counted, EventType, Responsibility, Scope, Stage

FOLDER: Final = Path(__file__).parent / "golden" / "articles"
Place = tuple[int, int]
_QUOTED: Final = re.compile(r"\[([^\]]+)\]")
_PIECE: Final = re.compile(r"\{([^}]+)\}")
_FIGURE: Final = re.compile(
    rf"(?P<of>{'|'.join(Counted)}) (?P<low>\d+(?:\.\d+)?)?(?P<range>\.\.)?(?P<high>\d[\d.]*)?"
    r"(?P<about> ~)?(?P<who> [a-z]+)?"
)


class BadGold(AssertionError):
    """A line of gold that cannot be laid on its text."""


@dataclass(frozen=True)
class Said:
    """A statement."""

    id: str
    act: str
    speaker: Place
    cue: Place
    content: tuple[Place, ...]


@dataclass(frozen=True)
class Happened:
    """An event; each agent with its responsibility and the statement that says so."""

    id: str
    type: EventType
    mode: str | None
    stage: Stage
    cue: Place
    agents: tuple[tuple[Place, Responsibility, str | None], ...] = ()
    recipients: tuple[Place, ...] = ()
    instruments: tuple[Place, ...] = ()
    place: Place | None = None
    time: Place | None = None
    said: str | None = None


@dataclass(frozen=True)
class Counts:
    """A figure."""

    mention: Place
    of: Counted
    low: float | None
    high: float | None
    approximate: bool
    who: str | None
    event: str | None
    scope: Scope | None


@dataclass(frozen=True)
class Same:
    """A pronoun or a role, and a naming of the one it stands for."""

    mention: Place
    meant: Place


@dataclass
class Article:
    """A text with its gold."""

    name: str
    text: str
    genre: str = ""
    half: str = ""
    published: date | None = None
    statements: list[Said] = field(default_factory=list)
    events: list[Happened] = field(default_factory=list)
    figures: list[Counts] = field(default_factory=list)
    same: list[Same] = field(default_factory=list)

    def find(self, words: str) -> Place:
        """Where a quoted wording stands. Raises BadGold where it does not, or more than once."""
        wording, _, number = words.partition("#")
        places = [match.span() for match in re.finditer(_whole(wording), self.text)]
        if not places:
            raise BadGold(f"{self.name}: [{wording}] is not in the text")
        if not number and len(places) > 1:
            raise BadGold(f"{self.name}: [{wording}] stands {len(places)} times: say which, with #")
        if number and not 1 <= int(number) <= len(places):
            raise BadGold(f"{self.name}: [{words}] stands only {len(places)} times")
        return places[int(number) - 1 if number else 0]

    def piece(self, words: str) -> Place:
        """Where a stretch of text stands, given whole or by its beginning and end ("A … B")."""
        first, gap, last = words.partition(" … ")
        start = self.text.find(first)
        end = self.text.find(last, start) + len(last) if gap else start + len(first)
        if start < 0 or end < start + len(first):
            raise BadGold(f"{self.name}: {{{words}}} is not in the text")
        return start, end


def _whole(wording: str) -> str:
    """A pattern for a wording that begins and ends where words do."""
    before = r"(?<!\w)" if wording[:1].isalnum() else ""
    return before + re.escape(wording) + (r"(?!\w)" if wording[-1:].isalnum() else "")


def articles(half: str | None = None) -> list[Article]:
    """All golden articles, or one half of them ("tuned", "held"), by name."""
    every = [read_article(path) for path in sorted(FOLDER.glob("*.gold"))]
    return [one for one in every if half in (None, one.half)]


def read_article(path: Path) -> Article:
    """A text with the gold that lies at `path`. Raises BadGold, naming file and line."""
    article = Article(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            _read_line(article, line)
        except (BadGold, ValueError, KeyError) as error:
            raise BadGold(f"{path.name}, line {number}: {error}") from None
    return article


def _read_line(article: Article, line: str) -> None:
    kind = line[:1]
    if line.startswith("genre: "):
        article.genre = line.removeprefix("genre: ")
    elif line.startswith("half: "):
        article.half = line.removeprefix("half: ")
    elif line.startswith("published: "):
        article.published = date.fromisoformat(line.removeprefix("published: "))
    elif kind == "s":
        article.statements.append(_statement(article, line))
    elif kind == "e":
        article.events.append(_event(article, line))
    elif kind == "f":
        article.figures.append(_figure(article, line))
    elif kind == "c":
        mention, meant = _QUOTED.findall(line)
        article.same.append(Same(article.find(mention), article.find(meant)))
    else:
        raise BadGold(f"expected a line of s, e, f or c, not {line!r}")


def _statement(article: Article, line: str) -> Said:
    head, _, told = line.partition(": ")
    id, act = head.split()
    speaker, cue = (article.find(one) for one in _QUOTED.findall(_PIECE.sub("", told)))
    pieces = tuple(article.piece(one) for one in _PIECE.findall(told))
    return Said(id, act, speaker, cue, pieces)


def _event(article: Article, line: str) -> Happened:
    head, _, told = line.partition(": ")
    id, kind, *stage = head.split()
    type_, _, mode = kind.partition("/")
    cue, *parts = told.split("; ")
    given: dict[str, list[str]] = {}
    for part in parts:
        word, _, value = part.partition(" ")
        if word not in ("by", "to", "with", "in", "on", "said"):
            raise BadGold(f"expected by, to, with, in, on or said, not {part!r}")
        given.setdefault(word, []).append(value)

    def places(word: str) -> tuple[Place, ...]:
        return tuple(article.find(value.strip("[]")) for value in given.get(word, ()))

    return Happened(
        id, EventType(type_), mode or None, Stage(stage[0] if stage else "done"),
        article.find(cue.strip("[]")),
        tuple(_agent(article, value) for value in given.get("by", ())),
        places("to"), places("with"),
        next(iter(places("in")), None), next(iter(places("on")), None),
        next(iter(given.get("said", ())), None),
    )  # fmt: skip


def _agent(article: Article, value: str) -> tuple[Place, Responsibility, str | None]:
    words, _, put = value.partition("] (")
    responsibility, _, statement = put.rstrip(")").partition(", ")
    found = Responsibility(responsibility or "stated")
    return article.find(words.strip("[]")), found, statement or None


def _figure(article: Article, line: str) -> Counts:
    head, _, told = line.removeprefix("f ").partition(": ")
    found = _FIGURE.fullmatch(head)
    if found is None:
        raise BadGold(f"expected KIND LOW..HIGH ~ WHO, not {head!r}")
    low, high = (float(found[side]) if found[side] else None for side in ("low", "high"))
    if not found["range"]:
        high = low
    words, *parts = told.split("; ")
    given = dict(part.split(" ", 1) for part in parts)
    scope = Scope(given["scope"]) if "scope" in given else None
    who = found["who"].strip() if found["who"] else None
    mention = article.find(words.strip("[]"))
    about = bool(found["about"])
    return Counts(mention, Counted(found["of"]), low, high, about, who, given.get("event"), scope)


def pairs(gold: list[Place], found: list[Place]) -> Iterator[tuple[int, int]]:
    """Places of gold and of what was found that overlap, one to one, in order."""
    free = set(range(len(found)))
    for number, (start, end) in enumerate(gold):
        hit = next((i for i in sorted(free) if found[i][0] < end and start < found[i][1]), None)
        if hit is not None:
            free.discard(hit)
            yield number, hit
