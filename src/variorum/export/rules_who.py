"""Rules of profiles for sides: who is written first and second, and what sort of side it is."""

from __future__ import annotations

from typing import Final, NamedTuple

from variorum.export.choosing import ARMED, GROUPS, Side, as_lost, denials, doers, happened, targets
from variorum.export.draft import EMPTY, Coded, Draft, Told, most_told, readings
from variorum.export.profile import Settings
from variorum.model.record import EventType, Responsibility
from variorum.model.sheet import Reading
from variorum.model.value import ActorKind

CIVILIAN: Final = frozenset({
    "civilians", "children", "women", "journalists", "medics", "refugees", "workers", "foreigners",
})  # fmt: skip
CIVILIAN_KINDS: Final = frozenset({ActorKind.PEOPLE, ActorKind.MEDIA})
STATE_KINDS: Final = frozenset({
    ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE,
})  # fmt: skip


class Cast(NamedTuple):
    """Both sides of a draft: each a name, a sort ("civilians", an actor kind), its readings."""

    name: str | None
    sort: str
    told: tuple[Reading, ...]
    lost: tuple[str, ...]


NOBODY: Final = Cast(None, "", (), ())


def cast(draft: Draft, nth: int) -> Cast:
    """The first or the second side.

    First: the group that most voices name as the doer, whatever they accuse it of; those who
    protest, in a protest. Second: the armed side that most voices name as hit, or civilians where
    more voices tell of them. Neither says who is guilty.
    """
    if nth == 1:
        return _protesters(draft) if is_protest(draft) else _doer(draft)
    return _target(draft)


def is_protest(draft: Draft) -> bool:
    """Whether the incident is one."""
    return draft.sheet.incident.type is EventType.PROTEST


def _doer(draft: Draft) -> Cast:
    sides = doers(draft)
    groups = [side for side in sides if side.party.kind in GROUPS]
    if not groups:
        return NOBODY._replace(lost=(*(as_lost(draft, one) for one in sides), *denials(draft)))
    others = [as_lost(draft, one) for one in sides if one is not groups[0]]
    put = [as_lost(draft, groups[0])] if groups[0].party.part is not Responsibility.STATED else []
    return _of_side(groups[0], (*put, *others, *denials(draft)))


def _protesters(draft: Draft) -> Cast:
    sides = doers(draft)
    told = tuple(one for side in sides for one in readings(side.told))
    return Cast("protesters", "protesters", told, tuple(as_lost(draft, one) for one in sides))


def _of_side(side: Side, lost: tuple[str, ...]) -> Cast:
    sort = side.party.kind.value if side.party.kind else "unnamed"
    return Cast(side.party.name, sort, readings(side.told), lost)


def _target(draft: Draft) -> Cast:
    sides = [side for side in targets(draft) if side.party.kind in GROUPS]
    armed = [side for side in sides if side.party.kind in ARMED]
    civilians = _civilians(draft)
    if armed and most_told(armed[0].told) >= most_told(civilians):
        others = [as_lost(draft, side) for side in sides if side is not armed[0]]
        return _of_side(armed[0], (*others, *(["civilians"] if civilians else [])))
    if civilians:
        lost = tuple(as_lost(draft, one) for one in sides)
        return Cast("civilians", "civilians", readings(civilians), lost)
    if sides:
        return _of_side(sides[0], tuple(as_lost(draft, side) for side in sides[1:]))
    return NOBODY


def _civilians(draft: Draft) -> list[Told]:
    """The words that tell of civilians hurt."""
    rows = ("to whom", "killed", "injured", "abducted")
    told = (one for row in rows for one in draft.told(row))
    return [one for one in told if is_civilian(one.reading) and happened(one.reading)]


def is_civilian(reading: Reading) -> bool:
    """Whether those whom a reading counts or names are civilians by its own words."""
    kind = reading.party.kind if reading.party else None
    return reading.who in CIVILIAN or kind in CIVILIAN_KINDS


def write_side(draft: Draft, settings: Settings) -> Coded:
    """The name of side `nth`; `civilians`, `protesters`: what the codebook calls those."""
    side = cast(draft, int(settings["nth"]))
    if side.name is None:
        return Coded(None, (), side.lost)
    return Coded(settings[side.sort] or side.name, side.told, side.lost)


def sort_side(draft: Draft, settings: Settings) -> Coded:
    """What the codebook calls the sort of a side, by a table: kind, code."""
    side = cast(draft, int(settings["nth"]))
    codes = {row["kind"]: row["code"] for row in settings.table("table")}
    if side.name is None:
        return EMPTY
    if side.sort not in codes:
        return Coded(None, side.told, (f"{side.sort}: the codebook's list has no such sort",))
    return Coded(codes[side.sort] or None, side.told)


def write_interaction(draft: Draft, settings: Settings) -> Coded:
    """The sorts of both sides: "State forces-Civilians"; of one alone: "Sole State forces"."""
    sorts = [sort_side(draft, Settings({"nth": nth}, settings.tables)) for nth in ("1", "2")]
    names = [str(one.value) for one in sorts if one.value is not None]
    if not names:
        return EMPTY
    value = "-".join(names) if len(names) > 1 else f"Sole {names[0]}"
    return Coded(value, tuple(reading for one in sorts for reading in one.readings))


def mark_civilians(draft: Draft, settings: Settings) -> Coded:
    """A word of the codebook's where civilians are the main or only ones hit."""
    side = cast(draft, 2)
    if side.sort != "civilians" or is_protest(draft):
        return EMPTY
    return Coded(settings["word"], side.told)


def sort_violence(draft: Draft, settings: Settings) -> Coded:
    """1 where a state fights a group or a state, 2 where two groups do, 3 where one side alone
    uses force against civilians; empty where the words do not tell the sides."""
    first, second = cast(draft, 1), cast(draft, 2)
    told = (*first.told, *second.told)
    if second.sort == "civilians":
        return Coded(3, told, first.lost)
    sorts = {first.sort, second.sort}
    if not sorts <= {kind.value for kind in ARMED}:
        return Coded(None, told, ("the words do not tell both sides",))
    return Coded(1 if sorts & {kind.value for kind in STATE_KINDS} else 2, told)


def name_dyad(draft: Draft, settings: Settings) -> Coded:
    """Both sides in one line; `civilians`: what the codebook calls them."""
    sides = [write_side(draft, Settings({**settings.values, "nth": nth})) for nth in ("1", "2")]
    if any(one.value is None for one in sides):
        return EMPTY
    told = tuple(reading for one in sides for reading in one.readings)
    return Coded(" - ".join(str(one.value) for one in sides), told)
