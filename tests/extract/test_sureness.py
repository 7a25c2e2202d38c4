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
        pytest.param("No soldiers were killed in the raid.", "killed", DENIED, id="no-subject"),
        pytest.param("Nobody was hurt in the blast.", "hurt", DENIED, id="nobody"),
        pytest.param("Few soldiers survived.", "survived", HEDGED, id="few"),
        pytest.param("Neither side attacked.", "attacked", DENIED, id="neither"),
        pytest.param("There was no attack.", "attack", DENIED, id="no-noun"),
        pytest.param("They will answer any attack.", "attack", HEDGED, id="any"),
        pytest.param("There was an attack.", "attack", ASSERTED, id="a"),
        pytest.param("There was little fighting in the town.", "fighting", HEDGED, id="little"),
        pytest.param("To attack the town would be wrong.", "attack", HEDGED, id="to-subject"),
        pytest.param("He came in order to attack the town.", "attack", HEDGED, id="in-order-to"),
        pytest.param(
            "They did not sign a document agreeing to a truce.",
            "agreeing",
            OPEN,
            id="participle-of-a-denied-noun",
        ),
        pytest.param(
            "They signed a document agreeing to a truce.",
            "agreeing",
            ASSERTED,
            id="participle-of-a-noun",
        ),
        pytest.param("The attack was foiled by police.", "attack", DENIED, id="foiled"),
        pytest.param("Troops prevented an attack.", "attack", DENIED, id="prevented"),
        pytest.param("The alleged attack took place on Monday.", "attack", HEDGED, id="alleged"),
        pytest.param("A possible attack worries the town.", "attack", HEDGED, id="possible"),
        pytest.param("The failed attack cost two lives.", "attack", OPEN, id="failed-noun"),
        pytest.param("The threat of an attack remains.", "attack", HEDGED, id="threat-of"),
        pytest.param("He ordered an attack on the town.", "attack", HEDGED, id="ordered-noun"),
        pytest.param("He called for an attack on the town.", "attack", HEDGED, id="called-for"),
        pytest.param("The army has yet to attack.", "attack", DENIED, id="yet-to"),
        pytest.param("The army would have attacked.", "attacked", DENIED, id="would-have"),
        pytest.param("The army left without attacking.", "attacking", DENIED, id="without"),
        pytest.param("The army was unable to take the town.", "take", DENIED, id="unable"),
        pytest.param("Rebels continued shelling the town.", "shelling", ASSERTED, id="continued"),
        pytest.param("Rebels stopped shelling the town.", "shelling", OPEN, id="stopped"),
        pytest.param("Troops allegedly tortured prisoners.", "tortured", HEDGED, id="allegedly"),
        pytest.param("Troops are accused of torturing men.", "torturing", HEDGED, id="accused-of"),
        pytest.param("He denied having ordered the raid.", "ordered", DENIED, id="denied-gerund"),
        pytest.param("He admitted killing the guard.", "killing", ASSERTED, id="admitted"),
        pytest.param("Did the army attack the town?", "attack", OPEN, id="question"),
        pytest.param("The army is believed to have bombed it.", "bombed", HEDGED, id="believed-to"),
        pytest.param("The army rejected claims that it fired.", "fired", DENIED, id="rejected"),
        pytest.param("Troops who fired were punished.", "fired", ASSERTED, id="relative-clause"),
        pytest.param("He refused to say whether they fired.", "fired", HEDGED, id="whether"),
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
