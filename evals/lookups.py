"""Measure the gazetteer: `python evals/lookups.py [--names N]`.

Prints look-ups per CPU-second over N names of the gazetteer itself, in an order mixed by a fixed
seed, each asked for once, so that no answer is remembered; and over the same names asked again.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import time
from collections.abc import Sequence

from variorum.resolve.gazetteer import FILE, Gazetteer

SEED = 1


def main() -> None:
    """Print both rates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--names", type=int, default=50_000)
    names = [name for (name,) in sqlite3.connect(FILE).execute("SELECT name FROM place")]
    names = list(dict.fromkeys(names))
    random.Random(SEED).shuffle(names)
    some = names[: parser.parse_args().names]
    gazetteer = Gazetteer(FILE)
    for told in ("first asked", "asked again"):
        print(f"{told}: {rate(gazetteer, some):,.0f} look-ups per CPU-second ({len(some):,} names)")


def rate(gazetteer: Gazetteer, names: Sequence[str]) -> float:
    """Look-ups per CPU-second."""
    begun = time.process_time()
    for name in names:
        gazetteer.find(name)
    return len(names) / (time.process_time() - begun)


if __name__ == "__main__":
    main()
