"""Labels are counted the same way each time, and lemma rules lead back to lemmas."""

from pathlib import Path

import pytest
from training.labels import count_labels, lemma_rule, read_labels, write_labels

from treebank import SENTENCE
from variorum.annotate.lemmas import apply_rule


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("shelled", "shell"),
        ("Armies", "army"),
        ("was", "be"),
        ("UN", "UN"),
        ("SAID", "say"),
        ("geese", "goose"),
        ("Orsk", "Orsk"),
        ("n't", "not"),
    ],
)
def test_a_rule_gives_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    assert apply_rule(lemma_rule(form, lemma), form) == lemma


def test_a_long_lemma_unlike_its_form_keeps_the_form() -> None:
    assert apply_rule(lemma_rule("xyz", "unrelated"), "xyz") == "xyz"


def test_labels_outlive_their_file(tmp_path: Path) -> None:
    labels = count_labels([SENTENCE] * 3)
    write_labels(labels, tmp_path / "labels.json")
    assert read_labels(tmp_path / "labels.json") == labels
    assert labels.morph[0] == "PROPN|Number=Sing"
    assert labels.relations[0] == "compound"
