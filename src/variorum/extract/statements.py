"""Who says what: every statement of a document, with its cue, speaker and content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.extract.by_marks import MARK_RULES as VERB_MARK_RULES
from variorum.extract.by_marks import beside_speech
from variorum.extract.by_trees import TREE_RULES
from variorum.extract.draft import Draft, Range
from variorum.extract.floating import with_floating
from variorum.extract.marking import MARK_RULES, markings
from variorum.extract.naming import NOUN_RULES, namings
from variorum.extract.own_words import RULES as OWN_RULES
from variorum.extract.own_words import own_words
from variorum.extract.quotes import find_quotations
from variorum.extract.reporting import verbs
from variorum.extract.rules import Rules
from variorum.extract.saying import Rule, Saying, is_owned
from variorum.extract.scene import Scene
from variorum.model.annotation import Annotated
from variorum.model.record import Quoted, Statement

VERB_RULES: Final[dict[str, Rule]] = {**VERB_MARK_RULES, **TREE_RULES}
RULES: Final[Rules] = {**VERB_RULES, **NOUN_RULES, **MARK_RULES, **OWN_RULES}


def find_statements(annotated: Annotated) -> tuple[Statement, ...]:
    """Every statement in order of its cue; nested ones point at the one that reports them.

    Words in quotation marks inside a statement told otherwise are one of their own within it, with
    the same speaker and cue.
    """
    scene = Scene(annotated, find_quotations(annotated))
    found = _told_once(scene, [*sayings(scene), *namings(scene), *markings(scene)])
    drafts = with_floating(scene, sorted(found, key=lambda draft: (draft.cue, draft.content)))
    told, places = list(drafts), list(_nests(drafts))
    for number, inner in _own_words(scene, drafts):
        told.append(inner)
        places.append(number)
    order = sorted(range(len(told)), key=lambda number: (told[number].cue, number))
    ids = {number: f"s{place}" for place, number in enumerate(order, start=1)}
    return tuple(
        _statement(
            scene,
            ids[number],
            told[number],
            None if (outer := places[number]) is None else ids[outer],
        )
        for number in order
    )


def _own_words(scene: Scene, drafts: list[Draft]) -> Iterator[tuple[int, Draft]]:
    """Each speaker's own words, with the number of the draft they stand in: the one with the
    smallest content that holds them."""
    found: dict[tuple[Range, ...], tuple[int, int, Draft]] = {}
    for number, draft in enumerate(drafts):
        size = sum(last - first for first, last in draft.content)
        for inner in own_words(scene, draft):
            if inner.content not in found or size < found[inner.content][0]:
                found[inner.content] = size, number, inner
    for _, number, inner in found.values():
        yield number, inner


def sayings(scene: Scene) -> Iterator[Draft]:
    """What every verb of saying reports, by the first rule that finds something."""
    known = verbs()
    for token in scene.annotated.tokens:
        if token.upos != "VERB" or is_owned(scene, token):
            continue
        if entry := known.get(token.text.lower()):
            saying = Saying(scene, token, entry)
            drafts = (rule(saying) for rule in VERB_RULES.values() if not saying.is_generic)
            if found := next(filter(None, drafts), None):
                yield found
        elif found := beside_speech(scene, token):
            yield found


def _told_once(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts without those that a mark alone gives for a quotation that a word gives too, and
    without the verb's own where it is part of another's cue: "rejected claims that"."""
    parts = {index for draft in drafts if draft.rule == "noun" for index in range(*draft.cue)}
    drafts = [draft for draft in drafts if draft.rule == "noun" or draft.cue[0] not in parts]
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


def _statement(scene: Scene, id: str, draft: Draft, within: str | None) -> Statement:
    annotated = scene.annotated
    return Statement(
        id=id,
        speaker=annotated.span(*draft.speaker) if draft.speaker else None,
        speaker_actor=None,
        cue=annotated.span(*draft.cue),
        content=tuple(annotated.span(*part) for part in draft.content),
        quoted=_wording(scene, draft.content),
        act=draft.act,
        within=within,
        rule=draft.rule,
    )


def _wording(scene: Scene, content: tuple[Range, ...]) -> Quoted:
    """In whose wording: mixed from half the words in quotation marks on; fewer do not make the rest
    the speaker's own, and stand as a statement of their own."""
    told = [index for part in content for index in range(*part)]
    if all(index in scene.quotation_at for index in told):
        return Quoted.DIRECT
    tokens = scene.annotated.tokens
    inside = [index in scene.quotation_at for index in told if tokens[index].upos != "PUNCT"]
    return Quoted.MIXED if 2 * sum(inside) >= len(inside) else Quoted.INDIRECT


def shown(annotated: Annotated) -> Iterator[tuple[str, str]]:
    """Each statement as "speaker | cue | content", pieces parted by " … ", with its rule."""
    for statement in find_statements(annotated):
        speaker = statement.speaker.text if statement.speaker else "-"
        content = " … ".join(piece.text for piece in statement.content)
        yield statement.rule, f"{speaker} | {statement.cue.text} | {content}"
