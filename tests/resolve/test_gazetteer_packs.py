"""Packs of places: added whole or not at all, used by every run, told in its record."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from variorum.annotate import Annotator
from variorum.errors import BadGazetteer, UnknownName
from variorum.model.document import Document
from variorum.pipeline import Settings
from variorum.resolve.gazetteer import installed
from variorum.resolve.gazetteer_packs import add_pack, packs, remove_pack
from variorum.resolve.places import find_places


def line(id: int, name: str, *, sort: str = "P", code: str = "PPL", lat: str = "48.10") -> str:
    """A line as GeoNames has them: nineteen columns."""
    values = [str(id), name, name, f"{name}ovka,Stare {name}", lat, "37.70", sort, code, "UA", "",
              "05", "", "", "", "120", "", "150", "Europe/Kyiv", "2026-01-01"]  # fmt: skip
    return "\t".join(values) + "\n"


@pytest.fixture(autouse=True)
def place_of_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VARIORUM_GAZETTEER", str(tmp_path / "packs"))
    return tmp_path / "packs"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "UA.txt"
    stream = line(901, "Drennhal", sort="H", code="STM")
    file.write_text(line(900, "Velkharne") + stream + line(902, "Orm Camp", sort="S", code="CMPRF"))
    return file


def test_a_village_of_a_pack_is_put_on_the_map(dump: Path, annotate: Annotator) -> None:
    annotated = annotate(Document("d", "Shells fell on Velkharne in Ukraine."))
    before = {place.mention.text: place for place in find_places(annotated)}
    add_pack(dump)
    after = {place.mention.text: place for place in find_places(annotated)}
    assert before["Velkharne"].lat is None
    found = after["Velkharne"]
    assert (found.lat, found.country, found.admin1, found.geonames) == (48.1, "UA", "Donetsk", 900)


def test_a_pack_holds_towns_and_sites_by_every_name(dump: Path) -> None:
    pack = add_pack(dump)
    assert (pack.name, pack.places) == ("UA", 2)
    assert [place.id for place in installed().find("Stare Velkharne")] == [900]
    assert [place.kind for place in installed().find("Orm Camp")] == ["site"]
    assert installed().find("Drennhal") == ()


def test_a_run_tells_its_packs_and_is_another_when_they_change(dump: Path) -> None:
    without = Settings().rule_set()
    pack = add_pack(dump)
    first = Settings().rule_set()
    dump.write_text(line(900, "Velkharne"))
    add_pack(dump)
    second = Settings().rule_set()
    assert first == f"{without}; gazetteer UA {pack.sha256[:12]}"
    assert len({without, first, second}) == 3
    remove_pack("UA")
    assert (Settings().rule_set(), packs()) == (without, ())


def test_a_zip_as_geonames_has_it(dump: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "UA.zip", "w") as archive:
        archive.write(dump, "UA.txt")
        archive.writestr("readme.txt", "about")
    assert add_pack(tmp_path / "UA.zip").places == 2


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        pytest.param("900\tVelkharne\n", "19 columns parted by tabs, not 2", id="columns"),
        pytest.param(line(903, "Tarn", lat="north"), "degrees", id="no-number"),
        pytest.param(line(903, "Tarn", lat="148.0"), "nowhere on earth", id="off-the-map"),
    ],
)
def test_a_broken_file_is_refused_with_its_line_and_leaves_nothing(
    broken: str, told: str, dump: Path, place_of_packs: Path
) -> None:
    add_pack(dump)
    kept = packs()
    dump.write_text(line(950, "Halvet") + broken)
    with pytest.raises(BadGazetteer, match=rf"UA\.txt, line 2: .*{told}.*nothing of it was kept"):
        add_pack(dump)
    assert packs() == kept
    assert [file.name for file in place_of_packs.iterdir()] == ["UA.sqlite"]
    assert installed().find("Halvet") == ()


def test_what_is_no_text_of_places_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "no.txt"
    file.write_bytes(b"\xff\xfe\n")
    with pytest.raises(BadGazetteer, match="line 1: expected text in UTF-8"):
        add_pack(file)
    file.write_text("")
    with pytest.raises(BadGazetteer, match="at least one populated place"):
        add_pack(file)


def test_a_name_that_is_no_pack_is_told(dump: Path) -> None:
    add_pack(dump)
    with pytest.raises(UnknownName, match="UA"):
        remove_pack("SY")
