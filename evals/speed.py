"""Measure the speed of annotation: `python evals/speed.py FILE [--limit N] [--runs N]`.

FILE is JSON lines, a document a line, with a "text"; or a paragraph a line, with the "sents" of a
treebank, of which the raw text of each "doc" is made again. Prints words (white-space parted) and
tokens per CPU-second on one thread from raw text to all layers, the best of the runs; peak
memory; and the time to load.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from variorum.annotate import Annotator, load
from variorum.model.document import Document

PARTED: Final = "\n\n"


def read_documents(lines: Iterable[str]) -> list[Document]:
    """The documents of the lines; the paragraphs of one are parted by blank lines."""
    rows = enumerate(json.loads(line) for line in lines)
    groups = groupby(rows, lambda pair: pair[1].get("doc", pair[0]))
    return [
        Document(str(name), PARTED.join(raw_text(row) for _, row in group))
        for name, group in groups
    ]


def raw_text(row: dict[str, Any]) -> str:
    """The text of a line."""
    if "text" in row:
        return str(row["text"])
    pieces = (
        word + " " * space
        for sentence in row["sents"]
        for word, space in zip(sentence["w"], sentence["sp"], strict=True)
    )
    return "".join(pieces)


def measure(annotate: Annotator, documents: list[Document]) -> tuple[float, int]:
    """CPU-seconds, all threads together, and tokens of one run."""
    start = time.process_time()
    tokens = sum(len(annotate(document).tokens) for document in documents)
    return time.process_time() - start, tokens


def main() -> None:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--annotator", default="en")
    parser.add_argument("--limit", type=int, help="read so many documents")
    parser.add_argument("--runs", type=int, default=3)
    settings = parser.parse_args()
    lines = settings.file.read_text(encoding="utf-8").split("\n")
    documents = read_documents(filter(None, lines))[: settings.limit]
    start = time.perf_counter()
    annotate = load(settings.annotator)
    print(f"load            {time.perf_counter() - start:10.2f} s")
    seconds, tokens = min(measure(annotate, documents) for _ in range(settings.runs))
    words = sum(len(document.text.split()) for document in documents)
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
    print(f"documents       {len(documents):10}\nwords           {words:10}")
    print(f"words/CPU-s     {words / seconds:10.0f}\ntokens/CPU-s    {tokens / seconds:10.0f}")
    print(f"peak memory     {peak:10.0f} MB")


if __name__ == "__main__":
    main()
