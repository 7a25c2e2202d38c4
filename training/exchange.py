"""Name exchange: the same sentence about somebody else.

Learned names are mostly those of a few countries and years. In a share of the training
sentences each name makes room for a made-up one, and the tree around it is mended, so the
network learns what surrounds a name and not the name itself.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from training import names as made_up
from training.corpus import Sentence, Tree, Window

ARTICLES = frozenset({"the", "The", "a", "an"})
MARKS = {
    "-": ("PUNCT", "HYPH", "_", "punct"),
    "'s": ("PART", "POS", "_", "case"),
    "of": ("ADP", "IN", "_", "case"),
    "and": ("CCONJ", "CC", "_", "cc"),
    "for": ("ADP", "IN", "_", "case"),
}
INNER = frozenset({"the", "The", "of", "'s", "’s", "and", "'", "’"})


@dataclass(frozen=True, slots=True)
class Name:
    """The words start:end of a sentence, which name a PER, ORG or LOC."""

    start: int
    end: int
    kind: str


T = TypeVar("T")
Invent = Callable[[Random, str, bool], str]
INVENT: dict[str, Invent] = {
    "PER": lambda rng, region, _: made_up.any_person(rng, region),
    "LOC": lambda rng, region, _: made_up.place(rng, region),
    "ORG": lambda rng, region, the: made_up.body(rng, region, "the" if the else "bare"),
}
ONE_REGION = 0.6  # share of windows in which all names are of one region


def spans(tags: tuple[str, ...]) -> Iterator[Name]:
    """The names that BIO tags spell.

    >>> list(spans(("B-PER", "I-PER", "O")))
    [Name(start=0, end=2, kind='PER')]
    """
    start = None
    for index, tag in enumerate((*tags, "O")):
        if start is not None and not tag.startswith("I-"):
            yield Name(start, index, tags[start][2:])
            start = None
        if tag.startswith("B-"):
            start = index


def exchange_names(window: Window, rng: Random) -> Window:
    """The window with its names exchanged; the same name is exchanged for the same name."""
    known: dict[tuple[str, ...], made_up.Words] = {}
    regions = made_up.regions()
    if rng.random() < ONE_REGION:
        regions = [rng.choice(regions)]
    return tuple(_exchange(sentence, rng, regions, known) for sentence in window)


def put_name(sentence: Sentence, name: Name, words: made_up.Words) -> Sentence:
    """The sentence with other words for one name; its tags and tree follow.

    Persons are flat trees with the head first, bodies and places compounds with the head last.
    """
    before, after = slice(0, name.start), slice(name.end, None)
    tags = (f"B-{name.kind}", *[f"I-{name.kind}"] * (len(words) - 1))
    assert sentence.names is not None
    return Sentence(
        (*sentence.words[before], *words, *sentence.words[after]),
        _mend(sentence.tree, name, words) if sentence.tree else None,
        (*sentence.names[before], *tags, *sentence.names[after]),
    )


def _exchange(
    sentence: Sentence,
    rng: Random,
    regions: Sequence[str],
    known: dict[tuple[str, ...], made_up.Words],
) -> Sentence:
    for name in reversed(list(spans(sentence.names or ()))):
        if not _exchangeable(sentence, name):
            continue
        old = sentence.words[name.start : name.end]
        after_article = _after_article(sentence, name)
        if old not in known:
            invented = INVENT[name.kind](rng, rng.choice(regions), after_article)
            known[old] = made_up.split(invented)
        sentence = put_name(sentence, name, known[old])
    return sentence


def _exchangeable(sentence: Sentence, name: Name) -> bool:
    words = sentence.words[name.start : name.end]
    named = words[0][:1].isupper() and INNER.isdisjoint(words)
    misplaced = name.kind != "ORG" and _after_article(sentence, name)
    return named and not misplaced and (sentence.tree is None or _is_subtree(sentence.tree, name))


def _after_article(sentence: Sentence, name: Name) -> bool:
    return name.start > 0 and sentence.words[name.start - 1] in ARTICLES


def _is_subtree(tree: Tree, name: Name) -> bool:
    """Only the head of the name hangs outside it, only from the head hang outside words."""
    inside = range(name.start, name.end)
    heads = [word for word in inside if tree.heads[word] not in inside]
    others = (head for word, head in enumerate(tree.heads) if word not in inside)
    proper = all(tree.upos[word] in ("PROPN", "PUNCT", "NUM", "ADJ", "NOUN") for word in inside)
    return len(heads) == 1 and proper and all(h not in inside or h == heads[0] for h in others)


def _mend(tree: Tree, name: Name, words: made_up.Words) -> Tree:
    head = name.start if name.kind == "PER" else name.start + len(words) - 1
    top = _top(tree, name)

    def moved(index: int) -> int:
        if name.start <= index < name.end:
            return head
        return index + name.start + len(words) - name.end if index >= name.end else index

    rows = [_row(word, name.kind) for word in words]
    upos, xpos, feats, relations = map(list, zip(*rows, strict=True))
    heads = [head] * len(words)
    heads[head - name.start] = moved(tree.heads[top])
    relations[head - name.start] = tree.relations[top]
    return Tree(
        lemmas=_put(tree.lemmas, name, words),
        upos=_put(tree.upos, name, upos),
        xpos=_put(tree.xpos, name, xpos),
        feats=_put(tree.feats, name, feats),
        heads=_put(tuple(map(moved, tree.heads)), name, heads),
        relations=_put(tree.relations, name, relations),
    )


def _top(tree: Tree, name: Name) -> int:
    inside = range(name.start, name.end)
    return next(word for word in inside if tree.heads[word] not in inside)


def _row(word: str, kind: str) -> tuple[str, str, str, str]:
    """UPOS, XPOS, features and relation of a word inside a name."""
    proper = ("PROPN", "NNP", "Number=Sing", "flat" if kind == "PER" else "compound")
    return MARKS.get(word, proper)


def _put(layer: tuple[T, ...], name: Name, inner: Sequence[T]) -> tuple[T, ...]:
    return (*layer[: name.start], *inner, *layer[name.end :])
