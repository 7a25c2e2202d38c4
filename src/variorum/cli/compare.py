"""`variorum compare`: the incident sheets of what several accounts tell."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from variorum import pipeline
from variorum.cli import options
from variorum.cli.options import say
from variorum.cli.read import readings
from variorum.cli.tally import Tally
from variorum.errors import UnknownName
from variorum.link.weights import Weights
from variorum.model.incident import Comparison, SharedIncident
from variorum.model.ledger import Ledger
from variorum.pipeline import Compared
from variorum.read.coded import read_coded
from variorum.read.settings import Refused
from variorum.show.jsonl import write_comparison, write_sheets
from variorum.show.links import unheeded_in_words
from variorum.show.page import write_page
from variorum.show.terminal import show_incidents, show_sheet
from variorum.store.casefile import CaseFile

TABLE, JSONL, SHEETS, HTML = "table", "jsonl", "sheets", "html"

_ID = re.compile(r"[0-9a-f]{6,64}")


@click.command()
@click.argument("wanted", nargs=-1, metavar="[INCIDENT | PATH | -]...")
@click.option(
    "--format",
    "form",
    type=click.Choice([TABLE, JSONL, SHEETS, HTML]),
    default=TABLE,
    show_default=True,
    help="Sheets in the terminal, JSON lines of incidents or of sheets, or one HTML file.",
)
@options.report_option
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="Sheets to print in full; the other incidents are listed.",
)
@options.weights_option
@click.option(
    "--dataset",
    "datasets",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="A coded dataset whose rows stand beside the accounts: a file in the shape of ACLED's, "
    "UCDP GED's, POLECAT's or GDELT's mentions; may be given twice.",
)
@options.case_option
@options.input_options
@options.reading_options
@options.workers_option
@options.strict_option
@options.json_option
def compare(
    wanted: tuple[str, ...],
    form: str,
    out: Path,
    most: int,
    datasets: tuple[Path, ...],
    weights: Weights | None,
    case_path: Path,
    annotator: str,
    workers: int,
    strict: bool,
    as_json: bool,
    **input_options: Any,
) -> int:
    """Lay the accounts of each incident side by side.

    \b
    variorum compare                     every shared incident of the case file
    variorum compare 3f9a1c              one of them, by the beginning of its id
    variorum compare a.txt b.txt         these articles, without a case file
    variorum compare --format jsonl -    documents or ledgers from stdin
    variorum compare --dataset acled.csv with the rows of a coded dataset beside the accounts

    Copies of one text count as one voice; incidents that most voices tell of come first. Nothing
    says who is right.
    """
    ids = tuple(one for one in wanted if _ID.fullmatch(one) and not Path(one).exists())
    paths = tuple(one for one in wanted if one not in ids)
    status = 0
    if paths:
        settings = options.settings(annotator)
        with options.progress() as advance:
            tally = Tally(advance)
            given = tally.notes(readings(paths, options.read_settings(**input_options)))
            ledgers = list(tally.ledgers(pipeline.take_all(given, settings, workers)))
        compared = pipeline.compare(ledgers, weights=weights)
        status = tally.status(strict)
    else:
        with CaseFile.existing(case_path) as case:
            compared = pipeline.compare_case(case, weights)
    for one in compared.comparison.unheeded:
        say(f"decision {one.decision.number} is {unheeded_in_words(one)}")
    if not compared.comparison.incidents:
        say(f"no incident is told by two of the {len(compared.ledgers):,} documents or more")
    compared = _beside(compared, datasets)
    _write(_only(compared, ids), JSONL if as_json else form, out, most)
    return status


def _beside(compared: Compared, datasets: tuple[Path, ...]) -> Compared:
    """The comparison with the rows of datasets beside it; what cannot be read is told."""
    coded: list[Ledger] = []
    for path in datasets:
        for one in read_coded(path, partial(pipeline.may_stand_beside, compared)):
            if isinstance(one, Refused):
                say(f"variorum: {one.error}")
            elif one.ledger is not None:
                coded.append(one.ledger)
    beside = pipeline.stand_beside(compared, coded)
    if datasets:
        rows, incidents = sum(map(len, beside.coded.values())), len(beside.coded)
        stand = "1 row of datasets stands" if rows == 1 else f"{rows:,} rows of datasets stand"
        say(f"{stand} beside {incidents:,} incident{'' if incidents == 1 else 's'}")
    return beside


def _only(compared: Compared, ids: tuple[str, ...]) -> Compared:
    """The incidents whose id begins with one of `ids`; all where none is named."""
    if not ids:
        return compared
    found: list[SharedIncident] = []
    incidents = compared.comparison.incidents
    for id in ids:
        hits = [one for one in incidents if one.id.startswith(id)]
        if not hits:
            raise UnknownName("incident", id, [one.id for one in incidents])
        found += hits
    comparison = Comparison(tuple(found), compared.comparison.copies)
    return Compared(comparison, compared.ledgers, compared.coded)


def _write(compared: Compared, form: str, out: Path, most: int) -> None:
    if form == JSONL:
        write_comparison(compared.comparison, sys.stdout.buffer)
    elif form == SHEETS:
        write_sheets(compared.sheets(), sys.stdout.buffer)
    elif form == HTML:
        write_page(out, compared.sheets(), compared.documents())
        say(f"written: {out}")
    else:
        console = options.out()
        for sheet in compared.sheets(most):
            show_sheet(console, sheet)
        show_incidents(console, compared.ranked()[most:], compared.ledgers)
