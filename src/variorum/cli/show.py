"""`variorum show`: one document with everything that reading found in it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from variorum import pipeline
from variorum.cli import options
from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.why import Why
from variorum.model.wording import UNSAID
from variorum.show.jsonl import write_ledgers, write_rows
from variorum.show.passage import show_cell, show_place
from variorum.show.reasons import show_why
from variorum.show.terminal import show_document
from variorum.store.casefile import CaseFile
from variorum.why import why


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option(
    "--why",
    "records",
    multiple=True,
    metavar="ID",
    help="Show the rule, the words and the list entries behind a record, such as e1; may be given "
    "again.",
)
@click.option(
    "--cell",
    "cells",
    multiple=True,
    metavar="'LETTER ROW'",
    help="Open a cell of an incident's sheet at its words, such as 'A killed'; may be given again.",
)
@click.option(
    "--at",
    "places",
    multiple=True,
    metavar="START-END",
    help="Open a document at these characters; may be given again.",
)
@options.case_option
@options.reading_options
@options.json_option
def show(
    documents: tuple[str, ...],
    records: tuple[str, ...],
    cells: tuple[str, ...],
    places: tuple[str, ...],
    case_path: Path,
    annotator: str,
    as_json: bool,
) -> None:
    """Show a document: its text and each statement, event, figure, time, place and actor with
    the words it rests on.

    DOCUMENT is the id of one in the case file, or a file to be read now.

    \b
    variorum show a.txt                        everything found in an article
    variorum show a.txt --why e1               the rule, words and lists behind a record
    variorum show a.txt --at 112-131           these characters, in their passage
    variorum show 3f9a1c --cell 'A killed'     a cell of an incident sheet, at its words
    """
    if cells:
        _show_cells(documents, cells, case_path, as_json)
        return
    ledgers = [_ledger(one, case_path, annotator) for one in documents]
    if places:
        _show_places([_place(one, at) for one in ledgers for at in places], as_json)
    elif records:
        settings = options.settings(annotator)
        found = [why(ledger, record, settings) for ledger in ledgers for record in records]
        _show_reasons(found, as_json)
    elif as_json:
        write_ledgers(ledgers, sys.stdout.buffer)
    else:
        console = options.out()
        for ledger in ledgers:
            show_document(console, ledger)


def _place(ledger: Ledger, at: str) -> Span:
    """The words at START-END; raises BadSpan or a usage error."""
    start, _, end = at.partition("-")
    if not (start.isdecimal() and end.isdecimal()):
        raise click.UsageError(f"--at needs START-END, such as 112-131, not {at!r}")
    return ledger.document.span(int(start), int(end))


def _show_places(spans: Sequence[Span], as_json: bool) -> None:
    if as_json:
        write_rows(spans, sys.stdout.buffer)
        return
    for one in spans:
        show_place(options.out(), one)


def _show_cells(
    incidents: Sequence[str], cells: Sequence[str], case_path: Path, as_json: bool
) -> None:
    with CaseFile.existing(case_path) as case:
        compared = pipeline.compared_before(case)
    for name in incidents:
        sheet = compared.sheet(name)
        for cell in cells:
            letter, _, row = cell.strip().partition(" ")
            readings = sheet.cell(letter, row.strip()).readings
            if as_json:
                write_rows(readings, sys.stdout.buffer)
            else:
                show_cell(options.out(), f"{sheet.title}: {row.strip()}, {letter}", readings)
            if not readings:
                options.say(f"{letter}, {row.strip()}: {UNSAID}")


def _show_reasons(found: Sequence[Why], as_json: bool) -> None:
    if as_json:
        write_rows(found, sys.stdout.buffer)
        return
    console = options.out()
    for one in found:
        show_why(console, one)


def _ledger(wanted: str, case_path: Path, annotator: str) -> Ledger:
    if case_path.is_file():
        with CaseFile.existing(case_path) as case:
            if wanted in case or not Path(wanted).is_file():
                return case.ledger(wanted)
    return pipeline.read_one(Path(wanted), options.settings(annotator))
