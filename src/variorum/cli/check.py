"""`variorum check`: every quotation and checksum against its text, offline."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import click

from variorum import pipeline
from variorum.cli import options
from variorum.cli.options import say
from variorum.cli.read import readings
from variorum.errors import BadValue, UnknownName, VariorumError
from variorum.export.verify import Held, hold, is_export, read_export, seal
from variorum.model.document import Document
from variorum.model.ledger import Ledger
from variorum.pipeline import Checked
from variorum.read import ReadSettings, Refused
from variorum.store.casefile import CaseFile

FAULTS = 1


@click.command()
@options.paths_argument
@click.option(
    "--hash",
    "noted",
    metavar="SHA256",
    help="The hash that `variorum export` told when it wrote the export; it must be this very one.",
)
@options.case_option
@options.json_option
def check(paths: tuple[str, ...], noted: str | None, case_path: Path, as_json: bool) -> int:
    """Hold every quotation, id and checksum of ledgers and exports against their texts.

    PATH is a file of ledgers (JSON lines), an export (a folder with manifest.json, or a bundle),
    or - for stdin; without one, the case file is checked. An export without texts is held against
    those of the case file. Nothing is read anew and nothing is sent anywhere. Exit status 1 where
    a fault is found.
    """
    exports = [path for path in paths if path != options.STDIN and is_export(Path(path))]
    others = tuple(path for path in paths if path not in exports)
    if noted is not None and (len(exports), len(others)) != (1, 0):
        raise click.UsageError("--hash is of one export: name its folder or bundle")
    faults: list[str] = []
    if exports:
        faults += _check_exports(exports, case_path)
    if noted is not None:
        faults += _against(noted, exports[0])
    if others or not exports:
        faults += _check_ledgers(others, case_path)
    for fault in faults:
        click.echo(json.dumps({"fault": fault}, ensure_ascii=False) if as_json else fault)
    return FAULTS if faults else 0


def _check_ledgers(paths: tuple[str, ...], case_path: Path) -> tuple[str, ...]:
    checked = pipeline.check(_given(paths)) if paths else _check_case(case_path)
    say(
        f"{checked.ledgers:,} ledgers with {checked.quotations:,} quotations hold, "
        f"{len(checked.faults):,} do not"
    )
    return checked.faults


def _check_case(case_path: Path) -> Checked:
    with CaseFile.existing(case_path) as case:
        return pipeline.check_case(case)


def _check_exports(paths: list[str], case_path: Path) -> list[str]:
    faults: list[str] = []
    with CaseFile.existing(case_path) if case_path.is_file() else nullcontext() as case:
        for path in paths:
            held = _held(path, _finder(case))
            say(_told(path, held))
            faults += held.faults
    return faults


def _against(noted: str, path: str) -> list[str]:
    """A fault where an export is not the one whose hash was noted."""
    found = seal(Path(path))
    if found == noted.strip().lower():
        return []
    return [f"{path}: another export than the one noted (its SHA-256 is {found})"]


def _held(path: str, find: Callable[[str], Document | None]) -> Held:
    try:
        return hold(read_export(Path(path)), path, find)
    except VariorumError as error:
        return Held(faults=[str(error)])


def _finder(case: CaseFile | None) -> Callable[[str], Document | None]:
    """Documents of the case file, if there is one."""

    def find(id: str) -> Document | None:
        try:
            return case.document(id) if case else None
        except UnknownName:
            return None

    return find


def _told(path: str, held: Held) -> str:
    faults = f"{len(held.faults):,} fault{'' if len(held.faults) == 1 else 's'}"
    told = f"{path}: {held.quotations:,} quotations hold, {faults}"
    if held.open:
        told += (
            f"; {held.open:,} could not be held against their texts, which are not in it:"
            " name a case file that has them with --case"
        )
    return told


def _given(paths: tuple[str, ...]) -> Iterator[Ledger | VariorumError]:
    for one in readings(paths, ReadSettings()):
        if isinstance(one, Refused):
            yield one.error
        elif one.ledger is None:
            yield BadValue(one.origin, "a document that was not read", "a document ledger")
        else:
            yield one.ledger
