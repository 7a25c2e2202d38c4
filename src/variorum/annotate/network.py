"""The encoder and its heads: one window of words in, the scores of every layer out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]

from variorum.annotate.wordpiece import CASELESS, Pieces
from variorum.errors import UnreadableSource

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

AT_ONCE: Final = 48
"""Arcs scored in one product: so small that linear algebra libraries stay on one thread."""

OUTPUTS: Final = ("morph", "xpos", "lemma", "names", "starts", "arcs", "dependents", "heads")


class Scores(NamedTuple):
    """What the network gives for a window of W - 1 words; word 0 stands for the root.

    `morph`, `xpos`, `lemma`: [W], indices of the best labels. `names`: [W, 7], logits.
    `starts`: [W], above 0 where a sentence starts. `arcs`: [W, W], arcs[word, head].
    `dependents`, `heads`: [W, 64], what the relation scorer reads.
    """

    morph: Ints
    xpos: Ints
    lemma: Ints
    names: Floats
    starts: Floats
    arcs: Floats
    dependents: Floats
    heads: Floats


@dataclass(frozen=True)
class Labels:
    """The labels of each head, in the order of its scores; `morph`: "UPOS|FEATS"."""

    morph: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]


class Network:
    """The ONNX graph, run on one thread, one window a call, so that a window always gives the
    same scores, whatever else is read."""

    def __init__(self, graph: bytes, cls: int, sep: int) -> None:
        self._session = onnxruntime.InferenceSession(
            graph, _options(), providers=["CPUExecutionProvider"]
        )
        self._cls, self._sep = cls, sep

    def score(self, words: Sequence[Pieces]) -> Scores:
        """Score a window of at least one word."""
        inputs = pack(words, self._cls, self._sep)
        return Scores(*(layer[0] for layer in self._session.run(OUTPUTS, inputs)))


def pack(words: Sequence[Pieces], cls: int, sep: int) -> dict[str, Ints]:
    """The inputs of the graph: pieces and cases [1, L]; first and last piece of words [1, W]."""
    sizes = np.array([1, *(len(pieces.ids) for pieces in words), 1])
    ends = sizes.cumsum()
    cases = np.array([CASELESS, *(pieces.case for pieces in words), CASELESS])
    rows = {
        "pieces": np.array([cls, *chain.from_iterable(pieces.ids for pieces in words), sep]),
        "cases": cases.repeat(sizes),
        "first": (ends - sizes)[:-1],
        "last": ends[:-1] - 1,
    }
    return {name: row[None].astype(np.int64, copy=False) for name, row in rows.items()}


class Relations:
    """Scores the relations of arcs.

    `bilinear`: [64, R, 64]; `linear`: [R, 128], over dependent and head; `bias`: [R].
    """

    def __init__(self, bilinear: Floats, linear: Floats, bias: Floats) -> None:
        size, count, _ = bilinear.shape
        # With a 1 behind each vector, one product gives all three terms.
        self._weights = np.zeros((count, size + 1, size + 1), dtype=np.float32)
        self._weights[:, :size, :size] = bilinear.transpose(1, 0, 2)
        self._weights[:, :size, size] = linear[:, :size]
        self._weights[:, size, :size] = linear[:, size:]
        self._weights[:, size, size] = bias

    def score(self, dependents: Floats, heads: Floats) -> Floats:
        """The score of each of R relations for N arcs, from [N, 64] and [N, 64] to [N, R]."""
        below, above = _with_one(dependents), _with_one(heads)
        parts = [
            np.einsum(
                "rnk,nk->nr",
                below[first : first + AT_ONCE] @ self._weights,
                above[first : first + AT_ONCE],
            )
            for first in range(0, len(below), AT_ONCE)
        ]
        return np.concatenate(parts)


def _with_one(vectors: Floats) -> Floats:
    longer = np.ones((len(vectors), vectors.shape[1] + 1), dtype=np.float32)
    longer[:, :-1] = vectors
    return longer


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.enable_mem_pattern = False  # windows differ in length
    return options


def read_labels(folder: Path) -> Labels:
    """Read labels.json; raises UnreadableSource where it is not there or lacks a head."""
    try:
        labels = json.loads(read_bytes(folder, "labels.json"))
        return Labels(**{name: tuple(labels[name]) for name in Labels.__dataclass_fields__})
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(folder, "labels.json", "labels of every head") from error


def read_relations(folder: Path) -> Relations:
    """Read relations.npz; raises UnreadableSource where it is not there or lacks an array."""
    try:
        with np.load(BytesIO(read_bytes(folder, "relations.npz"))) as arrays:
            return Relations(*(arrays[name] for name in ("bilinear", "linear", "bias")))
    except (KeyError, ValueError) as error:
        raise _broken(folder, "relations.npz", "bilinear, linear and bias") from error


def read_bytes(folder: Path, name: str) -> bytes:
    """Read a file of the model; raises UnreadableSource where it is not there."""
    try:
        return folder.joinpath(name).read_bytes()
    except OSError as error:
        raise _broken(folder, name, "a file of the annotation model") from error


def _broken(folder: Path, name: str, wanted: str) -> UnreadableSource:
    return UnreadableSource(f"{folder}/{name}", None, wanted, "install variorum again")
