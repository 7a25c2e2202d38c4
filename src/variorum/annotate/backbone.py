"""The annotator that ships: one small encoder gives every layer."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.annotate.clauses import mend_clauses
from variorum.annotate.known import mark_known
from variorum.annotate.layout import find_blocks
from variorum.annotate.lemmas import PROPER, Lemmas, read_table
from variorum.annotate.marks import find_opening, settle_starts
from variorum.annotate.mending import mend_names
from variorum.annotate.naming import NameTags
from variorum.annotate.network import (
    Labels,
    Network,
    Relations,
    Scores,
    read_bytes,
    read_labels,
    read_relations,
)
from variorum.annotate.tokenise import find_tokens
from variorum.annotate.tree import best_heads
from variorum.annotate.windows import cut_windows
from variorum.annotate.wordpiece import CASELESS, Pieces, WordPiece
from variorum.model.annotation import Annotated, Sentence, Token
from variorum.model.document import Document

Indices = npt.NDArray[np.intp]

ROOT: Final = "root"
LOWER: Final = 1
CAPITALS: Final = 3
CASED: Final = (1, 2, 3, 4)
CAPITALS_SHARE: Final = 0.8
"""A block with at least this share of its cased words in capitals is read without case."""
FEWEST_CAPITALS: Final = 3
FEWEST_LOWER: Final = 10


class Layers(NamedTuple):
    """The layers of N words: indices of labels, [N] each.

    `names`: scores of the tags, [N, 7]. `starts`: whether a sentence starts. `heads`: index of
    the head among the words, -1 at the root of a sentence.
    """

    morph: Indices
    xpos: Indices
    lemma: Indices
    names: npt.NDArray[np.float32]
    starts: npt.NDArray[np.bool_]
    heads: Indices
    relations: Indices


class Backbone:
    """An annotator: `backbone(document)` gives the document with every layer.

    The same text gives the same layers, whatever was read before.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        vocabulary = read_bytes(folder, "vocab.txt").decode().split("\n")
        table = gzip.decompress(read_bytes(folder, "lemmas.tsv.gz")).decode().split("\n")
        self._wordpiece = WordPiece({piece: index for index, piece in enumerate(vocabulary)})
        self._lemmas = Lemmas(read_table(filter(None, table)))
        self._labels: Labels = read_labels(folder)
        self._relations: Relations = read_relations(folder)
        self._network = Network(
            read_bytes(folder, "model.onnx"), self._wordpiece.cls, self._wordpiece.sep
        )
        self._names = NameTags(self._labels.names)
        self._root = self._labels.relations.index(ROOT)
        self._morph = tuple(label.partition("|")[::2] for label in self._labels.morph)

    def __call__(self, document: Document) -> Annotated:
        """Annotate a text: any string, the empty one too."""
        text = document.text
        spans = find_tokens(text)
        return self._annotate(document, spans, find_blocks(text, spans))

    def __reduce__(self) -> tuple[Callable[[Path], Backbone], tuple[Path]]:
        return load_model, (self._folder,)

    def annotate_words(self, words: Sequence[str], name: str = "words") -> Annotated:
        """Annotate words that are cut already, none empty, as one block parted by spaces."""
        document = Document(name, " ".join(words))
        spans, start = [], 0
        for word in words:
            spans.append((start, start + len(word)))
            start += len(word) + 1
        return self._annotate(document, spans, frozenset())

    def _annotate(
        self, document: Document, spans: Sequence[tuple[int, int]], blocks: frozenset[int]
    ) -> Annotated:
        if not spans:
            return Annotated(document, (), ())
        words = [document.text[start:end] for start, end in spans]
        pieces = drop_case([self._wordpiece.pieces(word) for word in words], blocks)
        layers = self._read(words, pieces, blocks, find_opening(document.text, spans))
        forms = [
            word.lower() if piece.case == CASELESS else word
            for word, piece in zip(words, pieces, strict=True)
        ]
        tokens = mend_clauses(self._tokens(spans, words, forms, layers))
        names = self._names.find(layers.names, layers.starts)
        return Annotated(
            document,
            tokens,
            _sentences(layers.starts),
            mark_known(mend_names(names, tokens), tokens),
        )

    def _read(
        self,
        words: Sequence[str],
        pieces: Sequence[Pieces],
        blocks: frozenset[int],
        opening: frozenset[int],
    ) -> Layers:
        """The layers of all words, window by window."""
        windows = cut_windows(words, [len(word.ids) for word in pieces], blocks, opening)
        found = []
        for first, last in windows:
            scores = self._network.score(pieces[first:last])
            begins = [place - first for place in range(first, last) if place in blocks]
            opens = {place - first for place in range(first, last) if place in opening}
            starts = settle_starts(words[first:last], scores.starts[1:] > 0, begins, opens)
            found.append(self._decode(scores, starts, first))
        return Layers(*map(np.concatenate, zip(*found, strict=True)))

    def _decode(self, scores: Scores, starts: npt.NDArray[np.bool_], first: int) -> Layers:
        """The layers of a window whose first word is the word `first` of the document."""
        heads = _heads(scores.arcs, starts)
        relations = self._relations.score(scores.dependents[1:], scores.heads[heads])
        relations[:, self._root] = np.where(heads == 0, np.inf, -np.inf)
        return Layers(
            scores.morph[1:],
            scores.xpos[1:],
            scores.lemma[1:],
            scores.names[1:],
            starts,
            np.where(heads == 0, -1, heads - 1 + first),
            relations.argmax(axis=1),
        )

    def _tokens(
        self,
        spans: Sequence[tuple[int, int]],
        words: Sequence[str],
        forms: Sequence[str],
        layers: Layers,
    ) -> tuple[Token, ...]:
        """The tokens; `forms`: the words as lemmas are made of them, names aside."""
        labels, lemma = self._labels, self._lemmas.lemma
        columns = zip(
            spans,
            words,
            forms,
            layers.morph.tolist(),
            layers.xpos.tolist(),
            layers.lemma.tolist(),
            layers.heads.tolist(),
            layers.relations.tolist(),
            (np.cumsum(layers.starts) - 1).tolist(),
            strict=True,
        )
        found = []
        for index, (span, word, form, morph, tag, rule, head, rel, sentence) in enumerate(columns):
            upos, feats = self._morph[morph]
            xpos = labels.xpos[tag]
            base = lemma(word if xpos in PROPER else form, xpos, labels.lemma[rule])
            above = None if head < 0 else head
            name = labels.relations[rel]
            start, end = span
            found.append(
                Token(index, start, end, word, base, upos, xpos, feats, above, name, sentence)
            )
        return tuple(found)


def drop_case(pieces: list[Pieces], blocks: Iterable[int]) -> list[Pieces]:
    """The same words, without their case in every block where case tells nothing."""
    found = list(pieces)
    for first, last in pairwise((0, *sorted(set(blocks) - {0}), len(pieces))):
        if _is_caseless([word.case for word in pieces[first:last] if word.case in CASED]):
            found[first:last] = [Pieces(word.ids, CASELESS) for word in pieces[first:last]]
    return found


def _is_caseless(cases: Sequence[int]) -> bool:
    """Whether words of these classes are in capitals, or in small letters, throughout."""
    capitals, lower = cases.count(CAPITALS), cases.count(LOWER)
    if capitals >= FEWEST_CAPITALS and capitals >= CAPITALS_SHARE * len(cases):
        return True
    return lower >= FEWEST_LOWER and lower == len(cases)


def _heads(arcs: npt.NDArray[np.float32], starts: npt.NDArray[np.bool_]) -> Indices:
    """The head of each word of a window among the words counted from 1; 0 at a root."""
    found = np.zeros(len(starts), dtype=np.intp)
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    for first, last in pairwise(bounds):
        heads = best_heads(_inside(arcs, first, last))[1:]
        found[first:last] = np.where(heads == 0, 0, heads + first)
    return found


def _inside(arcs: npt.NDArray[np.float32], first: int, last: int) -> npt.NDArray[np.float32]:
    """The scores [words + 1, words + 1] of a sentence by itself: its words after the root."""
    if first == 0:
        return arcs[: last + 1, : last + 1]
    inside = np.empty((last - first + 1, last - first + 1), dtype=np.float32)
    inside[0] = 0
    inside[1:, 0] = arcs[first + 1 : last + 1, 0]
    inside[1:, 1:] = arcs[first + 1 : last + 1, first + 1 : last + 1]
    return inside


def _sentences(starts: npt.NDArray[np.bool_]) -> tuple[Sentence, ...]:
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    return tuple(Sentence(i, *ends) for i, ends in enumerate(pairwise(bounds)))


@cache
def load_model(folder: Path) -> Backbone:
    """The annotator of a folder of model files, loaded once a process."""
    return Backbone(folder)


def load_english() -> Backbone:
    """The English model that ships with the package."""
    return load_model(Path(__file__).with_name("en"))
