"""Measure linking at scale: `python evals/linking_scale.py COUNT [COUNT ...] [--labels N]`.

For each count of invented reports (evals/reports.py), each in a process of its own, prints what
linking takes and what it finds: seconds and peak memory of reading the reports' tables, weighing
and clustering; pairs weighed; precision, recall and F1 over pairs of reports, and of B3. First with
the weights that ship, then with weights fitted to N labelled pairs of another seed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

if __name__ == "__main__":  # as a script, its folder is no package
    sys.path.insert(0, str(Path(__file__).parent.parent))

from evals.reports import Report, make_reports

from variorum.link.across import tell
from variorum.link.clusters import Pair
from variorum.link.grouping import Group, group_tellings
from variorum.link.likeness import Likeness
from variorum.link.tellings import Telling
from variorum.link.weights import Weights, fit, shares_of, shipped

LABELLED_REPORTS: Final = 5000
LABELLED_SEED: Final = 11


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"{self.precision:.3f} {self.recall:.3f} {self.f1:.3f}"


def score_pairs(found: Sequence[int], true: Sequence[int]) -> Score:
    """Of pairs of reports put together; `found`, `true`: the group of each report."""
    both, ours, theirs = (
        sum(n * (n - 1) // 2 for n in Counter(keys).values())
        for keys in (zip(found, true, strict=True), found, true)
    )
    return Score(both / ours if ours else 1.0, both / theirs if theirs else 1.0)


def score_b3(found: Sequence[int], true: Sequence[int]) -> Score:
    """B3: the mean over reports of how pure and how whole its group is."""
    cells, ours, theirs = Counter(zip(found, true, strict=True)), Counter(found), Counter(true)
    total = len(found)
    precise = sum(n * n / ours[one] for (one, _), n in cells.items()) / total
    whole = sum(n * n / theirs[other] for (_, other), n in cells.items()) / total
    return Score(precise, whole)


def draw_labels(
    likeness: Likeness, true: Sequence[int], count: int, draw: Random
) -> list[tuple[Pair, bool]]:
    """Pairs of reports with a person's verdict, half of one incident, out of those worth a look."""
    likeness.weigh()
    found = likeness.odds()
    pairs = [*zip(found["one"].tolist(), found["other"].tolist(), strict=True)]
    same = [pair for pair in pairs if true[pair[0]] == true[pair[1]]]
    apart = [pair for pair in pairs if true[pair[0]] != true[pair[1]]]
    drawn = [(pair, True) for pair in draw.sample(same, count // 2)]
    return drawn + [(pair, False) for pair in draw.sample(apart, count - count // 2)]


def tell_reports(reports: Iterable[Report]) -> tuple[list[Telling], list[int]]:
    """The tellings of reports, and the true incident of each."""
    given = {report.ledger.document.id: report for report in reports}
    tellings = tell(report.ledger for report in given.values())
    return tellings, [given[telling.document.id].incident for telling in tellings]


def labels(groups: Iterable[Group], count: int) -> list[int]:
    """The number of the group that each of so many is in."""
    found = [0] * count
    for number, group in enumerate(groups):
        for at in group:
            found[at] = number
    return found


def peak_mb() -> float:
    """The peak memory of this process so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def measure(count: int, weights: Weights, name: str) -> None:
    """Link so many reports and print one line."""
    tellings, true = tell_reports(make_reports(count))
    before, begun, cpu = peak_mb(), time.perf_counter(), time.process_time()
    likeness = Likeness(tellings, weights)
    groups = group_tellings(len(tellings), likeness, {})
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    found = labels(groups, len(tellings))
    pairs = len(likeness.odds()["one"])
    print(
        f"{count:7,} {name:8} {seconds:7.1f} s {cpu:7.1f} CPU-s"
        f" {before:6,.0f} -> {peak_mb():6,.0f} MB {pairs:11,} pairs"
        f"   pairs {score_pairs(found, true)}   B3 {score_b3(found, true)}"
        f"   largest {max(map(len, groups))}, passed over {likeness.passed_over()}",
        flush=True,
    )


def fitted(count: int) -> Weights:
    """The weights that so many labelled pairs of other reports come to, as `link --fit` finds
    them."""
    tellings, true = tell_reports(make_reports(LABELLED_REPORTS, LABELLED_SEED))
    likeness = Likeness(tellings)
    drawn = draw_labels(likeness, true, count, Random(LABELLED_SEED))
    parts = likeness.judge([(tellings[one], tellings[other]) for (one, other), _ in drawn])
    judged = zip(parts, drawn, strict=True)
    return fit([(shares_of(one), is_one) for one, (_, is_one) in judged], shipped())


def main() -> None:
    """Print a line for each count and each set of weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--labels", type=int, default=500)
    parser.add_argument("--weights", choices=["shipped", "fitted"])
    given = parser.parse_args()
    if given.weights:
        weights = shipped() if given.weights == "shipped" else fitted(given.labels)
        measure(given.counts[0], weights, given.weights)
        return
    for count in given.counts:
        for name in ("shipped", "fitted"):
            subprocess.run(
                [sys.executable, __file__, str(count), "--labels", str(given.labels),
                 "--weights", name],
                check=True,
            )  # fmt: skip


if __name__ == "__main__":
    main()
