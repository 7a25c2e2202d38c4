"""Quotations by their marks, whatever the marks and however broken."""

from __future__ import annotations

import pytest

from variorum.annotate import Annotator
from variorum.extract.quotes import find_quotations
from variorum.extract.scene import Scene
from variorum.model.document import Document


def quoted(text: str, annotate: Annotator) -> list[str]:
    annotated = annotate(Document("example", text))
    return [annotated.span(found.first, found.last).text for found in find_quotations(annotated)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He said “no”.", ["“no”"], id="curly"),
        pytest.param('He said "no".', ['"no"'], id="straight"),
        pytest.param("He said ''no way'' and left.", ["''no way''"], id="doubled"),
        pytest.param("He said ``no way'' and left.", ["``no way''"], id="tex"),
        pytest.param("He said «no».", ["«no»"], id="angle"),
        pytest.param("He said ‘No way’ and left.", ["‘No way’"], id="single"),
        pytest.param("He said 'We won't go' and left.", ["'We won't go'"], id="apostrophe-inside"),
        pytest.param("The rebels' tanks and the army's men.", [], id="possessives"),
        pytest.param("It was in '97 or '98.", [], id="years"),
        pytest.param("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"], id="inside"),
        pytest.param('"A "big" lie," he said.', ['"A "big" lie,"'], id="same-marks-inside"),
        pytest.param("“One.\n\n“Two,” he said.", ["“One.", "“Two,”"], id="paragraphs"),
        pytest.param("“It fell. He left.", ["“It fell. He left."], id="never-closed"),
        pytest.param("It fell.” He left.", [], id="never-opened"),
        pytest.param("", [], id="empty"),
    ],
)
def test_marks_enclose_quotations(text: str, expected: list[str], annotate: Annotator) -> None:
    assert quoted(text, annotate) == expected


def test_datelines_are_seen(annotate: Annotator) -> None:
    annotated = annotate(Document("example", "PORT SELA, May 4 (Radio) — The army left."))
    scene = Scene(annotated, ())
    assert annotated.tokens[max(scene.datelines) + 1].text == "The"
