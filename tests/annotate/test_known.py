"""Listed bodies are names where a text in capitals hides it."""

from __future__ import annotations

import pytest

from variorum.annotate import Annotator
from variorum.model.document import Document


def bodies(annotate: Annotator, text: str) -> list[str]:
    annotated = annotate(Document("text", text))
    named = (name for name in annotated.names if name.kind == "organisation")
    return [annotated.span(name.first, name.last).text for name in named]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("THE ELN KIDNAPPED AN ENGINEER NEAR THE TOWN ON MONDAY.", ["ELN"]),
        ("IN MARCH THE SHINING PATH DYNAMITED A BUS NEAR THE TOWN.", ["SHINING PATH"]),
        ("THE EXTRADITABLES SENT A LETTER TO A NEWSPAPER ON MONDAY.", ["THE EXTRADITABLES"]),
    ],
)
def test_listed_bodies_are_names_in_capitals(
    annotate: Annotator, text: str, found: list[str]
) -> None:
    assert bodies(annotate, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "IT IS A FACT THAT THE COBRAS ATE THE HAY ON MONDAY.",
        "THE MAYOR OF THE TOWN LIVES IN COLOMBIA WITH ANA.",
    ],
)
def test_plain_words_and_places_are_none(annotate: Annotator, text: str) -> None:
    assert bodies(annotate, text) == []


def test_case_is_trusted_where_it_tells(annotate: Annotator) -> None:
    text = "She walked the shining path to the farm and saw a model of the bridge."
    assert bodies(annotate, text) == []
