"""Figures count what is right, what is said and what is wanted."""

from collections import Counter
from dataclasses import replace

import pytest
from training.corpus import Article
from training.evaluate import Tally, compare, in_capitals, table

from treebank import SENTENCE, TREE, WORDS
from variorum.model.annotation import Annotated, Name, NameKind, Sentence, Token
from variorum.model.document import Document

GOLD = Article("one", (SENTENCE,))


def annotated(
    heads: tuple[int, ...], names: tuple[Name, ...], starts: tuple[int, ...]
) -> Annotated:
    text, tokens = " ".join(WORDS), []
    start = 0
    for index, word in enumerate(WORDS):
        tokens.append(
            Token(
                index,
                start,
                start + len(word),
                word,
                TREE.lemmas[index],
                TREE.upos[index],
                TREE.xpos[index],
                TREE.feats[index],
                None if heads[index] < 0 else heads[index],
                TREE.relations[index],
                sum(index >= first for first in starts) - 1,
            )
        )
        start += len(word) + 1
    ends = (*starts[1:], len(WORDS))
    sentences = tuple(Sentence(n, *span) for n, span in enumerate(zip(starts, ends, strict=True)))
    return Annotated(Document("one", text), tuple(tokens), sentences, names)


def tally(found: Annotated) -> Tally:
    counted = Tally(Counter(), Counter(), Counter())
    compare(found, GOLD.sentences, counted)
    return counted


ALL_NAMES = (Name(1, 3, NameKind.PERSON), Name(4, 6, NameKind.PLACE))


def test_the_gold_itself_scores_all() -> None:
    counted = tally(annotated(TREE.heads, ALL_NAMES, (0,)))
    for figure in ("upos", "lemmas", "uas", "las", "sentences", "names", "PER", "LOC"):
        assert counted.percent(figure) == 100
    assert counted.percent("ORG") is None


def test_a_wrong_head_costs_one_arc_and_its_relation() -> None:
    counted = tally(annotated((3, *TREE.heads[1:]), ALL_NAMES, (0,)))
    assert counted.percent("uas") == counted.percent("las") == pytest.approx(100 * 6 / 7)


def test_a_name_counts_by_exact_words_and_kind() -> None:
    cut = (Name(2, 3, NameKind.PERSON), Name(4, 6, NameKind.ORGANISATION))
    counted = tally(annotated(TREE.heads, cut, (0,)))
    assert counted.percent("names") == 0
    assert counted.said["ORG"] == counted.wanted["LOC"] == 1


def test_a_false_start_lowers_sentences() -> None:
    heads = (1, 3, 1, -1, 5, -1, 5)
    counted = tally(annotated(heads, (), (0, 4)))
    assert counted.percent("sentences") == pytest.approx(200 / 3)


def test_capitals_change_words_alone() -> None:
    (loud,) = in_capitals(GOLD).sentences
    assert loud == replace(SENTENCE, words=tuple(map(str.upper, WORDS)))


def test_the_table_leaves_unasked_figures_empty() -> None:
    header, row = table({"set": tally(annotated(TREE.heads, ALL_NAMES, (0,)))}).splitlines()
    figures = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert figures["las"] == "100.0"
    assert figures["ORG"] == ""
