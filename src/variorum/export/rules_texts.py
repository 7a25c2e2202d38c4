"""Rules of profiles for what stands in words: sources, notes, ids, kinds of events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.export.choosing import choose_days, length
from variorum.export.draft import EMPTY, Coded, Draft, readings
from variorum.export.profile import Settings, Table
from variorum.export.rules_who import cast
from variorum.lexicon.load import Row
from variorum.model.document import Document
from variorum.model.value import ActorKind

NOTED: Final = ("when", "where", "who did it", "to whom", "killed", "injured", "who denied it")
_ARMED_SORTS: Final = frozenset(kind.value for kind in (
    ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE,
    ActorKind.ARMED_GROUP,
))  # fmt: skip


def leave_empty(draft: Draft, settings: Settings) -> Coded:
    """Nothing: the texts cannot say it."""
    return EMPTY


def write_constant(draft: Draft, settings: Settings) -> Coded:
    """The same value in every row."""
    return Coded(settings["value"])


def write_id(draft: Draft, settings: Settings) -> Coded:
    """The incident's id in variorum; a number behind it where it gives several rows."""
    nth, of = draft.part
    return Coded(draft.sheet.incident.id + (f"-{nth + 1}" if of > 1 else ""))


def write_sources(draft: Draft, settings: Settings) -> Coded:
    """What identifies the accounts: outlet, title, url, day, text (outlet, day, title), speaker.

    `nth`: only that of the nth voice. Prints of one text count once.
    """
    part = settings["part"]
    if part == "speaker":
        return _speakers(draft)
    every = [_PARTS[part](document) for document in draft.sources()]
    if settings["nth"]:
        nth = int(settings["nth"]) - 1
        return Coded(every[nth] if nth < len(every) else None)
    lost = [_prints(draft, at) for at, voice in draft.voices if len(voice.documents) > 1]
    given = list(dict.fromkeys(one for one in every if one))
    return Coded("; ".join(given) or None, (), tuple(lost) if part == "outlet" else ())


def _cited(document: Document) -> str:
    day = document.published.isoformat() if document.published else None
    parts = (document.source, day, document.title)
    return ",".join(f'"{part}"' for part in parts if part) or document.id


_PARTS: Final = {
    "outlet": lambda one: one.source or one.id,
    "title": lambda one: one.title,
    "url": lambda one: one.url or one.source or one.id,
    "day": lambda one: one.published.isoformat() if one.published else None,
    "text": _cited,
}


def _speakers(draft: Draft) -> Coded:
    """Who is the source of the figures and of the word on the doers, as the accounts name them."""
    told = [
        one.reading
        for row in ("killed", "injured", "who did it")
        for one in draft.told(row)
        if one.reading.speakers
    ]
    named = dict.fromkeys(" ".join(one.speakers[-1].text.split()) for one in told)
    return Coded("; ".join(named) or None, tuple(dict.fromkeys(told)))


def count_sources(draft: Draft, settings: Settings) -> Coded:
    """How many voices: prints of one text count once."""
    lost = [_prints(draft, at) for at, voice in draft.voices if len(voice.documents) > 1]
    return Coded(len(draft.voices), (), tuple(lost))


def _prints(draft: Draft, voice: int) -> str:
    many = len(draft.sheet.voices[voice].documents)
    return f"{draft.label(voice)}: {many} prints of one text, counted once"


def write_notes(draft: Draft, settings: Settings) -> Coded:
    """What each account says, quoted, row by row; the words stay in quotation marks."""
    told = [(row, one) for row in NOTED for one in draft.told(row)]
    if not told:
        return EMPTY
    notes = [f"{voice.label}: {said}." for at, voice in draft.voices if (said := _noted(draft, at))]
    if draft.part[1] > 1:
        notes.append(
            f"Row {draft.part[0] + 1} of {draft.part[1]}: a toll of several days, divided."
        )
    return Coded(" ".join(notes), tuple(one.reading for _, one in told))


def _noted(draft: Draft, voice: int) -> str:
    parts = []
    for row in NOTED:
        told = (one.reading for one in draft.told(row) if one.voice == voice)
        words = dict.fromkeys(f"“{draft.words(one)}”" for one in told)
        parts += [f"{row}: {', '.join(words)}"] if words else []
    return "; ".join(parts)


def quote_row(draft: Draft, settings: Settings) -> Coded:
    """The words of a row of the sheet, as the accounts put them."""
    told = list(draft.told(settings["row"]))
    if not told:
        return EMPTY
    words = dict.fromkeys(draft.words(one.reading) for one in told)
    return Coded("; ".join(words), readings(told))


def name_others(draft: Draft, settings: Settings) -> Coded:
    """All who are named in a row, under their neutral names."""
    told = [one for one in draft.told(settings["row"]) if one.reading.party]
    names = dict.fromkeys(one.reading.party.name for one in told if one.reading.party)
    return Coded("; ".join(names) or None, readings(told))


def sort_event(draft: Draft, settings: Settings) -> Coded:
    """What the codebook calls the kind of event, by a table; `part`: which column of it."""
    row = find_kind(draft, settings.table("table"))
    told = readings(
        [
            one
            for one in draft.told("what")
            if one.reading.deed and one.reading.deed.type is draft.sheet.incident.type
        ]
    )
    if row is None:
        return Coded(None, told, ("the codebook's list has no such kind of event",))
    lost = (
        [f"{one.value} ({one.document})" for one in told if one.deed and one.deed.mode is None]
        if draft.sheet.incident.mode
        else []
    )
    return Coded(
        row.get(settings["part"]), told, tuple(dict.fromkeys(lost)) if row["mode"] != "*" else ()
    )


def find_kind(draft: Draft, table: Table) -> Row | None:
    """The first row of a table of kinds that fits type, mode and both sides; "*" fits anything."""
    incident = draft.sheet.incident
    first, second = (_sort(cast(draft, nth).sort) for nth in (1, 2))
    wanted = {
        "type": incident.type.value, "mode": incident.mode or "-", "doer": first, "target": second,
    }  # fmt: skip
    return next(
        (row for row in table if all(row[name] in ("*", value) for name, value in wanted.items())),
        None,
    )


def _sort(sort: str) -> str:
    return "armed" if sort in _ARMED_SORTS else sort or "-"


def grade_clarity(draft: Draft, settings: Settings) -> Coded:
    """1 where one event of at most `days` days is told, 2 where several are told in one."""
    days = choose_days(draft)
    if days is None:
        return EMPTY
    return Coded(1 if length(days.interval) <= int(settings["days"]) else 2, readings(days.told))


def flag(draft: Draft, settings: Settings) -> Coded:
    """1 where the words of a row hold one of `words`, divided by "|"; else 0, where the codebook
    demands it."""
    words = settings["words"].split("|")
    told = [
        one for one in draft.told(settings["row"])
        if any(word in one.reading.quotation.text.lower() for word in words)
    ]  # fmt: skip
    if told:
        return Coded(1, readings(told))
    return Coded(0, (), ("not said in the texts given; the codebook demands 0",))


def iterate_modes(draft: Draft) -> Iterator[str]:
    """The modes told, each once."""
    told = (one.reading.deed for one in draft.told("what"))
    yield from dict.fromkeys(deed.mode for deed in told if deed and deed.mode)
