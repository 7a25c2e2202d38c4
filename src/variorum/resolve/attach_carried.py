"""What an event takes over from the text around it: the scene, the lead, the dateline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from variorum.model.annotation import Token
from variorum.model.document import Span
from variorum.model.record import Event, EventType, Stage
from variorum.model.value import Place
from variorum.resolve.attach_standing import A_WEEK, COARSE, Standing
from variorum.resolve.attach_tree import Tree, head_of

SENTENCES_BACK: Final = 2
BELOW_TOP: Final = 4  # the last sentence that the top of a text speaks for
LEAD: Final = 2  # sentences at the top of a text
FRONTED: Final = 4  # tokens within which a time or place opens its sentence
DEEDS: Final = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.AID}
)


def speaking(
    tree: Tree, spans: Iterable[Span], standing: Mapping[int, Sequence[Standing]]
) -> frozenset[int]:
    """The sentences that name something of their own beside datelines and asides."""
    asides = {one.token.index for some in standing.values() for one in some if one.is_aside}
    tokens = (tree.annotated.token_at(span.start) for span in spans)
    heads = (head_of(tree.annotated, span) for span in spans)
    return frozenset(
        token.sentence
        for token, head in zip(tokens, heads, strict=True)
        if token is not None
        and token.index not in tree.dateline
        and (head is None or head.index not in asides)
    )


class Told:
    """What the events told as done gave: the lead's, and the last one's, by type of event.

    `speaking`: sentences that name something of their own, and so take nothing over; `top`: what
    the main verb at the top of the text gives to the sentences right below.
    """

    def __init__(
        self, tree: Tree, speaking: frozenset[int], standing: Mapping[int, Sequence[Standing]]
    ) -> None:
        self.speaking, self._tree, self._top = speaking, tree, _top(tree, standing)
        self._openings = _openings(tree, standing)
        self._lead: dict[EventType, str] = {}
        self._last: dict[EventType, tuple[int, str]] = {}

    def carry(self, event: Event, cue: Token | None, own: Standing | None) -> str | None:
        """What governs an event, or else what an event of its type gave before it."""
        if cue is None or event.stage is not Stage.DONE:
            return own.id if own else None
        if own is None:
            return None if cue.sentence in self.speaking else self._before(event, cue.sentence)
        if own.is_exact and not own.is_aside:
            self._keep(event, cue.sentence, own)
        return own.id

    def _keep(self, event: Event, sentence: int, own: Standing) -> None:
        if sentence < LEAD:
            self._lead.setdefault(event.type, own.id)
        at, id_ = self._last.get(event.type, (-1, ""))
        several = at == sentence and id_ != own.id and event.type in self._lead
        self._last[event.type] = sentence, self._lead[event.type] if several else own.id

    def _before(self, event: Event, sentence: int) -> str | None:
        at, id_ = self._last.get(event.type, (-LEAD - SENTENCES_BACK, ""))
        if opened := self._opened(at, sentence):
            return opened
        if sentence - at <= SENTENCES_BACK:
            return id_
        return self._lead.get(event.type) or (self._top if sentence <= BELOW_TOP else None)

    def _opened(self, since: int, sentence: int) -> str | None:
        """What opened the last sentence after `since` that did so in the same paragraph."""
        paragraphs, at = self._tree.paragraphs, sentence - 1
        while at > since and at >= 0 and paragraphs[at] == paragraphs[sentence]:
            if at in self._openings:
                return self._openings[at]
            at -= 1
        return None


def _openings(tree: Tree, standing: Mapping[int, Sequence[Standing]]) -> dict[int, str]:
    """What stands in front of a sentence and is exact, by sentence."""
    return {
        sentence: each.id
        for sentence, some in standing.items()
        for each in some
        if each.is_exact and not each.is_aside and _opens(tree, each)
    }


def _opens(tree: Tree, each: Standing) -> bool:
    """Whether a time or place stands in front of its sentence: "On Sunday several hundred …"."""
    first = tree.annotated.sentences[each.token.sentence].first
    before = each.token.index - (tree.dateline.stop if first in tree.dateline else first)
    return before <= FRONTED and _hangs_on_main_verb(tree, each)


def said_by_then(
    tree: Tree, cue: Token | None, times: Mapping[int, Sequence[Standing]]
) -> str | None:
    """When an event was spoken of, where that is long past: more than a week before publication,
    or a month or year that is over. It happened by then ("admitted last month that …")."""
    published = tree.annotated.document.published
    if cue is None or published is None:
        return None
    above = set(tree.governors(cue))
    for each in times.get(cue.sentence, ()):
        if each.verb in above and tree.is_speech(each.verb or 0):
            return each.id if _is_long_past(each, published) else None
    return None


def _is_long_past(each: Standing, published: date) -> bool:
    days = (published - each.latest).days if each.latest else -1
    return days > A_WEEK or (days >= 0 and not each.is_exact)


def dateline_place(
    tree: Tree, places: Sequence[Place], standing: Mapping[int, Sequence[Standing]]
) -> tuple[str, int] | None:
    """The place of the dateline and the last sentence it speaks for: the top of a text that names
    it again, all of one that puts nothing elsewhere."""
    tokens = [tree.annotated.tokens[index] for index in tree.dateline]
    start, end = (tokens[0].start, tokens[-1].end) if tokens else (0, 0)
    filed = next((place for place in places if start <= place.mention.start < end), None)
    if filed is None or filed.kind in COARSE:
        return None
    named = {place.id: place.name.casefold() for place in places}
    elsewhere = {
        named[each.id]
        for some in standing.values()
        for each in some
        if each.token.start >= end
    }  # fmt: skip
    if elsewhere <= {filed.name.casefold()}:
        return filed.id, len(tree.annotated.sentences)
    return (filed.id, BELOW_TOP) if filed.name.casefold() in elsewhere else None


def filed_from(
    filed: tuple[str, int] | None, event: Event, cue: Token | None, speaking: frozenset[int]
) -> str | None:
    """The dateline's place for a deed told as done that the text puts nowhere else."""
    if filed is None or cue is None or event.stage is not Stage.DONE or event.type not in DEEDS:
        return None
    return filed[0] if cue.sentence <= filed[1] and cue.sentence not in speaking else None


def _top(tree: Tree, standing: Mapping[int, Sequence[Standing]]) -> str | None:
    """What hangs on the main verb of the first sentences and is exact, the closest of it."""
    found = [
        (sentence, each.size, each.id)
        for sentence in range(LEAD)
        for each in standing.get(sentence, ())
        if each.is_exact and _hangs_on_main_verb(tree, each)
    ]
    return min(found)[-1] if found else None


def _hangs_on_main_verb(tree: Tree, each: Standing) -> bool:
    """Whether it hangs on the main verb of its sentence, and that is none of speech."""
    verb = each.verb
    is_main = verb is not None and tree.annotated.tokens[verb].head is None
    return is_main and not tree.is_speech(verb or 0)
