"""Which verb a clause of speech hangs on."""

from __future__ import annotations

import pytest

from variorum.annotate import Annotator
from variorum.model.document import Document


@pytest.mark.parametrize(
    ("text", "verb", "above"),
    [
        ("The union said 11 people were killed and called for a strike.", "called", "said"),
        ("The union said 11 people were killed and buried.", "buried", "killed"),
        ("The mayor was killed and troops called for help.", "called", "killed"),
    ],
)
def test_the_dead_do_not_speak(annotate: Annotator, text: str, verb: str, above: str) -> None:
    tokens = annotate(Document("a", text)).tokens
    found = next(token for token in tokens if token.text == verb)
    assert found.head is not None
    assert tokens[found.head].text == above
