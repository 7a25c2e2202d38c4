"""Places of today's wars: a gold of invented sentences about real places, places_warzones.tsv."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from variorum.annotate import Annotator
from variorum.model.annotation import Annotated
from variorum.model.document import Document
from variorum.model.value import Place
from variorum.pipeline import find_records
from variorum.resolve.gazetteer_build import KINDS_OF_DIVISION, fold
from variorum.resolve.places import find_places

GOLD = Path(__file__).with_name("places_warzones.tsv")
BARS: Final = {"place": 0.9, "none": 0.9, "two": 0.8, "metonym": 1.0}  # share that is right
NEAR_DEGREES: Final = {"city": 0.35, "site": 0.35, "region": 2.5, "sea": 6.0, "country": 20.0}


class Wanted(NamedTuple):
    """A mention of a text and what is right for it; None is not asked."""

    text: str
    start: int
    end: int
    expect: str
    country: str | None
    admin1: str | None
    kinds: tuple[str, ...]
    point: tuple[float, float] | None

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


def wanted() -> Iterator[Wanted]:
    text = ""
    lines = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    for line in lines[1:]:
        given, words, expect, _, country, admin1, kinds, lat, lon = line.split("\t")
        text = given or text
        start = text.index(words)
        point = (float(lat), float(lon)) if lat else None
        yield Wanted(text, start, start + len(words), expect, country or None, admin1 or None,
                     tuple(kinds.split("|")) if kinds else (), point)  # fmt: skip


def bare(name: str | None) -> str:
    words = fold(name or "").split()
    return " ".join(word for word in words if word not in KINDS_OF_DIVISION)


def at(each: Wanted, places: tuple[Place, ...]) -> Place | None:
    return next(
        (p for p in places if p.mention.start < each.end and each.start < p.mention.end), None
    )


def is_right(each: Wanted, place: Place | None) -> bool:
    if each.expect == "none":
        return place is None
    if place is None:
        return False
    if each.expect == "two":
        return place.lat is None
    countries = each.country in (None, place.country)
    divisions = each.admin1 is None or bare(each.admin1) == bare(place.admin1)
    kinds = not each.kinds or place.kind in each.kinds
    return countries and divisions and kinds and is_near(each, place)


def is_near(each: Wanted, place: Place) -> bool:
    if each.point is None:
        return True
    if place.lat is None or place.lon is None:
        return False
    (lat, lon), far = each.point, NEAR_DEGREES[each.kinds[0]]
    return math.hypot(lat - place.lat, (lon - place.lon) * math.cos(math.radians(lat))) <= far


def is_scene(annotated: Annotated, each: Wanted) -> bool:
    """Whether some event of a text is put where a mention says."""
    ledger = find_records(annotated)
    place = at(each, ledger.places)
    return place is not None and any(event.place == place.id for event in ledger.events)


@pytest.fixture(scope="module")
def found(annotate: Annotator) -> dict[str, tuple[Annotated, tuple[Place, ...]]]:
    texts = dict.fromkeys(each.text for each in wanted())
    read = {text: annotate(Document("d", text)) for text in texts}
    return {text: (annotated, find_places(annotated)) for text, annotated in read.items()}


@pytest.mark.parametrize("expect", BARS)
def test_places_of_todays_wars_reach_the_bar(
    expect: str, found: dict[str, tuple[Annotated, tuple[Place, ...]]]
) -> None:
    cases = [each for each in wanted() if each.expect == expect]
    wrong = [each.words for each in cases if not is_right(each, at(each, found[each.text][1]))]
    assert len(wrong) <= (1 - BARS[expect]) * len(cases), wrong


def test_a_capital_that_stands_for_its_government_is_no_scene(
    found: dict[str, tuple[Annotated, tuple[Place, ...]]],
) -> None:
    cases = [each for each in wanted() if each.expect == "metonym"]
    assert [each.words for each in cases if is_scene(found[each.text][0], each)] == []


def test_the_gold_is_large_enough() -> None:
    cases = [each for each in wanted() if each.expect == "place"]
    assert len(cases) >= 150
