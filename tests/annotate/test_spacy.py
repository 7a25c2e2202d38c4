"""A spaCy pipeline in place of the annotator that ships."""

from __future__ import annotations

import builtins
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from variorum.annotate import load
from variorum.annotate.spacy import _language, convert
from variorum.errors import BadValue, UnfitAnnotator
from variorum.model.annotation import Annotated
from variorum.model.document import Document
from variorum.testing import check_annotator


@Language.component("all_on_the_first")
def all_on_the_first(doc: Doc) -> Doc:
    """A parser of sorts: the first word of each sentence governs the others."""
    for sent in doc.sents:
        for word in sent:
            word.head, word.dep_ = sent[0], "ROOT" if word.i == sent.start else "dobj"
    return doc


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a tiny pipeline with sentences, trees and one name."""
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    language.add_pipe("all_on_the_first")
    ruler: Any = language.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Port Alma"}])
    folder = tmp_path_factory.mktemp("pipeline")
    language.to_disk(folder)
    return f"spacy:{folder}"


def read(name: str, text: str) -> Annotated:
    return load(name)(Document("d", text))


def test_conforms(pipeline: str) -> None:
    check_annotator(load(pipeline))


def test_layers(pipeline: str) -> None:
    annotated = read(pipeline, "Rebels hold\n Port Alma. They left.")
    assert [token.text for token in annotated.tokens[:3]] == ["Rebels", "hold", "Port"]
    assert [token.rel for token in annotated.tokens[:2]] == ["root", "obj"]
    assert [token.head for token in annotated.tokens[:2]] == [None, 0]
    assert [(name.first, name.last, name.kind) for name in annotated.names] == [(2, 4, "place")]
    assert len(annotated.sentences) == 2


def test_another_process_loads_it_by_name(pipeline: str) -> None:
    assert pickle.loads(pickle.dumps(load(pipeline))) == load(pipeline)


TAGS = {"fell": "VERB", "left": "VERB", "shelled": "VERB", "is": "AUX", "was": "AUX", "On": "ADP"}


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        pytest.param(
            "Shells>fell:nsubj fell>fell:ROOT on>fell:prep Sarn>on:pobj",
            "Shells>fell:nsubj fell>-:root on>Sarn:case Sarn>fell:obl",
            id="preposition",
        ),
        pytest.param(
            "Mayor>left:nsubj of>Mayor:prep Sarn>of:pobj left>left:ROOT",
            "Mayor>left:nsubj of>Sarn:case Sarn>Mayor:nmod left>-:root",
            id="preposition-of-a-noun",
        ),
        pytest.param(
            "Sarn>shelled:nsubjpass was>shelled:auxpass shelled>shelled:ROOT by>shelled:agent "
            "rebels>by:pobj",
            "Sarn>shelled:nsubj:pass was>shelled:aux:pass shelled>-:root by>rebels:case "
            "rebels>shelled:obl:agent",
            id="agent",
        ),
        pytest.param(
            "Orsk>is:nsubj is>is:ROOT mayor>is:attr",
            "Orsk>mayor:nsubj is>mayor:cop mayor>-:root",
            id="copula",
        ),
        pytest.param("On>On:ROOT Sarn>On:pobj", "On>Sarn:case Sarn>-:root", id="preposition-alone"),
        pytest.param(
            "Shells>fell:nsubj fell>fell:ROOT on>Sarn:case Sarn>fell:obl",
            "Shells>fell:nsubj fell>-:root on>Sarn:case Sarn>fell:obl",
            id="universal-already",
        ),
    ],
)
def test_relations_come_out_universal(given: str, wanted: str) -> None:
    rows = [tuple(re.split("[>:]", row)) for row in given.split()]
    words = [word for word, _, _ in rows]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        heads=[words.index(head) for _, head, _ in rows],
        deps=[label for _, _, label in rows],
        pos=[TAGS.get(word, "NOUN") for word in words],
        lemmas=["be" if word in ("is", "was") else word for word in words],
    )
    annotated = convert(Document("d", " ".join(words) + " "), doc, "made")
    heads = ["-" if token.head is None else words[token.head] for token in annotated.tokens]
    found = zip(words, heads, (token.rel for token in annotated.tokens), strict=True)
    assert " ".join(f"{word}>{head}:{rel}" for word, head, rel in found) == wanted


def test_a_pipeline_that_does_not_quote_the_text_is_refused() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["Rebels", "left"], heads=[1, 1], deps=["dep", "ROOT"])
    with pytest.raises(BadValue, match="token"):
        convert(Document("d", "Troops left"), doc, "made")


def test_a_pipeline_without_trees_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(UnfitAnnotator, match="it gives no trees; choose a pipeline with a parser"):
        read(f"spacy:{tmp_path}", "Rebels left.")


def test_a_missing_pipeline_names_the_next_step() -> None:
    with pytest.raises(UnfitAnnotator, match="python -m spacy download no_such_pipeline"):
        load("spacy:no_such_pipeline")


def test_without_spacy_the_next_step_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_spacy(name: str, *rest: Any) -> Any:
        if name == "spacy":
            raise ImportError(name)
        return real(name, *rest)

    _language.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without_spacy)
    with pytest.raises(UnfitAnnotator, match=r"pip install 'variorum\[spacy\]'"):
        load("spacy:en_core_web_sm")
