"""How surely a text puts a happening: tense, modality, negation, scope."""

from __future__ import annotations

import pytest

from variorum.annotate import Annotator
from variorum.extract.sureness import rate, rate_predicates
from variorum.model.annotation import Annotated
from variorum.model.document import Document
from variorum.model.value import SurenessLabel

ASSERTED, HEDGED = SurenessLabel.ASSERTED, SurenessLabel.HEDGED
DENIED, OPEN = SurenessLabel.DENIED, SurenessLabel.OPEN


def at(annotated: Annotated, word: str) -> int:
    return next(token.index for token in annotated.tokens if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        pytest.param("Rebels attacked the town.", "attacked", ASSERTED, id="past"),
        pytest.param("Rebels may attack the town.", "attack", HEDGED, id="may"),
        pytest.param("Rebels will attack the town.", "attack", ASSERTED, id="will"),
        pytest.param("Rebels could attack the town.", "attack", HEDGED, id="could"),
        pytest.param("Rebels did not attack the town.", "attack", DENIED, id="not"),
        pytest.param("Rebels never attacked the town.", "attacked", DENIED, id="never"),
        pytest.param("Rebels want to attack the town.", "attack", HEDGED, id="want"),
        pytest.param("Rebels managed to leave the town.", "leave", ASSERTED, id="managed"),
        pytest.param("Rebels failed to take the town.", "take", DENIED, id="failed"),
        pytest.param("Rebels refused to leave the town.", "leave", DENIED, id="refused"),
        pytest.param("If rebels attack, the town will fall.", "attack", HEDGED, id="if"),
        pytest.param("Rebels reportedly took the town.", "took", HEDGED, id="reportedly"),
        pytest.param("The mayor said rebels took the town.", "took", ASSERTED, id="said"),
        pytest.param(
            "The mayor believes that rebels took the town.", "took", HEDGED, id="believes"
        ),
        pytest.param("The army denied that it shelled the town.", "shelled", DENIED, id="denied"),
        pytest.param("Not only rebels but soldiers fled.", "fled", ASSERTED, id="not-only"),
        pytest.param("The raid shook the town.", "raid", ASSERTED, id="definite-noun"),
        pytest.param("Rebels threatened to bomb the bridge.", "bomb", HEDGED, id="threatened"),
    ],
)
def test_a_predicate_is_as_sure_as_its_scopes_make_it(
    text: str, word: str, label: SurenessLabel, annotate: Annotator
) -> None:
    annotated = annotate(Document("example", text))
    assert rate(annotated, at(annotated, word)).label is label


def test_the_words_that_move_it_are_kept(annotate: Annotator) -> None:
    annotated = annotate(Document("example", "The rebels did not attack the town."))
    assert [cue.text for cue in rate(annotated, at(annotated, "attack")).cues] == ["not"]


def test_every_verb_and_noun_is_rated(annotate: Annotator) -> None:
    annotated = annotate(Document("example", "The raid killed two men."))
    found = {predicate.span.text for predicate in rate_predicates(annotated)}
    assert {"raid", "killed"} <= found


def test_no_text_gives_no_predicate(annotate: Annotator) -> None:
    assert rate_predicates(annotate(Document("empty", ""))) == ()
