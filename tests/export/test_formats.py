"""Each format has the structure its makers publish, and quotes its documents."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator

from export.incidents import MAY_4, MAY_5, TEXT, lines_of, material, rows_of, shelling
from hand import Hand
from variorum.errors import BadValue, UnknownName
from variorum.export.csv_writing import STARTS, cell
from variorum.export.formats import BUNDLE, FORMATS, write_format
from variorum.export.manifest import MANIFEST
from variorum.export.material import Files
from variorum.model.ledger import Ledger

WITHOUT_TEXT = [name for name in FORMATS if name != "brat"]


def accounts() -> list[Ledger]:
    second = shelling("post", "Post", MAY_5)
    second.frame("soldiers of the Northern League", "scare-quotes", "a1", None)
    return [shelling().ledger(), second.ledger()]


def write(name: str, with_text: bool = True) -> Files:
    return write_format(name, material(accounts(), with_text))


def bundled(with_text: bool = True) -> Files:
    with zipfile.ZipFile(io.BytesIO(write(BUNDLE, with_text)["bundle.zip"])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    assert write(name) == write(name)


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_says_what_it_is(name: str) -> None:
    files = bundled() if name == BUNDLE else write(name)
    manifest = json.loads(files[MANIFEST])
    assert (manifest["format"], manifest["version"]) == (name, "0.1.0")
    assert (manifest["runs"], manifest["licence"]) == (["run-1"], "CC0-1.0")
    assert {one["name"] for one in manifest["files"]} == set(files) - {MANIFEST}
    assert [one["id"] for one in manifest["documents"]] == ["herald", "post"]


@pytest.mark.parametrize("name", WITHOUT_TEXT)
def test_without_texts_no_article_is_given_away(name: str) -> None:
    files = bundled(with_text=False) if name == BUNDLE else write(name, with_text=False)
    longest = TEXT[:61]
    assert all(longest.encode() not in content for content in files.values())
    assert json.loads(files[MANIFEST])["with_text"] is False


def test_brat_without_texts_is_refused() -> None:
    with pytest.raises(BadValue, match="--no-text"):
        write("brat", with_text=False)


def test_a_format_there_is_not() -> None:
    with pytest.raises(UnknownName, match="geojson"):
        write("stix")


POINT = {"type": "array", "prefixItems": [{"type": "number"}] * 2, "minItems": 2, "maxItems": 3}
GEOJSON = {  # RFC 7946
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {"type": {"const": "Point"}, "coordinates": POINT},
                            },
                        ]
                    },
                },
            },
        },
    },
}


def test_geojson_gives_longitude_first_and_how_precise_the_point_is() -> None:
    collection = json.loads(write("geojson")["incidents.geojson"])
    Draft202012Validator(GEOJSON).validate(collection)
    (feature,) = collection["features"]
    assert feature["geometry"]["coordinates"] == [12.5, -4.25]
    assert feature["properties"]["precision"] == "city, within 3 km"
    assert feature["properties"]["said_by"] == ["Herald", "Post"]


@pytest.mark.parametrize(
    ("kind", "point", "said"),
    [
        ("country", (1.0, 2.0), "somewhere in the country"),
        ("other", None, "not in the gazetteer"),
    ],
)
def test_geojson_makes_no_point_of_a_country(
    kind: str, point: tuple[float, float] | None, said: str
) -> None:
    hand = Hand("a", "people fell in Alma")
    hand.event("fell", place=hand.place("Alma", at=point, kind=kind))
    collection = json.loads(write_format("geojson", material([hand.ledger()]))["incidents.geojson"])
    (feature,) = collection["features"]
    assert (feature["geometry"], feature["properties"]["precision"]) == (None, said)


def test_geojson_keeps_an_incident_without_a_place() -> None:
    hand = Hand("a", "people fell")
    hand.event("fell")
    collection = json.loads(write_format("geojson", material([hand.ledger()]))["incidents.geojson"])
    assert [one["geometry"] for one in collection["features"]] == [None]


def test_annotations_select_by_quotation_and_by_position() -> None:
    collection = json.loads(write("annotations")["annotations.json"])
    assert collection["type"] == "AnnotationCollection"
    page = collection["first"]
    assert page["type"] == "AnnotationPage"
    assert collection["total"] == len(page["items"]) > 0
    ids = [one["id"] for one in page["items"]]
    assert len(set(ids)) == len(ids)
    for one in page["items"]:
        assert one["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert (one["type"], one["motivation"]) == ("Annotation", "classifying")
        assert all(body["type"] == "TextualBody" for body in one["body"])
        quoted, position = one["target"]["selector"]
        assert (quoted["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        start, end = position["start"], position["end"]
        assert TEXT[start:end] == quoted["exact"]
        assert TEXT[:start].endswith(quoted["prefix"])
        assert TEXT[end:].startswith(quoted["suffix"])


BRAT_LINES = (  # https://brat.nlplab.org/standoff.html
    r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t.*",
    r"R\d+\t[\w-]+ Arg1:T\d+ Arg2:T\d+",
    r"E\d+\t[\w-]+:T\d+( [\w-]+:T\d+)*",
    r"A\d+\t[\w-]+ E\d+ [\w-]+",
    r"#\d+\tAnnotatorNotes [TE]\d+\t.*",
)


def test_brat_lines_are_standoff_over_the_text_beside_them() -> None:
    files = write("brat")
    (ann,) = (name for name in files if name.endswith("herald.ann"))
    text = files[ann.replace(".ann", ".txt")].decode()
    assert text == TEXT
    known: set[str] = set()
    for line in files[ann].decode().splitlines():
        assert any(re.fullmatch(one, line) for one in BRAT_LINES), line
        name = line.split("\t")[0]
        assert name not in known
        known.add(name)
        assert set(re.findall(r"(?<=:)T\d+", line)) <= known
        if line[0] == "T":
            _, placed, words = line.split("\t")
            start, end = map(int, placed.split()[1:])
            assert text[start:end] == words
    conf = files["annotation.conf"].decode()
    assert [one for one in conf.splitlines() if one[:1] == "["] == [
        "[entities]", "[relations]", "[events]", "[attributes]",
    ]  # fmt: skip


def test_brat_gives_a_stretch_over_two_lines_in_two_pieces() -> None:
    hand = Hand("a", "The mayor said\nthat people fell.")
    hand.statement("The mayor", "said", "said\nthat people")
    (ann,) = (
        content
        for name, content in write_format("brat", material([hand.ledger()])).items()
        if name.endswith(".ann")
    )
    assert "Content 10 14;15 26\tsaid that people" in ann.decode()


def test_timesketch_rows_have_the_columns_it_requires() -> None:
    rows = rows_of(write("timesketch")["timesketch.csv"])
    assert rows
    for row in rows:
        assert row["message"]
        assert row["timestamp_desc"]
        at = datetime.fromisoformat(row["datetime"])
        assert at.tzinfo == UTC
        assert int(row["timestamp"]) == at.timestamp() * 1_000_000
        assert TEXT[int(row["start"]) : int(row["end"])] == row["quotation"]
    told = {row["datetime"] for row in rows if row["timestamp_desc"] == "Day told by an account"}
    assert told == {"2031-05-03T00:00:00+00:00"}


def test_timelinejs_slides_are_dated_grouped_and_escaped() -> None:
    hand = shelling("a", "<b>Herald</b>")
    timeline = json.loads(write_format("timelinejs", material([hand.ledger()]))["timeline.json"])
    (slide,) = timeline["events"]
    assert slide["start_date"] == {
        "year": 2031, "month": 5, "day": 3, "display_date": "3 May 2031",
    }  # fmt: skip
    assert slide["group"] == "&lt;b&gt;Herald&lt;/b&gt;"
    assert "Northern League, accused" in slide["text"]["text"]
    assert set(slide) <= {"start_date", "end_date", "text", "group", "unique_id"}
    assert timeline["title"]["text"]["headline"]


FTM = {  # properties of followthemoney's schemata that are written
    "Event": {
        "name", "summary", "recordId", "startDate", "endDate", "date", "location", "country",
        "involved", "publisher", "sourceUrl", "proof",
    },
    "Article": {
        "title", "fileName", "publisher", "sourceUrl", "publishedAt", "language", "contentHash",
    },
    "Mention": {"document", "resolved", "name", "detectedSchema"},
    "Organization": {"name", "country"},
    "PublicBody": {"name", "country"},
    "Person": {"name", "country"},
}  # fmt: skip
REQUIRED = {
    "Event": {"name"}, "Organization": {"name"}, "PublicBody": {"name"}, "Person": {"name"},
    "Mention": {"name", "document"}, "Article": set(),
}  # fmt: skip


def test_followthemoney_entities_refer_to_one_another() -> None:
    entities = lines_of(write("ftm")["entities.jsonl"])
    ids = {one["id"] for one in entities}
    assert len(ids) == len(entities)
    for one in entities:
        assert set(one) == {"id", "schema", "properties"}
        assert set(one["properties"]) <= FTM[one["schema"]]
        assert all(
            values and all(isinstance(value, str) for value in values)
            for values in one["properties"].values()
        )
        assert REQUIRED[one["schema"]] <= set(one["properties"])
        assert one["properties"].get("detectedSchema", ["Person"])[0] in FTM
        for name in ("involved", "proof", "document", "resolved"):
            assert set(one["properties"].get(name, ())) <= ids
    kinds = [one["schema"] for one in entities]
    assert kinds.count("Event") == 1
    assert kinds.count("Article") == 2
    (party,) = (one for one in entities if one["schema"] == "Organization")
    assert party["properties"]["name"] == ["Northern League"]


@pytest.mark.parametrize(("url", "kept"), [("https://h.example/1", 1), ("javascript:x()", 0)])
def test_followthemoney_takes_addresses_of_the_web_alone(url: str, kept: int) -> None:
    hand = Hand("a", "people fell", "Herald", MAY_4, url=url)
    hand.event("fell")
    files = write_format("ftm", material([hand.ledger()]))
    (article,) = (one for one in lines_of(files["entities.jsonl"]) if one["schema"] == "Article")
    assert len(article["properties"].get("sourceUrl", [])) == kept


def test_json_lines_hold_against_the_schemas_beside_them() -> None:
    files = write("jsonl")
    for name, lines in (
        ("document-ledger", "ledgers"), ("comparison", "comparison"), ("sheet", "sheets"),
    ):  # fmt: skip
        schema = json.loads(files[f"schemas/{name}.schema.json"])
        rows = lines_of(files[f"{lines}.jsonl"])
        assert rows
        for row in rows:
            Draft202012Validator(schema).validate(row)


def test_tables_hold_every_record() -> None:
    files = write("csv")
    ledgers = accounts()
    assert [row["id"] for row in rows_of(files["documents.csv"])] == ["herald", "post"]
    for name in ("statements", "events", "figures", "actors", "times", "places"):
        rows = rows_of(files[f"{name}.csv"])
        assert len(rows) == sum(len(getattr(ledger, name)) for ledger in ledgers)
    cue = rows_of(files["events.csv"])[0]
    assert TEXT[int(cue["cue_start"]) : int(cue["cue_end"])] == cue["cue_text"] == "shelled"
    cells = rows_of(files["shared_cells.csv"])
    assert {row["voice"] for row in cells} == {"1", "2"}


@pytest.mark.parametrize("start", STARTS)
def test_a_spreadsheet_runs_nothing(start: str) -> None:
    title = f"{start}HYPERLINK(A1)"
    hand = Hand("a", "people fell", title=title)
    hand.event("fell")
    (row,) = rows_of(write_format("csv", material([hand.ledger()]))["documents.csv"])
    assert row["title"] == f"'{title}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-4.25, "-4.25"),
        (0, "0"),
        (None, ""),
        (" =1+1", "' =1+1"),
        ("\u00a0@SUM(1)", "'\u00a0@SUM(1)"),
        ("a=b", "a=b"),
        ("", ""),
        (True, "True"),
    ],
)
def test_cells(value: object, written: str) -> None:
    assert cell(value) == written


def test_a_bundle_holds_texts_records_and_schemas() -> None:
    files = bundled()
    assert {name.split("/")[0] for name in files} == {
        "README.txt", "comparison.jsonl", "ledgers.jsonl", "manifest.json", "schemas",
        "sheets.jsonl", "texts",
    }  # fmt: skip
    assert [content for name, content in files.items() if name.startswith("texts/")] == [
        TEXT.encode()
    ]


def test_a_lone_surrogate_travels_whole() -> None:
    hand = Hand("a", "people \ud800fell", "Herald", MAY_4)
    hand.event("\ud800fell")
    for name in FORMATS:
        assert write_format(name, material([hand.ledger()]))
