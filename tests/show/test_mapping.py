"""The map: a place as far as it reaches, a country whole, outlines cut at the frame."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from hand import Hand, share
from variorum.link.sheet import lay_out
from variorum.model.value import PlaceKind
from variorum.show.mapping import Placing, draw_map, placings
from variorum.show.outlines import MAP_HEIGHT, MAP_WIDTH, Frame, Land, lands_in

DAY = date(2031, 5, 3)


def placing(
    letter: str, lat: float | None, lon: float | None, km: float = 5.0, **more: str
) -> Placing:
    hand = Hand(letter, "Shells hit Halvet.", letter, DAY)
    at = None if lat is None or lon is None else (lat, lon)
    hand.place("Halvet", at=at, radius_km=km, country=more.get("country", "VK"))
    kind = PlaceKind(more.get("kind", "city"))
    return Placing(letter, letter, replace(hand.places[0], kind=kind))


def lands(frame: Frame) -> dict[str, Land]:
    return {land.code: land for land in lands_in(frame)}


def test_a_place_is_the_circle_it_may_reach() -> None:
    drawn = draw_map([placing("A", 46.2, 6.1, 40.0)])
    assert drawn is not None
    (circle,) = drawn.circles
    assert circle.radius == pytest.approx(40 * drawn.step / drawn.step_km, abs=0.2)
    assert (circle.x, circle.y) == (MAP_WIDTH / 2, MAP_HEIGHT / 2)


def test_accounts_that_agree_share_a_circle() -> None:
    drawn = draw_map([placing("A", 46.2, 6.1), placing("B", 46.2, 6.1), placing("C", 47.2, 7.1)])
    assert drawn is not None
    assert sorted(one.letters for one in drawn.circles) == ["A B", "C"]


def test_a_country_is_hatched_and_never_a_point() -> None:
    drawn = draw_map([placing("A", 46.9, 8.2, 180.0, country="CH", kind="country")])
    assert drawn is not None
    assert drawn.circles == ()
    assert {one.land.code: one.letters for one in drawn.grounds if one.letters} == {"CH": "A"}


def test_no_known_place_is_no_map() -> None:
    assert draw_map([]) is None
    assert draw_map([placing("A", None, None)]) is None


def test_every_circle_lies_in_the_frame_also_across_the_date_line() -> None:
    drawn = draw_map([placing("A", -17.8, 177.9, 30.0), placing("B", -16.0, -179.5, 30.0)])
    assert drawn is not None
    for one in drawn.circles:
        assert one.radius <= one.x <= MAP_WIDTH - one.radius
        assert one.radius <= one.y <= MAP_HEIGHT - one.radius
    east = {one.letters: one.x for one in drawn.circles}
    assert east["B"] > east["A"]


def test_a_map_is_widened_until_a_border_or_coast_is_seen() -> None:
    drawn = draw_map([placing("A", -24.0, 134.0, 1.0)])  # far inside a large country
    assert drawn is not None
    assert not any(one.land.share > 0.93 for one in drawn.grounds)


def test_outlines_are_where_countries_are() -> None:
    shown = lands(Frame(46.3, 6.3, 0.4))
    assert {"CH", "FR"} <= set(shown)
    assert "UA" not in shown
    assert lands(Frame(-40.0, -130.0, 0.4)) == {}


def test_outlines_are_cut_at_the_frame() -> None:
    for land in lands_in(Frame(50.0, 30.0, 2.0)):
        points = [
            tuple(map(float, pair.split(","))) for pair in re.findall(r"[-\d.]+,[-\d.]+", land.path)
        ]
        assert all(-5 <= x <= MAP_WIDTH + 5 and -5 <= y <= MAP_HEIGHT + 5 for x, y in points)


def test_the_table_beside_the_map_has_every_account_that_gives_a_place() -> None:
    hands = [
        Hand(name, "Shells hit Halvet. Six people died.", name, DAY) for name in ("one", "two")
    ]
    for hand, at in zip(hands, [(46.2, 6.1), None], strict=True):
        place = hand.place("Halvet", at=at, radius_km=5.0, country="CH")
        hand.event("hit", place=place)
    ledgers = {hand.id: hand.ledger() for hand in hands}
    sheet = lay_out(share(*ledgers.values()), ledgers)
    assert [(one.letter, one.place.lat) for one in placings(sheet, ledgers)] == [
        ("A", 46.2),
        ("B", None),
    ]
