"""The likeliest names, against every sequence of tags there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from variorum.annotate.naming import NameTags
from variorum.model.annotation import Name

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
OUT, BP, IP, BL, IL = range(5)


def find(*rows: dict[int, float], starts: tuple[int, ...] = ()) -> list[tuple[int, int, str]]:
    """The names of words whose tags have these scores, 0 for the others."""
    scores = np.zeros((len(rows), len(LABELS)))
    for word, row in enumerate(rows):
        for tag, score in row.items():
            scores[word, tag] = score
    begins = np.zeros(len(rows), dtype=np.bool_)
    begins[list(starts)] = True
    found = NameTags(LABELS).find(scores, begins)
    return [(name.first, name.last, name.kind) for name in found]


@pytest.mark.parametrize(
    ("rows", "starts", "names"),
    [
        pytest.param([{OUT: 9}, {OUT: 9}], (), [], id="none"),
        pytest.param([{BP: 9}, {IP: 9}, {OUT: 9}], (), [(0, 2, "person")], id="two-words"),
        pytest.param(
            [{BP: 9}, {BP: 9}], (), [(0, 1, "person"), (1, 2, "person")], id="side-by-side"
        ),
        pytest.param([{BP: 9}, {IL: 5, IP: 4}], (), [(0, 2, "person")], id="one-kind-a-name"),
        pytest.param([{OUT: 9}, {IL: 5, BL: 4}], (), [(1, 2, "place")], id="begins-with-b"),
        pytest.param(
            [{BP: 9}, {IP: 9, BP: 8}],
            (1,),
            [(0, 1, "person"), (1, 2, "person")],
            id="sentence-ends",
        ),
    ],
)
def test_find(
    rows: list[dict[int, float]], starts: tuple[int, ...], names: list[tuple[int, int, str]]
) -> None:
    assert find(*rows, starts=starts) == names


@pytest.mark.parametrize("seed", range(40))
def test_the_sequence_found_is_the_best_of_all(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, len(LABELS)))
    found = NameTags(LABELS).find(scores, np.zeros(4, dtype=np.bool_))

    def allowed(tags: tuple[int, ...]) -> bool:
        pairs = zip((OUT, *tags), tags, strict=False)
        return all(before in (tag - 1, tag) for before, tag in pairs if tag in (IP, IL))

    best = max(
        filter(allowed, product(range(len(LABELS)), repeat=4)),
        key=lambda tags: sum(scores[word, tag] for word, tag in enumerate(tags)),
    )
    begun = [word for word, tag in enumerate(best) if tag in (BP, BL)]
    assert [name.first for name in found] == begun
    assert {word for name in found for word in range(name.first, name.last)} == {
        word for word, tag in enumerate(best) if tag != OUT
    }
    assert all(isinstance(name, Name) for name in found)
