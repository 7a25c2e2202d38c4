"""Made-up documents: words as the annotator cuts them, names of the right kind, all regions."""

from random import Random

import pytest
from training.exchange import spans
from training.names import read_list, regions
from training.scenes import Cast, Marked, scenes, stage

LINES = [line for lines in read_list("scenes").values() for line in lines]


def test_a_title_and_an_article_stay_outside_the_name() -> None:
    for seed in range(30):
        line = "Col. {person} met {org} in {place}."
        sentence = stage(line, Cast(Random(seed), ("arabic",)))
        assert sentence.names is not None
        kinds = [name.kind for name in spans(sentence.names)]
        assert kinds == ["PER", "ORG", "LOC"]
        first = next(spans(sentence.names))
        assert sentence.words[first.start - 1] == "Col."
        named = {word for word, tag in zip(sentence.words, sentence.names, strict=True) if tag[1:]}
        assert "the" not in named


def test_a_slot_asked_for_twice_is_the_same_name() -> None:
    cast = Cast(Random(4), ("persian",))
    one, two = stage("{org} fell.", cast), stage("{org} fell.", cast)
    assert one == two
    assert stage("{org2} fell.", cast) != one


def test_the_short_name_is_a_part_of_the_full_one() -> None:
    for seed in range(30):
        cast = Cast(Random(seed), ("slavic",))
        full, short = stage("{person}", cast), stage("{short}", cast)
        assert set(short.words) <= set(full.words)


def test_words_are_cut_as_the_annotator_cuts_them() -> None:
    class Fixed(Cast):
        def fill(self, slot: str, number: str) -> list[Marked]:
            return [("Omar al-Sahli", "PER")]

    sentence = stage("{person}'s men left.", Fixed(Random(1), ("arabic",)))
    assert sentence.words == ("Omar", "al", "-", "Sahli", "'s", "men", "left", ".")
    assert sentence.names == ("B-PER", "I-PER", "I-PER", "I-PER", "O", "O", "O", "O")


def test_the_same_seed_gives_the_same_documents() -> None:
    assert scenes(Random(5), 11) == scenes(Random(5), 11)


@pytest.mark.parametrize("line", LINES)
def test_every_sentence_can_be_filled_for_every_region(line: str) -> None:
    for region in regions():
        sentence = stage(line, Cast(Random(1), (region,)))
        assert "{" not in " ".join(sentence.words)
        assert sentence.tree is None
        assert sentence.names is not None
