"""The incident sheet: rows are what is claimed, columns are the voices, each row is marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations

from variorum.link import counts, courses, namings, readings
from variorum.link.accounts import Account
from variorum.link.beside import as_part, tells_kind
from variorum.link.contrast import (
    Compatible,
    counted_apart,
    kin,
    same_naming,
    same_place,
    same_side,
    same_victims,
    same_voice,
    same_words,
    together,
)
from variorum.link.prints import find_changes
from variorum.link.said import Said, Told
from variorum.model.incident import SharedIncident
from variorum.model.ledger import Ledger
from variorum.model.record import Counted
from variorum.model.sheet import Cell, Course, Mark, Sheet, SheetRow, Voice, VoiceKind
from variorum.model.wording import days_in_words, kind_in_words, siglum

Collect = Callable[[Account], Iterable[Said]]
Note = Callable[[Sequence[Told], Mark], str | None]

MOST_VALUES = 6  # in a note; the cells hold them all


def lay_out(
    incident: SharedIncident, ledgers: Mapping[str, Ledger], coded: Sequence[Ledger] = ()
) -> Sheet:
    """One incident, every account of it: what each says of each thing, and how they stand.

    `ledgers` by document id must hold the incident's documents. Several prints of one text are
    one voice: a row takes the words of the first print that has any. The core rows are always
    there; the others where a voice fills them. `coded`: rows of datasets that stand beside the
    accounts, each in a column behind them; marks, ranges and notes are those of the accounts, and
    the note says with whom a row goes.
    """
    prints = [
        [Account(ledgers[document], incident) for document in group]
        for group in _voices(incident, ledgers)
    ]
    beside = [Account(row, as_part(row, incident)) for row in coded]
    rows = [_row(kind, prints, beside) for kind in _kinds(prints)]
    return Sheet(
        incident=incident,
        title=title(incident),
        voices=(*map(_voice, prints, _labels(prints)), *map(_dataset, coded)),
        rows=tuple(row for row, always in rows if always or row.mark is not Mark.NOT_SAID),
    )


def title(incident: SharedIncident) -> str:
    """What, where, when, as far as the accounts say."""
    parts = [kind_in_words(incident.type, incident.mode).capitalize()]
    if incident.place is not None:
        parts.append(incident.place.name)
    if incident.time is not None:
        parts.append(days_in_words(incident.time))
    return " · ".join(parts)


def _voices(incident: SharedIncident, ledgers: Mapping[str, Ledger]) -> list[list[str]]:
    """Document ids by voice, the earliest voice and the first print first."""
    copied = {one for group in incident.copies for one in group}
    groups = [list(group) for group in incident.copies]
    groups += [[one] for one in incident.documents if one not in copied]

    def age(document: str) -> tuple[date, int, str]:
        told = ledgers[document].document
        return (told.published or date.max, -len(told.text), document)

    for group in groups:
        group.sort(key=age)
    return sorted(groups, key=lambda group: age(group[0]))


def _voice(prints: Sequence[Account], label: str) -> Voice:
    documents = [account.ledger.document for account in prints]
    days = [one.published for one in documents if one.published is not None]
    changes = tuple(find_changes(documents[0], one) for one in documents[1:])
    ids = tuple(one.id for one in documents)
    return Voice(label, ids, min(days, default=None), changes=changes)


def _dataset(row: Ledger) -> Voice:
    return Voice(row.document.title or row.document.id, (row.document.id,), None, VoiceKind.DATASET)


def _labels(voices: Sequence[Sequence[Account]]) -> list[str]:
    """The outlet of each voice's first print; where one outlet speaks twice, with its title."""
    firsts = [prints[0].ledger.document for prints in voices]
    outlets = [one.source or one.title or one.id for one in firsts]
    times = Counter(outlets)
    return [
        outlet if times[outlet] == 1 else f"{outlet}: {one.title or one.id}"
        for outlet, one in zip(outlets, firsts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A sort of row: where its readings come from, when two go together, what its note says."""

    name: str
    collect: Collect
    compatible: Compatible
    note: Note
    always: bool = False
    codes: Callable[[Account], bool] = lambda row: True
    """Whether a row of a dataset has anything to say here."""
    apart: Callable[[Told, Told], bool] = lambda one, other: False
    """Whether two voices differ in one of several things that each says."""
    by_key: bool = False
    """Whether a voice counts only by what can be compared: "no child was hurt" is no toll."""
    chained: bool = False
    """Whether voices agree by way of a third: one names the drone, one its missile, one both."""
    pool: Callable[[Sequence[Told]], list[Told]] = list
    """What the voices say, each with what it may learn from the others."""


def _kinds(voices: Sequence[Sequence[Account]]) -> Iterator[_Kind]:
    yield _Kind("when", readings.days, together, hours, always=True)
    yield _Kind("where", readings.places, same_place, values, always=True, pool=readings.pooled)
    yield _Kind("what", readings.deeds, kin, values, always=True, codes=tells_kind)
    yield _Kind("who did it", readings.doers, same_side, values, always=True)
    yield _Kind("to whom", readings.recipients, same_victims, values, always=True)
    yield _Kind("with what", readings.instruments, kin, values, always=True, chained=True)
    for counted, name in _COUNTS.items():
        collect = partial(counts.count_of, counted)
        yield _Kind(
            name, collect, together, spread, name in _CORE_COUNTS, apart=counted_apart, by_key=True
        )
    yield _Kind("who claimed it", readings.claimants, same_voice, values)
    yield _Kind("who denied it", readings.deniers, same_voice, values)
    for side in _sides(voices):
        collect = partial(namings.namings, side)
        yield _Kind(f"called: {side}", collect, same_naming, own_words, codes=_never)
    yield _Kind("loaded words", namings.framing, same_words, own_words, codes=_never)


def _never(row: Account) -> bool:
    return False


_CORE_COUNTS = frozenset({"killed", "injured"})
_COUNTS = {
    Counted.KILLED: "killed",
    Counted.INJURED: "injured",
    Counted.MISSING: "missing",
    Counted.ABDUCTED: "abducted",
    Counted.DETAINED: "detained",
    Counted.ARRESTED: "arrested",
    Counted.DISPLACED: "displaced",
    Counted.AFFECTED: "affected",
    Counted.TROOPS: "troops",
    Counted.WEAPONS: "weapons",
    Counted.MONEY: "money",
    Counted.SHARE: "share",
}


def _sides(voices: Sequence[Sequence[Account]]) -> list[str]:
    """The groups that take part, and that two voices call by several names, or one by a loaded
    one; in order of their names."""
    taking_part = {name for prints in voices for one in prints for name in namings.sides(one)}
    return sorted(name for name in taking_part if _is_telling(name, voices))


def _is_telling(name: str, voices: Sequence[Sequence[Account]]) -> bool:
    told = [_tell(partial(namings.namings, name), prints) for prints in voices]
    every = [said for one in told for said in one]
    names = {said.reading.value.casefold() for said in every}
    several = len(names) > 1 and sum(map(bool, told)) > 1
    return several or any(said.key is not None for said in every)


def _row(
    kind: _Kind, voices: Sequence[Sequence[Account]], beside: Sequence[Account]
) -> tuple[SheetRow, bool]:
    told = kind.pool([_tell(kind.collect, prints) for prints in voices])
    coded = [_tell(kind.collect, [row]) if kind.codes(row) else () for row in beside]
    mark = _mark(kind, told)
    note = kind.note(told, mark) if mark in (Mark.AGREE, Mark.DIFFER) else None
    notes = [note, *_held_against(kind.compatible, told, coded)]
    cells = tuple(Cell(tuple(said.reading for said in one)) for one in (*told, *coded))
    row = SheetRow(kind.name, cells, mark, "; ".join(filter(None, notes)) or None, _course(told))
    return row, kind.always or any(coded)


def _held_against(
    compatible: Compatible, told: Sequence[Told], coded: Sequence[Told]
) -> Iterator[str]:
    """With which accounts each row of a dataset goes, and from which it differs.

    Words that are not kindred may still mean one thing, so they are not said to differ.
    """
    for at, row in enumerate(coded, start=len(told)):
        said = [(index, one) for index, one in enumerate(told) if row and one]
        goes = [siglum(index) for index, one in said if _goes(compatible, row, one)]
        apart = [siglum(index) for index, _ in said if siglum(index) not in goes]
        parts = [f"goes with {' '.join(goes)}"] if goes else []
        parts += [f"differs from {' '.join(apart)}"] if apart and compatible is not kin else []
        if parts:
            yield f"{siglum(at)} {', '.join(parts)}"


def _goes(compatible: Compatible, one: Told, other: Told) -> bool:
    return any(compatible(left, right) for left in _compared(one) for right in _compared(other))


def _tell(collect: Collect, prints: Iterable[Account]) -> Told:
    """What the first print that says anything says, like readings once."""
    for account in prints:
        found: dict[tuple[str, ...], Said] = {}
        for said in collect(account):
            found.setdefault(said.sameness, said)
        if found:
            return tuple(found.values())
    return ()


def _mark(kind: _Kind, told: Sequence[Told]) -> Mark:
    speaking = _speaking(kind, told)
    if not speaking:
        return Mark.NOT_SAID
    if len(speaking) == 1:
        return Mark.ONLY_HERE
    goes = [
        (one, other)
        for one, other in combinations(range(len(speaking)), 2)
        if _go_together(kind, speaking[one], speaking[other])
    ]
    pairs = len(speaking) * (len(speaking) - 1) // 2
    agree = _is_one_chain(len(speaking), goes) if kind.chained else len(goes) == pairs
    return Mark.AGREE if agree else Mark.DIFFER


def _go_together(kind: _Kind, one: Told, other: Told) -> bool:
    alike = any(kind.compatible(left, right) for left in one for right in other)
    return alike and not kind.apart(one, other)


def _is_one_chain(count: int, pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether pairs link all of so many voices, one by way of another."""
    reached = {0}
    for _ in range(count):
        reached |= {one for pair in pairs if reached & set(pair) for one in pair}
    return len(reached) == count


def _speaking(kind: _Kind, told: Sequence[Told]) -> list[Told]:
    """What the voices are compared by, those left out that say nothing to compare."""
    keyed = [_compared(one) for one in told if any(said.key is not None for said in one)]
    return keyed if keyed and kind.by_key else [_compared(one) for one in told if one]


def _compared(told: Told) -> Told:
    """The readings a voice is compared by; all of them where none has a key."""
    return tuple(said for said in told if said.key is not None) or told


def values(told: Sequence[Told], mark: Mark) -> str | None:
    """Which value which voices give, where they differ."""
    if mark is not Mark.DIFFER:
        return None
    return _collated([[said.short for said in _compared(one)] for one in told])


def hours(told: Sequence[Told], mark: Mark) -> str | None:
    """Which day which voices give, where they differ; else which hour, where they name several."""
    found = [[readings.clock_of(one.reading.value) for one in voice] for voice in told]
    clocks = [[clock for clock in voice if clock] for voice in found]
    if mark is Mark.DIFFER or len({clock for voice in clocks for clock in voice}) < 2:
        return values(told, mark)
    return f"by the clock {_collated(clocks)}"


def _collated(told: Sequence[Sequence[str]]) -> str:
    """Each value with the letters of the voices that give it, as in a critical apparatus."""
    letters: dict[str, list[str]] = {}
    for index, one in enumerate(told):
        for value in dict.fromkeys(one):
            letters.setdefault(value, []).append(siglum(index))
    return _some([f"{value} ({' '.join(given)})" for value, given in letters.items()])


def own_words(told: Sequence[Told], mark: Mark) -> str | None:
    """The loaded words that one voice uses and no other, as it first puts them."""
    used = [_firsts(one) for one in told]
    voices = Counter(key for one in used for key in one)
    alone = [[f"“{short}”" for key, short in one.items() if voices[key] == 1] for one in used]
    parts = [f"only {siglum(at)}: {_some(one)}" for at, one in enumerate(alone) if one]
    return "; ".join(parts) or None


def _firsts(told: Told) -> dict[object, str]:
    """What is compared in a voice's readings, each as it is first put."""
    firsts: dict[object, str] = {}
    for said in told:
        if said.key is not None:
            firsts.setdefault(said.key, said.short)
    return firsts


def _some(shown: Sequence[str]) -> str:
    """At most as many as a note has room for."""
    more = len(shown) - MOST_VALUES
    return ", ".join(shown[:MOST_VALUES]) + (f", {more} more" if more > 0 else "")


def spread(told: Sequence[Told], mark: Mark) -> str | None:
    """The range of a figure over all voices, and who gives its ends; nothing is averaged."""
    return courses.in_words(_course(told))


def _course(told: Sequence[Told]) -> Course | None:
    return courses.course_of({index: _compared(one) for index, one in enumerate(told)})
