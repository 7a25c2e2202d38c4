"""The gazetteer: built from lists and towns, looked up by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from variorum.errors import MissingGazetteer
from variorum.resolve.gazetteer import Gazetteer, installed
from variorum.resolve.gazetteer_build import build, fold
from variorum.resolve.gazetteer_packs import packs

COUNTRIES: Mapping[str, Any] = {
    "SY": {"geonameid": 163843, "areakm2": 185180, "population": 16906283, "capital": "Damascus"},
}
TOWNS: tuple[Mapping[str, Any], ...] = (
    {"geonameid": 2, "name": "Velkhār", "latitude": 35.5, "longitude": 38.5, "countrycode": "SY",
     "admin1code": "04", "population": 90000, "alternatenames": ["Wilkar", "VLK", "velkar", "فل"]},
    {"geonameid": 1, "name": "Damascus", "latitude": 33.5, "longitude": 36.3, "countrycode": "SY",
     "admin1code": "13", "population": 1569394, "alternatenames": []},
)  # fmt: skip
LISTS = {
    "places_countries.tsv": "iso\tname\tlat\tlon\tnames\n"
    "SY\tSyria\t35\t38.5\tSyrian Arab Republic\n",
    "places_divisions.tsv": "code\tname\tlat\tlon\tradius_km\tgeonames\n"
    "SY.04\tRaqqa Governorate\t36.2\t38.9\t81\t\nSY.04.1\tTal District\t36.1\t38.8\t20\t\n",
    "places_regions.tsv": "name\tkind\tlat\tlon\tcountry\tradius_km\tnames\n"
    "Black Sea\tsea\t43\t34\t\t500\t\n",
    "places_fronts.tsv": "name\tcountry\tlat\tlon\tnames\nVelkhar\tSY\t\t\tBelkhar\n"
    "Tel Orm\tSY\t35.1\t38.1\tTall Orm\n",
    "places_abbreviations.tsv": "code\tnames\nSY.04\tRq.\n",
}


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    for name, text in LISTS.items():
        (tmp_path / name).write_text(f"# origin: test\n{text}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("written", "key"),
    [
        pytest.param("Sana’a", "sanaa", id="apostrophe"),
        pytest.param("Deir ez-Zôr", "deir ez zor", id="hyphen-and-accent"),
        pytest.param("Łódź", "lodz", id="letters-without-parts"),
        pytest.param("THE U.S.", "us", id="article-and-stops"),
        pytest.param("Mt. Hermon", "mount hermon", id="long-form"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_fold_takes_away_what_spellings_differ_in(written: str, key: str) -> None:
    assert fold(written) == key


def test_build_gives_the_same_bytes_for_the_same_input(lists: Path) -> None:
    first, second = lists / "a.sqlite", lists / "b.sqlite"
    build(first, lists, TOWNS, COUNTRIES)
    build(second, lists, tuple(reversed(TOWNS)), COUNTRIES)
    assert first.read_bytes() == second.read_bytes()


def test_find_knows_every_latin_name_and_the_level(lists: Path) -> None:
    build(lists / "g.sqlite", lists, TOWNS, COUNTRIES)
    gazetteer = Gazetteer(lists / "g.sqlite")
    assert [place.id for place in gazetteer.find("VELKHAR")] == [2]
    assert [place.rank for place in gazetteer.find("Wilkar")] == [1]
    assert [place.id for place in gazetteer.find("Belkhar")] == [2]
    assert [(place.lat, place.geonames) for place in gazetteer.find("Tall Orm")] == [(35.1, None)]
    assert gazetteer.find("VLK") == gazetteer.find("velkar") == ()
    assert [place.level for place in gazetteer.find("Damascus")] == ["capital"]
    assert [place.level for place in gazetteer.find("Raqqa")] == ["admin1"]
    assert [place.rank for place in gazetteer.find("Rq.")] == [2]
    assert [place.geonames for place in gazetteer.find("Black Sea")] == [None]
    assert gazetteer.division_name("SY", "04") == "Raqqa Governorate"


def test_a_country_reaches_as_far_as_its_area(lists: Path) -> None:
    build(lists / "g.sqlite", lists, TOWNS, COUNTRIES)
    (syria,) = Gazetteer(lists / "g.sqlite").find("Syria")
    assert syria.radius_km == pytest.approx(242.8)


def test_a_missing_file_is_named_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(MissingGazetteer, match=r"none\.sqlite: expected .*; install the package"):
        Gazetteer(tmp_path / "none.sqlite")


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [
        pytest.param("Kyiv", "UA", "capital", id="capital"),
        pytest.param("Damascus", "SY", "capital", id="capital-of-a-governorate"),
        pytest.param("Bakhmut", "UA", "town", id="town"),
        pytest.param("Darfur", "SD", "region", id="region"),
        pytest.param("Transnistria", "MD", "region", id="de-facto-territory"),
        pytest.param("Kosovo", "XK", "country", id="country"),
        pytest.param("Ohio", "US", "admin1", id="division"),
    ],
)
def test_the_installed_gazetteer_holds(name: str, country: str, level: str) -> None:
    assert (country, level) in {(place.country, place.level) for place in installed().find(name)}


def test_look_ups_take_microseconds() -> None:
    gazetteer = installed()
    names = [f"{head} {tail}" for head in ("San", "Ain", "Tell", "Novo") for tail in range(500)]
    began = perf_counter()
    for name in names:
        gazetteer.find(name)
    assert (perf_counter() - began) / len(names) < 1 / 5_000  # 20,000 a second on a free core


def test_packs_of_whoever_runs_the_tests_are_not_seen() -> None:
    assert packs() == ()
