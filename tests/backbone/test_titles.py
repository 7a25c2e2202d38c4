"""Titles leave the names of persons."""

import pytest
from training.corpus import Sentence
from training.titles import without_titles


@pytest.mark.parametrize(
    ("words", "tags", "cut"),
    [
        pytest.param("Gen. Ana Orsk", "B-PER I-PER I-PER", "O B-PER I-PER", id="one-title"),
        pytest.param("Prime Minister Orsk", "B-PER I-PER I-PER", "O O B-PER", id="two-words"),
        pytest.param("The President", "B-PER I-PER", "B-PER I-PER", id="nothing-else"),
        pytest.param("General Assembly", "B-ORG I-ORG", "B-ORG I-ORG", id="no-person"),
        pytest.param("Ana King", "B-PER I-PER", "B-PER I-PER", id="surname"),
    ],
)
def test_titles_leave_the_span(words: str, tags: str, cut: str) -> None:
    sentence = Sentence(tuple(words.split()), None, tuple(tags.split()))
    assert without_titles(sentence).names == tuple(cut.split())
