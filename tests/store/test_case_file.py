"""The case file gives back what it got, changes nothing twice, and lays every record open."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hand import Hand, share
from variorum.errors import UnknownName
from variorum.model.document import Document, PublishedBy
from variorum.model.hit import HitKind
from variorum.model.incident import (
    AgentKind,
    Comparison,
    Effect,
    Incident,
    IncidentAgent,
    Victim,
)
from variorum.model.ledger import Ledger
from variorum.model.record import EventType, Gap, Responsibility, Stage
from variorum.model.value import Bounds, Interval, Sureness, SurenessLabel
from variorum.store.casefile import CaseFile, Run

RUN = Run("1.0", "abc", "en")
MAY_3 = date(2031, 5, 3)


def _full(name: str = "a.txt") -> Ledger:
    """A ledger with every kind of record."""
    hand = Hand(
        name,
        "On 3 May Velkhar gunmen killed at least 12 people with rifles in Port Alma, the so-called "
        "ministry claimed.",
        source="The Port Herald",
        published=date(2031, 5, 4),
    )
    gunmen = hand.actor("Velkhar army", "military", "Velkhar gunmen", partisan=["Velkhar gunmen"])
    said = hand.statement(
        "the so-called ministry", "claimed", "On 3 May Velkhar gunmen killed", act="claim"
    )
    day, town = hand.time("3 May", MAY_3, MAY_3), hand.place("Port Alma", at=(12.5, -3.25))
    hand.figure("at least 12 people", "killed", 12, None, event="e1", statement=said)
    hand.event(
        "killed",
        mode="firearms",
        agents=[("Velkhar gunmen", gunmen, "claimed", said)],
        recipients=[("12 people", None)],
        instruments=["rifles"],
        time=day,
        place=town,
        figures=["f1"],
        statement=said,
        sureness=Sureness(2.0, SurenessLabel.HEDGED, (hand.words("claimed"),)),
    )
    hand.frame("so-called", "so-called", None, said)
    incident = Incident(
        "i1", EventType.ASSAULT, "firearms", ("e1",), Stage.DONE, Interval(MAY_3, MAY_3), town,
        (
            IncidentAgent(
                hand.words("Velkhar gunmen"), gunmen, AgentKind.PERSON, Responsibility.CLAIMED
            ),
        ),
        (Victim(hand.words("12 people"), None, 12, None, Effect.DEATH),),
        (hand.words("Port Alma"),), (hand.words("rifles"),), Bounds(12, None), None,
    )  # fmt: skip
    document = replace(hand.document, published_by=PublishedBy.FLAG)
    return replace(
        hand.ledger(), document=document, incidents=(incident,), gaps=(Gap(0, 2, "torn"),)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.sqlite"


@pytest.fixture
def case(path: Path) -> Iterator[CaseFile]:
    with CaseFile(path) as opened:
        yield opened


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as sql:
        return list(sql.iterdump())


def _rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as sql:
        return sql.execute(query).fetchall()


def test_a_ledger_comes_back_the_same(path: Path) -> None:
    with CaseFile(path) as case:
        case.add(_full(), RUN)
    with CaseFile(path) as case:
        assert case.ledger("a.txt") == _full()
        assert list(case.ledgers()) == [_full()]
        assert list(case.documents()) == [_full().document]
        assert "a.txt" in case
        assert "b.txt" not in case


@settings(max_examples=40, deadline=None)
@given(name=st.text(min_size=1), text=st.text(st.characters(), min_size=1), title=st.text())
def test_any_text_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, name: str, text: str, title: str
) -> None:
    ledger = Ledger(Document(name, text, title=title or None))
    with CaseFile(tmp_path_factory.mktemp("case") / "case.sqlite") as case:
        case.add(ledger, RUN)
        assert case.ledger(name) == ledger
        assert list(case.documents()) == [ledger.document]
        assert case.has(ledger.document, RUN)


@pytest.mark.parametrize("text", ["a\x00b dead", "\ud800 dead", "\\ \ufffd dead", "\ufdd0 dead"])
def test_odd_characters_come_back_and_can_be_searched(case: CaseFile, text: str) -> None:
    ledger = Ledger(Document("\udcff" + text, text, title=text))
    case.add(ledger, RUN)
    assert case.ledger(ledger.document.id) == ledger
    assert case.has(ledger.document, RUN)
    [hit] = case.search("dead")
    assert hit.quotation.text == text


def test_adding_twice_changes_nothing(path: Path) -> None:
    with CaseFile(path) as case:
        case.add(_full(), RUN)
        case.keep_comparison(Comparison((share(_full()),), ()))
    before, bytes_before = _dump(path), path.read_bytes()
    with CaseFile(path) as case:
        assert case.has(_full().document, RUN)
        case.add(_full(), RUN)
        case.keep_comparison(Comparison((share(_full()),), ()))
    assert _dump(path) == before
    assert path.read_bytes() == bytes_before


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((replace(_full().document, published=None), RUN), id="day"),
        pytest.param((replace(_full().document, source="Other"), RUN), id="source"),
        pytest.param((replace(_full().document, text="12 dead"), RUN), id="text"),
        pytest.param((_full().document, replace(RUN, rule_set="def")), id="rules"),
        pytest.param((_full().document, replace(RUN, layers=("tokens",))), id="layers"),
        pytest.param((_full().document, replace(RUN, annotator="spacy:x")), id="annotator"),
    ],
)
def test_whatever_could_change_the_records_is_read_again(
    case: CaseFile, other: tuple[Document, Run]
) -> None:
    case.add(_full(), RUN)
    assert case.has(_full().document, RUN)
    assert not case.has(*other)


def test_reading_with_new_rules_puts_the_new_records_in_place_of_the_old(
    case: CaseFile, path: Path
) -> None:
    case.add(_full(), RUN)
    less = replace(_full(), events=(), incidents=(), figures=())
    case.add(less, replace(RUN, rule_set="def"))
    assert case.ledger("a.txt") == less
    assert _rows(path, "SELECT count(*) FROM events") == [(0,)]
    assert _rows(path, "SELECT count(*) FROM event_agents") == [(0,)]
    assert _rows(path, "SELECT count(*) FROM statements") == [(1,)]
    assert {hit.kind for hit in case.search("killed")} == {HitKind.TEXT, HitKind.STATEMENT}


def test_a_record_keeps_its_key_when_another_is_found_before_it(case: CaseFile, path: Path) -> None:
    hand = Hand("a.txt", "Shelling began. Then 12 people were killed.")
    hand.event("killed")
    case.add(hand.ledger(), RUN)
    [(before,)] = _rows(path, "SELECT key FROM events")
    hand.events.clear()
    hand.event("Shelling")
    hand.event("killed")
    case.add(hand.ledger(), replace(RUN, rule_set="def"))
    assert _rows(path, f"SELECT id FROM events WHERE key = '{before}'") == [("e2",)]


def test_two_records_on_the_same_words_have_two_keys(case: CaseFile, path: Path) -> None:
    hand = Hand("a.txt", "12 people were killed.")
    hand.event("killed")
    hand.event("killed")
    case.add(hand.ledger(), RUN)
    assert _rows(path, "SELECT count(DISTINCT key) FROM events") == [(2,)]


def test_the_text_read_last_is_the_current_one_and_the_first_is_kept(
    case: CaseFile, path: Path
) -> None:
    first, second = Hand("a.txt", "12 dead.").ledger(), Hand("a.txt", "13 dead.").ledger()
    case.add(first, RUN)
    case.add(second, RUN)
    assert case.ledger("a.txt") == second
    assert not case.has(first.document, RUN)
    assert [hit.quotation.text for hit in case.search("dead")] == ["13 dead."]
    assert _rows(path, "SELECT text, current FROM documents ORDER BY text") == [
        ("12 dead.", 0),
        ("13 dead.", 1),
    ]
    case.add(first, RUN)
    assert case.ledger("a.txt") == first
    assert [hit.quotation.text for hit in case.search("dead")] == ["12 dead."]


def test_ledgers_come_by_id_whatever_the_order_they_were_added_in(case: CaseFile) -> None:
    for name in ("c", "a", "b"):
        case.add(Hand(name, "12 dead.").ledger(), RUN)
    assert [ledger.document.id for ledger in case.ledgers()] == ["a", "b", "c"]


def test_an_unknown_document_is_named_with_those_there_are(case: CaseFile) -> None:
    case.add(_full(), RUN)
    with pytest.raises(UnknownName, match=r"no document 'b'; there are: a\.txt"):
        case.ledger("b")
    with pytest.raises(UnknownName, match="no document 'b'"):
        case.document("b")


def test_every_quotation_stands_in_the_views(case: CaseFile, path: Path) -> None:
    case.add(_full(), RUN)
    content = "On 3 May Velkhar gunmen killed"
    assert _rows(path, "SELECT act, speaker, cue, content FROM quoted_statements") == [
        ("claim", "the so-called ministry", "claimed", content)
    ]
    assert _rows(
        path,
        "SELECT type, mode, cue, agents, recipients, time, earliest, place, latitude, sureness "
        "FROM quoted_events",
    ) == [
        (
            "assault", "firearms", "killed", "Velkhar gunmen (claimed)", "12 people", "3 May",
            "2031-05-03", "Port Alma", 12.5, 2.0,
        )
    ]  # fmt: skip
    assert _rows(path, "SELECT counts, low, high, mention, speaker FROM quoted_figures") == [
        ("killed", 12, None, "at least 12 people", "the so-called ministry")
    ]
    assert _rows(path, "SELECT mark, words FROM quoted_framing") == [("so-called", "so-called")]
    assert _rows(path, "SELECT name, mention, partisan FROM quoted_actor_mentions") == [
        ("Velkhar army", "Velkhar gunmen", 1)
    ]


def test_every_table_is_filled_and_every_reference_holds(case: CaseFile, path: Path) -> None:
    case.add(_full(), RUN)
    case.add(_full("b.txt"), RUN)
    case.keep_comparison(_comparison())
    tables = [
        row[0] for row in _rows(path, "SELECT name FROM pragma_table_list WHERE type='table'")
    ]
    empty = {name for name in tables if _rows(path, f"SELECT count(*) FROM [{name}]") == [(0,)]} - {
        "dataset_rows",
        "datasets",
        "decisions",
        "sqlite_schema",
        "sqlite_temp_schema",
    }
    assert not empty
    assert not _rows(path, "PRAGMA foreign_key_check")
    assert _rows(path, "PRAGMA integrity_check") == [("ok",)]


def _comparison() -> Comparison:
    shared = share(
        _full(), _full("b.txt"), killed=[("a.txt", 12, None)], place="Port Alma",
        time=Interval(MAY_3, MAY_3), copies=(("a.txt", "b.txt"),),
    )  # fmt: skip
    return Comparison((shared,), (("a.txt", "b.txt"),))


def test_a_comparison_comes_back_the_same(path: Path) -> None:
    with CaseFile(path) as case:
        assert case.comparison() is None
        case.add(_full(), RUN)
        case.add(_full("b.txt"), RUN)
        case.keep_comparison(_comparison())
    with CaseFile(path) as case:
        assert case.comparison() == _comparison()
        case.keep_comparison(Comparison((), ()))
        assert case.comparison() == Comparison((), ())


def test_a_comparison_is_dropped_when_a_document_changes(case: CaseFile) -> None:
    case.add(_full(), RUN)
    case.add(_full("b.txt"), RUN)
    case.keep_comparison(_comparison())
    case.add(Hand("a.txt", "13 dead.").ledger(), RUN)
    assert case.comparison() is None


def _row(id: str) -> Ledger:
    hand = Hand(f"set.csv#{id}", f"event_id: {id}\nday: 2031-05-03\n")
    hand.event(id, time=hand.time("2031-05-03", MAY_3, MAY_3))
    return hand.ledger()


def test_rows_of_a_dataset_come_back_and_are_no_documents(path: Path) -> None:
    with CaseFile(path) as case:
        case.add(_full(), RUN)
        case.keep_dataset("set.csv", [_row("V2"), _row("V1")])
    with CaseFile.existing(path) as case:
        assert case.datasets() == {"set.csv": ("set.csv#V2", "set.csv#V1")}
        assert list(case.rows()) == [_row("V2"), _row("V1")]
        assert case.ledger("set.csv#V1") == _row("V1")
        assert case.document("set.csv#V1") == _row("V1").document
        assert "set.csv#V1" in case
        assert case.ids() == ("a.txt",)


def test_a_dataset_given_again_takes_the_place_of_the_first(case: CaseFile) -> None:
    case.keep_dataset("set.csv", [_row("V1"), _row("V2")])
    case.keep_dataset("other.csv", [])
    case.keep_dataset("set.csv", [_row("V3")])
    assert case.datasets() == {"other.csv": (), "set.csv": ("set.csv#V3",)}


def test_a_dataset_can_be_dropped(case: CaseFile) -> None:
    case.keep_dataset("set.csv", [_row("V1")])
    case.drop_dataset("set.csv")
    assert list(case.rows()) == []
    with pytest.raises(UnknownName, match=r"set\.csv"):
        case.drop_dataset("set.csv")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("gunmen", {"text", "statement", "actor"}, id="word"),
        pytest.param("GUNMEN rifles", {"text"}, id="all-words"),
        pytest.param("assault", {"event"}, id="type"),
        pytest.param("velk*", {"text", "statement", "actor"}, id="beginning"),
        pytest.param('"Port Alma"', {"text", "place"}, id="phrase"),
        pytest.param('"Alma Port"', set(), id="phrase-in-order"),
        pytest.param("people", {"text", "figure"}, id="figure"),
        pytest.param("absent", set(), id="absent"),
        pytest.param('NEAR( "', set(), id="half-a-quotation"),
        pytest.param("words:killed", set(), id="column"),
        pytest.param("NOT killed", set(), id="operator-is-a-word"),
        pytest.param("? - *", set(), id="no-word"),
        pytest.param("", set(), id="empty"),
    ],
)
def test_search_finds_texts_and_records(case: CaseFile, query: str, found: set[str]) -> None:
    case.add(_full(), RUN)
    hits = case.search(query)
    assert {hit.kind.value for hit in hits} == found
    assert all(hit.document == "a.txt" for hit in hits)
    assert len(case.search(query, 1)) == min(1, len(found))


def test_a_hit_quotes_the_passage_around_the_words(case: CaseFile) -> None:
    text = "First line.\n" + "word " * 100 + "here bridge there " + "word " * 100 + "\nLast."
    case.add(Hand("a", text).ledger(), RUN)
    [hit] = case.search("bridge")
    assert "here bridge there" in hit.quotation.text
    assert 200 < len(hit.quotation.text) < 340
    assert hit.quotation.text.startswith("word ")
    [hit] = case.search("Last")
    assert hit.quotation.text == "Last."


def test_a_decision_can_be_neither_changed_nor_removed(case: CaseFile, path: Path) -> None:
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.execute(
            "INSERT INTO decisions (made_at, made_by, subject, action) "
            "VALUES ('2031-05-04T10:00:00Z', 'a coder', 'i1', 'split')"
        )
        for attempt in (
            "UPDATE decisions SET action = 'join'",
            "DELETE FROM decisions",
            "REPLACE INTO decisions SELECT * FROM decisions",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="kept as they were made"):
                sql.execute(attempt)


_SEEN = (
    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE '%index_%'"
)


def test_the_file_opens_in_datasette_untouched(path: Path) -> None:
    from datasette.app import Datasette  # type: ignore[import-untyped]

    with CaseFile(path) as case:
        case.add(_full(), RUN)

    async def look() -> None:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        names = [row[0] for row in _rows(path, _SEEN)]
        for name in ["/case", *(f"/case/{name}" for name in names)]:
            page = await datasette.client.get(name)
            assert page.status_code == 200, name
        event = await datasette.client.get("/case/quoted_events.json?_shape=array")
        assert event.json()[0]["cue"] == "killed"
        found = await datasette.client.get("/case/passages.json?_shape=array&_search=rifles")
        assert [row["kind"] for row in found.json()] == ["text"]

    asyncio.run(look())


def test_a_killed_run_keeps_what_was_added_and_goes_on(path: Path, tmp_path: Path) -> None:
    program = f"""
        import os, signal
        from variorum.model.document import Document
        from variorum.model.ledger import Ledger
        from variorum.store.casefile import CaseFile, Run
        with CaseFile({str(path)!r}) as case:
            for number in range(5):
                case.add(Ledger(Document(str(number), "12 dead.")), Run("1.0", "abc", "en"))
            os.kill(os.getpid(), signal.SIGKILL)
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False)
    assert killed.returncode == -9
    with CaseFile(path) as case:
        assert case.ids() == ("0", "1", "2", "3", "4")
        assert case.has(Document("4", "12 dead."), RUN)
        case.add(Ledger(Document("5", "12 dead.")), RUN)


def test_an_interrupt_in_the_middle_leaves_all_or_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from variorum.store import casefile

    def interrupted(row: object) -> Iterator[object]:
        raise KeyboardInterrupt
        yield

    with CaseFile(path) as case:
        case.add(_full(), RUN)
        with monkeypatch.context() as patched:
            patched.setattr(casefile, "passages", interrupted)
            with pytest.raises(KeyboardInterrupt):
                case.add(Hand("a.txt", "13 dead.").ledger(), RUN)
        assert case.ledger("a.txt") == _full()
        case.add(Hand("b", "13 dead.").ledger(), RUN)
    with CaseFile(path) as case:
        assert case.ids() == ("a.txt", "b")
        assert case.ledger("a.txt") == _full()
