"""The words in quotation marks inside a statement told otherwise: the speaker's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from variorum.extract.draft import Draft
from variorum.extract.quotes import NO_WORDS, Quotation, is_title
from variorum.extract.rules import Rules
from variorum.extract.scene import Scene
from variorum.model.record import Act

OWN_WORDS: Final = "own-words"
_LEAST_WORDS: Final = 2
_LITTLE: Final = NO_WORDS | {"DET"}
_SAID_OF: Final = frozenset({"ADJ", "NOUN"})
_PREDICATES: Final = frozenset({"ccomp", "xcomp"})


def own_words(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """What stands in quotation marks inside words reported otherwise, by the same speaker; not a
    single word set in marks, nor a title.

    yes: The mayor said the army “shot at us all” in May. => The mayor | said | “shot at us all”
    no: The mayor said the “fishermen” fled.
    no: The mayor said the film “Lake of Tears” was shown.
    """
    if draft.cue[0] in scene.quotation_at or _is_all_quoted(scene, draft):
        return
    for first, last in draft.content:
        quotations = {scene.quotation_at[at] for at in range(first, last) if _opens(scene, at)}
        for one in sorted(quotations):
            if one.last <= last and one.closed and _is_wording(scene, one):
                content = ((one.first, one.last),)
                yield replace(draft, rule=OWN_WORDS, act=Act.SAY, content=content)


RULES: Final[Rules] = {OWN_WORDS: own_words}


def _opens(scene: Scene, at: int) -> bool:
    return at in scene.quotation_at and scene.quotation_at[at].first == at


def _is_all_quoted(scene: Scene, draft: Draft) -> bool:
    return all(at in scene.quotation_at for part in draft.content for at in range(*part))


def _is_wording(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation holds more than a word, or the word that is said of something."""
    inside = scene.annotated.tokens[quotation.first : quotation.last]
    told = [token for token in inside if token.upos not in _LITTLE]
    if len({token.text.lower() for token in told}) < _LEAST_WORDS:
        return any(token.upos in _SAID_OF and token.rel in _PREDICATES for token in told)
    return not is_title(scene.annotated, quotation)
