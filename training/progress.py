"""Scores on what is held out, sentence limits given: quick, for the learning curve alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from training.batches import Floats, Ints, Targets
from training.corpus import NAMES
from training.exchange import spans
from variorum.annotate.naming import KINDS, NameTags

T = TypeVar("T")


class Numbers(Protocol):
    """Label numbers [1, W], or scores [1, W, labels], of one window."""

    def numpy(self) -> npt.NDArray[Any]: ...


@dataclass(frozen=True, slots=True)
class Scores:
    """Percent: tags and features, arcs, arcs with relations, F1 of names, of starts."""

    morph: float
    arcs: float
    labelled: float
    names: float
    starts: float


def score(windows: Iterable[tuple[Mapping[str, Numbers], Targets]]) -> Scores:
    """Scores over windows of one; words the data is silent on do not count."""
    count = dict.fromkeys(("words", "morph", "arcs", "labelled"), 0)
    names, starts = np.zeros(3), np.zeros(3)
    for said, wanted in windows:
        tell = {layer: numbers.numpy()[0] for layer, numbers in said.items()}
        known = wanted.heads[0] >= 0
        arcs = known & (tell["heads"] == wanted.heads[0])
        count["words"] += int(known.sum())
        count["morph"] += int((known & (tell["morph"] == wanted.morph[0])).sum())
        count["arcs"] += int(arcs.sum())
        count["labelled"] += int((arcs & (tell["relations"] == wanted.relations[0])).sum())
        names += _names(tell["names"][1:], wanted.names[0][1:])
        starts += _overlap(_at(tell["starts"][known] > 0), _at(wanted.starts[0][known] > 0))
    morph, arcs_right, labelled = (
        100 * count[figure] / max(1, count["words"]) for figure in ("morph", "arcs", "labelled")
    )
    return Scores(morph, arcs_right, labelled, _f1(names), _f1(starts))


def _names(scores: Floats, wanted: Ints) -> tuple[int, int, int]:
    """Names found and wanted in the words of one window."""
    starts = np.zeros(len(scores), dtype=np.bool_)
    said = {(n.first, n.last, n.kind) for n in NameTags(NAMES).find(scores, starts)}
    tags = tuple(NAMES[max(0, number)] for number in wanted.tolist())
    return _overlap(said, {(n.start, n.end, KINDS[n.kind]) for n in spans(tags)})


def _at(marks: npt.NDArray[np.bool_]) -> set[int]:
    return {int(index) for index in np.flatnonzero(marks)}


def _overlap(said: set[T], wanted: set[T]) -> tuple[int, int, int]:
    return len(said & wanted), len(said), len(wanted)


def _f1(counts: npt.NDArray[np.float64]) -> float:
    both, said, wanted = counts
    return float(200 * both / max(1, said + wanted))
