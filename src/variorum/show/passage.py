"""A wording in its place: the passage of an article around it, in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from variorum.model.document import Document, Span
from variorum.model.sheet import Reading
from variorum.model.value import SurenessLabel
from variorum.model.wording import day
from variorum.show.plain import one_line, visible

AROUND = 400  # characters on either side, cut where a paragraph ends
OPEN, SHUT = "▸", "◂"
"""Stand around the words, so that nothing is told by colour alone."""


def show_cell(console: Console, title: str, readings: Sequence[Reading]) -> None:
    """Each reading of a cell: its value and speakers, and its words in their place."""
    console.print(Rule(Text(visible(title), "bold"), align="left", style="dim"))
    for reading in readings:
        console.print(_told(reading))
        show_place(console, reading.quotation)


def _told(reading: Reading) -> Text:
    told = Text(visible(reading.value), "bold")
    if reading.sureness and reading.sureness.label is not SurenessLabel.ASSERTED:
        told.append(f" [{reading.sureness.label}]", "not bold italic")
    if reading.speakers:
        chain = " › ".join(one_line(one.text) for one in reading.speakers)
        told.append(f" — {chain}", "not bold dim")
    return told


def show_place(console: Console, span: Span) -> None:
    """The words between two marks, with the passage around them and where they stand."""
    console.print(_head(span))
    console.print(Padding(_passage(span), (0, 0, 1, 2)))


def _head(span: Span) -> Text:
    document: Document = span.document
    published = day(document.published) if document.published else None
    parts = [document.source, document.title, published, f"id {document.id}"]
    named = "  ·  ".join(one_line(one) for one in dict.fromkeys(parts) if one)
    return Text(f"{named}  ·  characters {span.start:,} to {span.end:,}", "dim")


def _passage(span: Span) -> Text:
    text = span.document.text
    start, end = _paragraph(text, span)
    before, after = visible(text[start : span.start]), visible(text[span.end : end])
    passage = Text("…" if start and text[start - 1] != "\n" else "")
    passage.append(before).append(f"{OPEN}{visible(span.text)}{SHUT}", "bold reverse").append(after)
    return passage.append("…" if end < len(text) and text[end] != "\n" else "")


def _paragraph(text: str, span: Span) -> tuple[int, int]:
    """The lines that hold the words, no more than AROUND on either side, cut between words."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    line_end = text.find("\n", span.end)
    end = min(line_end if line_end >= 0 else len(text), span.end + AROUND)
    if start and text[start - 1] != "\n":
        start = text.find(" ", start, span.start) + 1 or start
    if end < len(text) and text[end] != "\n":
        cut = text.rfind(" ", span.end, end)
        end = cut if cut >= 0 else end
    return start, end
