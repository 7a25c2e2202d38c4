"""`variorum check`: every quotation and checksum against its text, offline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from variorum import pipeline
from variorum.cli import options
from variorum.cli.options import say
from variorum.cli.read import readings
from variorum.errors import BadValue, VariorumError
from variorum.model.ledger import Ledger
from variorum.read import ReadSettings, Refused
from variorum.store.casefile import CaseFile

FAULTS = 1


@click.command()
@options.paths_argument
@options.case_option
@options.json_option
def check(paths: tuple[str, ...], case_path: Path, as_json: bool) -> int:
    """Hold every quotation, id and checksum of ledgers against their texts.

    PATH is a file of ledgers (JSON lines) or - for stdin; without one, the case file is checked.
    Nothing is read anew and nothing is sent anywhere. Exit status 1 where a fault is found.
    """
    if paths:
        checked = pipeline.check(_given(paths))
    else:
        with CaseFile.existing(case_path) as case:
            checked = pipeline.check_case(case)
    for fault in checked.faults:
        click.echo(json.dumps({"fault": fault}, ensure_ascii=False) if as_json else fault)
    say(
        f"{checked.ledgers:,} ledgers with {checked.quotations:,} quotations hold, "
        f"{len(checked.faults):,} do not"
    )
    return FAULTS if checked.faults else 0


def _given(paths: tuple[str, ...]) -> Iterator[Ledger | VariorumError]:
    for one in readings(paths, ReadSettings()):
        if isinstance(one, Refused):
            yield one.error
        elif one.ledger is None:
            yield BadValue(one.origin, "a document that was not read", "a document ledger")
        else:
            yield one.ledger
