"""report.html: one file that needs no network and runs no script.

It holds the index of incidents, each sheet with its timeline, its map and its figures, and the
accounts with their records marked in place. Article text is untrusted: everything is escaped,
what hides or reorders letters is spelled out, only http links are links, and a content security
policy allows this page's own style sheet alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from variorum.errors import UnwritableFile
from variorum.model.ledger import Ledger
from variorum.model.sheet import Mark, Reading, Sheet, Voice, VoiceKind
from variorum.model.value import SurenessLabel
from variorum.model.wording import (
    UNSAID,
    bounds_in_words,
    day,
    days_in_words,
    reach_in_words,
    siglum,
    spot_in_words,
)
from variorum.show.accounts import page_accounts
from variorum.show.drawing import Drawing, Moment, draw_figures, draw_times, moments
from variorum.show.mapping import Map, Placing, draw_map, placings
from variorum.show.marking import anchor
from variorum.show.moves import FigureLine, Moves, draw_moves, figure_lines
from variorum.show.plain import one_line, quoted, visible
from variorum.show.timeline import draw_timeline, entries

LONGEST_QUOTATION = 240  # characters in a cell; the account holds the whole

LONGEST_NAME = 26  # characters that a lane has room for


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
class _Figures:
    """The drawings of a row's figures, and the table that tells the same."""

    name: str
    drawing: Drawing
    moves: Moves | None
    lines: Sequence[FigureLine]
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
    def told(self) -> str:
        """How many voices tell of it, in how many prints, and how many rows of datasets."""
        kinds = [len(one.documents) for one in self.sheet.voices if one.kind is VoiceKind.ACCOUNT]
        rows = len(self.sheet.voices) - len(kinds)
        prints = f" in {sum(kinds)} prints" if sum(kinds) > len(kinds) else ""
        beside = f", and {_many(rows, 'row')} of coded datasets" if rows else ""
        return f"{_many(len(kinds), 'voice')}{prints}{beside}"

    @property
    def toll(self) -> str | None:
        """How many were killed, from the least to the most that any account gives, in words."""
        course = next((row.course for row in self.sheet.rows if row.name == "killed"), None)
        return bounds_in_words(course.range) if course else None

    @property
    def differing(self) -> list[str]:
        """The rows in which the accounts differ."""
        return [row.name for row in self.sheet.rows if row.mark is Mark.DIFFER]


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def dated(voice: Voice) -> str:
    """The day of publication of a voice, in words."""
    if voice.kind is VoiceKind.DATASET:
        return "coded dataset"
    return day(voice.published) if voice.published else "undated"


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
    told = entries(sheets, ledgers)
    accounts = page_accounts(sheets, ledgers)
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            css=Markup(css),
            policy=f"default-src 'none'; style-src '{_hash_of(css)}'; base-uri 'none'; "
            "form-action 'none'",
            parts=[_part(at, sheet, ledgers) for at, sheet in enumerate(sheets, 1)],
            timeline=draw_timeline(told),
            entries=told,
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
        "short": shortened,
        "dated": dated,
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


def shortened(words: str) -> str:
    """The beginning of a name that has little room."""
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1]}…"


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
        if drawing := draw_figures(sheet, row):
            yield _Figures(row.name, drawing, draw_moves(row), figure_lines(row), row.note)
