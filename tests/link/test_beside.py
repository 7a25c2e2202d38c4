"""Which rows of datasets stand beside an incident, and how the sheet shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hand import Hand, share
from read.test_coded import ACLED, MENTION, Row, only, table, write
from variorum.link.beside import find_beside
from variorum.link.sheet import lay_out
from variorum.model.incident import SharedIncident
from variorum.model.ledger import Ledger
from variorum.model.sheet import Mark, SheetRow, VoiceKind
from variorum.model.value import Interval

MAY_3 = date(2031, 5, 3)


def account(id: str, killed: int, *, url: str | None = None) -> Ledger:
    hand = Hand(id, "On Saturday shells fell on Halvet.", id.title(), date(2031, 5, 4), url=url)
    place = hand.place("Halvet", at=(-1.5, 20.3), radius_km=5.0)
    event = hand.event("fell", time=hand.time("Saturday", MAY_3, MAY_3), place=place)
    hand.figure("shells", "killed", killed, killed, event=event)
    return hand.ledger()


def told(*ledgers: Ledger, day: date = MAY_3) -> SharedIncident:
    return replace(share(*ledgers, time=Interval(day, day)), id=f"i-{day}")


def coded(tmp_path: Path, **cells: str) -> Ledger:
    return only(write(tmp_path, table(ACLED | cells)))


@pytest.mark.parametrize(
    ("cells", "stands"),
    [
        pytest.param({}, True, id="same"),
        pytest.param({"event_date": "04 May 2031"}, True, id="a-day-apart"),
        pytest.param({"event_date": "06 May 2031"}, False, id="another-day"),
        pytest.param({"location": "Drenn"}, True, id="within-reach"),
        pytest.param({"location": "Drenn", "latitude": "3"}, False, id="another-place"),
        pytest.param({"event_type": "Protests", "sub_event_type": ""}, False, id="another-kind"),
        pytest.param({"event_type": "Other", "sub_event_type": ""}, False, id="no-kind"),
        pytest.param({"fatalities": "99", "actor1": "Others"}, True, id="conflicting"),
    ],
)
def test_a_row_stands_where_day_place_and_kind_allow(
    tmp_path: Path, cells: Row, stands: bool
) -> None:
    ledgers = {one.document.id: one for one in (account("a", 14), account("b", 20))}
    incident = told(*ledgers.values())
    beside = find_beside([incident], ledgers, [coded(tmp_path, **cells)])
    assert (incident.id in beside) is stands


def test_of_two_incidents_the_likelier_has_the_row(tmp_path: Path) -> None:
    ledgers = {id: account(id, many) for id, many in (("a", 14), ("b", 14), ("c", 50), ("d", 50))}
    killed = [("c", 50, 50), ("d", 50, 50)]
    other = replace(share(ledgers["c"], ledgers["d"], killed=killed), time=Interval(MAY_3, MAY_3))
    first = replace(
        share(ledgers["a"], ledgers["b"], killed=[("a", 14, 14)]), time=Interval(MAY_3, MAY_3)
    )
    row = coded(tmp_path)
    assert find_beside([other, first], ledgers, [row]) == {first.id: [row]}


def test_a_mention_stands_by_the_article_it_names(tmp_path: Path) -> None:
    row = only(write(tmp_path, "\t".join(MENTION)))
    ledgers = {"a": account("a", 14, url="https://herald.example/1"), "b": account("b", 14)}
    incident = told(*ledgers.values(), day=date(2031, 5, 20))
    assert find_beside([incident], ledgers, [row]) == {incident.id: [row]}
    without = {"a": account("a", 14), "b": account("b", 14)}
    assert find_beside([told(*without.values())], without, [row]) == {}
    sheet = lay_out(incident, ledgers, [row])
    (what,) = (one for one in sheet.rows if one.name == "what")
    assert what.cells[2].readings == ()


def test_a_row_is_a_column_and_no_voice(tmp_path: Path) -> None:
    ledgers = {one.document.id: one for one in (account("a", 14), account("b", 20))}
    incident = told(*ledgers.values())
    bare = {row.name: row for row in lay_out(incident, ledgers).rows}
    sheet = lay_out(incident, ledgers, [coded(tmp_path)])
    assert [one.kind for one in sheet.voices] == [VoiceKind.ACCOUNT] * 2 + [VoiceKind.DATASET]
    rows: dict[str, SheetRow] = {row.name: row for row in sheet.rows}
    killed = rows["killed"]
    assert killed.cells[2].readings[0].quotation.text == "14"
    assert killed.cells[2].readings[0].document == "set.csv#VEL101"
    assert killed.mark is Mark.DIFFER
    assert killed.note == f"{bare['killed'].note}; C goes with A, differs from B"
    assert (killed.course, rows["when"].mark) == (bare["killed"].course, bare["when"].mark)
    assert rows["where"].note == "C goes with A B"
    assert rows["who did it"].mark is Mark.NOT_SAID
    assert rows["who did it"].cells[2].readings[0].value == "Ketrian Front"
