"""Every figure of the sentences in figure_phrases.tsv: its words, what it counts, its bounds."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from variorum.annotate import Annotator
from variorum.extract.events import find_happenings
from variorum.lexicon import Row, read_list
from variorum.model.document import Document
from variorum.model.record import Counted, Figure, Scope

TABLE = Path(__file__).parent / "figure_phrases.tsv"
FLOOR = 0.98
SHAPE = re.compile(
    rf"(?P<of>{'|'.join(Counted)}) (?P<low>\d+(?:\.\d+)?)?(?P<range>\.\.)?(?P<high>\d[\d.]*)?"
    rf"(?P<about> ~)?(?P<who> (?!event|cumulative)[a-z]+)?(?P<scope> {'| '.join(Scope)})?"
)


class Wanted(NamedTuple):
    """One figure of the table; `scope` None: not held."""

    words: str
    of: str
    low: float | None
    high: float | None
    approximate: bool
    who: str | None
    scope: str | None

    def fits(self, figure: Figure) -> bool:
        """Whether a figure is this one."""
        found = (figure.mention.text, figure.of, figure.low, figure.high, figure.approximate)
        same = found == self[:5] and figure.who == self.who
        return same and self.scope in (None, figure.scope)


def wanted(row: Row) -> list[Wanted]:
    """The figures of one line; a line that cannot be read is refused with its number."""
    listed = row["figures"].split(" ; ") if row["figures"] != "-" else []
    return [_wanted(row, one) for one in listed]


def _wanted(row: Row, text: str) -> Wanted:
    words, equals, told = text.rpartition(" = ")
    found = SHAPE.fullmatch(told)
    if not equals or found is None or words not in row["sentence"]:
        raise row.bad(f"WORDS of the sentence = KIND LOW..HIGH, not {text!r}")
    low, high = (float(found[side]) if found[side] else None for side in ("low", "high"))
    if not found["range"]:
        high = low
    who, scope = (found[name].strip() if found[name] else None for name in ("who", "scope"))
    return Wanted(words, found["of"], low, high, bool(found["about"]), who, scope)


def shown(figure: Figure) -> str:
    """A figure as the table writes it."""
    low, high = ("" if side is None else f"{side:g}" for side in (figure.low, figure.high))
    bounds = low if low == high else f"{low}..{high}"
    marks = ("~" if figure.approximate else "", figure.who or "", figure.scope or "")
    return " ".join(filter(None, (f"{figure.mention.text} = {figure.of} {bounds}", *marks)))


def rows() -> tuple[Row, ...]:
    return read_list(TABLE.read_text(encoding="utf-8").split("\n"), TABLE.name)


def test_the_table_is_large_enough_and_says_nothing_twice() -> None:
    sentences = [row["sentence"] for row in rows()]
    assert len(sentences) >= 250
    assert len(set(sentences)) == len(sentences)


def test_figures_are_what_the_wording_gives(annotate: Annotator) -> None:
    wrong, total = [], 0
    for row in rows():
        document = Document("text", row["sentence"])
        found, gold = find_happenings(annotate(document), ())[1], wanted(row)
        total += 1
        if len(found) != len(gold) or not all(map(Wanted.fits, gold, found)):
            wrong.append(f"line {row.line}: {row['sentence']}  wanted: {row['figures']}  "
                         f"found: {' ; '.join(map(shown, found)) or '-'}")  # fmt: skip
    right = 1 - len(wrong) / total
    told = "\n".join((f"figure phrases: {right:.1%} of {total}", *wrong))
    sys.stdout.write(f"\n{told}\n")
    assert right >= FLOOR, told


@pytest.mark.parametrize("line", ["12 = dead 12", "13 = killed 13", "12 killed 12"])
def test_a_line_that_cannot_be_read_is_refused_with_its_number(line: str) -> None:
    row = Row({"sentence": "A blast killed 12.", "figures": line}, "table", 9, "our own")
    with pytest.raises(Exception, match="table, line 9: expected WORDS"):
        wanted(row)
