"""`variorum demo`: five invented accounts of one incident, side by side."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from variorum import pipeline
from variorum.cli import options
from variorum.cli.options import say
from variorum.model.ledger import Ledger
from variorum.read import ReadSettings, read_path
from variorum.show.demo import accounts
from variorum.show.jsonl import write_comparison
from variorum.show.page import write_page
from variorum.show.terminal import show_sheet


@click.command()
@options.report_option
@options.json_option
def demo(out: Path, as_json: bool) -> None:
    """Read five invented accounts of one incident; print the sheet and write report.html.

    Two hostile sides, an agency, a local paper, and a reprint of the agency's story. Countries,
    people and outlets are invented.
    """
    with accounts() as path:
        outcomes = pipeline.read_all(read_path(path, ReadSettings()))
        compared = pipeline.compare(one for one in outcomes if isinstance(one, Ledger))
    if as_json:
        write_comparison(compared.comparison, sys.stdout.buffer)
    else:
        for sheet in compared.sheets():
            show_sheet(options.out(), sheet)
    write_page(out, compared.sheets(), compared.ledgers)
    say(f"written: {out} (open it in a browser; it needs no network)")
