"""Each command on articles of our own, and what it prints."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from command import Command, Ran
from variorum.export.formats import FORMATS
from variorum.model.schema import comparison_schema, ledger_schema, sheet_schema

HERALD = (
    "PORT ALMA, May 4, 2031 - Gunmen killed at least 12 people at a market in Port Alma on "
    "Saturday, the interior ministry said. The ministry blamed the Northern League for the attack."
)
VOICE = (
    "PORT ALMA, May 5, 2031 - Forty people were killed when soldiers opened fire at a market in "
    "Port Alma on Saturday, according to the Northern League. The army denied it."
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "herald.txt").write_text(HERALD, encoding="utf-8")
    (folder / "voice.txt").write_text(VOICE, encoding="utf-8")
    return folder


def test_read_gives_ledgers_that_fit_the_schema(variorum: Command, articles: Path) -> None:
    ran = variorum(
        "read", "--format", "jsonl", "--layer", "predicates", "--layer", "tokens", str(articles)
    )
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    assert [row["text"] for row in rows] == [HERALD, VOICE]
    for row in rows:
        Draft202012Validator(ledger_schema()).validate(row)
        assert row["published_by"] == "dateline"
        assert row["predicates"]
        assert row["tokens"]


def test_ledgers_are_the_same_bytes_in_any_order_and_with_any_workers(
    variorum: Command, tmp_path: Path
) -> None:
    lines = [
        json.dumps({"id": f"{number}", "text": f"{HERALD} {VOICE} It was day {number}."})
        for number in range(16)
    ]
    (tmp_path / "one.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "two.jsonl").write_text("\n".join(reversed(lines)), encoding="utf-8")
    one = variorum("read", "--format", "jsonl", "--workers", "1", "one.jsonl").out
    two = variorum("read", "--format", "jsonl", "--workers", "2", "two.jsonl").out
    assert len(one.splitlines()) == 16
    assert one.splitlines() == list(reversed(two.splitlines()))


def test_an_id_and_a_text_come_back_unchanged(variorum: Command, tmp_path: Path) -> None:
    row = {"id": "ä/1 \U0001f54a", "text": "\ufeffOne\r\ntwo \ud800 «dead», he\tsaid.\x00\n"}
    (tmp_path / "odd.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (given,) = variorum("read", "--format", "jsonl", "odd.jsonl").out.splitlines()
    again = json.loads(given)
    assert (again["id"], again["text"], again["published"]) == (row["id"], row["text"], None)


def test_reading_twice_changes_nothing(variorum: Command, articles: Path, tmp_path: Path) -> None:
    first = variorum("read", str(articles))
    kept = (tmp_path / "case.sqlite").read_bytes()
    again = variorum("read", str(articles))
    assert "2 documents read" in first.err
    assert "0 documents read, 2 read before" in again.err
    assert (tmp_path / "case.sqlite").read_bytes() == kept


def test_compare_gives_lines_of_the_second_contract(variorum: Command, articles: Path) -> None:
    ran = variorum("compare", "--format", "jsonl", str(articles))
    rows = [json.loads(line) for line in ran.out.splitlines()]
    for row in rows:
        Draft202012Validator(comparison_schema()).validate(row)
    (incident,) = [row for row in rows if row["kind"] == "incident"]
    assert len(incident["documents"]) == 2
    assert (incident["killed"]["low"], incident["killed"]["high"]) == (12, None)


def test_compare_takes_ledgers_as_they_are(variorum: Command, articles: Path) -> None:
    ledgers = variorum("read", "--format", "jsonl", str(articles)).out
    Path("ledgers.jsonl").write_text(ledgers, encoding="utf-8")
    from_ledgers = variorum("compare", "--json", "ledgers.jsonl").out
    assert from_ledgers == variorum("compare", "--json", str(articles)).out
    assert from_ledgers


def test_a_case_is_compared_shown_searched_and_checked(variorum: Command, articles: Path) -> None:
    variorum("read", "articles")
    compared = variorum("compare")
    assert "killed" in compared.out
    assert "≠ differ" in compared.out
    one = json.loads(variorum("compare", "--json").out.splitlines()[0])
    assert variorum("compare", "--json", one["id"][:8]).out.splitlines()[0] == json.dumps(
        one, ensure_ascii=False, separators=(",", ":")
    )
    assert "Northern League" in variorum("show", "articles/voice.txt").out
    assert json.loads(variorum("show", "--json", "articles/voice.txt").out)["text"] == VOICE
    hits = [json.loads(line) for line in variorum("search", "--json", "Northern").out.splitlines()]
    assert {hit["document"] for hit in hits} == {"articles/herald.txt", "articles/voice.txt"}
    assert variorum("search", "zeppelin").status == 1
    checked = variorum("check")
    assert checked.status == 0
    assert "2 ledgers" in checked.err


def test_compare_writes_a_page(variorum: Command, articles: Path, tmp_path: Path) -> None:
    ran = variorum("compare", "--format", "html", "--out", "page.html", str(articles))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert ran.status == 0
    assert "Northern League" in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_a_misquotation_is_found(variorum: Command, articles: Path) -> None:
    row = json.loads(variorum("read", "--format", "jsonl", "articles/voice.txt").out)
    row["statements"][0]["cue"]["text"] = "claimed"
    Path("bad.jsonl").write_text(json.dumps(row), encoding="utf-8")
    ran = variorum("check", "bad.jsonl")
    assert ran.status == 1
    assert "bad.jsonl: line 1" in ran.out
    assert "statements[0].cue" in ran.out


def test_demo_prints_the_sheet_and_writes_the_report(variorum: Command, tmp_path: Path) -> None:
    ran = variorum("demo")
    assert ran.status == 0
    assert "Halvet" in ran.out
    assert "2 prints, one voice" in ran.out
    assert "≠ differ" in ran.out
    assert (tmp_path / "report.html").stat().st_size > 10_000


def test_demo_joins_five_accounts_of_one_incident_in_four_voices(variorum: Command) -> None:
    rows = [json.loads(line) for line in variorum("demo", "--json").out.splitlines()]
    market = rows[0]
    assert len(market["documents"]) == 5
    assert market["copies"] == [["coast-courier", "meridian-press"]]
    assert market["time"] == {"earliest": "2031-05-03", "latest": "2031-05-03"}
    assert {one["low"] for one in market["killed"]["accounts"]} == {14, 15, 21, 22}


@pytest.mark.parametrize("command", ["demo", "read", "compare", "show", "search", "check"])
def test_every_command_explains_itself(variorum: Command, command: str) -> None:
    ran = variorum(command, "--help")
    assert ran.status == 0
    assert len(ran.out.splitlines()) > 5
    assert command in variorum("--help").out


@pytest.mark.parametrize("form", list(FORMATS))
def test_an_export_holds_and_a_changed_one_does_not(
    variorum: Command, articles: Path, tmp_path: Path, form: str
) -> None:
    variorum("read", str(articles))
    ran = variorum("export", "--format", form, "--out", "out", "--json")
    assert ran.status == 0
    written = [json.loads(line)["file"] for line in ran.out.splitlines()]
    assert "note this hash" in ran.err
    kept = "out/bundle.zip" if form == "bundle" else "out"
    assert variorum("check", kept).status == 0
    victim = tmp_path / next(name for name in written if not name.endswith("manifest.json"))
    content = victim.read_bytes()
    victim.write_bytes(content.replace(b"e", b"a", 40) if form == "bundle" else content + b"\n")
    changed = variorum("check", kept)
    assert changed.status == 1
    assert "out" in changed.out


def test_an_export_of_one_incident(variorum: Command, articles: Path) -> None:
    variorum("read", str(articles))
    incident = json.loads(variorum("compare", "--json").out.splitlines()[0])["id"][:8]
    assert variorum("export", "--format", "geojson", incident, "--no-text").status == 0
    assert Path("export/incidents.geojson").is_file()
    ran = variorum("export", "--format", "geojson", "abcdef")
    assert ran.status == 1
    assert "no incident 'abcdef'" in ran.err


@pytest.mark.parametrize("arguments", [(), ("--format", "acled", "--profile", "mine.tsv")])
def test_an_export_needs_one_format_or_profile(
    variorum: Command, articles: Path, arguments: tuple[str, ...]
) -> None:
    variorum("read", str(articles))
    ran = variorum("export", *arguments)
    assert ran.status == 2
    assert "--format" in ran.err


def test_an_export_that_cannot_be_written_says_so(
    variorum: Command, articles: Path, tmp_path: Path
) -> None:
    variorum("read", str(articles))
    (tmp_path / "export").write_text("a file")
    ran = variorum("export", "--format", "acled")
    assert ran.status != 0
    assert "export" in ran.err


ROWS = (
    "event_id_cnty,event_date,event_type,actor1,fatalities,location,latitude,longitude\n"
    "VEL1,03 May 2031,Violence against civilians,Northern League,12,Velmaro,1.5,2.5\n"
    "VEL2,3rd May,Battles,Northern League,12,Velmaro,1.5,2.5\n"
    "VEL3,03 May 2029,Battles,Northern League,12,Velmaro,1.5,2.5\n"
)


@pytest.fixture
def dataset(articles: Path, tmp_path: Path) -> str:
    """A dataset of which one row tells what the articles tell."""
    for path in articles.iterdir():
        path.write_text(path.read_text().replace("Port Alma", "Velmaro"), encoding="utf-8")
    (tmp_path / "acled.csv").write_text(ROWS, encoding="utf-8")
    return "acled.csv"


def test_a_dataset_stands_beside_the_accounts(
    variorum: Command, articles: Path, dataset: str
) -> None:
    ran = variorum("compare", str(articles), "--dataset", dataset, "--format", "sheets")
    (sheet,) = map(json.loads, ran.out.splitlines())
    Draft202012Validator(sheet_schema()).validate(sheet)
    assert [one["kind"] for one in sheet["voices"]] == ["account", "account", "dataset"]
    assert "1 row of datasets stands beside 1 incident" in ran.err
    assert "acled.csv: line 3, column 'event_date'" in ran.err
    assert variorum("compare", str(articles), "--dataset", dataset, "--strict").status == 3
    page = variorum("compare", str(articles), "--dataset", dataset, "--format", "html")
    assert page.status == 0
    table = variorum("compare", str(articles), "--dataset", dataset).out
    assert "acled.csv, row VEL1" in table
    assert "coded dataset" in table


def test_a_case_file_keeps_the_rows_of_a_dataset(
    variorum: Command, articles: Path, dataset: str, tmp_path: Path
) -> None:
    variorum("read", str(articles))
    variorum("export", "--format", "acled", "--out", "before")
    first = variorum("compare", "--dataset", dataset).out
    (tmp_path / dataset).unlink()
    assert variorum("compare").out == first
    variorum("compare", "--format", "html")
    assert "acled.csv, row VEL1" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "fatalities: 12" in variorum("show", "acled.csv#VEL1").out
    assert "3 ledgers with" in variorum("check").err
    variorum("export", "--format", "acled", "--out", "after")
    draft = [(tmp_path / each / "acled.csv").read_bytes() for each in ("before", "after")]
    assert draft[0] == draft[1], "a row of a dataset is no source of a draft"
    for form in ("bundle", "csv", "jsonl"):
        variorum("export", "--format", form, "--out", form)
        held = variorum("check", "bundle/bundle.zip" if form == "bundle" else form)
        assert (held.status, held.out) == (0, "")
    assert '"acled.csv#VEL1"' in (tmp_path / "jsonl" / "ledgers.jsonl").read_text(encoding="utf-8")
    variorum("export", "--format", "csv", "--out", "bare", "--no-text")
    assert variorum("check", "bare").status == 0
    variorum("compare", "--drop-dataset", dataset)
    assert "coded dataset" not in variorum("compare").out
    gone = variorum("compare", "--drop-dataset", dataset)
    assert gone.status == 1
    assert dataset in gone.err


def test_a_row_stands_beside_an_incident_of_one_account(
    variorum: Command, articles: Path, dataset: str
) -> None:
    variorum("read", str(articles / "voice.txt"))
    ran = variorum("compare", "--dataset", dataset)
    assert "Assault" in ran.out
    assert "acled.csv, row VEL1" in ran.out
    assert "no incident is told by two" in ran.err
    assert variorum("compare", "--format", "jsonl").out == ""


def test_a_dataset_with_other_columns_is_refused(
    variorum: Command, articles: Path, tmp_path: Path
) -> None:
    (tmp_path / "some.csv").write_text("name,age\nAnn,3\n", encoding="utf-8")
    ran = variorum("compare", str(articles), "--dataset", "some.csv")
    assert ran.status == 1
    assert "some.csv: line 1: expected the columns of a dataset" in ran.err


def _flat(ran: Ran) -> str:
    """What was printed, on one line."""
    return " ".join(ran.out.split())


def test_a_cell_opens_its_article_at_its_words(
    variorum: Command, articles: Path, dataset: str
) -> None:
    variorum("read", articles.name)
    (line,) = variorum("compare", "--dataset", dataset, "--format", "jsonl").out.splitlines()
    incident = json.loads(line)["id"][:8]
    start = HERALD.index("at least")
    ran = variorum("show", incident, "--cell", "A killed")
    assert "12 or more — the interior ministry" in ran.out
    assert "Gunmen killed ▸at least 12 people◂ at a market in Velmaro" in _flat(ran)
    assert f"id articles/herald.txt · characters {start} to {start + 18}" in _flat(ran)
    row = variorum("show", "articles/herald.txt", "--cell", "C killed")
    assert "fatalities: ▸12◂" in row.out
    assert "id acled.csv#VEL1" in row.out
    (told,) = variorum("show", "--json", incident, "--cell", "A killed").out.splitlines()
    words = {"start": start, "end": start + 18, "text": "at least 12 people"}
    assert json.loads(told)["quotation"] == words
    silent = variorum("show", incident, "--cell", "B injured")
    assert (silent.status, silent.err) == (0, "B, injured: not said in the text given\n")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("f00d", "--cell", "A killed"), 1, "no incident 'f00d'; there are: "),
        (("articles/herald.txt", "--cell", "Q killed"), 1, "no voice 'Q'; there are: A, B"),
        (("articles/herald.txt", "--cell", "A kiled"), 1, "no row 'kiled'; there are: when"),
        (("articles/herald.txt", "--cell", ""), 1, "no voice ''; there are: A, B"),
        (("articles/herald.txt", "--at", "soon"), 2, "START-END"),
        (("articles/herald.txt", "--at", "5-5000"), 1, "articles/herald.txt: [5, 5000)"),
    ],
)
def test_a_cell_or_place_that_is_not_there_is_told(
    variorum: Command,
    articles: Path,
    dataset: str,
    arguments: tuple[str, ...],
    status: int,
    said: str,
) -> None:
    variorum("read", articles.name)
    variorum("compare")
    ran = variorum("show", *arguments)
    assert (ran.status, "Traceback" in ran.err) == (status, False)
    assert said in ran.err


def test_characters_are_shown_in_their_passage(variorum: Command, articles: Path) -> None:
    path, start = f"{articles.name}/herald.txt", HERALD.index("Gunmen")
    at = f"{start}-{start + 6}"
    assert "▸Gunmen◂ killed at least" in _flat(variorum("show", path, "--at", at))
    (place,) = variorum("show", "--json", path, "--at", at).out.splitlines()
    assert json.loads(place) == {"start": start, "end": start + 6, "text": "Gunmen"}


def test_a_noted_hash_tells_an_export_from_a_forged_one(
    variorum: Command, articles: Path, tmp_path: Path
) -> None:
    """Whoever changes a value that quotes nothing can write the manifest anew, but not the hash."""
    variorum("read", articles.name)
    for form, path in (("jsonl", "jsonl"), ("bundle", "bundle/bundle.zip")):
        told = variorum("export", "--format", form, "--out", form).err
        noted = told.split("again: ")[1].strip()
        assert variorum("check", path, "--hash", noted).status == 0
        forged = variorum("check", path, "--hash", "0" * 64)
        assert (forged.status, "another export" in forged.out) == (1, True)
    ledgers, manifest = (tmp_path / "jsonl" / name for name in ("ledgers.jsonl", "manifest.json"))
    before = hashlib.sha256(ledgers.read_bytes()).hexdigest()
    noted = hashlib.sha256(manifest.read_bytes()).hexdigest()
    ledgers.write_bytes(ledgers.read_bytes().replace(b'"low": 12', b'"low": 13'))
    after = hashlib.sha256(ledgers.read_bytes()).hexdigest()
    assert before != after
    manifest.write_text(manifest.read_text().replace(before, after), encoding="utf-8")
    assert variorum("check", "jsonl").status == 0
    assert variorum("check", "jsonl", "--hash", noted).status == 1
    assert variorum("check", "--hash", noted).status == 2
