"""Measure what letter case costs: `python evals/capitals.py`.

Reads the golden articles (tests/golden/articles) as they are and in capitals, against the same
gold, and prints micro-F1 of events (trigger and type), their agents, and figures (kind, bounds).
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import test_articles as golden
from articles import articles
from variorum.model.document import Document
from variorum.pipeline import read_document
from variorum.read import Read


def main() -> None:
    for name, change in (("as written", str), ("in capitals", str.upper)):
        tally: Counter[str] = Counter()
        for article in articles():
            text = change(article.text)
            if len(text) != len(article.text):
                continue
            found = read_document(Read(Document(article.name, text, published=article.published)))
            one = replace(article, text=text)
            golden._events(one, found, tally, [])
            golden._figures(one, found, tally, [])
        shares = (f"{what} {golden.f1(tally, what):.1%}" for what in ("event", "agent", "figure"))
        print(f"{name:12}", *shares, sep="  ")


if __name__ == "__main__":
    main()
