"""Names read by a network are kept where it is sure and the treebank does not object."""

from pathlib import Path

import numpy as np
import pytest
from training.corpus import NAMES, Article

from treebank import SENTENCE

pytest.importorskip("torch", reason="training has its own environment")

from training.silver import read_names, sure_tags, write_names

SURE = [("O", 0.99), ("B-PER", 0.95), ("I-PER", 0.9), ("O", 0.99), ("B-LOC", 0.9), ("I-LOC", 0.9)]


def tags(*said: tuple[str, float]) -> tuple[str, ...]:
    chances = np.zeros((len(said), len(NAMES)), dtype=np.float32)
    for word, (tag, chance) in enumerate(said):
        chances[word, NAMES.index(tag)] = chance
    return sure_tags(SENTENCE, chances)


def test_what_is_sure_stays() -> None:
    assert tags(*SURE, ("O", 0.99)) == ("O", "B-PER", "I-PER", "O", "B-LOC", "I-LOC", "O")


def test_one_unsure_word_spoils_its_name_alone() -> None:
    said = [*SURE[:2], ("I-PER", 0.6), *SURE[3:], ("O", 0.99)]
    assert tags(*said) == ("O", "?", "?", "O", "B-LOC", "I-LOC", "O")


def test_a_name_without_a_proper_noun_and_a_likely_miss_are_unsure() -> None:
    said = [("O", 0.8), *SURE[1:3], ("B-ORG", 0.99), *SURE[4:], ("O", 0.99)]
    assert tags(*said) == ("?", "B-PER", "I-PER", "?", "B-LOC", "I-LOC", "O")


def test_names_outlive_their_file(tmp_path: Path) -> None:
    article = Article("one", (SENTENCE,))
    write_names([article], tmp_path / "names.jsonl")
    assert read_names([article], tmp_path / "names.jsonl") == [article]
