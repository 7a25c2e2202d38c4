"""Every naming of an actor can say why: the line of a list, or the naming it leans on."""

from __future__ import annotations

import pytest

from variorum.annotate import Annotator
from variorum.lexicon import adding
from variorum.lexicon.actors import ACTORS
from variorum.lexicon.load import Added
from variorum.model.document import Document
from variorum.resolve.actors import find_actors
from variorum.resolve.actors_explained import explain_actor

TEXT = (
    "Daesh shelled Tarn, President Bashar al-Assad said in Syria. He said the Ruritanian army had "
    "watched. It rained. It rained. The Tarn Front denied it. The group left."
)


@pytest.mark.parametrize(("words", "told"), [
    ("Daesh", ["listed-name: Islamic State, armed-group, a name that one side alone uses",
               "en/partisan.tsv, line "]),
    ("Bashar al-Assad", ["person: Bashar al-Assad, person", "leaders.tsv, line "]),
    ("He", ["same-voice: Bashar al-Assad, person",
            "named before: “President Bashar al-Assad” at 20, by person"]),
    ("Ruritanian army", ["owned-group: Ruritanian armed forces, military",
                         "en/actor_nouns.tsv, line "]),
    ("The group", ["group-by-kind: Tarn Front, armed-group", "named before: “Tarn Front” at "]),
    ("Tarn, President", ["person: Bashar al-Assad, person", "leaders.tsv, line "]),
])  # fmt: skip
def test_a_naming_tells_what_lies_behind_it(
    words: str, told: list[str], annotate: Annotator
) -> None:
    document = Document("d", TEXT)
    start = TEXT.index(words)
    lines = explain_actor(annotate(document), document.span(start, start + len(words)))
    assert [line[: len(begin)] for line, begin in zip(lines, told, strict=False)] == told


def test_words_that_name_no_one_have_nothing_behind_them(annotate: Annotator) -> None:
    document = Document("d", TEXT)
    assert explain_actor(annotate(document), document.span(6, 13)) == ()


def test_every_naming_of_an_article_has_an_answer(annotate: Annotator) -> None:
    annotated = annotate(Document("d", TEXT))
    spans = [mention.span for actor in find_actors(annotated) for mention in actor.mentions]
    assert all(explain_actor(annotated, span) for span in spans)


def test_a_line_of_a_users_own_is_told_with_its_file(annotate: Annotator) -> None:
    added = Added(ACTORS, "mine.tsv", "# origin: our desk\nactor\tkind\nGrey Cats\tarmed-group\n")
    document = Document("d", "The Grey Cats fled.")
    with adding((added,)):
        lines = explain_actor(annotate(document), document.span(4, 13))
    assert lines[1] == "mine.tsv, line 3: actor=Grey Cats kind=armed-group (origin: our desk)"
