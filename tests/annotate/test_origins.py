"""Names of every origin are found, about as well as those of any other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
from evals.origins import (
    FOLDER,
    SHORT,
    SLOT,
    SPELLINGS,
    Spell,
    Tally,
    count,
    make_samples,
    read_names,
    read_rows,
    share,
    without_marks,
)
from training import names as learned

from variorum.annotate.backbone import load_english
from variorum.model.annotation import NameKind

LOWEST = 85.0
"""Recall of the names of the origin found worst, per cent, as measured."""
WIDEST = 8.7
"""Its distance from the origin found best, in points, as measured."""
PARTICLES = {"ben", "bar"}
"""Words for "son of" that begin many names."""


@pytest.fixture(scope="module")
def tally() -> Tally:
    return count(load_english())


def test_recall_by_origin_holds(tally: Tally) -> None:
    recalls = {origin: share(tally, origin, "all") for origin in read_names()}
    assert min(recalls.values()) >= LOWEST, recalls
    assert max(recalls.values()) - min(recalls.values()) <= WIDEST, recalls


def test_every_origin_has_as_many_names_of_each_kind(tally: Tally) -> None:
    sizes = [{slot: len(rows) for slot, rows in names.items()} for names in read_names().values()]
    assert len(sizes) >= 11
    assert all(size == sizes[0] for size in sizes)
    for kind in ("all", *NameKind):
        assert len({tally[origin, kind, "gold"] for origin in read_names()}) == 1


def test_the_model_never_learned_the_names() -> None:
    lists = learned.lists()
    known = {*_words(lists.given), *_words(lists.surnames), *_words(lists.words)}
    places = {_fold(name.replace(" - ", "-")) for some in lists.places.values() for name in some}
    for names in read_names().values():
        for slot, rows in names.items():
            for name, *_ in rows:
                assert known.isdisjoint(_words({slot: [name]})), name
                assert slot != "place" or _fold(name) not in places, name


def _words(lists: Mapping[str, Sequence[str]]) -> set[str]:
    """The capitalised words of names, small and without marks; particles are left out."""
    parts = (part for names in lists.values() for name in names for part in re.split("[ -]", name))
    return {_fold(part) for part in parts if part[:1].isupper()} - PARTICLES


def _fold(name: str) -> str:
    return without_marks(name).lower()


def test_frames_are_many_and_ask_for_every_list() -> None:
    frames = read_rows("frames")
    asked = {slot[2] for _, frame in frames for slot in SLOT.finditer(frame)}
    assert len(frames) >= 60
    assert all(asked == {*names, SHORT} for names in read_names().values())


def test_each_list_tells_its_origin() -> None:
    lists = list(FOLDER.glob("*.tsv"))
    assert lists
    assert all(path.read_text(encoding="utf-8").startswith("# origin: ") for path in lists)


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=list(SPELLINGS))
def test_the_names_of_a_sample_stand_where_it_says(spell: Spell) -> None:
    known = {name for rows in read_names()["turkic"].values() for row in rows for name in row}
    allowed = {spell(name.removeprefix("the ")) for name in known}
    for sample in make_samples("turkic", spell, draws=1):
        texts = {sample.text[gold.start : gold.end] for gold in sample.names}
        whole = {text for text in texts if text in allowed}
        assert all(any(name in text for name in allowed) for text in texts - whole)
        assert not any(text.lower().startswith("the ") for text in texts)
