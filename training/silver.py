"""Names for a treebank that has none, as a first network sees them.

The large web treebank comes without names. A network trained on the other sets reads them
into it; what it is unsure of, and what the treebank's own tags speak against, is marked
``UNSURE`` and teaches nothing. A second training then learns from the rest.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from training.batches import Encode, Floats, pack
from training.corpus import NAMES, Article, Sentence, windows
from training.exchange import spans
from training.fit import tensors
from training.network import Network

UNSURE = "?"
SURE = 0.75  # probability below which a word teaches nothing
SURE_PROPER = 0.90  # the same for a proper noun that is said to be outside all names


def label(network: Network, articles: Sequence[Article], encode: Encode) -> Iterator[Article]:
    """The documents with the names the network is sure of."""
    network.eval()
    for article in articles:
        found = {
            sentence: names
            for window in windows([article], lambda s: sum(len(encode(w)[0]) for w in s.words))
            for sentence, names in _label(network, window, encode)
        }
        named = (replace(s, names=found.get(s)) for s in article.sentences)
        yield replace(article, sentences=tuple(named))


def write_names(articles: Sequence[Article], path: Path) -> None:
    """One line a document: the tags of each sentence."""
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            print(json.dumps([sentence.names for sentence in article.sentences]), file=file)


def read_names(articles: Sequence[Article], path: Path) -> list[Article]:
    """The documents with the tags of such a file, which was made from these documents."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_named(a, json.loads(line)) for a, line in zip(articles, lines, strict=True)]


def sure_tags(sentence: Sentence, chances: Floats) -> tuple[str, ...]:
    """BIO tags from probabilities [words, labels], the doubtful ones as UNSURE."""
    tags = [NAMES[number] for number in chances.argmax(-1)]
    sure = [_is_sure(sentence, word, tag, chances[word].max()) for word, tag in enumerate(tags)]
    for word, tag in enumerate(tags):
        broken = tag[0] == "I" and (word == 0 or tags[word - 1][2:] != tag[2:])
        sure[word] = sure[word] and not broken
    for name in spans(tuple(tags)):
        inside = range(name.start, name.end)
        certain = all(sure[word] for word in inside) and any(_proper(sentence, w) for w in inside)
        for word in inside:
            sure[word] = certain
    return tuple(tag if keep else UNSURE for tag, keep in zip(tags, sure, strict=True))


def _label(
    network: Network, window: Sequence[Sentence], encode: Encode
) -> Iterator[tuple[Sentence, tuple[str, ...]]]:
    words = [word for sentence in window for word in sentence.words]
    inputs = pack([words], encode, caseless=False)
    with torch.inference_mode():
        logits = network.name_logits(network.words(*tensors(inputs))["names"])
        chances: Floats = torch.softmax(logits[0, 1:], -1).numpy()
    ends = np.cumsum([len(sentence.words) for sentence in window])
    for sentence, part in zip(window, np.split(chances, ends[:-1]), strict=True):
        yield sentence, sure_tags(sentence, part)


def _is_sure(sentence: Sentence, word: int, tag: str, chance: float) -> bool:
    outside = tag == "O" and _proper(sentence, word)
    return chance >= (SURE_PROPER if outside else SURE)


def _proper(sentence: Sentence, word: int) -> bool:
    return sentence.tree is None or sentence.tree.upos[word] == "PROPN"


def _named(article: Article, tags: list[list[str] | None]) -> Article:
    pairs = zip(article.sentences, tags, strict=True)
    named = (replace(s, names=tuple(names) if names else None) for s, names in pairs)
    return replace(article, sentences=tuple(named))
