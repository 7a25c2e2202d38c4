"""Places: what counts as a place name, and which place it is taken for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from variorum.annotate import Annotator
from variorum.model.annotation import Name, NameKind
from variorum.model.document import Document
from variorum.model.value import Place, PlaceKind
from variorum.resolve.places import find_places
from variorum.resolve.places_outlet import outlet_country


def places(annotate: Annotator, text: str) -> dict[str, Place]:
    return {place.mention.text: place for place in find_places(annotate(Document("d", text)))}


@pytest.mark.parametrize(
    ("text", "mention", "home"),
    [
        pytest.param(
            "Shells fell on the market in Idlib on Friday, residents said.",
            "Idlib", ("SY", "Idlib", PlaceKind.CITY), id="town-before-its-division",
        ),
        pytest.param(
            "The clinic in Paris, Texas, has closed.",
            "Paris", ("US", "Texas", PlaceKind.CITY), id="held-by-what-follows",
        ),
        pytest.param(
            "Fighting broke out in Aleppo province after the truce.",
            "Aleppo", ("SY", "Aleppo", PlaceKind.REGION), id="its-own-word-for-its-kind",
        ),
        pytest.param(
            "Aid reached northern Darfur on Sunday.",
            "Darfur", ("SD", None, PlaceKind.REGION), id="region-with-direction",
        ),
        pytest.param(
            "A tanker was hit in the Red Sea.",
            "Red Sea", (None, None, PlaceKind.SEA), id="sea",
        ),
        pytest.param(
            "Rockets were fired at KYIV, UKRAINE.",
            "KYIV", ("UA", "Kyiv City", PlaceKind.CITY), id="capitals",
        ),
    ],
)  # fmt: skip
def test_a_place_is_put_where_the_text_says(
    text: str, mention: str, home: tuple[str | None, str | None, PlaceKind], annotate: Annotator
) -> None:
    found = places(annotate, text)[mention]
    assert (found.country, found.admin1, found.kind) == home


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Washington Post reported the raid.", id="newspaper"),
        pytest.param("Paris Hartwell left the room.", id="person"),
        pytest.param("The Syrian army withdrew.", id="demonym"),
        pytest.param("It hurt us on the way.", id="small-letters"),
        pytest.param("The army left. SANA reported that IS was beaten.", id="listed-actors"),
        pytest.param("BREAKING NEWS — A bridge fell.", id="no-dateline"),
        pytest.param("Barak Velik fled. Rebels then attacked Velik.", id="surname"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_name_that_holds_a_place_is_no_place(text: str, annotate: Annotator) -> None:
    assert places(annotate, text) == {}


def test_a_place_nobody_knows_keeps_its_words_and_has_no_point(annotate: Annotator) -> None:
    (place,) = places(annotate, "Troops entered the village of Velkharovka in the night.").values()
    assert (place.lat, place.lon, place.country, place.geonames) == (None, None, None, None)
    assert (place.mention.text, place.rule) == ("Velkharovka", "not-in-gazetteer")


def test_a_country_is_never_a_bare_point(annotate: Annotator) -> None:
    syria = places(annotate, "The war in Syria goes on.")["Syria"]
    assert syria.kind is PlaceKind.COUNTRY
    assert syria.radius_km == pytest.approx(242.8)


def test_a_name_means_one_place_throughout(annotate: Annotator) -> None:
    text = "ALEXANDRIA, La. - A man was shot. Police in Alexandria are looking for two others."
    found = find_places(annotate(Document("d", text)))
    assert {place.admin1 for place in found} == {"Louisiana"}


def test_an_unknown_name_stands_where_the_known_part_of_it_is(annotate: Annotator) -> None:
    annotated = annotate(Document("d", "He was seen at Baghdad Velkhar Bazaar in Iraq."))
    whole = replace(annotated, names=(Name(4, 7, NameKind.PLACE),))
    bazaar = find_places(whole)[0]
    assert (bazaar.mention.text, bazaar.country, bazaar.rule) == ("Baghdad", "IQ", "part-of-name")


@pytest.mark.parametrize(
    ("source", "country"),
    [
        pytest.param("lancasterherald.co.uk", "GB", id="domain-of-a-country"),
        pytest.param("https://www.example.ua/news?id=1", "UA", id="address"),
        pytest.param("example.tv", None, id="domain-that-anyone-buys"),
        pytest.param("The Lancaster Herald", None, id="no-address"),
        pytest.param(None, None, id="unknown"),
    ],
)
def test_the_domain_of_an_outlet_tells_its_country(source: str | None, country: str | None) -> None:
    assert outlet_country(Document("d", "", source=source)) == country


def test_a_last_word_that_is_some_town_s_other_name_is_no_place(annotate: Annotator) -> None:
    found = places(annotate, "Ships left Port Sela at night, and Port Sela burned.")
    assert {place.country for place in found.values()} <= {None}


def test_names_in_a_row_are_told_apart_where_commas_are_lost(annotate: Annotator) -> None:
    text = "Envoys of Russia Syria Iran met in Sochi Russia while IS fighters fled."
    found = find_places(annotate(Document("d", text)))
    assert [place.mention.text for place in found] == ["Russia", "Syria", "Iran", "Sochi", "Russia"]


def test_a_village_without_a_place_of_its_own_is_not_put_abroad(annotate: Annotator) -> None:
    text = "Fighting went on in Aleppo, in Idlib, in Homs and in the village of Barna in Syria."
    barna = places(annotate, text)["Barna"]
    assert (barna.lat, barna.rule) == (None, "unsure")


def test_the_place_of_a_dateline_is_whole(annotate: Annotator) -> None:
    found = places(annotate, "PORT ALMA, May 5 (Agency) — A shell hit the market.")
    assert list(found) == ["PORT ALMA"]


def test_a_town_named_like_a_group_is_told_by_its_preposition(annotate: Annotator) -> None:
    assert "Sana" in places(annotate, "A bus burned in Sana on Monday.")
