"""What holds of statements in any text: nothing raises, cue and content stay apart, nests end."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.annotate import Annotator
from variorum.extract.statements import find_statements
from variorum.extract.sureness import rate_predicates
from variorum.model.document import Document

PIECES = st.sampled_from(
    ("the army", "Torvel", "he", "who", "said", "denied", "SAID", "called for", "was", "told",
     "that", "to", "not", "according to", "the claim", "reportedly", "if", "and", "raid", "fled",
     ",", ".", ":", "?", "—", "-", "“", "”", '"', "'", "’", "«", "»", "(", "\n\n", "\n", "12"),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


@given(text=TEXTS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_gives_sound_statements(text: str, annotate: Annotator) -> None:
    annotated = annotate(Document("any", text))
    statements = {one.id: one for one in find_statements(annotated)}
    rate_predicates(annotated)
    for statement in statements.values():
        assert not any(piece.meets(statement.cue) for piece in statement.content)
        if statement.speaker:
            assert not statement.speaker.meets(statement.cue)
        seen, step = set[str](), statement.within
        while step is not None:
            assert step not in seen
            seen.add(step)
            step = statements[step].within
