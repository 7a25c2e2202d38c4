"""The course of a figure: its range, who gave one first, and each figure by publication day."""

from __future__ import annotations

from datetime import date

import pytest

from hand import Hand, share
from variorum.link.sheet import lay_out
from variorum.model.sheet import Course, SheetRow
from variorum.model.value import Bounds

MAY_3, MAY_4, MAY_5 = (date(2031, 5, day) for day in (3, 4, 5))


def killed(*told: tuple[str, date | None, int | None, int | None]) -> SheetRow:
    """The row of the killed; each account: id, day of publication, bounds."""
    ledgers = []
    for id, published, low, high in told:
        hand = Hand(id, "Some people fell.", id.title(), published)
        hand.figure("Some people", "killed", low, high, event=hand.event("fell"))
        ledgers.append(hand.ledger())
    sheet = lay_out(share(*ledgers), {one.document.id: one for one in ledgers})
    return next(row for row in sheet.rows if row.name == "killed")


def course(*told: tuple[str, date | None, int | None, int | None]) -> Course:
    found = killed(*told).course
    assert found is not None
    return found


def test_figures_stand_in_order_of_publication_whatever_their_columns() -> None:
    found = course(("a", MAY_5, 22, 22), ("b", MAY_3, 14, None), ("c", MAY_4, 15, 15))
    assert [(step.document, step.bounds) for step in found.steps] == [
        ("b", Bounds(14, None)),
        ("c", Bounds(15, 15)),
        ("a", Bounds(22, 22)),
    ]
    assert found.range == Bounds(14, None)


@pytest.mark.parametrize(
    ("told", "first"),
    [
        pytest.param([("a", MAY_4, 3, 3), ("b", MAY_3, 9, 9)], "b", id="earliest"),
        pytest.param([("a", MAY_3, 3, 3), ("b", MAY_3, 9, 9)], None, id="same-day"),
        pytest.param([("a", MAY_3, 3, 3), ("b", None, 9, 9)], None, id="undated"),
    ],
)
def test_the_first_to_say_a_figure_is_named_where_that_is_known(
    told: list[tuple[str, date | None, int | None, int | None]], first: str | None
) -> None:
    found = course(*told)
    by_voice = {step.voice: step.document for step in found.steps}
    assert (None if found.first is None else by_voice[found.first]) == first


def test_a_row_without_numbers_has_no_course() -> None:
    hand = Hand("a", "Some people fell.", "A", MAY_3)
    hand.event("fell")
    other = Hand("b", "Some people fell.", "B", MAY_4)
    other.event("fell")
    ledgers = hand.ledger(), other.ledger()
    sheet = lay_out(share(*ledgers), {one.document.id: one for one in ledgers})
    assert all(row.course is None for row in sheet.rows)


def test_readings_hold_what_their_values_are_made_of() -> None:
    text = "Soldiers of the Front shelled Port Alma on Monday."
    hand = Hand("a", text, "Herald", MAY_5)
    front = hand.actor("Front", "armed-group", "the Front")
    hand.event(
        "shelled",
        mode="heavy-weapons",
        agents=[("Soldiers of the Front", front, "accused", None)],
        time=hand.time("Monday", MAY_4, MAY_4),
        place=hand.place("Port Alma", at=(1.5, 2.5)),
    )
    ledger = hand.ledger()
    sheet = lay_out(share(ledger), {"a": ledger})
    told = {row.name: row.cells[0].readings for row in sheet.rows}
    assert told["when"][0].days is not None
    assert told["when"][0].days.earliest == MAY_4
    assert told["where"][0].place is ledger.places[0]
    party = told["who did it"][0].party
    assert party is not None
    assert (party.name, party.kind, party.part) == ("Front", "armed-group", "accused")
    deed = told["what"][0].deed
    assert deed is not None
    assert (deed.type, deed.mode) == ("assault", "heavy-weapons")
    assert told["when"][0].published == MAY_5
