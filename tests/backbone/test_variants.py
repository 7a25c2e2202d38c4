"""Variants change the spelling of a window and nothing that is said of it."""

from random import Random

from training.corpus import Sentence, Tree
from training.variants import capitals, fewer_marks, headline, lower, other_quotes, split_compounds

from treebank import is_tree

WORDS = ("“", "Stop", ",", "”", "Orsk", "said", ".")
TREE = Tree(
    lemmas=("“", "stop", ",", "”", "Orsk", "say", "."),
    upos=("PUNCT", "VERB", "PUNCT", "PUNCT", "PROPN", "VERB", "PUNCT"),
    xpos=("``", "VB", ",", "''", "NNP", "VBD", "."),
    feats=("_",) * 7,
    heads=(1, 5, 1, 1, 5, -1, 5),
    relations=("punct", "ccomp", "punct", "punct", "nsubj", "root", "punct"),
)
WINDOW = (Sentence(WORDS, TREE, ("O", "O", "O", "O", "B-PER", "O", "O")),)


def test_spelling_changes_words_alone() -> None:
    for vary, word in ((capitals, "SAID"), (lower, "said"), (headline, "Said")):
        (changed,) = vary(WINDOW, Random(1))
        assert changed.words[5] == word
        assert changed.tree == TREE


def test_other_quotes_open_and_close() -> None:
    styles = {other_quotes(WINDOW, Random(seed))[0].words[:4:3] for seed in range(40)}
    assert styles == {("“", "”"), ('"', '"'), ("''", "''"), ("«", "»"), ("‘", "’")}


def test_fewer_marks_leaves_a_tree() -> None:
    (changed,) = fewer_marks(WINDOW, Random(1))
    assert changed.words == ("Stop", "Orsk", "said", ".")
    assert changed.tree is not None
    assert is_tree(changed.tree)
    assert changed.tree.heads == (2, 2, -1, 2)
    assert changed.names == ("O", "B-PER", "O", "O")


def test_a_mark_that_bears_words_stays() -> None:
    tree = Tree(("x", ","), ("X", "PUNCT"), ("FW", ","), ("_", "_"), (1, -1), ("dep", "root"))
    window = (Sentence(("x", ","), tree, None),)
    assert fewer_marks(window, Random(1)) == window


def test_compounds_are_cut_and_stay_one_name() -> None:
    words, tags = ("Saxony-Anhalt", "U.S.-led", "-", "x"), ("B-LOC", "O", "O", "O")
    (cut,) = split_compounds((Sentence(words, None, tags),), Random(1))
    assert cut.words == ("Saxony", "-", "Anhalt", "U.S.", "-", "led", "-", "x")
    assert cut.names == ("B-LOC", "I-LOC", "I-LOC", "O", "O", "O", "O", "O")


def test_compounds_in_a_tree_stay() -> None:
    assert split_compounds(WINDOW, Random(1)) == WINDOW
