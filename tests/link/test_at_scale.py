"""Two thousand invented reports, linked: what is found, and what must change nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import pytest
from evals.linking_scale import labels, score_b3, score_pairs, tell_reports
from evals.reports import Report, make_reports

from variorum.link import likeness as likeness_module
from variorum.link import tables
from variorum.link.across import compare, tell
from variorum.link.grouping import group_tellings
from variorum.link.likeness import Likeness
from variorum.link.tellings import Telling
from variorum.model.ledger import Ledger
from variorum.model.value import PlaceKind

COUNT = 2000


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(make_reports(COUNT))


def pairs_of(tellings: Sequence[Telling]) -> set[tuple[int, int]]:
    likeness = Likeness(tellings)
    likeness.weigh()
    found = likeness.odds()
    return {*zip(found["one"].tolist(), found["other"].tolist(), strict=True)}


def test_a_seed_makes_the_same_reports(reports: list[Report]) -> None:
    again = [one.ledger for one in make_reports(COUNT)]
    assert again == [one.ledger for one in reports]
    assert next(make_reports(COUNT, seed=8)).ledger != again[0]
    assert len({ledger.document.id for ledger in again}) == COUNT


def test_reports_leave_out_what_reports_leave_out(reports: list[Report]) -> None:
    """Within four standard deviations of the rates they are drawn by."""
    ledgers = [one.ledger for one in reports]
    shares = {
        "time": sum(bool(one.times) for one in ledgers) / COUNT,
        "place": sum(bool(one.places) for one in ledgers) / COUNT,
        "agents": sum(bool(one.incidents[0].agents) for one in ledgers) / COUNT,
        "victims": sum(bool(one.incidents[0].victims) for one in ledgers) / COUNT,
    }
    assert shares == {
        "time": pytest.approx(0.69, abs=0.042),
        "place": pytest.approx(0.81, abs=0.036),
        "agents": pytest.approx(0.57, abs=0.045),
        "victims": pytest.approx(0.61, abs=0.044),
    }


def test_incidents_crowd_in_few_towns(reports: list[Report]) -> None:
    towns = [
        one.ledger.places[0].name
        for one in reports
        if one.ledger.places and one.ledger.places[0].kind is PlaceKind.CITY
    ]
    most = sorted((towns.count(name) for name in set(towns)), reverse=True)
    assert sum(most[:10]) > len(towns) / 4


def test_reports_of_one_incident_are_found(reports: list[Report]) -> None:
    tellings, true = tell_reports(reports)
    groups = group_tellings(len(tellings), Likeness(tellings), {})
    assert sorted(at for group in groups for at in group) == list(range(COUNT))
    found = labels(groups, COUNT)
    assert score_pairs(found, true).precision > PRECISE
    assert score_b3(found, true).f1 > ALIKE


PRECISE, ALIKE = 0.90, 0.75
"""Floors, with the weights that ship; they may rise."""


def test_the_order_of_reports_changes_nothing(reports: list[Report]) -> None:
    ledgers = [one.ledger for one in reports[:400]]
    found = compare(ledgers)
    assert found.incidents
    random.Random(1).shuffle(ledgers)
    assert compare(ledgers) == found


def test_how_the_work_is_cut_changes_nothing(
    reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    tellings = tell([one.ledger for one in reports[:600]])
    found = pairs_of(tellings)
    monkeypatch.setattr(likeness_module, "BATCH", 47)
    assert pairs_of(tellings) == found
    monkeypatch.setattr(tables, "STRETCH_DAYS", 400)
    monkeypatch.setitem(tables.SETTINGS, "stretch", 400)
    assert pairs_of(tellings) == found


def test_a_place_and_a_day_in_common_are_worth_a_look(reports: list[Report]) -> None:
    """Held against all pairs, one by one."""
    told = tell([one.ledger for one in reports])
    tellings = [one for one in told if _day(one) is not None and one.places][:400]
    pairs = pairs_of(tellings)
    for at, one in enumerate(tellings):
        for place, other in enumerate(tellings[at + 1 :], at + 1):
            days = abs((_day(one) or date.max) - (_day(other) or date.max)).days
            if days <= tables.WINDOW_DAYS and _names(one) & _names(other):
                assert (at, place) in pairs


def test_what_is_too_crowded_to_be_a_key_is_told(
    reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    tellings = tell([one.ledger for one in reports[:600]])
    assert Likeness(tellings).passed_over() == {"places": 0, "words": 0}
    found = pairs_of(tellings)
    monkeypatch.setitem(tables.SETTINGS, "most_in_place", 3)
    assert Likeness(tellings).passed_over()["places"] > 0
    assert pairs_of(tellings) < found


def _day(telling: Telling) -> date | None:
    """The day, where the text tells one and the same first and last."""
    time = telling.time
    return time.earliest if time and time.earliest == time.latest else None


def _names(telling: Telling) -> set[str]:
    return {place.name.casefold() for place in telling.places}


def test_ledgers_of_reports_are_whole(reports: list[Report]) -> None:
    """Every quotation lies in its text: the day, the town, who did it, how many."""
    for ledger in (one.ledger for one in reports[:50]):
        assert isinstance(ledger, Ledger)
        for place in ledger.places:
            assert place.mention.text == place.name
        for figure in ledger.figures:
            assert figure.mention.text == f"{figure.low} {figure.of}"
