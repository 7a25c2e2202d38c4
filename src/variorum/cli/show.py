"""`variorum show`: one document with everything that reading found in it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from variorum import pipeline
from variorum.cli import options
from variorum.model.ledger import Ledger
from variorum.model.why import Why
from variorum.show.jsonl import write_ledgers, write_rows
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
@options.case_option
@options.reading_options
@options.json_option
def show(
    documents: tuple[str, ...],
    records: tuple[str, ...],
    case_path: Path,
    annotator: str,
    as_json: bool,
) -> None:
    """Show a document: its text and each statement, event, figure, time, place and actor with
    the words it rests on.

    DOCUMENT is the id of one in the case file, or a file to be read now.
    """
    ledgers = [_ledger(one, case_path, annotator) for one in documents]
    if records:
        settings = options.settings(annotator)
        found = [why(ledger, record, settings) for ledger in ledgers for record in records]
        _show_reasons(found, as_json)
    elif as_json:
        write_ledgers(ledgers, sys.stdout.buffer)
    else:
        console = options.out()
        for ledger in ledgers:
            show_document(console, ledger)


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
