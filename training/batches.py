"""Windows as arrays: what goes into the network and what should come out of it.

In every array word 0 is [CLS] and stands for the root; windows are padded at the end.
``IGNORED`` marks what no layer of the data speaks of.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

from training import variants
from training.corpus import Sentence, Window
from training.exchange import exchange_names
from training.labels import Labels, lemma_rule

CLS, SEP, IGNORED = 101, 102, -100
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Encode = Callable[[str], tuple[Sequence[int], int]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """B windows of L pieces and W words; ``mask`` is 1 for real pieces."""

    pieces: Ints  # [B, L] word pieces
    cases: Ints  # [B, L] letter case of the word a piece belongs to
    mask: Floats  # [B, L]
    first: Ints  # [B, W] the first piece of a word
    last: Ints  # [B, W] its last piece


@dataclass(frozen=True, slots=True)
class Targets:
    """What the layers of the data say, [B, W] each, and which heads a word may choose."""

    reach: Floats  # [B, W, W]: 1 where word and head share a sentence, or the head is the root
    morph: Ints
    xpos: Ints
    lemma: Ints
    heads: Ints
    relations: Ints
    starts: Ints
    names: Ints


@dataclass(frozen=True, slots=True)
class Rates:
    """The share of windows that is changed in each way, per epoch."""

    exchange: float = 0.25
    split: float = 0.5
    varied: tuple[tuple[variants.Variant, float], ...] = (
        (variants.capitals, 0.05),
        (variants.lower, 0.03),
        (variants.headline, 0.02),
        (variants.other_quotes, 0.10),
        (variants.fewer_marks, 0.03),
    )
    caseless: float = 0.20  # share of batches whose letter case is hidden


def change(window: Window, rates: Rates, rng: Random) -> Window:
    """The window as it is trained on this time."""
    if rng.random() < rates.exchange:
        window = exchange_names(window, rng)
    if rng.random() < rates.split:
        window = variants.split_compounds(window, rng)
    for vary, rate in rates.varied:
        if rng.random() < rate:
            return vary(window, rng)
    return window


def grouped(sizes: Sequence[int], most: int, rng: Random) -> list[list[int]]:
    """Indices in batches of about ``most`` padded pieces: like sizes together, order shuffled."""
    order = list(range(len(sizes)))
    rng.shuffle(order)
    batches: list[list[int]] = []
    for start in range(0, len(order), 600):
        chunk = sorted(order[start : start + 600], key=lambda index: sizes[index])
        batches.extend(_fill(chunk, sizes, most))
    rng.shuffle(batches)
    return batches


def _fill(order: Sequence[int], sizes: Sequence[int], most: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in order:
        if batch and sizes[index] * (len(batch) + 1) > most:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def pack(texts: Sequence[Sequence[str]], encode: Encode, caseless: bool) -> Inputs:
    """The inputs for windows of words."""
    rows = [_row(words, encode) for words in texts]
    pieces, cases, first, last = (_padded(column) for column in zip(*rows, strict=True))
    mask = _padded([[1] * len(row[0]) for row in rows]).astype(np.float32)
    return Inputs(pieces, cases * (not caseless), mask, first, last)


def targets(batch: Sequence[Window], index: "Index") -> Targets:
    """The layers of the windows as label numbers."""
    rows = [_targets(window, index) for window in batch]
    columns = (_padded(column, IGNORED) for column in zip(*rows, strict=True))
    return Targets(_reach(batch), *columns)


class Index:
    """Label texts to numbers; a label that is not known is ignored."""

    def __init__(self, labels: Labels) -> None:
        layers = ("morph", "xpos", "lemma", "relations", "names")
        self._numbers = {name: _numbers(getattr(labels, name)) for name in layers}

    def __call__(self, layer: str, texts: Sequence[str]) -> list[int]:
        numbers = self._numbers[layer]
        return [numbers.get(text, IGNORED) for text in texts]


def _numbers(texts: Sequence[str]) -> dict[str, int]:
    return {text: number for number, text in enumerate(texts)}


def _row(words: Sequence[str], encode: Encode) -> tuple[list[int], ...]:
    pieces, cases, first, last = [CLS], [0], [0], [0]
    for word in words:
        ids, case = encode(word)
        first.append(len(pieces))
        pieces.extend(ids)
        cases.extend([case] * len(ids))
        last.append(len(pieces) - 1)
    return [*pieces, SEP], [*cases, 0], first, last


def _targets(window: Window, index: Index) -> tuple[list[int], ...]:
    columns: list[list[int]] = [[IGNORED] for _ in range(7)]
    for sentence in window:
        for column, part in zip(columns, _layers(sentence, len(columns[0]), index), strict=True):
            column.extend(part)
    return tuple(columns)


def _layers(sentence: Sentence, offset: int, index: Index) -> tuple[list[int], ...]:
    tree, words = sentence.tree, sentence.words
    unknown = [IGNORED] * len(words)
    names = index("names", sentence.names) if sentence.names is not None else unknown
    if tree is None:
        return (*[unknown] * 6, names)
    rules = [lemma_rule(word, lemma) for word, lemma in zip(words, tree.lemmas, strict=True)]
    return (
        index("morph", tree.morph),
        index("xpos", tree.xpos),
        index("lemma", rules),
        [0 if head < 0 else offset + head for head in tree.heads],
        index("relations", tree.relations),
        [1] + [0] * (len(words) - 1),
        names,
    )


def _reach(batch: Sequence[Window]) -> Floats:
    width = 1 + max(sum(len(s.words) for s in window) for window in batch)
    reach = np.zeros((len(batch), width, width), np.float32)
    for row, window in enumerate(batch):
        start = 1
        for sentence in window:
            end = start + len(sentence.words)
            reach[row, start:end, start:end] = 1
            reach[row, start:end, 0] = 1
            start = end
    return reach


def _padded(rows: Sequence[Sequence[int]], padding: int = 0) -> Ints:
    padded = np.full((len(rows), max(map(len, rows))), padding, np.int64)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    return padded
