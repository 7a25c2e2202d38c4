"""How good the annotator is, measured on the test sets with their own words.

Sentence limits are predicted; punctuation counts. Labelled arcs are compared by universal
relation (subtypes dropped). A name counts when its words and its kind are exact.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from training.corpus import Article, Sentence, Tree
from training.exchange import spans
from variorum.annotate.backbone import Backbone
from variorum.annotate.naming import KINDS
from variorum.model.annotation import Annotated, Token

TAGS = {kind: tag for tag, kind in KINDS.items()}
FIGURES = (
    *("upos", "xpos", "feats", "lemmas", "uas", "las", "sentences"),
    *("names", "PER", "ORG", "LOC"),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted: right, said and wanted, by figure."""

    right: Counter[str]
    said: Counter[str]
    wanted: Counter[str]

    def percent(self, figure: str) -> float | None:
        """F1 in percent, which is accuracy where as much is said as wanted; None if unasked."""
        if not self.wanted[figure]:
            return None
        return 200 * self.right[figure] / (self.said[figure] + self.wanted[figure])

    def add(self, figure: str, right: int, said: int, wanted: int) -> None:
        self.right[figure] += right
        self.said[figure] += said
        self.wanted[figure] += wanted


def evaluate(annotator: Backbone, articles: Iterable[Article]) -> Tally:
    """Annotate each document's words and compare."""
    tally = Tally(Counter(), Counter(), Counter())
    for article in articles:
        compare(annotator.annotate_words(article.words), article.sentences, tally)
    return tally


def in_capitals(article: Article) -> Article:
    """The document as a wire of old would have it."""
    loud = (replace(s, words=tuple(map(str.upper, s.words))) for s in article.sentences)
    return replace(article, sentences=tuple(loud))


def compare(found: Annotated, sentences: Sequence[Sentence], tally: Tally) -> None:
    """Count one document; the annotation has the very words of the sentences."""
    tags = _tags(found)
    first = 0
    for sentence in sentences:
        last = first + len(sentence.words)
        if sentence.tree:
            _compare_tree(found.tokens[first:last], sentence.tree, first, tally)
        if sentence.names is not None:
            _compare_names(tuple(tags[first:last]), sentence.names, tally)
        first = last
    if sentences[0].tree:
        _compare_starts(found, sentences, tally)


def table(rows: dict[str, Tally]) -> str:
    """The figures as a table of tabs, a line for each set."""
    lines = ["set\t" + "\t".join(FIGURES)]
    for name, tally in rows.items():
        figures = (tally.percent(figure) for figure in FIGURES)
        lines.append("\t".join([name, *("" if f is None else f"{f:.1f}" for f in figures)]))
    return "\n".join(lines)


def _compare_tree(tokens: Sequence[Token], tree: Tree, first: int, tally: Tally) -> None:
    heads = [None if head < 0 else first + head for head in tree.heads]
    arcs = [token.head == head for token, head in zip(tokens, heads, strict=True)]
    same = [
        _universal(token.rel) == _universal(relation)
        for token, relation in zip(tokens, tree.relations, strict=True)
    ]
    right = {
        "upos": sum(t.upos == tag for t, tag in zip(tokens, tree.upos, strict=True)),
        "xpos": sum(t.xpos == tag for t, tag in zip(tokens, tree.xpos, strict=True)),
        "feats": sum(t.feats == feats for t, feats in zip(tokens, tree.feats, strict=True)),
        "lemmas": sum(t.lemma == lemma for t, lemma in zip(tokens, tree.lemmas, strict=True)),
        "uas": sum(arcs),
        "las": sum(arc and rel for arc, rel in zip(arcs, same, strict=True)),
    }
    for figure, count in right.items():
        tally.add(figure, count, len(tokens), len(tokens))


def _compare_names(said: tuple[str, ...], wanted: tuple[str, ...], tally: Tally) -> None:
    ours, theirs = set(spans(_repaired(said))), set(spans(wanted))
    for figure in ("names", "PER", "ORG", "LOC"):
        one, other = ({n for n in names if figure in ("names", n.kind)} for names in (ours, theirs))
        tally.add(figure, len(one & other), len(one), len(other))


def _compare_starts(found: Annotated, sentences: Sequence[Sentence], tally: Tally) -> None:
    said = {sentence.first for sentence in found.sentences}
    wanted, first = set(), 0
    for sentence in sentences:
        wanted.add(first)
        first += len(sentence.words)
    tally.add("sentences", len(said & wanted), len(said), len(wanted))


def _tags(found: Annotated) -> list[str]:
    tags = ["O"] * len(found.tokens)
    for name in found.names:
        kind = TAGS[name.kind]
        tags[name.first : name.last] = [f"I-{kind}"] * (name.last - name.first)
        tags[name.first] = f"B-{kind}"
    return tags


def _repaired(tags: tuple[str, ...]) -> tuple[str, ...]:
    """A name that runs over the start of a sentence begins anew there."""
    return (tags[0].replace("I-", "B-"), *tags[1:]) if tags else tags


def _universal(relation: str) -> str:
    return relation.partition(":")[0]
