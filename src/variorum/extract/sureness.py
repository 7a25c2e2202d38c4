"""How surely a text says that something happened, from +3 (certainly) to -3 (certainly not).

A predicate starts as plain assertion. Its own modals, adverbs and negation weaken or turn it; so
does each word whose scope it stands in, up to the root of the sentence: verbs that carry,
presuppose or leave open what they govern, conditionals, purposes, questions.
"""

from __future__ import annotations

from typing import Final

from variorum.extract.scopes import standing_of
from variorum.model.annotation import Annotated, Token
from variorum.model.record import Predicate
from variorum.model.value import Sureness, SurenessLabel

FULL: Final = 3.0

_MOST_SCOPES: Final = 8
_CLASSES: Final = (
    (2.5, SurenessLabel.ASSERTED),
    (0.5, SurenessLabel.HEDGED),
    (-0.5, SurenessLabel.OPEN),
)


def rate(annotated: Annotated, index: int) -> Sureness:
    """How surely the text says that the predicate at token `index` holds.

    Predicates are verbs, and nouns and adjectives that name happenings and states.
    """
    standing = standing_of(annotated, index, _MOST_SCOPES)
    value = round(FULL * max(-1.0, min(1.0, standing.share)), 2)
    cues = tuple(annotated.span(cue, cue + 1) for cue in sorted(set(standing.cues)))
    return Sureness(value, _label(value), cues)


def rate_predicates(annotated: Annotated) -> tuple[Predicate, ...]:
    """Every predicate of a document: verbs, predicative words, and common nouns."""
    return tuple(
        Predicate(annotated.span(token.index, token.index + 1), rate(annotated, token.index))
        for token in annotated.tokens
        if _is_predicate(annotated, token)
    )


def _is_predicate(annotated: Annotated, token: Token) -> bool:
    if token.upos in ("VERB", "NOUN", "ADJ"):
        return True
    if token.upos == "AUX":
        return token.rel.partition(":")[0] not in ("aux",)
    return (
        token.upos in ("PROPN", "ADV", "PRON", "NUM")
        and annotated.child(token.index, "cop") is not None
    )


def _label(value: float) -> SurenessLabel:
    return next((label for least, label in _CLASSES if value >= least), SurenessLabel.DENIED)
