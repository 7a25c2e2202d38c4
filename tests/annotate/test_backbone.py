"""The annotator that ships."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate import Annotator, load
from variorum.annotate.backbone import Backbone, load_english
from variorum.errors import UnknownName, UnreadableSource
from variorum.model.annotation import Annotated, Token
from variorum.model.document import Document
from variorum.testing import check_annotator

STORY = (
    "Ministry denies blame\n\nPORT ALMA, May 4 — Rebel shells struck the harbour of Port Alma on "
    "Tuesday, killing at least 12 people, the mayor said. “We will answer,” General Tomas Orsk "
    "told reporters in Velkhar. The Free North Army denied it."
)


def read(annotate: Annotator, text: str) -> Annotated:
    return annotate(Document("d", text))


def token(annotated: Annotated, text: str) -> Token:
    return next(token for token in annotated.tokens if token.text == text)


def test_conforms(annotate: Annotator) -> None:
    check_annotator(annotate)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_annotated(annotate: Annotator, text: str) -> None:
    annotated = read(annotate, text)  # Annotated itself checks that every token quotes the text
    roots = [token.sentence for token in annotated.tokens if token.head is None]
    assert roots == [sentence.index for sentence in annotated.sentences]


def test_layers_of_a_story(annotate: Annotator) -> None:
    annotated = read(annotate, STORY)
    struck = token(annotated, "struck")
    assert (struck.lemma, struck.upos, struck.xpos) == ("strike", "VERB", "VBD")
    subject = annotated.child(struck.index, "nsubj")
    assert subject is not None
    assert subject.text == "shells"
    assert token(annotated, "killing").lemma == "kill"
    names = {annotated.span(name.first, name.last).text: name.kind for name in annotated.names}
    assert names["Velkhar"] == "place"


def test_a_blank_line_ends_a_sentence(annotate: Annotator) -> None:
    annotated = read(annotate, STORY)
    first = annotated.sentence_tokens(annotated.sentences[0])
    assert [token.text for token in first] == ["Ministry", "denies", "blame"]


def test_capitals_are_read(annotate: Annotator) -> None:
    mixed, capitals = read(annotate, STORY), read(annotate, STORY.upper())
    same = [a.upos == b.upos for a, b in zip(mixed.tokens, capitals.tokens, strict=True)]
    assert sum(same) >= 0.9 * len(same)
    lemmas = [token(capitals, word).lemma for word in ("STRUCK", "SHELLS", "HARBOUR")]
    assert lemmas == ["strike", "shell", "harbour"]


def test_a_long_sentence_without_marks(annotate: Annotator) -> None:
    annotated = read(annotate, "the river rose and the bridge fell " * 429)
    assert len(annotated.tokens) == 3003


def test_what_was_read_before_changes_nothing(annotate: Annotator) -> None:
    texts = [STORY, STORY.upper(), STORY[50:], "Ten fell.", STORY * 3]
    before = {text: read(annotate, text) for text in texts}
    random.Random(7).shuffle(texts)
    assert {text: read(annotate, text) for text in texts} == before


def test_another_process_gets_the_same_annotator(annotate: Annotator) -> None:
    assert pickle.loads(pickle.dumps(annotate)) is annotate


def test_words_that_are_cut_already(annotate: Annotator) -> None:
    words = ["Ten", "fell", ".", "Two", "rose", "."]
    annotated = load_english().annotate_words(words)
    assert [token.text for token in annotated.tokens] == words
    assert len(annotated.sentences) == 2


def test_an_unknown_annotator_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"no annotator 'xx'; there are: en, spacy:PIPELINE"):
        load("xx")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="install variorum again"):
        Backbone(tmp_path)
