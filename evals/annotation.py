"""Score annotation against treebanks: `python evals/annotation.py FOLDER [--capitals] [--lower]`.

FOLDER holds one JSON document a line in SET.jsonl: {"doc", "sents": [{"w", "lemma", "upos",
"xpos", "feats", "head", "dep", "ner"}]}; `head` counts from 0 in the sentence, -1 for the root;
`ner` is BIO over PER, ORG and LOC; a set has trees, names or both.

Words are the gold ones, sentences are predicted. Punctuation counts; LAS is over universal
relations (subtypes dropped); a name counts when its words and its kind are right; lemmas are
compared as they stand. With --capitals or --lower the words are changed first; lemmas are then
not scored.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from variorum.annotate.backbone import Backbone, load_english
from variorum.model.annotation import Annotated

SETS: Final = ("ewt-test", "gum-test-clean", "politics-test")
KINDS: Final = {"person": "PER", "organisation": "ORG", "place": "LOC"}
COLUMNS: Final = ("UPOS", "XPOS", "lemma", "UAS", "LAS", "sentences", "names", *KINDS.values())

Gold = Mapping[str, Any]
NameSpan = tuple[int, int, str]


def gold_names(tags: Sequence[str], offset: int = 0) -> set[NameSpan]:
    """The names of BIO tags as (first, last, kind), counted from `offset`."""
    found: set[NameSpan] = set()
    first = 0
    for index in range(len(tags)):
        kind, after = tags[index][2:], tags[index + 1 : index + 2]
        if tags[index].startswith("B"):
            first = index
        if kind and after != [f"I-{kind}"]:
            found.add((offset + first, offset + index + 1, kind))
    return found


def count(document: Gold, annotated: Annotated) -> Iterator[tuple[str, int]]:
    """What is right, per column: pairs of a counter's name and how much to add."""
    offset = 0
    starts = {sentence.first for sentence in annotated.sentences}
    for sentence in document["sents"]:
        if "head" in sentence:
            yield from _count_trees(sentence, annotated, offset)
            yield "sentences right", 2 * (offset in starts)
            yield "sentences all", 1
        if sentence.get("ner") is not None:
            yield from _count_names(sentence, annotated, offset)
        offset += len(sentence["w"])
    if "head" in document["sents"][0]:
        yield "sentences all", len(starts)


def _count_trees(sentence: Gold, annotated: Annotated, offset: int) -> Iterator[tuple[str, int]]:
    for index in range(len(sentence["w"])):
        token = annotated.tokens[offset + index]
        head = -1 if token.head is None else token.head - offset
        attached = head == sentence["head"][index]
        relation = token.rel.partition(":")[0] == sentence["dep"][index].partition(":")[0]
        for column, right in (
            ("UPOS", token.upos == sentence["upos"][index]),
            ("XPOS", token.xpos == sentence["xpos"][index]),
            ("lemma", token.lemma == sentence["lemma"][index]),
            ("UAS", attached),
            ("LAS", attached and relation),
        ):
            yield f"{column} right", right
            yield f"{column} all", 1


def _count_names(sentence: Gold, annotated: Annotated, offset: int) -> Iterator[tuple[str, int]]:
    inside = range(offset, offset + len(sentence["w"]))
    gold = gold_names(sentence["ner"], offset)
    found = {
        (max(name.first, inside.start), min(name.last, inside.stop), KINDS[name.kind])
        for name in annotated.names
        if name.first < inside.stop and name.last > inside.start
    }
    for names, right in ((gold | found, 0), (gold & found, 2)):
        for name in names:
            for column in ("names", name[2]):
                yield f"{column} right", right
                yield f"{column} all", 0 if right else (name in gold) + (name in found)


def score(documents: Sequence[Gold], annotator: Backbone, change: str | None) -> dict[str, float]:
    """Per cent per column of what the set has gold for."""
    total: Counter[str] = Counter()
    for document in documents:
        words = [word for sentence in document["sents"] for word in sentence["w"]]
        words = [getattr(word, change)() for word in words] if change else words
        for name, more in count(document, annotator.annotate_words(words)):
            total[name] += more
    columns = [column for column in COLUMNS if total[f"{column} all"]]
    return {name: 100 * total[f"{name} right"] / total[f"{name} all"] for name in columns}


def main() -> None:
    """Print a table, one set a row."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("folder", type=Path, help="the folder of SET.jsonl")
    parser.add_argument("--sets", default=",".join(SETS), help="names parted by commas")
    parser.add_argument(
        "--model", type=Path, help="a folder of model files; default: the package's"
    )
    changes = parser.add_mutually_exclusive_group()
    changes.add_argument("--capitals", dest="change", action="store_const", const="upper")
    changes.add_argument("--lower", dest="change", action="store_const", const="lower")
    settings = parser.parse_args()
    annotator = Backbone(settings.model) if settings.model else load_english()
    print(f"{'set':<18}" + "".join(f"{column:>10}" for column in COLUMNS))
    for name in settings.sets.split(","):
        lines = (settings.folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
        result = score([json.loads(line) for line in lines if line], annotator, settings.change)
        cells = (f"{result[column]:10.2f}" if column in result else " " * 10 for column in COLUMNS)
        print(f"{name:<18}" + "".join(cells), flush=True)


if __name__ == "__main__":
    main()
