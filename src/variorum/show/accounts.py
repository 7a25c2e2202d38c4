"""The accounts in the page: each text with its records marked in place, and its apparatus."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from variorum.model.document import Document, Span
from variorum.model.ledger import Ledger
from variorum.model.record import Event, Statement
from variorum.model.sheet import Sheet
from variorum.model.value import Bounds, Interval
from variorum.model.wording import bounds_in_words, days_in_words, kind_in_words, siglum
from variorum.show.marking import Marked, marked_paragraphs
from variorum.show.plain import one_line, visible
from variorum.show.voices import chain, speakers_in_words


@dataclass(frozen=True, slots=True)
class PageAccount:
    """One document in the page. `key`: its id there; `letters`: incident number and siglum."""

    key: str
    ledger: Ledger
    paragraphs: Sequence[Markup]
    apparatus: Sequence[_Entries]
    columns: Sequence[tuple[int, str]]

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.ledger.document

    @property
    def link(self) -> str | None:
        """Its address, if a browser can be sent there without running anything."""
        return web_address(self.document.url)


class _Entry(NamedTuple):
    """A line of an account's apparatus."""

    label: str
    span: Span
    told: str


class _Entries(NamedTuple):
    name: str
    entries: Sequence[_Entry]


def page_accounts(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> list[PageAccount]:
    """The documents of the sheets, in the order of their columns; all where no sheet is."""
    columns: dict[str, list[tuple[int, str]]] = {}
    for at, sheet in enumerate(sheets, 1):
        for index, voice in enumerate(sheet.voices):
            for document in voice.documents:
                columns.setdefault(document, []).append((at, siglum(index)))
    order = list(columns) or list(ledgers)
    cited = _cited(sheets)
    return [
        _account(f"a{at}", ledgers[one], columns.get(one, []), cited.get(one, []))
        for at, one in enumerate(order, 1)
    ]


def _cited(sheets: Iterable[Sheet]) -> dict[str, list[Marked]]:
    """By document, the wordings that the sheets quote."""
    cited: dict[str, list[Marked]] = {}
    for sheet in sheets:
        for row in sheet.rows:
            for reading in (one for cell in row.cells for one in cell.readings):
                marks = cited.setdefault(reading.document, [])
                marks.append(_mark(reading.quotation, ("cited",), row.name))
                marks += [_mark(one, ("speaker",), "speaker") for one in reading.speakers]
    return cited


def _account(
    key: str, ledger: Ledger, columns: Sequence[tuple[int, str]], cited: Iterable[Marked]
) -> PageAccount:
    apparatus = [_Entries(name, entries) for name, entries in _apparatus(ledger) if entries]
    paragraphs = marked_paragraphs(
        ledger.document.text, key, itertools.chain(_marks(ledger), cited)
    )
    return PageAccount(key, ledger, paragraphs, apparatus, columns)


def _marks(ledger: Ledger) -> Iterator[Marked]:
    """Every wording a record rests on, with what the record tells."""
    by_id = {one.id: one for one in ledger.statements}
    for said in ledger.statements:
        who = speakers_in_words(chain(said, by_id))
        deep = ("statement", "nested") if said.within else ("statement",)
        for piece in said.content:
            yield _mark(piece, deep, f"{who}: {said.act}")
        if said.speaker:
            yield _mark(said.speaker, ("speaker",), "speaker")
    for event in ledger.events:
        yield _mark(event.cue, ("event",), _deed(event))
        for span in (*_taking_part(event), *event.instruments):
            yield _mark(span, ("part",), "takes part")
    for figure in ledger.figures:
        many = bounds_in_words(Bounds(figure.low, figure.high), figure.approximate)
        yield _mark(figure.mention, ("figure",), f"{figure.of}: {many}")
    for time in ledger.times:
        known = time.earliest or time.latest
        days = days_in_words(Interval(time.earliest, time.latest)) if known else time.value
        yield _mark(time.span, ("when",), days)
    for place in ledger.places:
        yield _mark(place.mention, ("where",), place.name)
    for actor in ledger.actors:
        for mention in actor.mentions:
            kinds = ("actor", "framing") if mention.partisan else ("actor",)
            yield _mark(mention.span, kinds, actor.name)
    for frame in ledger.framing:
        yield _mark(frame.span, ("framing",), frame.mark.replace("-", " "))


def _mark(span: Span, kinds: tuple[str, ...], tells: str) -> Marked:
    return Marked(span.start, span.end, kinds, (visible(tells),))


def _taking_part(event: Event) -> Iterator[Span]:
    yield from (one.mention for one in event.agents)
    yield from (one.mention for one in event.recipients)


def _deed(event: Event) -> str:
    what = kind_in_words(event.type, event.mode)
    return f"{what}; {event.stage}; {event.sureness.label}"


def _apparatus(ledger: Ledger) -> Iterator[tuple[str, list[_Entry]]]:
    by_id = {one.id: one for one in ledger.statements}
    yield "Statements", [_statement_entry(one, by_id) for one in ledger.statements]
    yield "Events", [_Entry(_deed(one), one.cue, _roles(one)) for one in ledger.events]
    yield (
        "Figures",
        [
            _Entry(
                f"{one.of}: {bounds_in_words(Bounds(one.low, one.high), one.approximate)}",
                one.mention,
                one.who or "",
            )
            for one in ledger.figures
        ],
    )
    yield (
        "Loaded words",
        [_Entry(one.mark.replace("-", " "), one.span, "") for one in ledger.framing],
    )


def _statement_entry(one: Statement, by_id: Mapping[str, Statement]) -> _Entry:
    who = speakers_in_words(chain(one, by_id))
    return _Entry(who, one.content[0], f"{one.act}, {one.quoted}")


def _roles(event: Event) -> str:
    doing = [f"{one_line(one.mention.text, 50)} ({one.responsibility})" for one in event.agents]
    suffering = [one_line(one.mention.text, 50) for one in event.recipients]
    parts = ["by " + ", ".join(doing)] if doing else []
    parts += ["to " + ", ".join(suffering)] if suffering else []
    return "; ".join(parts)


def web_address(url: str | None) -> str | None:
    """The address, in ASCII, if it is one of the web; None for javascript: and whatever else.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    of_the_web = parts.scheme.lower() in ("http", "https") and parts.netloc
    return quote(url or "", safe=_KEPT, errors="replace") if of_the_web else None


_KEPT = ":/?#[]@!$&'()*+,;=%~"  # the reserved characters of RFC 3986, and its escapes
