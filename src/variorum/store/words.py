"""What can be searched: which words of a ledger are indexed, and how a query is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from variorum.model.hit import HitKind
from variorum.store.tables import walk

PASSAGE_CHARACTERS: Final = 160  # of a text, on either side of the words found
OPEN, SHUT = "\ufdd0", "\ufdd1"  # noncharacters: no text that is kept holds them

# Kind, the ledger's list, where its words stand, and the spans that quote them.
SEARCHED: Final = (
    (HitKind.STATEMENT, "statements", ("speaker.text", "content.text"), "content"),
    (HitKind.EVENT, "events", ("cue.text", "type", "mode"), "cue"),
    (HitKind.FIGURE, "figures", ("mention.text",), "mention"),
    (HitKind.ACTOR, "actors", ("name", "mentions.text"), "mentions"),
    (HitKind.PLACE, "places", ("name", "mention.text"), "mention"),
)
_TERM: Final = re.compile(r'"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')
_LETTER: Final = re.compile(r"\w")


class Passage(NamedTuple):
    """Words to be found, and the code points [start, end) that they stand for."""

    kind: HitKind
    record: str | None
    start: int
    end: int
    words: str


def passages(row: Mapping[str, Any]) -> Iterator[Passage]:
    """The text of a ledger's JSON and the words of its records."""
    yield Passage(HitKind.TEXT, None, 0, len(row["text"]), row["text"])
    for kind, name, paths, quoted in SEARCHED:
        for record in row[name]:
            spans = record[quoted] if isinstance(record[quoted], list) else [record[quoted]]
            words = dict.fromkeys(word for path in paths for word in _strings(record, path))
            if spans:
                start, end = spans[0]["start"], spans[-1 if kind is HitKind.STATEMENT else 0]["end"]
                yield Passage(kind, record["id"], start, end, " ".join(words))


def _strings(record: Mapping[str, Any], path: str) -> Iterator[str]:
    """The strings at a path, which may lead through a list."""
    head, _, rest = path.partition(".")
    inside = record[head]
    for each in inside if isinstance(inside, list) else [inside]:
        if value := walk(each, rest):
            yield value


def ask(query: str) -> str | None:
    """The query in the language of FTS5; None where it holds no word.

    >>> ask('bridge "port alma" minist*')
    '"bridge" "port alma" "minist"*'
    """
    terms: list[str] = []
    for found in _TERM.finditer(query):
        words = found["phrase"] or found["word"] or ""
        star = "*" if found["word"] and words.endswith("*") else ""
        if _LETTER.search(words):
            terms.append(f'"{words.rstrip("*")}"{star}')
    return " ".join(terms) or None


def passage_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The words around [start, end), within their line, cut at white space."""
    low = max(text.rfind("\n", 0, start) + 1, start - PASSAGE_CHARACTERS)
    line_end = text.find("\n", end)
    high = min(line_end if line_end >= 0 else len(text), end + PASSAGE_CHARACTERS)
    if low and not text[low - 1].isspace():
        low = next((at + 1 for at in range(low, start) if text[at].isspace()), start)
    if high < len(text) and not text[high].isspace():
        high = next((at for at in range(high, end, -1) if text[at - 1].isspace()), end)
    return low, high
