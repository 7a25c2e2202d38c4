"""The closed sets of labels that the heads of the network choose from."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from training.corpus import NAMES, Sentence, Tree

LONGEST_ENDING = 5
LONGEST_WHOLE = 7
KEEP = "0|0|"


@dataclass(frozen=True, slots=True)
class Labels:
    """Label texts by position; ``names`` is fixed, the rest is counted in the data."""

    morph: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = NAMES


def lemma_rule(form: str, lemma: str) -> str:
    """How to get from a form to its lemma.

    ``lower|cut|add``: lower the form's case if ``lower`` is 1, cut so many letters off its
    end, add the rest. ``=lemma`` stands for a short lemma unlike its form.

    >>> lemma_rule("Running", "run")
    '1|4|'
    >>> lemma_rule("better", "good")
    '=good'
    """
    lower = lemma == lemma.lower() and form != form.lower()
    base = form.lower() if lower else form
    shared = _shared_prefix(base, lemma)
    if shared == 0 or len(base) - shared > LONGEST_ENDING:
        return f"={lemma}" if len(lemma) <= LONGEST_WHOLE else KEEP
    return f"{lower:d}|{len(base) - shared}|{lemma[shared:]}"


def count_labels(sentences: Iterable[Sentence]) -> Labels:
    """The labels seen in the trees, commonest first; rare morph labels and rules left out."""
    trees = [(s, s.tree) for s in sentences if s.tree]
    rules = Counter(rule for s, tree in trees for rule in _rules(s, tree))
    del rules[KEEP]
    return Labels(
        morph=_common((label for _, t in trees for label in t.morph), at_least=2),
        xpos=_common((label for _, t in trees for label in t.xpos), at_least=1),
        lemma=(KEEP, *_common(rules.elements(), at_least=3)),
        relations=_common((label for _, t in trees for label in t.relations), at_least=1),
    )


def write_labels(labels: Labels, path: Path) -> None:
    path.write_text(json.dumps(asdict(labels), ensure_ascii=False) + "\n", encoding="utf-8")


def read_labels(path: Path) -> Labels:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return Labels(**{name: tuple(texts) for name, texts in rows.items()})


def _common(texts: Iterable[str], at_least: int) -> tuple[str, ...]:
    counts = sorted(Counter(texts).items(), key=lambda item: (-item[1], item[0]))
    return tuple(text for text, count in counts if count >= at_least)


def _rules(sentence: Sentence, tree: Tree) -> Iterator[str]:
    return map(lemma_rule, sentence.words, tree.lemmas)


def _shared_prefix(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
