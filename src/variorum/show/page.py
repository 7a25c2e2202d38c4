"""report.html: one file that needs no network and runs no script.

It holds the index of incidents, each sheet with its timeline, its map and its figures, and the
accounts with their records marked in place. Article text is untrusted: everything is escaped,
what hides or reorders letters is spelled out, only http links are links, and a content security
policy allows this page's own style sheet alone.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from variorum.errors import UnwritableFile
from variorum.model.document import Document, Span
from variorum.model.ledger import Ledger
from variorum.model.record import Event, Statement
from variorum.model.sheet import Mark, Reading, Sheet
from variorum.model.value import Bounds, Interval, SurenessLabel
from variorum.model.wording import (
    UNSAID,
    bounds_in_words,
    day,
    days_in_words,
    kind_in_words,
    reach_in_words,
    siglum,
    spot_in_words,
)
from variorum.show.drawing import Drawing, Moment, draw_figures, draw_times, moments
from variorum.show.mapping import Map, Placing, draw_map, placings
from variorum.show.marking import Marked, anchor, marked_paragraphs
from variorum.show.plain import one_line, quoted, visible
from variorum.show.voices import chain, speakers_in_words

LONGEST_QUOTATION = 240  # characters in a cell; the account holds the whole
DRAWN_ROWS = ("killed", "injured")


class _Sign(NamedTuple):
    symbol: str
    css: str
    means: str


SIGNS: Mapping[Mark, _Sign] = {
    Mark.AGREE: _Sign("=", "agree", "what the accounts say goes together"),
    Mark.DIFFER: _Sign("≠", "differ", "two accounts or more do not go together; the note says how"),
    Mark.ONLY_HERE: _Sign("◦", "only-here", "one account alone says it"),
    Mark.NOT_SAID: _Sign("–", "not-said", "no account says it"),
}
LAYERS = {
    "statement": "statements",
    "event": "events",
    "figure": "figures",
    "when": "times",
    "where": "places",
    "framing": "loaded words",
}


@dataclass(frozen=True, slots=True)
class _Account:
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


@dataclass(frozen=True, slots=True)
class _Figures:
    """The drawing of a row's figures."""

    name: str
    drawing: Drawing
    note: str | None


@dataclass(frozen=True, slots=True)
class _Part:
    """One incident in the page."""

    number: int
    sheet: Sheet
    times: Drawing | None
    moments: Sequence[Moment]
    map: Map | None
    placings: Sequence[Placing]
    figures: Sequence[_Figures]

    @property
    def prints(self) -> int:
        """How many documents tell of it, copies counted."""
        return sum(len(voice.documents) for voice in self.sheet.voices)

    @property
    def toll(self) -> str | None:
        """The hull of the figures of those killed, in words."""
        killed = self.sheet.incident.killed
        return bounds_in_words(Bounds(killed.low, killed.high)) if killed else None

    @property
    def differing(self) -> list[str]:
        """The rows in which the accounts differ."""
        return [row.name for row in self.sheet.rows if row.mark is Mark.DIFFER]


def write_page(path: Path, sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> None:
    """Write the page to a file, in UTF-8; raises UnwritableFile."""
    try:
        path.write_bytes(render(sheets, ledgers).encode(errors="replace"))
    except OSError as error:
        raise UnwritableFile(str(path), error) from error


def render(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> str:
    """The whole page: every sheet, and the accounts they hold (by document id in `ledgers`).

    Where there is no sheet it shows every account.
    """
    css = _style_sheet()
    accounts = _accounts(sheets, ledgers)
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            css=Markup(css),
            policy=f"default-src 'none'; style-src '{_hash_of(css)}'; base-uri 'none'; "
            "form-action 'none'",
            parts=[_part(at, sheet, ledgers) for at, sheet in enumerate(sheets, 1)],
            accounts=accounts,
            keys={one.document.id: one.key for one in accounts},
            outlets={one.document.id: one.document.source or one.document.id for one in accounts},
            signs=SIGNS,
            layers=LAYERS,
            unsaid=UNSAID,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("variorum.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "plain": visible,
        "quote": lambda span: quoted(span, LONGEST_QUOTATION),
        "words": lambda span: one_line(span.text, LONGEST_QUOTATION),
        "anchor": lambda span, key: anchor(key, span),
        "siglum": siglum,
        "day": day,
        "days": days_in_words,
        "spot": spot_in_words,
        "reach": reach_in_words,
        "unsure": is_unsure,
    }
    return environment


@cache
def _style_sheet() -> str:
    loader = _environment().loader
    assert loader is not None
    return loader.get_source(_environment(), "report.css")[0].strip()


def _hash_of(css: str) -> str:
    """What the policy calls this very style sheet."""
    return "sha256-" + base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()


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


def is_unsure(reading: Reading) -> bool:
    """Whether a reading is put as less than certain."""
    return reading.sureness is not None and reading.sureness.label is not SurenessLabel.ASSERTED


def _part(number: int, sheet: Sheet, ledgers: Mapping[str, Ledger]) -> _Part:
    placed = placings(sheet, ledgers)
    return _Part(
        number,
        sheet,
        draw_times(sheet, ledgers),
        moments(sheet, ledgers),
        draw_map(placed),
        placed,
        list(_figures(sheet)),
    )


def _figures(sheet: Sheet) -> Iterator[_Figures]:
    for row in sheet.rows:
        if row.name in DRAWN_ROWS and (drawing := draw_figures(sheet, row)):
            yield _Figures(row.name, drawing, row.note)


def _accounts(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> list[_Account]:
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
) -> _Account:
    apparatus = [_Entries(name, entries) for name, entries in _apparatus(ledger) if entries]
    paragraphs = marked_paragraphs(
        ledger.document.text, key, itertools.chain(_marks(ledger), cited)
    )
    return _Account(key, ledger, paragraphs, apparatus, columns)


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
