"""Who says what: every statement of a document, with its cue, speaker and content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from variorum.extract.by_marks import MARK_RULES as VERB_MARK_RULES
from variorum.extract.by_marks import beside_speech
from variorum.extract.by_trees import TREE_RULES
from variorum.extract.draft import Draft, Range
from variorum.extract.marking import MARK_RULES, markings
from variorum.extract.naming import NOUN_RULES, namings
from variorum.extract.quotes import Quotation, find_quotations
from variorum.extract.reporting import verbs
from variorum.extract.rules import Rules
from variorum.extract.saying import Rule, Saying
from variorum.extract.scene import Scene
from variorum.model.annotation import Annotated
from variorum.model.record import Quoted, Statement

VERB_RULES: Final[dict[str, Rule]] = {**VERB_MARK_RULES, **TREE_RULES}
RULES: Final[Rules] = {**VERB_RULES, **NOUN_RULES, **MARK_RULES}


def find_statements(annotated: Annotated) -> tuple[Statement, ...]:
    """Every statement in order of its cue; nested ones point at the one that reports them."""
    scene = Scene(annotated, find_quotations(annotated))
    found = _told_once(scene, [*sayings(scene), *namings(scene), *markings(scene)])
    drafts = with_floating(scene, sorted(found, key=lambda draft: (draft.cue, draft.content)))
    nests = _nests(drafts)
    return tuple(
        _statement(scene, number, draft, nests[number]) for number, draft in enumerate(drafts)
    )


def sayings(scene: Scene) -> Iterator[Draft]:
    """What every verb of saying reports, by the first rule that finds something."""
    known = verbs()
    for token in scene.annotated.tokens:
        if token.upos != "VERB":
            continue
        if entry := known.get(token.text.lower()):
            saying = Saying(scene, token, entry)
            drafts = (rule(saying) for rule in VERB_RULES.values() if not saying.is_generic)
            if found := next(filter(None, drafts), None):
                yield found
        elif found := beside_speech(scene, token):
            yield found


def _told_once(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts without those that a mark alone gives for a quotation that a word gives too."""
    told = {
        index
        for draft in drafts
        if draft.rule != "introduced"
        for part in draft.content
        for index in range(*part)
        if index in scene.quotation_at and draft.cue[0] not in scene.quotation_at
    }
    return [
        draft for draft in drafts if draft.rule != "introduced" or draft.content[0][0] not in told
    ]


def with_floating(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts with the quotations that stand alone joined to the quotation told before them."""
    covered = {index for draft in drafts for part in draft.content for index in range(*part)}
    found = list(drafts)
    for quotation in scene.quotations:
        if quotation.first in covered or not _stands_alone(scene, quotation):
            continue
        number = _told_before(scene, found, quotation)
        if not quotation.closed:
            number = _told_after(scene, found, quotation)
        if number is not None:
            draft = found[number]
            content = tuple(sorted({*draft.content, (quotation.first, quotation.last)}))
            found[number] = replace(draft, content=content)
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


_ENDS: Final = frozenset({".", "!", "?", "…", "..."})
_LEAST_ALONE: Final = 4


def _told_before(scene: Scene, drafts: list[Draft], quotation: Quotation) -> int | None:
    """The last draft before a quotation that quotes, unless something else is told between."""
    best: int | None = None
    for number, draft in enumerate(drafts):
        if draft.cue[0] >= quotation.first:
            break
        quotes = any(i in scene.quotation_at for part in draft.content for i in range(*part))
        if quotes and draft.cue[0] not in scene.quotation_at:
            best = number
    if best is None:
        return None
    end = max(draft_end(drafts[best]), drafts[best].cue[1])
    return best if end <= quotation.first and not _breaks(scene, end, quotation.first) else None


def _told_after(scene: Scene, drafts: list[Draft], quotation: Quotation) -> int | None:
    """The draft that tells the next quotation, which goes on where an unclosed one breaks off."""
    following = scene.quotation_at.get(quotation.last)
    if following is None:
        return _told_before(scene, drafts, quotation)
    tells = (
        number
        for number, draft in enumerate(drafts)
        if draft.cue[0] not in scene.quotation_at
        and any(first <= following.first < last for first, last in draft.content)
    )
    return next(tells, None)


def draft_end(draft: Draft) -> int:
    """The token after the last one of a draft."""
    return max(draft.content[-1][1], draft.cue[1], draft.speaker[1] if draft.speaker else 0)


def _breaks(scene: Scene, first: int, last: int) -> bool:
    """Whether a whole sentence of the article's own stands between two places."""
    annotated = scene.annotated
    if first >= last:
        return False
    here = annotated.tokens[first - 1].sentence
    return annotated.tokens[last].sentence - here > 1


def _nests(drafts: list[Draft]) -> list[int | None]:
    """For each draft the one with the smallest content that holds its cue.

    Where drafts hold one another's cues, the one with the largest content is the outermost.
    """
    sizes = [sum(last - first for first, last in draft.content) for draft in drafts]
    owner: dict[int, int] = {}
    for number in sorted(range(len(drafts)), key=lambda number: -sizes[number]):
        for part in drafts[number].content:
            owner.update(dict.fromkeys(range(*part), number))
    found = [owner.get(draft.cue[0]) for draft in drafts]
    for number in sorted(range(len(drafts)), key=lambda number: -sizes[number]):
        if _circles(found, number):
            found[number] = None
    return found


def _circles(nests: list[int | None], number: int) -> bool:
    """Whether the way out of a draft leads back to it."""
    seen: set[int] = set()
    step = nests[number]
    while step is not None and step not in seen:
        seen.add(step)
        step = nests[step]
    return number in seen


def _statement(scene: Scene, number: int, draft: Draft, within: int | None) -> Statement:
    annotated = scene.annotated
    return Statement(
        id=f"s{number + 1}",
        speaker=annotated.span(*draft.speaker) if draft.speaker else None,
        speaker_actor=None,
        cue=annotated.span(*draft.cue),
        content=tuple(annotated.span(*part) for part in draft.content),
        quoted=_wording(scene, draft.content),
        act=draft.act,
        within=None if within is None else f"s{within + 1}",
        rule=draft.rule,
    )


def _wording(scene: Scene, content: tuple[Range, ...]) -> Quoted:
    """In whose wording: mixed from a third in quotation marks on; fewer marked words do not
    make the rest the speaker's own."""
    inside = [index in scene.quotation_at for part in content for index in range(*part)]
    if all(inside):
        return Quoted.DIRECT
    return Quoted.MIXED if 3 * sum(inside) >= len(inside) else Quoted.INDIRECT


def shown(annotated: Annotated) -> Iterator[tuple[str, str]]:
    """Each statement as "speaker | cue | content", pieces parted by " … ", with its rule."""
    for statement in find_statements(annotated):
        speaker = statement.speaker.text if statement.speaker else "-"
        content = " … ".join(piece.text for piece in statement.content)
        yield statement.rule, f"{speaker} | {statement.cue.text} | {content}"
