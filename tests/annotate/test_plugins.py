"""Annotators by name: those built in, and those announced by an entry point."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from typing import Any

import pytest

from variorum import annotate
from variorum.annotate import Annotator, load
from variorum.errors import UnknownName
from variorum.model.annotation import Annotated, Name, NameKind, Sentence, Token
from variorum.model.document import Document
from variorum.testing import TEXTS, check_annotator


def words_alone(_detail: str) -> Annotator:
    """An annotator of sorts: one sentence, in which each word hangs on the first."""
    return annotate_words_alone


def annotate_words_alone(document: Document) -> Annotated:
    words, start = [], 0
    for word in document.text.split():
        start = document.text.index(word, start)
        words.append((start, start + len(word), word))
        start += len(word)
    tokens = [
        Token(
            n,
            first,
            last,
            word,
            word.lower(),
            "X",
            "",
            "_",
            0 if n else None,
            "dep" if n else "root",
            0,
        )
        for n, (first, last, word) in enumerate(words)
    ]
    sentences = (Sentence(0, 0, len(tokens)),) if tokens else ()
    return Annotated(document, tuple(tokens), sentences, ())


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point as an installed plug-in would bring it."""
    point = EntryPoint("words", f"{__name__}:words_alone", annotate.GROUP)
    monkeypatch.setattr(annotate, "entry_points", lambda group: EntryPoints([point]))


@pytest.mark.usefixtures("announced")
def test_a_plug_in_is_loaded_by_name() -> None:
    annotator = load("words:detail")
    check_annotator(annotator)
    assert [token.text for token in annotator(Document("d", "Ten fell.")).tokens] == [
        "Ten",
        "fell.",
    ]


@pytest.mark.usefixtures("announced")
def test_the_plug_ins_are_listed_where_a_name_is_unknown() -> None:
    with pytest.raises(UnknownName, match="there are: en, spacy:PIPELINE, words"):
        load("word")


def broken(**changes: Any) -> Annotator:
    """The annotator above with its last token changed, or with a name of a foreign kind."""

    def annotate_badly(document: Document) -> Annotated:
        sound = annotate_words_alone(document)
        if not sound.tokens:
            return sound
        last = sound.tokens[-1]._replace(**changes)
        return Annotated(document, (*sound.tokens[:-1], last), sound.sentences, sound.names)

    return annotate_badly


@pytest.mark.parametrize(
    ("annotator", "complaint"),
    [
        pytest.param(broken(lemma=""), "no lemma", id="no-lemma"),
        pytest.param(broken(upos=""), "no part of speech", id="no-tag"),
        pytest.param(broken(head=None, rel="root"), "roots in sentence", id="two-roots"),
        pytest.param(broken(head=None), "root without its relation", id="root-by-another-name"),
    ],
)
def test_what_breaks_the_contract_is_named(annotator: Annotator, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint):
        check_annotator(annotator)


def test_an_annotator_that_gives_other_layers_each_time_is_named() -> None:
    def forgetful(document: Document) -> Annotated:
        sound = annotate_words_alone(document)
        seen.append(document.id)
        named = (Name(0, 1, NameKind.PLACE),) if sound.tokens and len(seen) > len(TEXTS) else ()
        return Annotated(document, sound.tokens, sound.sentences, named)

    seen: list[str] = []
    with pytest.raises(AssertionError, match="another run gave other layers"):
        check_annotator(forgetful)
