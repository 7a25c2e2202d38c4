"""Events: each mention of a happening, who takes part, how far it came, whose word it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from variorum.extract.blame import Blame, find_blames, is_official, put_as
from variorum.extract.clause import Text
from variorum.extract.figures import Draft, draft_figures
from variorum.extract.own_words import OWN_WORDS
from variorum.extract.roles import CONSTRUCTIONS, take_part
from variorum.extract.roles_part import Part
from variorum.extract.stage import stage_of
from variorum.extract.sureness import rate
from variorum.extract.triggers import Trigger, find_triggers
from variorum.lexicon.events import Entry, Kind
from variorum.model.annotation import Annotated
from variorum.model.document import Span
from variorum.model.record import (
    Act,
    Agent,
    Event,
    EventType,
    Figure,
    Recipient,
    Responsibility,
    Statement,
)

RULES: Final = CONSTRUCTIONS
_DEEDS: Final = frozenset({"assault", "coerce", "protest"})
_HARMS: Final = frozenset({"assault", "coerce"})
_COOPERATION: Final = frozenset({"agree", "consult", "support", "concede", "cooperate", "aid"})
_BY_WEAPON: Final = {
    "drone": "drone", "aircraft": "aerial", "explosive": "explosives", "heavy": "heavy-weapons",
}  # fmt: skip
_FROM_THE_AIR: Final = frozenset({"drone", "aerial"})
_UNTOLD: Final[frozenset[str | None]] = frozenset({None})
_BOMBING: Final = _UNTOLD | {"explosives", "heavy-weapons"}
_NOT: Final = frozenset({"not", "n't", "n’t", "never"})
_WILL: Final = frozenset({"will", "wo", "would", "can", "ca"})
_PRONOUNS: Final = frozenset({"he", "she", "it", "they"})
_ACCUSATIONS: Final = frozenset({Responsibility.ACCUSED, Responsibility.ACCUSED_BY_AUTHORITIES})


@dataclass(frozen=True)
class Found:
    """A trigger with its participants, before it becomes an event."""

    trigger: Trigger
    part: Part


def find_happenings(
    annotated: Annotated, statements: Sequence[Statement]
) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
    """The events and figures of a text, tied to one another and to the statements they stand in.

    Words and their roles: lexicon/en/events.tsv. Time, place and actors are left to be resolved.
    """
    text, voices = Text(annotated), Voices(annotated, statements)
    found = [one for one in find_parts(text) if _counts(text, one)]
    blames = _blames_by_deed(text, found)
    events = [
        _event(text, voices, number, one, blames.get(number, ()))
        for number, one in enumerate(found, start=1)
    ]
    drafts = draft_figures(text, [(one.trigger, one.part) for one in found])
    figures = [_figure(text, voices, number, one) for number, one in enumerate(drafts, start=1)]
    return tuple(_with_figures(events, figures)), tuple(figures)


def find_parts(text: Text) -> Iterator[Found]:
    """Triggers with who takes part, in order."""
    for trigger in find_triggers(text):
        yield Found(trigger, take_part(text, trigger))


def _counts(text: Text, found: Found) -> bool:
    """Whether a trigger tells of a happening and is not part of how somebody is called."""
    token, entry = text.tokens[found.trigger.head], found.trigger.entry
    if token.rel == "amod" and entry.kind is Kind.VERB:
        if token.index and text.lower[token.index - 1] == "-":  # "a rebel-besieged town"
            return False
        return entry.type == "assault" or bool(entry.effect)
    return not (token.rel == "compound" and entry.kind is Kind.NOUN and _labels(text, found))


def _labels(text: Text, found: Found) -> bool:
    """Whether a noun only says which: "a murder suspect", "the bomb attack site"."""
    head = text.tokens[found.trigger.head].head
    return head is not None and head >= found.trigger.last and text.tokens[head].upos == "NOUN"


# ------------------------------------------------------------------ whose word


class Voices:
    """The statements of a text by the characters that they hold."""

    def __init__(self, annotated: Annotated, statements: Sequence[Statement]) -> None:
        self._pieces = sorted(
            ((piece, one) for one in statements if one.rule != OWN_WORDS for piece in one.content),
            key=lambda pair: (pair[0].start, -pair[0].end),
        )
        self._starts = [piece.start for piece, _ in self._pieces]
        self._by_id = {statement.id: statement for statement in statements}
        self._named = dict(_named_speakers(statements))
        self._annotated = annotated

    def around(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds a span."""
        best: tuple[int, Statement] | None = None
        for piece, statement in reversed(self._pieces[: bisect_right(self._starts, span.start)]):
            if piece.holds(span):
                size = piece.end - piece.start
                if best is None or size < best[0]:
                    best = size, statement
        return best[1] if best else None

    def at_cue(self, span: Span) -> Statement | None:
        """The statement whose cue shares a word with a span."""
        return next((one for one in self._by_id.values() if one.cue.meets(span)), None)

    def is_official(self, text: Text, statement: Statement | None) -> bool:
        """Whether an authority speaks."""
        named = self._named.get(statement.id) if statement else None
        spoken = self._annotated.tokens_in(named) if named else []
        return is_official(text, [token.index for token in spoken])


def _named_speakers(statements: Sequence[Statement]) -> Iterator[tuple[str, Span]]:
    """Who speaks in each statement; for "he said" whoever was last named as a speaker."""
    last: Span | None = None
    for statement in statements:
        if statement.speaker is None:
            continue
        if statement.speaker.text.lower() not in _PRONOUNS or last is None:
            last = statement.speaker
        yield statement.id, last


# ------------------------------------------------------------------ building records


def _event(text: Text, voices: Voices, number: int, found: Found, blames: Sequence[Blame]) -> Event:
    trigger, part, entry = found.trigger, found.part, found.trigger.entry
    cue = text.annotated.span(trigger.first, trigger.last)
    statement = voices.around(cue)
    doers = [index for index in part.agents if not _speaks_behind(text, cue, index, statement)]
    agents = {index: _agent(text, voices, index, found, statement) for index in doers}
    agents |= {blame.agent: _blamed(text, voices, blame) for blame in blames}
    return Event(
        id=f"e{number}",
        cue=cue,
        type=_type(text, trigger),
        mode=_mode(text, part, entry),
        stage=stage_of(text, trigger, part),
        sureness=rate(text.annotated, trigger.head),
        agents=tuple(agents.values()),
        recipients=tuple(Recipient(text.mention(index), None) for index in part.recipients),
        instruments=_whole([text.mention(index) for index in part.instruments]),
        time=None,
        place=None,
        figures=(),
        statement=statement.id if statement else None,
        rule=part.construction,
    )


def _type(text: Text, trigger: Trigger) -> EventType:
    """The type of the entry; cooperation that somebody will not give is a rejection."""
    given = EventType(trigger.entry.type)
    helpers = [text.lower[child.index] for child in text.children(trigger.head, "aux")]
    denied = any(text.lower[child.index] in _NOT for child in text.children(trigger.head, "advmod"))
    if given in _COOPERATION and denied and not _WILL.isdisjoint(helpers):
        return EventType.REJECT
    return given


def _speaks_behind(text: Text, cue: Span, index: int, statement: Statement | None) -> bool:
    """Whether a noun is who says so behind the deed, taken into its tree by mistake."""
    speaker = statement.speaker if statement else None
    start = text.tokens[index].start
    return speaker is not None and cue.end <= speaker.start <= start < speaker.end


def _whole(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans without those that another one holds."""
    return tuple(
        one for one in spans if not any(other != one and other.holds(one) for other in spans)
    )


def _mode(text: Text, part: Part, entry: Entry) -> str | None:
    """The mode of the entry; what strikes from the air makes a bombing one from the air, and where
    the entry has none the weapon tells it."""
    kinds = {kind for index in part.instruments for kind in text.kinds(index)}
    told = next((mode for kind, mode in _BY_WEAPON.items() if kind in kinds), None)
    outdone = _BOMBING if told in _FROM_THE_AIR else _UNTOLD
    return told if entry.mode in outdone else entry.mode


def _agent(
    text: Text, voices: Voices, index: int, found: Found, statement: Statement | None
) -> Agent:
    put = put_as(text, index, found.trigger.head, statement, voices.is_official(text, statement))
    if statement and statement.act is Act.SAY and found.trigger.entry.type not in _HARMS:
        put = Responsibility.STATED if put in _ACCUSATIONS else put
    return Agent(text.mention(index), None, put, statement.id if statement else None)


def _blamed(text: Text, voices: Voices, blame: Blame) -> Agent:
    cue = text.annotated.span(blame.cue, blame.cue + 1)
    statement = voices.at_cue(cue) or voices.around(cue)
    put = blame.responsibility
    official = blame.accuser is not None and is_official(text, [blame.accuser])
    if put is Responsibility.ACCUSED and (official or voices.is_official(text, statement)):
        put = Responsibility.ACCUSED_BY_AUTHORITIES
    return Agent(text.mention(blame.agent), None, put, statement.id if statement else None)


def _blames_by_deed(text: Text, found: Sequence[Found]) -> Mapping[int, list[Blame]]:
    """Each blame under the number of its event: the deed it names, or the one last told."""
    by_number: dict[int, list[Blame]] = {}
    for blame in find_blames(text):
        number = _named_deed(text, found, blame) or _last_deed(found, blame.cue)
        if number is not None:
            by_number.setdefault(number, []).append(blame)
    return by_number


def _named_deed(text: Text, found: Sequence[Found], blame: Blame) -> int | None:
    if blame.target is None:
        return None
    below = set(text.annotated.subtree(blame.target))
    for number, one in enumerate(found, start=1):
        if one.trigger.head in below and one.trigger.entry.type in _DEEDS:
            return number
    return None


def _last_deed(found: Sequence[Found], before: int) -> int | None:
    earlier = [
        number
        for number, one in enumerate(found, start=1)
        if one.trigger.head < before and one.trigger.entry.type == "assault"
    ]
    return earlier[-1] if earlier else None


def _figure(text: Text, voices: Voices, number: int, draft: Draft) -> Figure:
    mention = text.annotated.span(draft.first, draft.last)
    statement = voices.around(mention)
    return Figure(
        id=f"f{number}",
        mention=mention,
        of=draft.of,
        low=draft.quantity.low,
        high=draft.quantity.high,
        approximate=draft.quantity.approximate,
        who=draft.who,
        scope=draft.scope,
        event=f"e{draft.event + 1}" if draft.event is not None else None,
        statement=statement.id if statement else None,
        rule=draft.rule,
    )


def _with_figures(events: Sequence[Event], figures: Sequence[Figure]) -> Iterator[Event]:
    by_event: dict[str, list[str]] = {}
    for figure in figures:
        if figure.event:
            by_event.setdefault(figure.event, []).append(figure.id)
    for event in events:
        mine = by_event.get(event.id)
        yield replace(event, figures=tuple(mine)) if mine else event


def shown(annotated: Annotated) -> Iterator[tuple[str, str]]:
    """Each event as "cue: type mode; agents > recipients", under its rule."""
    for event in find_happenings(annotated, ())[0]:
        agents = ", ".join(agent.mention.text for agent in event.agents)
        recipients = ", ".join(one.mention.text for one in event.recipients)
        kind = f"{event.type} {event.mode}" if event.mode else str(event.type)
        yield event.rule, f"{event.cue.text}: {kind}; {agents} > {recipients}"
