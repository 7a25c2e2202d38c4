"""The incident sheet, a document's records and short summaries, written into a rich console.

Nothing is told by colour alone, every wording goes in as plain text (no markup), and what hides
or reorders letters is spelled out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from variorum.model.change import Changes
from variorum.model.document import Document, Span
from variorum.model.hit import Hit
from variorum.model.incident import SharedIncident
from variorum.model.ledger import Ledger
from variorum.model.record import Event, Figure, Frame, Gap, Statement
from variorum.model.sheet import Cell, Mark, Reading, Sheet, SheetRow, Voice, VoiceKind
from variorum.model.value import Actor, ActorMention, Bounds, Interval, Place, SurenessLabel, Time
from variorum.model.wording import (
    UNSAID,
    bounds_in_words,
    day,
    days_in_words,
    kind_in_words,
    siglum,
)
from variorum.show.courses import draw_course, moving_rows
from variorum.show.plain import one_line, quoted, visible
from variorum.show.voices import Passage, passages, speakers_in_words

_CLOSING_MARKS = ".,;:!?…”’»"
_BREAK = re.compile(r"\n[^\S\n]*\n")

Record = TypeVar("Record")
Line = tuple[str, ...]

NAME_COLUMNS = 19  # of the terminal, for the names of rows
NARROWEST_CELL = 22  # columns; below it, voices stand under one another
INCIDENT_COLUMNS = {"when": 3, "where": 3, "what": 4, "killed": 3, "accounts": 8}
"""Of a list of incidents, with their shares of the width."""
MOST_READINGS = 4  # in a cell; `show` and the report hold them all
SHORT_ID = 8  # characters of an incident's id, enough to name it by
LONGEST_QUOTATION = 160  # characters
VOICE_COLUMNS = 26  # beside a text, for whose words it stands in


class _Sign(NamedTuple):
    symbol: str
    style: str


SIGNS: Mapping[Mark, _Sign] = {
    Mark.AGREE: _Sign("=", "green"),
    Mark.DIFFER: _Sign("≠", "bold yellow"),
    Mark.ONLY_HERE: _Sign("◦", "cyan"),
    Mark.NOT_SAID: _Sign("–", "dim"),
}


def show_sheet(console: Console, sheet: Sheet) -> None:
    """The sheet as a table; as one block a row where its columns would be too narrow to read."""
    console.print(Rule(Text(visible(sheet.title), "bold"), align="left", style="dim"))
    console.print(_voices(sheet.voices))
    console.print(_at_a_glance(sheet))
    wide = NAME_COLUMNS + len(sheet.voices) * (NARROWEST_CELL + 2) <= console.width
    console.print(_as_table(sheet) if wide else _as_blocks(sheet))
    for row, course in moving_rows(sheet):
        console.print(Padding(draw_course(row, course, console.width), (1, 0, 0, 0)))
    console.print(_reasons(sheet))


def _voices(voices: Sequence[Voice]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for index, voice in enumerate(voices):
        table.add_row(
            Text(siglum(index), "bold"),
            Text(one_line(voice.label)),
            Text(_dated(voice), "dim"),
            Text(_prints(voice), "dim"),
        )
    return table


def _at_a_glance(sheet: Sheet) -> Padding:
    """Which rows the accounts agree on, differ in, which only one of them has."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for mark, sign in SIGNS.items():
        if mark is not Mark.NOT_SAID and (rows := sheet.standing(mark)):
            named = ", ".join(_named(row) for row in rows)
            table.add_row(Text(f"{sign.symbol} {mark}", sign.style), Text(visible(named)))
    return Padding(table, (1, 0, 0, 0))


def _named(row: SheetRow) -> str:
    """A row, and the one voice that has it."""
    if row.mark is not Mark.ONLY_HERE:
        return row.name
    return (
        f"{row.name} ({' '.join(siglum(at) for at, cell in enumerate(row.cells) if cell.readings)})"
    )


def _dated(voice: Voice) -> str:
    if voice.kind is VoiceKind.DATASET:
        return "coded dataset"
    return day(voice.published) if voice.published else "undated"


def _prints(voice: Voice) -> str:
    others = voice.documents[1:]
    if not others:
        return ""
    changed = {one.document: _changed(one) for one in voice.changes}
    told = ", ".join(f"{one_line(id, 60)} ({changed.get(id, 'unchanged')})" for id in others)
    return f"{len(voice.documents)} prints, one voice; also {told}"


def _changed(changes: Changes) -> str:
    """What a print changed, in numbers of sentences."""
    counts = (
        (len(changes.added), "added"),
        (len(changes.dropped), "dropped"),
        (len(changes.reworded), "reworded"),
        (len(changes.moved), "moved"),
    )
    parts = ["new headline"] if changes.title else []
    parts += [f"{many} {what}" for many, what in counts if many]
    return ", ".join(parts) or "unchanged"


def _as_table(sheet: Sheet) -> Table:
    table = Table(
        box=box.HORIZONTALS, show_lines=True, expand=True, padding=(0, 1), border_style="dim"
    )
    table.add_column("", width=NAME_COLUMNS - 2)
    for index, voice in enumerate(sheet.voices):
        table.add_column(Text(f"{siglum(index)}  {one_line(voice.label)}", "bold"), ratio=1)
    for row in sheet.rows:
        table.add_row(_row_head(row, "\n"), *map(_cell, row.cells))
    return table


def _as_blocks(sheet: Sheet) -> Group:
    return Group(*(_block(row) for row in sheet.rows))


def _block(row: SheetRow) -> Group:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=3, justify="right")
    table.add_column(ratio=1)
    for index, cell in enumerate(row.cells):
        if cell.readings:
            table.add_row(Text(siglum(index), "bold"), _cell(cell))
    silent = [siglum(index) for index, cell in enumerate(row.cells) if not cell.readings]
    if silent and len(silent) < len(row.cells):
        table.add_row(Text(""), Text(f"{' '.join(silent)}: {UNSAID}", "dim"))
    return Group(Text(), _row_head(row, "  "), Padding(table, (0, 0, 0, 1)))


def _row_head(row: SheetRow, between: str) -> Text:
    sign = SIGNS[row.mark]
    head = Text(visible(row.name), "bold")
    head.append(between).append(f"{sign.symbol} {row.mark}", sign.style)
    if row.note:
        head.append("\n").append(visible(row.note), "not bold dim")
    return head


def _cell(cell: Cell) -> RenderableType:
    if not cell.readings:
        return Text(UNSAID, "dim")
    if len(cell.readings) == 1:
        return _reading(cell.readings[0])
    listed = Table.grid(padding=(0, 1, 0, 0))
    listed.add_column(width=1)
    listed.add_column(ratio=1)
    for reading in cell.readings[:MOST_READINGS]:
        listed.add_row("•", _reading(reading))
    if (more := len(cell.readings) - MOST_READINGS) > 0:
        listed.add_row("", Text(f"and {more} more", "dim"))
    return listed


def _reading(reading: Reading) -> Text:
    words = one_line(reading.quotation.text)
    shown = Text(visible(reading.value), "bold")
    if words != reading.value:
        shown.append(" ").append(quoted(reading.quotation, LONGEST_QUOTATION), "not bold")
    if reading.sureness and reading.sureness.label is not SurenessLabel.ASSERTED:
        shown.append(f" [{reading.sureness.label}]", "not bold italic")
    if reading.speakers:
        shown.append(f" — {_chain(reading.speakers)}", "not bold dim")
    return shown


def _chain(speakers: Iterable[Span]) -> str:
    """Who says it, outermost first."""
    return " › ".join(one_line(one.text, 60) for one in speakers)


def _reasons(sheet: Sheet) -> Text:
    incident = sheet.incident
    listed = ", ".join(f"{one.field} {one.weight:+.1f}" for one in incident.reasons)
    lines = [f"incident {incident.id[:SHORT_ID]}, joined by: {listed}" if listed else ""]
    lines += (f"decision {visible(one.in_words())}" for one in incident.decisions)
    return Text("\n".join(lines) + "\n", "dim")


def show_incidents(
    console: Console, incidents: Sequence[SharedIncident], ledgers: Mapping[str, Ledger]
) -> None:
    """A line for each incident: the beginning of its id, when, where, what, whose accounts."""
    if not incidents:
        return
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    table.add_column("incident", no_wrap=True, width=SHORT_ID)
    for column, ratio in INCIDENT_COLUMNS.items():
        table.add_column(column, overflow="fold", ratio=ratio)
    for one in incidents:
        table.add_row(*(Text(visible(part)) for part in _incident(one, ledgers)))
    console.print(table)


def _incident(one: SharedIncident, ledgers: Mapping[str, Ledger]) -> Line:
    when = days_in_words(one.time) if one.time else "?"
    where = one.place.name if one.place else "?"
    what = kind_in_words(one.type, one.mode)
    killed = bounds_in_words(Bounds(one.killed.low, one.killed.high)) if one.killed else ""
    outlets = dict.fromkeys(ledgers[name].document.source or name for name in one.documents)
    return one.id[:SHORT_ID], when, where, what, killed, "\n".join(outlets)


def show_hits(console: Console, hits: Iterable[Hit]) -> None:
    """What a search found: which document and record, and the words."""
    for hit in hits:
        at = f"{hit.document} {hit.record or ''}".strip()
        line = Text(one_line(at), "bold").append(f"  {hit.kind}  ", "not bold dim")
        console.print(line.append(quoted(hit.quotation, LONGEST_QUOTATION), "not bold"))


def show_document(console: Console, ledger: Ledger) -> None:
    """One document: its head, its text with the voice of each passage beside it, and every record
    with its quotation."""
    console.print(_head(ledger.document))
    console.print(Padding(_voiced(ledger, console.width), (1, 0)))
    for listing in _listings(ledger):
        if listing.lines:
            console.print(_records(listing))


def _head(document: Document) -> Text:
    head = Text(one_line(document.title or document.id), "bold")
    when = day(document.published) if document.published else "publication date not given"
    by = f" (from {document.published_by})" if document.published_by else ""
    parts = [document.source, when + by, document.url, f"id {document.id}"]
    return head.append("\n" + "  ·  ".join(one_line(one) for one in parts if one), "not bold dim")


def _voiced(ledger: Ledger, width: int) -> RenderableType:
    """The text, and beside each passage whose words it stands in; nothing for the article's own."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=min(VOICE_COLUMNS, width // 4), justify="right")
    table.add_column(ratio=1)
    for voice, words in _passage_lines(passages(ledger)):
        table.add_row(Text(voice, "italic dim"), Text(visible(words)))
    return table


def _passage_lines(found: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """Each passage with its voice; a mark that ends one stays with it, paragraphs stand apart."""
    voice, words = "", ""
    for one in found:
        mark, rest = _parted(one.span.text) if words else ("", one.span.text)
        words += mark
        if rest.strip():
            if words.strip():
                yield voice, words.strip()
            if _BREAK.search(words[len(words.rstrip()) :] + rest[: len(rest) - len(rest.lstrip())]):
                yield "", ""
            voice, words = speakers_in_words(one.chain), rest
        else:
            words += rest
    if words.strip():
        yield voice, words.strip()


def _parted(text: str) -> tuple[str, str]:
    """The marks that a text begins with, and what comes after."""
    reached = len(text) - len(text.lstrip(_CLOSING_MARKS))
    return text[:reached], text[reached:]


class _Listing(NamedTuple):
    """A table of one sort of record."""

    name: str
    columns: Line
    lines: Sequence[Line]


def _listings(ledger: Ledger) -> Iterator[_Listing]:
    yield _Listing("Statements", ("", "who", "act", "words"), _each(_statement, ledger.statements))
    yield _Listing(
        "Events", ("", "what", "words", "who to whom", "sureness"), _each(_event, ledger.events)
    )
    yield _Listing("Figures", ("", "of", "how many", "words"), _each(_figure, ledger.figures))
    yield _Listing("Times", ("", "days", "words", "hangs on"), _each(_time, ledger.times))
    yield _Listing("Places", ("", "name", "words", "where"), _each(_place, ledger.places))
    yield _Listing("Actors", ("", "name", "kind", "called"), _each(_actor, ledger.actors))
    yield _Listing("Loaded words", ("mark", "words"), _each(_frame, ledger.framing))
    yield _Listing("Not read", ("reason", "characters"), _each(_gap, ledger.gaps))


def _each(tell: Callable[[Record], Line], records: Iterable[Record]) -> Sequence[Line]:
    return [tell(one) for one in records]


def _records(listing: _Listing) -> Table:
    heading = Text(f"{listing.name} ({len(listing.lines)})", "bold")
    table = Table(title=heading, title_justify="left", box=box.SIMPLE_HEAD)
    for column in listing.columns:
        table.add_column(column, overflow="fold")
    for row in listing.lines:
        table.add_row(*(Text(visible(part)) for part in row))
    return table


def _statement(one: Statement) -> Line:
    who = quoted(one.speaker, 60) if one.speaker else "not named"
    within = f"{one.id} in {one.within}" if one.within else one.id
    words = " … ".join(quoted(piece, LONGEST_QUOTATION) for piece in one.content)
    return within, who, f"{one.act} ({one_line(one.cue.text, 30)})", words


def _event(one: Event) -> Line:
    what = kind_in_words(one.type, one.mode)
    doing = ", ".join(f"{quoted(x.mention, 50)} ({x.responsibility})" for x in one.agents)
    suffering = ", ".join(quoted(x.mention, 50) for x in one.recipients)
    roles = f"{doing or '?'} → {suffering or '?'}" if doing or suffering else ""
    return one.id, what, quoted(one.cue), roles, f"{one.sureness.label} {one.sureness.value:+.1f}"


def _figure(one: Figure) -> Line:
    many = bounds_in_words(Bounds(one.low, one.high), one.approximate)
    return one.id, one.of, f"{many} {one.who or ''}".strip(), quoted(one.mention)


def _time(one: Time) -> Line:
    known = one.earliest or one.latest
    days = days_in_words(Interval(one.earliest, one.latest)) if known else one.value
    return one.id, days, quoted(one.span), one.basis


def _place(one: Place) -> Line:
    return one.id, one.name, quoted(one.mention), _spot(one.lat, one.lon, one.country)


def _actor(one: Actor) -> Line:
    return one.id, one.name, one.kind, ", ".join(_called(one.mentions))


def _frame(one: Frame) -> Line:
    return one.mark, quoted(one.span)


def _gap(one: Gap) -> Line:
    return one.reason, f"{one.start:,} to {one.end:,}"


def _spot(lat: float | None, lon: float | None, country: str | None) -> str:
    if lat is None or lon is None:
        return country or "not placed"
    return f"{lat:.3f}, {lon:.3f} {country or ''}".strip()


def _called(mentions: Iterable[ActorMention]) -> list[str]:
    times = Counter(one_line(one.span.text) for one in mentions)
    return [f"{words} ×{many}" if many > 1 else words for words, many in times.items()]
