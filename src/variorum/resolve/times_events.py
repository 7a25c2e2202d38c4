"""Rules for times that hang on an event: "two weeks after the ceasefire".

The letters of a pattern are those of times_words.LETTERS; a rule's examples are read as published
on Wednesday 2031-05-07.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from variorum.model.annotation import Token
from variorum.model.value import Basis, TimeType
from variorum.resolve.calendar import Grain, Stretch
from variorum.resolve.times_reading import UNIT_GRAINS, Match, Reading

STEM: Final = 6  # letters that "assassinated" and "assassination" share
FAR: Final = 12  # tokens within which the event is named
WITHIN: Final = frozenset({"DET", "ADJ", "PRON", "NUM", "ADP", "PART", "ADV"})


def after_event(match: Match) -> Reading | None:
    """So many units after or before an event whose day the text has told.

    yes: On 1 May 2029 he was murdered. He had fled the day before the murder. => 2029-04-30
    yes: The ceasefire began on 1 May 2029. They fled two weeks after the ceasefire. => 2029-W20
    no: They fled two weeks after the ceasefire.
    """
    unit, how, event = match["u"], match["how"], _event(match)
    grain = UNIT_GRAINS.get(unit.value) if unit else None
    known = _told_of(match, event) if event else None
    if how is None or grain is None or known is None:
        return None
    steps = int(match.number("n") or 1) * (1 if how.value == "1" else -1)
    moved = _moved(known, grain, steps)
    return Reading(TimeType.DATE, moved.value, moved, Basis.EVENT)


def _moved(event: Stretch, grain: Grain, steps: int) -> Stretch:
    if grain is Grain.DAY:
        return Stretch(Grain.DAY, event.first + timedelta(steps))
    return Stretch.around(event.first, grain).moved(steps)


def _event(match: Match) -> Token | None:
    """The word for the event: the noun or verb that follows."""
    tokens, at = match.setting.annotated.tokens, match.token + 1
    for token in tokens[at : at + FAR]:
        if token.upos in ("NOUN", "VERB") and not token.rel.startswith("compound"):
            return token
        if token.upos not in WITHIN and token.upos not in ("NOUN", "PROPN", "AUX"):
            return None
    return None


def _told_of(match: Match, event: Token) -> Stretch | None:
    """The last day told in a sentence that speaks of the event."""
    annotated = match.setting.annotated
    for sentence, stretch in reversed(match.setting.told.history):
        words = annotated.sentence_tokens(annotated.sentences[sentence])
        told = (token for token in words if token.index < match.first_token)
        if stretch.grain is Grain.DAY and any(_is_same(token, event) for token in told):
            return stretch
    return None


def _is_same(token: Token, event: Token) -> bool:
    if token.upos not in ("NOUN", "VERB") or token.index == event.index:
        return False
    return token.lemma == event.lemma or (
        len(event.lemma) >= STEM and token.lemma[:STEM] == event.lemma[:STEM]
    )
