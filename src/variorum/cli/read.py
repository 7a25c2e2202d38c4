"""`variorum read`: articles into the case file, or ledgers to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import click

from variorum import pipeline
from variorum.cli import options
from variorum.cli.tally import Tally, tell_summary
from variorum.pipeline import Layer
from variorum.read import Reading, ReadSettings, read_path, read_stream, refuse_repeated
from variorum.show.jsonl import write_ledgers
from variorum.store.casefile import CaseFile

CASE, JSONL = "case", "jsonl"


@click.command()
@options.paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice([CASE, JSONL]),
    default=CASE,
    show_default=True,
    help="Keep in the case file, or write one document ledger a line to stdout.",
)
@options.case_option
@options.input_options
@click.option(
    "--layer",
    "layers",
    type=click.Choice([str(one) for one in Layer]),
    multiple=True,
    help="Add a layer to each ledger; may be given twice.",
)
@options.reading_options
@options.workers_option
@options.strict_option
@options.json_option
def read(
    paths: tuple[str, ...],
    form: str,
    case_path: Path,
    layers: tuple[str, ...],
    annotator: str,
    workers: int,
    strict: bool,
    as_json: bool,
    **input_options: Any,
) -> int:
    """Read documents: text, HTML, JSON lines, folders of them, or stdin.

    \b
    variorum read article.txt page.html archive/        into case.sqlite
    variorum read --format jsonl article.txt            one ledger to stdout
    variorum read --input-format jsonl - < news.jsonl   from stdin

    A JSON line is {"id", "text", "published"?, "source"?, "title"?, "url"?}. Reading a document
    twice changes nothing; a run that was stopped goes on where it was.
    """
    settings = options.settings(annotator, layers)
    with options.progress() as advance:
        tally = Tally(advance)
        given = tally.notes(readings(paths, options.read_settings(**input_options)))
        if form == JSONL:
            outcomes = pipeline.read_all(given, settings, workers)
            write_ledgers(tally.ledgers(outcomes), sys.stdout.buffer)
        else:
            with CaseFile(case_path) as case:
                outcomes = pipeline.read_into(case, given, settings, workers)
                for ledger in tally.ledgers(outcomes):
                    if as_json:
                        tell_summary(ledger)
    tally.tell("" if form == JSONL else f"; kept in {case_path}")
    return tally.status(strict)


def readings(paths: tuple[str, ...], settings: ReadSettings) -> Iterator[Reading]:
    """Every document of the paths, "-" being stdin; raises UsageError for no path at all."""
    if not paths:
        raise click.UsageError("name a file or folder to read, or - for stdin")
    return refuse_repeated(chain.from_iterable(_one(path, settings) for path in paths))


def _one(path: str, settings: ReadSettings) -> Iterator[Reading]:
    if path == options.STDIN:
        return read_stream(sys.stdin.buffer, "stdin", settings)
    return read_path(Path(path), settings)
