"""Link the same invented reports with Splink 5: `python evals/rival.py COUNT [--labels N]`.

Needs an environment with `requirements/rival.txt` besides variorum. Splink is given the very pairs
that our blocking finds worth a look, the same fields, and the pairs that the same N labels hold for
one incident; it draws u from random pairs. Prints its seconds, and what two ways of clustering make
of its weights: its own connected components, and our average linkage. Both are scored at the
threshold that is best for them on these very reports, which no user could know.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import chain
from math import log
from pathlib import Path
from random import Random
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow
import splink.comparison_level_library as levels
from splink import Linker, SettingsCreator, block_on
from splink.comparison_library import ArrayIntersectAtSizes, CustomComparison
from splink.internals.duckdb.database_api import DuckDBAPI

if __name__ == "__main__":  # as a script, its folder is no package
    sys.path.insert(0, str(Path(__file__).parent.parent))

from evals.linking_scale import (
    LABELLED_REPORTS,
    LABELLED_SEED,
    draw_labels,
    labels,
    peak_mb,
    score_b3,
    score_pairs,
    tell_reports,
)
from evals.reports import make_reports

from variorum.link.clusters import Pair, components, join_likest
from variorum.link.likeness import BASE, Likeness
from variorum.link.linking import Columns
from variorum.link.tellings import Telling, find_words
from variorum.link.weights import shipped
from variorum.model.value import Interval

RANDOM_PAIRS: Final = 5e6
THRESHOLDS: Final = range(-6, 22, 4)
"""Match weights, in bits."""
RARE: Final = 0.01
"""A word in a greater share of the reports is left out."""

DAYS: Final = "greatest(0, first_l - last_r, first_r - last_l)"
KM: Final = """12742 * asin(least(1, sqrt(power(sin(radians(lat_r - lat_l) / 2), 2)
    + cos(radians(lat_l)) * cos(radians(lat_r)) * power(sin(radians(lon_r - lon_l) / 2), 2))))"""


def level(sql: str) -> Any:
    """A level of a comparison that holds where this does."""
    return levels.CustomLevel(sql, label_for_charts=sql[:30])


def compare(name: str, unknown: str, *cases: str) -> Any:
    """A comparison: unknown, then each case in turn, then all else."""
    null = level(unknown).configure(is_null_level=True)
    return CustomComparison(
        output_column_name=name,
        comparison_levels=[null, *map(level, cases), levels.ElseLevel()],
    )


COMPARISONS: Final = (
    compare("time", "first_l IS NULL OR first_r IS NULL",
            f"{DAYS} = 0 AND last_l = first_l AND last_r = first_r", f"{DAYS} = 0", f"{DAYS} <= 1",
            f"{DAYS} <= 7"),
    compare("published", "published_l IS NULL OR published_r IS NULL",
            "abs(published_l - published_r) <= 1", "abs(published_l - published_r) <= 3",
            "abs(published_l - published_r) <= 7", "abs(published_l - published_r) <= 14"),
    compare("place", "place_l IS NULL OR place_r IS NULL",
            "place_l = place_r AND lat_l IS NOT NULL",
            "place_l = place_r", f"{KM} <= 25", "division_l = division_r"),
    compare("type", "FALSE", "type_l = type_r AND mode_l = mode_r",
            "type_l = type_r AND (mode_l IS NULL OR mode_r IS NULL)", "type_l = type_r"),
    compare("agents", "len(agents_l) = 0 OR len(agents_r) = 0", "list_has_any(agents_l, agents_r)"),
    compare("victims", "len(victims_l) = 0 OR len(victims_r) = 0",
            "list_has_any(victims_l, victims_r)"),
    ArrayIntersectAtSizes("around", [2, 1]),
    compare("killed", "low_l IS NULL OR low_r IS NULL",
            "low_l >= 3 AND low_l = low_r AND high_l = high_r",
            "low_l <= high_r AND low_r <= high_l"),
    ArrayIntersectAtSizes("words", [8, 6, 4, 3, 2, 1]),
)  # fmt: skip


def lay_table(database: duckdb.DuckDBPyConnection, tellings: Sequence[Telling]) -> None:
    """The table of reports that Splink reads."""
    rows = [
        (
            at, *_days(one.time), _ordinal(one.published),
            one.place and one.place.name.casefold(), one.place and one.place.admin1,
            one.place and one.place.lat, one.place and one.place.lon,
            one.type.value, one.mode, sorted(one.agents), sorted(one.victims), sorted(one.around),
            one.killed and one.killed.low, one.killed and (one.killed.high or 1e9), words,
        )
        for at, (one, words) in enumerate(zip(tellings, _rare_words(tellings), strict=True))
    ]  # fmt: skip
    names = (
        "unique_id first last published place division lat lon type mode agents victims around low "
        "high words"
    )
    columns = zip(names.split(), zip(*rows, strict=True), strict=True)
    database.register("given", pyarrow.table({name: [*values] for name, values in columns}))
    database.execute("CREATE TABLE reports AS SELECT * FROM given")


def _days(time: Interval | None) -> tuple[int | None, int | None]:
    return (_ordinal(time.earliest), _ordinal(time.latest)) if time else (None, None)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _rare_words(tellings: Sequence[Telling]) -> list[list[str]]:
    """The words of each report that are in no more than a share of them, as Splink has no weight
    for the rarity of one word among several."""
    words = [find_words(one.document.text) for one in tellings]
    spread = Counter(chain.from_iterable(words))
    most = max(30, RARE * len(tellings))
    return [sorted(word for word in found if 1 < spread[word] <= most) for found in words]


class Rival:
    """Splink over reports, given the pairs that are worth a look."""

    def __init__(
        self, tellings: Sequence[Telling], pairs: Columns, model: dict[str, Any] | None = None
    ) -> None:
        self._database = duckdb.connect(config={"threads": 1})
        lay_table(self._database, tellings)
        self._database.register("weighed", {name: pairs[name] for name in ("one", "other")})
        self._database.execute(
            "CREATE TABLE blocked AS "
            "SELECT '0' AS match_key, one AS join_key_l, other AS join_key_r FROM weighed"
        )
        self._api = DuckDBAPI(connection=self._database)
        settings = model or SettingsCreator(
            link_type="dedupe_only",
            comparisons=[*COMPARISONS],
            blocking_rules_to_generate_predictions=[block_on("place")],  # not used
            retain_intermediate_calculation_columns=False,
            retain_matching_columns=False,
        )
        self.linker = Linker(self._api.register("reports"), settings, log_level=None)

    def train(self, same: Sequence[Pair]) -> dict[str, Any]:
        """Learn u from random pairs and m from those of one incident; the model."""
        rows = np.array(same, dtype=np.int64)
        self._database.register("drawn", {"unique_id_l": rows[:, 0], "unique_id_r": rows[:, 1]})
        self._database.execute("CREATE TABLE labels AS SELECT * FROM drawn")
        training = self.linker.training
        training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=1)
        training.estimate_m_from_pairwise_labels(self._api.register("labels"))
        return dict(self.linker.misc.save_model_to_json())

    def weigh(self) -> Columns:
        """The match weight of each pair, in bits."""
        blocked = self._api.register("blocked")
        self.linker.table_management.register_blocked_pairs_for_predict(blocked)
        found = self.linker.inference.predict()
        return self._database.execute(
            "SELECT unique_id_l AS one, unique_id_r AS other, match_weight AS odds "
            f"FROM {found.physical_name} ORDER BY one, other"
        ).fetchnumpy()


def by_components(count: int, weighed: Columns, threshold: float) -> list[int]:
    """The group of each report: all that links above the threshold tie together."""
    links = weighed["odds"] > threshold
    return [*map(int, components(count, weighed["one"][links], weighed["other"][links]))]


def by_average(count: int, weighed: Columns, threshold: float) -> list[int]:
    """The group of each report by our average linkage over the same weights."""
    odds = (weighed["odds"] - threshold) * log(2)
    links = odds > 0
    parts = components(count, weighed["one"][links], weighed["other"][links])
    inside = parts[weighed["one"]] == parts[weighed["other"]]
    rows: dict[int, list[tuple[int, int, float]]] = {}
    columns = (weighed["one"][inside], weighed["other"][inside], odds[inside])
    for one, other, value in zip(*(column.tolist() for column in columns), strict=True):
        rows.setdefault(int(parts[one]), []).append((one, other, value))
    members: dict[int, list[int]] = {}
    for at, part in enumerate(parts.tolist()):
        members.setdefault(part, []).append(at)
    absent = shipped()[BASE, "no-candidate"]
    groups = (
        group
        for part, found in members.items()
        for group in join_likest(found, rows.get(part, ()), 0.0, absent)
    )
    return labels(groups, count)


def learn(count: int) -> dict[str, Any]:
    """The model that so many labelled pairs of other reports come to; as ours are drawn."""
    tellings, true = tell_reports(make_reports(LABELLED_REPORTS, LABELLED_SEED))
    likeness = Likeness(tellings)
    drawn = draw_labels(likeness, true, count, Random(LABELLED_SEED))
    same = [pair for pair, is_one in drawn if is_one]
    return Rival(tellings, likeness.odds()).train(same)


def main() -> None:
    """Print a line for each way of clustering."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--labels", type=int, default=500)
    given = parser.parse_args()
    model = learn(given.labels)
    tellings, true = tell_reports(make_reports(given.count))
    likeness = Likeness(tellings)
    likeness.weigh()
    pairs = likeness.odds()
    begun, cpu = time.perf_counter(), time.process_time()
    weighed = Rival(tellings, pairs, model).weigh()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    print(
        f"{given.count:7,} splink weighs {len(pairs['one']):,} pairs: {seconds:.1f} s "
        f"{cpu:.1f} CPU-s {peak_mb():,.0f} MB"
    )
    for name, cluster in (("components", by_components), ("average linkage", by_average)):
        scored = []
        for threshold in THRESHOLDS:
            found = cluster(len(tellings), weighed, threshold)
            scored.append((score_pairs(found, true), score_b3(found, true), threshold))
        pair, b3, threshold = max(scored, key=lambda one: one[0].f1)
        print(f"{given.count:7,} splink, {name}, above {threshold} bits: pairs {pair}   B3 {b3}")


if __name__ == "__main__":
    main()
