"""The training sets as values: sentences, their trees and names, and windows of them.

One JSON document a line:
``{"doc", "src", "sents": [{"w", "lemma", "upos", "xpos", "feats", "head", "dep", "ner"}]}``;
``head`` counts within the sentence, -1 for the root; ``ner`` is BIO over PER, ORG and LOC.
A set may lack trees (names alone) or names (trees alone).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
NAMELESS = "ewt-train"
TREEBANKS = (NAMELESS, "gum-clean-train")
NAME_SETS = ("politics-train", "wikigold", "re3d-nonBBC")
DEV_SETS = ("ewt-dev", "gum-clean-dev", "politics-dev")
TEST_SETS = ("ewt-test", "gum-test-clean", "politics-test")
HELD_OUT_EVERY = 6


@dataclass(frozen=True, slots=True)
class Tree:
    """What the treebank says of each word; heads are word indices, -1 for the root."""

    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]

    @property
    def morph(self) -> tuple[str, ...]:
        """One label a word, ``UPOS|FEATS``."""
        return tuple(f"{tag}|{feats}" for tag, feats in zip(self.upos, self.feats, strict=True))


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, with a tree, names, both or neither."""

    words: tuple[str, ...]
    tree: Tree | None
    names: tuple[str, ...] | None

    def __post_init__(self) -> None:
        lengths = {len(self.words)}
        lengths |= {len(self.tree.heads)} if self.tree else set()
        lengths |= {len(self.names)} if self.names is not None else set()
        if len(lengths) != 1 or not self.words:
            raise ValueError(f"layers differ in length: {' '.join(self.words[:8])!r}")


@dataclass(frozen=True, slots=True)
class Article:
    """The sentences of one document, in order."""

    name: str
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in sentence.words]


Window = tuple[Sentence, ...]


def read_set(folder: Path, name: str) -> list[Article]:
    """The documents of one set. Raises FileNotFoundError naming the file that is missing."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [_article(json.loads(line)) for line in lines]


def training_articles(folder: Path) -> list[Article]:
    """Everything trained on: all training sets and the part of the dev sets not held out.

    Those of ``NAMELESS``, which have trees but no names, come first.
    """
    dev = [
        article
        for name in DEV_SETS
        for number, article in enumerate(read_set(folder, name))
        if number % HELD_OUT_EVERY
    ]
    return [a for name in TREEBANKS + NAME_SETS for a in read_set(folder, name)] + dev


def held_out_articles(folder: Path) -> dict[str, list[Article]]:
    """Every sixth document of each dev set: what the learning curve is measured on."""
    return {name: read_set(folder, name)[::HELD_OUT_EVERY] for name in DEV_SETS}


def windows(
    articles: Iterable[Article], pieces_in: Callable[[Sentence], int], most: int = 126
) -> Iterator[Window]:
    """Runs of whole sentences of one document, of at most ``most`` word pieces each.

    A sentence longer than 1.6 windows is left out.
    """
    for article in articles:
        window: list[Sentence] = []
        pieces = 0
        for sentence in article.sentences:
            size = pieces_in(sentence)
            if size > most * 1.6:
                continue
            if window and pieces + size > most:
                yield tuple(window)
                window, pieces = [], 0
            window.append(sentence)
            pieces += size
        if window:
            yield tuple(window)


def _article(row: dict[str, Any]) -> Article:
    return Article(row["doc"], tuple(_sentence(s) for s in row["sents"]))


def _sentence(row: dict[str, Any]) -> Sentence:
    names = tuple(row["ner"]) if row.get("ner") else None
    return Sentence(tuple(row["w"]), _tree(row) if "head" in row else None, names)


def _tree(row: dict[str, Any]) -> Tree:
    columns = ("lemma", "upos", "xpos", "feats", "head", "dep")
    return Tree(*(tuple(row[column]) for column in columns))
