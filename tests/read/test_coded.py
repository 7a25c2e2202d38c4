"""Coded datasets: rows of our own in the shape of four projects' files."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from variorum.errors import UnreadableSource
from variorum.model.ledger import CODED, CODED_WITHOUT_KIND, Ledger
from variorum.model.value import Interval
from variorum.read.coded import MENTION_COLUMNS, read_coded
from variorum.read.settings import Read, Reading, Refused

ACLED = {
    "event_id_cnty": "VEL101",
    "event_date": "03 May 2031",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Ketrian Front",
    "inter1": "Rebel group",
    "actor2": "Civilians (Velkhar)",
    "inter2": "Civilians",
    "country": "Gabon",
    "location": "Halvet",
    "latitude": "-1.5",
    "longitude": "20.25",
    "geo_precision": "1",
    "source": "Herald; Post",
    "notes": 'Shells hit the market of Halvet, "says the mayor".',
    "fatalities": "14",
}
GED = {
    "id": "991",
    "type_of_violence": "3",
    "side_a": "Skarn Brigade",
    "side_b": "Civilians",
    "where_prec": "4",
    "where_coordinates": "Halvet",
    "latitude": "-1.5",
    "longitude": "20.25",
    "country": "Gabon",
    "date_start": "2031-05-03 00:00:00.000",
    "date_end": "2031-05-05 00:00:00.000",
    "deaths_civilians": "4",
    "best": "11",
    "high": "20",
    "low": "2",
}
POLECAT = {
    "Event ID": "20310503-1",
    "Event Date": "2031-05-03",
    "Event Type": "ASSAULT",
    "Event Mode": "heavy-weapons",
    "Actor Name": "Ketrian Front",
    "Primary Actor Sector": "REB",
    "Recipient Name": "Village of Halvét",
    "Primary Recipient Sector": "CVL",
    "Placename": "Halvet",
    "Country": "Gabon",
    "Latitude": "-1.5",
    "Longitude": "20.25",
    "Source": "Herald",
}
MENTION = [
    "1234567", "20310503000000", "20310504101500", "1", "herald.example",
    "https://herald.example/1", "3", "-1", "12", "40", "1", "80", "2200", "-4.5", "", "",
]  # fmt: skip
Row = dict[str, str]


def table(*rows: Row, by: str = ",") -> str:
    def cell(value: str) -> str:
        quoted = value.replace('"', '""')
        return f'"{quoted}"' if by in value or '"' in value else value

    lines = [by.join(rows[0]), *(by.join(map(cell, row.values())) for row in rows)]
    return "\n".join(lines) + "\n"


def write(tmp_path: Path, content: str | bytes, name: str = "set.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def every(path: Path) -> list[Reading]:
    return list(read_coded(path, lambda days, url: True))


def only(path: Path) -> Ledger:
    (one,) = every(path)
    assert isinstance(one, Read)
    assert one.ledger is not None
    return one.ledger


def test_an_acled_row_quotes_its_cells(tmp_path: Path) -> None:
    ledger = only(write(tmp_path, table(ACLED)))
    (event,) = ledger.events
    assert ledger.document.id == "set.csv#VEL101"
    assert ledger.document.published is None
    assert (event.type, event.mode, event.rule) == ("assault", "heavy-weapons", CODED)
    assert event.cue.text == "Shelling/artillery/missile attack"
    assert [one.text for one in (event.agents[0].mention, event.recipients[0].mention)] == [
        "Ketrian Front", "Civilians (Velkhar)",
    ]  # fmt: skip
    assert [(one.name, one.kind) for one in ledger.actors] == [
        ("Ketrian Front", "armed-group"), ("Civilians (Velkhar)", "people"),
    ]  # fmt: skip
    (figure,) = ledger.figures
    assert (figure.mention.text, figure.low, figure.high) == ("14", 14, 14)
    (place,) = ledger.places
    assert (place.name, place.lat, place.lon, place.country, place.radius_km) == (
        "Halvet", -1.5, 20.25, "GA", 5.0,
    )  # fmt: skip
    assert (ledger.times[0].earliest, ledger.times[0].latest) == (date(2031, 5, 3),) * 2
    assert 'notes: Shells hit the market of Halvet, "says the mayor".' in ledger.document.text


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("1", date(2031, 5, 3), date(2031, 5, 3)),
        ("2", date(2031, 4, 30), date(2031, 5, 6)),
        ("3", date(2031, 5, 1), date(2031, 5, 31)),
    ],
)
def test_a_day_is_as_wide_as_its_precision(
    tmp_path: Path, precision: str, first: date, last: date
) -> None:
    time = only(write(tmp_path, table(ACLED | {"time_precision": precision}))).times[0]
    assert (time.earliest, time.latest) == (first, last)


def test_acleds_nought_says_nothing_and_geds_nought_is_one(tmp_path: Path) -> None:
    assert only(write(tmp_path, table(ACLED | {"fatalities": "0"}))).figures == ()
    none = GED | {"best": "0", "low": "0", "high": "0", "deaths_civilians": "0"}
    (figure,) = only(write(tmp_path, table(none))).figures
    assert (figure.low, figure.high) == (0, 0)


def test_ged_gives_bounds_and_civilians(tmp_path: Path) -> None:
    ledger = only(write(tmp_path, table(GED)))
    assert [(one.low, one.high, one.who) for one in ledger.figures] == [
        (2, 20, None), (4, 4, "civilians"),
    ]  # fmt: skip
    assert ledger.places[0].kind == "region"
    assert ledger.times[0].latest == date(2031, 5, 5)


def test_ged_rows_whose_low_lies_above_best_keep_both(tmp_path: Path) -> None:
    figures = only(write(tmp_path, table(GED | {"low": "12"}))).figures
    assert (figures[0].low, figures[0].high) == (11, 20)


def test_columns_of_older_releases_are_found_wherever_they_stand(tmp_path: Path) -> None:
    names = {"best": "best_est", "high": "high_est", "low": "low_est"}
    older = {names.get(name, name): value for name, value in reversed(GED.items())}
    assert only(write(tmp_path, table(older))).figures[0].high == 20


def test_polecat_in_latin_1_with_tabs(tmp_path: Path) -> None:
    (one,) = every(write(tmp_path, table(POLECAT, by="\t").encode("latin-1"), "polecat.tsv"))
    assert isinstance(one, Read)
    assert one.notes == ("read as Latin-1, for it is no UTF-8",)
    assert one.ledger is not None
    (event,) = one.ledger.events
    assert (event.type, event.mode) == ("assault", "heavy-weapons")
    assert one.ledger.actors[1].name == "Village of Halvét"


@pytest.mark.parametrize("columns", [16, 15])
def test_gdelts_mentions_have_no_header(tmp_path: Path, columns: int) -> None:
    ledger = only(write(tmp_path, "\t".join(MENTION[:columns]) + "\n", "mentions.csv"))
    assert ledger.document.url == "https://herald.example/1"
    assert ledger.document.published == date(2031, 5, 4)
    assert ledger.events[0].rule == CODED_WITHOUT_KIND
    assert ledger.times[0].earliest == date(2031, 5, 3)


def test_gdelts_mentions_with_a_header(tmp_path: Path) -> None:
    rows = "\t".join(MENTION_COLUMNS) + "\n" + "\t".join(MENTION) + "\n"
    assert only(write(tmp_path, rows)).document.id == "set.csv#1234567"


def test_a_byte_order_mark_and_gzip(tmp_path: Path) -> None:
    packed = gzip.compress(b"\xef\xbb\xbf" + table(ACLED).encode())
    assert only(write(tmp_path, packed, "set.csv.gz")).figures


def test_rows_that_are_not_wanted_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, table(ACLED, ACLED | {"event_date": "03 May 2029"}))
    recent = Interval(date(2031, 1, 1), date(2031, 12, 31))

    def wanted(days: Interval, url: str | None) -> bool:
        return bool(days.earliest and recent.earliest and days.earliest >= recent.earliest)

    assert len(list(read_coded(path, wanted))) == 1


def test_two_rows_of_one_id_are_two_documents(tmp_path: Path) -> None:
    ids = [
        one.document.id
        for one in every(write(tmp_path, table(ACLED, ACLED)))
        if isinstance(one, Read)
    ]
    assert ids == ["set.csv#VEL101", "set.csv#VEL101 (2)"]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("event_date", "the 3rd", "line 2, column 'event_date': expected a day"),
        ("event_date", "", "line 2, column 'event_date': expected a day"),
        ("event_date", "0001-01-01", "line 2, column 'event_date': expected a day"),
        ("fatalities", "many", "line 2, column 'fatalities': expected a number, found 'many'"),
        ("fatalities", "-3", "expected a whole number of at least 0"),
        ("fatalities", "nan", "expected a whole number of at least 0"),
        ("latitude", "north", "line 2, column 'latitude': expected degrees"),
        ("longitude", "181", "expected degrees from -180 to 180"),
    ],
)
def test_a_cell_that_cannot_be_read_refuses_its_row_alone(
    tmp_path: Path, column: str, value: str, said: str
) -> None:
    refused, read = every(write(tmp_path, table(ACLED | {column: value}, ACLED)))
    assert isinstance(refused, Refused)
    assert said in str(refused.error)
    assert isinstance(read, Read)


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        pytest.param(lambda line: line.rpartition(",")[0], "16 cells, found '15'", id="short"),
        pytest.param(lambda line: line + ",1", "16 cells, found '17'", id="long"),
    ],
)
def test_a_row_of_another_length_is_refused_by_its_line(
    tmp_path: Path, cut: Callable[[str], str], said: str
) -> None:
    plain = {name: value for name, value in ACLED.items() if name != "notes"}
    header, row = table(plain).splitlines()
    refused, read = every(write(tmp_path, f"{header}\n{cut(row)}\n{row},,\n"))
    assert isinstance(refused, Refused)
    assert f"set.csv: line 2: expected {said}" in str(refused.error)
    assert isinstance(read, Read)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            table(ACLED).replace("fatalities", "deaths"),
            "nearest is acled, which lacks fatalities; besides, found deaths",
            id="renamed",
        ),
        pytest.param(
            table({name: value for name, value in GED.items() if name != "best"}),
            "nearest is ged, which lacks best or best_est",
            id="missing",
        ),
        pytest.param("name,age\nAnn,3\n", "besides, found name, age", id="another-table"),
        pytest.param("", "found nothing", id="empty"),
    ],
)
def test_a_file_without_the_columns_is_refused(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        every(write(tmp_path, content))
    assert said in str(refused.value)
    assert "set.csv: line 1" in str(refused.value)


@pytest.mark.parametrize("raw", [b"\x1f\x8bnone", b"event_id_cnty\0,\n"])
def test_a_broken_file_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"set\.csv"):
        every(write(tmp_path, raw))
