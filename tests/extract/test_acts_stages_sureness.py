"""Threats, promises, orders, doubts and the like: act, stage and sureness on sentences of our own.

The sentences and their labels stand in acts_stages_sureness.tsv, both sides alike.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from variorum.annotate import Annotator
from variorum.extract.clause import Text
from variorum.extract.events import Voices, find_happenings
from variorum.extract.stage import stage_at
from variorum.extract.statements import find_statements
from variorum.extract.sureness import rate
from variorum.model.document import Document

GOLD: Final = Path(__file__).parent / "acts_stages_sureness.tsv"
LEAST_RIGHT: Final = 0.95
LEAST_SENTENCES: Final = 250
ONE_STEP: Final = 1.0  # the scale runs from -3 to 3
SIDES: Final = (("velkhar", "army", "soldier", "troops"), ("tasmor", "rebel", "front"))


class Told(NamedTuple):
    """How a text puts the word asked about."""

    act: str
    stage: str
    sureness: float


def sentences(part: str | None = None) -> list[Mapping[str, str]]:
    """The rows of the gold, all or those of one part."""
    with GOLD.open(encoding="utf-8", newline="") as lines:
        plain = (line for line in lines if not line.startswith("#"))
        rows = list(csv.DictReader(plain, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if part in (None, row["part"])]


def read(marked: str, annotate: Annotator) -> Told:
    """How the word between * * is put."""
    start = marked.index("*")
    annotated = annotate(Document("example", marked.replace("*", "")))
    token = annotated.token_at(start)
    assert token is not None
    span = annotated.span(token.index, token.index + 1)
    statements = find_statements(annotated)
    around = Voices(annotated, statements).around(span)
    stages = (one.stage for one in find_happenings(annotated, statements)[0] if one.cue.meets(span))
    stage = next(stages, None) or stage_at(Text(annotated), token.index)
    return Told(around.act if around else "-", stage, rate(annotated, token.index).value)


def misses(part: str, annotate: Annotator) -> Iterator[tuple[str, str]]:
    """What was asked and got wrong, with the sentence and what was read."""
    for row in sentences(part):
        told, gold = read(row["sentence"], annotate), float(row["sureness"])
        right = {
            "act": told.act in row["act"].split("/"),
            "stage": told.stage in row["stage"].split("/"),
            "sureness": abs(told.sureness - gold) <= ONE_STEP and told.sureness * gold >= 0,
        }
        for asked, held in right.items():
            if not held:
                yield asked, f"{row['sentence']}  ({row[asked]}, not {getattr(told, asked)})"


@pytest.mark.parametrize("part", ["tune", "held"])
@pytest.mark.parametrize("asked", ["act", "stage", "sureness"])
def test_it_is_read_as_the_sentence_puts_it(asked: str, part: str, annotate: Annotator) -> None:
    wrong = [text for what, text in misses(part, annotate) if what == asked]
    total = len(sentences(part))
    assert total - len(wrong) >= LEAST_RIGHT * total, f"{len(wrong)} of {total}:\n" + "\n".join(
        wrong if part == "tune" else ()
    )


def test_there_are_enough_sentences_of_every_kind() -> None:
    kinds = [row["kind"] for row in sentences()]
    assert len(kinds) >= LEAST_SENTENCES
    assert all(kinds.count(kind) >= 2 for kind in kinds)


@pytest.mark.parametrize("asked", ["act", "stage", "sureness"])
def test_both_sides_are_put_alike(asked: str) -> None:
    """No label belongs to one side: where it stands with one, it stands with the other."""
    by_label: dict[str, set[int]] = {}
    for row in sentences():
        for side, names in enumerate(SIDES):
            if any(name in row["sentence"].lower() for name in names):
                for label in row[asked].split("/"):
                    by_label.setdefault(label, set()).add(side)
    assert all(sides == {0, 1} for sides in by_label.values()), by_label
