"""`variorum compare`: the incident sheets of what several accounts tell."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
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
from variorum.pipeline import Compared, Outcome
from variorum.read import Read, Reading
from variorum.read.coded import read_coded
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
    "UCDP GED's, POLECAT's or GDELT's mentions; may be given twice. The case file keeps the rows.",
)
@click.option(
    "--drop-dataset",
    "dropped",
    multiple=True,
    metavar="NAME",
    help="Keep the rows of a dataset no longer; NAME as of its file.",
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
    dropped: tuple[str, ...],
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
    tally = Tally()
    if paths:
        settings = options.settings(annotator)
        with options.progress() as advance:
            tally = Tally(advance)
            given = tally.notes(readings(paths, options.read_settings(**input_options)))
            ledgers = list(tally.ledgers(pipeline.take_all(given, settings, workers)))
        compared = pipeline.compare(ledgers, weights=weights)
        rows = _rows(compared, datasets, tally)
        compared = pipeline.stand_beside(compared, chain.from_iterable(rows.values()))
    else:
        with CaseFile.existing(case_path) as case:
            for name in dropped:
                case.drop_dataset(name)
            compared = pipeline.compare_case(case, weights)
            tally.kept = len(compared.ledgers)
            for name, kept in _rows(compared, datasets, tally).items():
                case.keep_dataset(name, kept)
            compared = pipeline.stand_beside(compared, tuple(case.rows()))
    for one in compared.comparison.unheeded:
        say(f"decision {one.decision.number} is {unheeded_in_words(one)}")
    if not compared.comparison.incidents:
        say(f"no incident is told by two of the {len(compared.ledgers):,} documents or more")
    if datasets or compared.coded:
        _tell_rows(compared)
    _write(_only(compared, ids), JSONL if as_json else form, out, most)
    return tally.status(strict)


def _rows(
    compared: Compared, datasets: tuple[Path, ...], tally: Tally
) -> dict[str, tuple[Ledger, ...]]:
    """The rows of each file that may tell of an incident; what cannot be read is told."""
    found: dict[str, dict[str, Ledger]] = {}
    for path in datasets:
        rows, notes = found.setdefault(path.name, {}), dict[str, None]()
        given = read_coded(path, pipeline.wants(compared))
        for row in tally.ledgers(_taken(given, notes)):
            rows.setdefault(row.document.id, row)
        for note in notes:
            say(f"variorum: {path}: {note}")
    return {name: tuple(rows.values()) for name, rows in found.items()}


def _taken(given: Iterable[Reading], notes: dict[str, None]) -> Iterator[Outcome]:
    """Each row's ledger, or why there is none; `notes` on the file are told once."""
    for one in given:
        if isinstance(one, Read):
            notes |= dict.fromkeys(one.notes)
            if one.ledger is not None:
                yield one.ledger
        else:
            yield one


def _tell_rows(compared: Compared) -> None:
    rows, incidents = sum(map(len, compared.coded.values())), len(compared.coded)
    stand = "1 row of datasets stands" if rows == 1 else f"{rows:,} rows of datasets stand"
    say(f"{stand} beside {incidents:,} incident{'' if incidents == 1 else 's'}")


def _only(compared: Compared, ids: tuple[str, ...]) -> Compared:
    """The incidents whose id begins with one of `ids`; all where none is named."""
    if not ids:
        return compared
    found: list[SharedIncident] = []
    incidents = compared.ranked()
    for id in ids:
        hits = [one for one in incidents if one.id.startswith(id)]
        if not hits:
            raise UnknownName("incident", id, [one.id for one in incidents])
        found += hits
    comparison = Comparison(tuple(found), compared.comparison.copies)
    return replace(compared, comparison=comparison, alone=())


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
