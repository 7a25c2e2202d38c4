"""A spaCy pipeline as the annotator: `load("spacy:en_core_web_sm")`.

Relations come out as Universal Dependencies, whether the pipeline speaks them or the labels of
ClearNLP, as spaCy's own English pipelines do; there prepositions and copulas govern, and the
trees are turned round. Names of OntoNotes become persons, organisations and places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from variorum.errors import UnfitAnnotator
from variorum.model.annotation import Annotated, Name, NameKind, Sentence, Token
from variorum.model.document import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

ROOT: Final = "root"
LONGEST: Final = 10**9
"""Code points; spaCy's own limit of a million guards its memory and is lifted."""

RELATIONS: Final = {
    "": "dep",
    "ROOT": ROOT,
    "acomp": "xcomp",
    "agent": "obl:agent",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "obl",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
"""ClearNLP -> Universal Dependencies, where the labels differ. From the ClearNLP guidelines and
universaldependencies.org/u/dep."""

PREPOSITIONS: Final = frozenset({"prep", "agent", "dative"})
CUES: Final = {"pobj": "case", "pcomp": "mark"}
"""What a preposition is to its object, once that governs."""
ABOVE: Final = {"pobj": ("obl", "nmod"), "pcomp": ("advcl", "acl")}
"""What the object then is to a word above, and to a nominal one."""
PREDICATIVES: Final = frozenset({"attr", "acomp"})
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})

KINDS: Final = {
    "PERSON": NameKind.PERSON,
    "PER": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
}
"""Labels of OntoNotes and of CoNLL; other entities are no names here."""


@dataclass(frozen=True)
class Pipeline:
    """A spaCy pipeline that was loaded by name, as an annotator."""

    name: str

    def __call__(self, document: Document) -> Annotated:
        """Annotate a text; raises UnfitAnnotator where the pipeline gives no trees."""
        return convert(document, _language(self.name)(document.text), self.name)


def load_pipeline(name: str) -> Pipeline:
    """The pipeline of a package or a folder; raises UnfitAnnotator where there is none."""
    _language(name)
    return Pipeline(name)


@cache
def _language(name: str) -> Language:
    try:
        import spacy
    except ImportError as error:
        step = "install it with: pip install 'variorum[spacy]'"
        raise UnfitAnnotator(f"spacy:{name}", "spaCy is not installed", step) from error
    try:
        language = spacy.load(name)
    except OSError as error:
        step = f"install it with: python -m spacy download {name}"
        raise UnfitAnnotator(f"spacy:{name}", "spaCy has no such pipeline", step) from error
    language.max_length = LONGEST
    return language


def convert(document: Document, doc: Doc, name: str) -> Annotated:
    """A spaCy Doc as Annotated, white space left out.

    Raises UnfitAnnotator where it has no trees, BadValue where its tokens do not quote the text.
    """
    if len(doc) and not doc.has_annotation("DEP"):
        step = "choose a pipeline with a parser"
        raise UnfitAnnotator(f"spacy:{name}", "it gives no trees", step)
    places, reached = {}, 0
    for word in doc:
        places[word.i] = reached
        reached += not word.is_space
    places[len(doc)] = reached
    return Annotated(
        document,
        tuple(_tokens(doc, places)),
        tuple(_sentences(doc, places)),
        tuple(_names(doc, places)),
    )


def _sentences(doc: Doc, places: dict[int, int]) -> Iterator[Sentence]:
    bounds = [(places[sent.start], places[sent.end]) for sent in doc.sents]
    filled = [ends for ends in bounds if ends[0] < ends[1]]
    return (Sentence(index, *ends) for index, ends in enumerate(filled))


def _names(doc: Doc, places: dict[int, int]) -> Iterator[Name]:
    for entity in doc.ents:
        first, last = places[entity.start], places[entity.end]
        if entity.label_ in KINDS and first < last:
            yield Name(first, last, KINDS[entity.label_])


def _tokens(doc: Doc, places: dict[int, int]) -> Iterator[Token]:
    number = -1
    for sent in doc.sents:
        inside = [word for word in sent if not word.is_space]
        number += bool(inside)
        tree = _universal(sent)
        root = next((word.i for word in inside if tree.heads[word.i] == word.i), None)
        for word in inside:
            head, relation = tree.heads[word.i], tree.relations[word.i]
            if root is not None and head == word.i != root:
                head, relation = root, "parataxis"
            yield Token(
                places[word.i],
                word.idx,
                word.idx + len(word.text),
                word.text,
                word.lemma_ or word.text,
                word.pos_ or "X",
                word.tag_,
                str(word.morph) or "_",
                None if head == word.i else places[head],
                ROOT if head == word.i else relation,
                number,
            )


@dataclass(frozen=True)
class Tree:
    """The head of each word of a sentence (itself at a root) and its relation, by place."""

    heads: dict[int, int]
    relations: dict[int, str]

    def turn(self, below: int, relation: str, cue: str) -> None:
        """Let word `below` take the place of its head, which then hangs on it by `cue`."""
        above = self.heads[below]
        top = self.heads[above]
        for word, head in self.heads.items():
            if head == above:
                self.heads[word] = below
        self.heads[below] = below if top == above else top
        self.heads[above] = below
        self.relations[below], self.relations[above] = relation, cue

    def hang_above(self, word: int) -> None:
        """Hang a word where its head hangs; make it a root where that is one."""
        above = self.heads[word]
        self.heads[word] = word if self.heads[above] == above else self.heads[above]


def _universal(sent: Span) -> Tree:
    """The universal tree of a sentence; no word hangs on white space."""
    doc = sent.doc
    tree = Tree({word.i: word.head.i for word in sent}, {word.i: word.dep_ for word in sent})
    for word in sent:
        above = tree.heads[word.i]
        label = tree.relations[word.i]
        governing = tree.relations[above] in PREPOSITIONS or doc[above].pos_ == "ADP"
        if label in CUES and governing:
            nominal = doc[tree.heads[above]].pos_ in NOMINAL
            agent = tree.relations[above] == "agent"
            tree.turn(word.i, "agent" if agent else ABOVE[label][nominal], CUES[label])
        elif label in PREDICATIVES and doc[above].lemma_ == "be":
            tree.turn(word.i, tree.relations[above], "cop")
    for word in sent:
        while doc[tree.heads[word.i]].is_space and tree.heads[word.i] != word.i:
            tree.hang_above(word.i)
    for place, label in tree.relations.items():
        tree.relations[place] = RELATIONS.get(label, label)
    return tree
