"""The weights of links: data in a file, shipped or a user's own, fitted from labelled pairs.

A pair of tellings is a list of parts, each with a case and a share; the odds of the pair are the
sum over its parts of weight times share. So the weights are those of a logistic regression, and
fitting them starts from those there are: what no example speaks of does not move.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from variorum.errors import BadList, BadValue, UnreadableSource
from variorum.lexicon import Row, read_list, rows

Case = tuple[str, str]
Weights = Mapping[Case, float]
Example = tuple[Mapping[Case, float], bool]
"""The share of each case in a pair, and whether the pair is of one incident."""

FILE: Final = "link_weights.tsv"
FIXED: Final = frozenset({"usual", "no-candidate", "one-document", "two-counts", "parted"})
"""Cases that are no part of any pair's odds."""
SPREAD: Final = 0.3
"""How far a fitted weight may lie from the one there was: a standard deviation, in log odds."""
_ROUNDS: Final = 30
_STILL: Final = 1e-9


@cache
def shipped() -> Weights:
    """The weights that ship."""
    return _weights(rows(FILE), FILE)


def read_weights(path: Path) -> Weights:
    """The weights of a file of the same shape, for every case there is.

    Raises UnreadableSource or BadList, naming the file, where a line is amiss or a case missing.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        wanted = f"a table of weights ({error})"
        raise UnreadableSource(str(path), None, wanted, "make one with: link --fit") from error
    found = _weights(read_list(lines, path.name), path.name)
    if missing := shipped().keys() - found.keys():
        wanted = "a weight for " + ", ".join(" ".join(case) for case in sorted(missing))
        raise BadList(path.name, len(lines), wanted)
    return found


def _weights(table: Sequence[Row], name: str) -> Weights:
    found: dict[Case, float] = {}
    for number, row in enumerate(table, 1):
        try:
            found[row["field"], row["case"]] = float(row["weight"])
        except (KeyError, ValueError):
            raise BadList(name, number, "a field, a case and a number for its weight") from None
    return found


def fit(examples: Sequence[Example], before: Weights, spread: float = SPREAD) -> Weights:
    """Weights under which the examples are likeliest, none far from what it was.

    Logistic regression with a normal prior around `before` (the most probable weights, by
    Newton's method). Raises BadValue where there is no example.
    """
    if not examples:
        raise BadValue("examples", "none", "pairs that were joined or kept apart")
    cases = sorted({case for shares, _ in examples for case in shares})
    shares = np.array([[shares.get(case, 0.0) for case in cases] for shares, _ in examples])
    same = np.array([float(label) for _, label in examples])
    start = np.array([before[case] for case in cases])
    fitted = _most_probable(shares, same, start, spread)
    return {**before, **dict(zip(cases, map(float, fitted.round(3)), strict=True))}


Array = npt.NDArray[np.float64]


def _most_probable(shares: Array, same: Array, start: Array, spread: float) -> Array:
    """Newton's method, each step halved until it goes uphill."""

    def height(weights: Array) -> float:
        odds = shares @ weights
        return float((same * odds - np.logaddexp(0, odds)).sum() - (moved(weights) ** 2).sum() / 2)

    def moved(weights: Array) -> Array:
        return (weights - start) / spread

    weights = start
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-(shares @ weights)))
        slope = shares.T @ (same - chance) - moved(weights) / spread
        bend = (shares.T * (chance * (1 - chance))) @ shares + np.eye(len(start)) / spread**2
        step = np.linalg.solve(bend, slope)
        while np.abs(step).max() > _STILL and height(weights + step) < height(weights):
            step /= 2
        if np.abs(step).max() <= _STILL:
            break
        weights = weights + step
    return weights


def as_table(weights: Weights, origin: str) -> str:
    """The file that `read_weights` reads; `origin`: where the weights come from."""
    lines = [f"# origin: {' '.join(origin.split())}", "field\tcase\tweight"]
    lines += [f"{field}\t{case}\t{weight:g}" for (field, case), weight in weights.items()]
    return "".join(f"{line}\n" for line in lines)


def shares_of(parts: Iterable[tuple[str, str, float, float]]) -> dict[Case, float]:
    """The share of each case in a pair, for `fit`."""
    found: dict[Case, float] = {}
    for name, case, share, _ in parts:
        found[name, case] = found.get((name, case), 0.0) + share
    return found
