"""`variorum search`: words in the texts and records of the case file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from variorum.cli import options
from variorum.model.codec import plain
from variorum.show.terminal import show_hits
from variorum.store.casefile import CaseFile


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option(
    "--most", type=click.IntRange(min=1), default=20, show_default=True, help="Hits to give."
)
@options.case_option
@options.json_option
def search(words: tuple[str, ...], most: int, case_path: Path, as_json: bool) -> int:
    """Find words in texts, statements, events, figures, actors and places.

    All words must stand in a hit; "two words" in quotation marks stand side by side; word* begins
    so. Exit status 1 where nothing is found.
    """
    with CaseFile.existing(case_path) as case:
        hits = case.search(" ".join(words), most)
    if as_json:
        for hit in hits:
            click.echo(json.dumps(plain(hit), ensure_ascii=False))
    else:
        show_hits(options.out(), hits)
    return 0 if hits else 1
