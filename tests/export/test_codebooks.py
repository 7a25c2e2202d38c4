"""Codebook profiles: their columns, what their rules write, and what the trace says is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from export.incidents import MAY_3, MAY_4, MAY_5, Row, lines_of, material, rows_of, shelling, traced
from hand import Hand, share
from variorum.errors import BadList, UnknownName
from variorum.export.codebook import write_drafts
from variorum.export.material import Files
from variorum.export.profile import SHIPPED, read_profile, shipped
from variorum.export.rules import RULES
from variorum.model.ledger import Ledger
from variorum.model.record import EventType
from variorum.model.value import Sureness, SurenessLabel

# Columns as the projects' own files have them, 2026.
COLUMNS = {
    "acled": """
        event_id_cnty event_date year time_precision disorder_type event_type sub_event_type
        actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction
        civilian_targeting iso region country admin1 admin2 admin3 location latitude
        longitude geo_precision source source_scale notes fatalities tags timestamp""",
    "ged": """
        id relid year active_year code_status type_of_violence conflict_dset_id
        conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id
        side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
        source_article source_office source_date source_headline source_original where_prec
        where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt
        priogrid_gid country country_id region event_clarity date_prec date_start date_end
        deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob""",
    "ccc": """
        date locality state location location_detail county online type macroevent actors
        claims valence issues size_low size_high size_mean size_text size_cat arrests
        injuries_crowd injuries_police damage teargas source_1 source_2 source_3 misc final
        lat lon resolved_locality resolved_county resolved_state""",
    "plover": """
        id has_event date time enddate endtime actor recipient event event_loc event_text
        quad_code event_scale mode context size link text text_info cite_info coder
        coded_date coded_time comment""",
}
Fill = Callable[[Hand], None]


def drafts(name: str, *ledgers: Ledger, with_text: bool = True) -> Files:
    return write_drafts(material(ledgers, with_text), shipped(name, RULES))


def only(name: str, *ledgers: Ledger) -> Row:
    (row,) = rows_of(drafts(name, *ledgers)[f"{name}.csv"])
    return row


def account(id: str, text: str, *fills: Fill, published: date = MAY_5) -> Ledger:
    hand = Hand(id, text, id.title(), published)
    for fill in fills:
        fill(hand)
    return hand.ledger()


def fell(low: int | None, high: int | None, words: str = "Some people") -> Fill:
    def fill(hand: Hand) -> None:
        event = hand.event("fell", time=hand.time("Then", MAY_3, MAY_3))
        hand.figure(words, "killed", low, high, event=event)

    return fill


def silent(hand: Hand) -> None:
    hand.event("fell")


@pytest.mark.parametrize(("name", "columns"), COLUMNS.items())
def test_a_draft_has_the_columns_of_its_codebook(name: str, columns: str) -> None:
    assert [one.name for one in shipped(name, RULES).columns] == columns.split()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_cell_has_its_trace(name: str) -> None:
    files = drafts(name, shelling().ledger(), shelling("post", "Post", MAY_5).ledger())
    cells = [one for one in lines_of(files[f"{name}.trace.jsonl"]) if one["row"]]
    rows = 0 if name == "ccc" else 1
    assert len(cells) == rows * len(shipped(name, RULES).columns)
    assert all(one["because"] or one["rule"] == "left-empty" for one in cells)
    for quotation in (quoted for one in cells for quoted in one["rests_on"]):
        assert shelling().text[quotation["start"] : quotation["end"]] == quotation["text"]


def test_acled_writes_the_shelling() -> None:
    row = only("acled", shelling().ledger(), shelling("post", "Post", MAY_5).ledger())
    written = {name: value for name, value in row.items() if value}
    assert written.pop("notes").startswith("Herald: when: “Saturday”; where: “Port Alma”")
    assert written == {
        "event_date": "03 May 2031",
        "year": "2031",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Violence against civilians",
        "sub_event_type": "Attack",
        "actor1": "Northern League",
        "inter1": "Rebel group",
        "actor2": "Civilians",
        "inter2": "Civilians",
        "interaction": "Rebel group-Civilians",
        "civilian_targeting": "Civilian targeting",
        "iso": "266",
        "country": "Gabon",
        "location": "Port Alma",
        "latitude": "-4.25",
        "longitude": "12.5",
        "geo_precision": "1",
        "source": "Herald; Post",
        "fatalities": "14",
    }


def test_a_mode_chooses_the_sub_event_type() -> None:
    ledger = shelling().ledger()
    shared = replace(share(ledger), mode="heavy-weapons")
    files = write_drafts(material([ledger], incident=shared), shipped("acled", RULES))
    (row,) = rows_of(files["acled.csv"])
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"


@pytest.mark.parametrize(
    ("told", "number", "lost"),
    [
        pytest.param([fell(12, 12)], "12", [], id="exact"),
        pytest.param([fell(12, 12), fell(20, 20)], "12", ["20 (B)"], id="lowest"),
        pytest.param([fell(13, None)], "13", ["13 or more, written as 13"], id="at-least"),
        pytest.param([fell(None, 20)], "20", ["20 or fewer, written as 20"], id="at-most"),
        pytest.param([fell(12, 15)], "12", ["12 to 15, written as 12"], id="range"),
        pytest.param(
            [fell(24, None, "Dozens of people")], "12",
            ["“dozens” is 24 or more by its wording, 12 by the codebook"], id="dozens",
        ),
        pytest.param(
            [fell(200, None, "Hundreds of people")], "100",
            ["“hundreds” is 200 or more by its wording, 100 by the codebook"], id="hundreds",
        ),
        pytest.param(
            [fell(3, None, "Several people")], "3",
            ["“several” is 3 or more by its wording, 3 by the codebook"], id="several",
        ),
        pytest.param(
            [silent], "0", ["not said in the texts given; the codebook demands 0"], id="unsaid"
        ),
        pytest.param([fell(0, 0), fell(2, 2)], "0", ["2 (B)"], id="zero-is-said"),
        pytest.param([fell(None, None), fell(2, 2)], "2", [], id="open-both-ways"),
    ],
)  # fmt: skip
def test_acled_fatalities(told: list[Fill], number: str, lost: list[str]) -> None:
    text = (
        "Then some people fell. Some people. Dozens of people. Hundreds of people. Several people."
    )
    ledgers = [account(id, text, fill) for id, fill in zip("ab", told, strict=False)]
    files = drafts("acled", *ledgers)
    (row,) = rows_of(files["acled.csv"])
    assert row["fatalities"] == number
    assert traced(files, "acled", "fatalities")["lost"] == lost


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        pytest.param(("14 soldiers", "combatants"), ["14", "0", "14"], id="told-apart"),
        pytest.param(("18 people", None), ["18", "6", "12"], id="inside"),
        pytest.param(("4 civilians", "civilians"), ["6", "6", "0"], id="civilians-alone"),
    ],
)
def test_parts_of_a_toll_add_up_to_it(whole: tuple[str, str | None], parts: list[str]) -> None:
    def fill(hand: Hand) -> None:
        event = hand.event("fell")
        words, who = whole
        if who != "civilians":
            many = int(words.split()[0])
            hand.figure(words, "killed", many, many, who=who, event=event)
        hand.figure("6 civilians", "killed", 6, 6, who="civilians", event=event)
        hand.figure("4 children", "killed", 4, 4, who="children", event=event)

    ledger = account("a", "14 soldiers, 18 people, 6 civilians, 4 children fell.", fill)
    row = only("ged", ledger)
    assert [row[name] for name in ("best", "deaths_civilians", "deaths_unknown")] == parts


def on(words: str, first: date, last: date, killed: int = 7) -> Ledger:
    def fill(hand: Hand) -> None:
        event = hand.event("fell", time=hand.time(words, first, last))
        hand.figure("people", "killed", killed, killed, event=event)

    return account("a", f"people fell {words}.", fill)


@pytest.mark.parametrize(
    ("words", "first", "last", "written", "precision"),
    [
        pytest.param("on Saturday", MAY_3, MAY_3, "03 May 2031", "1", id="day"),
        pytest.param(
            "last week", date(2031, 5, 5), date(2031, 5, 11), "08 May 2031", "2", id="week"
        ),
        pytest.param("in May", date(2031, 5, 1), date(2031, 5, 31), "16 May 2031", "3", id="month"),
        pytest.param(
            "at the beginning of May", date(2031, 5, 1), date(2031, 5, 10), "01 May 2031", "3",
            id="beginning",
        ),
        pytest.param(
            "at the end of May", date(2031, 5, 21), date(2031, 5, 31), "31 May 2031", "3", id="end"
        ),
        pytest.param("in 2031", date(2031, 1, 1), date(2031, 12, 31), "", "", id="year"),
    ],
)  # fmt: skip
def test_acled_days(words: str, first: date, last: date, written: str, precision: str) -> None:
    row = only("acled", on(words, first, last))
    assert (row["event_date"], row["time_precision"]) == (written, precision)


def test_a_toll_of_several_days_is_divided_over_them() -> None:
    files = drafts("acled", on("from 3 to 5 May", MAY_3, MAY_5, killed=8))
    rows = rows_of(files["acled.csv"])
    assert [(row["event_date"], row["fatalities"]) for row in rows] == [
        ("03 May 2031", "4"),
        ("04 May 2031", "2"),
        ("05 May 2031", "2"),
    ]
    lost = traced(files, "acled", "fatalities", row=2)["lost"]
    assert lost == ["8 over 3 days, divided over them, the remainder on the first"]


def at(words: str, kind: str, point: tuple[float, float] | None) -> Ledger:
    def fill(hand: Hand) -> None:
        hand.event("fell", place=hand.place("Alma", at=point, kind=kind, country="GA"))

    return account("a", f"people fell {words} Alma.", fill)


@pytest.mark.parametrize(
    ("words", "kind", "point", "written"),
    [
        pytest.param("in", "city", (1.5, -2.5), ("1.5", "-2.5", "1"), id="city"),
        pytest.param("near", "city", (1.5, -2.5), ("1.5", "-2.5", "2"), id="near"),
        pytest.param("20 km north of", "city", (1.5, 2.5), ("1.5", "2.5", "2"), id="distance"),
        pytest.param("in", "region", (1.5, 2.5), ("1.5", "2.5", "3"), id="region"),
        pytest.param("in", "country", (1.5, 2.5), ("", "", ""), id="no-capital"),
        pytest.param("in", "other", None, ("", "", "1"), id="unplaced"),
    ],
)
def test_acled_places(
    words: str, kind: str, point: tuple[float, float] | None, written: tuple[str, str, str]
) -> None:
    row = only("acled", at(words, kind, point))
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == written


def test_ged_keeps_best_low_high_and_the_parts_of_best() -> None:
    first, second = shelling(), shelling("post", "Post", MAY_5)
    third = account("mail", "Then 22 people fell.", fell(22, 22, "22 people"))
    files = drafts("ged", first.ledger(), second.ledger(), third)
    (row,) = rows_of(files["ged.csv"])
    tolls = {name: row[name] for name in ("low", "best", "high")}
    assert tolls == {"low": "14", "best": "14", "high": "22"}
    parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert [row[name] for name in parts] == ["0", "0", "4", "10"]
    assert traced(files, "ged", "deaths_a")["lost"] == [
        "not said in the texts given; the codebook demands 0"
    ]
    assert row["type_of_violence"] == "3"
    assert row["side_b"] == "Civilians"
    assert row["geom_wkt"] == "POINT (12.5 -4.25)"
    assert row["priogrid_gid"] == str(171 * 720 + 385 + 1)
    assert row["number_of_sources"] == "3"


def test_ged_takes_fatal_events_only_and_says_so() -> None:
    files = drafts("ged", account("a", "Then people fell.", silent))
    assert rows_of(files["ged.csv"]) == []
    (line,) = lines_of(files["ged.trace.jsonl"])
    assert line["left_out"] == "no account tells of anybody killed"


def test_prints_of_one_text_count_once() -> None:
    ledgers = [shelling(id).ledger() for id in ("a", "b")]
    shared = share(*ledgers, copies=(("a", "b"),))
    files = write_drafts(material(ledgers, incident=shared), shipped("ged", RULES))
    (row,) = rows_of(files["ged.csv"])
    assert row["number_of_sources"] == "1"
    assert traced(files, "ged", "number_of_sources")["lost"] == [
        "Herald: 2 prints of one text, counted once"
    ]


@pytest.mark.parametrize(
    ("label", "left_out"),
    [
        pytest.param(SurenessLabel.DENIED, True, id="denied"),
        pytest.param(SurenessLabel.HEDGED, False, id="hedged"),
    ],
)
def test_what_no_account_says_happened_is_no_event(label: SurenessLabel, left_out: bool) -> None:
    def deny(hand: Hand) -> None:
        event = hand.event("fell", sureness=Sureness(0.0, label))
        hand.figure("people", "killed", 2, 2, event=event)

    files = drafts("acled", account("a", "No people fell.", deny))
    assert (rows_of(files["acled.csv"]) == []) is left_out


def march(words: str, low: int, high: int | None) -> Ledger:
    def fill(hand: Hand) -> None:
        hand.event("marched", "protest", "demo", agents=[(words, None, "stated", None)])
        hand.figure(words, "other", low, high)

    return account("a", f"{words} marched.", fill)


@pytest.mark.parametrize(
    ("ledger", "sizes"),
    [
        pytest.param(
            march("Hundreds of people", 200, None),
            ("200", "200", "200.0", "Hundreds of people", "2"),
            id="hundreds",
        ),
        pytest.param(
            march("Tens of thousands", 20_000, None),
            ("20000", "20000", "20000.0", "Tens of thousands", "4"),
            id="tens-of-thousands",
        ),
        pytest.param(
            march("400 to 600 people", 400, 600),
            ("400", "600", "500.0", "400 to 600 people", "2"),
            id="range",
        ),
        pytest.param(march("350 people", 350, 350), ("350", "350", "350.0", "", "2"), id="exact"),
    ],
)
def test_crowds_are_counted_as_the_consortium_does(ledger: Ledger, sizes: tuple[str, ...]) -> None:
    shared = replace(share(ledger), type=EventType.PROTEST, mode="demo")
    files = write_drafts(material([ledger], incident=shared), shipped("ccc", RULES))
    (row,) = rows_of(files["ccc.csv"])
    names = ("size_low", "size_high", "size_mean", "size_text", "size_cat")
    assert tuple(row[name] for name in names) == sizes
    assert (row["arrests"], row["injuries_police"]) == ("", "")


def test_plover_lines_nest_entities_and_keep_unknown_null() -> None:
    (line,) = lines_of(drafts("plover", shelling().ledger())["plover.jsonl"])
    assert line["event"] == ["ASSAULT"]
    assert line["mode"] == ["heavy-weapons"]
    assert line["quad_code"] == 4
    (actor,) = line["actor"]
    assert (actor["entity_text"], actor["sector"], actor["gender"]) == (
        "Northern League", "UAF", None,
    )  # fmt: skip
    assert line["event_loc"]["resolution"] == 4
    assert line["size"] == {"dead": 14, "injured": 24, "arrested": None}
    assert [line["text"][one["start"] : one["end"]] for one in line["text_info"]] == [
        one["text_story"] for one in line["text_info"]
    ]


def test_without_texts_quotations_are_cut_and_hashed() -> None:
    files = drafts("plover", shelling().ledger(), with_text=False)
    (line,) = lines_of(files["plover.jsonl"])
    assert len(line["text"]) == 60
    quoted = traced(files, "plover", "event_text")["rests_on"]
    assert quoted
    assert all(len(one["text"]) <= 60 and len(one["sha256"]) == 64 for one in quoted)


def test_conflicting_words_on_the_doer_stand_in_the_trace() -> None:
    def blame(name: str, part: str) -> Fill:
        def fill(hand: Hand) -> None:
            actor = hand.actor(name, "armed-group", "the group")
            hand.event("fell", agents=[("the group", actor, part, None)])

        return fill

    text = "the group, people fell."
    ledgers = [
        account("a", text, blame("Red Front", "accused")),
        account("b", text, blame("Red Front", "accused"), blame("Red Front", "denied")),
        account("c", text, blame("Blue Front", "claimed")),
    ]
    files = drafts("acled", *ledgers)
    assert traced(files, "acled", "actor1")["value"] == "Red Front"
    assert traced(files, "acled", "actor1")["lost"] == [
        "Red Front, accused (A, B)",
        "Blue Front, claimed (C)",
        "Red Front, denied (B)",
    ]


PROFILE = """\
# origin: our own
# takes: every
column\trule\tsettings\tbecause
dead\tcount\tof=killed; take=highest; words=words.tsv\tthe most
day\tday\tformat=%d.%m.%Y\tone day
"""


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("# origin: our own\nword\tnumber\ndozens\t36\n")
    (tmp_path / "mine.tsv").write_text(PROFILE)
    profile = read_profile(tmp_path / "mine.tsv", RULES)
    ledger = account("a", "Then Dozens of people fell.", fell(24, None, "Dozens of people"))
    files = write_drafts(material([ledger]), profile)
    assert rows_of(files["mine.csv"]) == [{"dead": "36", "day": "03.05.2031"}]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("\tday\tformat", "\tdays\tformat", "line 5: expected a rule of", id="rule"),
        pytest.param("take=", "tak=", "line 4: expected settings of count", id="setting"),
        pytest.param("format=", "edge=", "line 5: expected a setting format=…", id="missing"),
        pytest.param("=highest", "=median", "line 4: expected take to be of the form", id="value"),
        pytest.param("words.tsv", "none.tsv", "line 4: expected a table", id="table"),
        pytest.param("words.tsv", "../words.tsv", "line 4: expected a table", id="path"),
        pytest.param("\tone day", "", "line 5: expected 4 values", id="values"),
        pytest.param("# origin", "# source", "a line '# origin:'", id="origin"),
        pytest.param("column\t", "name\t", "line 3: expected the line", id="header"),
        pytest.param("# takes: every", "# form: xml", "csv, jsonl, found 'xml'", id="form"),
    ],
)
def test_a_profile_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    (tmp_path / "words.tsv").write_text("# origin: our own\nword\tnumber\ndozens\t36\n")
    (tmp_path / "mine.tsv").write_text(PROFILE.replace(old, new))
    with pytest.raises(BadList) as refused:
        read_profile(tmp_path / "mine.tsv", RULES)
    assert said in str(refused.value)
    assert "mine.tsv" in str(refused.value)


def test_a_profile_there_is_not() -> None:
    with pytest.raises(UnknownName, match="acled"):
        shipped("gdelt", RULES)


def test_two_papers_give_the_day_that_most_allow() -> None:
    def told(hand: Hand, day: date) -> None:
        hand.event("fell", time=hand.time("Then", day, day))

    text = "Then people fell."
    ledgers = [
        account(id, text, lambda hand, day=day: told(hand, day))  # type: ignore[misc]
        for id, day in (("a", MAY_4), ("b", MAY_3), ("c", MAY_4))
    ]
    files = drafts("acled", *ledgers)
    assert traced(files, "acled", "event_date")["value"] == "04 May 2031"
    assert traced(files, "acled", "event_date")["lost"] == ["3 May 2031 (B)"]
