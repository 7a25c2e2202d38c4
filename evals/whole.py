"""Measure a whole run, articles to case file: `python evals/whole.py FILE [--workers N]`.

FILE is JSON lines, a document a line. Runs `variorum read` on it in a process of its own, then
`variorum compare`, each with a new case file, and prints for both: seconds, CPU-seconds (start-up
included), peak memory of the largest process, documents and words (white-space parted) per second.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, CPU-seconds of all its processes, peak memory in MB."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def run(*arguments: str) -> Cost:
    """Run `variorum` with these arguments; raises CalledProcessError where it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "variorum", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, spent, after.ru_maxrss * unit / 2**20)


def main() -> None:
    """Print the figures, one command a line."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--workers", default="1")
    given = parser.parse_args()
    texts = [json.loads(line)["text"] for line in given.file.open(encoding="utf-8") if line.strip()]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts):,} documents, {words:,} words")
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "case.sqlite")
        commands = {
            "read": ("read", "--workers", given.workers, "--case", case, str(given.file)),
            "compare": ("compare", "--format", "jsonl", "--case", case),
        }
        for name, arguments in commands.items():
            cost = run(*arguments)
            print(
                f"{name:8} {cost.seconds:7.1f} s {cost.cpu_seconds:7.1f} CPU-s "
                f"{cost.peak_mb:6.0f} MB {len(texts) / cost.seconds:7.1f} documents/s "
                f"{words / cost.cpu_seconds:7,.0f} words/CPU-s"
            )


if __name__ == "__main__":
    main()
