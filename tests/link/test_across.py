"""Incidents that several documents tell of."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from link.accounts_by_hand import Told, ledger
from variorum.link.across import compare
from variorum.link.shared import common_time
from variorum.model.incident import SharedIncident
from variorum.model.ledger import Ledger
from variorum.model.record import EventType, Responsibility
from variorum.model.value import Bounds, Interval

DAY, NEXT, LATER = date(2031, 5, 3), date(2031, 5, 4), date(2031, 6, 20)

RADIO = Told(
    "Shells fell on the fish market of Port Alma at dawn on Saturday. Rescuers counted 12 dead "
    "after the attack, most of them porters, and the Free North Army was blamed for it.",
    days=(DAY, DAY),
    place="Port Alma",
    agent="Free North Army",
    responsibility=Responsibility.ACCUSED,
    killed=("12 dead", Bounds(12, 12)),
    source="Radio Alma",
    published=DAY,
)
HERALD = Told(
    "At least 15 people died on Saturday in an attack on the market of Port Alma, where porters "
    "were unloading fish when the shells fell. The Free North Army said it had struck a depot.",
    mode="heavy-weapons",
    days=(DAY, DAY),
    place="Port Alma",
    agent="Free North Army",
    responsibility=Responsibility.CLAIMED,
    killed=("At least 15 people", Bounds(15, None)),
    source="Herald",
    published=NEXT,
)
ELSEWHERE = Told(
    "A grenade thrown into a tavern in Velkhar hurt nobody; the attack was the second in June, and "
    "the innkeeper has asked the council to pay for his windows.",
    days=(LATER, LATER),
    place="Velkhar",
    source="Herald",
    published=LATER,
)


def shared(*told: Told) -> tuple[SharedIncident, ...]:
    return compare([ledger(f"d{number}", one) for number, one in enumerate(told, 1)]).incidents


def weight(incident: SharedIncident, field: str) -> float:
    return {reason.field: reason.weight for reason in incident.reasons}[field]


def test_two_accounts_of_one_incident_are_joined() -> None:
    [incident] = shared(RADIO, HERALD, ELSEWHERE)
    assert incident.documents == ("d1", "d2")
    assert [(one.document, one.event) for one in incident.events] == [("d1", "e1"), ("d2", "e1")]
    assert [(one.document, one.event) for one in incident.incidents] == [("d1", "i1"), ("d2", "i1")]
    assert (incident.type, incident.mode) == (EventType.ASSAULT, "heavy-weapons")
    assert incident.time == Interval(DAY, DAY)
    assert incident.place is not None
    assert (incident.place.name, incident.place.lat) == ("Port Alma", 10.0)


def test_no_figure_is_averaged_away() -> None:
    [incident] = shared(RADIO, HERALD)
    toll = incident.killed
    assert toll is not None
    assert (toll.low, toll.high) == (12, None)
    given = [(one.low, one.high, one.mention and one.mention.text) for one in toll.accounts]
    assert given == [(12, 12, "12 dead"), (15, None, "At least 15 people")]
    assert incident.injured is None


def test_each_account_keeps_its_word_on_an_agent() -> None:
    [incident] = shared(RADIO, HERALD)
    [agent] = incident.agents
    assert agent.name == "Free North Army"
    words = [(account.document, account.responsibility) for account in agent.accounts]
    assert words == [("d1", Responsibility.ACCUSED), ("d2", Responsibility.CLAIMED)]


def test_the_reasons_are_kept() -> None:
    [incident] = shared(RADIO, HERALD)
    weights = {reason.field: reason.weight for reason in incident.reasons}
    assert weights["time"] > 0
    assert weights["place"] > 0
    assert weights["words"] > 0
    assert weights["figures"] < 0  # what speaks against is kept too
    assert list(weights.values()) == sorted(weights.values(), reverse=True)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ELSEWHERE, id="another-day-and-place"),
        pytest.param(replace(HERALD, days=(LATER, LATER), published=LATER), id="another-day"),
        pytest.param(
            replace(ELSEWHERE, days=(DAY, DAY), published=DAY), id="same-day-another-place"
        ),
    ],
)
def test_other_incidents_stay_apart(other: Told) -> None:
    assert shared(RADIO, other) == ()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(HERALD, type=EventType.COERCE, mode=None), id="another-type"),
        pytest.param(replace(HERALD, days=None), id="no-day"),
        pytest.param(replace(HERALD, place=None), id="no-place"),
        pytest.param(replace(HERALD, agent=None, killed=None), id="nobody-named"),
        pytest.param(replace(HERALD, grouped=False), id="an-event-alone"),
        pytest.param(replace(HERALD, published=None, source=None), id="no-outlet"),
    ],
)
def test_one_field_that_is_missing_or_differs_decides_nothing(other: Told) -> None:
    [incident] = shared(RADIO, other)
    assert incident.documents == ("d1", "d2")


def test_the_publication_is_no_time() -> None:
    [incident] = shared(replace(RADIO, days=None), replace(HERALD, days=None))
    assert incident.time is None
    assert "published" in {reason.field for reason in incident.reasons}
    assert "time" not in {reason.field for reason in incident.reasons}


def test_prints_of_one_text_are_one_voice() -> None:
    reprint = replace(RADIO, source="Courier", published=NEXT)
    comparison = compare([ledger("a", RADIO), ledger("b", reprint), ledger("c", HERALD)])
    [incident] = comparison.incidents
    assert comparison.copies == (("a", "b"),)
    assert incident.documents == ("a", "b", "c")
    assert incident.copies == (("a", "b"),)
    [prints] = shared(RADIO, reprint)
    assert weight(incident, "words") < weight(prints, "words")


def test_the_order_of_the_ledgers_changes_nothing() -> None:
    told = [RADIO, HERALD, ELSEWHERE, replace(HERALD, source="Courier"), replace(RADIO, days=None)]
    ledgers = [ledger(f"d{number}", one) for number, one in enumerate(told)]
    found = compare(ledgers)
    assert found.incidents
    for seed in range(5):
        random.Random(seed).shuffle(ledgers)
        assert compare(ledgers) == found


def test_the_id_hangs_on_documents_and_events_alone() -> None:
    [one], [other] = shared(RADIO, HERALD), shared(RADIO, replace(HERALD, published=LATER))
    assert one.id == other.id
    assert len(one.id) == 16


@pytest.mark.parametrize("ledgers", [[], [ledger("a", RADIO)], [ledger("a", RADIO)] * 2])
def test_nothing_to_compare(ledgers: list[Ledger]) -> None:
    assert compare(ledgers).incidents == ()


@pytest.mark.parametrize(
    ("times", "common"),
    [
        pytest.param([], None, id="none"),
        pytest.param([(DAY, DAY), (DAY, LATER)], (DAY, DAY), id="what-all-allow"),
        pytest.param([(DAY, DAY), (NEXT, NEXT)], (DAY, NEXT), id="else-the-hull"),
        pytest.param([(None, NEXT), (DAY, None)], (DAY, NEXT), id="open-sides-meet"),
        pytest.param([(None, DAY), (NEXT, NEXT)], (None, NEXT), id="an-open-side-stays"),
    ],
)
def test_common_time(
    times: list[tuple[date | None, date | None]], common: tuple[date | None, date | None] | None
) -> None:
    found = common_time([Interval(*days) for days in times])
    assert found == (Interval(*common) if common else None)
