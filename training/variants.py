"""The same window as others would have typed it: in capitals, without any, with other marks."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from training.corpus import Sentence, Tree, Window

DROPPED = frozenset({",", '"', "“", "”", "'", "‘", "’", "''", "``"})
QUOTES = (("“", "”"), ('"', '"'), ("''", "''"), ("«", "»"), ("‘", "’"))
PLAIN_QUOTES = frozenset({'"', "“", "”"})
HYPHEN = re.compile(r"(?<=[\w.])(-)(?=\w)")

Variant = Callable[[Window, Random], Window]


def capitals(window: Window, _: Random) -> Window:
    """Every word in capitals."""
    return _respell(window, str.upper)


def lower(window: Window, _: Random) -> Window:
    """No capital at all."""
    return _respell(window, str.lower)


def headline(window: Window, _: Random) -> Window:
    """Each Word With A Capital."""
    return _respell(window, lambda word: word[:1].upper() + word[1:])


def other_quotes(window: Window, rng: Random) -> Window:
    """Another style of quotation mark, opening and closing by turns."""
    style = rng.choice(QUOTES)
    return tuple(_requote(sentence, style) for sentence in window)


def fewer_marks(window: Window, _: Random) -> Window:
    """Without commas, quotation marks and apostrophes that stand alone."""
    return tuple(_without_marks(sentence) for sentence in window)


def split_compounds(window: Window, _: Random) -> Window:
    """Words with a hyphen as three, the way the tokeniser cuts; sentences with a tree stay."""
    return tuple(s if s.tree else _split_compounds(s) for s in window)


def _split_compounds(sentence: Sentence) -> Sentence:
    parts = [HYPHEN.split(word) for word in sentence.words]
    tags = sentence.names or ("O",) * len(parts)
    names = [
        [tag, *[tag.replace("B-", "I-")] * (len(part) - 1)]
        for tag, part in zip(tags, parts, strict=True)
    ]
    words = tuple(word for part in parts for word in part)
    return Sentence(words, None, sentence.names and tuple(tag for some in names for tag in some))


def _respell(window: Window, spell: Callable[[str], str]) -> Window:
    return tuple(replace(s, words=tuple(map(spell, s.words))) for s in window)


def _requote(sentence: Sentence, style: tuple[str, str]) -> Sentence:
    at = [index for index, word in enumerate(sentence.words) if word in PLAIN_QUOTES]
    marks = {index: style[turn % 2] for turn, index in enumerate(at)}
    tree = sentence.tree and replace(sentence.tree, lemmas=_put(sentence.tree.lemmas, marks))
    return replace(sentence, words=_put(sentence.words, marks), tree=tree)


def _put(texts: tuple[str, ...], marks: dict[int, str]) -> tuple[str, ...]:
    return tuple(marks.get(index, text) for index, text in enumerate(texts))


def _without_marks(sentence: Sentence) -> Sentence:
    """Drops marks that are leaves of the tree and begin no name."""
    names = sentence.names or ("O",) * len(sentence.words)
    parents = frozenset(sentence.tree.heads) if sentence.tree else frozenset()
    kept = [
        index
        for index, word in enumerate(sentence.words)
        if word not in DROPPED or index in parents or names[index].startswith("B-")
    ]
    if not kept:
        return sentence
    words = tuple(sentence.words[index] for index in kept)
    tags = tuple(names[index] for index in kept) if sentence.names is not None else None
    return Sentence(words, _cut(sentence.tree, kept) if sentence.tree else None, tags)


def _cut(tree: Tree, kept: list[int]) -> Tree:
    place = {old: new for new, old in enumerate(kept)} | {-1: -1}

    def pick(layer: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(layer[index] for index in kept)

    heads = tuple(place[tree.heads[index]] for index in kept)
    texts = (tree.lemmas, tree.upos, tree.xpos, tree.feats, tree.relations)
    lemmas, upos, xpos, feats, relations = map(pick, texts)
    return Tree(lemmas, upos, xpos, feats, heads, relations)
