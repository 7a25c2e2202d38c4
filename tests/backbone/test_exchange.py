"""Name exchange keeps words, tags and trees in step."""

from random import Random

import pytest
from training import names
from training.corpus import Sentence, Tree
from training.exchange import Name, exchange_names, put_name, spans

from treebank import SENTENCE, TAGS, TREE, WORDS, is_tree


def test_a_longer_name_moves_the_words_after_it_and_their_heads() -> None:
    changed = put_name(SENTENCE, Name(1, 3, "PER"), ("Karim", "al", "-", "Haddad"))
    assert changed.words == ("General", "Karim", "al", "-", "Haddad", "left", "Port", "Alma", ".")
    assert changed.names == ("O", "B-PER", "I-PER", "I-PER", "I-PER", "O", "B-LOC", "I-LOC", "O")
    assert changed.tree is not None
    assert changed.tree.heads == (1, 5, 1, 1, 1, -1, 7, 5, 5)
    assert changed.tree.relations[1:6] == ("nsubj", "flat", "punct", "flat", "root")


def test_a_shorter_name_does_so_too() -> None:
    changed = put_name(SENTENCE, Name(4, 6, "LOC"), ("Velkhar",))
    assert changed.words[4:] == ("Velkhar", ".")
    assert changed.tree is not None
    assert changed.tree.heads == (1, 3, 1, -1, 3, 3)
    assert changed.tree.relations[4] == "obj"


@pytest.mark.parametrize("seed", range(40))
def test_exchange_keeps_every_other_word_and_gives_trees(seed: int) -> None:
    (changed,) = exchange_names((SENTENCE,), Random(seed))
    assert changed.names is not None
    assert changed.tree is not None
    assert is_tree(changed.tree)
    assert [name.kind for name in spans(changed.names)] == ["PER", "LOC"]
    other = [w for w, tag in zip(changed.words, changed.names, strict=True) if tag == "O"]
    assert other == ["General", "left", "."]


def test_the_same_name_is_exchanged_for_the_same_name() -> None:
    one, two = exchange_names((SENTENCE, SENTENCE), Random(5))
    assert one == two


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        pytest.param(("the", "Salt", "Sea"), ("O", "B-LOC", "I-LOC"), id="place-with-article"),
        pytest.param(("alma", "fell"), ("B-LOC", "O"), id="no-capital"),
        pytest.param(("Gulf", "of", "Alma"), ("B-LOC", "I-LOC", "I-LOC"), id="of-inside"),
        pytest.param(("They", "left"), ("O", "O"), id="no-name"),
    ],
)
def test_names_that_would_read_oddly_stay(words: tuple[str, ...], tags: tuple[str, ...]) -> None:
    sentence = Sentence(words, None, tags)
    assert exchange_names((sentence,), Random(1)) == (sentence,)


def test_a_name_that_is_no_subtree_stays() -> None:
    heads = (1, 3, 3, -1, 5, 3, 3)  # the surname hangs outside the name
    tree = Tree(TREE.lemmas, TREE.upos, TREE.xpos, TREE.feats, heads, TREE.relations)
    (changed,) = exchange_names((Sentence(WORDS, tree, TAGS),), Random(1))
    assert changed.words[:4] == WORDS[:4]


@pytest.mark.parametrize("kind", ["the", "bare", "shop"])
@pytest.mark.parametrize("region", names.regions())
def test_bodies_are_many(kind: str, region: str) -> None:
    assert len({names.body(Random(seed), region, kind) for seed in range(200)}) > 150


@pytest.mark.parametrize("region", names.regions())
def test_every_slot_of_every_list_is_filled(region: str) -> None:
    rng = Random(3)
    made = [names.person(rng, region) for _ in range(400)]
    texts = [text for person in made for text in (person.full, person.short)]
    texts += [names.place(rng, region) for _ in range(800)]
    texts += [names.native_body(rng, region) for _ in range(800)]
    assert not [text for text in texts if "{" in text or not text.strip()]
    assert all(person.short in person.full for person in made)


@pytest.mark.parametrize("kind", ["given", "surnames", "places"])
def test_every_region_has_names_of_every_kind(kind: str) -> None:
    lists = names.lists()
    regions: dict[str, tuple[str, ...]] = getattr(lists, kind)
    assert set(regions) == set(lists.given)
    assert min(map(len, regions.values())) >= 60


@pytest.mark.parametrize("kind", ["shapes", "toponyms", "bodies"])
def test_every_region_has_patterns_of_its_own(kind: str) -> None:
    regions: dict[str, tuple[str, ...]] = getattr(names.lists(), kind)
    assert set(regions) == set(names.regions())
    assert min(map(len, regions.values())) >= 8


@pytest.mark.parametrize("path", sorted(names.FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_list_names_its_origin(path: object) -> None:
    with open(str(path), encoding="utf-8") as lines:
        assert next(lines).startswith("# origin: ")
