"""Framing: every rule's own examples, targets and statements, and the balance of its lists."""

from __future__ import annotations

from collections import Counter

import pytest

from variorum import lexicon
from variorum.annotate import Annotator
from variorum.extract.framing import RULES, find_framing, shown
from variorum.extract.rules import Example, examples
from variorum.model.document import Document
from variorum.model.record import Act, Frame, FrameLayer, Quoted, Statement
from variorum.resolve.actors import find_actors


@pytest.mark.parametrize("example", [
    pytest.param(example, id=f"{example.rule}-{number}")
    for number, example in enumerate(examples(RULES))
])  # fmt: skip
def test_a_rule_does_what_its_docstring_says(example: Example, annotate: Annotator) -> None:
    annotated = annotate(Document("example", example.text))
    found = [
        text for rule, text in shown(annotated, (), find_actors(annotated)) if rule == example.rule
    ]
    if example.expected is None:
        assert not found
    else:
        assert any(text.startswith(example.expected) for text in found), found


def framing(annotate: Annotator, text: str) -> list[tuple[str, str, str | None]]:
    annotated = annotate(Document("d", text))
    actors = find_actors(annotated)
    names = {actor.id: actor.name for actor in actors}
    return [
        (frame.span.text, frame.mark, names.get(frame.target or ""))
        for frame in find_framing(annotated, (), actors)
    ]


def test_a_mark_knows_of_whom_it_is_said(annotate: Annotator) -> None:
    text = "The brutal Ruritanian army shelled the so-called Velkhari government."
    assert ("so-called Velkhari government", "so-called", "Velkhari government") in framing(
        annotate, text
    )


def test_the_words_of_a_speaker_stand_in_the_statement(annotate: Annotator) -> None:
    text = 'Gen. Dov Harel said: "The terrorists fled Tarn." The alleged raid failed.'
    document = Document("d", text)
    start, end = text.index('"'), text.rindex('"') + 1
    said = Statement(
        "s1", document.span(0, 14), None, document.span(15, 19), (document.span(start, end),),
        Quoted.DIRECT, Act.SAY, None, "hand",
    )  # fmt: skip
    annotated = annotate(document)
    found: list[Frame] = list(find_framing(annotated, (said,), find_actors(annotated)))
    assert [(frame.span.text, frame.statement) for frame in found] == [
        ("terrorists", "s1"), ("alleged", None),
    ]  # fmt: skip
    assert all(frame.layer is FrameLayer.OBSERVED for frame in found)


def test_a_plain_text_has_no_framing(annotate: Annotator) -> None:
    assert framing(annotate, "The Ruritanian army withdrew from Tarn on Monday.") == []
    assert framing(annotate, "") == []


def test_sides_exchanged_change_nothing_but_the_names(annotate: Annotator) -> None:
    text = 'The heroic {0} army fought the "{1} army" and the {1} occupation forces near Tarn.'
    one = framing(annotate, text.format("Ruritanian", "Velkhari"))
    other = framing(annotate, text.format("Velkhari", "Ruritanian"))
    assert [mark for _, mark, _ in one] == [mark for _, mark, _ in other]
    assert len(one) >= 3


def test_blame_and_praise_soft_and_harsh_are_listed_alike() -> None:
    counts = Counter(row["tone"] for row in lexicon.rows("en/framing_labels.tsv"))
    for one, other in (("blame", "praise"), ("soft", "harsh")):
        assert max(counts[one], counts[other]) <= 1.5 * min(counts[one], counts[other]), counts
    assert counts["blame"] >= 40
