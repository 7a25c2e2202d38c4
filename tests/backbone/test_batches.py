"""Windows become arrays in which every number can be traced to a word."""

from random import Random

from training.batches import CLS, IGNORED, SEP, Index, grouped, pack, targets
from training.corpus import Article, Sentence, windows
from training.labels import count_labels

from treebank import SENTENCE, letters


def test_words_point_at_their_first_and_last_piece() -> None:
    inputs = pack([["ab", "c"], ["d"]], letters, caseless=False)
    assert inputs.pieces.tolist() == [[CLS, 97, 98, 99, SEP], [CLS, 100, SEP, 0, 0]]
    assert inputs.cases.tolist() == [[0, 1, 1, 1, 0], [0, 1, 0, 0, 0]]
    assert inputs.first.tolist() == [[0, 1, 3], [0, 1, 0]]
    assert inputs.last.tolist() == [[0, 2, 3], [0, 1, 0]]
    assert inputs.mask.tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]


def test_caseless_hides_every_case() -> None:
    assert not pack([["ab"]], letters, caseless=True).cases.any()


def test_heads_count_from_the_root_and_stay_in_their_sentence() -> None:
    named = Sentence(("Orsk",), None, ("B-PER",))
    wanted = targets([(SENTENCE, SENTENCE), (named,)], Index(count_labels([SENTENCE] * 3)))
    assert wanted.heads[0, 1:].tolist() == [2, 4, 2, 0, 6, 4, 4, 9, 11, 9, 0, 13, 11, 11]
    assert wanted.starts[0].nonzero()[0].tolist()[:2] == [0, 1]
    assert wanted.starts[0, [0, 1, 2, 8]].tolist() == [IGNORED, 1, 0, 1]
    assert wanted.reach[0, 1].nonzero()[0].tolist() == [0, 1, 2, 3, 4, 5, 6, 7]
    assert set(wanted.heads[1].tolist()) == {IGNORED}
    assert wanted.names[1, :3].tolist() == [IGNORED, 1, IGNORED]


def test_batches_hold_every_window_once_and_no_more_than_asked() -> None:
    sizes = [Random(n).randint(2, 120) for n in range(700)]
    batches = grouped(sizes, 400, Random(1))
    assert sorted(index for batch in batches for index in batch) == list(range(700))
    assert all(max(sizes[i] for i in b) * len(b) <= 400 for b in batches)
    assert batches == grouped(sizes, 400, Random(1))


def test_windows_hold_whole_sentences_and_leave_out_giants() -> None:
    short, giant = Sentence(("a",) * 60, None, None), Sentence(("b",) * 300, None, None)
    articles = [Article("one", (short, short, short, giant, short)), Article("two", (short,))]
    found = list(windows(articles, lambda sentence: len(sentence.words)))
    assert [len(window) for window in found] == [2, 2, 1]
