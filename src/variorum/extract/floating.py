"""Quotations without a cue of their own: they go on where somebody was quoted before."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from variorum.extract.draft import Draft
from variorum.extract.quotes import Quotation
from variorum.extract.scene import Scene

_ENDS: Final = frozenset({".", "!", "?", "…", "..."})
_NOT_SPOKEN: Final = frozenset({"noun", "adjective", "hearsay"})
_LEAST_ALONE: Final = 4


def with_floating(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts, in order of their cues, with the quotations that stand alone joined to the
    quotation told before them; one that breaks off unclosed, to the one that goes on."""
    covered = {index for draft in drafts for part in draft.content for index in range(*part)}
    telling = [number for number, draft in enumerate(drafts) if _tells(scene, draft)]
    cues = [drafts[number].cue[0] for number in telling]
    tellers = _tellers(scene, drafts, telling)
    found = list(drafts)
    for quotation in scene.quotations:
        if quotation.first in covered or not _stands_alone(scene, quotation):
            continue
        following = scene.quotation_at.get(quotation.last)
        number = None
        if following is not None and not quotation.closed:
            number = tellers.get(following)
        if number is None:
            at = bisect_left(cues, quotation.first) - 1
            number = (
                telling[at] if at >= 0 and _leads(scene, found[telling[at]], quotation) else None
            )
        if number is not None:
            part = (quotation.first, quotation.last)
            content = tuple(sorted({*found[number].content, part}))
            found[number] = replace(found[number], content=content)
    return found


def _tells(scene: Scene, draft: Draft) -> bool:
    """Whether a draft quotes, and is not itself quoted; a noun ("the claim that") does not."""
    if draft.cue[0] in scene.quotation_at or draft.rule in _NOT_SPOKEN:
        return False
    return any(index in scene.quotation_at for part in draft.content for index in range(*part))


def _tellers(scene: Scene, drafts: list[Draft], telling: list[int]) -> dict[Quotation, int]:
    """For each quotation the first draft that tells it."""
    found: dict[Quotation, int] = {}
    for number in telling:
        for part in drafts[number].content:
            for index in range(*part):
                if quotation := scene.quotation_at.get(index):
                    found.setdefault(quotation, number)
    return found


def _stands_alone(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence or more by itself: it begins where a sentence may begin
    and ends with a sentence's mark."""
    tokens = scene.annotated.tokens
    if quotation.last - quotation.first < _LEAST_ALONE:
        return False
    before = tokens[quotation.first - 1] if quotation.first else None
    begins = (
        before is None
        or before.text in _ENDS
        or before.index in scene.quotation_at
        or scene.annotated.sentences[tokens[quotation.first].sentence].first == quotation.first
    )
    last = tokens[quotation.last - 2 if quotation.closed else quotation.last - 1]
    return begins and (last.text in _ENDS or not quotation.closed)


def _leads(scene: Scene, draft: Draft, quotation: Quotation) -> bool:
    """Whether no sentence of the article's own stands between a draft and a quotation."""
    tokens = scene.annotated.tokens
    end = max(draft.content[-1][1], draft.cue[1], draft.speaker[1] if draft.speaker else 0)
    if end > quotation.first:
        return False
    return (
        end == quotation.first or tokens[quotation.first].sentence - tokens[end - 1].sentence <= 1
    )
