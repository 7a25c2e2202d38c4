"""Checks that a plug-in must pass before variorum uses it. For use in its own tests."""

from __future__ import annotations

from typing import Final

from variorum.annotate import Annotator
from variorum.model.annotation import Annotated, NameKind
from variorum.model.document import Document

TEXTS: Final = (
    "",
    " \n\t\n",
    "Ten fell.",
    "The mayor of Port Alma said on Tuesday that 12 people had died. “We saw it,” he added.",
    "THE MAYOR SAID THAT 12 PEOPLE HAD DIED.",
    "BRIDGE LOST\r\n\r\nThe river rose\r\nin the night.",
    "e\u0301lan\u00a0\u200bÉlan — 漢字 مرحبا 🙂 \x00\ufeff\u2028end",
    "no marks and no end " * 300,
    "x" * 5000,
)
"""Texts that every annotator must take."""


def check_annotator(annotate: Annotator) -> None:
    """Hold an annotator to the contract; raises AssertionError that says what is broken.

    Any text is taken; each token quotes the text; each sentence has one root, to which all its
    tokens lead; layers are filled; a text gets the same layers again, in whatever order texts
    come. That tokens stand in order and heads inside their sentence, Annotated sees to itself.
    """
    first = [annotate(_document(number)) for number in range(len(TEXTS))]
    again = [annotate(_document(number)) for number in reversed(range(len(TEXTS)))]
    for text, annotated, repeated in zip(TEXTS, first, reversed(again), strict=True):
        assert annotated.document.text == text, f"the text was changed: {text[:40]!r}"
        assert annotated == repeated, f"another run gave other layers: {text[:40]!r}"
        _check_layers(annotated)


def _document(number: int) -> Document:
    return Document(f"text-{number}", TEXTS[number])


def _check_layers(annotated: Annotated) -> None:
    for token in annotated.tokens:
        assert token.lemma, f"no lemma: {token}"
        assert token.upos, f"no part of speech: {token}"
        assert token.rel, f"no relation: {token}"
        assert (token.head is None) == (token.rel == "root"), f"root without its relation: {token}"
    for sentence in annotated.sentences:
        roots = [token for token in annotated.sentence_tokens(sentence) if token.head is None]
        assert len(roots) == 1, f"{len(roots)} roots in sentence {sentence.index}"
        size = sentence.last - sentence.first
        assert len(annotated.subtree(roots[0].index)) == size, f"a cycle in {sentence}"
    if any(character.isalnum() for character in annotated.document.text):
        assert annotated.tokens, f"words without tokens: {annotated.document.text[:40]!r}"
    assert all(isinstance(name.kind, NameKind) for name in annotated.names), "a foreign kind"
